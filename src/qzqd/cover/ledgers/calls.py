"""Calls of streets: whether those who were called came within the limit of the level, and whether it was settled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from qzqd.check.ledger import RecordFault, moment
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.ledgers.inquiry import Answer, Inquiry
    from qzqd.open.catalogue import Item


def calls(inquiry: Inquiry) -> None:
    """Put every question that a ledger of calls has to answer."""
    inquiry.listed()
    steps = _Steps(*inquiry.kind.having("step"))
    answers = list(_arrivals(inquiry, inquiry.timely(), steps))
    inquiry.put("arrived", Text("在时限内报到", "arrived in time"), answers)
    closed = ((record, _open(record, steps)) for record in inquiry.records)
    inquiry.put("closed", Text("已经办结", "closed"), closed)


class _Steps(NamedTuple):
    """The fields with the moments of a call, in their order."""

    called: str
    came: str
    settled: str


def _arrivals(inquiry: Inquiry, records: list[Item], steps: _Steps) -> Iterator[Answer]:
    limits = inquiry.list_kind.field("limits")
    for record in records:
        responses = inquiry.items.get(record["upstream"], {}).get(limits)
        if responses:
            yield record, _late(record, {each["level"]: each["within_minutes"] for each in responses}, steps)


def _late(record: Item, limits: dict[str, int], steps: _Steps) -> Iterator[tuple[str, RecordFault]]:
    level = record["level"]
    if level not in limits:
        levels = "、".join(limits)
        message = Text(
            f"{record['upstream']} 没有{level}色级别", f"{record['upstream']} has no level {level}"
        )
        help = Text(f"清单里有：{levels}", f"the list has: {levels}")
        yield "QZ537", RecordFault("level", message, help, level)
        return
    called = record[steps.called]
    if steps.came not in record:
        message = Text(
            f"没有报到时间，时限 {limits[level]} 分钟", f"no arrival; the limit is {limits[level]} minutes"
        )
        help = Text("补记报到时间", "note when they came")
        yield "QZ535", RecordFault(steps.called, message, help, called)
        return
    came = record[steps.came]
    reported, arrived = moment(called), moment(came)
    minutes = (arrived - reported) // timedelta(minutes=1) if arrived and reported else 0
    if minutes > limits[level]:
        message = Text(
            f"{level}色呼叫 {minutes} 分钟报到，时限 {limits[level]} 分钟",
            f"level {level}: arrived after {minutes} minutes; the limit is {limits[level]}",
        )
        help = Text("核对时间；确实迟到的，计入考核", "check the times; if they were late, it counts")
        yield "QZ535", RecordFault(steps.came, message, help, came)


def _open(record: Item, steps: _Steps) -> Iterator[tuple[str, RecordFault]]:
    if steps.settled not in record:
        help = Text("办结后补记办结时间", "note the time once it is settled")
        message = Text("没有办结时间", "not closed")
        yield "QZ536", RecordFault(steps.called, message, help, record[steps.called])
