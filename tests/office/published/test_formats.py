"""The published table in every format: merges, print settings, and that `import` reads it back."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest

from office.published.lists import BASIS, DEPARTMENT, FAMILY, TOWNSHIP, listed, power
from qzqd.formats import render, write
from qzqd.office.importing import build, plan, sheets
from qzqd.report import Page
from qzqd.tables.grid import CellRange
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.office.listed import ExportedList

LONG = (
    "".join(f"第{at}种情形，应当由承办机构在规定期限内作出处理决定并且送达当事人" for at in range(150)) + "。"
)


def made(each: ExportedList, ending: str, folder: Path) -> bytes:
    path = folder / f"list.{ending}"
    write("export", ending, [each], path, "zh")
    return path.read_bytes()


def text(format: str, *lists: ExportedList) -> str:
    return render("export", format, lists, Page("zh"))


def came(raw: bytes) -> list[dict[str, Any]]:
    """The items that `import` makes of a file, without what it writes itself."""
    book = read_tables(raw, "book")
    found = sheets.tables(book, "", False)
    made = plan.propose(book, found, "department-powers")
    built = build.build(book, found, made, lambda _: None, False)
    return [{key: value for key, value in item.items() if key != "origin"} for item in built.items]


def proposed(raw: bytes) -> plan.Plan:
    """What `import` takes a file for."""
    book = read_tables(raw, "book")
    return plan.propose(book, sheets.tables(book, "", False), "department-powers")


def stored(each: ExportedList) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in item.items() if key not in ("id", "parent")}
        for item in each.data["items"]
        if "repealed" not in item
    ]


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_it_reads_back_as_the_list(ending: str, tmp_path: Path) -> None:
    assert came(made(FAMILY, ending, tmp_path)) == stored(FAMILY)


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_what_is_not_the_published_text_does_not_come_back_as_such(ending: str, tmp_path: Path) -> None:
    source = {"title": "《治理》的公开报道", "provenance": "stated"}
    each = listed("department-powers", power("检查"), power("许可"), source=source, issuer="qzqd 整理")
    said = proposed(made(each, ending, tmp_path))
    assert (said.source, said.provenance) == (source["title"], "stated")
    assert (said.issuer, said.edition) == ("qzqd 整理", "2025-01-01")
    assert proposed(made(DEPARTMENT, ending, tmp_path)).provenance == "official"


@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_texts_that_no_row_holds_read_back_as_one(ending: str, tmp_path: Path) -> None:
    duty = f"1.{LONG}\n2.{LONG}"
    tall = listed(
        "department-powers",
        power("甲" * 300, seq=1, basis=[{**BASIS[0], "quote": LONG}], department_duty=duty),
        power("乙", seq=2, basis=BASIS),
    )
    raw = made(tall, ending, tmp_path)
    assert came(raw) == stored(tall)
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(BytesIO(raw)).worksheets[0]
        heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
        assert max(height or 0 for height in heights) <= 409
        assert sum((height or 0) > 300 for height in heights) > 1


def test_the_sheet_is_set_up_as_the_standard_has_it(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(BytesIO(made(DEPARTMENT, "xlsx", tmp_path))).worksheets[0]
    margins = (
        sheet.page_margins.top,
        sheet.page_margins.right,
        sheet.page_margins.bottom,
        sheet.page_margins.left,
    )
    assert [round(float(edge) * 25.4) for edge in margins] == [28, 37, 26, 35]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$4:$5"
    assert (sheet["A1"].font.name, sheet["A1"].font.sz) == ("方正小标宋简体", 22)
    assert (sheet["A4"].font.name, sheet["B7"].font.name) == ("黑体", "仿宋_GB2312")
    footer = sheet.HeaderFooter.oddFooter
    assert footer
    assert "&P" in str(footer.center.text)


def test_headings_numbers_and_names_are_merged(tmp_path: Path) -> None:
    merges = set(read_tables(made(DEPARTMENT, "xlsx", tmp_path), "x").grids[0].merges)
    assert {
        CellRange(4, 1, 5, 1),
        CellRange(4, 7, 4, 8),
        CellRange(7, 1, 8, 1),
        CellRange(7, 2, 8, 2),
    } <= merges
    document = docx.Document(BytesIO(made(DEPARTMENT, "docx", tmp_path)))
    (table,) = document.tables
    assert table.cell(0, 6)._tc is table.cell(0, 7)._tc
    assert table.cell(3, 1)._tc is table.cell(4, 1)._tc


def test_the_document_is_set_up_as_the_standard_has_it(tmp_path: Path) -> None:
    document = docx.Document(BytesIO(made(DEPARTMENT, "docx", tmp_path)))
    (section,) = document.sections
    edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(edge.mm) for edge in edges if edge] == [28, 37, 26, 35]
    assert document.settings.odd_and_even_pages_header_footer
    for header in (section.header, section.even_page_header):
        xml = header.tables[0]._tbl.xml
        assert all(part in xml for part in (" PAGE ", "—", "tbRl", "tblpPr"))
    rows = document.tables[0]._tbl.tr_lst
    assert ["tblHeader" in row.xml for row in rows[:3]] == [True, True, False]


def test_a_township_has_three_sheets_and_three_tables(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(made(TOWNSHIP, "xlsx", tmp_path)))
    assert book.sheetnames == ["基本履职事项清单", "配合履职事项清单", "上级部门收回事项清单"]
    assert len(docx.Document(BytesIO(made(TOWNSHIP, "docx", tmp_path))).tables) == 3


def test_what_a_spreadsheet_would_change_is_protected_in_csv() -> None:
    awkward = listed("department-powers", power("=1+1", codes={"local": "0012"}, note="一\n二"))
    lines = text("csv", awkward).removeprefix("\ufeff")
    assert lines.splitlines()[0] == "序号,地方编码,事项名称,权力类型,行使主体,备注"
    assert lines.partition("\n")[2] == "1,'0012,'=1+1,行政检查,某局,\"一\n二\"\n"


def test_nothing_is_a_formula_or_markup(tmp_path: Path) -> None:
    awkward = listed("department-powers", power("=1+1", note="<script>alert(1)</script>"), title="<b>清单")
    sheet = openpyxl.load_workbook(BytesIO(made(awkward, "xlsx", tmp_path))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    page = text("html", awkward)
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "<" not in text("markdown", awkward).replace("<br>", "")
    assert docx.Document(BytesIO(made(awkward, "docx", tmp_path))).paragraphs[0].text == "<b>清单"


def test_html_has_the_merges_and_json_has_every_field() -> None:
    page = text("html", DEPARTMENT)
    assert 'rowspan="2">设立审批' in page
    assert 'colspan="2">实施层级及权限' in page
    assert json.loads(text("json", DEPARTMENT, TOWNSHIP))["catalogues"] == [DEPARTMENT.data, TOWNSHIP.data]


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    for ending in ("xlsx", "docx"):
        assert made(DEPARTMENT, ending, tmp_path) == made(DEPARTMENT, ending, tmp_path)
