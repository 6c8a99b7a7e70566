"""For code scanning: SARIF 2.1.0, with what is known of each rule in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import qzqd
from qzqd.finding import Finding, Severity, Span
from qzqd.locale import Text
from qzqd.report.findings.contract import catalogue_contract, totals
from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.safe import safe
from qzqd.report.paper.tally import worst
from qzqd.report.paper.words import described

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qzqd.check.rule import Rule
    from qzqd.locale import Language
    from qzqd.outcome import ListBrief, Outcome
    from qzqd.report import Page

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
MOST = 25_000
"""Results that GitHub takes of one run; it refuses a file with more."""
_ROOT_IS = Text("仓库的根目录", "the top of the repository")
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_TAG: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}


def render(outcome: Outcome, page: Page) -> str:
    """A log of what was checked."""
    return sarif_log(outcome.findings, outcome.catalogues, totals(outcome), page, unable=outcome.unable)


def sarif_log(
    findings: Sequence[Finding],
    catalogues: Sequence[ListBrief],
    summary: dict[str, int],
    page: Page,
    *,
    unable: bool,
) -> str:
    """A log with one run; its rules are those found, with a translation into the other language.

    unable: whether the work could not be done. summary: counts for the properties of the run.
    """
    shown = worst(findings, MOST)
    rules = list(_rules({finding.code for finding in shown}))
    places = {code: place for place, (code, _) in enumerate(rules)}
    other: Language = "en" if page.language == "zh" else "zh"
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "qzqd",
                "version": qzqd.__version__,
                "language": _TAG[page.language],
                "rules": [_descriptor(code, rule, page.language) for code, rule in rules],
            }
        },
        "translations": [
            {
                "name": "qzqd",
                "language": _TAG[other],
                "contents": ["localizedData"],
                "associatedComponent": {"name": "qzqd"},
                "rules": [_descriptor(code, rule, other) for code, rule in rules],
            }
        ],
        "language": _TAG[page.language],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": _ROOT_IS.in_(page.language)}}},
        "invocations": [_invocation(len(findings) - len(shown), page.language, unable=unable)],
        "results": [_result(finding, places[finding.code], page) for finding in shown],
        "properties": {
            "catalogues": [
                catalogue_contract(replace(each, path=page.place(each.path))) for each in catalogues
            ],
            "summary": summary,
        },
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, depth=4)


def _invocation(left: int, language: Language, *, unable: bool) -> dict[str, Any]:
    """Whether the work could be done, and what of it is not here."""
    invocation: dict[str, Any] = {"executionSuccessful": not unable}
    if left:
        more = Text(
            f"这里只有最严重的 {MOST} 个问题，另有 {left} 个没有列出：代码扫描平台只接收这么多。",
            f"Only the worst {MOST} findings are here, {left} more are not: code scanning takes no more.",
        )
        invocation["toolExecutionNotifications"] = [
            {"level": "warning", "message": {"text": more.in_(language)}}
        ]
    return invocation


def _rules(codes: set[str]) -> Iterable[tuple[str, Rule | None]]:
    import qzqd.check.rules  # noqa: F401
    from qzqd.check.rule import RULES

    return ((code, RULES.get(code)) for code in sorted(codes))


def _descriptor(code: str, rule: Rule | None, language: Language) -> dict[str, Any]:
    title, why = (rule.title.in_(language), rule.why.in_(language)) if rule else (code, code)
    return {
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\nqzqd explain {code}"},
    }


def _result(finding: Finding, rule: int, page: Page) -> dict[str, Any]:
    span = finding.span
    place: dict[str, Any] = {"artifactLocation": _artifact(page.place(finding.path))}
    if span != Span():
        place["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.item or finding.pointer:
        location["logicalLocations"] = [
            {"name": safe(finding.item or finding.pointer), "fullyQualifiedName": safe(finding.pointer)}
        ]
    result = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        # `[text](address)` in a message is a link to whoever reads SARIF.
        "message": {"text": described(finding, page.language).replace("](", "] (")},
        "locations": [location],
        "partialFingerprints": {"findingHash/v1": finding.fingerprint},
    }
    if finding.origin:
        result["properties"] = {"origin": safe(finding.origin)}
    return result


def _artifact(path: str) -> dict[str, str]:
    uri = quote(path, errors="replace")
    return {"uri": f"file://{uri}"} if uri.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}
