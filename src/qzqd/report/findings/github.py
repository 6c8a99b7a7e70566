"""For GitHub Actions: annotations as workflow commands, as many as the platform shows, then the sum."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qzqd.finding import SEVERITIES, Finding, Severity, Span
from qzqd.locale import Text
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.tally import summary
from qzqd.report.paper.words import described

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.outcome import Outcome
    from qzqd.report import Page

MOST = 10
"""How many annotations of one severity the platform shows of one step; it drops the rest in silence."""

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(outcome: Outcome, page: Page) -> str:
    """Workflow commands, the most severe first, then plain lines that no runner obeys."""
    lines = shown_annotations(outcome.findings, page, MOST)
    closing = [summary(outcome), *provenance_notes(outcome.catalogues)]
    if hidden := len(outcome.findings) - len(lines):
        closing.insert(1, not_annotated(hidden, "validate"))
    lines.extend(inert(text.in_(page.language)) for text in closing)
    return "\n".join(lines) + "\n"


def shown_annotations(findings: Sequence[Finding], page: Page, infos: int) -> list[str]:
    """The commands for as many findings of each severity as there is room for. infos: room for those that only inform."""
    return [
        _annotation(finding, page)
        for severity in SEVERITIES
        for finding in islice(
            (each for each in findings if each.severity == severity), infos if severity == "info" else MOST
        )
    ]


def not_annotated(count: int, command: str) -> Text:
    """How many findings have no annotation, and which command tells them all."""
    return Text(
        f"另有 {count} 个问题没有标注：平台每级最多显示 {MOST} 条。全部问题用 qzqd {command} --output 问题.txt 看。",
        f"{count} more without annotation: the platform shows {MOST} of each severity. "
        f"qzqd {command} --output findings.txt has them all.",
    )


def _annotation(finding: Finding, page: Page) -> str:
    span = finding.span
    properties = {"file": safe(page.place(finding.path))}
    if span != Span():
        properties |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:
            properties |= {"col": str(span.column), "endColumn": str(span.end_column)}
    properties["title"] = finding.code
    listed = ",".join(f"{name}={value.translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {listed}::{described(finding, page.language).translate(_DATA)}"
