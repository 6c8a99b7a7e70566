"""Brackets, title marks and quotation marks, and the years of document numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worded import codes, judge, quoted


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("《养犬条例规定", "《》"),
        ("养犬条例》规定", "《》"),
        ("》养犬《", "《》"),
        ("（见附件", "（）"),
        ("(见附件）和（乙", "（）"),
        ("见附件甲)", "（）"),
        ("〈养犬", "〈〉"),
        ("国发〔2020号", "〔〕"),
        ("“双随机检查", "“”"),
        ("《甲（乙》", "（）"),
        ("1）甲；2）乙（丙", "（）"),
    ],
)
def test_unbalanced(text: str, marks: str) -> None:
    (finding,) = judge(text, "note")
    assert finding.code == "QZ704"
    assert marks in finding.message.zh
    assert quoted(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "《〈养犬条例〉办法》（试行）“甲”〔2020〕",
        "（一）甲（乙（丙）丁）",
        "(甲）",
        "1)甲 2）乙",
        "如下:a)甲;b)乙",
        "一）甲；二）乙",
        "（包括1）甲；2）乙）",
        "（见附件一）",
        "(见附件1)",
        "》《".join(["《甲", "乙", "丙》"]),
    ],
)
def test_balanced(text: str) -> None:
    assert judge(text, "note") == []


def test_one_text_does_not_close_the_marks_of_another() -> None:
    assert codes(judge("《甲", "name", note="乙》")) == ["QZ704", "QZ704"]


def test_nested_title_marks() -> None:
    (finding,) = judge("关于印发《《养犬条例》办法》的通知")
    assert (finding.code, finding.fix) == ("QZ704", "关于印发《〈养犬条例〉办法》的通知")


@pytest.mark.parametrize(
    ("number", "mended"),
    [
        ("民发[2020]20号", "民发〔2020〕20号"),
        ("民发(2020)20号", "民发〔2020〕20号"),
        ("民发（1998）20号", "民发〔1998〕20号"),
        ("民发﹝2020﹞20号", "民发〔2020〕20号"),
        ("民发【2020】20号", "民发〔2020〕20号"),
        ("渝府办发〔202374号", "渝府办发〔2023〕74号"),
        ("渝府办发2023〕74号", "渝府办发〔2023〕74号"),
        ("国发〔2020]5 号", "国发〔2020〕5 号"),
    ],
)
def test_document_number(number: str, mended: str) -> None:
    (finding,) = judge(number, "repealed_by", repealed="2020-10-20")
    assert (finding.code, finding.fix) == ("QZ709", mended)


@pytest.mark.parametrize(
    "number",
    [
        "民发〔2020〕20号",
        "国务院令第722号",
        "国家发展改革委令2016年第44号",
        "目录（2016年本）",
        "民发〔2020〕5 号",
    ],
)
def test_sound_document_number(number: str) -> None:
    assert judge(number, "repealed_by", repealed="2020-10-20") == []


@given(st.text(alphabet="《》〈〉（）()〔〕“”甲1一a", min_size=1, max_size=25))
def test_first_look_misses_nothing(text: str) -> None:
    """The quick search on all texts at once finds whatever the slow count of one text finds."""
    depth = {"《》": 0, "〈〉": 0, "〔〕": 0, "“”": 0}
    loose = set()
    for character in text:
        for pair in depth:
            depth[pair] += (character == pair[0]) - (character == pair[1])
            if depth[pair] < 0:
                loose.add(pair)
    loose |= {pair for pair, count in depth.items() if count}
    said = "".join(finding.message.zh for finding in judge(text, "note") if finding.code == "QZ704")
    assert all(pair in said for pair in loose)
