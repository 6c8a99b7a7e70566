"""For programs: what rests on a law, as schemas/contracts/impact.schema.json promises it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.law.citation import format_citation
from qzqd.report.paper.jsontext import contract_text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from qzqd.check.impact import Impact, ListImpact, RestingItem
    from qzqd.law.citation import Citation
    from qzqd.report import Page


def render(answer: Impact, page: Page) -> str:  # noqa: ARG001 (the same in every language)
    """One JSON document, lists and items in the order in which they were read."""
    inquiry = answer.inquiry
    law = inquiry.law
    return contract_text(
        {
            "law": {
                "title": safe(inquiry.title),
                "registered": law is not None,
                "newest_edition": law.editions[-1][0] if law else None,
                "repealed": safe(law.repealed) if law and law.repealed else None,
                "superseded_by": safe(law.superseded_by) if law and law.superseded_by else None,
                "as_of": inquiry.registers.as_of or None,
            },
            "asked": [_cited(citation) for citation in inquiry.asked],
            "catalogues": [_catalogue(listed) for listed in answer.lists],
            "items": [_item(listed, resting) for listed in answer.lists for resting in listed.items],
            "unread": [safe(path) for path in answer.unread],
            "summary": {
                "catalogues": len(answer.lists),
                "items": len(answer.items),
                "uncertain": answer.uncertain,
            },
        },
        depth=2,
    )


def _catalogue(listed: ListImpact) -> dict[str, Any]:
    header = {key: safe(str(listed.catalogue.get(key, ""))) for key in ("kind", "id", "title", "edition")}
    source = listed.catalogue.get("source")
    provenance = source.get("provenance") if isinstance(source, dict) else None
    return {
        "path": safe(listed.path),
        **header,
        "provenance": safe(str(provenance)) if provenance else None,
        "items": len(listed.items),
    }


def _item(listed: ListImpact, resting: RestingItem) -> dict[str, Any]:
    return {
        "catalogue": safe(str(listed.catalogue.get("id", ""))),
        "path": safe(listed.path),
        "id": safe(resting.id),
        "name": safe(resting.name),
        "certain": resting.certain,
        "basis": [
            {**_cited(ground.citation), "certain": ground.certain, "newest": ground.newest}
            for ground in resting.grounds
        ],
    }


def _cited(citation: Citation) -> dict[str, Any]:
    places = {name: getattr(citation, name) for name in ("article", "paragraph", "subparagraph", "item")}
    edition = safe(citation.edition) or None
    return {
        "citation": safe(format_citation(citation)),
        "law": safe(citation.law),
        "edition": edition,
        **places,
    }
