"""For programs: the claims and the findings of schemas/contracts/coverage.schema.json by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.report.findings.contract import finding_json
from qzqd.report.paper.jsontext import contract_text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from qzqd.cover.coverage import ClaimResult, Coverage
    from qzqd.locale import Language
    from qzqd.report import Page


def render(coverage: Coverage, page: Page) -> str:
    """One JSON document, a claim to a line."""
    return contract_text(
        {
            "claims": [claim_contract(claim, page.language) for claim in coverage.claims],
            "findings": [finding_json(finding, page.language) for finding in coverage.findings],
        },
        depth=2,
    )


def claim_contract(claim: ClaimResult, language: Language) -> dict[str, Any]:
    """One claim as every contract has it. agrees: None where it cannot be worked out; how: "" where nothing says how."""
    return {
        "id": safe(claim.id),
        "catalogue": safe(claim.catalogue),
        "text": safe(claim.text),
        "stated": safe(claim.stated),
        "recomputed": safe(claim.recomputed) or None,
        "agrees": claim.agrees,
        "how": safe(claim.how.in_(language)),
    }
