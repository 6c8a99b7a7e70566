"""A workbook with notes in it: what is added, and that nothing else is touched."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import python_calamine
import xlsxwriter

from qzqd.office.handback.marked import MarkedWorkbook, write
from qzqd.office.handback.note import Note
from qzqd.office.handback.patch import patched
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qzqd.tables.grid import CellPlace

SHEET = "清单 & 表"


def rich(dress: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook with what is lost where another program opens and saves it."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet(SHEET)
    red = book.add_format({"color": "red", "bold": True, "border": 1})
    sheet.write_row(0, 0, ["序号", "事项名称", "权力类型"])
    sheet.write_row(1, 0, ["1", "甲"], red)
    sheet.write_rich_string(2, 1, "乙", red, "红", "丙")
    sheet.merge_range(4, 1, 6, 1, "合并", red)
    sheet.data_validation(1, 2, 9, 2, {"validate": "list", "source": ["行政检查", "行政处罚"]})
    sheet.insert_textbox(3, 4, "文本框")
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P")
    book.add_worksheet("Sheet2").write(0, 0, "别的")
    if dress:
        dress(book, sheet)
    book.close()
    return buffer.getvalue()


def note(place: CellPlace | None, message: str = "坏了", severity: Any = "error", sheet: str = SHEET) -> Note:
    return Note(sheet, place, "甲", severity, message, "改一改", "QZ104")


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_other_part_keeps_its_bytes() -> None:
    before = rich()
    after = parts(patched(before, [note((3, 2))], "zh"))
    changed = {name for name, data in parts(before).items() if after[name] != data}
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "xl/worksheets/sheet1.xml",
    }
    sheet = after["xl/worksheets/sheet1.xml"]
    old = parts(before)["xl/worksheets/sheet1.xml"]
    assert old[: old.index(b'<c r="B3"')] == sheet[: sheet.index(b'<c r="B3"')]
    for kept in (b"<dataValidations", b"<pageSetup", b"<mergeCells", b"<drawing "):
        assert sheet.count(kept) == 1


def test_a_workbook_handed_back_twice_shows_the_colours_of_the_second_time(tmp_path: Path) -> None:
    def dress(book: Any, sheet: Any) -> None:
        sheet.write(7, 1, "绿", book.add_format({"bg_color": "#92D050"}))
        sheet.write(8, 1, "条", book.add_format({"bg_color": "#00B0F0"}))

    data, shown = rich(dress), []
    for places in (((2, 2), (3, 2), (8, 2), (9, 2)), ((3, 2), (9, 2)), ()):
        write(
            MarkedWorkbook(data, read_tables(data, "a.xlsx"), [note(place) for place in places]),
            tmp_path / "back.xlsx",
            "zh",
        )
        data = (tmp_path / "back.xlsx").read_bytes()
        sheet = openpyxl.load_workbook(BytesIO(data))[SHEET]
        cells = [sheet[address] for address in ("B2", "B3", "B8", "B9")]
        shown.append([cell.fill.fgColor.rgb if cell.fill.patternType else "" for cell in cells])
        assert sheet["B2"].font.b
    red = "FFFFC7CD"
    assert shown == [[red] * 4, ["", red, "FF92D050", red], ["", "", "FF92D050", "FF00B0F0"]]


def test_the_cell_has_a_comment_and_a_colour_and_its_own_look_besides() -> None:
    book = openpyxl.load_workbook(
        BytesIO(patched(rich(), [note((2, 2)), note((2, 2), "又坏了", "warning")], "zh"))
    )
    cell = book[SHEET]["B2"]
    assert cell.comment is not None
    assert cell.comment.text == "错误 QZ104：坏了\n改一改\n警告 QZ104：又坏了\n改一改"
    assert (cell.fill.fgColor.rgb, cell.font.b, cell.border.left.style) == ("FFFFC7CD", True, "thin")
    assert book[SHEET]["A2"].fill.fgColor.rgb != "FFFFC7CD"


def test_cells_and_rows_that_are_not_there_are_made_in_their_place() -> None:
    places: list[CellPlace] = [(2, 1), (2, 3), (2, 30), (4, 2), (40, 2)]
    raw = patched(rich(), [note(place) for place in places], "zh")
    sheet = openpyxl.load_workbook(BytesIO(raw))[SHEET]
    assert [(row, column) for row, column in places if not sheet.cell(row, column).comment] == []
    assert {sheet.cell(row, column).fill.fgColor.rgb for row, column in places} == {"FFFFC7CD"}
    grid = read_tables(raw, "book.xlsx").grids[0]
    assert (grid.text(2, 2), grid.text(3, 2), grid.text(6, 2)) == ("甲", "乙红丙", "合并")


def test_comments_that_are_there_stay() -> None:
    def dress(_: Any, sheet: Any) -> None:
        sheet.write_comment("B2", "原来的")
        sheet.write_comment("C3", "别的")

    sheet = openpyxl.load_workbook(BytesIO(patched(rich(dress), [note((2, 2)), note((3, 2))], "zh")))[SHEET]
    assert sheet["B2"].comment is not None
    assert sheet["B2"].comment.text.startswith("原来的\nqzqd：错误 QZ104：坏了")
    assert sheet["C3"].comment is not None
    assert sheet["C3"].comment.text == "别的"
    assert sheet["B3"].comment is not None


def test_the_last_sheet_lists_them() -> None:
    def dress(book: Any, _: Any) -> None:
        book.add_worksheet("问题清单")

    told = [note(None, "整张"), note((3, 2), '=1+1 <b> "&" _x0041_')]
    raw = patched(rich(dress), told, "zh")
    book = openpyxl.load_workbook(BytesIO(raw))
    sheet = book["问题清单 2"]
    assert book.sheetnames[-1] == "问题清单 2"
    listed = read_tables(raw, "book.xlsx").grids[-1].rows[3]
    assert listed == [f"{SHEET}!B3", "甲", "错误", '=1+1 <b> "&" _x0041_', "改一改", "QZ104"]
    assert sheet["A3"].hyperlink is not None
    assert sheet["A3"].hyperlink.location == f"'{SHEET}'!B3"
    assert sheet["D3"].data_type == "s"
    assert python_calamine.CalamineWorkbook.from_filelike(BytesIO(raw)).sheet_names[-1] == "问题清单 2"


def test_a_workbook_whose_names_have_a_prefix_is_changed_as_well() -> None:
    """As some programs write them: `x:worksheet`, cells without their names, no row numbers."""
    before = parts(rich())
    space = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    before["xl/worksheets/sheet2.xml"] = (
        f"<x:worksheet {space}><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c></x:row>"
        "<x:row/></x:sheetData></x:worksheet>"
    ).encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, data in before.items():
            package.writestr(name, data)
    raw = patched(buffer.getvalue(), [note((1, 1), sheet="Sheet2"), note((2, 2), sheet="Sheet2")], "zh")
    made = parts(raw)["xl/worksheets/sheet2.xml"].decode()
    assert '<x:row><x:c r="B2" s="' in made
    assert made.endswith("</x:sheetData><x:legacyDrawing " + made.partition("<x:legacyDrawing ")[2])
    sheet = openpyxl.load_workbook(BytesIO(raw))["Sheet2"]
    assert sheet["A1"].comment is not None
    assert sheet["B2"].comment is not None


def test_what_cannot_be_changed_as_it_is_comes_back_as_a_copy() -> None:
    before = rich()
    assert not MarkedWorkbook(before, read_tables(before, "x.xlsx"), []).copied
    old = xlsx_of(parts(before), b"sheet.main+xml", b"sheet.macroEnabled.main+xml")
    assert MarkedWorkbook(old, read_tables(old, "x.xlsm"), []).copied


def xlsx_of(parts: dict[str, bytes], what: bytes, instead: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data.replace(what, instead) if name == "[Content_Types].xml" else data)
    return buffer.getvalue()
