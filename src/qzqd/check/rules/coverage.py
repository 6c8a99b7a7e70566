"""QZ506-QZ509, QZ550-QZ552, QZ560-QZ567: waivers, and who has to carry a list in which edition. Upheld by `qzqd coverage`, which sees all units at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import Example, declare
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.finding import Severity

_POWER = (
    "items:\n"
    "  - id: JD-003\n"
    "    name: 消防安全检查\n"
    "    power_type: 行政检查\n"
    "    authority: 街道办事处\n"
    "    basis: [{law: 中华人民共和国消防法, article: 31}]\n"
)
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
    beside=(Example(_POWER),),
)
_BASELINE = Example(
    _POWER,
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
_UNSOUND = Text(
    "这样的文件照样能统计出一个比率，但比率不是真的：少算了单位，或者多算、少算了事项。",
    "A rate can be worked out all the same, but it is not true: units are left out, or items counted wrongly.",
)

declare(
    "QZ550",
    "error",
    title=Text("应承接的单位没有计入", "A unit that has to carry the list is not counted"),
    why=Text(
        "承接情况按单位代码统计。登记簿里没有代码的单位、没有登记的单位都统计不到，分母就少了。",
        "Adoption is counted by the code of the unit. Without a code, or unregistered, a unit drops out of the "
        "denominator.",
    ),
    fails=None,
    passes=_BASELINE,
    command="coverage",
)
declare(
    "QZ551",
    "error",
    title=Text("承接的版本不存在", "The edition that is adopted does not exist"),
    why=_UNSOUND,
    fails=None,
    passes=_BASELINE,
    command="coverage",
)
declare(
    "QZ555",
    "info",
    title=Text("现在不施行，没有计入", "Not in force, and not counted"),
    why=Text(
        "统计的是今天有效的清单、事项和填报。已经停止施行的、尚未施行的不计入，在这里说明，免得以为漏了。",
        "What is in force today is counted: lists, items and adoptions. What is so no longer or not yet is left out, and "
        "named here so that nobody thinks it was overlooked.",
    ),
    fails=None,
    passes=_BASELINE,
    command="coverage",
)
declare(
    "QZ552",
    "warning",
    title=Text("旧版不在工作区", "The older edition is not at hand"),
    why=Text(
        "单位承接的是旧版，要与现行版逐项对照才知道哪些事项改过。旧版不在工作区，只好都算待复核。",
        "A unit adopted an older edition. Which items have changed since can only be told by comparing; without "
        "the older edition all of them are outdated.",
    ),
    fails=None,
    passes=_BASELINE,
    command="coverage",
)
_ADOPTED: tuple[tuple[str, Severity, Text, Text], ...] = (
    (
        "QZ560",
        "warning",
        Text("数量不够，或者没有填", "Too few, too many, or no number"),
        Text(
            "事项写了至少几个、至多几个的，按填报的数量核对。数量不够或者没有填，只能算部分承接。",
            "Where an item says how many there have to be, the number that is reported is held against it. Too few, or no "
            "number at all, is no more than a part.",
        ),
    ),
    (
        "QZ562",
        "warning",
        Text("清单以外增设太多", "Too many set up beyond the list"),
        Text(
            "“5+X”的 X 有上限。超过的要撤并，或者改清单。",
            "The X of 5+X has a limit. Beyond that something is merged, or the list is changed.",
        ),
    ),
    (
        "QZ563",
        "error",
        Text("承接没有写清单要求的内容", "An adoption lacks what the list asks for"),
        Text(
            "清单的 requires_adoption 写明承接要有什么：三个日期、签署方、佐证。没有写，承接就没有运行确认。",
            "`requires_adoption` of the list says what an adoption has to have: three days, signatories, evidence. Without "
            "it nothing was confirmed.",
        ),
    ),
    (
        "QZ564",
        "error",
        Text("承接早于移交", "Accepted before it was handed over"),
        Text(
            "先移交、后承接。承接日期早于移交日期的，至少有一个写错，或者没有权力就在行使。",
            "A power is handed over, then accepted. In another order a date is wrong, or it was exercised without being held.",
        ),
    ),
    (
        "QZ565",
        "warning",
        Text("单位没有写类别", "A unit without a class"),
        Text(
            "有的事项只对某一类乡镇（街道）。登记簿里没有写类别的单位，不知道哪些事项与它无关，只好都算应承接。",
            "Some items are for some classes of townships only. Of a unit without a class nobody knows which are not for it, "
            "so all count as due.",
        ),
    ),
    (
        "QZ566",
        "warning",
        Text("不是给这个单位的事项，它填报了承接", "An adoption of what is not for this unit"),
        Text(
            "赋权事项有承接单位，主责事项有适用类别。不在其中的单位填报承接，没有计入，也没有权力行使。",
            "What is delegated has its receivers, and a responsibility its classes. A unit that is none of them has adopted "
            "nothing, and may not act on it.",
        ),
    ),
    (
        "QZ567",
        "error",
        Text("不能不认领的事项写了未认领", "Unclaimed, where that is not for the unit to say"),
        Text(
            "赋权事项可以按能力认领，法定职权和规定的机构、机制不行。这样填的按未承接统计。",
            "What is delegated may be claimed or left; powers by law, offices and mechanisms may not. It counts as not adopted.",
        ),
    ),
)
for _code, _severity, _title, _why in _ADOPTED:
    declare(_code, _severity, title=_title, why=_why, fails=None, passes=_BASELINE, command="coverage")
