"""The published tables as Markdown: a heading and a table each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office.published.table import SectionRow, published_tables
from qzqd.report.findings.markdown import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.office.listed import ExportedList
    from qzqd.office.published.table import PublishedTable
    from qzqd.report import Page


def render(answer: Sequence[ExportedList], page: Page) -> str:
    """All of them, one after the other."""
    return "\n".join(line for table in published_tables(answer, page.language) for line in _markdown(table))


def _markdown(table: PublishedTable) -> Iterator[str]:
    yield f"# {escape(table.title)}\n"
    for line in table.lines:
        yield f"{escape(line)}\n"
    headings = [
        f"{column.under}：{column.heading}" if column.under else column.heading for column in table.columns
    ]
    opening = [_row(headings), _row(["---"] * len(headings), plain=True)]
    if not isinstance(next(iter(table.body), None), SectionRow):
        yield from opening
    for entry in table.body:
        if isinstance(entry, SectionRow):
            yield f"\n## {escape(entry.text)}\n"
            yield from opening
        else:
            yield from map(_row, entry.rows)
    yield ""
    for note in table.notes:
        yield f"{escape(note)}\n"


def _row(texts: Sequence[str], *, plain: bool = False) -> str:
    cells = texts if plain else ["<br>".join(map(escape, text.split("\n"))) for text in texts]
    return f"| {' | '.join(cells)} |"
