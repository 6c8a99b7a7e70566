"""A workbook that cannot be changed as it is, an .xls say, as an .xlsx with the same texts, which says that it is a copy."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.locale import Text
from qzqd.office.excel import LONGEST, fast_book, tabs
from qzqd.office.handback.note import Note
from qzqd.tables.grid import CellRange

if TYPE_CHECKING:
    from collections.abc import Collection

    from qzqd.locale import Language
    from qzqd.tables.grid import Grid, Workbook

_WIDE = 24
_COPY = Text(
    "这是 {name} 的副本，只有文字和合并单元格，没有原来的字体、颜色和打印设置",
    "This is a copy of {name} with its texts and merges, without its fonts, colours and print settings",
)
_MEND = Text(
    "改原来的文件；要在原文件里标出问题，先把它另存为 .xlsx",
    "Mend the original; once it is saved as .xlsx, the original itself can be handed back",
)


class CopiedSheet(NamedTuple):
    """name: of the sheet. above: rows that stand above what was its first."""

    name: str
    above: int


def copied(
    book: Workbook, language: Language, left_out: Collection[str] = ()
) -> tuple[bytes, dict[str, CopiedSheet], Note]:
    """The copy without some sheets, what became of each by what it was called, and the note that says so. Raises OfficeMissing."""
    buffer = BytesIO()
    new = fast_book(buffer, book.name)
    look = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1}
    form, struck = new.add_format(look), new.add_format({**look, "font_strikeout": True})
    sheets: dict[str, CopiedSheet] = {}
    grids = [grid for grid in book.grids if grid.name not in left_out]
    for tab, grid in zip(tabs(grid.name for grid in grids), grids, strict=True):
        whole, above = _with_surroundings(grid)
        sheets[grid.name] = CopiedSheet(tab, above)
        _fill(new.add_worksheet(tab), whole, form, struck)
    new.close()
    remark = _COPY.in_(language).format(name=book.name)
    return buffer.getvalue(), sheets, Note("", None, "", "info", remark, _MEND.in_(language), "")


def texts_above(grid: Grid) -> list[str]:
    """The paragraphs above a Word table, which the copy has in rows above its own."""
    return [each.text for each in grid.floating if not each.row]


def _with_surroundings(grid: Grid) -> tuple[Grid, int]:
    """A Word table with the paragraphs above and below it as rows of their own, and how many stand above."""
    above = texts_above(grid)
    below = [each.text for each in grid.floating if each.row and not each.column]
    down = len(above)
    cells = [[text] for text in above]
    rows = {**dict(enumerate(cells, 1)), **{row + down: cells for row, cells in grid.rows.items()}}
    last = grid.with_struck().last_row + down
    rows |= {last + at: [text] for at, text in enumerate(below, 1)}
    moved = replace(
        grid,
        rows=rows,
        merges=(
            *(CellRange(row, 1, row, grid.last_column) for row in rows if row <= down or row > last),
            *(each._replace(top=each.top + down, bottom=each.bottom + down) for each in grid.merges),
        ),
        struck={(row + down, column): text for (row, column), text in grid.struck.items()},
        hidden_rows=frozenset(row + down for row in grid.hidden_rows),
    )
    return moved, down


def _fill(sheet: Any, grid: Grid, form: Any, struck: Any) -> None:
    from xlsxwriter.exceptions import OverlappingRange

    sheet.set_column(0, max(grid.last_column - 1, 0), _WIDE)
    for merge in grid.merges:
        bottom, right = min(merge.bottom, grid.last_row), min(merge.right, grid.last_column)
        if bottom >= merge.top and right >= merge.left and (bottom, right) != (merge.top, merge.left):
            with suppress(OverlappingRange):  # which a damaged file may have
                sheet.merge_range(merge.top - 1, merge.left - 1, bottom - 1, right - 1, "", form)
    for row, column, text in grid.with_struck().cells():
        left = grid.text(row, column) if (row, column) in grid.struck else text
        sheet.write_string(row - 1, column - 1, (left or text)[:LONGEST], form if left else struck)
    for row in grid.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in grid.hidden_columns:
        sheet.set_column(column - 1, column - 1, _WIDE, None, {"hidden": True})
    if grid.hidden:
        sheet.hide()
