"""What nobody sees of a ledger's table is told once, at its first place."""

from __future__ import annotations

from qzqd.open.unseen import unseen
from qzqd.tables.grid import CellRange, Floating, Grid

ROWS = {number: ["甲", "乙", "丙"] for number in range(1, 30)}


def told(grid: Grid) -> list[tuple[str, int, int]]:
    return [(remark.problem.message.zh, remark.row, remark.column) for remark in unseen(grid)]


def test_nothing_to_tell() -> None:
    assert told(Grid("一", ROWS)) == []


def test_rows_and_columns() -> None:
    grid = Grid("一", ROWS, hidden_rows=frozenset({3, 5, 6, 7, 9}), hidden_columns=frozenset({2, 3}))
    assert told(grid) == [
        ("第 3、5–7、9 行是隐藏的，也算作记录", 3, 0),
        ("B、C 列是隐藏的，也读了", 1, 2),
    ]


def test_many_are_counted() -> None:
    ((message, row, _),) = told(Grid("一", ROWS, hidden_rows=frozenset(range(2, 30, 2))))
    assert (row, message) == (2, "第 2、4、6、8、10、12、14、16 等 14 个 行是隐藏的，也算作记录")


def test_texts_that_are_not_read() -> None:
    grid = Grid(
        "一",
        ROWS,
        unseen={(7, 2): "藏", (4, 1): "藏"},
        struck={(3, 1): "作废"},
        perhaps_struck=(CellRange(2, 1, 9, 2),),
        floating=(Floating("框", 9, 3), Floating("题")),
    )
    assert told(grid) == [
        ("A4、B7 格里有看不见的内容，没有读：在合并单元格底下，或者被格式隐藏", 4, 1),
        ("A3 格里有划了删除线的内容，没有读", 3, 1),
        ("A2:B9 有的格会被条件格式加删除线，都读了", 2, 1),
        ("有 2 处文字不在单元格里（文本框等），没有读", 9, 3),
    ]
