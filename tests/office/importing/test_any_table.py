"""Whatever stands in a table: no cell is forgotten, no item is without a name, and the list can be written."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from office.importing.books import HEADINGS, TITLE
from qzqd.office.importing import build, listed, plan, sheets, writing
from qzqd.tables.grid import CellRange, Grid, Workbook

_WORDS = (
    "1", "2", "3", "甲", "乙", "甲一", "行政许可", "《中华人民共和国消防法》第三条", "市局", "一、许可（1项）", "合计", "注：其他",
    "附件1", "无", "/", "部门名称：市局", "填表人：张三", "1.甲\n2.乙", "序号", "事项名称", "",
)  # fmt: skip
_ROW = st.lists(st.sampled_from(_WORDS), max_size=len(HEADINGS) + 1) | st.just(list(HEADINGS))
_COLUMN = st.integers(1, len(HEADINGS))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A title, headings, and any rows, of which some may be merged or hidden."""
    rows = [[TITLE], list(HEADINGS), *draw(st.lists(_ROW, max_size=8))]
    merges: list[CellRange] = []
    for top, left in draw(st.sets(st.tuples(st.integers(3, 10), _COLUMN), max_size=4)):
        if all(abs(top - each.top) > 1 or left != each.left for each in merges):
            merges.append(CellRange(top, left, top + 1, left))
    for merge in merges:  # as the readers leave it: nothing under a merge is seen
        if merge.bottom <= len(rows) and len(rows[merge.bottom - 1]) >= merge.left:
            rows[merge.bottom - 1][merge.left - 1] = ""
    return Grid(
        "表",
        {at: cells for at, cells in enumerate(rows, 1) if any(cells)},
        tuple(merges),
        hidden_rows=draw(st.frozensets(st.integers(3, 10), max_size=2)),
        hidden_columns=draw(st.frozensets(_COLUMN, max_size=1)),
    )


@given(grids())
def test_nothing_is_forgotten(grid: Grid) -> None:
    book = Workbook("book.xlsx", "xlsx", (grid,))
    found = sheets.tables(book)
    made = plan.propose(book, found, "department-powers")
    built = build.build(book, found, made, lambda _: None)
    told = [cell.place for cell in built.account.all()]
    assert sorted(told) == sorted({f"表!{grid.address(row, column)}" for row, column, _ in grid.cells()})
    assert all(item["name"] for item in built.items)
    made.code = "420300"
    numbers = listed.numbered_ids(len(built.items), "A", set())
    data = listed.catalogue(
        made, built, {"file": "book.xlsx", "digest": "0" * 64}, [next(numbers) for _ in built.items]
    )
    listed.fit(data)
    assert writing.written_list(data)
