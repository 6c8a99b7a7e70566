"""Workbooks with several tables: below each other, over several sheets, of several kinds, twice the same."""

from __future__ import annotations

from office.importing.books import HEADINGS, TITLE, Rows, names, row, several, taken, told
from qzqd.office.importing import plan, sheets
from qzqd.tables.reading import read_tables

FIRST: Rows = [[TITLE], HEADINGS, row(1, "甲检查"), row(2, "乙检查")]
BASIC: Rows = [["一、基本履职事项清单"], ["序号", "事项名称"], ["一、党的建设（2项）"], [1, "甲"], [2, "乙"]]
ASSIST: Rows = [
    ["二、配合履职事项清单"],
    ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"],
    [1, "丙", "县局", "负责", "协助"],
]
RECALLED: Rows = [
    ["三、上级部门收回事项清单"],
    ["序号", "事项名称", "承接部门及工作方式"],
    [1, "丁", "承接部门：县住建局\n工作方式：按职责开展执法"],
]


def test_a_sheet_for_each_type_is_one_list() -> None:
    built = taken(
        several(
            ("行政许可（1项）", [[TITLE], HEADINGS[:3], [1, "甲"]]),
            ("行政检查(2项)", [[TITLE], HEADINGS, row(1, "乙"), row(2, "丙")]),
        )
    )
    assert [(item["name"], item["power_type"]) for item in built.items] == [
        ("甲", "行政许可"),
        ("乙", "行政检查"),
        ("丙", "行政检查"),
    ]
    assert built.by_type == {"行政许可": 1, "行政检查": 2}


def test_further_sheets_without_headings_go_on_where_the_first_ends() -> None:
    again = [row(1, "丁检查")]
    built = taken(several(("一", FIRST), ("二", [row(3, "丙检查")]), ("三", again)))
    assert names(built) == ["甲检查", "乙检查", "丙检查", "丁检查"]
    assert [item["origin"] for item in built.items[2:]] == ["二!B1", "三!B1"]
    assert built.read_on == ["二", "三"]
    assert not told(built, "reported")


def test_a_sheet_without_headings_that_is_no_list_is_told() -> None:
    built = taken(several(("清单", FIRST), ("汇总", [["行政检查", 2], ["合计", 2]])))
    assert names(built) == ["甲检查", "乙检查"]
    assert set(told(built, "reported")) == {"汇总!A1", "汇总!B1", "汇总!A2", "汇总!B2"}


def test_a_count_of_units_is_no_list_of_items() -> None:
    counts: Rows = [["汇总表"], ["序号", "单位名称", "行政许可", "合计"], [1, "市水务局", 2, 2]]
    assert names(taken(several(("汇总", counts), ("清单", FIRST)))) == ["甲检查", "乙检查"]


def test_a_copy_of_a_sheet_is_read_once() -> None:
    built = taken(several(("Sheet1", FIRST), ("Sheet1 (2)", FIRST)))
    assert names(built) == ["甲检查", "乙检查"]
    assert set(told(built, "ignored").values()) == {"与工作表“Sheet1”内容相同，只读一次"}


def test_a_sheet_of_another_kind_is_left_out_and_told() -> None:
    services: Rows = [["某局公共服务事项清单"], ["序号", "事项名称", "办理依据"], [1, "丙", "《某法》第一条"]]
    data = several(("权责", FIRST), ("服务", services))
    built = taken(data)
    assert names(built) == ["甲检查", "乙检查"]
    assert "public-services" in told(built, "reported")["服务!B3"]
    assert names(taken(data, kind="", sheet="服务")) == ["丙"]


def test_tables_with_other_headings_below_each_other_are_all_read() -> None:
    built = taken(several(("Sheet1", [["某镇履职事项清单"], *BASIC, *ASSIST, *RECALLED])), kind="")
    assert [(item["name"], item["section"]) for item in built.items] == [
        ("甲", "basic"),
        ("乙", "basic"),
        ("丙", "assist"),
        ("丁", "recalled"),
    ]
    assert [item.get("category") for item in built.items] == ["党的建设", "党的建设", None, None]
    assert not told(built, "reported")


def test_the_title_of_a_sheet_tells_the_part_of_its_items() -> None:
    built = taken(several(("Sheet1", BASIC), ("Sheet2", ASSIST), ("Sheet3", RECALLED)), kind="")
    assert [item["section"] for item in built.items] == ["basic", "basic", "assist", "recalled"]


def test_a_column_of_two_fields_is_parted_by_its_labels() -> None:
    (item,) = taken(several(("Sheet1", RECALLED)), kind="").items
    assert item["receiving_department"] == "县住建局"
    assert item["method"] == "按职责开展执法"
    unlabelled: Rows = [*RECALLED[:2], [1, "丁", "县住建局按职责开展执法"]]
    (item,) = taken(several(("Sheet1", unlabelled)), kind="").items
    assert item["extra"] == {"承接部门及工作方式": "县住建局按职责开展执法"}


