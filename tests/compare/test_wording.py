"""Legal tokens stay whole, and the pieces of a difference are both texts."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.compare.wording import differences, tokens


def shown(old: str, new: str) -> str:
    """The difference in one line: 消防〔-检查-〕〔+监督+〕."""
    marks = {"same": "{}", "old": "〔-{}-〕", "new": "〔+{}+〕"}
    return "".join(marks[piece.kind].format(piece.text) for piece in differences(old, new))


@pytest.mark.parametrize(
    "token",
    [
        "《中华人民共和国消防法》",
        "《关于修改〈城市绿化条例〉的决定》",
        "《关于印发《社区工作准入办法》的通知》",
        "第五条",
        "第三十二条之一",
        "第12条",
        "第一款",
        "第（三）项",
        "第2目",
        "5000元",
        "1,000.50元",
        "3万元",
        "五千元",
        "百分之三十",
        "12.5%",
        "30日",
        "三十个工作日",
        "15个工作日",
        "六个月",
        "2024年5月1日",
        "2024年5月",
        "二〇二四年五月一日",
        "2024-05-01",
        "5月1日",
        "500平方米",
        "JD003",
        "4203020011001000",
    ],
)
def test_what_a_lawyer_reads_as_one_word_is_one_token(token: str) -> None:
    assert tokens(f"在{token}内") == ["在", token, "内"]


def test_everything_else_is_characters() -> None:
    assert tokens("统一的JD-003：第 一次") == [*"统一的", "JD", "-", "003", *"：第 一次"]


_legal = st.lists(
    st.sampled_from(
        [
            "《消防法》",
            "《",
            "》",
            "第",
            "三十",
            "条",
            "之一",
            "12",
            "万元",
            "日",
            "年",
            ".",
            ",",
            "A",
            "街道",
        ]
    )
    | st.text(st.characters(exclude_categories=()), max_size=3),
    max_size=30,
).map("".join)


@given(_legal)
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


@given(_legal, _legal)
def test_the_pieces_are_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "old") == new
    assert all(piece.text for piece in pieces)


@given(_legal, _legal)
def test_what_was_stands_before_what_is_and_nothing_is_in_two_pieces(old: str, new: str) -> None:
    neighbours = {*pairwise(piece.kind for piece in differences(old, new))}
    assert neighbours <= {("same", "old"), ("same", "new"), ("old", "new"), ("old", "same"), ("new", "same")}


@given(_legal)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert [piece.kind for piece in differences(text, text)] == ["same"] * bool(text)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("消防安全检查", "消防安全监督检查", "消防安全〔+监督+〕检查"),
        ("依据《消防法》第五条", "依据《消防条例》第五条", "依据〔-《消防法》-〕〔+《消防条例》+〕第五条"),
        ("依第三十二条第一款", "依第三十二条之一第一款", "依〔-第三十二条-〕〔+第三十二条之一+〕第一款"),
        ("处500元以下罚款", "处5000元以下罚款", "处〔-500元-〕〔+5000元+〕以下罚款"),
        ("自2024年5月1日起", "自2024年5月10日起", "自〔-2024年5月1日-〕〔+2024年5月10日+〕起"),
        ("", "新增", "〔+新增+〕"),
        ("街道办事处", "", "〔-街道办事处-〕"),
    ],
)
def test_differences_are_whole_tokens(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_an_island_of_one_character_is_part_of_the_change() -> None:
    assert shown("对违反城市管理的处罚", "对违反市容管理的处罚") == "对违反〔-城市-〕〔+市容+〕管理的处罚"
    assert shown("公共安全办公室", "公众平安办公室") == "公〔-共安全-〕〔+众平安+〕办公室"


def test_a_token_between_two_changes_is_no_island() -> None:
    assert shown("由市局第五条处罚", "由区委第五条处理") == "由〔-市局-〕〔+区委+〕第五条处〔-罚-〕〔+理+〕"


def test_two_texts_that_share_next_to_nothing_are_not_interwoven() -> None:
    old = "乡镇人民政府、城市街道办事处应当指导、支持和帮助村民委员会、居民委员会开展群众性的消防工作。"
    new = "街道应当依法做好本辖区内的社区建设，督促物业落实责任。"
    assert shown(old, new) == f"〔-{old}-〕〔+{new}+〕"


def test_a_text_that_only_grew_shows_what_was_added() -> None:
    assert shown("每年一次。", "每年一次。" + "检查结果向社会公开。" * 9).startswith("每年一次。〔+")


@pytest.mark.parametrize("unit", ["的", "街道办事处应当", "《甲法》第一条", "《", "第一", "1,", "a1 "])
def test_long_texts_come_to_an_end_in_little_memory(unit: str) -> None:
    old = unit * (5_000 // len(unit))
    new = "".join(reversed(old)) + "完"
    tracemalloc.start()
    pieces = differences(old, new)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert peak < 5_000_000


def test_beyond_the_limit_all_that_is_between_differs() -> None:
    old, new = "头" + "甲乙" * 20_000 + "尾", "头" + "乙丙" * 20_000 + "尾"
    assert len(differences(old, new)) == 2
