"""The answer of one run of `coverage`. All that reports ever see of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from operator import add, attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.kinds.traits import Declared, traits
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.finding import Finding

Status = Literal[
    "adopted",
    "partial",
    "not_adopted",
    "not_applicable",
    "returned",
    "missing",
    "outdated",
    "waived",
    "unclaimed",
    "not_due",
    "unread",
]
CellStatuses = dict[str, Status]
"""Of one unit, by item."""
CARRIED = Declared().verb
"""What units do with the items of a list that does not say otherwise."""


def status_labels(verb: Text) -> dict[Status, Text]:
    """The statuses of a list of which units do that with its items."""
    return {
        "adopted": Text(f"已{verb.zh}", verb.en),
        "partial": Text(f"部分{verb.zh}", "partial"),
        "not_adopted": Text(f"未{verb.zh}", f"not {verb.en}"),
        "not_applicable": Text("不适用", "not applicable"),
        "returned": Text("已收回", "returned"),
        "missing": Text("缺失", "missing"),
        "outdated": Text("待复核", "outdated"),
        "waived": Text("已豁免", "waived"),
        "unclaimed": Text("未认领", "unclaimed"),
        "not_due": Text("不涉及", "not due"),
        "unread": Text("未读到", "unread"),
    }


LABELS = status_labels(CARRIED)
"""What a unit may have done with an item. missing: nothing was reported, computed and never written;
outdated: it adopted an older edition; waived: it would be missing or not adopted, and may be for now; unclaimed: it
may leave what is delegated; not_due: the item is not for this unit; unread: what the unit reports could not be read."""

RATES = ("rate", "reported", "strict")
"""The rates of `Counts`."""


class Fraction(NamedTuple):
    """`part` of `whole`. Nothing of nothing is no achievement: its percentage is 0."""

    part: int
    whole: int

    @property
    def percent(self) -> float:
        """Rounded down to two decimals: what is not complete never reads as 100."""
        return self.part * 10_000 // self.whole / 100 if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cells have each status; `required` is all but those not due. Adding is associative and knows no order.

    declared: of those that are adopted, or were in an older edition, how many are so by one statement about the whole list.
    """

    required: int = 0
    adopted: int = 0
    partial: int = 0
    not_adopted: int = 0
    not_applicable: int = 0
    returned: int = 0
    missing: int = 0
    outdated: int = 0
    waived: int = 0
    unclaimed: int = 0
    not_due: int = 0
    unread: int = 0
    declared: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(*map(add, _numbers(self), _numbers(other)))

    @classmethod
    def total(cls, counts: Iterable[Counts]) -> Counts:
        """The sum of all."""
        return cls(*map(sum, zip(*map(_numbers, counts), strict=True)))

    @property
    def rate(self) -> Fraction:
        """承接率: adopted, an older edition included, of what applies, was claimed and not taken back, and is not waived."""
        excused = self.not_applicable + self.returned + self.waived + self.unclaimed
        return Fraction(self.adopted + self.outdated, self.required - excused)

    @property
    def reported(self) -> Fraction:
        """填报率: what a unit has said anything of item by item, or a waiver instead."""
        return Fraction(self.required - self.missing - self.unread - self.declared, self.required)

    @property
    def strict(self) -> Fraction:
        """现行版本承接率: adopted in full and in the present edition, of everything; no excuse counts."""
        return Fraction(self.adopted, self.required)


_numbers = attrgetter(*(each.name for each in fields(Counts)))


@dataclass(frozen=True, slots=True)
class ItemBrief:
    """An item of a baseline, as far as tables show it. office and department are the baseline's own, or "".

    parent: the item that it is a part of, "" for none.
    """

    id: str
    name: str
    category: str = ""
    office: str = ""
    department: str = ""
    parent: str = ""

    def group(self, by: By) -> str:
        """The category, the office or the department; "" for none."""
        return {"category": self.category, "office": self.office, "department": self.department}.get(by, "")


@dataclass(frozen=True, slots=True)
class UnitCoverage:
    """One unit and its cells. cells: item id to status, of every item that is not plainly adopted.

    held: item id to the unit's own office and responsible department, "" for either, where it has named them.
    path and provenance: of the file of its adoption, "" where there is none. edition: of the baseline that it
    adopted. declared: the file says of the list as a whole that it is adopted, and of no item anything. numbers: item
    id to what it reports in numbers; additional: what it has set up beyond the list.
    """

    code: str
    name: str
    counts: Counts
    cells: dict[str, Status] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    held: dict[str, tuple[str, str]] = field(default_factory=dict)
    path: str = ""
    edition: str = ""
    provenance: str = ""
    declared: bool = False
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    additional: tuple[str, ...] = ()

    @property
    def gaps(self) -> dict[str, Status]:
        """Item id to status, of every item that is due and not plainly adopted."""
        if not self.counts.not_due:
            return self.cells
        return {key: status for key, status in self.cells.items() if status != "not_due"}

    @property
    def missing_items(self) -> list[str]:
        """Ids of items of which nothing was reported, in the order of the baseline."""
        return [key for key, status in self.cells.items() if status == "missing"]


DECLARABLE: tuple[Status, ...] = ("adopted", "outdated")
"""What the items are that a statement about the whole list adopts."""

By = Literal["unit", "category", "office", "department"]
"""What the counts of a baseline are told apart by."""


