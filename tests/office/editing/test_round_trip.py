"""What goes out to be edited comes back as it was, whatever a list holds."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from office import generated
from qzqd import kinds
from qzqd.office.editing.book import made
from qzqd.office.editing.marks import SHEET, remembered
from qzqd.office.editing.returned import Returned, added_sheets, returned
from qzqd.office.listed import ExportedList
from qzqd.tables.reading import read_tables

FEW = settings(max_examples=2, suppress_health_check=list(HealthCheck))
LIST = ExportedList(
    {
        "kind": "street-powers",
        "id": "toy/list",
        "title": "街道职权",
        "edition": "2025",
        "jurisdiction": {"code": "420300", "name": "十堰市"},
        "issuer": "市政府",
        "source": {"title": "通知", "provenance": "official"},
        "items": [
            {
                "id": "JD-009",
                "name": "消防检查",
                "power_type": "行政检查",
                "authority": "街道办事处",
                "office": "公共安全办公室",
                "level": ["镇（乡、街道）"],
                "basis": [{"law": "中华人民共和国消防法", "level": "法律", "article": 32, "paragraph": 1}],
                "codes": {"local": "0042"},
                "extra": {"办理地点": "大厅"},
            },
            {"id": "JD-010", "name": "防汛", "power_type": "行政强制", "authority": "街道办事处"},
        ],
    },
    kinds.schema("street-powers"),
)


def back(raw: bytes, listed: ExportedList) -> Returned:
    """What a workbook changes in a list."""
    book = read_tables(raw, "book.xlsx")
    tables = remembered(book)
    assert tables is not None
    return returned(book, tables[0], tables, dict(listed.data), listed.schema, lambda _: None)


def edited(**cells: Any) -> Returned:
    """The list with cells of its sheet written over: `B2="…"`; openpyxl saves it, as another program would."""
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    sheet = book.worksheets[0]
    for place, value in cells.items():
        title, _, row = place.rpartition("_")
        at(sheet, title.replace("__", "."), int(row)).value = value
    return back(saved(book), LIST)


def at(sheet: Any, title: str, row: int) -> Any:
    """The cell of a row under a heading."""
    (column,) = (cell.column for cell in sheet[1] if cell.value == title)
    return sheet.cell(row, column)


def saved(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def item(came: Returned, at: int = 0) -> dict[str, Any]:
    assert not came.faults, came.faults
    found: dict[str, Any] = came.data["items"][at]
    return found


@pytest.mark.parametrize("kind", kinds.names())
@FEW
@given(st.data())
def test_a_list_of_any_kind_comes_back_unchanged(kind: str, data: st.DataObject) -> None:
    listed = data.draw(generated.lists(kind))
    came = back(made([listed], "zh"), listed)
    assert came.data == listed.data
    assert (came.faults, came.remarks, came.removed) == ([], [], [])


def test_a_title_that_no_sheet_can_have_loses_no_sheet() -> None:
    listed = ExportedList({**LIST.data, "title": "街道\r\n职权\t清单"}, LIST.schema)
    came = back(made([listed], "zh"), listed)
    assert (came.data, came.faults, came.remarks) == (listed.data, [], [])


def test_the_same_list_gives_the_same_bytes() -> None:
    assert made([LIST], "zh") == made([LIST], "zh")


def test_every_cell_is_a_text_and_the_id_is_locked() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    sheet = book.worksheets[0]
    assert book[SHEET].sheet_state == "veryHidden"
    assert sheet.protection.sheet
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    assert (sheet["A2"].protection.locked, sheet["B2"].protection.locked) == (True, False)
    assert all(cell.comment and cell.comment.text for cell in sheet[1])
    offered = {
        str(rule.sqref).split(":")[0][0]: rule.formula1 for rule in sheet.data_validations.dataValidation
    }
    assert '"行政许可,行政处罚' in str(offered["D"])


def test_a_cell_that_is_struck_through_is_for_somebody_to_decide() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    for cell in book.worksheets[0][2]:
        cell.font = Font(strike=True)
    came = back(saved(book), LIST)
    assert {fault.message.zh[:6] for fault in came.faults} == {"划了删除线："}
    assert came.faults[0].place == f"{book.worksheets[0].title}!A2"


def test_a_changed_cell_changes_its_field_only() -> None:
    came = edited(承办机构_2="综合执法中心")
    assert item(came) == {**LIST.data["items"][0], "office": "综合执法中心"}
    assert item(came, 1) == LIST.data["items"][1]


@pytest.mark.parametrize(
    ("cell", "value", "path", "wanted"),
    [
        ("行使层级_2", "县、镇（乡、街道）", ("level",), ["县", "镇（乡、街道）"]),
        (
            "实施依据_2",
            "《城市道路管理条例》第三十二条",
            ("basis",),
            [{"law": "城市道路管理条例", "article": 32}],
        ),
        ("编码__地方编码_2", "0043", ("codes", "local"), "0043"),
        ("生效日期_2", "2025年3月1日", ("effective",), "2025-03-01"),
        ("序号_2", 7, ("seq",), 7),
        ("备注_2", "一\n二", ("note",), "一\n二"),
        ("其他栏目__办理地点_2", "窗口", ("extra", "办理地点"), "窗口"),
        ("来源性质_2", "公布的原文", ("provenance",), "official"),
        ("忽略_2", "规则编号：QZ207\n理由：原文如此", ("ignore",), [{"rule": "QZ207", "reason": "原文如此"}]),
    ],
)
def test_a_value_is_read_as_people_write_it(
    cell: str, value: Any, path: tuple[str, ...], wanted: Any
) -> None:
    found: Any = item(edited(**{cell: value}))
    for key in path:
        found = found[key]
    assert found == wanted


def test_a_cleared_cell_takes_the_field_away() -> None:
    came = edited(编码__地方编码_2=None, 承办机构_2=None)
    assert not {"codes", "office"} & item(came).keys()


def test_a_new_row_is_a_new_item_behind_the_highest_number() -> None:
    came = edited(事项名称_4="占道经营的处罚", 权力类型_4="行政处罚", 行使主体_4="街道办事处")
    assert item(came, 2) == {
        "id": "JD-011",
        "name": "占道经营的处罚",
        "power_type": "行政处罚",
        "authority": "街道办事处",
    }


def test_a_new_row_gets_no_id_that_another_new_row_was_given() -> None:
    came = edited(事项编号_4="JD-011", 事项名称_4="占道经营的处罚", 事项名称_5="违法建设的处罚")
    assert [each["id"] for each in came.data["items"]] == ["JD-009", "JD-010", "JD-011", "JD-012"]


def test_an_id_that_is_none_decides_of_no_other() -> None:
    came = edited(事项编号_4="JD-" + "9" * 5_000, 事项名称_4="占道经营的处罚", 事项名称_5="违法建设的处罚")
    assert came.data["items"][-1]["id"] == "JD-011"


def test_a_workbook_that_remembers_ids_of_any_length_numbers_its_new_rows() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    for row in book["_qzqd"].iter_rows():
        if row[1].value == "JD-010":
            row[1].value = "JD-" + "9" * 5_000
    at(book.worksheets[0], "事项名称", 4).value = "占道经营的处罚"
    assert back(saved(book), LIST).data["items"][-1]["id"] == "JD-011"


def test_a_copied_row_is_a_fault_and_not_a_second_item() -> None:
    came = edited(事项编号_4="JD-009", 事项名称_4="另一项")
    assert [fault.place for fault in came.faults] == ["街道职权!A2", "街道职权!A4"]


def test_a_row_that_is_gone_is_told_and_kept() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    book.worksheets[0].delete_rows(2)
    came = back(saved(book), LIST)
    assert (came.removed, came.data) == (["JD-009"], LIST.data)


def test_what_was_edited_in_the_list_meanwhile_stands() -> None:
    items = [{**LIST.data["items"][0], "office": "别的办公室", "note": "新的备注"}, LIST.data["items"][1]]
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    sheet = book.worksheets[0]
    at(sheet, "承办机构", 2).value = "综合执法中心"
    at(sheet, "行使主体", 2).value = "区政府"
    came = back(saved(book), ExportedList({**LIST.data, "items": items}, LIST.schema))
    assert item(came) == {**items[0], "authority": "区政府"}
    assert ["承办机构" in remark.message.zh for remark in came.remarks] == [True]


def test_a_new_column_is_kept_as_it_is_headed() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    sheet = book.worksheets[0]
    last = sheet.max_column + 1
    sheet.cell(1, last).value, sheet.cell(3, last).value = "咨询电话", "12345"
    assert item(back(saved(book), LIST), 1)["extra"] == {"咨询电话": "12345"}


def test_what_is_not_read_of_a_workbook_is_told() -> None:
    """Who wrote it there thinks that it counts, and “nothing changed” would be believed."""
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    sheet = book.worksheets[0]
    sheet.cell(sheet.max_row + 2, 1).value = "请核对以上事项"
    beside = sheet.cell(2, sheet.max_column + 2)
    beside.value = "要改名"
    came = back(saved(book), LIST)
    assert came.data == LIST.data
    assert not came.faults
    assert [remark.place for remark in came.remarks] == [
        f"{sheet.title}!A{sheet.max_row}",
        f"{sheet.title}!{beside.coordinate}",
    ]
    book.create_sheet("补充").append(["事项编号", "事项名称"])
    kept = read_tables(saved(book), "book.xlsx")
    tables = remembered(kept)
    assert tables is not None
    assert [remark.place for remark in added_sheets(kept, tables)] == ["补充"]
    assert not [*added_sheets(read_tables(made([LIST], "zh"), "book.xlsx"), tables)]


def test_what_a_cell_cannot_hold_is_not_changed_through_it() -> None:
    lossy = [{**LIST.data["items"][0], "basis": [{"law": "甲", "locator": "第三条、第四条", "paragraph": 2}]}]
    listed = ExportedList({**LIST.data, "items": lossy}, LIST.schema)
    book = openpyxl.load_workbook(BytesIO(made([listed], "zh")))
    sheet = book.worksheets[0]
    at(sheet, "实施依据", 2).value = "《乙》第一条"
    came = back(saved(book), listed)
    assert came.data == listed.data
    assert len(came.faults) == 1


def test_the_header_is_a_row_of_its_own() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    sheet = book["清单信息"]
    at(sheet, "版本", 2).value = "2026-01-01"
    at(sheet, "公布数量.公布总数", 2).value = "2"
    at(sheet, "公布数量.分类小计", 2).value = "城市管理：2"
    came = back(saved(book), LIST)
    assert came.data["edition"] == "2026-01-01"
    assert came.data["published_count"] == {"total": 2, "by_category": {"城市管理": 2}}


def test_a_copied_row_with_its_id_cleared_is_a_new_item_that_came_from_nowhere() -> None:
    items = [{**LIST.data["items"][0], "origin": "Sheet1!B3"}]
    listed = ExportedList({**LIST.data, "items": items}, LIST.schema)
    book = openpyxl.load_workbook(BytesIO(made([listed], "zh")))
    sheet = book.worksheets[0]
    for column, cell in enumerate(sheet[2], 1):
        sheet.cell(3, column).value = cell.value
    at(sheet, "事项编号", 3).value = None
    came = back(saved(book), listed)
    copied = {key: value for key, value in items[0].items() if key != "origin"}
    assert item(came, 1) == {**copied, "id": "JD-010"}


def test_what_the_list_has_dropped_meanwhile_is_not_brought_back() -> None:
    book = openpyxl.load_workbook(BytesIO(made([LIST], "zh")))
    at(book.worksheets[0], "备注", 3).value = "改了"
    shorter = ExportedList({**LIST.data, "items": LIST.data["items"][:1]}, LIST.schema)
    came = back(saved(book), shorter)
    assert (came.data, came.faults, len(came.remarks)) == (shorter.data, [], 1)
