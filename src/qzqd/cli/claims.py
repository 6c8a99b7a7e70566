"""`qzqd claims`: is what was published what the data yield?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qzqd.cli import output as out
from qzqd.cli.language import Lang
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Jobs, NoCache, Output, Paths, format_option
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.cover.coverage import Coverage
    from qzqd.finding import Finding
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace

ABOUT = Text(
    "核对公布的数：从清单、承接情况和别的数重新算一遍。",
    "Work published figures out again: from lists, adoptions and other figures.",
)

_UNREAD = ("QZ0", "QZ1")
_OURS = "QZ51"
"""Families of rules: what cannot be read or used, and what is wrong with the figures."""

_ABSENT = ("QZ311", "QZ312", "QZ314")
"""What validation says of figures that follow from nothing that there is."""


def claims(
    paths: Paths = None,
    format: Annotated[str | None, format_option("claims")] = None,
    output: Output = None,
    jobs: Jobs = 0,
    no_cache: NoCache = False,
    lang: Lang = None,
) -> int:
    """Exit code: 0 nothing disagrees, 1 something does, 3 something could not be read."""
    from qzqd.cover.coverage import Coverage
    from qzqd.read.problem import Refused

    format = out.wanted("claims", format, output)
    try:
        found = _worked_out(paths or [], jobs, use_cache=not no_cache)
    except Refused as refused:
        from qzqd.cli.reading import refusal_of

        found = Coverage(findings=[refusal_of(refused)], unreadable=True)
    out.deliver("claims", format, found, output)
    if found.unreadable:
        return UNABLE
    return FINDINGS if any(finding.severity != "info" for finding in found.findings) else OK


def _worked_out(paths: list[str], jobs: int, *, use_cache: bool) -> Coverage:
    """The figures of these files; what they are counted from may lie anywhere in the workspace. Raises Refused."""
    from qzqd.check.settings import workspace
    from qzqd.cover.gates import Demands
    from qzqd.cover.run import run

    space = workspace(paths)
    around = _around(space)
    found = run(around, Demands(), jobs=jobs, use_cache=use_cache)
    found.findings = [
        finding for finding in found.findings if _told_of(finding).startswith((*_UNREAD, _OURS))
    ]
    if not found.unreadable:
        found.findings += _absent(around, jobs, use_cache=use_cache)
    if around is not space:
        _narrow(found, space)
    if not found.claims and not found.unreadable:
        raise _nothing(paths)
    return found


def _absent(space: Workspace, jobs: int, *, use_cache: bool) -> list[Finding]:
    from dataclasses import replace

    from qzqd.check.run import run
    from qzqd.open.opened import active

    wanted = tuple(code for code in _ABSENT if active(code, space.config))
    if not wanted:
        return []
    told = run(replace(space, config=replace(space.config, select=wanted)), jobs=jobs, use_cache=use_cache)
    return [finding for finding in told.findings if finding.code in wanted]


def _around(space: Workspace) -> Workspace:
    from qzqd.check.settings import workspace

    root = space.config.root
    return (
        space if space.whole or root is None else workspace(str(root / path) for path in space.config.paths)
    )


def _told_of(finding: Finding) -> str:
    """The rule; of an ignore, the one that it ignores."""
    from qzqd.check.ignores import UPKEEP

    return finding.value if finding.code.startswith(UPKEEP) else finding.code


def _narrow(found: Coverage, space: Workspace) -> None:
    """Leave only what the files of `space` say, and what could not be read."""
    names = {entry.name for entry in space.entries}
    found.claims = [claim for claim in found.claims if claim.path in names]
    found.findings = [
        finding for finding in found.findings if finding.path in names or finding.code.startswith(_UNREAD)
    ]


def _nothing(paths: list[str]) -> Refused:
    from qzqd.read.problem import Problem, Refused

    where = "、".join(paths)
    message = Text(
        f"{where or '工作区'} 里没有公布数据", f"no published figures in {where or 'the workspace'}"
    )
    help = Text("公布数据的清单写 kind: claims", "a list of claims says kind: claims")
    return Refused("QZ002", Problem(message, help=help, value=where))
