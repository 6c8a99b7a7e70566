"""The answer of one run of `validate`: what was looked at and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qzqd.finding import Finding, Severity


@dataclass(slots=True)
class ListBrief:
    """One list in brief: what it says of itself, and how many items it has. What it does not say is empty.

    illustrative: how many items are marked so within a list that is not; illustrative_fields: the fields
    whose values only show the shape.
    """

    path: str = ""
    kind: str = ""
    id: str = ""
    title: str = ""
    edition: str = ""
    provenance: str = ""
    items: int = 0
    illustrative: int = 0
    illustrative_fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """The answer of one run of `validate`: findings in order of path, line and column.

    implied: those that are not told beside others about the same values, as they may follow from them.
    files: how many were opened. unable: nothing could be checked. suppressed: findings silenced by an ignore or by the
    baseline file. unchecked: files that hold no readable catalogue, and others that look like lists.
    only, off: rules, or beginnings of their codes, that alone were asked for, and those that were switched off.
    unheld: registers that lists point at and that are missing. apart: there are, or may be, other lists that these were
    not checked against.
    """

    findings: list[Finding] = field(default_factory=list)
    catalogues: list[ListBrief] = field(default_factory=list)
    files: int = 0
    items: int = 0
    suppressed: int = 0
    unchecked: int = 0
    unable: bool = False
    implied: list[Finding] = field(default_factory=list)
    unheld: tuple[str, ...] = ()
    apart: bool = False
    only: tuple[str, ...] = ()
    off: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity == severity for finding in self.findings)
