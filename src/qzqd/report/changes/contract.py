"""For programs: the JSON that schemas/contracts/diff.schema.json promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.compare.change import LABELS
from qzqd.report.findings.contract import finding_json
from qzqd.report.paper.jsontext import contract_text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from qzqd.compare.change import Change, ChangeSide, Comparison, FieldChange
    from qzqd.locale import Language
    from qzqd.report import Page


def render(comparison: Comparison, page: Page) -> str:
    """One JSON document, with every change in the order of the comparison."""
    return contract_text(
        {
            "old": safe(comparison.old),
            "new": safe(comparison.new),
            "changes": [
                changed(change, page.language, compared.origin(change))
                for compared in comparison.catalogues
                for change in compared.changes
            ],
            "headers": [
                {
                    "catalogue": safe(compared.id),
                    "fields": [_field(differing, page.language) for differing in compared.header],
                }
                for compared in comparison.catalogues
                if compared.header
            ],
            "unreadable": comparison.unreadable,
            "findings": [finding_json(found, page.language) for found in comparison.findings],
            "summary": {
                "old_items": comparison.old_items,
                "new_items": comparison.new_items,
                "by_type": comparison.by_type(),
                "headers": sum(len(compared.header) for compared in comparison.catalogues),
                "reordered": sum(compared.reordered for compared in comparison.catalogues),
                "reused": sum(compared.reused for compared in comparison.catalogues),
            },
        },
        depth=2,
    )


def changed(change: Change, language: Language, origin: str = "") -> dict[str, Any]:
    """One change as the contract has it. origin: the cell that the item was imported from."""
    return {
        "type": change.type,
        "label": LABELS[change.type].in_(language),
        "catalogue": safe(change.catalogue),
        "item": safe(change.item),
        "origin": safe(origin) or None,
        "old": _side(change.old),
        "new": _side(change.new),
        "fields": [_field(differing, language) for differing in change.fields],
        "by": change.by,
        "score": change.score,
        "severity": change.severity,
        "rules": list(change.rules),
        "approval": safe(change.approval) if change.approval else None,
    }


def _side(side: ChangeSide | None) -> dict[str, Any] | None:
    return {"ids": [safe(key) for key in side.ids], "name": safe(side.name)} if side else None


def _field(differing: FieldChange, language: Language) -> dict[str, Any]:
    return {
        "field": safe(differing.field),
        "title": safe(differing.title.in_(language)),
        "old": _plain(differing.old),
        "new": _plain(differing.new),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    if isinstance(value, dict):
        return {safe(key): _plain(entry) for key, entry in value.items()}
    return value
