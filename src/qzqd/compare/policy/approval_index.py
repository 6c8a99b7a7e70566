"""The approvals at hand in one comparison: which of them covers a change, and what is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS
from qzqd.compare.policy import evidence
from qzqd.compare.policy.approvals import approval_entry
from qzqd.locale import Text
from qzqd.open.findings import locate
from qzqd.open.severity import active, severity
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.compare.change import Change
    from qzqd.compare.policy.approvals import Approval, ApprovalEntry
    from qzqd.compare.policy.presets import Demand
    from qzqd.finding import Finding, Severity
    from qzqd.read.config import Config

MISSING = "QZ810"
"""The rule that asks for an approval."""

_UNUSED, _EXPIRED = "QZ811", "QZ812"


class ApprovalIndex:
    """unreadable: files that may approve anything, as nobody can tell.

    `past` approvals are those that the older side has already: what they approve may have been done long ago."""

    def __init__(
        self, approvals: list[Approval], past: Iterable[Approval], changes: Iterable[Change], config: Config
    ) -> None:
        self._approvals = approvals
        self.unreadable = [approval for approval in approvals if approval.faults]
        self._config = config
        self._covering: dict[ApprovalEntry, list[Approval]] = defaultdict(list)
        for approval in approvals:
            for line in approval.entries:
                self._covering[line].append(approval)
        self._past = {line for approval in past for line in approval.entries}
        needed = {approval_entry(change, MISSING) for change in changes} if approvals else set()
        self._alike = {
            (line.rule, line.item, line.change): line
            for line in self._covering
            if line not in self._past and line not in needed
        }
        self._used: set[ApprovalEntry] = set()
        self._asked: dict[str, list[Demand]] = defaultdict(list)
        self._amiss: dict[tuple[str, Demand], tuple[str, ...]] = {}

    def covering(self, change: Change, rule: str, demand: Demand | None) -> Approval | None:
        """The approval of this very change; of several, one that shows all that is demanded."""
        wanted = approval_entry(change, rule)
        found = self._covering.get(wanted)
        if not found:
            return None
        self._used.add(wanted)
        chosen = found[0]
        if demand:
            chosen = next((each for each in found if not self.amiss(each, demand)), chosen)
            self._asked[chosen.path].append(demand)
        return chosen

    def amiss(self, approval: Approval, demand: Demand) -> tuple[str, ...]:
        """The rules by which the document is not sound in itself, or does not show what is demanded."""
        key = approval.path, demand
        if key not in self._amiss:
            faults = evidence.document_faults(approval.document, self._config.today)
            shortcomings = evidence.shortcomings(approval.document, demand)
            self._amiss[key] = tuple(problem.code for problem in (*faults, *shortcomings))
        return self._amiss[key]

    def mistaken(self, change: Change) -> Approval | None:
        """An approval of this type of change to this item, with content that nothing in the comparison has."""
        line = self._alike.get((MISSING, change.item, change.type))
        if line is None:
            return None
        self._used.add(line)
        return self._covering[line][0]

    def weight(self, code: str, weight: Severity | None) -> Severity:
        """The severity in the settings, else this one, else the rule's own."""
        return severity(code, self._config) if weight is None or code in self._config.severity else weight

    def upkeep(self) -> Iterator[Finding]:
        """What is wrong with the files and documents, once every change has been looked at."""
        needless = self._covering.keys() - self._used - self._past
        for approval in self._approvals:
            yield from approval.faults
            idle = [place for place, line in enumerate(approval.entries) if line in needless]
            used = not self._used.isdisjoint(approval.entries)
            if used or idle:
                yield from self._about(approval, idle, used)

    def _about(self, approval: Approval, idle: list[int], used: bool) -> Iterator[Finding]:
        faults, weight = [*evidence.document_faults(approval.document, self._config.today)], None
        if asked := self._asked.get(approval.path):
            demand = evidence.strictest(asked)
            weight = demand.severity
            faults += evidence.shortcomings(approval.document, demand)
        for fault in faults:
            yield from self._located(approval, fault, weight)
        if not any(fault.code == _EXPIRED for fault in faults):
            for fault in _unused(approval, idle, used):
                yield from self._located(approval, fault, None)

    def _located(self, approval: Approval, fault: Problem, weight: Severity | None) -> Iterator[Finding]:
        if approval.file and active(fault.code, self._config):
            found = locate(fault.code, fault, approval.path, approval.file.positions, self._config)
            yield replace(found, severity=self.weight(fault.code, weight))


def _unused(approval: Approval, idle: list[int], used: bool) -> Iterator[Problem]:
    """One for each line, or one for the document where no line of it is used."""
    help = Text("核对事项编号和内容；用不着的删去", "check item and content; delete what is not needed")
    if not used:
        message = Text(f"批准没有用到：{approval.name}", f"nothing here needs this approval: {approval.name}")
        yield Problem(message, ("entries",), help, value=approval.name, code=_UNUSED)
        return
    for place in idle:
        line = approval.entries[place]
        label = LABELS[line.change]
        message = Text(f"批准没有用到：{label.zh} {line.item}", f"not needed here: {label.en} {line.item}")
        yield Problem(message, ("entries", place), help, value=line.hash, code=_UNUSED)
