"""The lists of the workspace, as far as an import has to know of them: which came from this file, which say the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd.kinds import text_at
from qzqd.kinds.traits import Archetype, archetype
from qzqd.locale import Text
from qzqd.open.catalogue import items_with_id
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qzqd.office.importing.account import Account
    from qzqd.office.importing.plan import Plan

_FEWEST, _SHARE = 2, 0.8
"""Lists of so many items, of which that part is in another, may be one list."""


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list of the workspace, which may be wrong in any way. name: the file as users are told of it."""

    path: Path
    name: str
    data: dict[str, Any]

    @property
    def imported(self) -> dict[str, Any]:
        """What it says of the file that it came from; empty where it came from none."""
        said = self.data.get("imported")
        return said if isinstance(said, dict) else {}

    @property
    def items(self) -> list[dict[str, Any]]:
        """Those that can be told from others."""
        return [*items_with_id(self.data)]

    @property
    def title(self) -> str | None:
        """The title of its source."""
        return text_at(self.data.get("source"), "title")


def newest(lists: Iterable[KnownList]) -> list[KnownList]:
    """Of each list its newest edition."""
    ranked = sorted(lists, key=lambda known: str(known.data.get("edition")))
    return [*{str(known.data.get("id")): known for known in ranked}.values()]


def registers(lists: Iterable[KnownList]) -> set[Path]:
    """The files that are registers of units, wherever they lie: what coverage counts by."""
    return {known.path for known in lists if archetype(known.data["kind"]) is Archetype.UNITS}


def same(lists: Iterable[KnownList], digest: str) -> KnownList | None:
    """The list that came from exactly these bytes."""
    return next((known for known in lists if known.imported.get("digest") == digest), None)


def before(lists: Iterable[KnownList], file: str, plan: Plan) -> KnownList | None:
    """The list that an earlier state of a workbook became: by the name of the file, or kind and title; its newest edition."""
    found = [
        known
        for known in lists
        if known.imported
        and known.data["kind"] == plan.kind
        and (known.imported.get("file") == file or known.title == plan.title)
    ]
    return max(
        found,
        key=lambda known: (known.imported.get("file") == file, str(known.data.get("edition"))),
        default=None,
    )


def units_gone(
    lists: Iterable[KnownList], kind: str, baseline: str, file: str, codes: Iterable[str]
) -> Iterator[Text]:
    """The units that were in the same workbook once, and are no longer. codes: of those that are.

    A workbook with several units takes the place of that from which the reports of these came, whatever it is called.
    """
    there = set(codes)
    reports = [
        (known, text_at(known.data.get("jurisdiction"), "code") or "")
        for known in lists
        if known.imported
        and known.data["kind"] == kind
        and text_at(known.data.get("upstream"), "catalogue") == baseline
    ]
    together = {file}
    if len(there) > 1:
        together |= {str(known.imported.get("file")) for known, code in reports if code in there}
    for known, code in reports:
        if code not in there and known.imported.get("file") in together:
            yield Text(
                f"{known.data.get('issuer', code)} 在 {file} 里没有填报，上次报的在 {known.name} 里保留；单位撤销的，删去这个文件",
                f"{known.data.get('issuer', code)} reports nothing in {file}; {known.name} was kept as it is: delete it if the unit was dissolved",
            )


def take_over(plan: Plan, data: dict[str, Any]) -> None:
    """Everything about a plan that an earlier import has decided."""
    plan.id, plan.rivals = data["id"], ()
    place = data.get("jurisdiction", {})
    plan.code, plan.place = place.get("code", ""), place.get("name", "")
    plan.issuer = plan.issuer or data.get("issuer", "")
    plan.edition = plan.edition or data.get("edition", "")
    first = next(iter(item["id"] for item in data["items"]), "")
    plan.prefix = first.rpartition("-")[0] or plan.prefix


def unread(before: KnownList, account: Account) -> frozenset[str]:
    """The items of a list whose names stand in a workbook where nothing was imported from, as in a hidden row."""
    passed = {normalised(cell.text) for cell in account.all() if cell.fate in ("ignored", "reported")}
    return frozenset(item["id"] for item in before.items if normalised(str(item.get("name", ""))) in passed)


def elsewhere(lists: Iterable[KnownList], data: dict[str, Any], but: KnownList | None) -> Iterator[Text]:
    """Which lists have most of these items already. but: the one that is brought up to date."""
    names = {normalised(item["name"]) for item in data["items"]}
    for known in lists:
        if but is None or known.path != but.path:
            shared = names & {normalised(str(item.get("name", ""))) for item in known.items}
            if len(names) >= _FEWEST and len(shared) >= len(names) * _SHARE:
                yield Text(
                    f"{known.name} 已经有其中 {len(shared)} 项（共 {len(names)} 项）：请核对是不是同一份清单",
                    f"{known.name} has {len(shared)} of these {len(names)} items already: is it the same list?",
                )
