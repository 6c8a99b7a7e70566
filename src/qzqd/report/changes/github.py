"""For GitHub Actions: annotations as workflow commands, as many as the platform shows, the sum among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.changes.judged import judged_changes
from qzqd.report.changes.words import sources, summary
from qzqd.report.findings.github import MOST, not_annotated, shown_annotations
from qzqd.report.paper.safe import inert

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.report import Page

_SUM = Text("::notice title=调整::", "::notice title=changes::")


def render(comparison: Comparison, page: Page) -> str:
    """Workflow commands, the most severe first and the sum last, then plain lines that no runner obeys."""
    findings = judged_changes(comparison)
    lines = shown_annotations(findings, page, MOST - 1)  # the sum is one of those that only inform
    closing = sources(comparison)
    if hidden := len(findings) - len(lines):
        closing.insert(0, not_annotated(hidden, "diff"))
    language = page.language
    lines.append(_SUM.in_(language) + " · ".join(part.in_(language) for part in summary(comparison)))
    lines.extend(inert(text.in_(language)) for text in closing)
    return "\n".join(lines) + "\n"
