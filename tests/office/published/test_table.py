"""The published table: its columns, its parts, and what stands over several rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from office.published.lists import BASIS, DEPARTMENT, TOWNSHIP, listed, power
from qzqd import kinds
from qzqd.office.published.table import ItemRows, PublishedTable, SectionRow, tables

DAY = date(2025, 6, 1)


def only(*items: dict[str, Any]) -> PublishedTable:
    (table,) = tables(listed("department-powers", *items), "zh", today=DAY)
    return table


def test_a_department_publishes_what_its_kind_declares_and_whatever_else_is_filled() -> None:
    (table,) = tables(DEPARTMENT, "zh", today=DAY)
    assert [column.heading for column in table.columns] == [
        "序号",
        "事项名称",
        "子项名称",
        "权力类型",
        "实施依据",
        "行使主体",
        "实施层级",
        "权限",
        "责任事项内容",
        "追责对象范围",
        "追责情形",
        "办理地点",
        "备注",
    ]
    upper, lower = table.headings
    assert upper[6:8] == ["实施层级及权限", "实施层级及权限"]
    assert [above for above, below in zip(upper, lower, strict=True) if above != below] == upper[6:8]
    assert table.lines == ["（十政发〔2025〕1号）", "发布机关：十堰市人民政府    版本：2025-01-01"]


def test_sections_count_and_sub_items_share_number_and_name() -> None:
    (table,) = tables(DEPARTMENT, "zh", today=DAY)
    first, family, second, single = table.body
    assert (first, second) == (SectionRow("一、准入（2项）"), SectionRow("二、监管（1项）"))
    assert isinstance(family, ItemRows)
    assert isinstance(single, ItemRows)
    assert [row[:5] for row in family.rows] == [
        ["1", "设立审批", "设立", "行政检查", "【法律】《中华人民共和国消防法》第三十二条"],
        ["1", "设立审批", "变更", "行政检查", "《公司法》第七条"],
    ]
    assert family.whole == {0, 1, 3, 5}
    assert single.rows[0][6:] == [
        "市、县",
        "跨区县的由市级检查",
        "直接实施责任：\n1.制定方案。\n2.实施检查。",
        "具体承办人",
        "有下列情形的：\n1.不检查的\n2.收费的",
        "大厅",
        "一\n二",
    ]


def test_what_is_cancelled_is_left_out_from_the_day_on() -> None:
    assert "取消了的" not in str([*tables(DEPARTMENT, "zh", today=DAY)[0].groups()])
    assert "取消了的" in str([*tables(DEPARTMENT, "zh", today=date(2019, 1, 1))[0].groups()])


def test_three_tables_of_a_township_have_their_own_columns() -> None:
    told = {table.name: [column.heading for column in table.columns] for table in tables(TOWNSHIP, "zh")}
    assert told == {
        "基本履职事项清单": ["序号", "事项名称"],
        "配合履职事项清单": ["序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"],
        "上级部门收回事项清单": ["序号", "事项名称", "承接部门", "工作方式"],
    }
    (whole,) = tables(TOWNSHIP, "zh", flat=True)
    assert {"类别", "清单部分"} <= {column.heading for column in whole.columns}
    assert len([*whole.groups()]) == 4


def test_main_items_with_words_of_their_own_keep_a_row() -> None:
    main = power("许可", seq=1)
    sub = {"parent": "A-001"}
    shared = only({**main, "basis": BASIS}, power("新办", **sub), power("延续", **sub))
    (group,) = shared.groups()
    at = [column.heading for column in shared.columns].index("实施依据")
    assert [row[2] for row in group.rows] == ["新办", "延续"]
    assert at in group.whole
    apart = only(
        {**main, "basis": BASIS}, power("新办", basis=[{"law": "甲法"}], **sub), power("延续", **sub)
    )
    (group,) = apart.groups()
    assert [row[2] for row in group.rows] == ["", "新办", "延续"]
    assert at not in group.whole


def test_no_item_is_lost_where_items_lie_under_each_other_in_a_circle() -> None:
    table = only(power("甲", parent="A-002"), power("乙", parent="A-001"), power("丙", parent="X-1"))
    assert all(name in str([*table.groups()]) for name in "甲乙丙")


def test_a_category_that_comes_again_is_a_column() -> None:
    table = only(*(power(str(at), category=each) for at, each in enumerate("甲乙甲")))
    assert not any(isinstance(entry, SectionRow) for entry in table.body)
    assert "类别" in [column.heading for column in table.columns]


def test_data_that_is_not_the_published_text_says_so() -> None:
    source = {"title": "某法", "provenance": "compiled", "illustrative_fields": ["basis"]}
    (table,) = tables(listed("department-powers", power("甲", basis=BASIS), source=source), "zh")
    assert table.notes == ["注：数据来源：《某法》，根据所引法规编制", "注：只为示意的栏目：实施依据"]


def test_the_words_of_a_cell_that_import_kept_are_what_is_printed() -> None:
    table = only(power("甲", basis=BASIS, extra={"实施依据": "《消防法》第三十二条等"}))
    (group,) = table.groups()
    assert "《消防法》第三十二条等" in group.rows[0]
    assert "实施依据" not in [column.heading for column in table.columns[5:]]


def test_a_number_that_is_none_is_a_column_beside_the_running_one() -> None:
    table = only(power("甲", extra={"编号": "A-01"}), power("乙", extra={"序号": "一之二"}))
    assert [column.heading for column in table.columns][-2:] == ["编号", "原序号"]
    said = [row[-2:] for group in table.groups() for row in group.rows]
    assert said == [["A-01", ""], ["", "一之二"]]


@pytest.mark.parametrize("kind", kinds.names())
def test_every_kind_has_a_table_in_both_languages(kind: str) -> None:
    schema = kinds.schema(kind)
    example = {
        name: node["examples"][0]
        for name, node in kinds.item_schema(schema)["properties"].items()
        if "examples" in node and name not in ("repealed", "parent")
    }
    for language in ("zh", "en"):
        for table in tables(listed(kind, {**example, "id": "A-1"}), language):
            (group,) = table.groups()
            assert len(group.rows[0]) == len(table.columns) > 1


def test_items_may_lie_under_each_other_as_deep_as_they_like() -> None:
    count = 3_000
    deep = [power("0"), *(power(str(at), parent=f"A-{at:03}") for at in range(1, count))]
    (group,) = only(*deep).groups()
    assert len(group.rows) == count - 1
