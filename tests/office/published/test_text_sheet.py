"""A sheet that writes its rows itself is the sheet that XlsxWriter makes of them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qzqd.office.published.text_sheet import TextSheet

TEXTS = ["名称", "a & b < c > d \"'", " 前后空格 ", "一行\n二行", "_x0041_", "😀", "=1+1", "名称"]
Rows = list[list[str | None]]
LONG = "长" * 32_766 + "😀" + "长"


def book(sheet: type[Worksheet], in_memory: bool) -> tuple[BytesIO, Workbook, Any, list[Any]]:
    buffer = BytesIO()
    made = Workbook(buffer, {"in_memory": in_memory})
    made.set_properties({"created": datetime(1980, 1, 1)})
    forms = [made.add_format({"font_size": size, "text_wrap": True}) for size in (22, 10.5, 9)]
    return buffer, made, made.add_worksheet("表", sheet), forms


def parts(buffer: BytesIO) -> dict[str, bytes]:
    with ZipFile(buffer) as package:
        return {name: package.read(name) for name in package.namelist()}


def own(rows: Rows, in_memory: bool) -> BytesIO:
    buffer, made, sheet, (title, text, odd) = book(TextSheet, in_memory)
    width = len(rows[0])
    sheet.add_texts([None] * width, (title,) * width, 36.75)
    sheet.put(0, 0, 0, width - 1, "标题", title)
    for at, row in enumerate(rows):
        sheet.add_texts(row, (text, *(odd,) * (width - 1)), 15 if at % 2 else 33.75)
    if len(rows) > 1 and rows[0][0]:
        sheet.put(1, 0, 2, 0, rows[0][0], text)
    sheet.end()
    made.close()
    return buffer


def usual(rows: Rows, in_memory: bool) -> BytesIO:
    buffer, made, sheet, (title, text, odd) = book(Worksheet, in_memory)
    width = len(rows[0])
    if width > 1:
        sheet.merge_range(0, 0, 0, width - 1, "", title)
    sheet.write_string(0, 0, "标题", title)
    sheet.set_row(0, 36.75)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            form = odd if column else text
            if cell is None:
                sheet.write_blank(at + 1, column, None, form)
            else:
                sheet.write_string(at + 1, column, cell, form)
        sheet.set_row(at + 1, 15 if at % 2 else 33.75)
    if len(rows) > 1 and rows[0][0]:
        sheet.merge_range(1, 0, 2, 0, "", text)
        sheet.write_string(1, 0, rows[0][0], text)
    made.close()
    return buffer


def test_the_parts_are_the_same() -> None:
    """Heights are whole pixels here: earlier releases of XlsxWriter do not round them."""
    numbered: Rows = [[str(at), *TEXTS[1:]] for at in range(40)]
    wide: Rows = [[*TEXTS], [None] * 8, [*reversed(TEXTS)], *numbered]
    narrow: Rows = [["一"]]
    for rows in (wide, narrow):
        for in_memory in (True, False):
            assert parts(own(rows, in_memory)) == parts(usual(rows, in_memory))


def test_a_text_is_no_longer_than_excel_holds() -> None:
    sheet = openpyxl.load_workbook(own([["一", LONG]], in_memory=True)).active
    assert sheet is not None
    assert sheet["B2"].value == "长" * 32_766


def test_a_text_that_looks_like_markup_of_the_library_is_a_text() -> None:
    hostile = "<r><t>x</t></r></si><si><t>y</t></r>"
    sheet = openpyxl.load_workbook(own([[hostile, "z"]], in_memory=True)).active
    assert sheet is not None
    assert str(sheet["A2"].value).strip() == hostile
    assert sheet["B2"].value == "z"
