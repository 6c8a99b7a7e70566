"""A legal basis that was written as text: the entries to paste, and the fix that writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.open.registers import Registers
from qzqd.read.config import Config

if TYPE_CHECKING:
    from qzqd.finding import Finding

HEAD = "items:\n  - id: JD-001\n    name: 检查\n    power_type: 行政检查\n    authority: 街道办事处\n"


def judge(basis: str) -> list[Finding]:
    return (
        Engine(Config(select=("QZ0", "QZ1")), Registers())
        .check(Example(f"{HEAD}    {basis}\n").source(), "a.yaml")
        .findings
    )


def test_a_text_is_shown_as_the_entries_that_it_stands_for() -> None:
    (finding,) = judge("basis: 《消防法》（2021年修正）第三十二条第一款；《湖北省消防条例》第十条至第十二条")
    assert finding.code == "QZ102"
    assert finding.message.zh == "basis（实施依据）写成了一段文字，没有分成条款"
    assert finding.paste == (
        'basis:\n  - {law: "消防法", edition: "2021", article: 32, paragraph: 1}\n'
        '  - {law: "湖北省消防条例", article: "10-12"}'
    )
    assert finding.fix == [
        {"law": "消防法", "edition": "2021", "article": 32, "paragraph": 1},
        {"law": "湖北省消防条例", "article": "10-12"},
    ]


def test_each_text_of_a_list_has_its_own() -> None:
    first, second = judge("basis:\n      - 《消防法》第三十二条、第三十三条\n      - 《消防条例》第十条")
    assert first.fix == [{"law": "消防法", "article": 32}, {"law": "消防法", "article": 33}]
    assert second.paste == '  - {law: "消防条例", article: 10}'


def test_words_before_a_full_width_colon_are_no_field() -> None:
    (finding,) = judge("basis: 《消防法》第三十二条：任何单位都有义务。")
    assert finding.fix == [{"law": "消防法", "article": 32, "quote": "任何单位都有义务。"}]


@pytest.mark.parametrize(
    ("basis", "doubt"),
    [
        ("《消防法》第三十条、三十一条", "缺“第”字：“三十一条”，按“第三十一条”读取"),
        ("《消防法》第三十条的其他情形", "没有读懂，原样保留：“的其他情形”"),
        ("【法规】《消防条例》第三十条", "这样的标注不说明效力级别，级别留空：“【法规】”"),
    ],
)
def test_there_is_no_fix_for_what_has_to_be_checked_first(basis: str, doubt: str) -> None:
    (finding,) = judge(f"basis: {basis}")
    assert finding.fix is None
    assert finding.paste
    assert finding.help is not None
    assert finding.help.zh.endswith(f"先核对：{doubt}")


def test_a_text_that_cites_nothing_is_told_as_any_other() -> None:
    (finding,) = judge("basis: 详见附表")
    assert (finding.fix, finding.paste) == (None, "")
    assert finding.message.zh == "basis（实施依据）应当是列表，这里是文字"


@pytest.mark.parametrize(
    ("article", "help"),
    [
        ("第三十二条", "写成数字，不加引号：32"),
        ("第三十二条之一", '写成 "32-1"'),
        ("第三十二条至第三十五条", '写成 "32-35"'),
        ("第三十二条、第三十四条", "每条写成一项依据，article 分别是 32、34"),
    ],
)
def test_an_article_in_words(article: str, help: str) -> None:
    (finding,) = judge(f"basis: [{{law: 消防法, article: {article}}}]")
    assert finding.help is not None
    assert finding.help.zh == help


def test_several_articles_are_several_entries() -> None:
    (finding,) = judge("basis: [{law: 消防法, article: [32, 33]}]")
    assert finding.help is not None
    assert finding.help.zh == "一处只能写一个：把“- ”开头的这一项照样写成 2 项，article 各写 32、33"


def test_hostile_text_is_pasted_as_yaml_that_says_it() -> None:
    (finding,) = judge('basis: "《消防法》第三条：甲\\n- {a: \\"b\\"}"')
    _, line = finding.paste.split("\n")
    assert line == '  - {law: "消防法", article: 3, quote: "甲\\n- {a: \\"b\\"}"}'
