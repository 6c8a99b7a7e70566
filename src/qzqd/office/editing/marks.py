"""What a workbook remembers of the lists it was made of: a hidden sheet that tells what every cell held."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

from qzqd.office.editing.cells import as_returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.finding import FieldPath
    from qzqd.tables.grid import Workbook

SHEET = "_qzqd"
_SIGN, _VERSION = "qzqd export --edit", "1"
_TABLE, _COLUMN, _ROW = "table", "column", "row"
_WIDTH = 8
_CELL = 30_000
"""Characters; a cell holds a few more."""


@dataclass
class MarkedTable:
    """One sheet as it was written: whose it is, its columns, and the mark of every cell of a row.

    kind, id, edition: of the list; all "" for the sheet with the headers of all lists, the rows of which go by the ids of lists.
    """

    sheet: str
    kind: str
    id: str
    edition: str = ""
    paths: list[FieldPath] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    rows: dict[str, str] = field(default_factory=dict)

    def mark(self, key: str, path: FieldPath) -> str:
        """That of a cell; "" where the table had no such row or column."""
        if key not in self.rows or path not in self._places:
            return ""
        at = self._places[path] * _WIDTH
        return self.rows[key][at : at + _WIDTH]

    @cached_property
    def _places(self) -> dict[FieldPath, int]:
        return {path: at for at, path in enumerate(self.paths)}


def mark(text: str) -> str:
    """Tells whether a text is still the same: no more is needed, as nobody gains by deceiving it."""
    return f"{crc32(as_returned(text).encode('utf-8', 'surrogatepass')):0{_WIDTH}x}"


EMPTY = mark("")


def lines(tables: Iterable[MarkedTable]) -> Iterator[tuple[str, ...]]:
    """The hidden sheet, row by row."""
    yield _SIGN, _VERSION
    for table in tables:
        yield _TABLE, table.sheet, table.kind, table.id, table.edition
        for path, title in zip(table.paths, table.titles, strict=True):
            yield _COLUMN, json.dumps(path, ensure_ascii=False), title
        for key, row_marks in table.rows.items():
            yield _ROW, key, *(row_marks[at : at + _CELL] for at in range(0, len(row_marks), _CELL))


def remembered(book: Workbook) -> list[MarkedTable] | None:
    """What the hidden sheet tells; None for a workbook that has none, or one that is not understood."""
    grid = next((grid for grid in book.grids if grid.name == SHEET), None)
    if grid is None:
        return None
    signed, *rest = [grid.rows[row] for row in sorted(grid.rows)] or [[]]
    if signed != [_SIGN, _VERSION]:
        return None
    found: list[MarkedTable] = []
    try:
        for what, *marks in rest:
            if what == _TABLE:
                sheet, *whose = marks
                kind, key, edition = (*whose, "", "", "")[:3]
                found.append(MarkedTable(sheet, kind, key, edition))
            elif what == _COLUMN:
                found[-1].paths.append(tuple(map(str, json.loads(marks[0]))))
                found[-1].titles.append(marks[1])
            elif what == _ROW:
                found[-1].rows[marks[0]] = "".join(marks[1:])
    except (IndexError, ValueError, TypeError, RecursionError):
        return None
    return found if any(table.id for table in found) else None
