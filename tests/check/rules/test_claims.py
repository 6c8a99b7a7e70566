"""Published figures can be worked out: nothing is missing from the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from judging import judge

from qzqd.check.rule import RULES
from qzqd.open.summary import Summary

if TYPE_CHECKING:
    from qzqd.finding import DataPath

CLAIMS = {"kind": "claims"}
ROW = "  - {id: GB-%d, name: 数据%d, figure: %s, value: %s, place: {paragraph: 1}%s}\n"


def claims(*extra: str) -> list[tuple[str, str]]:
    rows = [ROW % (1, 1, "313项", "313", ""), ROW % (2, 2, "15项", "15", "")]
    rows += [ROW % (n, n, "95.2%", "95.2", f", {more}") for n, more in enumerate(extra, 3)]
    return [(found.code, found.message.zh) for found in judge("items:\n" + "".join(rows), CLAIMS)]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("operation: decrease, operands: [GB-1, GB-2]", []),
        ("operation: sum, operands: [GB-1, GB-2, GB-1]", []),
        ("operation: decrease", [("QZ212", "写了 operation，没有写 operands")]),
        ("operands: [GB-1, GB-2]", [("QZ212", "写了 operands，没有写 operation")]),
        ("operation: share, operands: [GB-1, GB-2, GB-1]", [("QZ212", "share 只用两个数，写了 3 个")]),
        (
            "operation: sum, operands: [GB-1, GB-2], recount: {catalogue: a/b}",
            [("QZ212", "既有 operation 又有 recount")],
        ),
        ("operation: decrease, operands: [GB-1, GB-20]", [("QZ311", "清单里没有数据 GB-20")]),
    ],
)
def test_a_working_is_whole(more: str, told: list[tuple[str, str]]) -> None:
    assert claims(more) == told


def test_figures_may_have_decimals_and_a_range() -> None:
    body = "items:\n" + ROW % (1, 1, "5.5-6个", "5.5", ", upper: 6, rounding: 左右")
    assert judge(body, CLAIMS) == []


def printed(figure: str, more: str) -> list[tuple[str, str]]:
    body = f'items:\n  - {{id: GB-1, name: 数据, figure: "{figure}", place: {{paragraph: 1}}, {more}}}\n'
    return [(found.code, found.message.zh) for found in judge(body, CLAIMS)]


@pytest.mark.parametrize(
    ("figure", "more"),
    [
        ("208项", "value: 208, measure: 项"),
        ("２０８项", "value: 208, measure: 项"),
        ("5,000户", "value: 5000, measure: 户"),
        ("16 625 814人次", "value: 16625814, measure: 人次"),
        ("3144.98万元", "value: 31449800, measure: 元"),
        ("3144.98万元", "value: 3144.98, measure: 万元"),
        ("32.7亿元", "value: 3270000000, measure: 元"),
        ("1.2万亿元", "value: 1200000000000, measure: 元"),
        ("10余万次", "value: 100000, measure: 次, rounding: 余"),
        ("1万2千人", "value: 12000, measure: 人"),
        ("一万两千人", "value: 12000, measure: 人"),
        ("三千五百户", "value: 3500, measure: 户"),
        ("二十余万人", "value: 200000, measure: 人, rounding: 余"),
        ("上百家", "value: 100, measure: 家, rounding: 以上"),
        ("5千克", "value: 5, measure: 千克"),
        ("100-200万人", "value: 1000000, upper: 2000000, measure: 人"),
        ("5-6个", "value: 5, upper: 6, measure: 个"),
        ("五办", "value: 5, measure: 个"),
        ("5办3中心", "value: 5, measure: 个"),
        ("5个百分点", "value: 5, measure: 百分点"),
        ("百分之八十六", 'value: 86, measure: "%"'),
        ("86％", 'value: 86, measure: "%"'),
        ("三分之二以上", 'value: 66.67, measure: "%", rounding: 以上'),
        ("一多半", 'value: 50, measure: "%", rounding: 多'),
        ("减少九成", 'value: 90, measure: "%"'),
        ("两三百户", "value: 200, upper: 300, measure: 户"),
        ("一次不用跑", "value: 0, measure: 次"),
        ("全覆盖", 'value: 100, measure: "%"'),
        ("36项，同比减少21.7%", "value: 46, measure: 项, provenance: derived"),
    ],
)
def test_what_is_printed_may_be_entered(figure: str, more: str) -> None:
    assert printed(figure, more) == []


@pytest.mark.parametrize(
    ("figure", "more", "told"),
    [
        ("208项", "value: 280", "公布的是“208项”，写成了 280"),
        ("10万余次", "value: 10000", "公布的是“10万余次”，写成了 10000"),
        ("3144.98万元", "value: 31449800, measure: 万元", "公布的是“3144.98万元”，写成了 31449800万"),
        ("五办", "value: 6", "公布的是“五办”，写成了 6"),
        ("百分之八十六", "value: 85", "公布的是“百分之八十六”，写成了 85"),
        ("5-6个", "value: 5, upper: 9", "公布的是“5-6个”，写成了 9"),
        ("208项", "value: 208, measure: 个", "公布的是“208项”，单位写成了 个"),
        ("86%", "value: 86, measure: 项", "公布的是“86%”，单位写成了 项"),
        ("86项", 'value: 86, measure: "%"', "公布的是“86项”，单位写成了 %"),
        ("208项", "value: 0", "公布的是“208项”，写成了 0"),
    ],
)
def test_what_is_not_printed_is_told(figure: str, more: str, told: str) -> None:
    assert printed(figure, more) == [("QZ213", told)]


def conditions(**recount: Any) -> list[tuple[str, DataPath, str]]:
    asked = Summary(id="a/claims", kind="claims", counted={"0": {"catalogue": "a/powers", **recount}})
    across = RULES["QZ314"].across
    assert across is not None
    found = across([Summary(id="a/powers", kind="street-powers"), asked])
    return [
        (problem.message.zh, problem.path, problem.help.zh if problem.help else "") for _, problem in found
    ]


def test_conditions_can_be_met() -> None:
    assert (
        conditions(where={"authority": "街道办事处", "power_source": "法定本级行使"}, distinct="level") == []
    )
    assert conditions(where={"level": "省", "power_type": "行政审批"}) == []
    place = ("items", 0, "recount")
    assert conditions(where={"authorty": "街道办事处"}) == [
        ("这种清单的事项没有字段 authorty", (*place, "where", "authorty"), "是否想写 authority？")
    ]
    assert conditions(where={"level": "区"}) == [
        ("level（行使层级）没有“区”这个值", (*place, "where", "level"), "qzqd kinds 列出各种清单的字段")
    ]
    assert conditions(distinct="typ")[0][1] == (*place, "distinct")
    assert conditions(within="420302")[0][1] == (*place, "within")
    assert conditions(within="420302", adoption="units") == []
