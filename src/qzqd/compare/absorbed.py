"""Mergers into an item that keeps its id, and splits off one: suspected where what went or came makes up the difference."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.compare.similarity import ALIKE, joined
from qzqd.compare.traits import TraitIndex

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from qzqd.compare.traits import Trait
    from qzqd.open.catalogue import Item


_OTHERS = 3
"""More items than this are not looked for beside the one that stays."""
_NAMED = 0.6
"""So much of the name of an item without basis has to stand in a name that lists several things."""
_COMMON = 40
"""What more items than this share leads to none of them: the cost of a list stays in proportion to it."""


class Absorbed(NamedTuple):
    """All items of both sides; of a split those that are new stand first. score is above 0 and at most 1."""

    kind: Literal["merged", "split"]
    old: tuple[Item, ...]
    new: tuple[Item, ...]
    score: float


def absorbed(
    stayed: Sequence[tuple[Item, Item]], removed: Sequence[Item], added: Sequence[Item]
) -> Iterator[Absorbed]:
    """stayed: the items that still have a counterpart, and may differ from it."""
    changed = [pair for pair in stayed if _wider(*pair) or _wider(*reversed(pair))]
    if not changed:
        return
    items = [item for pair in changed for item in pair] + [*removed, *added]
    traits = TraitIndex(items, (), ())
    found = dict(zip(map(id, items), traits.of, strict=True))
    left, joined = (_Others(others, found) for others in (removed, added))
    for old, new in changed:
        if joining := left.joining(old, new, traits):
            yield Absorbed("merged", (*joining[0], old), (new,), joining[1])
        if joining := joined.joining(new, old, traits):
            yield Absorbed("split", (old,), (*joining[0], new), joining[1])


def _wider(narrow: Item, wide: Item) -> bool:
    """Whether the wider item rests on all that the narrower rests on and on more, or has another name."""
    one, other = ({str(each) for each in item.get("basis", ())} for item in (narrow, wide))
    return one < other or (one <= other and narrow["name"] != wide["name"])


class _Others:
    """The items that went, or came, by what they rest on; where that is nothing, by the words of their names."""

    def __init__(self, items: Sequence[Item], traits: dict[int, Trait]) -> None:
        self._items = items
        self._traits = traits
        self._where: dict[Hashable, list[int]] = defaultdict(list)
        for row, item in enumerate(items):
            trait = traits[id(item)]
            for part in trait.basis or trait.name:
                self._where[part].append(row)

    def joining(self, narrow: Item, wide: Item, traits: TraitIndex) -> tuple[tuple[Item, ...], float] | None:
        """Those that, with the narrower item, most probably make up the wider one, and how probably; None for none."""
        if not _wider(narrow, wide):
            return None
        part, whole = self._traits[id(narrow)], self._traits[id(wide)]
        best: tuple[tuple[Item, ...], float] | None = None
        near = self._near(part, whole, traits)
        for size in range(1, min(len(near), _OTHERS) + 1):
            for group in combinations(near, size):
                score = joined([part, *(self._traits[id(each)] for each in group)], whole, traits)
                if score >= ALIKE and (best is None or score > best[1]):
                    best = group, score
        return best

    def _near(self, part: Trait, whole: Trait, traits: TraitIndex) -> list[Item]:
        """Those that have of the whole what the part lacks."""
        lacking: set[Hashable] = {*(whole.basis - part.basis), *(whole.name - part.name)}
        rows = {
            row for each in lacking if len(found := self._where.get(each, ())) <= _COMMON for row in found
        }
        items = (self._items[row] for row in sorted(rows))
        return [item for item in items if _adds(self._traits[id(item)], part, whole, traits)][: 2 * _OTHERS]


def _adds(other: Trait, part: Trait, whole: Trait, traits: TraitIndex) -> bool:
    """Whether an item adds to the part, and rests on nothing that the whole does not rest on."""
    if other.type != whole.type:
        return False
    if other.basis:
        return other.basis <= whole.basis and not other.basis <= part.basis
    return whole.listed and traits.covered(other.name, whole.name) >= _NAMED
