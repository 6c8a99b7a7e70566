"""What the pages are made of, gathered once: lists and their items, and who has to do with whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.check.reach import values_below
from qzqd.kinds.traits import Archetype, KindTraits, traits
from qzqd.law.provisions import article_step
from qzqd.regex import regex
from qzqd.site.words import UNCOMPARED, unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.compare.change import Comparison
    from qzqd.cover.coverage import BaselineCoverage, Coverage, UnitCoverage
    from qzqd.cover.gathered import WorkspaceData
    from qzqd.locale import Text
    from qzqd.open.catalogue import Catalogue, Item
    from qzqd.open.registers import LawEntry, Registers
    from qzqd.read.config import Config
    from qzqd.site.past import PastWords

_UNLISTED = (Archetype.UNITS, Archetype.LAWS, Archetype.CLAIMS)
"""Registers have pages of units and laws instead, and published figures one page for all."""
_SEPARATORS = regex("[、，,；;\n]")
_WIDE = 200
"""Of a range of more articles than any law has, only the two ends count."""


@dataclass(frozen=True, slots=True)
class SiteList:
    """A list with a page of its own. first: the number of its first item among all items of the site."""

    catalogue: Catalogue
    traits: KindTraits
    first: int
    editions: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the list."""
        return self.catalogue.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.catalogue.title

    @property
    def place(self) -> str:
        """The division that it is for."""
        return str(self.catalogue.header["jurisdiction"]["name"])

    def numbered(self) -> Iterator[tuple[int, Item]]:
        """Its items with their numbers."""
        return enumerate(self.catalogue.items, self.first)

    def not_cancelled(self) -> Iterator[tuple[int, Item]]:
        """Those that are not cancelled."""
        return (each for each in self.numbered() if self.catalogue.state_of(each[1]) != "cancelled")


@dataclass(slots=True)
class SiteLaw:
    """One instrument. entry: what the register knows of it. articles: the items that rest on each, "" the whole."""

    title: str
    entry: LawEntry | None
    articles: dict[str, list[int]] = field(default_factory=dict)

    @property
    def items(self) -> set[int]:
        """All items that rest on it."""
        return {row for rows in self.articles.values() for row in rows}


@dataclass(slots=True)
class UnitView:
    """A street, a township, a community: what it carries, its own lists and its offices."""

    code: str
    name: str
    registered: Item | None = None
    carried: list[tuple[BaselineCoverage, UnitCoverage]] = field(default_factory=list)
    lists: list[SiteList] = field(default_factory=list)


class DepartmentPart(NamedTuple):
    """What a department has to do with an item: the item's number, and the field that names the department.

    leads: whether it does so before others; None where the kind does not say that the first one leads.
    """

    row: int
    field: str
    leads: bool | None


