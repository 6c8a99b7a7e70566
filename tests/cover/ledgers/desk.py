"""A workspace with ledgers, and the answer of the real path through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.cover.gathered import gather_workspace
from qzqd.cover.ledgers.run import ledgers
from qzqd.open.catalogue import Catalogue
from qzqd.open.places import Locator
from qzqd.read.side import side_files
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.cover.coverage import Ledger
    from qzqd.cover.unplaced import UnplacedFinding
    from qzqd.finding import Finding

TODAY = "2025-06-30"
SOURCE = {"source": {"provenance": "illustrative"}}


class Answer(NamedTuple):
    ledgers: list[Ledger]
    unplaced: list[UnplacedFinding]
    findings: list[Finding]


def covered(folder: Path) -> Answer:
    """What the ledgers of a folder come to; findings: of unusable files, then the unplaced at their places."""
    space = workspace([str(folder)])
    gathered, tables = gather_workspace(space, 1, use_cache=False)
    found, unplaced = ledgers(gathered.lists, TODAY, gathered.others)
    places = Locator(side_files(space.entries, space), space.config, tables.known)
    return Answer(found, unplaced, [*gathered.findings, *(places.finding(*one) for one in unplaced)])


def a_list(kind: str, items: list[dict[str, Any]], edition: str = "2025-01-01", **header: Any) -> Catalogue:
    """A list called `example/list` of which only matters what is asked of it."""
    return Catalogue(
        {"kind": kind, "id": "example/list", "title": "清单", "edition": edition, **SOURCE, **header},
        items,
        TODAY,
        "list.yaml",
    )


def a_ledger(kind: str, records: list[dict[str, Any]], **upstream: str) -> Catalogue:
    """A ledger called `example/ledger`, held against `example/list`; ids and names are added."""
    items = [
        {"id": f"R-{number}", "name": f"记录{number}", **record} for number, record in enumerate(records, 1)
    ]
    held = {"catalogue": "example/list", **upstream}
    return Catalogue(
        {
            "kind": kind,
            "id": "example/ledger",
            "title": "台账",
            "edition": "2025",
            **SOURCE,
            "upstream": held,
        },
        items,
        TODAY,
        "ledger.yaml",
    )


def asked(
    ledger: Catalogue, held_against: Catalogue, today: str = TODAY
) -> tuple[dict[str, tuple[int, int]], list[UnplacedFinding]]:
    """Every check by name, and the unplaced."""
    (found,), unplaced = ledgers([held_against, ledger], today)
    return {check.name: (check.kept.part, check.kept.whole) for check in found.checks}, unplaced
