"""Mergers into an item that keeps its id, and splits off one: suspected where what went or came makes up the difference."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.compare.similarity import ALIKE, joined
from qzqd.compare.traits import Traits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.traits import Trait
    from qzqd.open.catalogue import Item


_OTHERS = 3
"""More items than this are not looked for beside the one that stays."""


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
    ends = [item for pair in changed for item in pair]
    traits = Traits([*ends, *removed, *added], (), ())
    told = dict(zip(map(id, [*ends, *removed, *added]), traits.of, strict=True))
    for old, new in changed:
        if found := _joining(old, new, removed, told, traits):
            yield Absorbed("merged", (*found[0], old), (new,), found[1])
        if found := _joining(new, old, added, told, traits):
            yield Absorbed("split", (old,), (*found[0], new), found[1])


def _wider(narrow: Item, wide: Item) -> bool:
    """Whether the wider item rests on all that the narrower rests on and on more, or has another name."""
    one, other = ({str(each) for each in item.get("basis", ())} for item in (narrow, wide))
    return one < other or (one <= other and narrow["name"] != wide["name"])


def _joining(
    narrow: Item, wide: Item, others: Iterable[Item], told: dict[int, Trait], traits: Traits
) -> tuple[tuple[Item, ...], float] | None:
    """Of the others those that, with the narrower item, most probably make up the wider one; None for none."""
    if not _wider(narrow, wide):
        return None
    part, whole = told[id(narrow)], told[id(wide)]
    near = [each for each in others if _adds(told[id(each)], part, whole)][: 2 * _OTHERS]
    best: tuple[tuple[Item, ...], float] | None = None
    for size in range(1, min(len(near), _OTHERS) + 1):
        for group in combinations(near, size):
            score = joined([part, *(told[id(each)] for each in group)], whole, traits)
            if score >= ALIKE and (best is None or score > best[1]):
                best = group, score
    return best


def _adds(other: Trait, part: Trait, whole: Trait) -> bool:
    """Whether an item has of the whole what the part lacks, and nothing in law beside that."""
    if other.type != whole.type or not other.basis <= whole.basis:
        return False
    return not other.basis <= part.basis or (not other.basis and bool(other.name & whole.name - part.name))
