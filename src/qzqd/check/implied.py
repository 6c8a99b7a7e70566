"""What is not said of a value of which something else is said that it may follow from: one cause, one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.finding import Finding


def set_apart(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Those to be told, and those that other ones of them stand before.

    To be asked once it is known which are silenced: what nobody hears of stands before nothing.
    """
    findings = [*findings]
    spoken = {(each.path, each.pointer) for each in findings if not _yields(each)}
    told: list[Finding] = []
    implied: list[Finding] = []
    for each in findings:
        (implied if _yields(each) and (each.path, each.pointer) in spoken else told).append(each)
    return told, implied


def _yields(finding: Finding) -> bool:
    return finding.code in RULES and RULES[finding.code].yields
