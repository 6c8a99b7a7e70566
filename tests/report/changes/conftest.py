"""What the golden reports of changes are made with."""

from __future__ import annotations

import pytest

import qzqd
from qzqd.check import rule, rules  # noqa: F401
from qzqd.locale import Text


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a release nor a reworded rule changes what a report looks like."""
    monkeypatch.setattr(qzqd, "__version__", "0.0.0")
    title, why = (
        Text("调整没有批准", "A change without approval"),
        Text("要有机关批准。", "It takes an approval."),
    )
    made = rule.Rule("QZ810", "error", title=title, why=why, fails=None, passes=rule.Example("items: []\n"))
    monkeypatch.setattr(rule, "RULES", {"QZ810": made})
