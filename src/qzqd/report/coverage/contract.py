"""For programs: the JSON that schemas/contracts/coverage.schema.json promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.cover.coverage import LABELS, RATES
from qzqd.report.coverage.claims_contract import claim_contract
from qzqd.report.findings.contract import finding_json
from qzqd.report.paper.jsontext import contract_text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.cover.coverage import (
        Aspect,
        BaselineCoverage,
        By,
        Counts,
        Coverage,
        Fraction,
        Gate,
        Ledger,
        Trend,
        UnitCoverage,
    )
    from qzqd.locale import Language
    from qzqd.report import Page

_COUNTS = ("required", *LABELS, "declared")


def render(coverage: Coverage, page: Page) -> str:
    """One JSON document, a unit to a line, with everything in the order of the coverage."""
    language = page.language
    return contract_text(
        {
            "by": page.by,
            "unreadable": coverage.unreadable,
            "against": safe(coverage.against) or None,
            "baselines": [_baseline(baseline, page.by) for baseline in coverage.baselines],
            "aspects": [_aspect(aspect, language) for aspect in coverage.aspects],
            "ledgers": [_ledger(ledger, language) for ledger in coverage.ledgers],
            "claims": [claim_contract(claim, language) for claim in coverage.claims],
            "trends": [_trend(trend) for trend in coverage.trends],
            "gates": [_gate(gate, language) for gate in coverage.gates],
            "findings": [finding_json(finding, language) for finding in coverage.findings],
        },
        depth=4,
    )


def _baseline(baseline: BaselineCoverage, by: By) -> dict[str, Any]:
    groups = [] if by == "unit" else baseline.by(by)
    return {
        "id": safe(baseline.id),
        "edition": safe(baseline.edition),
        "title": safe(baseline.title),
        "provenance": safe(baseline.provenance),
        "path": safe(baseline.path),
        "items": len(baseline.items),
        "published": baseline.published or None,
        "illustrative": baseline.illustrative,
        "units": map(_unit, baseline.units),
        "groups": [{"name": safe(name), **_counts(counts)} for name, counts in groups],
        "totals": _counts(baseline.totals),
        "average": baseline.average,
    }


def _unit(unit: UnitCoverage) -> dict[str, Any]:
    return {
        "code": safe(unit.code),
        "name": safe(unit.name),
        **_counts(unit.counts),
        "missing_items": _safe(unit.missing_items),
        "statuses": {safe(item): status for item, status in unit.cells.items()},
        "reasons": {safe(item): safe(reason) for item, reason in unit.reasons.items()},
        "path": safe(unit.path) or None,
        "edition": safe(unit.edition) or None,
        "provenance": safe(unit.provenance) or None,
    }


def _counts(counts: Counts) -> dict[str, Any]:
    fractions = {name: getattr(counts, name) for name in RATES}
    return {
        **{name: getattr(counts, name) for name in _COUNTS},
        "rate": counts.rate.percent,
        "fractions": {name: _fraction(fraction) for name, fraction in fractions.items()},
    }


def _fraction(fraction: Fraction) -> dict[str, Any]:
    return {**fraction._asdict(), "percent": fraction.percent}


def _aspect(aspect: Aspect, language: Language) -> dict[str, Any]:
    return {
        "catalogue": safe(aspect.catalogue),
        "aspect": safe(aspect.name),
        "title": safe(aspect.title.in_(language)),
        "provenance": safe(aspect.provenance),
        "illustrative": aspect.illustrative,
        "published": aspect.published or None,
        **_answered(aspect.covered),
        "missing_items": _safe(aspect.missing_items),
        "groups": [{"name": safe(name), **_answered(group)} for name, group in aspect.groups],
    }


def _answered(fraction: Fraction) -> dict[str, Any]:
    return {"covered": fraction.part, "required": fraction.whole, "rate": fraction.percent}


def _ledger(ledger: Ledger, language: Language) -> dict[str, Any]:
    return {
        "id": safe(ledger.id),
        "kind": safe(ledger.kind),
        "title": safe(ledger.title),
        "records": ledger.records,
        "provenance": safe(ledger.provenance),
        "checks": [
            {
                "name": safe(check.name),
                "title": safe(check.title.in_(language)),
                "kept": check.kept.part,
                "required": check.kept.whole,
                "rate": check.kept.percent,
            }
            for check in ledger.checks
        ],
        "ranks": [
            {
                "department": safe(rank.department),
                "score": rank.score,
                "band": safe(rank.band),
                "tied": rank.tied,
            }
            for rank in ledger.ranks
        ],
    }


def _trend(trend: Trend) -> dict[str, Any]:
    return {
        "id": safe(trend.id),
        "title": safe(trend.title),
        "old_items": trend.old_items,
        "new_items": trend.new_items,
        "old": _fraction(trend.old) if trend.old else None,
        "new": _fraction(trend.new) if trend.new else None,
    }


def _gate(gate: Gate, language: Language) -> dict[str, Any]:
    return {
        "name": safe(gate.name),
        "title": safe(gate.title.in_(language)),
        "value": gate.value,
        "threshold": gate.threshold,
        "passed": gate.passed,
    }


def _safe(ids: Iterable[str]) -> list[str]:
    return [safe(key) for key in ids]
