"""Tickets: whether they went through every step, in time, and ended where they should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.progress import late, off_target, skipped, thin_months
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.cover.ledgers.inquiry import LedgerInquiry


def tickets(inquiry: LedgerInquiry) -> None:
    """Put every question that a ledger of tickets has to answer."""
    inquiry.listed()
    inquiry.timely()
    kind, header, records = inquiry.kind, inquiry.ledger.header, inquiry.records
    progress = kind.declared.progress
    if progress is None:
        return
    title = Text("没有跳步骤", "no step skipped")
    inquiry.put(
        "steps", title, ((each, [("QZ585", fault) for fault in skipped(kind, each)]) for each in records)
    )
    if limits := header.get(progress.limits):
        answers = (
            (each, [("QZ586", fault) for fault in late(kind, each, limits, inquiry.today)])
            for each in records
        )
        inquiry.put("timely", Text("各步都在时限内", "every step in time"), answers)
    for name in kind.having("step")[1:]:
        done = kind.titled(name)
        inquiry.tally(name, Text(f"有{done.zh}", f"with {done.en}"), [name in each for each in records])
    content = [each[progress.outcome] in progress.content for each in records if progress.outcome in each]
    if content:
        inquiry.tally("content", Text("诉求人满意", "people content"), content)
    for fault in off_target(records, header.get(progress.targets, ()), progress):
        inquiry.tell("QZ587", fault)
    if least := header.get(progress.monthly):
        for fault in thin_months(records, kind.having("step")[0], least, progress, inquiry.today):
            inquiry.tell("QZ588", fault)
