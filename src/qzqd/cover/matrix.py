"""Baseline × units: the status of every cell, and how many cells have which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.cover.coverage import DECLARABLE, LABELS, BaselineCoverage, Counts, ItemBrief, UnitCoverage
from qzqd.cover.parts import SubItems
from qzqd.cover.scope import ItemScope, least
from qzqd.cover.whereabouts import Whereabouts
from qzqd.kinds.rank import inside
from qzqd.kinds.traits import traits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qzqd.cover.coverage import CellStatuses, Status
    from qzqd.cover.row import AdoptionRow
    from qzqd.cover.waivers import WaivedCells
    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Catalogue, Item

_STATUSES: dict[str, Status] = {
    "adopted": "adopted",
    "partial": "partial",
    "not-adopted": "not_adopted",
    "not-applicable": "not_applicable",
    "returned": "returned",
    "unclaimed": "unclaimed",
}


@dataclass(slots=True)
class AdoptionRows:
    """Rows by baseline and unit, in whatever order they are added: of two rows the newer one counts.

    again: the files of those that do not. unread: the files of those that cannot be read.
    """

    known: dict[tuple[str, str], AdoptionRow] = field(default_factory=dict)
    again: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    unread: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, row: AdoptionRow) -> None:
        """Take in one row."""
        key = row.baseline, row.unit
        last = self.known.get(key)
        if last is None:
            self.known[key] = row
        else:
            older, self.known[key] = sorted((last, row), key=lambda each: (each.own_edition, each.path))
            self.again[key] = self.again.get(key, frozenset()) | {older.path}


def required(baseline: Catalogue, units: Sequence[Item]) -> list[Item]:
    """Every registered unit that has to carry the baseline and has a code, in the order of the register."""
    meant = applies(baseline.header["applies_to"], Whereabouts(units))
    return list({unit["code"]: unit for unit in units if "code" in unit and meant(unit)}.values())


def applies(asked: dict[str, Any], whereabouts: Whereabouts) -> Callable[[Item], bool]:
    """Whether a list whose `applies_to` this is has to be carried by a unit."""
    types, place = asked.get("type"), asked.get("within")
    named = frozenset(asked["units"]) if "units" in asked else None

    def meant(unit: Item) -> bool:
        return (
            (types is None or unit["type"] in types)
            and (place is None or inside(whereabouts.of(unit), place))
            and (named is None or unit.get("code") in named)
        )

    return meant


class Matrix:
    """One baseline held against units. others: its other editions, as far as the workspace has them."""

    def __init__(
        self, baseline: Catalogue, others: Iterable[Catalogue], rows: AdoptionRows, waived: WaivedCells
    ) -> None:
        self._baseline = baseline
        self._edition = str(baseline.header["edition"])
        self._items = {str(item["id"]): item for item in baseline.in_force}
        self._scope = ItemScope(baseline)
        self._parts = SubItems(self._items)
        self._order = {key: place for place, key in enumerate(self._items)}
        self._others = {each.edition: {item["id"]: item for item in each.in_force} for each in others}
        self._claimable = traits(baseline.kind).declared.claimable
        self._least = least(baseline)
        self._rows = rows
        self._waived = waived
        self._excused = {unit for catalogue, unit, _, _ in waived.reasons if catalogue == baseline.id}
        self._known: dict[tuple[str, str], tuple[CellStatuses, CellStatuses]] = {}

    def baseline(self, units: Iterable[Item]) -> BaselineCoverage:
        """Every unit against every item that is in force."""
        header = self._baseline.header
        return BaselineCoverage(
            id=self._baseline.id,
            edition=self._edition,
            title=str(header["title"]),
            provenance=str(header["source"]["provenance"]),
            items=tuple(_brief(item, traits(self._baseline.kind)) for item in self._items.values()),
            units=tuple(map(self._unit, units)),
            path=self._baseline.path,
            published=self._baseline.published,
            kind=self._baseline.kind,
            illustrative=sum(item.get("provenance") == "illustrative" for item in self._items.values()),
        )

    def _unit(self, registered: Item) -> UnitCoverage:
        code, name = registered["code"], registered["name"]
        row, unread = self._row(code)
        cells: CellStatuses = dict.fromkeys(self._items, "unread") if unread else self._cells(row)
        if others := self._scope.not_due(registered):
            known: CellStatuses = cells | dict.fromkeys(others, "not_due")
            cells = {item: known[item] for item in self._items if item in known}
        said = row.items if row else {}
        reasons = {key: each.reason for key, each in said.items() if each.reason and key in cells}
        if code in self._excused:
            cells, excuses = self._excuse(code, cells)
            reasons |= excuses
        found = Counter(cells.values())
        adopted = len(self._items) - len(cells)
        counts: dict[str, int] = {str(status): found[status] for status in LABELS} | {"adopted": adopted}
        due = len(self._items) - found["not_due"]
        declared = row is not None and row.declared
        if declared:
            counts["declared"] = sum(counts[status] for status in DECLARABLE)
        return UnitCoverage(
            code=code,
            name=name,
            counts=Counts(required=due, **counts),
            cells=cells,
            reasons=reasons,
            held={
                key: (each.office, each.department)
                for key, each in said.items()
                if (each.office or each.department) and key in self._items
            },
            path=row.path if row else unread,
            edition=row.edition if row else "",
            provenance=row.provenance if row else "",
            declared=declared,
            numbers={
                key: each.numbers
                for key, each in said.items()
                if each.numbers and key in self._items and cells.get(key) != "not_due"
            },
            additional=row.additional if row else (),
        )

    def _row(self, code: str) -> tuple[AdoptionRow | None, str]:
        """What a unit says, or else the file in which it says what cannot be read. Of an edition that nobody has nothing is said."""
        key = self._baseline.id, code
        row = self._rows.known.get(key)
        if row is not None and self.is_unknown(row.edition):
            row = None
        return row, "" if row else self._rows.unread.get(key, "")

    def is_unknown(self, edition: str) -> bool:
        """Whether an edition is newer than the newest that there is."""
        return edition > self._edition and edition not in self._others

    def _cells(self, row: AdoptionRow | None) -> CellStatuses:
        """Whatever is not plainly adopted, in the order of the baseline."""
        named, unnamed = self._unless(row.edition, row.rest) if row else self._unless("", "")
        if row is None or not (row.plain or row.items or (row.rest and self._least)):
            return unnamed
        listed = row.listed
        cells = {item: status for item, status in unnamed.items() if item not in listed}
        cells |= {item: status for item, status in named.items() if item in listed}
        for item in row.items.keys() & self._items.keys():
            status = self._said(row.items[item].status)
            cells[item] = named.get(item, status) if status == "adopted" else status
        self._parts.settle(cells, named, listed | row.items.keys(), rest=bool(row.rest))
        self._few(cells, row)
        kept = [item for item, status in cells.items() if status != "adopted"]
        return {item: cells[item] for item in sorted(kept, key=self._order.__getitem__)}

    def _said(self, status: str) -> Status:
        """What may not be left unclaimed is simply not adopted."""
        if status == "unclaimed" and not self._claimable:
            return "not_adopted"
        return _STATUSES[status]

    def _few(self, cells: CellStatuses, row: AdoptionRow) -> None:
        """Of fewer than there have to be, a unit has a part."""
        for item, number in self._least.items():
            said = row.items.get(item)
            enough = said is not None and said.numbers.get("count", 0) >= number
            if cells.get(item, "adopted") == "adopted" and not enough:
                cells[item] = "partial"

    def _unless(self, edition: str, rest: str) -> tuple[CellStatuses, CellStatuses]:
        """What becomes of items that a row of this edition names as adopted, and of those it does not name.

        Without those that are plainly adopted. Worked out once for all rows of one edition.
        """
        if (edition, rest) not in self._known:
            outdated: CellStatuses = {}
            if edition < self._edition or edition in self._others:
                outdated = {item: "outdated" for item in self._items if not self._unchanged(item, edition)}
            if rest:
                unnamed: CellStatuses = {
                    item: status if self._existed(item, edition) else "missing"
                    for item, status in outdated.items()
                }
            else:
                unnamed = dict.fromkeys(self._items, "missing")
            self._known[edition, rest] = outdated, unnamed
        return self._known[edition, rest]

    def _existed(self, item: str, edition: str) -> bool:
        if edition in self._others:
            return item in self._others[edition]
        return str(self._items[item].get("effective", "")) <= edition

    def _unchanged(self, item: str, edition: str) -> bool:
        """Where the older edition is not at hand, only an item in effect since before it is known to be the same."""
        if edition in self._others:
            return self._others[edition].get(item) == self._items[item]
        return "" < str(self._items[item].get("effective", "")) <= edition

    def _excuse(self, code: str, cells: CellStatuses) -> tuple[CellStatuses, dict[str, str]]:
        reasons = {
            item: reason
            for item, status in cells.items()
            if (reason := self._waived.reason(self._baseline.id, code, item, status))
        }
        return {item: "waived" if item in reasons else status for item, status in cells.items()}, reasons


def _brief(item: Item, kind: KindTraits) -> ItemBrief:
    """The first department that an item names counts as the one that answers for it."""
    named = (item[name] for name in kind.fields if name in item and kind.target(name) == "department")
    department = next((each if isinstance(each, str) else each[0] for each in named), "")
    group = item.get(kind.field("group"), "")
    office, parent = item.get("office", ""), item.get("parent", "")
    return ItemBrief(item["id"], item["name"], group, office, department, parent)
