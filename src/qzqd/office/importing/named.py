"""Which of several columns names the items of a table, as 工作任务 and 具体事项 beside each other: what stands in them tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.office.importing.asides import running_number
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.office.importing.header import Header, Heading
    from qzqd.tables.grid import Grid

_PROSE = regex(r"[。；;]|2\s*[.．、)）]|②|（二）")
"""What a text has, and the name of an item has not."""
_LONG = 100


class NameColumns(NamedTuple):
    """The column with the names of items, and the one that only divides these; 0 for none."""

    name: int
    part: int = 0


def chosen(grid: Grid, header: Header, candidates: Sequence[Heading], number_at: int) -> NameColumns:
    """Of several columns, the plainest first: that which says something of its own wherever an item is numbered, and is no
    text. One that says something in further rows of an item divides it."""
    columns = [each.column for each in candidates]
    rows = [*_rows(grid, header, number_at)]
    own = {at: [counts for counts, cells in rows if _own(cells, at)] for at in columns}
    texts = {at: sum(_is_text(_own(cells, at)) for _, cells in rows) for at in columns}
    names = [at for at in columns if 2 * texts[at] <= len(own[at])] or columns
    numbered = sum(counts for counts, _ in rows)
    whole = [at for at in names if numbered and sum(own[at]) == numbered]
    name = whole[0] if whole else max(names, key=lambda at: len(own[at]))
    parts = [at for at in names if at != name and numbered and not all(own[at]) and all(own[name])]
    return NameColumns(name, parts[0] if len(parts) == 1 else 0)


def _rows(grid: Grid, header: Header, number_at: int) -> Iterator[tuple[bool, Sequence[str]]]:
    """The rows of a table that say more than one thing, and whether each is numbered."""
    for row, cells in grid.rows.items():
        if header.bottom < row <= (header.end or row) and row not in grid.hidden_rows:
            counts = running_number(_own(cells, number_at)) is not None
            if counts or len(set(filter(None, cells))) > 1:
                yield counts, cells


def _own(cells: Sequence[str], column: int) -> str:
    return cells[column - 1] if 0 < column <= len(cells) else ""


def _is_text(text: str) -> bool:
    return len(text) > _LONG or _PROSE.search(text) is not None
