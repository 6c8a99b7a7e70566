"""Tables with several columns that may name the items: what stands in them tells which does."""

from __future__ import annotations

import pytest

from office.importing.books import Rows, book, names, taken


@pytest.mark.parametrize(
    ("left", "right"), [("工作事项", "具体事项"), ("事项", "工作任务"), ("重点任务", "具体事项")]
)
@pytest.mark.parametrize(
    "text", ["1.走访困难户；\n2.组织义诊。", "走访困难户；组织义诊", "走访困难户。", "1、走访 2、义诊"]
)
def test_a_text_names_no_item(left: str, right: str, text: str) -> None:
    rows: Rows = [["序号", left, right, "责任部门"], [1, "社区矫正", text, "区司法局"]]
    built = taken(book(rows), "task-list")
    assert names(built) == ["社区矫正"]
    assert right in built.items[0]["extra"]


def test_of_two_that_name_as_often_the_first_does() -> None:
    rows: Rows = [["序号", "工作任务", "具体事项"], [1, "甲", "甲一"], [2, "乙", "乙一"]]
    assert names(taken(book(rows), "task-list")) == ["甲", "乙"]


@pytest.mark.parametrize("heading", ["工作任务", "职责事项", "事项名称"])
def test_what_several_numbers_share_names_no_item(heading: str) -> None:
    rows: Rows = [["序号", heading, "具体事项"], [1, "甲", "甲一"], [2, "", "甲二"], [3, "乙", "乙一"]]
    built = taken(book(rows, ["B3:B4"]), "task-list")
    assert names(built) == ["甲一", "甲二", "乙一"]
    assert [item["extra"][heading] for item in built.items] == ["甲", "甲", "乙"]


def test_what_divides_an_item_is_its_sub_items() -> None:
    rows: Rows = [
        ["序号", "重点任务", "具体事项", "牵头部门"],
        [1, "甲", "甲一", "区公安局"],
        ["", "", "甲二", "区城管局"],
        [2, "乙", "", "区民政局"],
    ]
    built = taken(book(rows, ["A3:A4", "B3:B4"]), "task-list")
    assert names(built) == ["甲", "甲 / 甲一", "甲 / 甲二", "乙"]
    assert [item.get("lead_department") for item in built.items] == [None, "区公安局", "区城管局", "区民政局"]


def test_without_numbers_the_one_that_says_most_names_the_items() -> None:
    rows: Rows = [["工作任务", "具体事项", "牵头部门"], ["甲", "甲一", "区公安局"], ["", "甲二", "区公安局"]]
    assert names(taken(book(rows, ["A3:A4"]), "task-list")) == ["甲一", "甲二"]
