"""For code scanning: SARIF 2.1.0 as `validate` writes it, of findings and of changes that are minded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.report.changes.judged import judged
from qzqd.report.changes.words import checked
from qzqd.report.findings.contract import counted
from qzqd.report.findings.sarif import log

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.report import Page


def render(comparison: Comparison, page: Page) -> str:
    """A log with one run; its properties count the lists and items of the newer side."""
    findings, lists = judged(comparison), checked(comparison)
    summary = counted(findings, len(lists), comparison.new_items)
    return log(findings, lists, summary, page, unable=comparison.unreadable)
