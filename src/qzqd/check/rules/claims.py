"""Published figures: they say what is printed, and what they are worked out from exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qzqd.check.recounts import recount_faults
from qzqd.check.rule import Example, power, resting_on, rule, rule_across
from qzqd.check.subject import BETWEEN_ITEMS
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex
from qzqd.text import did_you_mean, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.catalogue import Item
    from qzqd.open.summary import Summary

    _Placed = list[tuple[int, Item]]

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
_POWERS = Example("items:\n" + power(resting_on(article=31), key="JD-003"), {"id": "example/powers"})


@rule(
    "QZ212",
    "error",
    title=Text("公布数据的算法不完整", "Working of a claim is incomplete"),
    why=Text(
        "算法（operation）和算式各数（operands）要一起写，除相加外都是两个数；一份数据不能既推算又复核。"
        "缺一样就算不出来，数据也就没有核对过。",
        "The operation and its operands belong together, two of them except in a sum, and a figure is either worked "
        "out or recounted, not both. With one missing the figure is never checked.",
    ),
    fails=Example(_FIGURE + _CUT % "", _CLAIMS),
    passes=Example(_FIGURE + _CUT % ", operands: [GB-1, GB-2]", _CLAIMS),
)
def incomplete(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.archetype is Archetype.CLAIMS else ():
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


_PRINTED = (
    "items:\n  - {id: GB-1, name: 准入事项, figure: 208项, value: %s, measure: 项, place: {paragraph: 7}}\n"
)


@rule(
    "QZ213",
    "error",
    title=Text("数值与公布的数不是一个数", "Value is not the printed figure"),
    why=Text(
        "数值（value、upper）和单位（measure）照公布的数（figure）填：10万 填 100000，或者 measure 写 万次、value 填 10。"
        "填错一位，核对的就是没有人公布过的数。",
        "`value`, `upper` and `measure` say what `figure` prints: 10万 is 100000, or 10 with the measure 万次. With one digit "
        "mistyped, a number is checked that nobody has published.",
    ),
    fails=Example(_PRINTED % "280", _CLAIMS),
    passes=Example(_PRINTED % "208", _CLAIMS),
)
def not_printed(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.archetype is Archetype.CLAIMS else ():
        if item.get("provenance") == "derived" or item.get("operation") == "base":
            continue  # the article prints what it follows from
        faults = list(_unprinted(item))
        if not faults and item.get("upper", item["value"]) < item["value"]:
            faults.append(("upper", _CROSSED))
        for field, fault in faults:
            help = Text(
                "照公布的数改正；推算出来的写 provenance: derived",
                "enter what is printed; what is inferred says provenance: derived",
            )
            yield Problem(fault, ("items", index, field), help, value=item["id"])


_CROSSED = Text(
    "上限小于数值：下限写在 value，上限写在 upper",
    "`upper` is below `value`, which is the lower end of a range",
)
_NOT_LITERAL = regex(
    r"(?<!百)分之|半|番|几|数[十百千万]|[\d一二两三四五六七八九]成|\d[/:]\d|[一二两三四五六七八九][一二三四五六七八九]"
)
"""Numbers that are more or less than their words: 三分之二, 一多半, 九成, 两三."""

_NONE = regex("[不无没未免]")
_MEASURES = regex("[余多来]?(%|[项个件户人名家次处类条种元])")


def _unprinted(item: dict[str, Any]) -> Iterator[tuple[str, Text]]:
    from fractions import Fraction

    from qzqd.law.quantities import quantities, scale

    printed, measure = item["figure"], normalize("NFKC", item.get("measure", ""))
    plain = normalize("NFKC", printed)
    found = [] if _NOT_LITERAL.search(plain) else [*quantities(plain)]
    if not found:
        return
    units = {1, *(scale(unit) for unit in re.findall("[百千万亿]+", plain) if "upper" in item)}
    known = {quantity.value * unit for quantity in found for unit in units}
    thousands = measure[: len(measure) - len(measure.lstrip("千万亿"))]
    for field in ("value", "upper") if "upper" in item else ("value",):
        number = Fraction(str(item[field])) * scale(thousands)
        if number not in known and (number or not _NONE.search(plain)):
            wrong = f"{item[field]}{thousands}"
            yield field, Text(f"公布的是“{printed}”，写成了 {wrong}", f"{printed} is printed, not {wrong}")
    words = [_MEASURES.match(quantity.behind) for quantity in found if quantity.digits]
    percent = "%" in plain or "百分" in plain
    if measure and measure not in plain and (any(words) or ("%" in measure and not percent)):
        yield "measure", Text(f"公布的是“{printed}”，单位写成了 {measure}", f"{printed} is not in {measure}")


@rule(
    "QZ311",
    "error",
    title=Text("引用的数据不在清单", "Figure referred to is not in the list"),
    why=Text(
        "推算要用到的数据、应当一致的数据都在同一份清单里，否则无从核对。",
        "What a figure is worked out from, or has to agree with, stands in the same list; otherwise it cannot be "
        "checked.",
    ),
    fails=Example(_FIGURE + _CUT % ", operands: [GB-1, GB-20]", _CLAIMS),
    passes=Example(_FIGURE + _CUT % ", operands: [GB-1, GB-2]", _CLAIMS),
)
def unknown_claim(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.CLAIMS:
        return
    for problem in unknown_figures(subject.items, subject.live):
        subject.require_all(BETWEEN_ITEMS)
        yield problem


def unknown_figures(items: _Placed, live: _Placed) -> Iterator[Problem]:
    """One for every figure that a live item refers to and that is not among the items."""
    ids = {item["id"] for _, item in items}
    strange = {key for _, item in live for _, _, key in _referred(item)} - ids
    guesses = suggestions(sorted(strange), ids)
    for index, item in live if strange else ():
        for field, number, key in _referred(item):
            if key in strange:
                yield Problem(
                    Text(f"清单里没有数据 {key}", f"this list has no claim {key}"),
                    ("items", index, field, number),
                    did_you_mean(
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
    title=Text("复核的清单不存在", "List to be counted does not exist"),
    why=Text(
        "公布的数要从清单里数出来；没有这份清单，数据就没有核对过。",
        "A published figure is counted from a list. Without the list it is never checked.",
    ),
    fails=Example(_COUNTED % "example/power", _CLAIMS, beside=(_POWERS,)),
    passes=Example(_COUNTED % "example/powers", _CLAIMS, beside=(_POWERS,)),
)
def unknown_catalogue(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    known = {summary.id for summary in summaries}
    strange = {asked["catalogue"] for summary in summaries for asked in summary.counted.values()} - known
    guesses = suggestions(sorted(strange), known)
    for summary in summaries if strange else ():
        for position, asked in summary.counted.items():
            if (key := asked["catalogue"]) in strange:
                yield (
                    summary,
                    Problem(
                        Text(f"没有编号为 {key} 的清单", f"there is no list {key}"),
                        ("items", int(position), "recount", "catalogue"),
                        did_you_mean(
                            guesses.get(key),
                            Text("改正编号，或者补录该清单", "correct the id, or enter the list"),
                        ),
                        value=key,
                    ),
                )


@rule_across(
    "QZ314",
    "error",
    title=Text("复核的条件不成立", "Nothing can meet the conditions of a recount"),
    why=Text(
        "数事项的条件（where）、分类字段（distinct）写错一个字，就一项也数不到，结果是 0，看起来却像数过。",
        "With a slip in `where` or `distinct` no item is counted. The result is 0 and looks as if it had been counted.",
    ),
    fails=Example(_COUNTED % "example/powers, where: {authorty: 街道办事处}", _CLAIMS, beside=(_POWERS,)),
    passes=Example(_COUNTED % "example/powers, where: {authority: 街道办事处}", _CLAIMS, beside=(_POWERS,)),
)
def impossible_condition(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    kinds = {summary.id: summary.kind for summary in summaries}
    for summary in summaries:
        for position, asked in summary.counted.items():
            kind = kinds.get(asked["catalogue"])
            for fault in recount_faults(asked, kind) if kind else ():
                yield (
                    summary,
                    Problem(
                        fault.message,
                        ("items", int(position), "recount", *fault.path),
                        did_you_mean(
                            fault.guess,
                            Text(
                                "qzqd kinds 列出各种清单的字段", "qzqd kinds lists the fields of every kind"
                            ),
                        ),
                        value=fault.value,
                    ),
                )
