"""Published figures: what they are worked out from exists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.check.rule import Example, rule, rule_across
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import meant, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.check.summary import Summary

_CLAIMS = {"kind": "claims"}
_FIGURE = (
    "items:\n"
    "  - {id: GB-1, name: 原有证明事项, figure: 313项, value: 313, place: {paragraph: 7}}\n"
    "  - {id: GB-2, name: 保留证明事项, figure: 15项, value: 15, place: {paragraph: 7}}\n"
)
_CUT = (
    "  - {id: GB-3, name: 证明事项精简比例, figure: 95.2%%, value: 95.2, place: {paragraph: 7}, operation: decrease"
    "%s}\n"
)
_COUNTED = "items:\n  - {id: GB-1, name: 通用职权, figure: 74项, value: 74, place: {paragraph: 6}, recount: {catalogue: %s}}\n"
_POWERS = Example(
    "items:\n"
    "  - id: JD-003\n"
    "    name: 消防安全检查\n"
    "    power_type: 行政检查\n"
    "    authority: 街道办事处\n"
    "    basis: [{law: 中华人民共和国消防法, article: 31}]\n",
    {"id": "example/powers"},
)


@rule(
    "QZ212",
    "error",
    title=Text("公布数据的算法不完整", "Working of a claim is incomplete"),
    why=Text(
        "算法（operation）和算式各数（operands）要一起写，除相加外都是两个数；一份数据不能既推算又核数。"
        "缺一样就算不出来，数据也就没有核对过。",
        "The operation and its operands belong together, two of them except in a sum, and a figure is either worked "
        "out or recounted, not both. With one missing the figure is never checked.",
    ),
    fails=Example(_FIGURE + _CUT % "", _CLAIMS),
    passes=Example(_FIGURE + _CUT % ", operands: [GB-1, GB-2]", _CLAIMS),
)
def incomplete(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.kind == "claims" else ():
        for fault in _faults(item):
            yield Problem(
                fault, ("items", index), Text("补全或者删去", "complete it, or delete it"), value=item["id"]
            )


def _faults(item: dict[str, Any]) -> Iterator[Text]:
    operands = item.get("operands")
    if "operation" in item and operands is None:
        yield Text("写了 operation，没有写 operands", "has an operation and no operands")
    elif "operation" not in item and operands is not None:
        yield Text("写了 operands，没有写 operation", "has operands and no operation")
    elif item.get("operation") not in (None, "sum") and operands is not None and len(operands) > 2:
        yield Text(
            f"{item['operation']} 只用两个数，写了 {len(operands)} 个",
            f"{item['operation']} takes two operands, not {len(operands)}",
        )
    recount = item.get("recount")
    if "operation" in item and recount is not None:
        yield Text("既有 operation 又有 recount", "has both an operation and a recount")
    if recount is not None and "adoption" in recount and recount.keys() & {"where", "distinct"}:
        yield Text("adoption 不能和 where、distinct 一起写", "adoption goes with neither where nor distinct")


@rule(
    "QZ311",
    "error",
    title=Text("引用的数据不在清单", "Figure referred to is not in the list"),
    why=Text(
        "推算要用到的数据、应当相合的数据都在同一份清单里，否则无从核对。",
        "What a figure is worked out from, or has to agree with, stands in the same list; otherwise it cannot be "
        "checked.",
    ),
    fails=Example(_FIGURE + _CUT % ", operands: [GB-1, GB-20]", _CLAIMS),
    passes=Example(_FIGURE + _CUT % ", operands: [GB-1, GB-2]", _CLAIMS),
)
def unknown_claim(subject: Subject) -> Iterator[Problem]:
    if subject.kind != "claims" or not subject.complete:
        return
    ids = {item["id"] for _, item in subject.items}
    strange = {key for _, item in subject.live for _, _, key in _referred(item)} - ids
    guesses = suggestions(sorted(strange), ids)
    for index, item in subject.live if strange else ():
        for field, number, key in _referred(item):
            if key in strange:
                yield Problem(
                    Text(f"清单里没有数据 {key}", f"this list has no claim {key}"),
                    ("items", index, field, number),
                    meant(
                        guesses.get(key), Text("补录该数据，或者改正编号", "add the claim, or correct the id")
                    ),
                    value=key,
                )


_FIELDS = ("operands", "agrees_with")


def _referred(item: dict[str, Any]) -> Iterator[tuple[str, int, str]]:
    for field in _FIELDS:
        for number, key in enumerate(item.get(field, ())):
            yield field, number, key


@rule_across(
    "QZ312",
    "error",
    whole=True,
    title=Text("核数的清单不存在", "List to be counted does not exist"),
    why=Text(
        "公布的数要从清单里数出来；没有这份清单，数据就没有核对过。",
        "A published figure is counted from a list. Without the list it is never checked.",
    ),
    fails=Example(_COUNTED % "example/power", _CLAIMS, beside=(_POWERS,)),
    passes=Example(_COUNTED % "example/powers", _CLAIMS, beside=(_POWERS,)),
)
def unknown_catalogue(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    known = {summary.id for summary in summaries}
    strange = {key for summary in summaries for key in summary.counted.values()} - known
    guesses = suggestions(sorted(strange), known)
    for summary in summaries if strange else ():
        for position, key in summary.counted.items():
            if key in strange:
                yield (
                    summary,
                    Problem(
                        Text(f"没有编号为 {key} 的清单", f"there is no list {key}"),
                        ("items", int(position), "recount", "catalogue"),
                        meant(
                            guesses.get(key),
                            Text("改正编号，或者补录该清单", "correct the id, or enter the list"),
                        ),
                        value=key,
                    ),
                )
