"""Calls of streets: whether those who were called came and settled it within the limits, or sent it back with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from qzqd.check.ledger import RecordFault, parsed_moment
from qzqd.locale import Text
from qzqd.text import did_you_mean, listed, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.ledgers.inquiry import JudgedRecord, LedgerInquiry
    from qzqd.open.catalogue import Item

_DAY = timedelta(days=1)


def calls(inquiry: LedgerInquiry) -> None:
    """Put every question that a ledger of calls has to answer. What was sent back need not be answered in time."""
    inquiry.listed()
    steps = _Steps(*inquiry.kind.having("step")[:3])
    back, why = inquiry.kind.having("refused")
    timely = [record for record in inquiry.timely() if back not in record]
    answers = list(_arrivals(inquiry, timely, steps))
    inquiry.put("arrived", Text("在时限内报到", "arrived in time"), answers)
    kept = [record for record in inquiry.records if back not in record]
    inquiry.put("closed", Text("已经办结", "closed"), ((record, _open(record, steps)) for record in kept))
    limited = [(record, days) for record in timely if (days := _days_to_close(inquiry, record))]
    if limited:
        title = Text("在时限内办结", "closed in time")
        inquiry.put(
            "settled", title, ((each, _overrun(each, days, steps, inquiry.today)) for each, days in limited)
        )
    if len(kept) < len(inquiry.records):
        title = Text("退单写了理由", "a reason for sending back")
        sent = (record for record in inquiry.records if back in record)
        inquiry.put("returns", title, ((record, _unexplained(record, back, why)) for record in sent))
    _stages(inquiry, kept, steps)


class _Steps(NamedTuple):
    """The fields with the moments of a call, in their order."""

    called: str
    came: str
    settled: str


def _arrivals(inquiry: LedgerInquiry, records: list[Item], steps: _Steps) -> Iterator[JudgedRecord]:
    for record in records:
        if responses := _responses(inquiry, record):
            yield record, _late(record, {each["level"]: each for each in responses}, steps)


def _responses(inquiry: LedgerInquiry, record: Item) -> list[Item]:
    found: list[Item] = inquiry.items.get(record["upstream"], {}).get(inquiry.list_kind.field("limits"), [])
    return found


def _late(record: Item, limits: dict[str, Item], steps: _Steps) -> Iterator[tuple[str, RecordFault]]:
    level = record["level"]
    if level not in limits:
        levels = "、".join(limits)
        message = Text(
            f"{record['upstream']} 没有级别“{level}”", f"{record['upstream']} has no level {level}"
        )
        help = Text(f"清单里有：{levels}", f"the list has: {levels}")
        yield "QZ537", RecordFault("level", message, help, level)
        return
    limit = _Limit.of(limits[level])
    if limit is None:
        return
    called = record[steps.called]
    if steps.came not in record:
        message = Text(f"没有报到时间，时限 {limit.words.zh}", f"no arrival; the limit is {limit.words.en}")
        help = Text("补记报到时间", "note when they came")
        yield "QZ535", RecordFault(steps.called, message, help, called)
        return
    came = record[steps.came]
    reported, arrived = parsed_moment(called), parsed_moment(came)
    took = arrived - reported if arrived and reported else timedelta()
    if took > limit.most:
        passed = limit.passed(took)
        message = Text(
            f"“{level}”级呼叫 {passed.zh}报到，时限 {limit.words.zh}",
            f"level {level}: arrived after {passed.en}; the limit is {limit.words.en}",
        )
        help = Text("核对时间；确实迟到的，计入考核", "check the times; if they were late, it counts")
        yield "QZ535", RecordFault(steps.came, message, help, came)


class _Limit(NamedTuple):
    """How long it may take to come, in the unit that the list has it in."""

    number: int
    unit: timedelta
    word: Text

    @classmethod
    def of(cls, response: Item) -> _Limit | None:
        """None where the list sets no limit for the level."""
        if "within_minutes" in response:
            return cls(response["within_minutes"], timedelta(minutes=1), Text("分钟", "minutes"))
        if "within_days" in response:
            return cls(response["within_days"], _DAY, Text("天", "days"))
        return None

    @property
    def most(self) -> timedelta:
        return self.number * self.unit

    @property
    def words(self) -> Text:
        return Text(f"{self.number} {self.word.zh}", f"{self.number} {self.word.en}")

    def passed(self, took: timedelta) -> Text:
        """How long it took, with a decimal where the unit is long."""
        number = f"{took / self.unit:.1f}".removesuffix(".0")
        return Text(f"{number} {self.word.zh}", f"{number} {self.word.en}")


def _open(record: Item, steps: _Steps) -> Iterator[tuple[str, RecordFault]]:
    if steps.settled not in record:
        help = Text("办结后补记办结时间", "note the time once it is settled")
        message = Text("没有办结时间", "not closed")
        yield "QZ536", RecordFault(steps.called, message, help, record[steps.called])


def _days_to_close(inquiry: LedgerInquiry, record: Item) -> int:
    """0 where the list sets no limit."""
    for response in _responses(inquiry, record):
        if response["level"] == record["level"]:
            return int(response.get("close_within_days", 0))
    return 0


def _overrun(record: Item, days: int, steps: _Steps, today: str) -> Iterator[tuple[str, RecordFault]]:
    """Settled too late; or not, and too late today."""
    called, settled = parsed_moment(record[steps.called]), record.get(steps.settled, "")
    ended = parsed_moment(settled) or datetime.fromisoformat(today)
    if called and ended - called > days * _DAY:
        passed = f"{(ended - called) / _DAY:.1f}".removesuffix(".0")
        message = (
            Text(f"{passed} 天办结，时限 {days} 天", f"settled after {passed} days; the limit is {days}")
            if settled
            else Text(
                f"{passed} 天没有办结，时限 {days} 天",
                f"not settled after {passed} days; the limit is {days}",
            )
        )
        help = Text("催办；确实超期的，计入考核", "see to it; if it was late, it counts")
        field = steps.settled if settled else steps.called
        yield "QZ528", RecordFault(field, message, help, record[field])


def _unexplained(record: Item, back: str, why: str) -> Iterator[tuple[str, RecordFault]]:
    if why not in record:
        message, help = (
            Text("退单没有理由", "sent back, and no reason"),
            Text(f"补填 {why}", f"fill in {why}"),
        )
        yield "QZ544", RecordFault(back, message, help, record[back])


def _stages(inquiry: LedgerInquiry, records: list[Item], steps: _Steps) -> None:
    """Whether what is settled went through every stage that the list has."""
    field = inquiry.kind.field("stages")
    wanted = inquiry.held_against.header.get(field)
    if not wanted:
        return

    def faults(record: Item) -> Iterator[tuple[str, RecordFault]]:
        if missing := [stage for stage in wanted if stage not in record.get(field, ())]:
            names = listed(missing)
            message = Text(f"没有走完闭环，缺：{names.zh}", f"stages it skipped: {names.en}")
            help = Text(f"补办，或者补记到 {field}", f"do what is missing, or note it under {field}")
            yield (
                "QZ545",
                RecordFault(field if field in record else steps.settled, message, help, " ".join(missing)),
            )
            return
        gone = record[field]
        if stranger := next((stage for stage in gone if stage not in wanted), ""):
            message = Text(f"清单没有“{stranger}”这一步", f"the list has no stage {stranger}")
            help = did_you_mean(suggest(stranger, wanted), Text(f"改正 {field}", f"correct {field}"))
            yield "QZ545", RecordFault(field, message, help, stranger)
        elif [stage for stage in wanted if stage in gone] != list(dict.fromkeys(gone)):
            right = listed(wanted)
            message = Text(
                f"步骤的先后和清单的不同，应当是：{right.zh}", f"stages out of order; they are: {right.en}"
            )
            help = Text(f"核对，按先后写到 {field}", f"check them, and note them in order under {field}")
            yield "QZ545", RecordFault(field, message, help, " ".join(gone))

    closed = [record for record in records if steps.settled in record]
    title = Text("闭环步骤走完", "every stage gone through")
    inquiry.put("stages", title, ((record, faults(record)) for record in closed))
