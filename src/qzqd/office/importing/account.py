"""What became of every cell of a workbook: used, kept, ignored for a reason, or reported."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.locale import Text
from qzqd.tables.grid import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.tables.grid import Grid

Fate = Literal["used", "extra", "ignored", "reported"]

FATES: dict[Fate, Text] = {
    "used": Text("已使用", "used"),
    "extra": Text("保留在 extra", "kept as extra"),
    "ignored": Text("未导入", "ignored"),
    "reported": Text("需要人看", "to be looked at"),
}


class Cell(NamedTuple):
    """One cell with its fate. why: the field it went to, or the reason."""

    sheet: str
    row: int
    column: int
    text: str
    fate: Fate
    why: Text

    @property
    def place(self) -> str:
        """Sheet1!B7, or where a text floats over the cells."""
        return f"{self.sheet}!{address(self.row, self.column)}" if self.row and self.column else self.sheet


@dataclass(slots=True)
class Account:
    """Of a whole file; a cell is entered once, and what nobody entered is reported."""

    cells: dict[tuple[str, int, int], Cell] = field(default_factory=dict)
    others: list[Cell] = field(default_factory=list)
    mended: int = 0

    def enter(self, grid: Grid, row: int, column: int, fate: Fate, why: Text) -> None:
        """The fate of a cell; the first word on it stands, unless it only was to be looked at."""
        known = self.cells.get((grid.name, row, column))
        if known is None or fate == "reported":
            self.cells[grid.name, row, column] = Cell(
                grid.name, row, column, grid.text(row, column), fate, why
            )

    def close(self, grid: Grid) -> None:
        """Everything of a sheet that has no fate yet gets one."""
        for row, column, text in grid.cells():
            if (grid.name, row, column) not in self.cells:
                self.cells[grid.name, row, column] = Cell(
                    grid.name, row, column, text, *_left(grid, row, column)
                )
        for (row, column), text in grid.unseen.items():
            self.others.append(Cell(grid.name, row, column, text, "ignored", _UNSEEN))
        for floating in grid.floating:
            if floating.row:
                self.others.append(
                    Cell(
                        grid.name, floating.row, max(floating.column, 1), floating.text, "reported", _FLOATING
                    )
                )

    def all(self) -> Iterator[Cell]:
        """Every cell, sheet by sheet."""
        yield from self.cells.values()
        yield from self.others

    def counts(self) -> dict[Fate, int]:
        """How many cells met each fate."""
        found = Counter(cell.fate for cell in self.all())
        return {fate: found[fate] for fate in FATES}

    def reasons(self, fate: Fate) -> list[tuple[Text, list[Cell]]]:
        """The cells of one fate by reason, in order of the sheet."""
        found: dict[Text, list[Cell]] = {}
        for cell in self.all():
            if cell.fate == fate:
                found.setdefault(cell.why, []).append(cell)
        return list(found.items())


_UNSEEN = Text("合并单元格下面看不见的内容", "under a merged cell, where nobody sees it")
_FLOATING = Text("文本框里的文字，不在单元格里", "text in a box that floats over the cells")
_HIDDEN_COLUMN = Text("隐藏的列", "a hidden column")
_HIDDEN_ROW = Text("隐藏的行", "a hidden row")
_OUTSIDE = Text("不在清单的表格里", "not within a table of items")


def _left(grid: Grid, row: int, column: int) -> tuple[Fate, Text]:
    if grid.hidden:
        return "ignored", Text("隐藏的工作表", "a hidden sheet")
    if column in grid.hidden_columns:
        return "ignored", _HIDDEN_COLUMN
    if row in grid.hidden_rows:
        return "ignored", _HIDDEN_ROW
    return "reported", _OUTSIDE