def test_a_table_of_another_kind_below_is_left_out_and_told() -> None:
    services: Rows = [["某局公共服务事项清单"], ["序号", "事项名称", "办理依据"], [1, "丙", "《某法》第一条"]]
    built = taken(several(("Sheet1", [*FIRST, *services])))
    assert names(built) == ["甲检查", "乙检查"]
    assert set(told(built, "reported")) == {
        "Sheet1!A5",
        *(f"Sheet1!{at}{row}" for at in "ABC" for row in (6, 7)),
    }


def test_headings_in_two_rows_that_are_not_merged_are_one_block() -> None:
    upper, lower = ["序号", "事项", "", "权力类型", "依据"], ["", "事项名称", "子项名称", "", "实施依据"]
    rows: Rows = [[TITLE], upper, lower, [1, "甲检查", "甲一", "行政检查", "《某法》第一条"]]
    built = taken(several(("Sheet1", rows)))
    assert [(item["name"], item["seq"], item["power_type"]) for item in built.items][:1] == [
        ("甲检查", 1, "行政检查")
    ]
    assert not told(built, "extra")


def test_a_section_behind_a_note_is_a_section() -> None:
    rows: Rows = [
        [TITLE],
        HEADINGS,
        ["注：依法规编制"],
        ["其他说明"],
        ["二、城市管理（1项）"],
        row(1, "甲检查"),
    ]
    built = taken(several(("Sheet1", rows)))
    assert built.items[0]["category"] == "城市管理"
    assert built.by_category == {"城市管理": 1}


def test_a_sheet_with_everything_beside_one_for_each_type_is_read_once() -> None:
    whole: Rows = [["某市水利局权责清单"], HEADINGS, row(1, "甲检查"), row(2, "乙检查"), row(3, "丙检查")]
    first: Rows = [["某市水利局日常检查清单"], HEADINGS, row(1, "甲检查"), row(2, "乙检查")]
    second: Rows = [["某市水利局专项检查清单"], HEADINGS, row(1, "丙检查")]
    for pages in ([whole, first, second], [first, second, whole]):
        built = taken(several(*((f"表{at}", page) for at, page in enumerate(pages))))
        assert sorted(names(built)) == ["丙检查", "乙检查", "甲检查"]
        assert len(built.items) == 3
        assert any("只读一次" in why for why in told(built, "ignored").values())
        assert not told(built, "reported")


def test_a_part_with_fewer_columns_than_the_whole_is_left_out_and_one_with_more_is_not() -> None:
    short = [each[:2] + each[3:6] for each in ([*HEADINGS], row(1, "甲检查"))]
    whole: Rows = [["某市水利局权责清单"], HEADINGS, row(1, "甲检查", note="每季"), row(2, "乙检查")]
    built = taken(several(("全", whole), ("分", [["某市水利局检查清单"], *short])))
    assert [(item["name"], item.get("note")) for item in built.items] == [
        ("甲检查", "每季"),
        ("乙检查", None),
    ]


def test_the_same_rows_of_another_body_are_items_of_that() -> None:
    own: Rows = [["序号", "事项名称", "权力类型"], [1, "甲检查", "行政检查"]]
    data = several(("一", [["甲街道办事处权责清单"], *own]), ("二", [["乙街道办事处权责清单"], *own]))
    assert [item["authority"] for item in taken(data, "street-powers").items] == [
        "甲街道办事处",
        "乙街道办事处",
    ]


def test_a_sheet_that_says_something_else_once_is_read() -> None:
    whole: Rows = [["某市水利局权责清单"], HEADINGS, row(1, "甲检查"), row(2, "乙检查")]
    other: Rows = [["某市水利局检查清单"], HEADINGS, row(1, "甲检查"), row(2, "丁检查")]
    assert len(taken(several(("一", whole), ("二", other))).items) == 4


def test_of_two_editions_of_a_list_the_newer_is_read_whatever_stands_first() -> None:
    def page(year: str, *items: str) -> Rows:
        return [
            [f"某局权责清单（{year}年版）"],
            HEADINGS,
            *(row(at, each) for at, each in enumerate(items, 1)),
        ]

    data = several(("一", page("2023", "甲检查", "乙检查")), ("二", page("2024", "甲检查", "丙检查")))
    built = taken(data)
    assert names(built) == ["甲检查", "丙检查"]
    assert "较早的版本" in told(built, "reported")["一!B3"]
    read_in = read_tables(data, "b")
    assert plan.propose(read_in, sheets.tables(read_in)).edition == "2024"
    by_sheet = several(("2023年", [*page("", "甲检查")[1:]]), ("2024年", [*page("", "丙检查")[1:]]))
    assert names(taken(by_sheet)) == ["丙检查"]


def test_lists_of_what_came_in_different_years_all_hold() -> None:
    first: Rows = [["某区2022年赋权事项清单"], HEADINGS, row(1, "甲检查")]
    second: Rows = [["某区2024年赋权事项清单"], HEADINGS, row(1, "乙检查")]
    assert names(taken(several(("一", first), ("二", second)), "delegated-powers")) == ["甲检查", "乙检查"]
