"""The published table as a page for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qzqd.office.published.table import SectionRow, published_tables
from qzqd.report.paper.html import page as document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.office.listed import ExportedList
    from qzqd.office.published.table import ItemRows, PublishedTable
    from qzqd.report import Page

_TEMPLATES = Path(__file__).parent / "html_templates"


class SpannedCell(NamedTuple):
    """A cell with the columns and rows that it takes."""

    text: str
    across: int = 1
    down: int = 1


def render(answer: Sequence[ExportedList], page: Page) -> str:
    """A whole document."""
    shown = [
        (each, [*each.heading_cells()], [*_rows(each)]) for each in published_tables(answer, page.language)
    ]
    return document("list.html", _TEMPLATES, page.language, title=answer[0].title, tables=shown, sources=[])


def _rows(table: PublishedTable) -> Iterator[list[SpannedCell]]:
    for entry in table.body:
        if isinstance(entry, SectionRow):
            yield [SpannedCell(entry.text, len(table.columns))]
        else:
            yield from _group(entry)


def _group(group: ItemRows) -> Iterator[list[SpannedCell]]:
    for level, row in enumerate(group.rows):
        yield [
            SpannedCell(text, 1, len(group.rows) if at in group.whole else 1)
            for at, text in enumerate(row)
            if level == 0 or at not in group.whole
        ]
