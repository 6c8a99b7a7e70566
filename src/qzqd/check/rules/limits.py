"""QZ227, QZ647, QZ654: numbers that bound each other, and times that follow each other, the right way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item

_BODIES = {"kind": "organisations"}
_WINDOWS = "items:\n  - {id: CK-01, name: 服务窗口, type: 服务窗口, at_least: %d, at_most: 4}\n"
_LEAST, _MOST = "at_least", ("exactly", "at_most")


@rule(
    "QZ227",
    "error",
    title=Text("下限大于上限", "A least that is more than the most"),
    why=Text(
        "至少五个、至多四个，没有一个数能合格；填的数不是全部不合格，就是没有核对。",
        "Five at the least and four at the most: no number is sound. Either everything is wrong, or nothing was checked.",
    ),
    fails=Example(_WINDOWS % 5, _BODIES),
    passes=Example(_WINDOWS % 4, _BODIES),
)
def crossed_bounds(subject: Subject) -> Iterator[Problem]:
    for path, entry in _bounding(subject):
        least = entry.get(_LEAST)
        for name in _MOST:
            most = entry.get(name)
            if least is not None and most is not None and least > most:
                yield Problem(
                    Text(
                        f"至少 {least}，大于{_WORDS[name].zh} {most}",
                        f"at least {least}, and {_WORDS[name].en} {most}",
                    ),
                    (*path, _LEAST),
                    Text("核对两个数", "check both numbers"),
                    value=f"{least} {most}",
                )


_WORDS = {"exactly": Text("正好", "exactly"), "at_most": Text("至多", "at most")}


def _bounding(subject: Subject) -> Iterator[tuple[DataPath, Item]]:
    """What may have a least and a most: entries of lists in the header, and items."""
    for field, entries in subject.header.items():
        if field != "items" and isinstance(entries, list):
            yield from (((field, at), entry) for at, entry in enumerate(entries) if isinstance(entry, dict))
    if not subject.lacks(_LEAST):
        yield from ((("items", index), item) for index, item in subject.live)


_MINUTES = 24 * 60
_BOTH = {"within_minutes", "within_days"}
_URGENT = (("红", "橙", "黄", "蓝"), ("红色", "橙色", "黄色", "蓝色"), ("特急", "紧急", "一般"))
"""Levels whose names say which is the more urgent, the most urgent first."""
_CALL = (
    "items:\n"
    "  - id: HJ-01\n"
    "    name: 群租房整治\n"
    "    departments: [区住房和城乡建设局]\n"
    "    responses: [{level: 红, within_minutes: %d}, {level: 黄, within_minutes: 120}]\n"
)


@rule(
    "QZ647",
    "error",
    title=Text("时限前后矛盾", "Limits that contradict each other"),
    why=Text(
        "越急的级别时限越短，办结不会早于报到，承诺的期限不会长于法定的期限。反过来的，多半填串了一行，或者单位写错；按它核对，该算迟的不算迟。",
        "The more urgent the level, the shorter its limit; nothing is settled before anybody has come; what is promised is no "
        "longer than what the law allows. The other way round a row was mixed up or a unit is wrong, and what is late does "
        "not count as late.",
    ),
    fails=Example(_CALL % 240, {"kind": "call-situations"}),
    passes=Example(_CALL % 30, {"kind": "call-situations"}),
)
def contradictory_limits(subject: Subject) -> Iterator[Problem]:
    field = subject.traits.field("limits")
    for index, item in subject.live if field else ():
        yield from _of_call(item.get(field, ()), ("items", index, field))
    legal, promised = subject.traits.field("allowed"), subject.traits.field("promised")
    for index, item in subject.live if promised and not subject.lacks(promised) else ():
        yield from _promised(item, index, legal, promised)


def _of_call(responses: list[Item], path: DataPath) -> Iterator[Problem]:
    limits: dict[str, int] = {}
    for response in responses:
        if (comes := _minutes(response, "within")) is not None:
            limits.setdefault(response["level"], comes)
    for at, response in enumerate(responses):
        comes, settles = _minutes(response, "within"), _minutes(response, "close_within")
        level = response["level"]
        if comes is None:
            continue
        if response.keys() >= _BOTH:
            yield Problem(
                Text(f"“{level}”写了分钟数，又写了天数", f"{level} has a limit in minutes and one in days"),
                (*path, at),
                Text("只写一个", "write one of them"),
                value=level,
            )
        if settles is not None and settles < comes:
            yield Problem(
                Text(f"“{level}”办结的时限比报到的短", f"{level}: to be settled before anybody has to come"),
                (*path, at),
                Text("核对两个时限和它们的单位", "check both limits, and their units"),
                value=level,
            )
        order = next((levels for levels in _URGENT if level in levels), ())
        for graver in order[: order.index(level)] if order else ():
            if limits.get(graver, 0) > comes:
                yield Problem(
                    Text(
                        f"“{level}”的时限比更急的“{graver}”还短",
                        f"the limit of {level} is shorter than that of {graver}, which is the more urgent",
                    ),
                    (*path, at),
                    Text(
                        "核对各级的时限，多半是填串了",
                        "check the limits of both; they were probably mixed up",
                    ),
                    value=f"{graver} {level}",
                )
                break


def _minutes(response: Item, what: str) -> int | None:
    """How long it may take at the most, in minutes; None where nothing is said."""
    minutes, days = response.get(f"{what}_minutes"), response.get(f"{what}_days")
    return minutes if minutes is not None or days is None else days * _MINUTES


_SPAN = regex(r"([0-9]+)\s*(?:个)?\s*(工作日|个月|小时|分钟|天|日|月)")
_UNITS = {"个月": "月", "天": "日"}


def _promised(item: Item, index: int, legal: str, promised: str) -> Iterator[Problem]:
    spans = [_span(item.get(name, "")) for name in (legal, promised)]
    if spans[0] and spans[1] and spans[0][1] == spans[1][1] and spans[1][0] > spans[0][0]:
        yield Problem(
            Text(
                f"承诺期限 {item[promised]} 长于法定期限 {item[legal]}",
                f"{item[promised]} are promised, and the law allows {item[legal]}",
            ),
            ("items", index, promised),
            Text("核对两个期限", "check both"),
            value=f"{item[legal]} {item[promised]}",
        )


def _span(text: str) -> tuple[int, str] | None:
    """The one span of time that a text names."""
    found = _SPAN.findall(text)
    if len(found) != 1:
        return None
    number, unit = found[0]
    return int(number), _UNITS.get(unit, unit)


_TICKETS = {"kind": "tickets", "upstream": "{catalogue: example/channels}"}
_CHANNELS = Example(
    "items:\n  - {id: QD-01, name: 12345 热线, type: 渠道}\n",
    {"kind": "mechanisms", "id": "example/channels"},
)
_TICKET = (
    "items:\n"
    '  - {id: GD-01, name: 路灯不亮, upstream: QD-01, received: "2025-03-03 09:00", dispatched: "2025-03-03 10:00",\n'
    '     handled: "2025-03-03 15:00", answered: "2025-03-03 16:00", resolved_at: 村（社区）}\n'
)


def _shares(town: int) -> dict[str, str]:
    shares = f"{{level: 村（社区）, share: 96}}, {{level: 镇（乡、街道）, share: {town}, tolerance: 30}}"
    return dict(_TICKETS, targets=f"[{shares}]")


_WHOLE = 100


@rule(
    "QZ654",
    "error",
    title=Text("各级目标之和超过 100", "Targets of more than the whole"),
    why=Text(
        "各级化解的比例合起来是全部。超过 100%，就没有一种办法能达到；三级都写了的，应当正好是 100%。",
        "The shares that the levels settle make the whole. More than 100 % cannot be reached; where every level has one, they "
        "make 100 % exactly.",
    ),
    fails=Example(_TICKET, _shares(30), beside=(_CHANNELS,)),
    passes=Example(_TICKET, _shares(4), beside=(_CHANNELS,)),
)
def targets_beyond_whole(subject: Subject) -> Iterator[Problem]:
    progress = subject.traits.declared.progress
    targets: list[dict[str, Any]] = subject.header.get(progress.targets, []) if progress else []
    if not progress or not targets:
        return
    every = len(subject.traits.fields[progress.level]["enum"])
    whole = sum(target["share"] for target in targets)
    if whole > _WHOLE or (whole < _WHOLE and len({target["level"] for target in targets}) == every):
        yield Problem(
            Text(f"各级目标之和是 {whole}%", f"the targets make {whole} %"),
            (progress.targets,),
            Text("核对各级的比例", "check the share of every level"),
            value=str(whole),
        )
