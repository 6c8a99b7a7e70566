"""Cells that say what another cell says: above, beside, or somewhere that only a person can look."""

from __future__ import annotations

import pytest
from openpyxl.styles import Font

from office.importing.books import HEADINGS, Rows, book, names, row, taken, told

TWO = ["序号", "事项名称", "权力类型", "行使主体", "承办机构", "备注"]


@pytest.mark.parametrize(
    "said",
    ["同左", "同左。", "（同左）", "同 左", "同左列", "同左栏", "同左边一栏", "同左侧", "与左列相同", "同前栏", "同前一列", "见左栏", "同行使主体", "与行使主体一致"],
)  # fmt: skip
def test_what_is_the_same_as_beside_is_what_stands_there(said: str) -> None:
    rows: Rows = [
        TWO,
        [1, "甲检查", "行政检查", "市水务局", said],
        [2, "乙检查", "行政检查", "市水务局", "法规科"],
    ]
    built = taken(book(rows))
    assert [item["office"] for item in built.items] == ["市水务局", "法规科"]
    assert built.account.beside == 1
    assert not told(built, "reported")


@pytest.mark.parametrize("said", ["同右", "同右列", "同后栏", "与右边相同", "同承办机构"])
def test_what_is_the_same_as_further_on_is_what_stands_there(said: str) -> None:
    built = taken(book([TWO, [1, "甲检查", "行政检查", said, "市水务局"]]))
    assert built.items[0]["authority"] == "市水务局"


@pytest.mark.parametrize(
    "said", ["同上", "同上项", "同 上", "同上一项", "与上项相同", "同前", "如上", "同上栏", "同上。"]
)
def test_every_way_to_say_ditto_is_what_the_item_above_says(said: str) -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查"), [2, "乙检查", "", said, said, said]]
    first, second = taken(book(rows)).items
    assert [second[name] for name in ("power_type", "basis", "authority")] == [
        first[name] for name in ("power_type", "basis", "authority")
    ]


def test_a_ditto_of_a_ditto_is_followed() -> None:
    rows: Rows = [
        TWO,
        [1, "甲检查", "行政检查", "市水务局", "同左"],
        [2, "乙检查", "同上", "同上", "同左"],
        [3, "丙检查", "行政检查", "市公安局", "同上"],
    ]
    items = taken(book(rows)).items
    assert [item["office"] for item in items] == ["市水务局"] * 3
    assert items[1]["authority"] == "市水务局"


def test_the_column_beside_is_the_one_that_is_seen() -> None:
    def dress(page):  # type: ignore[no-untyped-def]
        page.column_dimensions["E"].hidden = True

    headings = ["序号", "事项名称", "权力类型", "行使主体", "内部", "承办机构"]
    rows: Rows = [headings, [1, "甲检查", "行政检查", "市水务局", "不公开", "同左"]]
    assert taken(book(rows, dress=dress)).items[0]["office"] == "市水务局"


def test_lines_of_one_item_are_each_the_same_as_beside() -> None:
    headings = ["序号", "事项名称", "权力类型", "实施依据", "责任事项依据"]
    law = "《中华人民共和国消防法》第三十二条"
    more = "《中华人民共和国水法》第六十条"
    rows: Rows = [headings, [1, "甲检查", "行政检查", law, "同左"], ["", "", "", more, "同左"]]
    (item,) = taken(book(rows)).items
    assert [each["law"] for each in item["duty_basis"]] == [each["law"] for each in item["basis"]]
    assert len(item["basis"]) == 2


@pytest.mark.parametrize(
    "said", ["同左", "同右", "见附件", "详见附件1", "同第3项", "同序号1", "见第2项", "见备注", "参见清单"]
)
def test_what_leads_nowhere_is_told_and_names_no_body(said: str) -> None:
    rows: Rows = [["序号", "事项名称", "备注", "权力类型", "行使主体", ""], [1, "甲检查", "", "", said]]
    built = taken(book(rows, title="行政检查清单"), "street-powers")
    assert "authority" not in built.items[0]
    assert built.items[0]["extra"]["行使主体"] == said
    assert "Sheet1!E3" in told(built, "reported")


def test_two_that_say_of_each_other_that_they_are_the_same_say_nothing() -> None:
    built = taken(book([TWO, [1, "甲检查", "行政检查", "同右", "同左"]]))
    assert built.items[0]["extra"] == {"行使主体": "同右", "承办机构": "同左"}
    assert set(told(built, "reported")) == {"Sheet1!D3", "Sheet1!E3"}


def test_a_note_may_send_the_reader_elsewhere() -> None:
    built = taken(book([TWO, [1, "甲检查", "行政检查", "市水务局", "法规科", "详见附件1"]]))
    assert built.items[0]["note"] == "详见附件1"
    assert not told(built, "reported")


