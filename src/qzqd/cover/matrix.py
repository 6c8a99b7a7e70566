"""Baseline × units: the status of every cell, and how many cells have which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.cover.coverage import LABELS, Baseline, Counts, ItemBrief, Unit
from qzqd.kinds.division import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qzqd.cover.coverage import Status
    from qzqd.cover.row import Row, Said
    from qzqd.cover.waivers import Waived
    from qzqd.cover.workspace import Loaded

_STATUSES: dict[str, Status] = {
    "adopted": "adopted",
    "partial": "partial",
    "not-adopted": "not_adopted",
    "not-applicable": "not_applicable",
    "returned": "returned",
}
_WAIVABLE = ("missing", "not_adopted")
_COUNTED = tuple(LABELS)


@dataclass(slots=True)
class Rows:
    """Rows by baseline and unit. Merging is associative and knows no order: of two rows the newer one counts."""

    known: dict[tuple[str, str], Row] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        """Take in one row."""
        key = row.baseline, row.unit
        self.known[key] = max(row, self.known.get(key, row), key=lambda each: (each.own_edition, each.path))

    def merge(self, other: Rows) -> Rows:
        """Both together, as if all files had been read in one place."""
        merged = Rows({**self.known})
        for row in other.known.values():
            merged.add(row)
        return merged


def required(baseline: Loaded, units: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    """Code and name of every registered unit that has to carry the baseline, in the order of the register."""
    asked = baseline.header["applies_to"]
    types, place, named = asked.get("type"), asked.get("within"), asked.get("units")
    return [
        (unit["code"], unit["name"])
        for unit in units
        if "code" in unit
        and (types is None or unit["type"] in types)
        and (place is None or inside(unit["code"], place))
        and (named is None or unit["code"] in named)
    ]


def matrix(
    baseline: Loaded, units: Iterable[tuple[str, str]], rows: Mapping[tuple[str, str], Row], waived: Waived
) -> Baseline:
    """Every unit held against every item of the baseline that is in force."""
    items = baseline.live
    return Baseline(
        id=baseline.id,
        edition=str(baseline.header["edition"]),
        title=str(baseline.header["title"]),
        provenance=str(baseline.header["source"]["provenance"]),
        items=tuple(map(_brief, items)),
        units=tuple(
            _unit(code, name, baseline, items, rows.get((baseline.id, code)), waived) for code, name in units
        ),
        illustrative=sum(item.get("provenance") == "illustrative" for item in items),
    )


def _unit(
    code: str, name: str, baseline: Loaded, items: list[dict[str, Any]], row: Row | None, waived: Waived
) -> Unit:
    cells: dict[str, Status] = {}
    reasons: dict[str, str] = {}
    older = row is not None and row.edition < str(baseline.header["edition"])
    for item in items:
        key = item["id"]
        said = row.items.get(key) if row else None
        status = _status(item, said, row, older)
        if status in _WAIVABLE and (reason := waived.reason(baseline.id, code, key)):
            status, reasons[key] = "waived", reason
        elif said and said.reason:
            reasons[key] = said.reason
        if status != "adopted":
            cells[key] = status
    found = Counter(cells.values())
    counts = Counts(
        required=len(items),
        **{**{status: found[status] for status in _COUNTED}, "adopted": len(items) - len(cells)},
    )
    return Unit(
        code, name, counts, cells, reasons, path=row.path if row else "", edition=row.edition if row else ""
    )


def _status(item: dict[str, Any], said: Said | None, row: Row | None, older: bool) -> Status:
    """An older edition says nothing certain of an item, unless the item has been in effect since before it."""
    written = said.status if said else row.rest if row else ""
    if not written:
        return "missing"
    status = _STATUSES[written]
    if status == "adopted" and older and row is not None:
        since = item.get("effective", "")
        if since > row.edition and said is None:
            return "missing"
        return "adopted" if since and since <= row.edition else "outdated"
    return status


def _brief(item: dict[str, Any]) -> ItemBrief:
    department = item.get("lead_department") or (item.get("counterparts") or [""])[0]
    return ItemBrief(item["id"], item["name"], item.get("category", ""), item.get("office", ""), department)
