"""What may stay unadopted for a time, and what is wrong with saying so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qzqd.check.places import Places
    from qzqd.cover.workspace import Loaded
    from qzqd.finding import Finding


@dataclass(slots=True)
class Waived:
    """Reasons by baseline, unit and item ("" is every item); used: what a cell has asked for."""

    reasons: dict[tuple[str, str, str], tuple[str, str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def reason(self, baseline: str, unit: str, item: str) -> str:
        """Why this cell may be empty; "" where nobody has said so."""
        for key in ((baseline, unit, item), (baseline, unit, "")):
            if key in self.reasons:
                reason, waiver = self.reasons[key]
                self.used.add(waiver)
                return reason
        return ""


def waived(catalogues: Iterable[Loaded], codes: Mapping[str, str], today: str) -> Waived:
    """The waivers that hold today; `codes` are the codes of units by name."""
    found = Waived()
    for catalogue in catalogues:
        for item in catalogue.live:
            if item["until"] >= today:
                for unit in item["units"]:
                    key = (
                        catalogue.header["upstream"]["catalogue"],
                        codes.get(unit, unit),
                        item.get("upstream", ""),
                    )
                    found.reasons[key] = item["reason"], f"{catalogue.path} {item['id']}"
    return found


def upkeep(catalogues: Iterable[Loaded], found: Waived, today: str, places: Places) -> Iterator[Finding]:
    """Waivers that have expired, and those that no cell has asked for."""
    for catalogue in catalogues:
        for item in catalogue.live:
            if item["until"] < today:
                yield places.finding("QZ506", catalogue.path, item["id"], "until", *_expired(item))
            elif f"{catalogue.path} {item['id']}" not in found.used:
                yield places.finding("QZ507", catalogue.path, item["id"], "units", *_unused(item))


def _expired(item: dict[str, Any]) -> tuple[Text, Text, str]:
    return (
        Text(f"豁免已于 {item['until']} 到期", f"the waiver ended on {item['until']}"),
        Text("办理延期，或者承接以后删去", "have it extended, or adopt the item and delete the waiver"),
        item["until"],
    )


def _unused(item: dict[str, Any]) -> tuple[Text, Text, str]:
    return (
        Text(
            "没有用上的豁免：这些单位都已承接或者不必承接",
            "a waiver that nothing needs: all of it is adopted, or not required",
        ),
        Text("删去，或者改正单位和事项", "delete it, or correct units and item"),
        " ".join(item["units"]),
    )
