"""Layouts and traps that are met in published tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

from office.importing.books import HEADINGS, TITLE, Rows, book, names, row, several, taken, told
from qzqd.office.importing import plan, sheets
from qzqd.tables.grid import Floating
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def test_a_line_break_inside_a_heading_loses_nothing() -> None:
    headings = ["序\n号", "事项\n 名称", *HEADINGS[2:]]
    assert names(taken(book([headings, row(1, "甲检查"), row(2, "乙检查")]))) == ["甲检查", "乙检查"]


def test_a_heading_is_known_exactly_and_never_by_a_part_of_it() -> None:
    built = taken(book([[*HEADINGS, "办理事项名称说明"], [*row(1, "甲检查"), "见附件"]]))
    assert built.items[0]["name"] == "甲检查"
    assert built.items[0]["extra"] == {"办理事项名称说明": "见附件"}


def test_headings_that_no_key_can_hold_are_cut_and_stay_apart() -> None:
    long = "栏目" * 600
    built = taken(book([[*HEADINGS, f"{long}一", f"{long}二"], [*row(1, "甲检查"), "见附件", "另页"]]))
    found = built.items[0]["extra"]
    assert [*found.values()] == ["见附件", "另页"]
    assert max(map(len, found)) < 250
    assert all(name.startswith("栏目") and name.endswith("…") for name in found)


def test_number_and_name_alone_are_enough_where_the_title_says_what_it_is() -> None:
    data = book([["序号", "事项名称"], [1, "甲"], [2, "乙"]], title="某镇基本履职事项清单")
    assert names(taken(data, kind="")) == ["甲", "乙"]


def test_sub_items_under_a_merged_name_have_the_main_item_as_parent() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查", "甲一"), row("", "", "甲二"), row(2, "乙检查")]
    built = taken(book(rows, ["A3:A4", "B3:B4"]))
    assert names(built) == ["甲检查", "甲检查 / 甲一", "甲检查 / 甲二", "乙检查"]
    assert "basis" not in built.items[0]
    assert built.items[1]["basis"]


def test_several_sub_items_in_one_cell_are_as_many_items() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查", "1.甲一\n2.甲二")]))
    assert names(built) == ["甲检查", "甲检查 / 甲一", "甲检查 / 甲二"]


def test_the_name_repeated_and_only_the_number_merged() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查", "甲一"), row("", "甲检查", "甲二"), row(2, "乙检查")]
    assert names(taken(book(rows, ["A3:A4"]))) == ["甲检查", "甲检查 / 甲一", "甲检查 / 甲二", "乙检查"]


def test_no_sub_item_is_not_one() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查", "无"), row(2, "乙检查", "/")]))
    assert names(built) == ["甲检查", "乙检查"]
    assert all("sub_item" not in item for item in built.items)


def test_an_item_over_many_rows_is_one_and_keeps_every_cell() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查", note="第一。")] + [
        ["", "", "", "", "", "", f"第{n}。"] for n in range(2, 23)
    ]
    built = taken(book([*rows, row(2, "乙检查")], ["A3:A24", "B3:B24"]))
    assert names(built) == ["甲检查", "乙检查"]
    assert all(f"第{n}。" in built.items[0]["note"] for n in range(2, 23))


def test_what_stands_in_rows_of_its_own_stays_in_lines_of_its_own() -> None:
    rows: Rows = [
        [*HEADINGS, "会商"],
        [*row(1, "甲检查", note="每季"), "甲组"],
        ["", "", "", "", "", "", "抽查", "乙组"],
    ]
    (item,) = taken(book(rows, ["A3:A4", "B3:B4"])).items
    assert (item["note"], item["extra"]) == ("每季\n抽查", {"会商": "甲组\n乙组"})


def test_a_merge_one_row_short_still_belongs_to_its_item() -> None:
    rows: Rows = [
        HEADINGS,
        row(1, "甲检查", note="一。"),
        ["", "", "", "", "", "", "二。"],
        ["", "", "", "", "", "", "三。"],
    ]
    built = taken(book(rows, ["A3:A5", "B3:B4"]))
    assert names(built) == ["甲检查"]
    assert "三。" in built.items[0]["note"]


def test_values_under_a_merge_are_told_and_not_read() -> None:
    def dress(page: Worksheet) -> None:
        page.merged_cells.add("G3:G4")

    rows: Rows = [HEADINGS, row(1, "甲检查", note="看得见"), row(2, "乙检查", note="看不见")]
    built = taken(book(rows, dress=dress))
    assert [item["note"] for item in built.items] == ["看得见", "看得见"]
    assert told(built, "ignored") == {"Sheet1!G4": "合并单元格下面看不见的内容"}


def test_hidden_columns_give_way_to_the_copy_that_is_seen() -> None:
    def dress(page: Worksheet) -> None:
        for letter in "HI":
            page.column_dimensions[letter].hidden = True

    rows: Rows = [[*HEADINGS, "序号", "事项名称"], [*row(1, "甲检查"), 1, "旧名"]]
    built = taken(book(rows, dress=dress))
    assert names(built) == ["甲检查"]
    assert told(built, "ignored") == dict.fromkeys(
        ("Sheet1!H2", "Sheet1!I2", "Sheet1!H3", "Sheet1!I3"), "隐藏的列"
    )


@pytest.mark.parametrize(("hidden_too", "expected"), [(False, ["甲检查"]), (True, ["甲检查", "乙检查"])])
def test_hidden_rows_come_in_only_when_asked_for(hidden_too: bool, expected: list[str]) -> None:
    def dress(page: Worksheet) -> None:
        page.row_dimensions[4].hidden = True

    built = taken(book([HEADINGS, row(1, "甲检查"), row(2, "乙检查")], dress=dress), hidden_too=hidden_too)
    assert names(built) == expected
    assert ("Sheet1!B4" in told(built, "ignored")) is not hidden_too


def test_the_second_half_of_a_doubled_heading_may_stand_without_one() -> None:
    rows: Rows = [[*HEADINGS, "实施层级及权限", ""], [*row(1, "甲检查"), "地州\n市级", "负责本级检查"]]
    built = taken(book(rows))
    assert built.items[0]["level"] == ["市"]
    assert built.items[0]["level_authority"] == "负责本级检查"


def test_the_title_stored_in_every_cell_is_no_item() -> None:
    rows: Rows = [["某局权责清单"] * 7, HEADINGS, row(1, "甲检查")]
    assert names(taken(book(rows, title=""))) == ["甲检查"]


def test_sections_totals_notes_and_repeated_headings_are_no_items() -> None:
    rows: Rows = [
        HEADINGS,
        ["一、城市管理（1项）"],
        row(1, "甲检查"),
        HEADINGS,
        ["二、应急管理（2项）"],
        row(2, "乙检查"),
        row(3, "丙检查"),
        ["合计", "3项"],
        ["注：本清单自印发之日起施行"],
        ["附件1"],
    ]
    built = taken(book(rows, ["A3:G3"]))
    assert [(item["name"], item["category"]) for item in built.items] == [
        ("甲检查", "城市管理"),
        ("乙检查", "应急管理"),
        ("丙检查", "应急管理"),
    ]
    assert built.by_category == {"城市管理": 1, "应急管理": 2}
    assert built.total == 3
    assert not told(built, "reported")


def test_the_count_in_the_name_of_a_sheet_is_that_of_its_type() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查")], sheet="行政检查（11项）"))
    assert built.by_type == {"行政检查": 11}


def test_a_sheet_for_each_department_is_that_department_s() -> None:
    own = ["序号", "事项名称", "权力类型"]
    data = several(
        ("甲", [["区水务局权责清单"], own, [1, "甲检查", "行政检查"]]),
        ("乙", [["区民政局权责清单"], own, [1, "乙检查", "行政检查"]]),
    )
    read_in = read_tables(data, "book")
    found = sheets.tables(read_in)
    made = plan.propose(read_in, found, "department-powers")
    assert (made.issuer, made.title) == ("", "权责清单"), "no department issued the list of both"
    assert [item["authority"] for item in taken(data).items] == ["区水务局", "区民政局"]


def test_sheets_without_titles_are_named_after_their_departments() -> None:
    own = ["序号", "事项名称", "权力类型"]
    data = several(
        ("区水务局", [own, [1, "甲检查", "行政检查"]]), ("区民政局", [own, [1, "乙检查", "行政检查"]])
    )
    assert [item["authority"] for item in taken(data).items] == ["区水务局", "区民政局"]


@pytest.mark.parametrize(
    "mark",
    ["续表", "（续表）", "续 表", "接上页", "第2页，共3页", "第 2 页", "—2—", "- 2 -", f"{TITLE}（续表）"],
)
@pytest.mark.parametrize("column", [0, 1])
def test_what_marks_a_page_is_no_item(mark: str, column: int) -> None:
    page = [""] * len(HEADINGS)
    page[column] = mark
    built = taken(book([HEADINGS, row(1, "甲检查"), page, row(2, "乙检查")]))
    assert names(built) == ["甲检查", "乙检查"]
    assert not told(built, "reported")


def test_sections_numbered_in_the_column_of_numbers_are_no_items() -> None:
    rows: Rows = [
        HEADINGS,
        ["一", "城市管理（2项）"],
        row(1, "甲检查"),
        row(2, "乙检查"),
        ["二、", "", "应急管理"],
        row(3, "丙检查"),
    ]
    built = taken(book(rows))
    assert [(item["name"], item["category"]) for item in built.items] == [
        ("甲检查", "城市管理"),
        ("乙检查", "城市管理"),
        ("丙检查", "应急管理"),
    ]
    assert built.by_category == {"城市管理": 2}


def test_items_that_are_numbered_in_chinese_are_items() -> None:
    built = taken(book([["序号", "事项名称"], ["一", "甲检查"], ["二", "乙检查"]]), "township-duties")
    assert names(built) == ["甲检查", "乙检查"]


def test_where_one_that_is_numbered_in_chinese_is_an_item_all_are() -> None:
    rows: Rows = [
        ["序号", "事项名称", "备注"],
        ["一", "党建引领"],
        ["二", "消防工作", "每季检查"],
        ["三", "平安建设"],
        [1, "矛盾调解"],
    ]
    assert names(taken(book(rows), "township-duties")) == ["党建引领", "消防工作", "平安建设", "矛盾调解"]


def test_a_title_with_a_number_of_its_own_and_nothing_below_it_is_told() -> None:
    rows: Rows = [
        HEADINGS,
        ["一", "城市管理"],
        row(1, "甲检查"),
        ["二", "应急管理"],
        ["三", "民政"],
        row(2, "乙检查"),
    ]
    built = taken(book(rows))
    assert [(item["name"], item["category"]) for item in built.items] == [
        ("甲检查", "城市管理"),
        ("乙检查", "民政"),
    ]
    assert [*told(built, "reported")] == ["Sheet1!A5", "Sheet1!B5"]


def test_what_counts_several_things_above_the_headings_titles_no_section() -> None:
    built = taken(book([["本次取消（1项）、新增（2项）"], HEADINGS, row(1, "甲检查")]))
    assert "category" not in built.items[0]
    assert not built.by_category


def test_subtotals_are_those_of_their_sections_and_no_total() -> None:
    rows: Rows = [
        HEADINGS,
        ["一、甲类"],
        row(1, "甲检查"),
        row(2, "乙检查"),
        ["小计", "2项"],
        ["二、乙类"],
        row(3, "丙检查"),
        ["小计", "1项"],
    ]
    built = taken(book(rows))
    assert built.by_category == {"甲类": 2, "乙类": 1}
    assert built.total is None


@pytest.mark.parametrize("merges", [("B2:C2", "D2:E2", "F2:F3", "G2:H2"), ()])
def test_a_heading_over_a_code_and_a_name_is_that_of_the_name(merges: tuple[str, ...]) -> None:
    rows: Rows = [
        ["序号", "事项主项", "", "子项", "", "权力类型", "实施主体", ""],
        ["", "编码", "名称", "编码", "名称", "", "法定实施主体", "第一责任层级建议"],
        [1, "001", "甲检查", "01", "乙检查", "行政检查", "水务部门", "县级"],
        [2, "002", "丙检查", "", "", "行政检查", "水务部门", "县级"],
    ]
    built = taken(book(rows, [*merges, "A2:A3"] if merges else ["A2:A3", "F2:F3"]))
    if not merges:
        assert "001" not in names(built)
        return
    assert [(item["name"], item.get("sub_item")) for item in built.items] == [
        ("甲检查", "乙检查"),
        ("丙检查", None),
    ]
    assert built.items[1]["authority"] == "水务部门"
    assert built.items[1]["extra"] == {"事项主项编码": "002", "实施主体第一责任层级建议": "县级"}


def test_a_list_that_says_negative_beside_its_title_is_believed() -> None:
    rows: Rows = [["类别", "序号", "事项名称"], ["依法履职事项", 1, "甲"], ["负面清单事项", 2, "乙"]]
    items = taken(book(rows, title="某区社区工作事项准入清单"), "community-access").items
    assert [item["listing"] for item in items] == ["positive", "negative"]


@pytest.mark.parametrize("said", ["其他", "其他类", "其他职权", "其他权力", "其他行政职权"])
def test_whatever_is_other_is_the_other_type(said: str) -> None:
    (item,) = taken(book([["序号", "事项名称", "权力类型"], [1, "甲", said]])).items
    assert item["power_type"] == "其他行政权力"


def test_of_two_columns_that_may_hold_the_name_the_one_called_so_does() -> None:
    rows: Rows = [["序号", "工作任务", "事项名称", "权力类型"], [1, "整治", "甲检查", "行政检查"]]
    (item,) = taken(book(rows)).items
    assert (item["name"], item["extra"]) == ("甲检查", {"工作任务": "整治"})


@pytest.mark.parametrize("heading", ["许可事项名称", "抽查事项", "协商事项", "收费项目", "工作任务"])
def test_lists_of_many_sorts_call_their_items_by_what_they_are(heading: str) -> None:
    assert names(taken(book([["序号", heading, "备注"], [1, "甲", "乙"]]), "task-list")) == ["甲"]


@pytest.mark.parametrize(
    "text", ["区应急局\n区公安分局\n属地派出所", "国办发〔2014〕8号\n《社会保险法》第二十条"]
)
def test_lines_that_are_wholes_stay_lines_in_what_is_kept(text: str) -> None:
    rows: Rows = [[*HEADINGS, "会商"], [*row(1, "甲检查"), text], [*row(2, "乙检查"), "区住房和\n城乡建设局"]]
    first, second = taken(book(rows)).items
    assert (first["extra"], second["extra"]) == ({"会商": text}, {"会商": "区住房和城乡建设局"})


def test_lines_that_may_be_one_name_or_several_are_told() -> None:
    rows: Rows = [
        ["序号", "任务名称", "配合部门"],
        [1, "甲", "物业公司\n业主代表"],
        [2, "乙", "区住房和\n城乡建设局"],
        [3, "丙", "物业公司、\n业主代表"],
    ]
    built = taken(book(rows), "task-list")
    assert built.items[0]["extra"] == {"配合部门": "物业公司\n业主代表"}
    assert list(told(built, "reported")) == ["Sheet1!C3"]
    assert [item["supporting_departments"] for item in built.items[1:]] == [
        ["区住房和城乡建设局"],
        ["物业公司", "业主代表"],
    ]


def test_what_cannot_be_read_keeps_its_lines() -> None:
    (item,) = taken(book([["序号", "事项名称", "权力类型"], [1, "甲", "行政检查\n行政强制"]])).items
    assert item["extra"] == {"权力类型": "行政检查\n行政强制"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某市园林街道办事处权责事项清单", "street-powers"),
        ("某县斗湖堤镇人民政府行政权力事项清单", "street-powers"),
        ("某县涉企行政检查事项目录", "department-powers"),
    ],
)
def test_whose_list_it_is_tells_what_it_is(title: str, kind: str) -> None:
    read_in = read_tables(
        book([[*HEADINGS[:2], *HEADINGS[3:]], [1, "甲", "行政检查", "", "", ""]], title=title), "book"
    )
    assert plan.propose(read_in, sheets.tables(read_in)).kind == kind


def test_what_is_said_of_persons_is_never_read() -> None:
    built = taken(book([[*HEADINGS, "经办人", "联系电话"], [*row(1, "甲检查"), "张三", "13900000000"]]))
    assert "张三" not in str(built.items)
    assert "139" not in str(built.items)
    assert set(told(built, "ignored").values()) == {"个人信息，不读取"}


def test_several_offices_only_where_each_line_is_a_whole_name() -> None:
    headings = [*HEADINGS, "承办机构"]
    rows: Rows = [
        headings,
        [*row(1, "甲检查"), "政策法规科\n综合核算科"],
        [*row(2, "乙检查"), "政策法\n规科 、\n综合\n核算科"],
        [*row(3, "丙检查"), "成果转化与合\n作交流科"],
    ]
    first, second, third = taken(book(rows)).items
    assert first["offices"] == second["offices"] == ["政策法规科", "综合核算科"]
    assert third["office"] == "成果转化与合作交流科"


@pytest.mark.parametrize(("kind", "name"), [("street-powers", "office"), ("street-powers", "authority")])
def test_bodies_on_lines_of_their_own_stay_apart_where_a_field_holds_one_text(kind: str, name: str) -> None:
    heading = {"office": "承办机构", "authority": "行使主体"}[name]
    rows: Rows = [
        ["序号", "事项名称", "权力类型", heading],
        [1, "甲检查", "行政检查", "区应急管理局\n区水务局"],
        [2, "乙检查", "行政检查", "区应急管理局、区公安局\n区水务局"],
        [3, "丙检查", "行政检查", "区住房和\n城乡建设局"],
        [4, "丁检查", "行政检查", "某街道\n办事处"],
    ]
    said = [item[name] for item in taken(book(rows), kind).items]
    assert said == [
        "区应急管理局、区水务局",
        "区应急管理局、区公安局、区水务局",
        "区住房和城乡建设局",
        "某街道办事处",
    ]


@pytest.mark.parametrize(
    ("said", "read", "kept"),
    [
        ("市公安局\n消防支队", "市公安局消防支队", "市公安局\n消防支队"),
        ("城关镇\n综合执法队", "城关镇综合执法队", "城关镇\n综合执法队"),
        ("市公安局\n市消防支队", "市公安局、市消防支队", None),
        ("区城管局\n某街道办事处", "区城管局、某街道办事处", None),
    ],
)
def test_a_line_that_may_name_a_part_of_the_office_above_it_is_told(
    said: str, read: str, kept: str | None
) -> None:
    rows: Rows = [["序号", "事项名称", "权力类型", "实施主体"], [1, "甲检查", "行政检查", said]]
    built = taken(book(rows), "street-powers")
    assert built.items[0]["authority"] == read
    assert built.items[0].get("extra", {}).get("实施主体") == kept
    assert bool(told(built, "reported")) == bool(kept)


def test_numbers_that_are_worked_out_count_as_numbers() -> None:
    headings, *rows = HEADINGS, row("１", "甲检查"), row("2.", "乙检查"), row("（3）", "丙检查")
    built = taken(book([headings, *rows]))
    assert [item["seq"] for item in built.items] == [1, 2, 3]


@pytest.mark.parametrize(
    ("kind", "heading", "field", "cells", "expected"),
    [
        ("establishment", "增减", "change", ("-3", "0", "+2", "（3）"), [-3, 0, 2, "（3）"]),
        ("task-list", "资金（万元）", "amount", ("2.5", "1,000.5", "20万"), [2.5, 1000.5, "20万"]),
        (
            "tickets",
            "受理时间",
            "received",
            ("2026-03-01 09:00", "2026/3/1 9:05", "3月1日"),
            ["2026-03-01 09:00", "2026-03-01 09:05", "3月1日"],
        ),
        ("tickets", "生效日期", "effective", ("2026年3月1日", "2026/3/1"), ["2026-03-01", "2026-03-01"]),
    ],
)
def test_numbers_days_and_moments_of_a_record_are_read_and_never_guessed(
    kind: str, heading: str, field: str, cells: tuple[str, ...], expected: list[object]
) -> None:
    rows = [[number, f"第{number}件", cell] for number, cell in enumerate(cells, 1)]
    built = taken(book([["序号", "事项名称", heading], *rows]), kind)
    assert [item.get(field, item.get("extra", {}).get(heading)) for item in built.items] == expected
    kept = [each for each in cells if each in ("（3）", "20万", "3月1日")]
    assert len(told(built, "reported")) == len(kept)


def test_sections_are_what_items_of_the_kind_are_grouped_by() -> None:
    rows: Rows = [["序号", "事项名称", "报到部门"], ["一、矛盾排查（1项）"], [1, "群租房管理", "公安局"]]
    built = taken(book(rows, ["A3:C3"]), "call-situations")
    assert built.items[0]["aspect"] == "矛盾排查"
    assert built.by_category == {"矛盾排查": 1}


def test_a_formula_without_a_result_is_no_value() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查"), row("=A2+1", "=B2")]))
    assert "seq" not in built.items[1]
    assert built.items[1]["extra"] == {"序号": "=A2+1"}
    reported = told(built, "reported")
    assert [*reported] == ["Sheet1!A4", "Sheet1!B4"]
    assert all("没有结果" in why for why in reported.values())


def test_the_issuer_takes_the_place_of_no_body_that_only_cannot_be_read() -> None:
    broken, empty = row(1, "甲检查"), row(2, "乙检查")
    broken[5], empty[5] = "#REF!", ""
    unread, unsaid, said = taken(book([HEADINGS, broken, empty, row(3, "丙检查")])).items
    assert "authority" not in unread
    assert unread["extra"] == {"行使主体": "#REF!"}
    assert (unsaid["authority"], said["authority"]) == ("十堰市水务局", "市水务局")


def test_duties_are_steps_under_their_sorts() -> None:
    text = "直接实施责任：\n1.制定方案。\n2.实施检查。\n指导监督责任：\n指导监督下级。"
    built = taken(book([[*HEADINGS, "责任事项内容"], [*row(1, "甲检查"), text]]))
    assert built.items[0]["duties"] == [
        {"sort": "直接实施责任", "steps": ["制定方案。", "实施检查。"]},
        {"sort": "指导监督责任", "steps": ["指导监督下级。"]},
    ]


def test_what_cannot_be_a_value_is_kept_and_told() -> None:
    built = taken(book([[*HEADINGS, "行使层级"], [*row(1, "甲检查"), "看情况"]]))
    assert built.items[0]["extra"] == {"行使层级": "看情况"}
    assert "H3" in str(told(built, "reported"))


def test_two_tables_side_by_side_are_both_read() -> None:
    rows: Rows = [["序号", "事项名称", "备注", "序号", "事项名称", "备注"], [1, "甲", "", 2, "乙", ""]]
    assert names(taken(book(rows))) == ["甲", "乙"]


def test_homonyms_with_different_bodies_are_so_many_items() -> None:
    rows: Rows = [
        HEADINGS,
        *([*row(n, "甲检查")[:5], body, ""] for n, body in enumerate(("甲局", "乙局", "丙局"), 1)),
    ]
    assert [item["authority"] for item in taken(book(rows)).items] == ["甲局", "乙局", "丙局"]


def test_every_cell_has_its_fate() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查"), ["", "", "", "", "", "", "续"], ["莫名其妙的一行"]]
    built = taken(book(rows))
    assert {cell.fate for cell in built.account.all()} <= {"used", "reported"}
    assert told(built, "reported") == {"Sheet1!A5": "没有看懂的一行"}


def test_numbers_as_formulas_count_by_their_stored_results() -> None:
    read_in = read_tables(book([HEADINGS, row(1, "甲检查"), row(2, "乙检查")]), "book")
    (grid,) = read_in.grids
    counted = replace(read_in, grids=(replace(grid, formulas={(4, 1): "MAX(A$3:A3)+1"}),))
    assert [item["seq"] for item in taken(counted).items] == [1, 2]


def test_a_hidden_column_of_drop_down_values_is_no_part_of_the_list() -> None:
    def dress(page: Worksheet) -> None:
        page.column_dimensions["H"].hidden = True

    options = ["行政许可", "行政处罚", "行政检查", "行政强制"]
    rows: Rows = [[*HEADINGS, options[0]], [*row(1, "甲检查"), options[1]], [*row(2, "乙检查"), options[2]]]
    built = taken(book([*rows, ["", "", "", "", "", "", "", options[3]]], dress=dress))
    assert names(built) == ["甲检查", "乙检查"]
    assert set(told(built, "ignored")) == {"Sheet1!H2", "Sheet1!H3", "Sheet1!H4", "Sheet1!H5"}


def test_a_text_box_over_a_cell_is_told_with_the_cell() -> None:
    read_in = read_tables(book([HEADINGS, row(1, "甲检查", note="的，应当承担责任")]), "book")
    floating = (Floating("因不履行职责，有下列情形", 3, 7),)
    boxed = replace(read_in, grids=(replace(read_in.grids[0], floating=floating),))
    assert told(taken(boxed), "reported") == {"Sheet1!G3": "文本框里的文字，不在单元格里"}


def test_what_a_condition_may_strike_through_is_told() -> None:
    def dress(page: Worksheet) -> None:
        struck = FormulaRule(formula=['$H3="否"'], font=Font(strike=True))  # type: ignore[no-untyped-call]
        page.conditional_formatting.add("A3:G9", struck)

    built = taken(book([HEADINGS, row(1, "甲检查")], dress=dress))
    assert names(built) == ["甲检查"]
    assert "条件格式" in told(built, "reported")["Sheet1!A3"]


def test_a_print_area_smaller_than_the_data_loses_no_row() -> None:
    def dress(page: Worksheet) -> None:
        page.print_area = "A1:G3"

    assert len(taken(book([HEADINGS, *(row(n, f"检查{n}") for n in range(1, 5))], dress=dress)).items) == 4


def test_a_row_of_column_numbers_is_no_item() -> None:
    built = taken(book([HEADINGS, list(range(1, 8)), row(1, "甲检查")]))
    assert names(built) == ["甲检查"]
    assert not told(built, "reported")


def test_the_title_once_more_on_the_next_page_is_no_item() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查"), [TITLE], HEADINGS, row(2, "乙检查")], ["A4:G4"]))
    assert names(built) == ["甲检查", "乙检查"]
    assert not told(built, "reported")


def test_who_filled_the_table_in_is_never_read() -> None:
    signed = ["填表人：张三", "", "", "审核人：李四", "", "联系电话：13900000000"]
    built = taken(book([HEADINGS, row(1, "甲检查"), signed]))
    assert "张三" not in str(built.items)
    assert set(told(built, "ignored")) == {"Sheet1!A4", "Sheet1!D4", "Sheet1!F4"}


def test_a_note_over_several_rows_is_one() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查"), ["注：1.本清单自印发之日起施行"], ["2.其他"]]))
    assert set(told(built, "ignored")) == {"Sheet1!A4", "Sheet1!A5"}


def test_a_number_without_a_name_makes_no_item_and_is_told() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查"), row(2, ""), row(3, "丙检查")]))
    assert names(built) == ["甲检查", "丙检查"]
    assert "Sheet1!A4" in told(built, "reported")


def test_a_merge_that_begins_in_a_hidden_row_begins_its_item_all_the_same() -> None:
    def dress(page: Worksheet) -> None:
        page.row_dimensions[4].hidden = True

    rows: Rows = [HEADINGS, row(1, "甲检查"), row(2, "乙检查"), ["", "", "", "行政检查"], row(3, "丙检查")]
    built = taken(book(rows, ["A4:A5", "B4:B5"], dress=dress))
    assert names(built) == ["甲检查", "乙检查", "丙检查"]
    assert built.items[1]["origin"] == "Sheet1!B5"


def test_sub_items_under_a_name_that_is_not_merged_stand_under_it() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查", "甲一"), ["", "", "甲二"], row(2, "乙检查")]
    built = taken(book(rows))
    assert names(built) == ["甲检查", "甲检查 / 甲一", "甲检查 / 甲二", "乙检查"]
    assert built.items[2]["power_type"] == "行政检查"


def test_a_main_item_with_a_row_of_its_own_keeps_what_it_says() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查"), row("", "", "甲一"), row("", "", "甲二")]
    built = taken(book(rows, ["A3:A5", "B3:B5"]))
    assert names(built) == ["甲检查", "甲检查 / 甲一", "甲检查 / 甲二"]
    assert all(item["basis"] for item in built.items)


def test_sections_within_sections_are_counted_once() -> None:
    rows: Rows = [
        HEADINGS,
        ["一、行政检查（3项）"],
        ["（一）城市管理（1项）"],
        row(1, "甲检查"),
        ["（二）应急管理（2项）"],
        row(2, "乙检查"),
        row(3, "丙检查"),
    ]
    assert taken(book(rows)).by_category == {"城市管理": 1, "应急管理": 2}


def test_the_column_of_the_department_does_not_take_the_place_of_the_name() -> None:
    built = taken(book([["序号", "单位名称", *HEADINGS[1:]], [1, "市水务局", *row(1, "甲检查")[1:]]]))
    assert names(built) == ["甲检查"]
    assert built.items[0]["extra"] == {"单位名称": "市水务局"}


def test_glosses_are_left_out_and_counted() -> None:
    built = taken(book([HEADINGS, row(1, "生产(chǎn)经营（jīng yíng）检查", note="公司（PPP）")]))
    assert (built.items[0]["name"], built.items[0]["note"]) == ("生产经营检查", "公司（PPP）")
    assert built.account.mended == 2


def test_traditional_characters_only_on_request() -> None:
    rows: Rows = [["序號", "事項名稱", "權力類型"], [1, "消防檢查", "行政檢查"]]
    read_in = read_tables(book(rows, title="某局權責清單"), "book")
    assert not sheets.tables(read_in)
    plain, changed = sheets.in_simplified(read_in)
    assert names(taken(plain)) == ["消防检查"]
    assert changed == 6
    assert read_in.grids[0].text(3, 2) == "消防檢查"


def test_an_item_that_goes_on_under_its_number_and_name_once_more_is_one() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查", note="一。"), row(1, "甲检查", note="二。"), row(2, "乙检查")]
    built = taken(book(rows))
    assert names(built) == ["甲检查", "乙检查"]
    assert "二。" in built.items[0]["note"]


def test_sub_items_that_repeat_number_and_name_stand_under_it() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查", "甲一"), row(1, "甲检查", "甲二"), row(2, "乙检查")]
    assert names(taken(book(rows))) == ["甲检查", "甲检查 / 甲一", "甲检查 / 甲二", "乙检查"]


def test_a_type_that_stands_alone_titles_a_section() -> None:
    untyped = [*HEADINGS[:3], *HEADINGS[4:]]
    rows: Rows = [untyped, ["行政许可类"], [1, "甲"], ["行政检查"], [1, "乙"]]
    built = taken(book(rows, ["A3:F3", "A5:F5"]))
    assert [(item["name"], item["power_type"]) for item in built.items] == [
        ("甲", "行政许可"),
        ("乙", "行政检查"),
    ]
    assert not told(built, "reported")


def test_a_cell_that_is_merged_over_several_items_is_of_all() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查"), ["2", "乙检查"], ["3", "丙检查"]]
    built = taken(book(rows, ["D3:D5", "E3:E5", "F3:F4"]))
    assert [item["power_type"] for item in built.items] == ["行政检查"] * 3
    assert [item.get("authority") for item in built.items] == ["市水务局", "市水务局", "十堰市水务局"]


def test_a_list_that_names_its_department_is_one_of_a_department() -> None:
    rows: Rows = [["序号", "事项名称", "权力类型", "行使主体"], [1, "甲检查", "行政检查", "市水务局"]]
    for title, rivals in (("部门名称：市水务局（盖章）", False), ("汇总表", True)):
        read_in = read_tables(book(rows, title=title), "book")
        made = plan.propose(read_in, sheets.tables(read_in))
        assert bool(made.rivals) is rivals
    assert taken(book(rows, title="部门名称：市水务局（盖章）"), kind="").items[0]["authority"] == "市水务局"


def test_a_word_for_no_sub_item_in_a_further_row_begins_none() -> None:
    rows: Rows = [
        HEADINGS,
        row(1, "甲检查", note="一。"),
        ["", "", "无", "", "", "", "二。"],
        row(2, "乙检查"),
    ]
    built = taken(book(rows, ["A3:A4", "B3:B4"]))
    assert names(built) == ["甲检查", "乙检查"]
    assert "二。" in built.items[0]["note"]


@pytest.mark.parametrize(
    "total", [["合计", "", 2, ""], ["合计", "", "2项", ""], ["小计（2项）", "", "", ""], ["总计", "", "", 2]]
)
def test_a_sum_in_the_column_of_categories_is_no_item(total: list[object]) -> None:
    rows: Rows = [["类别", "序号", "事项名称", "备注"], ["甲类", 1, "甲", ""], ["甲类", 2, "乙", ""], total]
    built = taken(book(rows))
    assert names(built) == ["甲", "乙"]
    assert not told(built, "reported")


def test_a_number_names_no_item() -> None:
    built = taken(book([HEADINGS, row(1, "甲检查"), row(2, "12")]))
    assert names(built) == ["甲检查"]
    assert "只有数字" in told(built, "reported")["Sheet1!B4"]


@pytest.mark.parametrize("name", ["总计划审批", "总数据检查", "合计税额核定", "小计量器具检查", "共计划备案"])
def test_a_name_may_begin_like_a_sum(name: str) -> None:
    """The row was left out as a sum, and nobody was told."""
    rows: Rows = [["事项名称", "权力类型", "实施主体", "设定依据"]]
    rows += [[each, "行政许可", "市水务局", "《水法》第三条"] for each in (name, "乙许可")]
    built = taken(book(rows))
    assert [item["name"] for item in built.items] == [name, "乙许可"]


@pytest.mark.parametrize(
    "row", [["合计行政许可1项"], ["合计事项数", "1"], ["总数：1"], ["合计数", "1"], ["合计行政权力", "1"]]
)
def test_a_sum_is_none_of_the_items(row: list[str]) -> None:
    rows: Rows = [
        ["事项名称", "权力类型", "实施主体", "设定依据"],
        ["甲许可", "行政许可", "市水务局", "《水法》第三条"],
        row,
    ]
    assert [item["name"] for item in taken(book(rows)).items] == ["甲许可"]


@pytest.mark.parametrize("said", ["处罚", "处罚类", "行政处罚类"])
def test_a_type_in_short(said: str) -> None:
    rows: Rows = [["序号", "事项名称", "权力类型"], [1, "甲", said]]
    assert taken(book(rows)).items[0]["power_type"] == "行政处罚"
