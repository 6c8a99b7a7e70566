"""What the table of a ledger holds and nobody sees, so that it is neither used nor left out in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.tables.grid import BESIDE, address, letters
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.tables.grid import Grid

_SHOW = Text("取消隐藏，核对后再用；不该算的删去", "show them and look; delete what should not count")
_LOOK = Text("核对后删去，或者填到表格里", "look at it, then delete it or put it into the table")

_STRUCK = Text(
    "作废的内容删去；仍然有效的，取消删除线",
    "delete what no longer holds; what does is not to be struck through",
)


class UnseenRemark(NamedTuple):
    """row, column: of the first place that it is about; 0 for none."""

    problem: Problem
    row: int
    column: int = 0


def unseen(grid: Grid) -> Iterator[UnseenRemark]:
    """Everything of the kind, each once."""
    if rows := sorted(grid.hidden_rows):
        names = listed(_runs(rows))
        message = Text(
            f"第 {names.zh} 行是隐藏的，也算作记录", f"hidden rows are read as records: {names.en}"
        )
        yield UnseenRemark(Problem(message, help=_SHOW, value="rows"), rows[0])
    if columns := sorted(grid.hidden_columns):
        names = listed([letters(column) for column in columns])
        message = Text(f"{names.zh} 列是隐藏的，也读了", f"hidden columns are read: {names.en}")
        yield UnseenRemark(Problem(message, help=_SHOW, value="columns"), grid.first_row, columns[0])
    if places := sorted(grid.unseen):
        names = listed([address(*place) for place in places])
        message = Text(
            f"{names.zh} 格里有看不见的内容，没有读：在合并单元格底下，或者被格式隐藏",
            f"not read, because merged cells or a format hide it: {names.en}",
        )
        yield UnseenRemark(Problem(message, help=_LOOK, value="cells"), *places[0])
    if places := sorted(grid.struck):
        names = listed([address(*place) for place in places])
        message = Text(
            f"{names.zh} 格里有划了删除线的内容，没有读",
            f"not read, because it is struck through: {names.en}",
        )
        yield UnseenRemark(Problem(message, help=_STRUCK, value="struck"), *places[0])
    for kind, said in BESIDE.items():
        if found := [each for each in grid.annotations if each.kind == kind]:
            names = listed([address(each.row, each.column) for each in found if each.row] or [grid.name])
            message = Text(f"{names.zh}：{said.zh}", f"{names.en}: {said.en}")
            yield UnseenRemark(
                Problem(message, help=_LOOK, value=kind), max(found[0].row, 1), found[0].column
            )
    if grid.perhaps_struck:
        names = listed([str(each) for each in grid.perhaps_struck])
        message = Text(
            f"{names.zh} 有的格会被条件格式加删除线，都读了",
            f"a condition strikes some cells through, all were read: {names.en}",
        )
        area = grid.perhaps_struck[0]
        yield UnseenRemark(Problem(message, help=_STRUCK, value="perhaps-struck"), area.top, area.left)
    if grid.floating:
        first = grid.floating[0]
        number = len(grid.floating)
        message = Text(
            f"有 {number} 处文字不在单元格里（文本框等），没有读",
            f"not read, because it is outside the cells, as in text boxes: {number}",
        )
        yield UnseenRemark(Problem(message, help=_LOOK, value="floating"), max(first.row, 1), first.column)


def _runs(numbers: Iterable[int]) -> list[str]:
    """3, 5 to 9: the numbers as ranges."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [str(first) if first == last else f"{first}–{last}" for first, last in runs]
