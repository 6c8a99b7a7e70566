"""Was it allowed? Every change is held against the policy, the approvals at hand and what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS
from qzqd.compare.policy.approval_index import MISSING, ApprovalIndex
from qzqd.compare.policy.approvals import approval_block
from qzqd.compare.policy.evidence import demand_at_rank, needed
from qzqd.compare.policy.lifecycle import Lifecycle
from qzqd.finding import SEVERITIES, Finding, Span
from qzqd.locale import Text
from qzqd.open.findings import capped
from qzqd.open.severity import active
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.compare.change import Change, Compared, Comparison
    from qzqd.compare.policy.approvals import Approval
    from qzqd.compare.policy.policy import Policy
    from qzqd.compare.policy.presets import Demand
    from qzqd.finding import Severity
    from qzqd.read.config import Config

    Places = Callable[[Change], tuple[str, Span]]


def judge(
    comparison: Comparison,
    policy: Policy,
    approvals: list[Approval],
    config: Config,
    places: Places,
    past: Iterable[Approval] = (),
) -> Comparison:
    """The same comparison with the verdict: severity and approval of every change, and what is to be mended.

    places: where a change stands. past: the approvals that the older side has already; they need not be used.
    Suspected changes are left as they are.
    """
    index = ApprovalIndex(approvals, past, filter(_sure, comparison.changes()), config)
    decided = PolicyJudge(policy, index, config, places)
    catalogues = [decided.judged(compared) for compared in comparison.catalogues]
    findings = [*comparison.findings, *decided.findings, *decided.unchecked(), *index.upkeep()]
    return replace(comparison, catalogues=catalogues, findings=capped(findings, config))


def _sure(change: Change) -> bool:
    return change.by != "suspected"


class PolicyJudge:
    """Holds one change after the other against the policy; findings stand in the order in which reports list changes."""

    def __init__(self, policy: Policy, index: ApprovalIndex, config: Config, places: Places) -> None:
        self.findings: list[Finding] = []
        self._policy = policy
        self._index = index
        self._unchecked = 0
        self._config = config
        self._places = places

    def judged(self, compared: Compared) -> Compared:
        """The catalogue with the verdict on each of its changes."""
        header = compared.new_header or compared.old_header
        division = header.get("jurisdiction", {}).get("code", "")
        lifecycle = Lifecycle(compared)
        changes = []
        found: dict[str, list[Finding]] = {change_type: [] for change_type in LABELS}
        for change in compared.changes:
            if _sure(change):
                demand = self._policy.demand(compared.kind, change.type)
                asked = demand_at_rank(demand, division) if demand else None
                change = self._verdict(change, asked, lifecycle, found[change.type])
            changes.append(change)
        self.findings += chain.from_iterable(found.values())
        return replace(compared, changes=tuple(changes))

    def unchecked(self) -> Iterator[Finding]:
        """One for all changes that may be approved by what cannot be read; what is wrong with that is told beside."""
        if not self._unchecked or not active(MISSING, self._config):
            return
        paths = listed([approval.path for approval in self._index.unreadable])
        message = Text(
            f"{self._unchecked} 处调整没法核对：{paths.zh} 读不出来",
            f"{self._unchecked} changes could not be checked: {paths.en} cannot be read",
        )
        help = Text("先改正批准文件，再比较", "mend the approval first, then compare again")
        path = self._index.unreadable[0].path
        yield Finding(MISSING, "info", path, Span(), message, help, value=str(self._unchecked))

    def _verdict(
        self, change: Change, demand: Demand | None, lifecycle: Lifecycle, found: list[Finding]
    ) -> Change:
        raised: list[tuple[Severity, str]] = []
        approval = self._index.covering(change, MISSING, demand)
        if demand and approval is None and (unreadable := self._index.unreadable):
            self._unchecked += 1
            raised += ((demand.severity, fault.code) for each in unreadable for fault in each.faults)
        elif demand and approval is None:
            raised += self._tell(change, self._missing(change, demand), found, demand.severity)
        elif demand and approval:
            raised += ((demand.severity, code) for code in self._index.amiss(approval, demand))
        for problem in lifecycle.problems(change):
            if self._index.covering(change, problem.code, demand) is None:
                raised += self._tell(change, problem, found)
        return replace(
            change,
            severity=min((severity for severity, _ in raised), key=SEVERITIES.index, default=None),
            approval=approval.name if approval else None,
            rules=tuple(dict.fromkeys(code for _, code in raised)),
        )

    def _missing(self, change: Change, demand: Demand) -> Problem:
        label, what, need = LABELS[change.type], _in_words(change), needed(demand)
        asked = Text(f"要有{need.zh}。", f"it takes: {need.en}. ") if need.zh else Text("", "")
        if mistaken := self._index.mistaken(change):
            message = Text(
                f"{label.zh}与批准的内容不同：{what.zh}", f"{label.en} otherwise than approved: {what.en}"
            )
            help = Text(
                f"确已批准的，用下面这一行换掉 {mistaken.path} 里的那一行：",
                f"if this is what was approved, put this line in place of the one in {mistaken.path}:",
            )
        else:
            message = Text(f"{label.zh}没有批准：{what.zh}", f"{label.en} without approval: {what.en}")
            help = Text(
                f"{asked.zh}批准后，把下面这一行加到 approvals/ 里该文件的 entries 下：",
                f"{asked.en}once it is approved, add this line below `entries` of the file in approvals/:",
            )
        return Problem(message, help=help, value=approval_block(change, MISSING), code=MISSING)

    def _tell(
        self, change: Change, problem: Problem, findings: list[Finding], weight: Severity | None = None
    ) -> Iterator[tuple[Severity, str]]:
        """A finding at the place of the change, unless its rule is switched off; how bad it is, and the rule."""
        if not active(problem.code, self._config):
            return
        path, span = self._places(change)
        found = Finding(
            problem.code,
            self._index.weight(problem.code, weight),
            path,
            span,
            problem.message,
            problem.help,
            catalogue=change.catalogue,
            item=change.item,
            value=problem.value,
            paste=problem.value if problem.code == MISSING else "",
        )
        findings.append(found)
        yield found.severity, found.code


def _in_words(change: Change) -> Text:
    """The change in a few words: the fields, or the names where these change or the item as a whole does."""
    if change.fields and change.type != "renamed" and not change.regroups:
        return listed([part.title for part in change.fields])
    shown = " → ".join(dict.fromkeys(side.name for side in (change.old, change.new) if side))
    return Text(shown, shown)
