"""QZ640 to QZ642: a list of calls has both directions, everybody that it takes, and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import did_you_mean, listed, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_CALLS = {"kind": "call-situations"}
_LIMIT = "responses: [{level: 一般, within_days: 3}]"
_UP = f"items:\n  - {{id: HJ-01, name: 违建, departments: [区城管局], direction: 吹哨, {_LIMIT}%s}}\n"
_DOWN = f"  - {{id: PD-01, name: 入户核查, departments: [街道], direction: 派单, {_LIMIT}}}\n"
_BODIES = ", bodies: {吹哨: 街道, 督办: %s}"


@rule(
    "QZ640",
    "error",
    title=Text("缺少一个方向", "A direction is missing"),
    why=Text(
        "双向派单是街道可以吹哨，部门也可以派单。清单写了两个方向，却没有其中一个方向的事项，就只是单向。",
        "Where orders go both ways the street calls and departments give orders. A list that names both directions and has "
        "no item for one of them goes one way only.",
    ),
    fails=Example(_UP % "", {**_CALLS, "directions": "[吹哨, 派单]"}),
    passes=Example(_UP % "" + _DOWN, {**_CALLS, "directions": "[吹哨, 派单]"}),
)
def directions(subject: Subject) -> Iterator[Problem]:
    field, wanted = subject.traits.field("direction"), subject.traits.field("directions")
    asked = subject.header.get(wanted, ())
    if not asked:
        return
    found = {item.get(field) for _, item in subject.live}
    for number, name in enumerate(asked):
        if name not in found:
            subject.require_all(Text("方向是否齐全", "whether all directions are there"))
            message = Text(f"没有一个事项是“{name}”", f"no item has the direction {name}")
            help = Text(f"补录，或者在事项里写 {field}", f"add them, or write {field} in the items")
            yield Problem(message, (wanted, number), help, value=name)
    for index, item in subject.live:
        if field not in item:
            message = Text("没有写方向", "no direction")
            names = listed(asked)
            yield Problem(message, ("items", index), Text(f"方向有：{names.zh}", f"directions: {names.en}"))


@rule(
    "QZ641",
    "error",
    title=Text("有环节没有人负责", "Nobody is named for a part of it"),
    why=Text(
        "吹哨、交办、督办、考核一环扣一环。哪一环没有写由谁负责，事情就停在那里；环节的名称写错，也等于没有写。",
        "Somebody calls, somebody hands on, follows up, appraises. Where nobody is named, or a part is misspelt, the matter "
        "stops.",
    ),
    fails=Example(_UP % ", bodies: {吹哨: 街道}", {**_CALLS, "duties": "[吹哨, 督办]"}),
    passes=Example(_UP % (_BODIES % "区委督查室"), {**_CALLS, "duties": "[吹哨, 督办]"}),
)
def everybody_named(subject: Subject) -> Iterator[Problem]:
    duties, bodies = subject.traits.field("duties"), subject.traits.field("bodies")
    asked = subject.header.get(duties, ())
    for index, item in subject.live if asked else ():
        named = item.get(bodies, {})
        for name in named:
            guess = None if name in asked else suggest(name, [each for each in asked if each not in named])
            if guess:
                message = Text(f"{duties} 里没有“{name}”这个环节", f"{duties} has no part “{name}”")
                help = did_you_mean(guess, Text("", ""))
                yield Problem(message, ("items", index, bodies, name), help, at="key", value=name)
        if missing := [name for name in asked if name not in named]:
            names = listed(missing)
            message = Text(f"没有写由谁{names.zh}", f"nobody is named for {names.en}")
            path = ("items", index, bodies) if named else ("items", index)
            yield Problem(
                message, path, Text(f"在 {bodies} 里补写", f"add it under {bodies}"), value=" ".join(missing)
            )


@rule(
    "QZ642",
    "error",
    title=Text("级别没有时限", "A level without a limit"),
    why=Text(
        "级别写了，却没有写多少分钟、多少天，就等于没有时限。",
        "A level that names neither minutes nor days is no limit.",
    ),
    fails=Example((_UP % "").replace(", within_days: 3", ""), _CALLS),
    passes=Example(_UP % "", _CALLS),
)
def levels_limited(subject: Subject) -> Iterator[Problem]:
    field = subject.traits.field("limits")
    for index, item in subject.live if field else ():
        for number, response in enumerate(item.get(field, ())):
            if response.keys() <= {"level"}:
                message = Text(f"“{response['level']}”没有时限", f"no limit for {response['level']}")
                help = Text("写报到或者办结的分钟数、天数", "give the minutes or days to come or to settle")
                yield Problem(message, ("items", index, field, number), help, value=response["level"])
