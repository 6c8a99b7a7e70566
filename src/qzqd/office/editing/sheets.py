"""The sheets of a workbook that came back, and their columns: by what they are called, else by what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qzqd.office.editing.cells import as_returned
from qzqd.office.editing.columns import ID
from qzqd.office.editing.marks import EMPTY, SHEET, mark
from qzqd.tables.grid import address
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from qzqd.finding import FieldPath
    from qzqd.office.editing.columns import EditedColumn
    from qzqd.office.editing.marks import MarkedTable
    from qzqd.tables.grid import Grid, Workbook

_WITHIN = 5
"""The headings stand in one of so many first rows: somebody may have put a title above."""


@dataclass(slots=True)
class ReturnedSheet:
    """top: the row of the headings. columns: by number, those that are understood."""

    table: MarkedTable
    grid: Grid
    top: int
    columns: dict[int, EditedColumn]

    def ids(self) -> Iterator[tuple[str, int]]:
        """The id in every row that holds anything under a heading, "" for none, and the number of the row."""
        at = next(at for at, column in self.columns.items() if column.path == ID)
        for row in sorted(self.grid.rows):
            if row > self.top and any(self.grid.text(row, each) for each in self.columns):
                yield as_returned(self.grid.text(row, at)), row

    def place(self, row: int, at: int) -> str:
        """Sheet1!C7."""
        return f"{self.grid.name}!{address(row, at)}"


def headed(grid: Grid, table: MarkedTable) -> tuple[int, int]:
    """The row of the headings and the column with the ids; the first row and 0 where no column is called as that was."""
    wanted = {heading_key(title) for path, title in zip(table.paths, table.titles, strict=True) if path == ID}
    for row in sorted(grid.rows)[:_WITHIN]:
        for at, text in enumerate(grid.rows[row], 1):
            if heading_key(text) in wanted:
                return row, at
    return grid.first_row, 0


def sheet_of(book: Workbook, table: MarkedTable, tables: Sequence[MarkedTable]) -> Grid | None:
    """The sheet that a table was written to; one that was renamed goes by its ids."""
    if own := next((grid for grid in book.grids if grid.name == table.sheet and grid.rows), None):
        return own
    known = {SHEET, *(each.sheet for each in tables)}
    alike = [grid for grid in book.grids if grid.name not in known and grid.rows and _has_ids(grid, table)]
    return alike[0] if len(alike) == 1 else None


def _has_ids(grid: Grid, table: MarkedTable) -> bool:
    top, at = headed(grid, table)
    ids = [as_returned(grid.text(row, at)) for row in grid.rows if row > top] if at else []
    return 2 * sum(key in table.rows for key in ids) > max(len(ids), 1)


def renamed(sheet: ReturnedSheet, at: int, id_at: int, lost: Collection[FieldPath]) -> FieldPath | None:
    """Of the fields that no column is called after, the one whose cells stand in this column."""
    rows = [row for row in sheet.grid.rows if row > sheet.top]
    cells = [
        (as_returned(sheet.grid.text(row, id_at)), mark(sheet.grid.text(row, at)))
        for row in rows
        if sheet.grid.text(row, at)
    ]
    for path in lost:
        same = sum(sheet.table.mark(key, path) == own != EMPTY for key, own in cells)
        if 2 * same > len(cells):
            return path
    return None
