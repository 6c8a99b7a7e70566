"""Which items of those that have gone and come may be the same: only ever suspected, never decided.

Names are written from templates (对…的处罚), so what names share counts by its rarity among all of them; then
come the legal basis, where most items of a list differ, and the body and type of power.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from math import log, sqrt
from operator import add
from typing import TYPE_CHECKING, Any, Literal

from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Item = dict[str, Any]
Place = tuple[str, Any, Any, Any]
"""Law, article, paragraph, subparagraph."""

_ALIKE = 0.56
"""So alike an item and its successor are at least."""
_JOINED = 0.6
"""And so alike are an item and what it was joined from or split into."""
_TEMPLATE = 0.5
"""So much is left of it where one name is made of words that the list had already."""
_PART = 0.2
_GROUP = 0.08
_LEAST = 0.05
_INSIDE = 0.6
_LOOSE = re.compile("等(?:行为|事项|情形)|有关事项|管理规定|违法行为|管理类")
_LISTED = re.compile("[、，]|以及|和|或")
_COMMON = 40
"""What more items than this share leads to no candidates: the cost of a list stays in proportion to it."""
_PARTS = 6
_SHIFTED = 0.3
_BODIES = ("power_type", "office", "authority", "category", "lead_department")


@dataclass(frozen=True, slots=True)
class Suspect:
    """`old` and `new` are positions among what has gone and come; score is above 0 and at most 1."""

    kind: Literal["renamed", "merged", "split"]
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float


def suspects(
    gone: Sequence[Item], come: Sequence[Item], before: Iterable[str] = (), after: Iterable[str] = ()
) -> list[Suspect]:
    """What may have become of items, in order of the first that has gone; every item occurs in one at most.

    before, after: the names of all items of the two editions, where they are known.
    """
    traits = _Traits([*gone, *come], _words(before), _words(after))
    olds, news = traits.of[: len(gone)], traits.of[len(gone) :]
    pairs = _candidates(olds, news, traits)
    found = [
        Suspect("renamed", (old,), (new,), score)
        for old, new in pairs
        if (score := traits.alike(olds[old], news[new])) >= _ALIKE
    ]
    found += _groups("merged", pairs, olds, news, traits)
    found += _groups("split", [(new, old) for old, new in pairs], news, olds, traits)
    return sorted(_best(found), key=lambda suspect: suspect.old)


def _best(found: Iterable[Suspect]) -> Iterator[Suspect]:
    """The surest first; what one has taken no other may."""
    taken: tuple[set[int], set[int]] = (set(), set())
    for suspect in sorted(found, key=_surest):
        if taken[0].isdisjoint(suspect.old) and taken[1].isdisjoint(suspect.new):
            taken[0].update(suspect.old)
            taken[1].update(suspect.new)
            yield suspect


def _surest(suspect: Suspect) -> tuple[float, tuple[int, ...], tuple[int, ...]]:
    """A part is like its whole; so of the whole group and one of its parts the group goes first."""
    group = suspect.kind != "renamed"
    return -suspect.score - (_GROUP if group else 0.0), suspect.old, suspect.new


@dataclass(frozen=True, slots=True)
class _Trait:
    """What an item is told by: the pairs of characters of its name, its basis, its bodies."""

    name: frozenset[str]
    basis: frozenset[Place]
    bodies: frozenset[tuple[str, str]]
    type: str
    joint: bool
    listed: bool

    def __add__(self, other: _Trait) -> _Trait:
        return _Trait(
            self.name | other.name,
            self.basis | other.basis,
            self.bodies & other.bodies,
            self.type,
            joint=True,
            listed=False,
        )


class _Traits:
    """The traits of all items, and how much each pair of characters tells: the rarer, the more."""

    def __init__(self, items: Sequence[Item], before: set[str], after: set[str]) -> None:
        self._before, self._after = before, after
        self.of = [_trait(item) for item in items]
        self.counts = Counter(part for trait in self.of for part in (*trait.name, *trait.basis))
        self._weight = {part: log(1 + len(items) / number) for part, number in self.counts.items()}

    def _total(self, parts: Iterable[Any]) -> float:
        return sum(map(self._weight.__getitem__, parts))

    def covered(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much of the first name stands in the second, from 0 to 1."""
        return self._total(one & other) / self._total(one)

    def named(self, one: _Trait, other: _Trait) -> float:
        """How much two names are alike, from 0 to 1."""
        shared = self._total(one.name & other.name)
        return shared / sqrt(self._total(one.name) * self._total(other.name))

    def alike(self, old: _Trait, new: _Trait) -> float:
        """How much two items are alike, from 0 to 1."""
        score = 0.85 * self.named(old, new)
        if old.basis and new.basis:
            score = 0.2 * self.named(old, new) + 0.65 * grounded(old.basis, new.basis)
        elif old.basis or new.basis:
            score *= 0.8
        score += 0.15 * _share(old.bodies, new.bodies)
        score *= 1.0 if self._reworded(old, new) else _TEMPLATE
        return score * (1.0 if old.type == new.type else 0.5) * (1.0 if old.joint == new.joint else 0.8)

    def _reworded(self, old: _Trait, new: _Trait) -> bool:
        """Whether the names differ in words that their editions had not; a sibling is made of words they had."""
        if not self._before or not self._after:
            return True
        fresh, lost = new.name - old.name, old.name - new.name
        return not fresh or not fresh <= self._before or not lost <= self._after


