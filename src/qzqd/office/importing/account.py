"""What became of every cell of a workbook: used, kept, ignored for a reason, or reported."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.locale import Text
from qzqd.tables.grid import BESIDE, address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.tables.grid import Grid

Fate = Literal["used", "extra", "ignored", "reported"]

FATES: dict[Fate, Text] = {
    "used": Text("已使用", "used"),
    "extra": Text("保留为其他栏目", "kept as extra"),
    "ignored": Text("未导入", "ignored"),
    "reported": Text("需要人看", "to be looked at"),
}


_BRIEF = 12


class AccountedCell(NamedTuple):
    """One cell with its fate. why: the field it went to, or the reason."""

    sheet: str
    row: int
    column: int
    text: str
    fate: Fate
    why: Text

    @property
    def place(self) -> str:
        """Sheet1!B7; of what stands above the cells, how it begins."""
        if self.row and self.column:
            return f"{self.sheet}!{address(self.row, self.column)}"
        return f"{self.sheet}“{self.text[:_BRIEF]}{'…' * (len(self.text) > _BRIEF)}”"


_UNSEEN = Text("合并单元格下面看不见的内容", "under a merged cell, where nobody sees it")
_STRUCK = Text(
    "划了删除线，按作废的内容没有导入；仍然有效的，取消删除线，或者加上 --include-hidden",
    "struck through, and so taken as cancelled: where it holds, take the line off, or add --include-hidden",
)
_PERHAPS_STRUCK = Text(
    "从这里开始的区域，条件格式会给作废的加删除线；哪些加了看不出来，都导入了：请核对",
    "a condition strikes some cells through from here on; which cannot be told, and all were imported: please check",
)
_FLOATING = Text("文本框里的文字，不在单元格里", "text in a box that floats over the cells")
_BELOW = Text("表格下面的文字", "text below the table")
_TO_BE_LOOKED_AT = ("footnote", "object")
_HIDDEN_COLUMN = Text("隐藏的列", "a hidden column")
_HIDDEN_ROW = Text("隐藏的行", "a hidden row")
_OUTSIDE = Text("不在清单的表格里", "not within a table of items")


@dataclass(slots=True)
class Account:
    """Of a whole file; a cell is entered once, and what nobody entered is reported.

    mended: how often layout was taken out of a cell. repeated: how many said ditto and were read as the cell above;
    beside: as a cell of the same row.
    Of a cell only a number is kept, which stands for its fate and the reason: lists have millions of cells and few reasons.
    """

    others: list[AccountedCell] = field(default_factory=list)
    mended: int = 0
    repeated: int = 0
    beside: int = 0
    _grids: dict[str, Grid] = field(default_factory=dict)
    _marks: dict[str, dict[int, array[int]]] = field(default_factory=dict)
    _codes: dict[tuple[Fate, Text], int] = field(default_factory=dict)
    _meanings: list[tuple[Fate, Text]] = field(default_factory=lambda: [("reported", _OUTSIDE)])
    _helps: dict[Text, Text] = field(default_factory=dict)

    def code(self, fate: Fate, why: Text, help: Text | None = None) -> int:
        """The number that stands for a fate and its reason; 0 stands for none. help: what to write instead."""
        if help:
            self._helps[why] = help
        made = self._codes.setdefault((fate, why), len(self._meanings))
        if made == len(self._meanings):
            self._meanings.append((fate, why))
        return made

    def help(self, why: Text) -> Text | None:
        """What to write instead of what met its fate for this reason."""
        return self._helps.get(why)

    def is_reported(self, code: int) -> bool:
        """Whether a number stands for what somebody has to look at."""
        return self._meanings[code][0] == "reported"

    def row(self, grid: Grid, row: int) -> array[int]:
        """The numbers of a row of cells."""
        self._grids.setdefault(grid.name, grid)
        marks = self._marks.setdefault(grid.name, {})
        if row not in marks:
            marks[row] = array("I", bytes(array("I").itemsize * grid.last_column))
        return marks[row]

    def put(self, grid: Grid, row: int, column: int, code: int) -> None:
        """The fate of a cell; the first word on it stands, unless it only was to be looked at."""
        marks = self.row(grid, row)
        if not marks[column - 1] or self.is_reported(code):
            marks[column - 1] = code

    def enter(self, grid: Grid, row: int, column: int, fate: Fate, why: Text) -> None:
        """The fate of a cell, in words."""
        self.put(grid, row, column, self.code(fate, why))

    def apart(self, grid: Grid, text: str, fate: Fate, why: Text) -> None:
        """The fate of a text that stands in no cell."""
        cell = AccountedCell(grid.name, 0, 0, text, fate, why)
        if cell not in self.others:  # tables side by side have the same above them
            self.others.append(cell)

    def close(self, grid: Grid) -> None:
        """Everything of a sheet that has no fate yet gets one."""
        for row, cells in grid.rows.items():
            marks = self.row(grid, row)
            for at, text in enumerate(cells):
                if text and not marks[at]:
                    marks[at] = self.code(*_left(grid, row, at + 1))
        for (row, column), text in grid.unseen.items():
            self.others.append(AccountedCell(grid.name, row, column, text, "ignored", _UNSEEN))
        for (row, column), text in grid.struck.items():
            self.others.append(AccountedCell(grid.name, row, column, text, "reported", _STRUCK))
        for each in grid.annotations:
            fate: Fate = "reported" if each.kind in _TO_BE_LOOKED_AT else "ignored"
            self.others.append(
                AccountedCell(grid.name, each.row, each.column, each.text, fate, BESIDE[each.kind])
            )
        for area in grid.perhaps_struck:
            self.others.append(AccountedCell(grid.name, area.top, area.left, "", "reported", _PERHAPS_STRUCK))
        for floating in grid.floating:
            if floating.row:
                place = (floating.row, floating.column) if floating.column else (0, 0)
                why = _FLOATING if floating.column else _BELOW
                self.others.append(AccountedCell(grid.name, *place, floating.text, "reported", why))

    def all(self) -> Iterator[AccountedCell]:
        """Every cell, sheet by sheet."""
        for name, rows in self._marks.items():
            grid = self._grids[name]
            for row in sorted(rows):
                for column, code in enumerate(rows[row], 1):
                    if code:
                        yield AccountedCell(name, row, column, grid.text(row, column), *self._meanings[code])
        yield from self.others

    def counts(self) -> dict[Fate, int]:
        """How many cells met each fate."""
        codes: Counter[int] = Counter()
        for rows in self._marks.values():
            for marks in rows.values():
                codes.update(marks)
        found = Counter(cell.fate for cell in self.others)
        for code, times in codes.items():
            if code:
                found[self._meanings[code][0]] += times
        return {fate: found[fate] for fate in FATES}

    def reasons(self, fate: Fate) -> list[tuple[Text, list[AccountedCell]]]:
        """The cells of one fate by reason, in order of the sheet."""
        found: dict[Text, list[AccountedCell]] = {}
        for cell in self.all():
            if cell.fate == fate:
                found.setdefault(cell.why, []).append(cell)
        return list(found.items())


def _left(grid: Grid, row: int, column: int) -> tuple[Fate, Text]:
    if grid.hidden:
        return "ignored", Text("隐藏的工作表", "a hidden sheet")
    if column in grid.hidden_columns:
        return "ignored", _HIDDEN_COLUMN
    if row in grid.hidden_rows:
        return "ignored", _HIDDEN_ROW
    return "reported", _OUTSIDE
