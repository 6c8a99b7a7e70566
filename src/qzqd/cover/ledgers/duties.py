"""Indicators of appraisal: outside the main responsibilities nothing is appraised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.check.ledger import RecordFault
from qzqd.locale import Text
from qzqd.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.ledgers.inquiry import LedgerInquiry


def duties(inquiry: LedgerInquiry) -> None:
    """Put the one question that a list of indicators has to answer."""
    title = Text("考核主责事项", "about a main responsibility")
    inquiry.put("within", title, ((record, _outside(inquiry, record)) for record in inquiry.records))


def _outside(inquiry: LedgerInquiry, record: dict[str, Any]) -> Iterator[tuple[str, RecordFault]]:
    help = Text("写明考核的主责事项，或者删去指标", "name the main responsibility, or drop the indicator")
    key = record.get("upstream", "")
    if not key:
        message = Text("指标没有写明主责事项", "the indicator names no main responsibility")
        yield "QZ525", RecordFault("name", message, help, record["name"])
    elif key not in inquiry.items:
        message = Text(f"清单里没有主责事项 {key}", f"there is no main responsibility {key}")
        yield "QZ525", RecordFault("upstream", message, did_you_mean(inquiry.guesses.of(key), help), key)
    elif inquiry.held_against.state_of(inquiry.items[key]) == "cancelled":
        message = Text(f"主责事项 {key} 已经取消", f"the main responsibility {key} is cancelled")
        yield "QZ525", RecordFault("upstream", message, help, key)