def grounded(one: frozenset[Place], other: frozenset[Place]) -> float:
    """How far two items rest on the same law, from 0 to 1."""
    there = sum(_telling(place) * max(_same(place, each) for each in other) for place in one)
    back = sum(_telling(place) * max(_same(place, each) for each in one) for place in other)
    return (there + back) / (sum(map(_telling, one)) + sum(map(_telling, other)))


def _telling(place: Place) -> float:
    """A clause says more than a bare article, which many items cite beside their own."""
    return 1.0 if place[2] is not None else 0.4


def _same(one: Place, other: Place) -> float:
    """Two clauses of one article are where siblings stand; an article without a clause may mean any of them."""
    if one == other:
        return 1.0
    if one[0] != other[0]:
        return 0.0
    if one[1] != other[1]:
        return _SHIFTED if one[2:] == other[2:] != (None, None) else 0.0
    return 0.8 if None in (*one[2:], *other[2:]) else 0.1


def _share(one: frozenset[Any], other: frozenset[Any]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def _trait(item: Item) -> _Trait:
    basis = frozenset(
        (each["law"], each.get("article"), each.get("paragraph"), each.get("subparagraph"))
        for each in item.get("basis", ())
    )
    bodies = frozenset((name, str(item[name])) for name in _BODIES if name in item)
    loose, listed = _LOOSE.search(item["name"]), _LISTED.search(item["name"])
    return _Trait(
        _pairs(item["name"]),
        basis,
        bodies,
        item.get("power_type", ""),
        bool(loose or listed),
        not loose and bool(listed),
    )


def _pairs(name: str) -> frozenset[str]:
    plain = normalised(name)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1)) or frozenset({plain})


def _words(names: Iterable[str]) -> set[str]:
    return set().union(*map(_pairs, names))


def _candidates(olds: list[_Trait], news: list[_Trait], traits: _Traits) -> list[tuple[int, int]]:
    """Pairs that share something rare, in their name or their basis."""
    where: dict[Any, list[int]] = defaultdict(list)
    for row, trait in enumerate(news):
        for part in (*trait.name, *trait.basis):
            where[part].append(row)
    found: set[tuple[int, int]] = set()
    for old, trait in enumerate(olds):
        for part in (*trait.name, *trait.basis):
            if traits.counts[part] <= _COMMON:
                found.update((old, new) for new in where.get(part, ()))
    return sorted(found)


def _groups(
    kind: Literal["merged", "split"],
    pairs: list[tuple[int, int]],
    parts: list[_Trait],
    wholes: list[_Trait],
    traits: _Traits,
) -> Iterator[Suspect]:
    """Several parts that together come to one whole: for a split, the whole is what has gone."""
    near: dict[int, list[int]] = defaultdict(list)
    for part, whole in pairs:
        if _belongs(parts[part], wholes[whole], traits):
            near[whole].append(part)
    for whole, members in near.items():
        best = sorted(members, key=lambda part: -traits.alike(parts[part], wholes[whole]))[:_PARTS]
        for size in range(2, len(best) + 1):
            for group in combinations(sorted(best), size):
                score = _joint([parts[row] for row in group], wholes[whole], traits)
                if score >= _JOINED:
                    old, new = (group, (whole,)) if kind == "merged" else ((whole,), group)
                    yield Suspect(kind, old, new, score)


def _belongs(part: _Trait, whole: _Trait, traits: _Traits) -> bool:
    """Whether it may be a part: part of its name stands in the whole, and its basis does not speak against it."""
    if part.basis and whole.basis:
        inside = sum(max(_same(place, each) for each in whole.basis) for place in part.basis)
        if inside / len(part.basis) < _INSIDE:
            return False
        if part.basis <= whole.basis:
            return traits.named(part, whole) >= _LEAST
    return traits.named(part, whole) >= _PART


def _joint(parts: list[_Trait], whole: _Trait, traits: _Traits) -> float:
    """How well the parts together make the whole, from 0 to 1; every part has to add to it."""
    union = reduce(add, parts)
    named = (
        traits.covered(whole.name, union.name)
        + sum(traits.covered(p.name, whole.name) for p in parts) / len(parts)
    ) / 2
    if whole.listed and any(_idle(part, parts, whole) for part in parts):
        return 0.0
    if not whole.joint and any(_enough(part, whole) for part in parts):
        return 0.0
    score = named
    if whole.basis and union.basis:
        score = 0.4 * named + 0.6 * grounded(union.basis, whole.basis)
    return min(1.0, score * (1 + 0.01 * len(parts))) * (1.0 if whole.joint else 0.85)


def _enough(part: _Trait, whole: _Trait) -> bool:
    """Whether one part has all the basis of the whole, which then has only got another name."""
    return not part.basis or part.basis == whole.basis


def _idle(part: _Trait, parts: list[_Trait], whole: _Trait) -> bool:
    """Whether the others make up all that this part has of the whole."""
    others = reduce(add, [each for each in parts if each is not part])
    return part.name & whole.name <= others.name and part.basis & whole.basis <= others.basis
