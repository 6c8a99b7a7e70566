"""A grid in the making: rows as they come, and what the merges hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.tables.grid import CellPlace, CellRange, Grid, crossings
from qzqd.tables.limits import COLUMNS, ROWS, too_many_rows
from qzqd.tables.refusals import cells_out_of_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.tables.delimited import DelimitedLines
    from qzqd.tables.grid import Annotation, Floating
    from qzqd.tables.limits import Budget
    from qzqd.tables.numbers import ShownNumber


_MERGE = 4
"""What a merge takes, in cells."""


class Gathering:
    """What a format's reader has found of one sheet."""

    def __init__(self, name: str, budget: Budget, *, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden
        self.rows: dict[int, list[str]] = {}
        self.merges: list[CellRange] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.floating: list[Floating] = []
        self.held: dict[CellPlace, str] = {}
        self.formulas: dict[CellPlace, str] = {}
        self.unseen: dict[CellPlace, str] = {}
        self.annotations: list[Annotation] = []
        self._struck: dict[CellPlace, str] = {}
        self._perhaps: list[CellRange] = []
        self.continues = False
        self._budget = budget
        self._last = 0

    def row(self, number: int, cells: list[str]) -> None:
        """A row, after those above it; one that shows nothing is not kept. Raises Refused."""
        cells = [*map(str.strip, cells)]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            return
        if number > ROWS:
            raise too_many_rows(self.name)
        if number <= self._last:
            raise cells_out_of_order()
        self._budget.row(number, cells, self.name)
        self.rows[number] = cells
        self._last = number

    def number(self, row: int, column: int, shown: ShownNumber) -> str:
        """The text of a number; one that its format hides is kept apart."""
        if shown.held:
            self._budget.cells(1)
        if shown.held and shown.text:
            self.held[row, column] = shown.held
        elif shown.held:
            self.unseen[row, column] = shown.held
        return shown.text

    def strike(self, row: int, column: int, rest: str = "") -> None:
        """A cell with text that is struck through; what is not."""
        self._budget.cells(1)
        self._struck[row, column] = rest.strip()

    def strike_perhaps(self, area: CellRange) -> None:
        """A range of cells that a condition may strike through."""
        self._budget.cells(_MERGE)
        self._perhaps.append(area)

    def formula(self, row: int, column: int, text: str) -> None:
        """A cell that is worked out."""
        self._budget.cells(1)
        self.formulas[row, column] = text

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """One more merged range; a single cell is none. Raises Refused."""
        if not (0 < top <= bottom and 0 < left <= right):
            raise cells_out_of_order()
        if (top, left) != (bottom, right):
            self._budget.cells(_MERGE)
            self.merges.append(CellRange(top, left, bottom, right))

    def float(self, floating: Floating) -> None:
        """Text outside the cells."""
        self._budget.cells(1)
        self.floating.append(floating)

    def annotate(self, annotation: Annotation) -> None:
        """What stands beside the text."""
        self._budget.cells(1)
        self.annotations.append(annotation)

    def hide_columns(self, first: int, last: int) -> None:
        """Columns from the first to the last, as far as a table may reach."""
        columns = range(max(first, 1), min(last, COLUMNS) + 1)
        self._budget.cells(len(columns))
        self.hidden_columns.update(columns)

    def grid(self, source: DelimitedLines | None = None) -> Grid:
        """The grid, when everything has been told. source: the lines of a CSV."""
        self._cover()
        struck = self._without_struck()
        width = max(map(len, self.rows.values()), default=0)
        return Grid(
            name=self.name,
            rows=self.rows,
            merges=tuple(self.merges),
            hidden=self.hidden,
            hidden_rows=frozenset(self.hidden_rows & self.rows.keys()),
            hidden_columns=frozenset(column for column in self.hidden_columns if column <= width),
            floating=tuple(self.floating),
            held=self.held,
            formulas=self.formulas,
            unseen=self.unseen,
            struck=struck,
            annotations=tuple(self.annotations),
            perhaps_struck=tuple(self._met()),
            continues=self.continues,
            source=source,
        )

    def _without_struck(self) -> dict[CellPlace, str]:
        """Take away what is struck through: an office marks so what is no longer to hold. By place, all that stood there."""
        struck: dict[CellPlace, str] = {}
        for (row, column), rest in self._struck.items():
            cells = self.rows.get(row, [])
            if column <= len(cells) and cells[column - 1] and cells[column - 1] != rest:
                struck[row, column] = cells[column - 1]
                cells[column - 1] = rest
                self.held.pop((row, column), None)
                self.formulas.pop((row, column), None)
        for row in {row for row, _ in struck}:
            if not any(self.rows[row]):
                del self.rows[row]
        return struck

    def _met(self) -> Iterator[CellRange]:
        """The ranges that a condition may strike through and that hold text."""
        for area, rows in crossings(dict.fromkeys(self._perhaps), list(self.rows)):
            for row in rows:
                self._budget.cells(1)
                if any(self.rows[row][area.left - 1 : area.right]):
                    yield area
                    break

    def _cover(self) -> None:
        """Take away what stands under a merge: a program may have left it there, but nobody sees it."""
        for merge, rows in crossings(self.merges, list(self.rows)):
            for row in rows:
                cells = self.rows[row]
                right = min(merge.right, len(cells))
                self._budget.cells(max(right - merge.left + 1, 1))
                for column in range(merge.left, right + 1):
                    if cells[column - 1] and (row, column) != (merge.top, merge.left):
                        self.unseen[row, column] = cells[column - 1]
                        cells[column - 1] = ""
        for row in [row for row, cells in self.rows.items() if self.merges and not any(cells)]:
            del self.rows[row]
