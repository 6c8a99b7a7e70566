"""What a record of a ledger shows against itself, without the list that it is held against."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.check.subject import Subject
    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Item


class RecordFault(NamedTuple):
    """Something wrong with a field of a record; `value` is what it is told apart by."""

    field: str
    message: Text
    help: Text
    value: str

    def at(self, index: int) -> Problem:
        """The problem of the record at this position."""
        return Problem(self.message, ("items", index, self.field), self.help, value=self.value)


def in_each(
    subject: Subject, judge: Callable[[KindTraits, Item], Iterable[RecordFault]]
) -> Iterator[Problem]:
    """What is wrong with each record of a list by itself."""
    for index, item in subject.live:
        for fault in judge(subject.traits, item):
            yield fault.at(index)


def parsed_moment(text: str) -> datetime | None:
    """The day or minute that is written, ISO with a blank between; None where there is no such day."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def times_out_of_order(kind: KindTraits, item: Item) -> Iterator[RecordFault]:
    """Times that are none, and times before the one that has to come first."""
    known: list[tuple[str, datetime]] = []
    for name in kind.having("step"):
        if name not in item:
            continue
        when = parsed_moment(item[name])
        if when is None:
            message = Text(f"没有这一天：{item[name]}", f"no such day: {item[name]}")
            yield RecordFault(name, message, Text("核对日期", "check the date"), item[name])
        else:
            known.append((name, when))
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            before, after = kind.titled(earlier), kind.titled(later)
            message = Text(
                f"{after.zh} {item[later]} 早于{before.zh} {item[earlier]}",
                f"{after.en} {item[later]} is before {before.en} {item[earlier]}",
            )
            yield RecordFault(
                later, message, Text("核对两个时间", "check both times"), f"{item[earlier]} {item[later]}"
            )


def ahead(kind: KindTraits, item: Item, today: str) -> Iterator[RecordFault]:
    """Times after today."""
    for name in kind.having("step"):
        if item.get(name, "")[: len(today)] > today:
            title = kind.titled(name)
            message = Text(
                f"{title.zh} {item[name]} 在今天（{today}）之后",
                f"{title.en} {item[name]} is after today, {today}",
            )
            help = Text("核对日期；还没有发生的不记", "check the date; note nothing before it happened")
            yield RecordFault(name, message, help, item[name])


def deducted_without_reason(kind: KindTraits, item: Item) -> Iterator[RecordFault]:
    """Points that were deducted, and nobody says why."""
    deducted = kind.field("deducted")
    if item.get(deducted, 0) > 0 and "reason" not in item:
        points = f"{item[deducted]:g}"
        message = Text(f"扣了 {points} 分，没有写原因", f"{points} points deducted, and no reason")
        yield RecordFault(deducted, message, Text("补填 reason（扣分原因）", "fill in reason"), points)
