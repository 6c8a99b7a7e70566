"""A workspace to its published figures: each is worked out again, and what it follows from has to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.ignores import UPKEEP
from qzqd.check.rules.claims import impossible_condition, unknown_catalogue, unknown_figures
from qzqd.check.settings import judged_workspace
from qzqd.cover.claims import claims
from qzqd.cover.coverage import Coverage
from qzqd.cover.gathered import gather_workspace
from qzqd.cover.run import excuses_of, look_for, matrices, placed_findings
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.open.catalogue import state
from qzqd.open.findings import capped
from qzqd.open.summary import Summary
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.gathered import WorkspaceData
    from qzqd.finding import Finding
    from qzqd.read.workspace import Workspace

_UNREAD = ("QZ0", "QZ1")
_OURS = "QZ51"
"""Families of rules: what cannot be read or used, and what is wrong with the figures."""

_ABSENT = ("QZ311", "QZ312", "QZ314")
"""What validation says of figures that follow from nothing that there is."""

_Unfounded = tuple[str, str, Problem]
"""Rule, file and problem of a figure that follows from nothing that there is."""


def published_claims(paths: list[str], jobs: int, *, use_cache: bool, scheduler: str = "") -> Coverage:
    """The figures of these files; what they are counted from may lie anywhere in the workspace.

    jobs, scheduler: as `cover.run` has them.
    Raises Refused where something cannot be read at all, or there are no figures; `open.cluster.SchedulerUnusable`.
    """
    space = judged_workspace(paths)
    around = _around(space)
    found = _worked_out(around, jobs, scheduler, use_cache)
    if around is not space:
        _narrow(found, space)
    if not found.claims and not found.unreadable:
        raise _nothing(paths)
    return found


def _around(space: Workspace) -> Workspace:
    """The whole workspace that the files lie in."""
    root = space.config.root
    if space.whole or root is None:
        return space
    return judged_workspace(str(root / path) for path in space.config.paths)


def _worked_out(space: Workspace, jobs: int, scheduler: str, use_cache: bool) -> Coverage:
    gathered, tables = gather_workspace(space, jobs, use_cache=use_cache, scheduler=scheduler)
    look_for(gathered)
    found = Coverage(findings=list(gathered.findings), unreadable=bool(gathered.findings))
    results, unplaced = claims(gathered.lists, matrices(gathered, excuses_of(gathered, space.config.today)))
    absent = [] if found.unreadable else list(_absent(gathered, space))
    findings = [each for each in placed_findings(unplaced, gathered, space, tables, absent) if _is_ours(each)]
    found.claims, found.findings = results, capped([*found.findings, *findings], space.config)
    return found


def _absent(gathered: WorkspaceData, space: Workspace) -> Iterator[_Unfounded]:
    """Every fault of a figure under one of these."""
    summaries = [Summary(kind=kind, id=key) for key, kind in gathered.known.items()]
    for loaded in gathered.lists:
        if loaded.archetype is Archetype.CLAIMS:
            places = list(enumerate(loaded.items))
            live = [(at, item) for at, item in places if state(item, loaded.day) != "cancelled"]
            for problem in unknown_figures(places, live):
                yield "QZ311", loaded.path, problem
            counted = {str(at): item["recount"] for at, item in places if "recount" in item}
            summaries.append(Summary(path=loaded.path, kind=loaded.kind, id=loaded.id, counted=counted))
    if space.whole:
        for summary, problem in unknown_catalogue(summaries):
            yield "QZ312", summary.path, problem
    for summary, problem in impossible_condition(summaries):
        yield "QZ314", summary.path, problem


def _is_ours(finding: Finding) -> bool:
    """Whether it is about the figures; of what is said of an ignore, whether that is."""
    if finding.code.startswith(UPKEEP):
        return finding.value.startswith((*_UNREAD, _OURS))
    return finding.code.startswith((*_UNREAD, _OURS)) or finding.code in _ABSENT


def _narrow(found: Coverage, space: Workspace) -> None:
    """Leave only what the files of `space` say, and what could not be read."""
    names = {entry.name for entry in space.entries}
    found.claims = [claim for claim in found.claims if claim.path in names]
    found.findings = [
        finding for finding in found.findings if finding.path in names or finding.code.startswith(_UNREAD)
    ]


def _nothing(paths: list[str]) -> Refused:
    where = "、".join(paths)
    message = Text(
        f"{where + ' ' if where else '工作区'}里没有公布数据",
        f"no published figures in {where or 'the workspace'}",
    )
    help = Text("公布数据的清单写 kind: claims", "a list of claims says kind: claims")
    return Refused("QZ002", Problem(message, help=help, value=where))