class Content:
    """Everything, by what it is asked for. past: what git knows of items, None without a repository.

    unread: the files that are missing here because they could not be read. notes: what else is not complete.
    """

    def __init__(
        self,
        gathered: WorkspaceData,
        coverage: Coverage,
        registers: Registers,
        config: Config,
        past: PastWords | None = None,
        comparison: Comparison | None = None,
    ) -> None:
        self.coverage, self.registers, self.config = coverage, registers, config
        self.past, self.comparison = past, comparison
        self.notes: list[Text] = []
        self.unread = sorted({finding.path for finding in gathered.findings})
        self.lists: list[SiteList] = []
        self._units = gathered.units
        self._called = {loaded.id: loaded.title for loaded in gathered.lists}
        first = 0
        for loaded in sorted(gathered.lists, key=lambda each: each.id):
            if loaded.archetype not in _UNLISTED:
                editions = tuple(older.edition for older in gathered.others.get(loaded.id, ()))
                self.lists.append(SiteList(loaded, traits(loaded.kind), first, editions))
                first += len(loaded.items)
        self.size = first

    def incomplete(self) -> list[Text]:
        """All that has to be known of what this site does not have."""
        return [*self.lacking(), *self.notes]

    def lacking(self) -> list[Text]:
        """What it should have and could not read."""
        notes = [unread(self.unread)] if self.unread else []
        if self.comparison is not None and self.comparison.unreadable:
            notes.append(UNCOMPARED)
        return notes

    @property
    def main(self) -> int:
        """How many items the lists count: those in force that lie under no other."""
        return sum(len(each.catalogue.main) for each in self.lists)

    @cached_property
    def items(self) -> list[tuple[SiteList, Item]]:
        """Every item with its list; its place here is its number."""
        return [(each, item) for each in self.lists for item in each.catalogue.items]

    @cached_property
    def rows(self) -> dict[tuple[str, str], int]:
        """The numbers of items by the ids of their list and their own."""
        return {(each.id, item["id"]): row for row, (each, item) in enumerate(self.items)}

    def called(self, catalogue: str, otherwise: str = "") -> str:
        """The title of a list, shown or not; where it is not known the other one, or the id."""
        return self._called.get(catalogue, otherwise or catalogue)

    @cached_property
    def by_id(self) -> dict[str, SiteList]:
        """Lists by their ids."""
        return {each.id: each for each in self.lists}

    @cached_property
    def laws(self) -> dict[str, SiteLaw]:
        """Every law that an item rests on which is not cancelled, by its full title, in the order of the titles."""
        found: dict[str, SiteLaw] = {}
        for each in self.lists:
            paths = [path[:-1] for path in each.traits.refers.get("law", ()) if path[-1] == "law"]
            for row, item in each.not_cancelled():
                for cited in [
                    cited for path in paths for cited in values_below([item], path) if "law" in cited
                ]:
                    law = self.law(cited["law"])
                    kept = found.setdefault(law, SiteLaw(law, self._entry(law)))
                    for article in articles(cited.get("article")):
                        rows = kept.articles.setdefault(article, [])
                        if not rows or rows[-1] != row:
                            rows.append(row)
        return dict(sorted(found.items()))

    def law(self, title: str) -> str:
        """The full title of a law, as far as the register knows it."""
        if title not in self._titles:
            known = self._entry(title)
            self._titles[title] = known.title if known else title
        return self._titles[title]

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {}

    def _entry(self, title: str) -> LawEntry | None:
        return self.registers.law(title)

    @cached_property
    def departments(self) -> dict[str, list[DepartmentPart]]:
        """What each department has to do with items."""
        found: dict[str, list[DepartmentPart]] = {}
        for each in self.lists:
            fields = self._department_fields(each.traits)
            for row, item in each.not_cancelled():
                for name in fields:
                    if name in item:
                        led = name in each.traits.having("led")
                        for at, department in enumerate(self._named(item[name])):
                            if each.traits.target(name) or department in self.registers.departments:
                                leads = at == 0 if led else None
                                found.setdefault(department, []).append(DepartmentPart(row, name, leads))
        return dict(sorted(found.items()))

    def _department_fields(self, kind: KindTraits) -> tuple[str, ...]:
        fields = [name for name in kind.fields if kind.target(name) == "department"]
        return tuple(dict.fromkeys((*fields, *kind.having("body"), *kind.having("receiver"))))

    def _named(self, value: Any) -> list[str]:
        values = value if isinstance(value, list) else [value]
        parts = (part.strip() for each in values for part in _SEPARATORS.split(str(each)))
        return list(dict.fromkeys(self._aliases.get(part, part) for part in parts if part))

    def department(self, name: str) -> str | None:
        """The department that goes by this name and has a page; None for none."""
        known = self._aliases.get(name, name)
        return known if known in self.departments else None

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {alias: unit["name"] for unit in self._units for alias in unit.get("aliases", ())}

    @cached_property
    def units(self) -> dict[str, UnitView]:
        """Every unit that carries a list, has one of its own or has offices, by code."""
        registered = {unit["code"]: unit for unit in self._units if "code" in unit}
        found: dict[str, UnitView] = {}

        def view(code: str, name: str) -> UnitView:
            return found.setdefault(code, UnitView(code, name, registered.get(code)))

        for baseline in self.coverage.baselines:
            for unit in baseline.units:
                view(unit.code, unit.name).carried.append((baseline, unit))
        for each in self.lists:
            division = each.catalogue.header["jurisdiction"]
            if division["code"] in registered:
                view(division["code"], division["name"]).lists.append(each)
        for code, known in registered.items():
            if "offices" in known:
                view(code, known["name"])
        return dict(sorted(found.items()))

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """The codes of units that have a page, by the names they go by; a name of two units is nobody's."""
        found: dict[str, str] = {}
        for code, view in self.units.items():
            found[view.name] = code if view.name not in found else ""
        return {name: code for name, code in found.items() if code}

    def unit_named(self, code: str) -> str:
        """The name of a registered unit, "" for an unknown one."""
        return next((unit["name"] for unit in self._units if unit.get("code") == code), "")

    @cached_property
    def derived(self) -> dict[int, list[int]]:
        """The items of other lists that say they stand for an item, or are about it."""
        found: dict[int, list[int]] = {}
        for each in self.lists:
            paths = each.traits.refers.get("upstream", ())
            if paths and each.catalogue.upstream:
                for row, item in each.numbered():
                    for key in [key for path in paths for key in values_below([item], path)]:
                        if (above := self.rows.get((each.catalogue.upstream, key))) is not None:
                            found.setdefault(above, []).append(row)
        return found

    @cached_property
    def baselines(self) -> dict[str, BaselineCoverage]:
        """What units have to carry, by id."""
        return {baseline.id: baseline for baseline in self.coverage.baselines}


def articles(cited: int | str | None) -> Sequence[str]:
    """The articles that a citation names: 32, "32-1" for 第三十二条之一, each one of a range; "" for none."""
    if cited is None:
        return ("",)
    try:
        step = article_step(cited)
    except ValueError:
        return (str(cited),)
    number = int(step.number)
    if step.last and step.last - number <= _WIDE:
        return [str(each) for each in range(number, step.last + 1)]
    return (str(cited),)
