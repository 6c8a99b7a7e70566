"""QZ506-QZ509, QZ550-QZ552, QZ560-QZ567, QZ590: waivers, and who has to carry a list in which edition. Upheld by `qzqd coverage`, which sees all units at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, Scene, declare, power, resting_on
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


_OFFICES, _POWERS, _DUTIES = (
    {"kind": "organisations"},
    {"kind": "delegated-powers"},
    {"kind": "main-responsibilities"},
)
_WAIVERS = {"kind": "waivers", "id": "example/waivers", "upstream": "{catalogue: example/list}"}
_STREET = '{code: "420302001", name: 东街街道}'
_UNIT = '  - {id: DJ, name: 东街街道, type: street, code: "420302001"%s}\n'
_OFFICE = "  - {id: JG-1, name: 党政办公室, type: 内设机构%s}\n"
_CENTRE = "  - {id: JG-2, name: 综合执法中心, type: 事业单位%s}\n"
_ADOPTED = "  - {id: CJ-1, name: 党政办公室, upstream: JG-1, status: %s}\n"


def _units(more: str = "") -> str:
    return Example(f"items:\n{more or _UNIT % ''}", {"kind": "units", "id": "example/units"}).text()


def _baseline(
    items: str = _OFFICE % "" + _CENTRE % "", kind: Mapping[str, str] = _OFFICES, **header: str
) -> str:
    return Example(f"items:\n{items}", {**kind, "applies_to": "{type: [street]}", **header}).text()


def _adoption(items: str = _ADOPTED % "adopted", **header: str) -> str:
    head = {
        "kind": "adoption",
        "id": "example/adoption",
        "jurisdiction": _STREET,
        "upstream": '{catalogue: example/list, edition: "2025-01-01"}',
        **header,
    }
    return Example(f"items:\n{items}", head).text()


def _scene(baseline: str = "", adoption: str = "", units: str = "", waivers: str = "") -> Scene:
    """What one street says of a list of two offices, of which it has adopted the first; any of it may be otherwise."""
    files = {
        "registers/units.yaml": units or _units(),
        "list.yaml": baseline or _baseline(),
        "adoption.yaml": adoption or _adoption(),
    }
    return Scene("coverage", {**files, "waivers.yaml": waivers} if waivers else files)


def _waiver(item: str, until: str) -> str:
    return Example(
        "items:\n"
        "  - id: HM-1\n"
        "    name: 暂缓设立\n"
        "    units: [东街街道]\n"
        f"    upstream: {item}\n"
        "    reason: 执法队伍组建中\n"
        '    approval: {body: 区委编办, date: "2024-06-01"}\n'
        f'    until: "{until}"\n',
        _WAIVERS,
    ).text()


_COUNTED = _scene()
_WAIVED = _scene(waivers=_waiver("JG-2", "2099-12-31"))
_NUMBERED = _baseline(_OFFICE % ", at_least: 4")
_EXTRA = "[{name: 乡村振兴办公室, reason: 任务较重, approval: {body: 区委编委, number: 编发〔2025〕1号}}]"
_TAKEN_OVER = (
    '  - {id: CJ-1, name: 违法建设处罚, upstream: FQ-1, status: adopted, accepted: "2025-02-01"%s}\n'
)


def _delegated(
    receiver: str = "东街街道", handover: str = "2025-01-01", more: str = "", **header: str
) -> Scene:
    handed = power(
        f"receiving_units: [{receiver}]",
        f'handover: "{handover}"',
        resting_on("中华人民共和国城乡规划法", 64),
        key="FQ-1",
        name="违法建设处罚",
        power_type="行政处罚",
    )
    return _scene(
        _baseline(handed, _POWERS, **header),
        _adoption(_TAKEN_OVER % more),
        units=_units(_UNIT % "" + '  - {id: XJ, name: 西街街道, type: street, code: "420302002"}\n'),
    )


_declare = partial(declare, command="coverage")
_DELEGATED = _delegated()
_TEAM = _baseline(_CENTRE % "" + "  - {id: JG-3, name: 执法一中队, type: 内设机构, parent: JG-2}\n")
_CENTRE_HELD = "  - {id: CJ-1, name: 综合执法中心, upstream: JG-2, status: %s}\n"
_TEAM_LACKING = "  - {id: CJ-2, name: 执法一中队, upstream: JG-3, status: not-adopted, reason: 没有编制}\n"
_DUTY = _baseline(
    "  - {id: ZZ-1, name: 防汛排涝, office: 应急管理办公室, counterparts: [市应急管理局], profiles: [街道]}\n",
    _DUTIES,
)
_ON_DUTY = _adoption("  - {id: CJ-1, name: 防汛排涝, upstream: ZZ-1, status: adopted}\n")

_declare(
    "QZ506",
    "error",
    title=Text("豁免已经到期", "The waiver has ended"),
    why=Text(
        "豁免只管到写明的那一天。过了期，事项照常算作缺失或未承接；要么承接，要么重新批准。",
        "A waiver holds until the day it names. After that the item counts as missing again: adopt it, or have "
        "the waiver renewed.",
    ),
    fails=_scene(waivers=_waiver("JG-2", "2024-12-31")),
    passes=_WAIVED,
)
_declare(
    "QZ507",
    "warning",
    title=Text("豁免没有用上", "The waiver is not needed"),
    why=Text(
        "豁免的事项已经承接，或者单位本来就不必承接。留着它，以后真的缺了也看不出来。",
        "The item has been adopted, or the unit never had to. Kept, it would hide a gap that comes later.",
    ),
    fails=_scene(waivers=_waiver("JG-1", "2099-12-31")),
    passes=_WAIVED,
)
_declare(
    "QZ508",
    "error",
    title=Text("没有单位承接这份清单", "Nobody has to carry the list"),
    why=Text(
        "通用清单按单位统计。登记簿里没有一个单位符合 applies_to，覆盖率就没有对象，不能当作全部承接。",
        "A baseline is counted unit by unit. When no registered unit meets applies_to there is nothing to count, "
        "and nothing is not all.",
    ),
    fails=Scene(
        "coverage",
        {"registers/units.yaml": _units(), "list.yaml": _baseline(applies_to="{type: [township]}")},
    ),
    passes=_COUNTED,
)
_declare(
    "QZ509",
    "warning",
    title=Text("不必承接的单位填报了承接情况", "An adoption by a unit that need not carry the list"),
    why=Text(
        "填报的单位不在应承接单位之列，这份承接情况就没有计入。多半是代码写错，或者单位没有登记。",
        "The unit is not among those the list applies to, so its adoption counts for nothing. Mostly a wrong code, "
        "or a unit that is not registered.",
    ),
    fails=_scene(adoption=_adoption(jurisdiction='{code: "420302009", name: 北街街道}')),
    passes=_COUNTED,
)
_UNSOUND = Text(
    "这样的文件照样能统计出一个比率，但比率不是真的：少算了单位，或者多算、少算了事项。",
    "A rate can be worked out all the same, but it is not true: units are left out, or items counted wrongly.",
)

_declare(
    "QZ550",
    "error",
    title=Text("应承接的单位没有计入", "A unit that has to carry the list is not counted"),
    why=Text(
        "承接情况按单位代码统计。登记簿里没有代码的单位、没有登记的单位都统计不到，分母就少了。",
        "Adoption is counted by the code of the unit. Without a code, or unregistered, a unit drops out of the "
        "denominator.",
    ),
    fails=_scene(units=_units(_UNIT % "" + "  - {id: XJ, name: 西街街道, type: street}\n")),
    passes=_COUNTED,
)
_declare(
    "QZ551",
    "error",
    title=Text("承接的版本不存在", "The edition that is adopted does not exist"),
    why=_UNSOUND,
    fails=_scene(adoption=_adoption(upstream='{catalogue: example/list, edition: "2026-01-01"}')),
    passes=_COUNTED,
)
_declare(
    "QZ555",
    "info",
    title=Text("现在不施行，没有计入", "Not in force, and not counted"),
    why=Text(
        "统计的是今天有效的清单、事项和填报。已经停止施行的、尚未施行的不计入，在这里说明，免得以为漏了。",
        "What is in force today is counted: lists, items and adoptions. What is so no longer or not yet is left out, and "
        "named here so that nobody thinks it was overlooked.",
    ),
    fails=_scene(_baseline(_OFFICE % "" + _CENTRE % ', effective: "2099-01-01"')),
    passes=_COUNTED,
)
_declare(
    "QZ552",
    "warning",
    title=Text("旧版不在工作区", "The older edition is not at hand"),
    why=Text(
        "单位承接的是旧版，要与现行版逐项对照才知道哪些事项改过。旧版不在工作区，只好都算待复核。",
        "A unit adopted an older edition. Which items have changed since can only be told by comparing; without "
        "the older edition all of them are outdated.",
    ),
    fails=_scene(adoption=_adoption(upstream='{catalogue: example/list, edition: "2024-01-01"}')),
    passes=_COUNTED,
)
_declare(
    "QZ560",
    "warning",
    title=Text("数量不够，或者没有填", "Too few, too many, or no number"),
    why=Text(
        "事项写了至少几个、至多几个的，按填报的数量核对。数量不够或者没有填，只能算部分承接。",
        "Where an item says how many there have to be, the number reported is checked against it. Too few, or no "
        "number at all, is no more than a part.",
    ),
    fails=_scene(_NUMBERED, _adoption(_ADOPTED % "adopted, count: 3")),
    passes=_scene(_NUMBERED, _adoption(_ADOPTED % "adopted, count: 4")),
)
_declare(
    "QZ562",
    "warning",
    title=Text("清单以外增设太多", "Too many set up beyond the list"),
    why=Text(
        "“5+X”的 X 有上限。超过的要撤并，或者改清单。",
        "The X of 5+X has a limit. Beyond that something is merged, or the list is changed.",
    ),
    fails=_scene(_baseline(additional_at_most="0"), _adoption(additional=_EXTRA)),
    passes=_scene(_baseline(additional_at_most="1"), _adoption(additional=_EXTRA)),
)
_declare(
    "QZ563",
    "error",
    title=Text("承接没有写清单要求的内容", "An adoption lacks what the list asks for"),
    why=Text(
        "清单的 requires_adoption 写明承接要有什么：三个日期、签署方、佐证。没有写，承接就没有运行确认。",
        "`requires_adoption` of the list says what an adoption has to have: three days, signatories, evidence. Without "
        "it nothing was confirmed.",
    ),
    fails=_delegated(requires_adoption="[accepted, signatories]"),
    passes=_delegated(
        more=", signatories: [区城管局, 东街街道]", requires_adoption="[accepted, signatories]"
    ),
)
_declare(
    "QZ564",
    "error",
    title=Text("承接早于移交", "Accepted before it was handed over"),
    why=Text(
        "先移交、后承接。承接日期早于移交日期的，至少有一个写错，或者没有权力就在行使。",
        "A power is handed over, then accepted. In another order a date is wrong, or it was exercised without being held.",
    ),
    fails=_delegated(handover="2025-03-01"),
    passes=_DELEGATED,
)
_declare(
    "QZ565",
    "warning",
    title=Text("单位没有写类别", "A unit without a class"),
    why=Text(
        "有的事项只对某一类乡镇（街道）。登记簿里没有写类别的单位，不知道哪些事项与它无关，只好都算应承接。",
        "Some items are for some classes of townships only. Of a unit without a class nobody knows which are not for it, "
        "so all count as due.",
    ),
    fails=_scene(_DUTY, _ON_DUTY),
    passes=_scene(_DUTY, _ON_DUTY, _units(_UNIT % ", profile: 街道")),
)
_declare(
    "QZ566",
    "warning",
    title=Text("不是给这个单位的事项，它填报了承接", "An adoption of what is not for this unit"),
    why=Text(
        "赋权事项有承接单位，主责事项有适用类别。不在其中的单位填报承接，没有计入，也没有权力行使。",
        "What is delegated has its receivers, and a responsibility its classes. A unit that is none of them has adopted "
        "nothing, and may not act on it.",
    ),
    fails=_delegated("西街街道"),
    passes=_DELEGATED,
)
_declare(
    "QZ567",
    "error",
    title=Text("不能不认领的事项写了未认领", "Unclaimed, where that is not for the unit to say"),
    why=Text(
        "赋权事项可以按能力认领，法定职权和规定的机构、机制不行。这样填的按未承接统计。",
        "What is delegated may be claimed or left; powers by law, offices and mechanisms may not. It counts as not adopted.",
    ),
    fails=_scene(adoption=_adoption(_ADOPTED % "unclaimed, reason: 没有编制")),
    passes=_COUNTED,
)
_declare(
    "QZ590",
    "error",
    title=Text("主项和子项的承接情况对不上", "A whole and its parts are not adopted alike"),
    why=Text(
        "主项已经承接，它的子项就都承接了；主项没有承接，子项也不会承接。对不上的，至少有一个填错，承接率就不是真的。只承接了"
        "一部分子项的，主项是部分承接。",
        "A whole that is adopted is so with all its parts; one that is not adopted has no part that is. Otherwise one of them "
        "is wrong, and so is the rate. Where some parts are adopted, the whole is adopted in part.",
    ),
    fails=_scene(_TEAM, _adoption(_CENTRE_HELD % "adopted" + _TEAM_LACKING)),
    passes=_scene(_TEAM, _adoption(_CENTRE_HELD % "partial, reason: 执法一中队没有编制" + _TEAM_LACKING)),
)
