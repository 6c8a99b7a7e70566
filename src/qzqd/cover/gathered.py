"""All files together: rows of adoptions, the newest edition of every list, and the older ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from qzqd.cover import reading
from qzqd.cover.ledgers.records import Tables
from qzqd.cover.matrix import AdoptionRows
from qzqd.kinds.traits import Archetype

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.cover.reading import FileDigest
    from qzqd.finding import Finding
    from qzqd.open.catalogue import Catalogue
    from qzqd.open.summary import Summary
    from qzqd.read.workspace import Workspace


@dataclass(slots=True)
class WorkspaceData:
    """All files together. lists: the newest edition of each that is not still to come, in order of path.

    others: by id the rest of its editions, older and to come. not_in_force: adoptions that are not in force.
    known: the kind of every sound catalogue by its id. again: lists whose id and edition another file has too. summaries: of files that ignore something.
    findings: of files that could not be used.
    """

    rows: AdoptionRows = field(default_factory=AdoptionRows)
    lists: list[Catalogue] = field(default_factory=list)
    others: dict[str, list[Catalogue]] = field(default_factory=dict)
    not_in_force: list[Catalogue] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    again: list[Catalogue] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def units(self) -> list[dict[str, Any]]:
        """Every registered unit."""
        return [
            unit for loaded in self.lists if loaded.archetype is Archetype.UNITS for unit in loaded.in_force
        ]


def gather(reduced: Iterable[FileDigest]) -> WorkspaceData:
    """Take in every file; their order does not matter: what is told first of several is so by path."""
    found = WorkspaceData()
    editions: dict[str, list[Catalogue]] = {}
    for each in reduced:
        found.findings += each.findings
        if each.summary is not None:
            found.summaries.append(each.summary)
        if each.about is not None:
            name, kind = each.about
            found.known[name] = min(kind, found.known.get(name, kind))
        if each.unread is not None:
            baseline, unit, path = each.unread
            found.rows.unread[baseline, unit] = min(path, found.rows.unread.get((baseline, unit), path))
        if each.row is not None:
            found.rows.add(each.row)
        if each.loaded is not None and each.loaded.archetype is Archetype.ADOPTION:
            found.not_in_force.append(each.loaded)
        elif each.loaded is not None:
            editions.setdefault(each.loaded.id, []).append(each.loaded)
    for key, lists in editions.items():
        ordered = sorted(lists, key=_age)
        newest = ([each for each in ordered if each.state != "pending"] or ordered)[-1]
        found.lists.append(newest)
        found.others[key] = [each for each in ordered if each is not newest]
        found.again += (one for one, other in pairwise(ordered) if _age(one)[0] == _age(other)[0])
    by_path = attrgetter("path")
    found.lists.sort(key=by_path)
    found.not_in_force.sort(key=by_path)
    found.again.sort(key=by_path)
    found.summaries.sort(key=by_path)
    found.rows.known = dict(sorted(found.rows.known.items(), key=lambda entry: entry[1].path))
    found.findings.sort(key=lambda finding: finding.order)
    return found


def gather_workspace(
    space: Workspace, jobs: int, *, use_cache: bool, scheduler: str = ""
) -> tuple[WorkspaceData, Tables]:
    """Every file of a workspace, ledgers with the records of the tables beside them; and these tables.

    jobs, scheduler: as `open.pool.answers` has them.
    """
    tables = Tables(space)
    return gather(
        tables.joined(reading.workspace(space, jobs, use_cache=use_cache, scheduler=scheduler))
    ), tables


def _age(loaded: Catalogue) -> tuple[str, str]:
    return str(loaded.header["edition"]), loaded.path
