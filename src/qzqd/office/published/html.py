"""The published table as a page for a browser."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qzqd.office.published.table import Section, published
from qzqd.report.paper.html import page as document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.office.listed import Listed
    from qzqd.office.published.table import Group, Table
    from qzqd.report import Page

_TEMPLATES = Path(__file__).parent / "html_templates"


class Cell(NamedTuple):
    """A cell with the columns and rows that it takes."""

    text: str
    across: int = 1
    down: int = 1


class _Shown(NamedTuple):
    title: str
    lines: list[str]
    notes: list[str]
    head: list[list[Cell]]
    rows: list[list[Cell]]


def render(answer: Sequence[Listed], page: Page) -> str:
    """A whole document."""
    shown = [
        _Shown(each.title, each.lines, each.notes, [*_head(each)], [*_rows(each)])
        for each in published(answer, page.language)
    ]
    return document("list.html", _TEMPLATES, page.language, title=answer[0].title, tables=shown, sources=[])


def _head(table: Table) -> Iterator[list[Cell]]:
    upper, *lower = table.headings
    first: list[Cell] = []
    at = 0
    for text, members in groupby(upper):
        width = len([*members])
        alone = not lower or lower[0][at : at + width] == [text] * width
        first += [Cell(text, 1, 1 + len(lower))] * width if alone else [Cell(text, width)]
        at += width
    yield first
    for texts in lower:
        yield [Cell(text) for text, above in zip(texts, upper, strict=True) if text != above]


def _rows(table: Table) -> Iterator[list[Cell]]:
    for entry in table.body:
        if isinstance(entry, Section):
            yield [Cell(entry.text, len(table.columns))]
        else:
            yield from _group(entry)


def _group(group: Group) -> Iterator[list[Cell]]:
    for level, row in enumerate(group.rows):
        yield [
            Cell(text, 1, len(group.rows) if at in group.whole else 1)
            for at, text in enumerate(row)
            if level == 0 or at not in group.whole
        ]
