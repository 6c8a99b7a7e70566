"""What is not said of a value of which something else is said that it may follow from: one cause, one finding."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qzqd.check.rule import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.finding import Finding


def set_apart(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Those to be told, and those that other ones of them stand before.

    To be asked once it is known which are silenced: what nobody hears of stands before nothing.
    Of two that yield to each other, neither does.
    """
    findings = [*findings]
    spoken: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in findings:
        spoken[each.path, each.pointer].add(each.code)
    told: list[Finding] = []
    implied: list[Finding] = []
    for each in findings:
        yields = _yields(each.code) and any(
            other.startswith(_yields(each.code)) and not each.code.startswith(_yields(other))
            for other in spoken[each.path, each.pointer]
        )
        (implied if yields else told).append(each)
    return told, implied


def _yields(code: str) -> tuple[str, ...]:
    return RULES[code].yields if code in RULES else ()
