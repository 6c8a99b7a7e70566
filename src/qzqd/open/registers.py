"""The registers that lists point at: units, the offices they have or are to have, and laws with their editions."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from qzqd.kinds.traits import Archetype, traits

_TO_PUBLICATION = timedelta(days=90)
"""What is adopted is published within that time: 97 in 100 of the administrative regulations that were not the same day."""


class LawEntry(NamedTuple):
    """One instrument; `editions` are (date, number of the last article or 0), oldest first."""

    title: str
    level: str
    editions: tuple[tuple[str, int], ...]
    repealed: str = ""
    repealed_by: str = ""
    superseded_by: str = ""

    def has_ended(self, day: str) -> bool:
        """Whether it is no longer in force on a day: repealed by then, or superseded at a time that nobody has entered."""
        return self.repealed <= day if self.repealed else bool(self.superseded_by)

    def adopted_as(self, cited: str) -> str | None:
        """The edition that was published next after a day that is no edition of its own, if soon: its day of adoption."""
        known = [edition for edition, _ in self.editions]
        try:
            day = date.fromisoformat(cited)
        except ValueError:
            return None
        if cited in known:
            return None
        following = min((edition for edition in known if edition > cited), default=None)
        soon = following is not None and date.fromisoformat(following) - day <= _TO_PUBLICATION
        return following if soon else None


def bare_title(law: str) -> str:
    """The title without 《》 around it."""
    if "《" in law or "〈" in law or "<" in law:
        from qzqd.law.titles import title

        return title(law)
    return law


@dataclass(slots=True)
class Registers:
    """What every register of the workspace says, by name. Empty sets mean: nothing to hold against.

    as_of: edition of the newest register of laws. types: of units, by their full name.
    autonomous: bodies of residents. ended: units, departments and offices that are no more, and since when.
    full: the full name of what goes by another one, too. offices_of: what the unit of a code has; "" what any may have.
    """

    laws: dict[str, LawEntry] = field(default_factory=dict)
    as_of: str = ""
    units: dict[str, str] = field(default_factory=dict)
    departments: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    autonomous: set[str] = field(default_factory=set)
    ended: dict[str, str] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)
    offices_of: dict[str, list[str]] = field(default_factory=dict)
    _standing: set[str] = field(default_factory=set)
    _titled: dict[str, list[str]] = field(default_factory=dict)

    def law(self, title: str) -> LawEntry | None:
        """What the registers say of a law, by its title as written or by the bare one."""
        return self.laws.get(title) or self.laws.get(bare_title(title))

    def level_of(self, title: str) -> str | None:
        """The level of a law, by its title without 《》."""
        entry = self.laws.get(title)
        return entry.level if entry else None

    def add(self, data: dict[str, Any]) -> None:
        """Take in one register, or list of offices, that the schema has passed."""
        kind = traits(data["kind"])
        if kind.archetype is Archetype.LAWS:
            self._add_laws(data)
        elif kind.archetype is Archetype.UNITS:
            self._add_units(data)
        elif kind.declared.names_offices:
            self.offices.update(item["name"] for item in data["items"])
            for item in data["items"]:
                self._note_end(item, (item["name"],))
                self.offices_of.setdefault("", []).append(item["name"])
            self.autonomous.update(item["name"] for item in data["items"] if kind.autonomous(item))

    def pack(self) -> bytes:
        """All of it as bytes, to be kept until a register changes."""
        entries = list({id(entry): entry for entry in self.laws.values()}.values())
        numbers = {id(entry): number for number, entry in enumerate(entries)}
        titles = {title: numbers[id(entry)] for title, entry in self.laws.items()}
        names = [
            self.units,
            sorted(self.departments),
            sorted(self.offices),
            self.codes,
            self.types,
            sorted(self.autonomous),
            self.ended,
            self.full,
            self.offices_of,
        ]
        return json.dumps([self.as_of, entries, titles, *names], ensure_ascii=False).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> Registers:
        """The inverse of `pack`."""
        as_of, rows, titles, units, departments, offices, codes, types, autonomous, *rest = json.loads(packed)
        entries = [
            LawEntry(title, level, tuple(map(tuple, editions)), *ends)
            for title, level, editions, *ends in rows
        ]
        laws = {title: entries[number] for title, number in titles.items()}
        sets = (set(departments), set(offices))
        return cls(laws, as_of, units, *sets, codes, types, set(autonomous), *rest)

    def _add_laws(self, data: dict[str, Any]) -> None:
        self.as_of = max(self.as_of, data["edition"])
        for item in data["items"]:
            editions = tuple(
                sorted((edition["date"], edition.get("articles", 0)) for edition in item["editions"])
            )
            entry = LawEntry(
                item["name"],
                item["level"],
                editions,
                item.get("repealed", ""),
                item.get("repealed_by", ""),
                item.get("superseded_by", ""),
            )
            self._add_law(entry, (item["name"], *item.get("short_titles", ())))

    def _add_law(self, entry: LawEntry, titles: tuple[str, ...]) -> None:
        """What two registers say of one instrument is taken together; where they disagree, the first has it."""
        known = self.laws.get(entry.title)
        if known is not None and known.title == entry.title:
            editions = dict(entry.editions) | {date: last for date, last in known.editions if last}
            ends = (first or second for first, second in zip(known[3:], entry[3:], strict=True))
            entry = LawEntry(
                entry.title, known.level, tuple(sorted((dict(known.editions) | editions).items())), *ends
            )
            for title in self._titled[entry.title]:
                self.laws[title] = entry
        for title in titles:
            if title not in self.laws:
                self.laws[title] = entry
                self._titled.setdefault(entry.title, []).append(title)

    def _add_units(self, data: dict[str, Any]) -> None:
        for item in data["items"]:
            code = item.get("code", "")
            self.types.setdefault(item["name"], item["type"])
            for name in (item["name"], *item.get("aliases", ())):
                self.units.setdefault(name, code)
                if name != item["name"] and (name not in self.full or self.full[name] in self.ended):
                    self.full[name] = item["name"]
                if item["type"] == "department":
                    self.departments.add(name)
            if code:
                self.codes[code] = item["name"]
            self.offices.update(item.get("offices", ()))
            if "offices" in item:
                self.offices_of.setdefault(code, []).extend(item["offices"])
            names = (item["name"], *item.get("aliases", ()), *item.get("offices", ()), *filter(None, [code]))
            self._note_end(item, names)

    def _note_end(self, item: dict[str, Any], names: tuple[str, ...]) -> None:
        """A name that something else still goes by has not ended."""
        if "repealed" not in item:
            self._standing.update(names)
            for name in names:
                self.ended.pop(name, None)
        else:
            for name in set(names) - self._standing:
                self.ended[name] = max(item["repealed"], self.ended.get(name, ""))
