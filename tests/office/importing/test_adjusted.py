"""Tables that show items before and after an adjustment: the name is what they are called now."""

from __future__ import annotations

import pytest

from office.importing.books import Rows, book, names, taken, told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("原项目名称", "现项目名称"),
        ("原事项名称", "调整后事项名称"),
        ("调整前名称", "调整后事项名称"),
        ("项目名称", "调整后的项目名称"),
        ("现项目名称", "调整后项目名称"),
        ("变更前事项名称", "变更后事项名称"),
        ("事项名称", "新事项名称"),
        ("旧事项名称", "事项名称"),
        ("修改前权力名称", "修改后权力名称"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_an_item_is_called_as_it_is_called_now(before: str, after: str, turned: bool) -> None:
    pair, cells = (after, before), ("甲新", "甲旧")
    if not turned:
        pair, cells = pair[::-1], cells[::-1]
    rows: Rows = [["序号", *pair, "权力类型", "实施主体"], [1, *cells, "行政许可", "市水务局"]]
    built = taken(book(rows))
    assert names(built) == ["甲新"]
    assert built.items[0]["extra"] == {before: "甲旧"}
    assert not told(built, "reported")


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("调整前", "调整后"),
        ("原清单", "现清单"),
        ("调整前内容", "调整后内容"),
        ("变更前情况", "变更后情况"),
        ("2020年版", "2024年版"),
    ],
)
def test_columns_under_before_are_none_of_the_item(before: str, after: str, turned: bool) -> None:
    pair = [(before, "甲旧", "市水务局"), (after, "甲新", "市住建局")]
    if turned:
        pair.reverse()
    (one, *left), (two, *right) = pair
    rows: Rows = [
        ["序号", one, "", two, "", "权力类型"],
        ["", "项目名称", "实施主体", "项目名称", "实施主体", ""],
        [1, *left, *right, "行政许可"],
    ]
    built = taken(book(rows, ["A2:A3", "B2:C2", "D2:E2", "F2:F3"]))
    (item,) = built.items
    assert (item["name"], item["authority"]) == ("甲新", "市住建局")
    assert item["extra"] == {f"{before}项目名称": "甲旧", f"{before}实施主体": "市水务局"}


@pytest.mark.parametrize("said", ["不变", "无变化", "未调整", "同左", "（不变）", "同原项目名称", "名称不变"])
def test_what_has_not_changed_is_as_it_was(said: str) -> None:
    rows: Rows = [
        ["序号", "原项目名称", "现项目名称", "权力类型"],
        [1, "甲检查", said, "行政检查"],
        [2, "乙检查", said, "行政检查"],
        [3, "丙旧", "丙检查", "行政检查"],
    ]
    built = taken(book(rows))
    assert names(built) == ["甲检查", "乙检查", "丙检查"]
    assert built.account.beside == 2


def test_not_changed_without_a_column_of_before_is_told() -> None:
    rows: Rows = [["序号", "事项名称", "权力类型", "行使主体"], [1, "甲检查", "行政检查", "不变"]]
    built = taken(book(rows), "street-powers")
    assert told(built, "reported") == {}
    assert built.items[0]["authority"] == "不变"


def test_several_that_became_one_are_one() -> None:
    rows: Rows = [
        ["序号", "原项目名称", "现项目名称", "权力类型"],
        [1, "甲一", "甲检查", "行政检查"],
        [2, "甲二", "", "行政检查"],
        [3, "乙旧", "乙检查", "行政检查"],
    ]
    built = taken(book(rows, ["C3:C4"]))
    assert names(built) == ["甲检查", "乙检查"]
    assert built.items[0]["extra"] == {"序号": "1\n2", "原项目名称": "甲一\n甲二"}


def test_a_field_that_says_former_itself_stays_that_field() -> None:
    rows: Rows = [
        ["序号", "赋权事项名称", "原行使部门", "原实施主体", "权力类型"],
        [1, "甲", "区城管局", "", "行政处罚"],
    ]
    (item,) = taken(book(rows), "delegated-powers").items
    assert item["former_authority"] == "区城管局"


def test_a_table_that_names_its_items_twice_is_read_by_the_first_and_told() -> None:
    rows: Rows = [
        ["序号", "省级清单", "", "市级清单", ""],
        ["", "事项名称", "权力类型", "事项名称", "权力类型"],
        [1, "省甲", "行政许可", "市甲", "行政确认"],
    ]
    built = taken(book(rows, ["A2:A3", "B2:C2", "D2:E2"]))
    (item,) = built.items
    assert (item["name"], item["power_type"]) == ("省甲", "行政许可")
    assert item["extra"] == {"市级清单事项名称": "市甲", "市级清单权力类型": "行政确认"}
    assert "两组事项名称" in told(built, "reported")["Sheet1!D4"]
