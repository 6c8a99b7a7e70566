"""For test dashboards: JUnit XML, a suite for each catalogue and a case for each change."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.changes.judged import change_title, unapproved
from qzqd.report.changes.values import values
from qzqd.report.changes.words import NONE, SUSPECTED, checked
from qzqd.report.findings.junit import JunitSuite, attribute, file_suite, junit_document, properties
from qzqd.report.paper.safe import safe
from qzqd.report.paper.tally import by_path, unique
from qzqd.report.paper.words import COLON, described, explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Change, Compared, Comparison
    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.report import Page

    About = dict[tuple[str | None, str | None], list[Finding]]

_NO_CHANGE = Text("没有事项调整", "no item changed")


def render(comparison: Comparison, page: Page) -> str:
    """Changes that the policy minds fail, with the findings about them; other findings have suites by file."""
    about: About = {(change.catalogue, change.item): [] for change in comparison.changes() if _fails(change)}
    others: list[Finding] = []
    for finding in comparison.findings:
        about.get((finding.catalogue, finding.item), others).append(finding)
    files = (file_suite(path, found, page) for path, found in by_path(others).items())
    return junit_document([*_suites(comparison, about, page.language), *files])


def _suites(comparison: Comparison, about: About, language: Language) -> Iterator[JunitSuite]:
    """Of two origins of one catalogue the newer edition's, which `checked` names first, is told."""
    origins = {origin.path: origin for origin in reversed(checked(comparison))}
    for compared in comparison.catalogues:
        origin = origins.get(compared.new_path or compared.old_path)
        stated = properties(origin, language) if origin else ()
        lines = [*stated, *_cases(compared, about, language)]
        yield JunitSuite(
            compared.id, max(1, len(compared.changes)), sum(map(_fails, compared.changes)), lines
        )


def _cases(compared: Compared, about: About, language: Language) -> Iterator[str]:
    classname = attribute(compared.id)
    if not compared.changes:
        yield f'<testcase classname="{classname}" name="{_NO_CHANGE.in_(language)}"/>'
    names = unique(_name(change, language) for change in compared.changes)
    for change, name in zip(compared.changes, names, strict=True):
        yield f'<testcase classname="{classname}" name="{escape(name)}">'
        body = "\n".join(_lines(change, compared.kind, language))
        if change.severity and _fails(change):
            found = about[change.catalogue, change.item] or [unapproved(change, change.severity, compared)]
            reasons = (f"{described(each, language)}\n{explained(each.code).in_(language)}" for each in found)
            body = "\n".join((*filter(None, [body]), *reasons))
            message = attribute(found[0].message.in_(language))
            yield f'<failure type="{change.severity}" message="{message}">{escape(body)}</failure>'
        elif body:
            yield f"<system-out>{escape(body)}</system-out>"
        yield "</testcase>"


def _fails(change: Change) -> bool:
    return change.severity in ("error", "warning")


def _name(change: Change, language: Language) -> str:
    guess = f"{SUSPECTED.in_(language)} " if change.by == "suspected" else ""
    return safe(f"{guess}{change.item} {change_title(change).in_(language)}")


def _lines(change: Change, kind: str, language: Language) -> Iterator[str]:
    """Each field that differs: its title, what it was, what it is."""
    for differing in change.fields:
        sides = (map(safe, side) for side in values(differing, kind, language))
        old, new = ("；".join(side) or NONE.in_(language) for side in sides)
        yield f"{safe(differing.title.in_(language))}{COLON.in_(language)}{old} → {new}"
