"""Meetings that were held: under a mechanism of the list, and as often as it has to meet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qzqd.check.ledger import RecordFault, parsed_moment
from qzqd.kinds.interval import ENGLISH, full_periods, period
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.ledgers.inquiry import LedgerInquiry
    from qzqd.open.catalogue import Item


def meetings(inquiry: LedgerInquiry) -> None:
    """Put every question that a ledger of meetings has to answer."""
    inquiry.listed()
    timely = inquiry.timely()
    silent = inquiry.list_kind.declared.unrecorded
    expected = [
        item
        for item in inquiry.held_against.in_force
        if not any(item.get(name) in values for name, values in silent.items())
    ]
    inquiry.recorded("held", Text("各项机制开过会", "mechanisms that met"), expected)
    kept = [each for item in inquiry.held_against.in_force for each in _often_enough(inquiry, item, timely)]
    if kept:
        inquiry.tally("interval", Text("间隔符合要求", "met as often as they have to"), kept)


def _often_enough(inquiry: LedgerInquiry, item: Item, records: list[Item]) -> Iterator[bool]:
    """Of every host of one mechanism, whether no full period went by without a meeting.

    The ledger speaks of the time from its first record on, of a mechanism that is younger from its beginning.
    """
    interval = item.get(inquiry.list_kind.field("interval"))
    if interval is None:
        return
    *_, held = inquiry.kind.having("step")
    mine = [record for record in records if record["upstream"] == item["id"]]
    first = parsed_moment(
        max(min((record[held] for record in records), default=""), item.get("effective", ""))
    )
    full = full_periods(interval, first.date(), date.fromisoformat(inquiry.today)) if first else []
    hosts = dict.fromkeys([*inquiry.units, *(_host(inquiry, record) for record in mine)])
    for host in hosts if records else ():
        theirs = [record for record in mine if _host(inquiry, record) == host]
        days = [day for record in theirs if (day := parsed_moment(record[held]))]
        met = {period(interval, day.date()) for day in days}
        missing = [each for each in full if each not in met]
        yield not missing
        if missing:
            inquiry.tell("QZ546", _gap(item, interval, host, missing, held), _last(theirs, held))


def _host(inquiry: LedgerInquiry, record: Item) -> str:
    return str(record.get(inquiry.kind.field("host"), ""))


def _last(mine: list[Item], held: str) -> str:
    """The id of the last record, "" for none."""
    return str(max(mine, key=lambda record: record[held])["id"]) if mine else ""


def _gap(item: Item, interval: str, host: str, missing: list[str], held: str) -> RecordFault:
    who, periods = (
        Text(host, host) if host else Text("没有写召集单位的", "records without a host"),
        listed(missing),
    )
    message = Text(
        f"{item['name']}要求{interval}一次，{who.zh}有 {len(missing)} 期没有记录：{periods.zh}",
        f"{item['name']} has to meet {ENGLISH[interval]}; {who.en}: nothing in {periods.en}",
    )
    help = Text("漏记的补记；确实没有开的，说明原因", "add what was not noted; if it did not meet, say why")
    return RecordFault(held, message, help, f"{item['id']} {host} {' '.join(missing)}")
