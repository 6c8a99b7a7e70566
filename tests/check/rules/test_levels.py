"""What a list says of an instrument, held against what it says elsewhere."""

from __future__ import annotations

import pytest

from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.open.registers import LawEntry, Registers
from qzqd.read.config import Config

REGISTERED = LawEntry("工伤保险条例", "行政法规", (("2010-12-20", 67),))


def judge(*grounds: str) -> list[tuple[str, str]]:
    """Code and place of what is found, the register knowing one regulation."""
    items = (
        f"  - {{id: A-{number}, name: 事项{number}, power_type: 行政检查, authority: 街道, basis: [{{{ground}}}]}}\n"
        for number, ground in enumerate(grounds)
    )
    engine = Engine(
        Config(select=("QZ1", "QZ4")), Registers(laws={REGISTERED.title: REGISTERED}, as_of="2025-01-01")
    )
    found = engine.check(Example("items:\n" + "".join(items)).source(), "a.yaml").findings
    return [(finding.code, finding.pointer) for finding in found if finding.code != "QZ406"]


@pytest.mark.parametrize(
    ("ground", "found"),
    [
        (
            "law: 报废机动车回收管理办法, level: 部门规章, number: 国务院令第715号",
            [("QZ410", "/items/0/basis/0/level")],
        ),
        ("law: 报废机动车回收管理办法, level: 行政法规, number: 国务院令第715号", []),
        ("law: 报废机动车回收管理办法, number: 国务院令第715号", []),
        ("law: 国务院对确需保留的决定, level: 规范性文件, number: 国务院令第412号", []),
        ("law: 沿海航标管理办法, level: 行政法规, number: 国务院批准 交通部令第8号", []),
        ("law: 桂林漓江保护办法, level: 地方政府规章, number: 自治区政府主席令第5号", []),
        (
            "law: 中华人民共和国某法, level: 地方性法规, number: 主席令第5号",
            [("QZ410", "/items/0/basis/0/level")],
        ),
        (  # amended by the State Council, and still cited with the order by which a ministry first published it
            "law: 工伤保险条例, level: 行政法规, edition: '2010-12-20', number: 劳动部令第5号",
            [],
        ),
        (
            "law: 沿海航标管理办法, level: 行政法规, edition: '2010-12-20', number: 交通部令第8号",
            [("QZ410", "/items/0/basis/0/level")],
        ),
        ("law: 工伤保险条例, level: 行政法规, number: 主席令第5号", [("QZ410", "/items/0/basis/0/number")]),
        (
            "law: 工伤保险条例, level: 部门规章, number: 国务院令第375号",
            [("QZ405", "/items/0/basis/0/level")],
        ),
    ],
)
def test_order_numbers_agree_with_levels(ground: str, found: list[tuple[str, str]]) -> None:
    assert judge(ground) == found


@pytest.mark.parametrize(
    ("law", "hardly"),
    [
        ("湖北省消防条例", True),
        ("重庆市养犬管理规定", True),
        ("女职工劳动保护特别规定实施办法", True),
        ("中华人民共和国道路运输条例", True),
        ("中华人民共和国户口登记条例", False),
        ("海南自由贸易港法", False),
        ("中华人民共和国民法典", False),
        ("全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定", False),
        ("重庆谈判办法学", False),
    ],
)
def test_what_is_called_otherwise_is_no_law(law: str, hardly: bool) -> None:
    assert judge(f"law: {law}, level: 法律") == ([("QZ411", "/items/0/basis/0/level")] if hardly else [])


def test_two_levels_are_told_once_at_the_less_usual() -> None:
    usual, other = "law: 湖北省消防条例, level: 地方性法规", "law: 湖北省消防条例, level: 规范性文件"
    assert judge(usual, usual, other, other, usual) == [("QZ412", "/items/2/basis/0/level")]
    assert judge(usual, "law: 湖北省消防条例", usual) == []


def test_a_level_that_has_a_finding_of_its_own_counts_for_no_second_one() -> None:
    assert judge("law: 湖北省消防条例, level: 地方性法规", "law: 湖北省消防条例, level: 法律") == [
        ("QZ411", "/items/1/basis/0/level")
    ]


def test_two_editions_are_told_at_the_older() -> None:
    new, old = 'law: 湖北省消防条例, edition: "2020-11-27"', 'law: 湖北省消防条例, edition: "2011"'
    assert judge(new, old, old) == [("QZ413", "/items/1/basis/0/edition")]
    assert judge(new, 'law: 湖北省消防条例, edition: "2020"') == []


def test_editions_of_what_is_registered_are_held_against_the_register() -> None:
    found = judge('law: 工伤保险条例, edition: "2003-04-27"', 'law: 工伤保险条例, edition: "2010-12-20"')
    assert found == [("QZ404", "/items/0/basis/0/edition")]
