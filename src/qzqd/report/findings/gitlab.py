"""For GitLab: a Code Quality report, shown in the merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import safe
from qzqd.report.paper.tally import unique
from qzqd.report.paper.words import described

if TYPE_CHECKING:
    from qzqd.finding import Finding, Severity
    from qzqd.outcome import Outcome
    from qzqd.report import Page

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(outcome: Outcome, page: Page) -> str:
    """An array of issues. GitLab takes equal fingerprints for one issue, so twins are numbered.

    The format knows nothing but issues; where a list is not the published text, the first issue of its file
    says so in `content`, which the format inherits from Code Climate.
    """
    notes = {
        checked.path: "\n".join(note.in_(page.language) for note in provenance_notes([checked]))
        for checked in outcome.catalogues
    }
    names = unique(finding.fingerprint for finding in outcome.findings)
    return dump(
        [
            _issue(finding, name, page, notes.pop(finding.path, ""))
            for finding, name in zip(outcome.findings, names, strict=True)
        ],
        depth=1,
    )


def _issue(finding: Finding, fingerprint: str, page: Page, note: str) -> dict[str, Any]:
    issue: dict[str, Any] = {
        "type": "issue",
        "description": described(finding, page.language),
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {"path": safe(page.place(finding.path)), "lines": {"begin": finding.span.line}},
    }
    if note:
        issue["content"] = {"body": note}
    return issue