@dataclass(frozen=True, slots=True)
class BaselineCoverage:
    """A list that units have to carry, and how far each of them does.

    path: its file. provenance: where the list comes from; illustrative: how many of its items are only examples;
    published: how many items it has by its own account, 0 where it does not say. kind: of the list, "" for none.
    """

    id: str
    edition: str
    title: str
    provenance: str
    items: tuple[ItemBrief, ...]
    units: tuple[UnitCoverage, ...]
    path: str = ""
    illustrative: int = 0
    published: int = 0
    kind: str = ""

    @property
    def verb(self) -> Text:
        """What a unit does with an item of it."""
        return traits(self.kind).declared.verb if self.kind else CARRIED

    @property
    def totals(self) -> Counts:
        """Over all units."""
        return Counts.total(unit.counts for unit in self.units)

    @property
    def average(self) -> float:
        """How many main items a unit has adopted on average, of an older edition included; 0 without units."""
        held = self.totals.rate.part - self.below(self.units, ("adopted", "outdated"))
        return held / len(self.units) if self.units else 0.0

    def below(self, units: Iterable[UnitCoverage], statuses: tuple[Status, ...]) -> int:
        """How many cells of sub-items have one of these statuses."""
        parts = [item.id for item in self.items if item.parent]
        return sum(unit.cells.get(part, "adopted") in statuses for unit in units for part in parts)

    @property
    def main(self) -> int:
        """How many items are no part of another one: what a published count counts."""
        return sum(not item.parent for item in self.items)

    def by(self, by: By) -> list[tuple[str, Counts]]:
        """Counts of the cells by unit, category, office or department, in order of first appearance.

        The office and the department are the unit's own where it has named them, else the baseline's; "" for none.
        """
        if by == "unit":
            return [(unit.name, unit.counts) for unit in self.units]
        found: dict[str, Counter[str]] = {}
        for item in self.items:
            own = item.group(by)
            cells = found.setdefault(own, Counter())
            cells["required"] += len(self.units)
            cells["adopted"] += len(self.units)
        briefs = {item.id: item for item in self.items}
        for unit in self.units:
            for key, item in briefs.items() if unit.declared else ():
                if unit.cells.get(key, "adopted") in DECLARABLE:
                    found[item.group(by)].update(("declared",))
            for key, item in briefs.items() if by != "category" and unit.held else ():
                own, said = item.group(by), _held(unit, key, by)
                if said and said != own:
                    found[own].subtract(("required", "adopted"))
                    found.setdefault(said, Counter()).update(("required", "adopted"))
            for key, status in unit.cells.items():
                cells = found[_held(unit, key, by) or briefs[key].group(by)]
                cells.subtract(("adopted",) if status != "not_due" else ("adopted", "required"))
                cells.update((status,))
        return [(name, Counts(**cells)) for name, cells in found.items() if any(cells.values())]


def _held(unit: UnitCoverage, item: str, by: By) -> str:
    office, department = unit.held.get(item, ("", ""))
    return {"office": office, "department": department}.get(by, "")


@dataclass(frozen=True, slots=True)
class Aspect:
    """Whether every item of a list has what the list is for. groups: the same by category.

    name: short and stable (`office`, `procedure`); title: in words. missing_items: ids without it. provenance: of
    the list; illustrative: what was asked for are values that only show the shape. published: how many items
    the list has by its own account, 0 where it does not say.
    """

    catalogue: str
    name: str
    title: Text
    covered: Fraction
    missing_items: tuple[str, ...] = ()
    groups: tuple[tuple[str, Fraction], ...] = ()
    provenance: str = ""
    illustrative: bool = False
    published: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to a ledger: how many records it is put to, and how many answer it well."""

    name: str
    title: Text
    kept: Fraction


@dataclass(frozen=True, slots=True)
class ScoreRank:
    """A department's recomputed score and the band it falls into; `tied` with the next across a border."""

    department: str
    score: float
    band: str
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """Records held against the list they are about."""

    id: str
    kind: str
    title: str
    records: int
    checks: tuple[Check, ...] = ()
    ranks: tuple[ScoreRank, ...] = ()
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """A published figure worked out again. agrees is None where nothing says how to.

    stated: the figure as printed. recomputed: the value in words, "" for none; how: from what it follows.
    path: the file of its catalogue.
    """

    id: str
    catalogue: str
    text: str
    stated: str
    recomputed: str
    agrees: bool | None
    how: Text
    path: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A demand on the numbers. value and threshold are per cent, of `fraction`, or counts where there is none."""

    name: str
    title: Text
    value: float
    threshold: float
    passed: bool
    fraction: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """What became of a list since an earlier state: its number of items, and of a baseline the rates."""

    id: str
    title: str
    old_items: int
    new_items: int
    old: Fraction | None = None
    new: Fraction | None = None


@dataclass(slots=True)
class Coverage:
    """The answer of one run of `coverage`.

    unreadable: a file could not be read, so what looks missing may only be unread. against: what the earlier state of
    `trends` is called, "" where none was asked for.
    """

    baselines: list[BaselineCoverage] = field(default_factory=list)
    aspects: list[Aspect] = field(default_factory=list)
    ledgers: list[Ledger] = field(default_factory=list)
    claims: list[ClaimResult] = field(default_factory=list)
    trends: list[Trend] = field(default_factory=list)
    gates: list[Gate] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unreadable: bool = False
    expired_waivers: int = 0
    against: str = ""
