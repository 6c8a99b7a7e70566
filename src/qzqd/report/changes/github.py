"""For GitHub Actions: annotations as workflow commands, as many as the platform shows, the sum among them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qzqd.finding import SEVERITIES
from qzqd.locale import Text
from qzqd.report.changes.judged import judged_changes
from qzqd.report.changes.words import sources, summary
from qzqd.report.findings.github import MOST, annotation
from qzqd.report.paper.safe import inert

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.report import Page

_SUM = Text("::notice title=调整::", "::notice title=changes::")


def render(comparison: Comparison, page: Page) -> str:
    """Workflow commands, the most severe first and the sum last, then plain lines that no runner obeys."""
    language = page.language
    room = dict.fromkeys(SEVERITIES, MOST) | {"info": MOST - 1}
    findings = judged_changes(comparison)
    lines = [
        annotation(finding, page)
        for severity in SEVERITIES
        for finding in islice((each for each in findings if each.severity == severity), room[severity])
    ]
    closing = sources(comparison)
    if hidden := len(findings) - len(lines):
        more = Text(
            f"另有 {hidden} 个问题没有标注：平台每级最多显示 {MOST} 条。全部问题请看 qzqd diff 的文字报告。",
            f"{hidden} more without annotation: the platform shows {MOST} of each severity. "
            "The text report of qzqd diff has them all.",
        )
        closing.insert(0, more)
    lines.append(_SUM.in_(language) + " · ".join(part.in_(language) for part in summary(comparison)))
    lines.extend(inert(text.in_(language)) for text in closing)
    return "\n".join(lines) + "\n"
