"""Consultations that were held: on every matter of the list, answered in time, a reason where not adopted."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qzqd.check.ledger import RecordFault
from qzqd.law.workdays import Unpublished, between
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.cover.ledgers.inquiry import JudgedRecord, LedgerInquiry
    from qzqd.open.catalogue import Item


_UNADOPTED = ("partial", "not-adopted")


def consultations(inquiry: LedgerInquiry) -> None:
    """Put every question that a ledger of consultations has to answer."""
    inquiry.listed()
    title = Text("清单事项有征求记录", "matters of the list consulted on")
    inquiry.recorded("consulted", title, inquiry.held_against.in_force)
    _everybody_asked(inquiry)
    unknown: dict[int, list[str]] = defaultdict(list)
    answers = list(_answers(inquiry, inquiry.timely(), unknown))
    inquiry.put("answered", Text("在时限内反馈", "answered in time"), answers)
    for year, records in sorted(unknown.items()):
        inquiry.tell("QZ534", _unpublished(year, len(records)))
    outcome = inquiry.kind.field("outcome")
    unadopted = (record for record in inquiry.records if record.get(outcome) in _UNADOPTED)
    title = Text("没有全部采纳的写了理由", "a reason where not adopted in full")
    inquiry.put("reasons", title, ((record, _unexplained(record, outcome)) for record in unadopted))


def _everybody_asked(inquiry: LedgerInquiry) -> None:
    """Of the matters that name registered units to be asked: whether each was, once any was.

    Who was asked besides is no fault, unless somebody who has to be was not.
    """
    wanted_by, asked_of = inquiry.list_kind.field("consulted"), inquiry.kind.field("consulted")
    answers: list[bool] = []
    records_of: dict[str, list[Item]] = defaultdict(list)
    for record in inquiry.records:
        if asked_of in record:
            records_of[record["upstream"]].append(record)
    for item in inquiry.held_against.in_force:
        records = records_of.get(item["id"])
        named = item.get(wanted_by, ())
        if not records or not named or any(name not in inquiry.registered for name in named):
            continue
        wanted = {inquiry.department(name): name for name in named}
        asked = {inquiry.department(record[asked_of]) for record in records}
        missing = [name for known, name in wanted.items() if known not in asked]
        answers.append(not missing)
        if not missing:
            continue
        strays = [record for record in records if inquiry.department(record[asked_of]) not in wanted]
        for record in strays:
            inquiry.tell("QZ556", _not_to_be_asked(record, asked_of, named), record["id"])
        if not strays:
            inquiry.tell("QZ556", _not_asked(item, missing))
    if answers:
        inquiry.tally("everybody", Text("该征求的都征求了", "everybody asked who has to be"), answers)


def _not_to_be_asked(record: Item, field: str, named: Sequence[str]) -> RecordFault:
    names = listed(list(named))
    message = Text(
        f"{record['upstream']} 应当征求{names.zh}，这条征求的是{record[field]}",
        f"{record['upstream']} asks {names.en}, and this record {record[field]}",
    )
    return RecordFault(field, message, Text("核对征求对象", "check who was asked"), record[field])


def _not_asked(item: Item, missing: list[str]) -> RecordFault:
    names = listed(missing)
    message = Text(f"{item['id']} 没有征求{names.zh}", f"{item['id']}: {names.en} not asked")
    help = Text("补征求，或者补记", "ask them, or add the record")
    return RecordFault("upstream", message, help, f"{item['id']} {' '.join(missing)}")


def _answers(
    inquiry: LedgerInquiry, records: Iterable[Item], unknown: dict[int, list[str]]
) -> Iterator[JudgedRecord]:
    """Of the records that were answered or are overdue; those that nobody can count go to `unknown`, by year."""
    asked, answered, *_ = inquiry.kind.having("step")
    limit = inquiry.list_kind.field("days")
    for record in records:
        days = inquiry.items.get(record["upstream"], {}).get(limit)
        if days is None:
            continue
        try:
            late = between(record[asked], record.get(answered, inquiry.today), days) >= days
        except Unpublished as unpublished:
            unknown[unpublished.year].append(record["id"])
            continue
        if late or answered in record:
            yield record, [("QZ533", _late(record, asked, answered, days))] if late else []


def _late(record: Item, asked_field: str, answered_field: str, days: int) -> RecordFault:
    asked, answered = record[asked_field], record.get(answered_field)
    help = Text("核对日期；确实超期的，说明原因", "check the dates; if it was late, say why")
    if answered:
        message = Text(
            f"{asked} 征求，{answered} 反馈，超过 {days} 个工作日",
            f"asked on {asked}, answered on {answered}: more than {days} working days",
        )
        return RecordFault(answered_field, message, help, answered)
    message = Text(
        f"{asked} 征求，已经超过 {days} 个工作日没有反馈",
        f"asked on {asked}, and not answered within {days} working days",
    )
    return RecordFault(
        asked_field, message, Text("催办，或者补记反馈日期", "remind them, or note the answer"), asked
    )


def _unpublished(year: int, records: int) -> RecordFault:
    message = Text(
        f"没有 {year} 年的节假日安排，{records} 条记录的反馈时限没有计算",
        f"the holidays of {year} are not known: {records} records were not counted",
    )
    help = Text(
        "国务院公布以后更新 chinesecalendar：pip install -U chinesecalendar",
        "once they are published, update chinesecalendar: pip install -U chinesecalendar",
    )
    return RecordFault("records", message, help, str(year))


def _unexplained(record: Item, outcome: str) -> Iterator[tuple[str, RecordFault]]:
    if "reason" not in record:
        message = Text("没有全部采纳，没有写理由", "not adopted in full, and no reason")
        yield (
            "QZ523",
            RecordFault(outcome, message, Text("补填 reason（理由）", "fill in reason"), record[outcome]),
        )
