"""Was it allowed? Every change is held against the policy, the approvals at hand and what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.check.opened import active
from qzqd.compare.approvals import approval_block
from qzqd.compare.cabinet import MISSING, Cabinet
from qzqd.compare.change import LABELS
from qzqd.compare.evidence import settled
from qzqd.compare.lifecycle import Lifecycle
from qzqd.finding import SEVERITIES, Finding
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.compare.approvals import Approval
    from qzqd.compare.change import Change, Compared, Comparison
    from qzqd.compare.policy import Policy
    from qzqd.compare.presets import Demand
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
    findings = [*comparison.findings, *desk.findings, *cabinet.upkeep()]
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
        raised: list[Severity] = []
        approval = self._cabinet.covering(change, MISSING, demand)
        if demand and approval is None:
            raised += self._tell(change, self._missing(change), demand.severity)
        elif demand and approval and not self._cabinet.suffices(approval, demand):
            raised.append(demand.severity)
        for problem in lifecycle.problems(change):
            if self._cabinet.covering(change, problem.code, demand) is None:
                raised += self._tell(change, problem)
        return replace(
            change,
            severity=min(raised, key=SEVERITIES.index, default=None),
            approval=approval.name if approval else None,
        )

    def _missing(self, change: Change) -> Problem:
        label, what, block = LABELS[change.type], _told(change), approval_block(change, MISSING)
        if mistaken := self._cabinet.mistaken(change):
            message = Text(
                f"{label.zh}与批准的内容不同：{what.zh}", f"{label.en} otherwise than approved: {what.en}"
            )
            where = Text(f"确已批准的，换掉 {mistaken.path} 里的那一行", f"if approved, in {mistaken.path}")
        else:
            message = Text(f"{label.zh}没有批准：{what.zh}", f"{label.en} without approval: {what.en}")
            where = Text(
                "批准后加到 approvals/ 里该文件的 entries 下", "once approved, below entries in approvals/"
            )
        help = Text(f"{block}  # {where.zh}", f"{block}  # {where.en}")
        return Problem(message, help=help, value=block, code=MISSING)

    def _tell(self, change: Change, problem: Problem, weight: Severity | None = None) -> Iterator[Severity]:
        """A finding at the place of the change, unless its rule is switched off; and how bad it is."""
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
        )
        self.findings.append(found)
        yield found.severity


def _told(change: Change) -> Text:
    """The change in a few words: the fields, or the names where these change or the item as a whole does."""
    if change.fields and change.type != "renamed":
        titles = [part.title for part in change.fields]
        return Text(listed([title.zh for title in titles]).zh, listed([title.en for title in titles]).en)
    shown = " → ".join(dict.fromkeys(side.name for side in (change.old, change.new) if side))
    return Text(shown, shown)
