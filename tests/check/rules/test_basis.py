"""Legal basis: held against a register of four laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qzqd.check.engine import Engine
from qzqd.check.implied import set_apart
from qzqd.check.rule import Example
from qzqd.open.registers import LawEntry, Registers
from qzqd.read.config import Config

if TYPE_CHECKING:
    from qzqd.finding import Finding

TODAY = "2025-06-01"
FIRE = "中华人民共和国消防法"


def law(title: str, level: str, *editions: tuple[str, int], **end: str) -> LawEntry:
    return LawEntry(title, level, editions, **end)


LAWS = [
    law(FIRE, "法律", ("2008-10-28", 74), ("2019-04-23", 74), ("2021-04-29", 75)),
    law("个体工商户条例", "行政法规", ("2016-02-06", 30), repealed="2022-11-01", superseded_by="促进个体工商户发展条例"),
    law("实施《中华人民共和国外国制裁法》的规定", "行政法规", ("2025-03-21", 0)),
    law("中医药条例", "行政法规", ("2003-04-07", 39), superseded_by="中华人民共和国中医药法"),
    law("将废止的条例", "行政法规", ("2003-04-07", 39), repealed="2025-06-02", repealed_by="国务院令第800号"),
    law("城市市容和环境卫生管理条例", "行政法规", ("2017-03-01", 45)),
]  # fmt: skip
REGISTERS = Registers(laws={entry.title: entry for entry in LAWS} | {"消防法": LAWS[0]}, as_of="2025-04-05")


def judge(
    *grounds: str,
    rest: str = "",
    power_type: str = "行政检查",
    registers: Registers = REGISTERS,
    header: dict[str, str] | None = None,
) -> list[Finding]:
    grounded = "".join(f"      - {{{ground}}}\n" for ground in grounds)
    body = (
        f"items:\n  - id: JD-001\n    name: 检查\n    power_type: {power_type}\n    authority: 街道办事处\n"
        f"    basis:\n{grounded}{rest}"
    )
    engine = Engine(Config(select=("QZ1", "QZ4"), today=TODAY), registers)
    return engine.check(Example(body, header or {}).source(), "a.yaml").findings


def codes(*grounds: str, **more: Any) -> list[str]:
    return [finding.code for finding in judge(*grounds, **more)]


@pytest.mark.parametrize(
    ("ground", "found"),
    [
        ("article: 75", []),
        ("article: 76", ["QZ402"]),
        ("article: 75-1", []),
        ("article: 76-1", ["QZ402"]),
        ("article: 32-35", []),
        ("article: 74-76", ["QZ402"]),
        ('edition: "2021", article: 75', []),
        ('edition: "2019-04-23", article: 75', ["QZ402", "QZ404"]),
        ('edition: "2019", article: 74', ["QZ404"]),
        ('edition: "2012", article: 75', ["QZ404"]),
        ('edition: "2012", article: 76', ["QZ402", "QZ404"]),
        ('edition: "2021-12-01", article: 99', ["QZ408"]),
        ('edition: "2023"', ["QZ408"]),
        ('edition: "2025-04-04"', ["QZ408"]),
        ('edition: "2025-05-01", article: 99', []),
        ('edition: "2025"', []),
        ('edition: "2026"', []),
        ('edition: "2021-04"', []),
        ('edition: "2019-04"', ["QZ404"]),
        ('edition: "2021-04-01", article: 76', ["QZ402", "QZ408"]),
        ('edition: "2021-01-28"', ["QZ404"]),
        ('edition: "2019-04-01"', ["QZ404"]),
        ("level: 法律", []),
        ("level: 行政法规", ["QZ405"]),
    ],
)
def test_article_edition_and_level(ground: str, found: list[str]) -> None:
    assert codes(f"law: {FIRE}, {ground}") == found


def test_the_last_article_of_a_range_is_looked_up() -> None:
    (finding,) = judge(f"law: {FIRE}, article: 74-80")
    assert finding.message.zh == f"《{FIRE}》没有第 80 条：2021-04-29 版最后一条是第 75 条"


def test_the_day_of_adoption_is_told_with_the_edition_that_is_meant() -> None:
    (finding,) = judge(f'law: {FIRE}, edition: "2021-04-01"')
    assert (finding.code, finding.severity) == ("QZ408", "info")
    assert finding.help is not None
    assert finding.help.zh == "所引多半是通过日期；版本写公布日期：2021-04-29"
    (finding,) = judge(f'law: {FIRE}, edition: "2019-04-01"')
    assert (
        finding.message.zh
        == f"引用的是《{FIRE}》的 2019-04-23 版（2019-04-01 多半是通过日期），最新的是 2021-04-29 版"
    )


def test_last_article_that_is_unknown() -> None:
    assert codes("law: 实施《中华人民共和国外国制裁法》的规定, article: 500") == []


@pytest.mark.parametrize("title", [FIRE, "消防法", "《消防法》", "《中华人民共和国消防法》"])
def test_titles_the_register_knows(title: str) -> None:
    assert "QZ402" in codes(f"law: {title}, article: 99")
    assert "QZ406" not in codes(f"law: {title}")


@pytest.mark.parametrize(
    "title", ["实施《中华人民共和国外国制裁法》的规定", "实施〈中华人民共和国外国制裁法〉的规定"]
)
def test_inner_title_marks(title: str) -> None:
    assert codes(f"law: {title}, level: 法律") == ["QZ405"]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("个体工商户条例", "《个体工商户条例》已于 2022-11-01 废止"),
        ("中医药条例", "《中医药条例》已经失效"),
        ("将废止的条例", None),
    ],
)
def test_no_longer_in_force(title: str, said: str | None) -> None:
    findings = judge(f'law: {title}, level: 法律, edition: "1990", article: 999')
    assert [finding.message.zh for finding in findings if finding.code == "QZ403"] == ([said] if said else [])
    if said:
        assert len(findings) == 1, "what has ended is not held against its articles and editions too"


def test_successor_is_named() -> None:
    (finding,) = judge("law: 个体工商户条例")
    assert finding.help is not None
    assert "《促进个体工商户发展条例》" in finding.help.zh
    assert "《促进个体工商户发展条例》" in finding.help.en


def test_a_list_that_has_ended_is_judged_as_of_its_end() -> None:
    assert codes("law: 个体工商户条例", header={"repealed": '"2022-10-31"'}) == []
    assert codes("law: 个体工商户条例", header={"repealed": '"2022-11-01"'}) == ["QZ403"]


def test_cancelled_item_may_cite_what_was_in_force() -> None:
    assert codes("law: 个体工商户条例, article: 99", rest='    repealed: "2022-11-01"\n') == []


@pytest.mark.parametrize(
    ("ground", "guess"),
    [
        ("law: 中华人民共和国消防发", FIRE),
        ("law: 中华人民共和国消防发, level: 法律", FIRE),
        ("law: 城市市容环境卫生管理条例, level: 行政法规", "城市市容和环境卫生管理条例"),
        ("law: 城市市容环境卫生管理条例, level: 地方性法规", "城市市容和环境卫生管理条例"),
        ("law: 中华人民共和国城市市容和环境卫生管理条例", "城市市容和环境卫生管理条例"),
        ("law: 不相干的规定", ""),
        ("law: 湖北省消防条例, level: 地方性法规", None),
        ("law: 十堰市城市市容和环境卫生管理条例, level: 地方性法规", None),
        ("law: 公安部规定, level: 部门规章", None),
    ],
)
def test_unknown_law(ground: str, guess: str | None) -> None:
    findings = judge(ground)
    assert [(finding.code, finding.severity) for finding in findings] == (
        [] if guess is None else [("QZ406", "info")]
    )
    for finding in findings:
        assert "2025-04-05" in finding.message.zh
        assert finding.help is not None
        assert ("是否想写" in finding.help.zh) is bool(guess)
        assert guess in finding.help.zh if guess else True


def test_unknown_law_is_told_once_and_how_often_it_is_cited() -> None:
    found = judge("law: 不相干的规定, article: 1", "law: 不相干的规定, article: 2")
    assert [finding.pointer for finding in found] == ["/items/0/basis/0/law"]
    assert "共 2 处" in found[0].message.zh


def test_no_statute_is_suggested_for_a_real_instrument_of_another_sort() -> None:
    assert judge("law: 城市市容和环境卫生管理办法, level: 部门规章") == []
    (found,) = judge("law: 中医药办法")
    assert found.help is not None
    assert "是否想写" not in found.help.zh


def test_unknown_law_is_silent_where_its_title_has_a_finding_of_its_own() -> None:
    engine = Engine(Config(today=TODAY), REGISTERS)
    body = "items:\n  - {id: A, name: 检查, power_type: 行政检查, authority: 街道, basis: [{law: 不相干 的规定}]}\n"
    told, implied = set_apart(engine.check(Example(body).source(), "a.yaml").findings)
    assert [finding.code for finding in told] == ["QZ705"]
    assert [finding.code for finding in implied] == ["QZ406"]


def test_a_main_item_may_leave_its_grounds_to_its_sub_items() -> None:
    def lacking(*sub_items: str) -> list[str | None]:
        rows = "".join(
            f"  - {{id: {row}, power_type: 行政检查, authority: 街道}}\n"
            for row in ("A, name: 甲", *sub_items)
        )
        engine = Engine(Config(select=("QZ401",), today=TODAY), REGISTERS)
        return [found.item for found in engine.check(Example(f"items:\n{rows}").source(), "a.yaml").findings]

    rests, lacks = "B, name: 乙, parent: A, basis: [{law: 消防法}]", "C, name: 丙, parent: A"
    assert lacking() == ["A"]
    assert lacking(rests) == []
    assert lacking(rests, lacks) == ["C"]
    assert lacking(lacks) == ["A", "C"]


def test_empty_register_says_nothing() -> None:
    assert judge(f"law: {FIRE}发, article: 999", registers=Registers()) == []


@pytest.mark.parametrize(
    ("grounds", "sound"),
    [
        (["law: 湖北省办法, level: 地方政府规章"], False),
        (["law: 某办法, level: 部门规章", "law: 某通知, level: 规范性文件"], False),
        (["law: 湖北省办法, level: 地方政府规章", f"law: {FIRE}"], True),
        (["law: 湖北省条例, level: 地方性法规"], True),
        (["law: 恩施州条例, level: 自治条例和单行条例"], True),
        (["law: 湖北省办法"], True),
        (["law: 国务院对确需保留的行政审批项目设定行政许可的决定, level: 规范性文件"], True),
        (["law: 某决定, level: 国务院决定"], True),
        (["law: 某规范, level: 标准"], False),
    ],
)
def test_licence_needs_law(grounds: list[str], sound: bool) -> None:
    assert ("QZ407" not in codes(*grounds, power_type="行政许可")) is sound
    assert "QZ407" not in codes(*grounds)


@pytest.mark.parametrize(
    ("title", "fix"),
    [
        ("《消防法》", "消防法"),
        ("《实施〈消防法〉办法》", "实施《消防法》办法"),
    ],
)
def test_title_in_title_marks(title: str, fix: str | None) -> None:
    findings = [finding for finding in judge(f"law: {title}") if finding.code == "QZ409"]
    assert [finding.fix for finding in findings] == [fix]


@pytest.mark.parametrize("title", ["《甲法》实施细则", "《甲条例》若干规定（试行）"])
def test_title_of_an_instrument_that_belongs_to_another(title: str) -> None:
    assert "QZ409" not in codes(f"law: {title}")


def test_title_that_begins_with_title_marks_by_right() -> None:
    title = "《甲法》附件一"
    registers = Registers(laws={title: law(title, "法律", ("2020-01-01", 3))}, as_of="2025-04-05")
    assert judge(f"law: {title}", registers=registers) == []


def test_duties_of_departments_are_held_against_the_register_too() -> None:
    duty = f"    duties:\n      - {{name: 受理, basis: [{{law: {FIRE}, article: 99}}]}}\n"
    (finding,) = judge(f"law: {FIRE}, article: 1", rest=duty, header={"kind": "department-powers"})
    assert finding.pointer == "/items/0/duties/0/basis/0/article"
