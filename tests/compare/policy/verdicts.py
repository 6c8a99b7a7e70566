"""A comparison judged: approvals written down in a test, and a place for every change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qzqd.compare.policy.approvals import Approval, approval_block, read_approval
from qzqd.compare.policy.policy import load_policy
from qzqd.compare.policy.verdict import judge
from qzqd.finding import Span
from qzqd.read.config import Config

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.compare.change import Change, Comparison
    from qzqd.finding import Finding

TODAY = "2025-06-30"
DOCUMENT: dict[str, Any] = {
    "number": "茅政发〔2025〕3号",
    "title": "关于调整任务清单的通知",
    "body": "茅箭区人民政府",
    "rank": "县级政府",
    "reviewed": "2025-02-10",
    "legal_review": "2025-02-20",
    "date": "2025-03-01",
    "notice": "2025-03-03",
    "effective": "2025-04-01",
}
PLACE = Span(3, 5, 3, 9)
_LEVELS = {"乡级": "城关镇", "县级": "茅箭区", "市级": "十堰市", "省级": "湖北省"}
_BODIES = {"政府": "人民政府", "编办": "委编办", "编委": "委编委"}


def text(lines: Iterable[str], **document: Any) -> str:
    """An approval as it is written: `lines` below entries, fields other than usual; None leaves one out.

    A rank other than usual is that of another body.
    """
    if document.get("rank"):
        level, office = document["rank"][:2], document["rank"][2:]
        body = (
            _LEVELS[level] + _BODIES[office] if level in _LEVELS and office in _BODIES else document["rank"]
        )
        document = {"body": body, **document}
    fields = {key: value for key, value in {**DOCUMENT, **document}.items() if value is not None}
    head = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join([*head, "entries:", *(f"  {line}" for line in lines)]) + "\n"


def approval(
    *changes: Change, path: str = "approvals/3.yaml", rule: str = "QZ810", **document: Any
) -> Approval:
    """The approval of these changes."""
    written = text([approval_block(change, rule) for change in changes], **document)
    read = read_approval(written.encode(), path, Config(today=TODAY))
    assert read.faults == ()
    return read


def judged(
    comparison: Comparison,
    *approvals: Approval,
    policy: str = "public",
    past: Iterable[Approval] = (),
    **settings: Any,
) -> Comparison:
    config = Config(today=TODAY, **settings)
    asked = load_policy(policy, config)
    assert asked is not None
    return judge(
        comparison, asked, list(approvals), config, lambda change: (f"{change.item}.yaml", PLACE), past
    )


def codes(comparison: Comparison) -> list[str]:
    return [finding.code for finding in comparison.findings]


def found(comparison: Comparison, code: str) -> Finding:
    """The one finding of this code."""
    (finding,) = [finding for finding in comparison.findings if finding.code == code]
    assert finding.help is not None
    return finding
