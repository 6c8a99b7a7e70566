"""What may stay unadopted for a time, and what is wrong with saying so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.cover.unplaced import UnplacedFinding
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qzqd.cover.coverage import Status
    from qzqd.open.catalogue import Catalogue

WAIVABLE: dict[str, Status] = {
    "missing": "missing",
    "not-adopted": "not_adopted",
    "partial": "partial",
}
"""What a waiver may excuse, as it is written, and the status of the cell."""
_DEFAULT = ("missing", "not-adopted")

_Cell = tuple[str, str, str, "Status"]
"""Baseline, code of the unit, item ("" for every one), and the status that is excused."""


@dataclass(slots=True)
class WaivedCells:
    """Reasons by what they excuse. used: the waivers that some cell has asked for, with the unit of each.

    holders: of every waiver that holds, its units by code, as it writes them.
    """

    reasons: dict[_Cell, tuple[str, str]] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)
    holders: dict[str, dict[str, str]] = field(default_factory=dict)

    def reason(self, baseline: str, unit: str, item: str, status: Status) -> str:
        """Why this cell may be as it is; "" where nobody has said so."""
        for key in ((baseline, unit, item, status), (baseline, unit, "", status)):
            if key in self.reasons:
                reason, waiver = self.reasons[key]
                self.used.add((waiver, unit))
                return reason
        return ""


def waived(catalogues: Iterable[Catalogue], codes: Mapping[str, str], today: str) -> WaivedCells:
    """The waivers that hold today; `codes` are the codes of units by name."""
    found = WaivedCells()
    for catalogue in catalogues:
        baseline = catalogue.upstream
        for item in catalogue.in_force:
            if not item["approval"].get("date", "") <= today <= item["until"]:
                continue
            name = _name(catalogue, item)
            holders = found.holders.setdefault(name, {})
            for unit in item["units"]:
                holders.setdefault(codes.get(unit, unit), unit)
                for rule in item.get("rules", _DEFAULT):
                    cell = baseline, codes.get(unit, unit), item.get("upstream", ""), WAIVABLE[rule]
                    found.reasons[cell] = item["reason"], name
    return found


def upkeep(catalogues: Iterable[Catalogue], found: WaivedCells, today: str) -> Iterator[UnplacedFinding]:
    """Waivers that have expired, and those that no cell has asked for."""
    for catalogue in catalogues:
        for item in catalogue.in_force:
            if item["until"] < today:
                yield UnplacedFinding("QZ506", catalogue.path, item["id"], "until", *_expired(item))
                continue
            name = _name(catalogue, item)
            holders = found.holders.get(name, {})
            idle = [unit for code, unit in holders.items() if (name, code) not in found.used]
            if idle:
                some = idle if len(idle) < len(holders) else []
                yield UnplacedFinding("QZ507", catalogue.path, item["id"], "units", *_unused(idle, some))


def expired(catalogues: Iterable[Catalogue], today: str) -> int:
    """How many waivers ended before today."""
    return sum(item["until"] < today for catalogue in catalogues for item in catalogue.in_force)


def _name(catalogue: Catalogue, item: dict[str, Any]) -> str:
    return f"{catalogue.path} {item['id']}"


def _expired(item: dict[str, Any]) -> tuple[Text, Text, str]:
    return (
        Text(f"豁免已于 {item['until']} 到期", f"the waiver ended on {item['until']}"),
        Text("办理延期，或者承接以后删去", "have it extended, or adopt the item and delete the waiver"),
        item["until"],
    )


def _unused(idle: list[str], some: list[str]) -> tuple[Text, Text, str]:
    """idle: the units that do not need it; some: the same, where others do."""
    names = listed(some)
    return (
        Text(f"豁免对 {names.zh} 没有用上", f"{names.en} has no need of this waiver")
        if some
        else Text("豁免没有用上", "nothing needs this waiver"),
        Text(
            "已经承接的删去；否则核对单位、清单和事项，以及 rules 写的是不是现在的状态",
            "delete it if all is adopted; otherwise check units, list and item, and whether rules names the present status",
        ),
        " ".join(idle),
    )
