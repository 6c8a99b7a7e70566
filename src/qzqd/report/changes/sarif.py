"""For code scanning: SARIF 2.1.0 as `validate` writes it, of findings and of changes that are minded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.report.changes.judged import judged_changes
from qzqd.report.changes.words import checked
from qzqd.report.findings.contract import counts_contract
from qzqd.report.findings.sarif import sarif_log

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.report import Page


def render(comparison: Comparison, page: Page) -> str:
    """A log with one run; its properties count the lists and items of the newer side."""
    findings, lists = judged_changes(comparison), checked(comparison)
    summary = counts_contract(findings, len(lists), comparison.new_items)
    return sarif_log(findings, lists, summary, page, unable=comparison.unreadable)
