"""Records that change a stock: how many of them follow, balance, and were allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.balance import unbalanced
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.check.ledger import RecordFault
    from qzqd.cover.ledgers.inquiry import LedgerInquiry

_QUESTIONS = (
    ("sums", Text("前后接得上", "numbers follow"), "QZ571"),
    ("pairs", Text("减上补下相等", "moves balance"), "QZ572"),
    ("cleared", Text("增编先清理", "cleared up before an increase"), "QZ573"),
    ("grounds", Text("增编理由允许", "allowed grounds"), "QZ574"),
)


def balance(inquiry: LedgerInquiry) -> None:
    """Put every question that a ledger of posts has to answer."""
    inquiry.timely()
    declared = inquiry.kind.declared.balance
    if declared is None:
        return
    records, unbalanced_records = inquiry.records, list(unbalanced(inquiry.records, declared))
    for name, title, code in _QUESTIONS:
        faults: dict[int, list[tuple[str, RecordFault]]] = {}
        for each in unbalanced_records:
            if each.code == code:
                faults.setdefault(each.position, []).append((code, each.fault))
        inquiry.put(name, title, ((record, faults.get(at, ())) for at, record in enumerate(records)))
