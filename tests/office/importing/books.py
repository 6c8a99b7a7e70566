"""Small workbooks in the layouts and with the traps that are met in published ones."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from qzqd.office.importing import build, plan, sheets
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from qzqd.office.importing.build import Built
    from qzqd.tables.grid import Workbook as Grids

Rows = list["Sequence[object]"]
"""Rows of cells; the first has the headings."""
HEADINGS = ("序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "备注")
TITLE = "十堰市水务局权责清单（2024年版）"


def row(number: object, name: str, part: str = "", note: str = "") -> list[object]:
    """A row under HEADINGS."""
    return [number, name, part, "行政检查", "《中华人民共和国消防法》第三十二条", "市水务局", note]


def book(
    rows: Sequence[Sequence[object]],
    merges: Sequence[str] = (),
    *,
    title: str = TITLE,
    sheet: str = "Sheet1",
    dress: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """An .xlsx with one sheet: a title, and rows of which the first has the headings."""
    made = Workbook()
    page = made.active
    assert page is not None
    page.title = sheet
    for each in ([title], *rows) if title else rows:
        page.append([cell or None for cell in each])
    for merge in merges:
        page.merge_cells(merge)
    if dress:
        dress(page)
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def several(*pages: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """An .xlsx with several sheets, each with its rows as they are."""
    made = Workbook()
    for index, (name, rows) in enumerate(pages):
        page = made.active if index == 0 else made.create_sheet()
        assert page is not None
        page.title = name
        for each in rows:
            page.append([cell or None for cell in each])
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def taken(data: bytes | Grids, kind: str = "department-powers", **options: Any) -> Built:
    """What comes of a workbook."""
    read_in = read_tables(data, "book") if isinstance(data, bytes) else data
    found = sheets.tables(read_in, **options)
    made = plan.propose(read_in, found, kind)
    return build.build(read_in, found, made, lambda _: None, options.get("hidden_too", False))


def told(built: Built, fate: str) -> dict[str, str]:
    """The cells with this fate, and why."""
    return {cell.place: cell.why.zh for cell in built.account.all() if cell.fate == fate}


def names(built: Built) -> list[str]:
    """The names of the items, sub-items behind their main items."""
    found = []
    for index, item in enumerate(built.items):
        above = built.items[built.parents[index]]["name"] + " / " if index in built.parents else ""
        found.append(above + item["name"])
    return found
