"""The parts of a score and the bands of its results make a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import Example, rule
from qzqd.kinds.concepts import MOVEMENTS, RISE
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_WHOLE = 100

_SCORING = {"kind": "scoring"}
_PARTS = (
    "items:\n  - {id: PF-1, name: 事项完成度, weight: 60}\n  - {id: PF-2, name: 群众满意度, weight: %s}\n"
)
_BANDS = "bands: [{name: 优秀, share: 60}, {name: 一般, share: %s}]\n"


@rule(
    "QZ615",
    "error",
    title=Text("权重之和不是 100", "Weights do not make 100"),
    why=Text(
        "各部分权重之和应是 100%，否则总分既到不了满分，也无法比较。",
        "The weights make 100 per cent. Otherwise nobody can reach the full score, and scores do not compare.",
    ),
    fails=Example(_PARTS % 30, _SCORING),
    passes=Example(_PARTS % 40, _SCORING),
)
def weights(subject: Subject) -> Iterator[Problem]:
    weight = subject.traits.field("weight")
    if weight:
        found = sum(item[weight] for _, item in subject.in_force)
        subject.require_all(Text("权重之和", "the sum of weights"))
        if found != _WHOLE:
            yield _not_whole("权重", "weights", found, ("items", 0, weight))


@rule(
    "QZ616",
    "error",
    title=Text("各档比例之和不是 100", "Bands do not make 100"),
    why=Text(
        "各档比例之和应是 100%，否则有的单位没有档次，或者档次不够分。",
        "The bands make 100 per cent. Otherwise some units fall into no band, or there are too few of them.",
    ),
    fails=Example(_BANDS % 30 + _PARTS % 40, _SCORING),
    passes=Example(_BANDS % 40 + _PARTS % 40, _SCORING),
)
def bands(subject: Subject) -> Iterator[Problem]:
    field = subject.traits.field("bands")
    if given := subject.header.get(field):
        found = sum(band["share"] for band in given)
        if found != _WHOLE:
            yield _not_whole("各档比例", "shares", found, (field,))


_RISING = "items:\n  - {id: PF-1, name: 群众评价, weight: 100, previous_weight: %s, trend: 提高}\n"


@rule(
    "QZ643",
    "error",
    title=Text("权重没有按要求升降", "A weight did not change as required"),
    why=Text(
        "加大基层评价比重，是说这一部分的权重只升不降。写了应当提高而没有提高的，改革没有落到评分上。",
        "That the grass roots weigh more means that their part only rises. Where it had to and did not, the reform has not "
        "reached the scoring.",
    ),
    fails=Example(_RISING % 100, _SCORING),
    passes=Example(_RISING % 80, _SCORING),
)
def moved_weights(subject: Subject) -> Iterator[Problem]:
    weight, before, trend = (subject.traits.field(role) for role in ("weight", "before", "trend"))
    for index, item in subject.live if trend else ():
        wanted, was, now = item.get(trend), item.get(before), item.get(weight)
        if wanted is None:
            continue
        if was is None:
            message = Text(
                f"应当{wanted}，没有写原权重，没有核对",
                "it had to change, but its former value is not given: not checked",
            )
            yield Problem(
                message, ("items", index, trend), Text(f"补填 {before}", f"fill in {before}"), value=""
            )
        elif (now <= was) if wanted == RISE else (now >= was):
            message = Text(
                f"应当{wanted}，原来 {was}，现在 {now}",
                f"{was} before and {now} now; it had to {MOVEMENTS[wanted]}",
            )
            help = Text("核对两个权重", "check both weights")
            yield Problem(message, ("items", index, weight), help, value=f"{was} {now}")


def _not_whole(noun: str, noun_en: str, found: int, place: tuple[str | int, ...]) -> Problem:
    return Problem(
        Text(f"{noun}之和是 {found}，应是 {_WHOLE}", f"the {noun_en} add up to {found}, not {_WHOLE}"),
        place,
        Text("核对各项数字是否写错或者漏写", "look for a wrong or missing figure"),
        value=str(found),
    )
