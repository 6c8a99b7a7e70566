"""For test dashboards: JUnit XML, a suite for each file and a case for each finding."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.report.paper.provenance import provenance, provenance_notes
from qzqd.report.paper.safe import safe
from qzqd.report.paper.tally import by_path, unique
from qzqd.report.paper.words import described, explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.outcome import ListBrief, Outcome
    from qzqd.report import Page

_NOTHING = Text("没有发现问题", "nothing wrong")


class JunitSuite(NamedTuple):
    """lines: its properties and cases."""

    name: str
    tests: int
    failures: int
    lines: Sequence[str]


def render(outcome: Outcome, page: Page) -> str:
    """Errors and warnings fail, infos pass with their text; a file without findings passes in one case."""
    catalogues = {checked.path: checked for checked in outcome.catalogues}
    found = by_path(outcome.findings)
    return junit_document(
        [file_suite(path, found.get(path, []), page, catalogues.get(path)) for path in catalogues | found]
    )


def junit_document(suites: Sequence[JunitSuite]) -> str:
    """The suites as XML, with their sums."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    tests, failures = sum(suite.tests for suite in suites), sum(suite.failures for suite in suites)
    lines.append(f'<testsuites name="qzqd" tests="{tests}" failures="{failures}" errors="0">')
    for suite in suites:
        counts = f'tests="{suite.tests}" failures="{suite.failures}" errors="0"'
        lines += (f'<testsuite name="{attribute(suite.name)}" {counts}>', *suite.lines, "</testsuite>")
    return "\n".join((*lines, "</testsuites>\n"))


def file_suite(
    path: str, findings: Sequence[Finding], page: Page, checked: ListBrief | None = None
) -> JunitSuite:
    """A file with a case for each finding, or one that passes. checked: the list that the file is."""
    place = page.place(path)
    failures = sum(finding.severity != "info" for finding in findings)
    stated = properties(checked, page.language) if checked else ()
    lines = [*stated, *_cases(place, findings, page.language)]
    return JunitSuite(place, max(1, len(findings)), failures, lines)


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


def _cases(path: str, findings: Sequence[Finding], language: Language) -> Iterator[str]:
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