def test_a_row_of_dittos_as_wide_as_can_be_is_followed_to_its_end() -> None:
    headings = [*TWO[:4], *(f"栏{at}" for at in range(990))]
    rows: Rows = [headings, [1, "甲检查", "行政检查", "市水务局", *["同左"] * 990]]
    built = taken(book(rows))
    assert built.items[0]["extra"]["栏989"] == "市水务局"


@pytest.mark.parametrize("struck", [False, True])
def test_a_ditto_below_a_row_that_is_left_out_repeats_nothing(struck: bool) -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查"), [2, "乙", "", "行政处罚"], [3, "丙", "", "同上"]]

    def leave_out(sheet):  # type: ignore[no-untyped-def]
        sheet.row_dimensions[4].hidden = not struck
        for cell in sheet[4]:
            cell.font = Font(strike=struck)

    built = taken(book(rows, dress=leave_out))
    assert names(built) == ["甲检查", "丙"]
    assert built.items[1]["extra"] == {"权力类型": "同上"}
    assert built.account.repeated == 0


def test_a_ditto_of_what_there_is_none_of_is_none() -> None:
    rows: Rows = [
        ["序号", "事项名称", "权力类型", "行使主体"],
        [1, "甲检查", "行政检查", "无"],
        [2, "乙检查", "行政检查", "同上"],
    ]
    first, second = taken(book(rows), "street-powers").items
    assert first["authority"] == second["authority"]


@pytest.mark.parametrize("ditto", ["同上", "〃", '"', "（同上）"])
def test_a_ditto_is_what_the_item_above_says(ditto: str) -> None:
    rows: Rows = [
        HEADINGS,
        row(1, "甲检查"),
        *([n, name, "", ditto, ditto, ditto, ditto] for n, name in ((2, "乙检查"), (3, "丙检查"))),
        [4, "丁检查", "", "行政处罚", "《中华人民共和国消防法》第六十条", "市公安局", "每季"],
        [5, "戊检查", "", ditto, "", ditto, ditto],
    ]
    built = taken(book(rows))
    first, second, third, _, fifth = built.items
    for each in (second, third):
        assert [each[name] for name in ("power_type", "authority", "basis")] == [
            first[name] for name in ("power_type", "authority", "basis")
        ]
        assert each["extra"] == {"备注": ditto}, "the note above it is empty"
    assert [fifth[name] for name in ("power_type", "authority", "note")] == ["行政处罚", "市公安局", "每季"]
    assert built.account.repeated == 9
    assert {why for why in told(built, "reported").values() if "同上" in why} == {
        "备注：写的是同上，紧挨着的上一项却没有内容可照填，或者看不见；原文保留为其他栏目"
    }


def test_dittos_are_counted_in_every_column_that_is_read() -> None:
    rows: Rows = [
        [*HEADINGS, "甲栏", "乙栏"],
        [*row(1, "甲检查"), "一", "二"],
        [*row(2, "乙检查"), "同上", "同上"],
    ]
    assert taken(book(rows)).account.repeated == 2


def test_a_ditto_in_a_further_row_of_an_item_says_nothing_new() -> None:
    rows: Rows = [HEADINGS, row(1, "甲检查"), ["", "", "", "", "《水法》第一条", "同上", "同上"]]
    (item,) = taken(book(rows)).items
    assert item["authority"] == "市水务局"
    assert item["extra"] == {"备注": "同上"}


def test_a_ditto_below_a_row_that_makes_no_item_is_what_that_row_says() -> None:
    headings = ["序号", "事项名称", "权力类型", "行使主体", "处理决定"]
    rows: Rows = [
        headings,
        [1, "甲检查", "行政检查", "甲局", "保留"],
        [2, "乙检查", "行政许可", "乙局", "取消"],
        [3, "丙检查", "同上", "同上", "保留"],
        [4, "", "行政处罚", "丁局", "保留"],
        [5, "戊检查", "同上", "同上", "同上"],
    ]
    built = taken(book(rows))
    assert [(item["name"], item["power_type"], item["authority"]) for item in built.items] == [
        ("甲检查", "行政检查", "甲局"),
        ("丙检查", "行政许可", "乙局"),
        ("戊检查", "行政处罚", "丁局"),
    ]


def test_a_ditto_of_cancelled_is_cancelled() -> None:
    headings = ["序号", "事项名称", "权力类型", "处理决定"]
    rows: Rows = [
        headings,
        [1, "甲", "行政检查", "取消"],
        [2, "乙", "行政检查", "同上"],
        [3, "丙", "行政检查", "〃"],
    ]
    assert not taken(book(rows)).items
