"""QZ5xx: what a unit says of the items of a list that it has to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.ledger import in_each, times_out_of_order
from qzqd.check.needs import required_field_rule
from qzqd.check.rule import Example, power, resting_on, rule, rule_across
from qzqd.kinds.traits import Archetype, archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.summary import Summary

_BASELINE = Example("items:\n" + power(resting_on(article=31), key="JD-003"), {"id": "example/powers"})
_UNIT = {
    "kind": "adoption",
    "jurisdiction": '{code: "420302001", name: 武当路街道}',
    "upstream": '{catalogue: example/powers, edition: "2025-01-01"}',
}
_ITEM = "items:\n  - id: JD-003\n    name: 消防安全检查\n    upstream: JD-003\n    status: %s\n"
_REASON = "    reason: 辖区没有此类场所\n"
_APPROVAL = '    approval: {body: 区委编办, date: "2025-06-01"}\n'

required_field_rule(
    "QZ501",
    _UNIT,
    _ITEM % "not-adopted",
    _REASON,
    beside=(_BASELINE,),
    title=Text("没有承接却没有理由", "Not adopted, and no reason"),
    why=Text(
        "未承接、部分承接和不适用都要写明理由，否则分不清是接不住、不该接还是漏了。",
        "Whatever is not adopted in full has a reason. Without one nobody can tell whether the unit cannot, "
        "need not, or forgot to.",
    ),
)
required_field_rule(
    "QZ502",
    _UNIT,
    _ITEM % "not-applicable" + _REASON,
    _APPROVAL,
    beside=(_BASELINE,),
    title=Text("不适用没有认定机关", "Not applicable without a decision"),
    why=Text(
        "不适用的事项不计入应承接数，所以不能由单位自己说了算，要有认定的机关。",
        "An item that does not apply is not counted as required, so a unit cannot decide that for itself.",
    ),
)
required_field_rule(
    "QZ503",
    _UNIT,
    _ITEM % "returned",
    "    returned_to: 区消防救援大队\n",
    beside=(_BASELINE,),
    title=Text("已收回没有写收回部门", "Returned to nobody"),
    why=Text(
        "收回的事项要有部门接手；不写部门，事项就悬空了。",
        "A power that is taken back goes to a department. If none is named, nobody exercises it.",
    ),
)

_ADOPTED = _ITEM % "adopted" + '    accepted: "2025-05-01"\n    started: "%s"\n    confirmed: "2025-09-01"\n'


@rule(
    "QZ504",
    "error",
    title=Text("承接、运行、确认的日期颠倒", "Acceptance, start and confirmation out of order"),
    why=Text(
        "先承接，再运行，后确认。次序颠倒的，至少有一个日期写错，或者确认走了过场。",
        "A power is accepted, then put into operation, then confirmed. In another order a date is wrong, or "
        "nothing was confirmed.",
    ),
    fails=Example(_ADOPTED % "2025-04-01", _UNIT, beside=(_BASELINE,)),
    passes=Example(_ADOPTED % "2025-06-01", _UNIT, beside=(_BASELINE,)),
)
def steps_out_of_order(subject: Subject) -> Iterable[Problem]:
    return in_each(subject, times_out_of_order) if subject.archetype is Archetype.ADOPTION else ()


_AGAIN = (_ITEM % "adopted").replace("id: JD-003", "id: XF-1")


@rule_across(
    "QZ505",
    "error",
    title=Text("同一单位对同一清单有两份承接情况", "One unit, one list, two adoptions"),
    why=Text(
        "一个单位对一份清单只有一份承接情况；有两份，以哪份为准就说不清，承接数也会重复计算。",
        "A unit has one adoption of a list. With two, nobody knows which holds, and items are counted twice.",
    ),
    fails=Example(
        _ITEM % "adopted",
        _UNIT,
        beside=(_BASELINE, Example(_AGAIN, {**_UNIT, "id": "example/again"})),
    ),
    passes=Example(
        _ITEM % "adopted",
        _UNIT,
        beside=(
            _BASELINE,
            Example(
                _ITEM % "adopted",
                {**_UNIT, "id": "example/other", "jurisdiction": '{code: "420302002", name: 二堰街道}'},
            ),
        ),
    ),
)
def adopted_twice(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    first: dict[tuple[str, str], Summary] = {}
    for summary in summaries:
        if archetype(summary.kind) is not Archetype.ADOPTION or not (
            summary.jurisdiction and summary.upstream_catalogue
        ):
            continue
        earlier = first.setdefault((summary.jurisdiction, summary.upstream_catalogue), summary)
        if earlier is not summary:
            yield (
                summary,
                Problem(
                    Text(
                        f"单位 {summary.jurisdiction} 对清单 {summary.upstream_catalogue} 已有承接情况：{earlier.path}",
                        f"unit {summary.jurisdiction} already has an adoption of {summary.upstream_catalogue}: "
                        f"{earlier.path}",
                    ),
                    ("jurisdiction", "code"),
                    Text("合并成一份，或者改正单位代码", "make one of them, or correct the code of the unit"),
                    value=summary.jurisdiction,
                ),
            )


_TWICE = _ITEM % "adopted" + "  - {id: JD-004, name: 消防检查, upstream: JD-003, status: adopted}\n"


@rule(
    "QZ554",
    "error",
    title=Text("同一事项填报了两次", "An item is reported twice"),
    why=Text(
        "一个单位对一个事项只有一个状态。填报两次，以哪次为准就说不清。",
        "A unit has one status for an item. With two, nobody knows which holds.",
    ),
    fails=Example(_TWICE, _UNIT, beside=(_BASELINE,)),
    passes=Example(_ITEM % "adopted", _UNIT, beside=(_BASELINE,)),
)
def reported_twice(subject: Subject) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for index, item in subject.live if subject.archetype is Archetype.ADOPTION else ():
        earlier = first.setdefault(item["upstream"], item["id"])
        if earlier != item["id"]:
            yield Problem(
                Text(
                    f"{earlier} 已经填报了 {item['upstream']}",
                    f"{earlier} reports {item['upstream']} already",
                ),
                ("items", index, "upstream"),
                Text("删去一条，或者改正 upstream", "delete one of them, or correct `upstream`"),
                value=item["upstream"],
            )
