"""Was it allowed? Every change is held against the policy, the approvals at hand and what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS
from qzqd.compare.policy.approvals import approval_block
from qzqd.compare.policy.cabinet import MISSING, Cabinet
from qzqd.compare.policy.evidence import settled
from qzqd.compare.policy.lifecycle import Lifecycle
from qzqd.finding import SEVERITIES, Finding
from qzqd.locale import Text
from qzqd.open.opened import capped
from qzqd.open.severity import active
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.compare.change import Change, Compared, Comparison
    from qzqd.compare.policy.approvals import Approval
    from qzqd.compare.policy.policy import Policy
    from qzqd.compare.policy.presets import Demand
    from qzqd.finding import Severity, Span
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
    cabinet = Cabinet(approvals, past, filter(_sure, comparison.changes()), config)
    desk = _Desk(policy, cabinet, config, places)
    catalogues = [desk.judged(compared) for compared in comparison.catalogues]
    findings = capped([*comparison.findings, *desk.findings, *cabinet.upkeep()], config)
    return replace(comparison, catalogues=catalogues, findings=findings)


def _sure(change: Change) -> bool:
    return change.by != "suspected"


class _Desk:
    """Where one change after the other is looked at."""

    def __init__(self, policy: Policy, cabinet: Cabinet, config: Config, places: Places) -> None:
        self.findings: list[Finding] = []
        self._policy = policy
        self._cabinet = cabinet
        self._config = config
        self._places = places

    def judged(self, compared: Compared) -> Compared:
        """The catalogue with the verdict on each of its changes."""
        header = compared.new_header or compared.old_header
        division = header.get("jurisdiction", {}).get("code", "")
        lifecycle = Lifecycle(compared)
        changes = []
        for change in compared.changes:
            if _sure(change):
                demand = self._policy.demand(compared.kind, change.type)
                change = self._verdict(change, settled(demand, division) if demand else None, lifecycle)
            changes.append(change)
        return replace(compared, changes=tuple(changes))

    def _verdict(self, change: Change, demand: Demand | None, lifecycle: Lifecycle) -> Change:
        raised: list[tuple[Severity, str]] = []
        approval = self._cabinet.covering(change, MISSING, demand)
        if demand and approval is None:
            raised += self._tell(change, self._missing(change), demand.severity)
        elif demand and approval:
            raised += ((demand.severity, code) for code in self._cabinet.amiss(approval, demand))
        for problem in lifecycle.problems(change):
            if self._cabinet.covering(change, problem.code, demand) is None:
                raised += self._tell(change, problem)
        return replace(
            change,
            severity=min((severity for severity, _ in raised), key=SEVERITIES.index, default=None),
            approval=approval.name if approval else None,
            rules=tuple(dict.fromkeys(code for _, code in raised)),
        )

    def _missing(self, change: Change) -> Problem:
        label, what = LABELS[change.type], _told(change)
        if mistaken := self._cabinet.mistaken(change):
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
                "批准后，把下面这一行加到 approvals/ 里该文件的 entries 下：",
                "once it is approved, add this line below `entries` of the file in approvals/:",
            )
        return Problem(message, help=help, value=approval_block(change, MISSING), code=MISSING)

    def _tell(
        self, change: Change, problem: Problem, weight: Severity | None = None
    ) -> Iterator[tuple[Severity, str]]:
        """A finding at the place of the change, unless its rule is switched off; how bad it is, and the rule."""
        if not active(problem.code, self._config):
            return
        path, span = self._places(change)
        found = Finding(
            problem.code,
            self._cabinet.weight(problem.code, weight),
            path,
            span,
            problem.message,
            problem.help,
            catalogue=change.catalogue,
            item=change.item,
            value=problem.value,
            paste=problem.value if problem.code == MISSING else "",
        )
        self.findings.append(found)
        yield found.severity, found.code


def _told(change: Change) -> Text:
    """The change in a few words: the fields, or the names where these change or the item as a whole does."""
    if change.fields and change.type != "renamed" and not change.regroups:
        titles = [part.title for part in change.fields]
        return Text(listed([title.zh for title in titles]).zh, listed([title.en for title in titles]).en)
    shown = " → ".join(dict.fromkeys(side.name for side in (change.old, change.new) if side))
    return Text(shown, shown)
