"""For test dashboards: JUnit XML, a suite for each file and a case for each finding."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.paper.provenance import provenance, provenance_notes
from qzqd.report.paper.safe import safe
from qzqd.report.paper.tally import by_path, unique
from qzqd.report.paper.words import described, explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.outcome import ListBrief, Outcome
    from qzqd.report import Page

_NOTHING = Text("没有发现问题", "nothing wrong")


def render(outcome: Outcome, page: Page) -> str:
    """Errors and warnings fail, infos pass with their text; a file without findings passes in one case."""
    catalogues = {checked.path: checked for checked in outcome.catalogues}
    found = by_path(outcome.findings)
    tests, failures = 0, 0
    suites: list[str] = []
    for path in catalogues | found:
        findings = found.get(path, [])
        failed = sum(finding.severity != "info" for finding in findings)
        tests += max(1, len(findings))
        failures += failed
        counts = f'tests="{max(1, len(findings))}" failures="{failed}" errors="0"'
        suites.append(f'<testsuite name="{attribute(page.place(path))}" {counts}>')
        if path in catalogues:
            suites.extend(properties(catalogues[path], page.language))
        suites.extend(cases(page.place(path), findings, page.language))
        suites.append("</testsuite>")
    head = f'<testsuites name="qzqd" tests="{tests}" failures="{failures}" errors="0">'
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>\n"))


def properties(checked: ListBrief, language: Language) -> Iterator[str]:
    """What a list is and where it comes from, in lines."""
    stated = {
        "catalogue": checked.id,
        "title": checked.title,
        "edition": checked.edition,
        "provenance": provenance(checked) or "",
        "items": str(checked.items),
        "illustrative": str(checked.illustrative),
    }
    if notes := provenance_notes([checked]):
        stated["note"] = " ".join(note.in_(language) for note in notes)
    yield "<properties>"
    for name, value in stated.items():
        yield f'<property name="{name}" value="{attribute(value)}"/>'
    yield "</properties>"


def cases(path: str, findings: list[Finding], language: Language) -> Iterator[str]:
    """A case for each finding of a file, or one that passes, in lines."""
    classname = attribute(path)
    if not findings:
        yield f'<testcase classname="{classname}" name="{_NOTHING.in_(language)}"/>'
    # Dashboards take equal names for one case.
    titles = (f"{finding.code} {safe(finding.message.in_(language))}" for finding in findings)
    for finding, title in zip(findings, unique(titles), strict=True):
        yield f'<testcase classname="{classname}" name="{escape(title)}">'
        body = escape(
            f"{described(finding, language)}\n{safe(path)}:{finding.span.line}:{finding.span.column}\n"
            f"{explained(finding.code).in_(language)}"
        )
        if finding.severity == "info":
            yield f"<system-out>{body}</system-out>"
        else:
            message = attribute(finding.message.in_(language))
            yield f'<failure type="{finding.severity}" message="{message}">{body}</failure>'
        yield "</testcase>"


def attribute(text: str) -> str:
    """The text, safe, for an attribute in quotes."""
    return escape(safe(text))
