"""For programs: the JSON that schemas/contracts/validate.schema.json promises."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qzqd.report.paper.jsontext import contract_text
from qzqd.report.paper.provenance import provenance
from qzqd.report.paper.safe import safe
from qzqd.report.paper.words import remedy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.outcome import ListBrief, Outcome
    from qzqd.report import Page


def render(outcome: Outcome, page: Page) -> str:
    """One JSON document, findings in the order of the outcome."""
    return contract_text(
        {
            "findings": [finding_json(finding, page.language) for finding in outcome.findings],
            "catalogues": [catalogue_contract(checked) for checked in outcome.catalogues],
            "summary": totals(outcome),
        },
        depth=2,
    )


def catalogue_contract(checked: ListBrief) -> dict[str, Any]:
    """What a list is and where it comes from."""
    return {
        "path": safe(checked.path),
        "kind": safe(checked.kind),
        "id": safe(checked.id),
        "title": safe(checked.title),
        "edition": safe(checked.edition),
        "provenance": provenance(checked),
        "items": checked.items,
        "illustrative": checked.illustrative,
        "illustrative_fields": [safe(name) for name in checked.illustrative_fields],
    }


def totals(outcome: Outcome) -> dict[str, int]:
    """The counts of the run."""
    found = counts_contract(outcome.findings, outcome.files, outcome.items)
    return found | {"suppressed": outcome.suppressed, "unchecked": outcome.unchecked}


def counts_contract(findings: Sequence[Finding], files: int, items: int) -> dict[str, int]:
    """The counts of any run; nothing is suppressed or left unchecked."""
    of = Counter(finding.severity for finding in findings)
    counts = {"errors": of["error"], "warnings": of["warning"], "infos": of["info"]}
    return {"files": files, "items": items, **counts, "suppressed": 0, "unchecked": 0}


def finding_json(finding: Finding, language: Language) -> dict[str, Any]:
    """A finding as every contract has it."""
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity,
        "path": safe(finding.path),
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "pointer": safe(finding.pointer),
        "catalogue": safe(finding.catalogue) if finding.catalogue else None,
        "item": safe(finding.item) if finding.item else None,
        "origin": safe(finding.origin) or None,
        "message": safe(finding.message.in_(language)),
        "help": "\n".join(remedy(finding, language)) or None,
        "fingerprint": finding.fingerprint,
    }
