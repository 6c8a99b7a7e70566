"""What items are told by, and how much two of them are alike.

Names are filled into templates (对…的处罚), and the siblings of a template often rest on one article. A sibling has
other words in one place, and the list had them already; a new name differs in several places or brings new words.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, log, sqrt
from typing import TYPE_CHECKING, Any

from qzqd.compare.identity import LegalPlace, legal_places
from qzqd.regex import regex
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Bigram = tuple[str, ...]
"""Two neighbouring characters of a name; of a name of one character, that one."""
Name = frozenset[Bigram]
LegalPlaces = frozenset[LegalPlace]

# In the proportions of a logistic regression over all pairs of what had gone and come in invented editions
# (benchmarks/mutation.py, seeds 1 to 20).
_BASIS = 0.37
_MIDDLE = 0.31
_NAME = 0.23
_BODIES = 0.09
_TEMPLATE = 0.2
"""So much counts what names share where neither has a word that is new."""
_UNKNOWN = 0.55
"""So much says what is not given: hardly anything for, nothing against."""
_BARE = 0.2
"""So much tells an article without a clause, beside one with: siblings share it, and many items cite one."""
_ANY_CLAUSE = 0.8
_SHIFTED = 0.4
_TYPED = regex("行政(?=处罚|检查|强制|许可|确认|给付|奖励|裁决|征收|征用|审批|备案)")
"""What goes without saying: 对…的处罚 is 对…的行政处罚."""
_LOOSE = regex("等(?:行为|事项|情形)|有关事项|管理规定|违法行为|管理类")
_LISTED = regex("[、，]|以及|或者")
_BODY = ("power_type", "office", "authority", "category", "lead_department")


@dataclass(frozen=True, slots=True)
class Trait:
    """What an item is told by. bare: its name without what goes without saying.

    joint: its name may stand for several items; listed: and says for which.
    """

    plain: str
    bare: str
    name: Name
    basis: LegalPlaces
    bodies: frozenset[tuple[str, str]]
    type: str
    joint: bool
    listed: bool

    def shared(self, other: Trait) -> frozenset[tuple[Any, ...]]:
        """What of name, basis and bodies both have."""
        return (self.name & other.name) | (self.basis & other.basis) | (self.bodies & other.bodies)


class TraitIndex:
    """The traits of all items, and how much each pair of characters tells: the rarer, the more."""

    def __init__(self, items: Sequence[dict[str, Any]], before: Iterable[str], after: Iterable[str]) -> None:
        """before, after: the names of all items of the two editions."""
        self.of = [_trait(item) for item in items]
        self.counts = Counter(part for trait in self.of for part in (*trait.name, *trait.basis))
        self._weight = {part: log(1 + len(items) / number) for part, number in self.counts.items()}
        self._before, self._after = _words(before), _words(after)

    def _total(self, name: Name) -> float:
        return fsum(map(self._weight.__getitem__, name))

    def covered(self, one: Name, other: Name) -> float:
        """How much of the first name stands in the second, from 0 to 1."""
        return self._total(one & other) / self._total(one)

    def named(self, one: Name, other: Name) -> float:
        """How much two names are alike, from 0 to 1."""
        return self._total(one & other) / sqrt(self._total(one) * self._total(other))

    def similarity(self, old: Trait, new: Trait) -> float:
        """How much two items are alike, from 0 to 1."""
        novelty = max(_unknown(new.name - old.name, self._before), _unknown(old.name - new.name, self._after))
        score = _MIDDLE * _middle(old.plain, new.plain) + _NAME * self.named(old.name, new.name) * (
            _TEMPLATE + (1 - _TEMPLATE) * novelty
        )
        basis = grounded(old.basis, new.basis)
        if old.bare == new.bare and basis >= _UNKNOWN:  # no sibling: not a word is another
            score = _MIDDLE + _NAME
        return _BASIS * basis + score + _BODIES * _shared(old.bodies, new.bodies)


def grounded(one: LegalPlaces, other: LegalPlaces) -> float:
    """How far two items rest on the same law, from 0 to 1; the less they cite, the nearer to what is unknown."""
    if not one or not other:
        return _UNKNOWN
    there = fsum(_telling(place) * nearest_place(place, other) for place in one)
    back = fsum(_telling(place) * nearest_place(place, one) for place in other)
    return (there + back + _UNKNOWN) / (fsum(map(_telling, (*one, *other))) + 1)


def nearest_place(place: LegalPlace, basis: LegalPlaces) -> float:
    """How far a basis, which is not empty, contains a place, from 0 to 1."""
    return max(_same(place, each) for each in basis)


def _same(one: LegalPlace, other: LegalPlace) -> float:
    """An article without a clause may mean any of its clauses; an article renumbered keeps them."""
    if one == other:
        return 1.0
    if one[0] != other[0]:
        return 0.0
    if one[1] != other[1]:
        return _SHIFTED if one[2:] == other[2:] != (None, None) else 0.0
    return _ANY_CLAUSE if None in (*one[2:], *other[2:]) else 0.0


def _telling(place: LegalPlace) -> float:
    return _BARE if place[2] is None else 1.0


def _unknown(words: Name, known: set[Bigram]) -> float:
    return len(words - known) / len(words) if words else 0.0


def _middle(one: str, other: str) -> float:
    """How much names are alike between their common beginning and end, with a character of each, from 0 to 1."""
    from rapidfuzz.distance import LCSseq, Postfix, Prefix

    start = max(0, Prefix.similarity(one, other) - 1)
    one, other = one[start:], other[start:]
    end = max(0, Postfix.similarity(one, other) - 1)
    one, other = one[: len(one) - end], other[: len(other) - end]
    return LCSseq.similarity(one, other) / sqrt(len(one) * len(other))


def _shared(one: frozenset[Any], other: frozenset[Any]) -> float:
    return len(one & other) / len(one | other) if one | other else _UNKNOWN


def _trait(item: dict[str, Any]) -> Trait:
    plain = normalised(item["name"])
    loose, listed = _LOOSE.search(item["name"]), _LISTED.search(item["name"])
    return Trait(
        plain,
        bare=_TYPED.sub("", plain),
        name=frozenset(pairwise(plain)) or frozenset({(plain,)}),
        basis=legal_places(item),
        bodies=frozenset((field, str(item[field])) for field in _BODY if field in item),
        type=item.get("power_type", ""),
        joint=bool(loose or listed),
        listed=bool(listed and not loose),
    )


def _words(names: Iterable[str]) -> set[Bigram]:
    return set(pairwise("\n".join(map(normalised, names))))
