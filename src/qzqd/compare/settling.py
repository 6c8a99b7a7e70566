"""Which of the items without lineage are the same: an id is believed as long as nothing else contradicts it.

Whoever numbers a list by its rows gives every item below an inserted one the id of its neighbour. What an item is
called, who exercises it and what it rests on then say which one it is, in the order in which they tell for certain.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from qzqd.compare.identity import identities
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from qzqd.compare.change import Match
    from qzqd.compare.identity import Identity
    from qzqd.open.catalogue import Item

    Names = Callable[[], tuple[Sequence[str], Sequence[str]]]
    _Found = tuple[str, str, Match]
    Tell = Callable[[Identity], Hashable | None]

_FEW = 5
"""Fewer items of other names say nothing of how a list is numbered."""
_SAMPLE = 200
"""So many are enough to tell: those next to each other in the list."""


def settled_pairs(
    before: dict[str, Item],
    after: dict[str, Item],
    kind: str,
    names: Names,
    *,
    ids_hold: bool,
) -> list[_Found]:
    """Old id, new id and how the two were found, in the order of the older edition; by id first.

    names: of all items of both editions. ids_hold: an id means the same item, whatever speaks against it.
    """
    held = {key for key, item in before.items() if key in after and (ids_hold or _same(item, after[key]))}
    left = [{key: item for key, item in side.items() if key not in held} for side in (before, after)]
    found: list[_Found] = [(key, key, "id") for key in held]
    found += _Settling(left[0], left[1], kind, names).pairs()
    rows = {key: row for row, key in enumerate(before)}
    return sorted(found, key=lambda pair: (pair[2] != "id", rows[pair[0]]))


class _Settling:
    """`old` and `new` are the identities of what has no counterpart yet."""

    def __init__(self, before: dict[str, Item], after: dict[str, Item], kind: str, names: Names) -> None:
        self._items = before, after
        self._names = names
        self.old, self.new = identities(kind, before), identities(kind, after)
        self._pairs: list[_Found] = []

    def pairs(self) -> list[_Found]:
        self._certain()
        self._by_id()
        return self._pairs

    def _certain(self) -> None:
        """What tells more goes first; what an id and the name agree on yields only to what tells all."""
        self._stay(lambda one: one.whole)
        if not self.old or not self.new:
            return
        self._move(lambda one: (one.name, one.content), several=True)
        self._move(lambda one: one.whole)
        self._stay(lambda one: (one.name, one.apart))
        self._stay(lambda one: one.grounded)
        self._move(lambda one: one.grounded)
        self._move(lambda one: one.basis or None, staying=True)
        self._move(lambda one: one.named or self._alone(one))
        self._stay(lambda one: one.name)
        self._move(self._alone)

    def _alone(self, one: Identity) -> str | None:
        """The name, where neither edition has it twice."""
        return None if one.name in self._homonyms else one.name

    @cached_property
    def _homonyms(self) -> set[str]:
        """Of the names that are left on both sides, those that an edition has several times."""
        left = {one.name for one in self.old.values()} & {one.name for one in self.new.values()}
        return {name for side in self._names() for name in _repeated(side)} & left if left else set()

    def _stay(self, tell: Tell) -> None:
        """Pair under its id what is also told by this."""
        for key in [*self.old]:
            if (
                key in self.new
                and (trait := tell(self.old[key])) is not None
                and trait == tell(self.new[key])
            ):
                self._pair(key, key)

    def _move(self, tell: Tell, *, several: bool = False, staying: bool = False) -> None:
        """Pair under whatever id what nothing else on either side is told by.

        several: what is the same throughout is paired in order, where both sides have as many of it.
        staying: only what has its id still.
        """
        groups: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for side, known in enumerate((self.old, self.new)):
            for key, one in known.items():
                if (trait := tell(one)) is not None:
                    groups[trait][side].append(key)
        for olds, news in groups.values():
            if len(olds) == len(news) and (several or len(olds) == 1) and (not staying or olds == news):
                for pair in zip(olds, news, strict=True):
                    self._pair(*pair)

    def _pair(self, one: str, other: str) -> None:
        self._pairs.append((one, other, "id" if one == other else "name"))
        del self.old[one], self.new[other]

    def _by_id(self) -> None:
        """What is left under its id with another name: believed, unless more ids are seen to have moved than to stay."""
        shared = self._items[0].keys() & self._items[1].keys()
        left = [key for key in self.old if key in self.new and not self._unrelated(key)]
        moved = {key for one, other, _ in self._pairs if one != other for key in (one, other)} & shared
        if len(moved) > len(left) or self._elsewhere(left[:_SAMPLE]):
            likely = {one for one, other in self._likely(self.old, self.new, *self._names()) if one == other}
            left = [key for key in left if key in likely]
        for key in left:
            self._pair(key, key)

    def _elsewhere(self, keys: Sequence[str]) -> bool:
        """Whether these, by all that they are told by, are plainly like what stands under other ids than their own."""
        if len(keys) < _FEW:
            return False
        stay = Counter(one == other for one, other in self._likely(keys, keys))
        return stay[False] >= _FEW and stay[False] > 2 * stay[True]

    def _unrelated(self, key: str) -> bool:
        """Whether not two characters of the names and not one law are shared; without basis nobody can tell."""
        old, new = self.old[key], self.new[key]
        laws = [{place[0] for place in one.basis} for one in (old, new)]
        words = [{one.name[at : at + 2] for at in range(len(one.name) - 1)} for one in (old, new)]
        return all(laws) and laws[0].isdisjoint(laws[1]) and words[0].isdisjoint(words[1])

    def _likely(
        self, olds: Iterable[str], news: Iterable[str], *names: Sequence[str]
    ) -> list[tuple[str, str]]:
        """Old and new id of what likeness would put together. names: of all items of both editions, where it matters."""
        from qzqd.compare.similarity import suspected_changes

        before, after = (
            [side[key] for key in keys] for side, keys in zip(self._items, (olds, news), strict=True)
        )
        return [
            (before[suspect.old[0]]["id"], after[suspect.new[0]]["id"])
            for suspect in suspected_changes(before, after, *names)
            if suspect.kind == "renamed"
        ]


def _same(one: Item, other: Item) -> bool:
    return {**one, "seq": 0, "origin": ""} == {**other, "seq": 0, "origin": ""}


def _repeated(names: Iterable[str]) -> Iterator[str]:
    return (name for name, number in Counter(map(normalised, names)).items() if number > 1)
