"""QZ417, QZ418, QZ421: what the law leaves to the police, to nobody else, or to itself; QZ717: a name against its type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.cited import distinct
from qzqd.check.rule import Example, power, rule
from qzqd.kinds.powers import TYPES
from qzqd.locale import Text
from qzqd.open.registers import bare_title
from qzqd.read.problem import Problem
from qzqd.regex import regex
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.catalogue import Item
    from qzqd.open.registers import Registers

_PENALTY, _FORCE = "行政处罚", "行政强制"
_DETENTION = regex("拘留(?!所|审查|人员|证)|限制人身自由")
_CONDUCT = regex(
    "(?:被|逃避|妨碍|阻碍)(?:行政|治安)?拘留|(?:(?<!处)以|非法)[^的]*限制人身自由|限制人身自由[等的]*(?:手段|方[式法]|行为)"
)
"""Where liberty is taken by, or kept from, those who are punished."""
_POLICE = regex("公安|警|国家安全|国安|出入境|移民管理|派出所")
_ENTRUSTED = ("上级委托", "同级委托")
_EXECUTION = regex("代履行|强制执行|加处|滞纳金|划拨|拍卖|抵缴|拆除|强拆|清除|清理|铲除|排除妨碍|恢复原状")
"""What carries out a decision that was made is no measure, and article 17 does not speak of it."""


_PUBLIC_SECURITY = "law: 中华人民共和国治安管理处罚法, article: 26"


def _power(
    name: str,
    sort: str,
    authority: str = "街道办事处",
    source: str = "法定本级行使",
    basis: str = _PUBLIC_SECURITY,
) -> Example:
    lines = f"power_source: {source}", f"basis: [{{{basis}}}]"
    return Example("items:\n" + power(*lines, key="JD-01", name=name, power_type=sort, authority=authority))


@rule(
    "QZ417",
    "error",
    title=Text("公安机关以外的机关行使拘留", "Detention by others than the police"),
    why=Text(
        "限制人身自由的行政处罚权只能由公安机关和法律规定的其他机关行使（行政处罚法第十八条），不能下放给乡镇、街道，也不能由综合执法机构行使。",
        "Only the police, and what other body a law names, may take anybody's liberty (Administrative Penalties Law, 18). It "
        "cannot be handed down to a township or street, nor to a body of integrated enforcement.",
    ),
    fails=_power("对扰乱公共秩序行为的行政拘留", _PENALTY),
    passes=_power("对扰乱公共秩序行为的行政拘留", _PENALTY, "区公安分局"),
    quiet=lambda subject: "拘留" not in subject.names() and "人身自由" not in subject.names(),
)
def detention_by_others(subject: Subject) -> Iterator[Problem]:
    kind, body = subject.traits.field("type"), subject.traits.field("body")
    for index, item in subject.live if body else ():
        who = item.get(body, "")
        if (
            item.get(kind) == _PENALTY
            and who
            and not _POLICE.search(who)
            and _DETENTION.search(_CONDUCT.sub("", item["name"]))
        ):
            yield Problem(
                Text(
                    f"限制人身自由的行政处罚只能由公安机关等行使，{who}不能行使",
                    f"detention is for the police alone, not for {who}",
                ),
                ("items", index, body),
                Text("改写公安机关；不由公安机关行使的，删去拘留", "name the police, or leave detention out"),
                value=item["name"],
            )


@rule(
    "QZ418",
    "error",
    title=Text("委托行使行政强制措施", "Coercive measures by mandate"),
    why=Text(
        "行政强制措施权不得委托（行政强制法第十七条）。查封、扣押、冻结由法律、法规规定的机关在法定职权范围内实施，"
        "委托给谁都无效；依法下放、相对集中行使的，权力来源写明。",
        "The power to seal, seize or freeze cannot be entrusted (Administrative Coercion Law, 17): the body that a law names "
        "exercises it itself. Where it was lawfully handed down, the source of the power says so.",
    ),
    fails=_power("查封违法施工现场", _FORCE, source="同级委托"),
    passes=_power("查封违法施工现场", _FORCE),
    quiet=lambda subject: set(subject.column("power_source")).isdisjoint(_ENTRUSTED),
)
def coercion_by_mandate(subject: Subject) -> Iterator[Problem]:
    kind = subject.traits.field("type")
    for index, item in subject.live:
        source = item.get("power_source")
        if item.get(kind) == _FORCE and source in _ENTRUSTED and not _EXECUTION.search(item["name"]):
            yield Problem(
                Text(
                    f"行政强制措施不得委托，这里的权力来源是{source}",
                    f"{_FORCE} by {source}: it cannot be entrusted",
                ),
                ("items", index, "power_source"),
                Text(
                    "由法定机关自己行使，从清单里删去；不是委托的，改写权力来源",
                    "leave it to the body that the law names; if it was not entrusted, correct the source",
                ),
                value=item["name"],
            )


_LESSER = frozenset(("规范性文件", "党内法规", "标准"))
_RULES = frozenset(("部门规章", "地方政府规章"))
_CANNOT_CREATE = {_PENALTY: _LESSER, _FORCE: _LESSER | _RULES}
"""By type of power the levels that cannot create one."""
_HANDED_DOWN = frozenset(("上级下放", "上级授权", "同级授权", *_ENTRUSTED))
_STATE_COUNCIL = "国务院"


def _levels_suffice(subject: Subject) -> bool:
    lesser, registers = _CANNOT_CREATE[_FORCE], subject.registers

    def wanting(law: str, level: str | None) -> bool:
        return _level({"law": law, "level": level}, registers) in lesser

    return not subject.told("wanting", distinct(subject, "level"), wanting)


@rule(
    "QZ421",
    "warning",
    title=Text("处罚、强制没有上位法依据", "A penalty or coercive measure without a ground in law"),
    why=Text(
        "法律、法规、规章以外的文件不得设定行政处罚（行政处罚法第十六条），法律、法规以外的不得设定行政强制（行政强制法第十条、第十三条）。"
        "依据的级别全部知道（清单写明，或者登记簿有）、又全部不够的才提示；下放、授权、委托来的，依据是下放的决定，不提示。",
        "No document below a rule creates a penalty (Administrative Penalties Law, 16), none below a regulation a coercive measure "
        "(Administrative Coercion Law, 10 and 13). Told where the level of every ground is known, from the list or the register, and none suffices; what was handed down "
        "rests on that decision and is left alone.",
    ),
    fails=_power("占道经营的处罚", _PENALTY, basis="law: 茅箭区城市管理办法, level: 规范性文件, article: 3"),
    passes=_power(
        "占道经营的处罚", _PENALTY, basis="law: 湖北省城市管理办法, level: 地方政府规章, article: 3"
    ),
    quiet=_levels_suffice,
)
def created_below_law(subject: Subject) -> Iterator[Problem]:
    if subject.traits.declared.added == "delegated":
        return
    kind = subject.traits.field("type")
    for index, item in subject.live:
        cannot = _CANNOT_CREATE.get(item.get(kind, ""), frozenset())
        grounds = item.get("basis", ())
        if not cannot or not grounds or item.get("power_source") in _HANDED_DOWN:
            continue
        levels = [_level(ground, subject.registers) for ground in grounds]
        if cannot.issuperset(levels):
            names = listed(list(dict.fromkeys(map(str, levels))))
            yield Problem(
                Text(
                    f"{item[kind]}的依据只有{names.zh}，不能设定{item[kind]}",
                    f"{item[kind]} rests only on {names.en}, which cannot create one",
                ),
                ("items", index, "basis"),
                Text(
                    "补上设定它的法律、法规；没有的不能列入清单",
                    "add the law or regulation that creates it; without one it does not belong in the list",
                ),
                value=item["id"],
            )


def _level(ground: Item, registers: Registers) -> str | None:
    """What the register says, or the list; None for what nobody knows, and for what the State Council decided."""
    law = registers.law(ground["law"])
    if law is None and bare_title(ground["law"]).startswith(_STATE_COUNCIL):
        return None
    return law.level if law else ground.get("level")


_CALLED = {**{each: each for each in TYPES[:-1]}, "的处罚": _PENALTY}
"""How names end, and the type that they then tell of; the last type is what is none of these."""
_UPON = regex("撤销|注销|撤回|吊销|收回|追回|变更|延续|暂停|终止")
"""What is done to a permit, or a grant, that was given: it is of whatever type."""


@rule(
    "QZ717",
    "warning",
    title=Text("名称说的是另一种权力", "A name that tells of another type"),
    why=Text(
        "名称以“的处罚”“行政许可”这样的词结尾，权力类型却是另一种：分类型的小计、该有的依据和程序都会跟着错。"
        "类型是行政处罚的，由 QZ711 提示；撤销、注销行政许可这样的，类型由各地自定，不提示。",
        "A name that ends in 的处罚 or 行政许可 and has another type: subtotals, and what grounds and steps it has to have, go "
        "wrong with it. Of penalties QZ711 tells; what is done to a permit that was given, such as 注销行政许可, is of any type.",
    ),
    fails=_power("对未及时清扫积雪的处罚", "行政检查"),
    passes=_power("对未及时清扫积雪的处罚", _PENALTY),
    quiet=lambda subject: _called_as_told(subject),
)
def called_otherwise(subject: Subject) -> Iterator[Problem]:
    kind = subject.traits.field("type")
    types = subject.traits.fields.get(kind, {}).get("enum", ())
    if _PENALTY not in types:
        return
    for index, item in subject.live:
        name = item["name"]
        if _contradicts(name[-4:], item[kind]) and not _UPON.search(name):
            ending = _ending(name)
            yield Problem(
                Text(
                    f"名称以“{ending}”结尾，权力类型却是{item[kind]}",
                    f"the name ends in {ending}, and its type is {item[kind]}",
                ),
                ("items", index, kind),
                Text("核对名称和权力类型哪个正确", "see which of the two is right"),
                value=item["name"],
            )


def _ending(name: str) -> str:
    """As much of the end of a name as may tell of a type."""
    return name[-4:] if name[-4:] in _CALLED else name[-3:]


def _contradicts(end: str, told: str) -> bool:
    """Whether the last four characters of a name tell of another type than this one."""
    return told not in (_PENALTY, _CALLED.get(_ending(end), told))


def _called_as_told(subject: Subject) -> bool:
    names, types = subject.column("name"), subject.column(subject.traits.field("type"))
    ends = {*zip([name[-4:] for name in names], types, strict=False)}
    return len(names) == len(types) and not any(_contradicts(end, told) for end, told in ends)
