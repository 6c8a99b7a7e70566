"""Two editions of a list of powers, and what happened between them: the truth that a comparison is held against.

Offices rename by other words for the same thing, by adding and dropping what goes without saying; they merge by
joining names or by finding a common one, and add up the bases. Traps lie beside real changes: an item is
cancelled while its sibling is added, renamed, merged or split off.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

from invented import Power, bundled, cited, item, known, powers
from wording import joint, renamed, reworded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from invented import Family
    from qzqd.compare.change import ChangeType

    Item = dict[str, Any]

_TOUCHED = (0.05, 0.25)
"""Share of the characters in which the name of a merged item also differs."""


class Made(NamedTuple):
    """One change that was made: ids on both sides, none for what was not there."""

    type: ChangeType
    old: tuple[str, ...]
    new: tuple[str, ...]


class Mutation(NamedTuple):
    """Two editions in the order of their lists, and every change between them but that order."""

    old: list[Item]
    new: list[Item]
    truth: list[Made]


def mutated(seed: int, items: int = 10_000, share: float = 0.05) -> Mutation:
    """Two editions of so many items, of which so large a share is changed. The same seed, the same editions."""
    return _Editions(random.Random(seed), items).mutate(round(items * share))


class Retyped(NamedTuple):
    """Two editions whose ids are the numbers of their rows; pairs: old and new id of all that is the same item."""

    old: list[Item]
    new: list[Item]
    pairs: set[tuple[str, str]]


def retyped(seed: int, items: int = 10_000, share: float = 0.05) -> Retyped:
    """The same editions after somebody typed both anew and numbered the rows: what comes or goes shifts all below it."""
    made = mutated(seed, items, share)
    numbers = tuple(
        {item["id"]: f"XZ-{row:06}" for row, item in enumerate(side, 1)} for side in (made.old, made.new)
    )
    old, new = (
        [{**item, "id": number[item["id"]]} for item in side]
        for number, side in zip(numbers, (made.old, made.new), strict=True)
    )
    apart = {key for change in made.truth if change.type in ("merged", "split") for key in change.old}
    pairs = [(key, key) for key in numbers[0] if key in numbers[1] and key not in apart]
    pairs += [
        (change.old[0], change.new[0])
        for change in made.truth
        if change.type in ("renamed", "edited") and change.old != change.new
    ]
    return Retyped(old, new, {(numbers[0][was], numbers[1][now]) for was, now in pairs})


class _Editions:
    """Both editions while they grow apart. `free` are the items that nothing has happened to, in random order."""

    def __init__(self, rng: random.Random, count: int) -> None:
        self.rng = rng
        real = bundled()[:count]
        listed, self.unlisted = powers(count - len(real), rng)
        numbered = enumerate(listed, len(real) + 1)
        items = real + [item(power, number) for number, power in numbered]
        self.old = {made["id"]: made for made in items}
        self.new = dict(self.old)
        self.powers = dict(zip(list(self.old)[len(real) :], listed, strict=True))
        self.families: dict[Family, list[str]] = {}
        for key, power in self.powers.items():
            for family in power.families:
                self.families.setdefault(family, []).append(key)
        self.free = dict.fromkeys(rng.sample(list(self.old), count))
        self.serial = count
        self.changes = 0
        self.truth: list[Made] = []

    def mutate(self, changes: int) -> Mutation:
        ways: dict[Callable[[], None], int] = {
            self.add: 12,
            self.cancel: 12,
            self.replace_by_sibling: 7,
            self.rename: 8,
            self.rename_anew: 12,
            self.rebase: 10,
            self.transfer: 8,
            self.delegate: 4,
            self.recall: 4,
            self.merge: 5,
            self.split: 5,
            self.renumber: 6,
        }
        while self.changes < changes and self.free:
            self.rng.choices(list(ways), list(ways.values()))[0]()
        self.reorder(changes // 10)
        return Mutation(_numbered(self.old), _numbered(self.new), self.truth)

    def add(self) -> None:
        """A power that no item of the list need be like."""
        self._add(self.unlisted.pop(), self.rng.randint(1, len(self.old)))

    def cancel(self) -> None:
        self._cancel(self._taken())

    def replace_by_sibling(self) -> None:
        """The trap: one item goes, and another comes that differs in its act or its subject."""
        chosen = self._taken()
        sibling = self._unlisted_sibling(chosen)
        self._cancel(chosen)
        if sibling:
            self._add(sibling, self.old[chosen]["seq"])

    def rename(self) -> None:
        self._edit("renamed", lambda before: {"name": renamed(before["name"], self.rng)})

    def rename_anew(self) -> None:
        """A new id, mostly the same basis; sometimes beside a sibling that is cancelled or added."""
        chosen = self._taken()
        before = self.old[chosen]
        name = reworded(before["name"], self.powers.get(chosen), self.rng)
        after = {**before, "name": name, **self._drifted(before)}
        self._replace("renamed", [chosen], [after])
        self._trap(chosen)

    def rebase(self) -> None:
        self._edit("basis", lambda _: {"basis": [self._citation()]})

    def transfer(self) -> None:
        self._edit("transferred", lambda before: {"authority": f"{before['authority']}（原）所属执法机构"})

    def delegate(self) -> None:
        down = {"authority": "街道办事处", "level": ["镇（乡、街道）"], "power_source": "上级下放"}
        self._edit("delegated", lambda before: down if before["level"] == ["县"] else {})

    def recall(self) -> None:
        up = {"authority": "区综合行政执法局", "level": ["县"], "power_source": "法定本级行使"}
        self._edit("recalled", lambda before: {} if before["level"] == ["县"] else up)

    def renumber(self) -> None:
        chosen = self._taken()
        self._replace("edited", [chosen], [self.old[chosen]])

    def merge(self) -> None:
        if parts := self._siblings():
            self._replace("merged", parts, [self._joint(parts)])
            self._trap(parts[0])

    def split(self) -> None:
        """The joint item takes the id of its first part on the old side; the parts are new."""
        if parts := self._siblings():
            joint = self._joint(parts)
            made = [self.old.pop(part) for part in parts]
            self.old[parts[0]] = {**joint, "id": parts[0]}
            for part in parts[1:]:
                del self.new[part]
            self._replace("split", parts[:1], made)
            self._trap(parts[0])

    def reorder(self, moved: int) -> None:
        """Rows that only stand elsewhere."""
        for key in self.rng.sample(list(self.new), min(moved, len(self.new))):
            self.new[key] = {**self.new[key], "seq": self.rng.randint(1, len(self.new))}

    def _taken(self) -> str:
        chosen: str = next(iter(self.free))
        del self.free[chosen]
        return chosen

    def _id(self) -> str:
        self.serial += 1
        return f"XZ-{self.serial:06}"

    def _add(self, power: Power, seq: int) -> None:
        made = {**item(power, 0), "id": self._id(), "seq": seq}
        self.new[made["id"]] = made
        self._note("added", [], [made["id"]])

    def _cancel(self, chosen: str) -> None:
        del self.new[chosen]
        self._note("cancelled", [chosen], [])

    def _edit(self, change: ChangeType, alter: Callable[[Item], Item]) -> None:
        """The same id, other fields; nothing where the change does not apply to the item."""
        chosen = self._taken()
        if changed := alter(self.old[chosen]):
            self.new[chosen] = {**self.old[chosen], **changed}
            self._note(change, [chosen], [chosen])

    def _replace(self, change: ChangeType, gone: list[str], come: list[Item]) -> None:
        """The items of the old edition give way to others with new ids."""
        for key in gone:
            del self.new[key]
        fresh = [{**made, "id": self._id()} for made in come]
        self.new.update((made["id"], made) for made in fresh)
        self._note(change, gone, [made["id"] for made in fresh])

    def _note(self, change: ChangeType, old: list[str], new: list[str]) -> None:
        self.changes += max(len(old), len(new))
        self.truth.append(Made(change, tuple(old), tuple(new)))

    def _trap(self, near: str) -> None:
        """Now and then a sibling of what was just changed is cancelled, or one is added."""
        lot = self.rng.random()
        if lot < 0.15 and (siblings := self._free_siblings(near)):
            del self.free[siblings[0]]
            self._cancel(siblings[0])
        elif lot > 0.85 and (sibling := self._unlisted_sibling(near)):
            self._add(sibling, self.old[near]["seq"])

    def _free_siblings(self, of: str) -> list[str]:
        power = self.powers.get(of)
        families = [self.families[family] for family in power.families] if power else [[]]
        alike = self.rng.choices(families, [7, 3][: len(families)])[0]
        return [key for key in alike if key != of and key in self.free]

    def _unlisted_sibling(self, of: str) -> Power | None:
        power = self.powers.get(of)
        for place, other in enumerate(self.unlisted):
            if power and set(other.families) & set(power.families):
                return self.unlisted.pop(place)
        return None

    def _siblings(self) -> list[str]:
        """Two to four items on one object, taken; none where the next item has no sibling left."""
        first = self._taken()
        number = self.rng.choices([1, 2, 3], [6, 3, 1])[0]
        others = self._free_siblings(first)[:number]
        for key in others:
            del self.free[key]
        return [first, *others] if others else []

    def _joint(self, parts: list[str]) -> Item:
        """What the parts are called and rest on when they are one item."""
        name = joint([self.powers[part] for part in parts], self.rng)
        if self.rng.random() < 0.3:
            name = renamed(name, self.rng, _TOUCHED)
        cited = (citation for part in parts for citation in self.old[part].get("basis", ()))
        basis = _distinct(cited)
        if self.rng.random() < 0.2:
            basis = _as_whole(basis)
        rest = {key: value for key, value in self.old[parts[0]].items() if key != "basis"}
        return {**rest, "name": name, **({"basis": basis} if basis else {})}

    def _drifted(self, before: Item) -> Item:
        """What else changes with a new name: in one of four the basis, now and then the office."""
        after: Item = {}
        if basis := [dict(citation) for citation in before.get("basis", ())]:
            first, lot = basis[0], self.rng.random()
            if lot < 0.12:
                first["edition"] = "2025-01-01"
            elif lot < 0.17:
                first["article"] = first["article"] % 60 + 3
            elif lot < 0.22:
                basis.append(self._citation())
            elif lot < 0.27:
                basis = _as_whole(basis)
            after["basis"] = basis
        if self.rng.random() < 0.08:
            after["office"] = "综合执法大队"
        return after

    def _citation(self) -> Item:
        law = self.rng.choice(list(known().values()))
        return cited(law.title, self.rng.randint(1, law.articles)) | {"paragraph": 1}


def _as_whole(basis: list[Item]) -> list[Item]:
    """The same articles without paragraphs and what is below them."""
    below = ("paragraph", "subparagraph")
    return _distinct({key: value for key, value in cited.items() if key not in below} for cited in basis)


def _distinct(basis: Iterable[Item]) -> list[Item]:
    found: list[Item] = []
    for citation in basis:
        if citation not in found:
            found.append(citation)
    return found


def _numbered(edition: dict[str, Item]) -> list[Item]:
    """The edition in its order, counted through."""
    ordered = sorted(edition.values(), key=lambda made: made["seq"])
    return [{**made, "seq": seq} for seq, made in enumerate(ordered, 1)]
