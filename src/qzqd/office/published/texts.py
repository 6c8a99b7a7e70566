"""The published table in formats that are text: CSV, Markdown, and the whole list as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import qzqd
from qzqd.office.published.table import Section
from qzqd.report.findings.markdown import escape
from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.safe import safe
from qzqd.report.paper.spreadsheet import code, sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qzqd.office.listed import Listed
    from qzqd.office.published.table import Table


def csv(tables: Sequence[Table]) -> str:
    """One table, each row whole in itself; what a spreadsheet would take for something else is protected."""
    (table,) = tables
    rows = ([code(text) for text in row] for group in table.groups() for row in group.rows)
    return sheet([[column.heading for column in table.columns], *rows], breaks=True)


def markdown(tables: Sequence[Table]) -> str:
    """A heading and a table each."""
    return "\n".join(line for table in tables for line in _markdown(table))


def _markdown(table: Table) -> Iterator[str]:
    yield f"# {escape(table.title)}\n"
    for line in table.lines:
        yield f"{escape(line)}\n"
    headings = [
        f"{column.under}：{column.heading}" if column.under else column.heading for column in table.columns
    ]
    opening = [_row(headings), _row(["---"] * len(headings), plain=True)]
    if not isinstance(next(iter(table.body), None), Section):
        yield from opening
    for entry in table.body:
        if isinstance(entry, Section):
            yield f"\n## {escape(entry.text)}\n"
            yield from opening
        else:
            yield from map(_row, entry.rows)
    yield ""
    for note in table.notes:
        yield f"{escape(note)}\n"


def _row(texts: Sequence[str], *, plain: bool = False) -> str:
    told = texts if plain else ["<br>".join(map(escape, text.split("\n"))) for text in texts]
    return f"| {' | '.join(told)} |"


def json_text(lists: Sequence[Listed]) -> str:
    """The lists as they are stored, every field of them."""
    document = {
        "schema_version": 1,
        "tool": {"name": "qzqd", "version": qzqd.__version__},
        "catalogues": [_harmless(each.data) for each in lists],
    }
    return dump(document, depth=4)


def _harmless(value: Any) -> Any:
    """The same data with every text as a terminal or an editor may show it; line breaks stay."""
    if isinstance(value, str):
        return "\n".join(map(safe, value.split("\n")))
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, list) else value


RENDERED: dict[str, Callable[[Sequence[Table]], str]] = {"csv": csv, "markdown": markdown}
"""Name of a format to what renders it."""
