"""QZ506-QZ509: waivers, and who has to carry a list. Upheld by `qzqd coverage`, which sees all units at once."""

from __future__ import annotations

from qzqd.check.rule import Example, declare
from qzqd.locale import Text

_WAIVERS = {
    "kind": "waivers",
    "id": "example/waivers",
    "title": "豁免清单",
    "upstream": "{catalogue: example/list}",
}
_WAIVER = Example(
    "items:\n"
    "  - id: HM-01\n"
    "    name: 消防安全检查暂缓承接\n"
    "    units: [武当路街道]\n"
    "    upstream: JD-003\n"
    "    reason: 执法队伍组建中\n"
    '    approval: {body: 区委编办, date: "2025-06-01"}\n'
    '    until: "2026-12-31"\n',
    _WAIVERS,
    beside=(
        Example(
            "items:\n"
            "  - id: JD-003\n"
            "    name: 消防安全检查\n"
            "    power_type: 行政检查\n"
            "    authority: 街道办事处\n"
            "    basis: [{law: 中华人民共和国消防法, article: 31}]\n"
        ),
    ),
)
_BASELINE = Example(
    "items:\n"
    "  - id: JD-003\n"
    "    name: 消防安全检查\n"
    "    power_type: 行政检查\n"
    "    authority: 街道办事处\n"
    "    basis: [{law: 中华人民共和国消防法, article: 31}]\n",
    {"applies_to": '{type: [street], within: "420302"}'},
)

declare(
    "QZ506",
    "error",
    title=Text("豁免已经到期", "The waiver has ended"),
    why=Text(
        "豁免只管到写明的那一天。过了期，事项照常算作缺失或未承接；要么承接，要么重新批准。",
        "A waiver holds until the day it names. After that the item counts as missing again: adopt it, or have "
        "the waiver renewed.",
    ),
    fails=None,
    passes=_WAIVER,
    command="coverage",
)
declare(
    "QZ507",
    "warning",
    title=Text("豁免没有用上", "The waiver is not needed"),
    why=Text(
        "豁免的事项已经承接，或者单位本来就不必承接。留着它，以后真的缺了也看不出来。",
        "The item has been adopted, or the unit never had to. Kept, it would hide a gap that comes later.",
    ),
    fails=None,
    passes=_WAIVER,
    command="coverage",
)
declare(
    "QZ508",
    "error",
    title=Text("没有单位承接这份清单", "Nobody has to carry the list"),
    why=Text(
        "通用清单按单位统计。登记簿里没有一个单位符合 applies_to，覆盖率就没有对象，不能当作全部承接。",
        "A baseline is counted unit by unit. When no registered unit meets applies_to there is nothing to count, "
        "and nothing is not all.",
    ),
    fails=None,
    passes=_BASELINE,
    command="coverage",
)
declare(
    "QZ509",
    "warning",
    title=Text("不必承接的单位填报了承接情况", "An adoption by a unit that need not carry the list"),
    why=Text(
        "填报的单位不在应承接单位之列，这份承接情况就没有计入。多半是代码写错，或者单位没有登记。",
        "The unit is not among those the list applies to, so its adoption counts for nothing. Mostly a wrong code, "
        "or a unit that is not registered.",
    ),
    fails=None,
    passes=_BASELINE,
    command="coverage",
)
