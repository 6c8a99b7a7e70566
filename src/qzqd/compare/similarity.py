"""Which items of those that have gone and come may be the same: only ever suspected, never decided."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, combinations
from math import fsum
from typing import TYPE_CHECKING, Any, Literal

from qzqd.compare.traits import TraitIndex, grounded, nearest_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.traits import LegalPlaces, Name, Trait
    from qzqd.open.catalogue import Item


ALIKE = 0.52
"""So much alike an item and its successor are at least, or an item and all that it was joined from or split into."""
_GROUP = 0.05
"""So much the whole group goes before one of its parts, which is like the whole too."""
_PART = 0.2
_INSIDE = 0.6
_JOINT_NAME = 0.3
_SINGLE = 0.85
"""So much is left where nothing in the name of the whole says that it stands for several."""
_SUM = 0.54
"""So likely is a merger whose parts rest on nothing but what the whole rests on, and together on all of it."""
_RARE = 3
"""A place in law that no more of the items rest on is a sign of its own."""
_COMMON = 40
"""What more items than this share leads to no candidates: the cost of a list stays in proportion to it."""
_PARTS = 6


@dataclass(frozen=True, slots=True)
class Suspect:
    """`old` and `new` are positions among what has gone and come; score is above 0 and at most 1."""

    kind: Literal["renamed", "merged", "split"]
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float


def suspected_changes(
    removed: Sequence[Item], added: Sequence[Item], before: Iterable[str] = (), after: Iterable[str] = ()
) -> list[Suspect]:
    """What may have become of items, in order of the first that has gone; every item occurs in one at most.

    before, after: the names of all items of the two editions, where they are known.
    """
    traits = TraitIndex([*removed, *added], before, after)
    olds, news = traits.of[: len(removed)], traits.of[len(removed) :]
    pairs = _candidates(olds, news, traits)
    found = [
        Suspect("renamed", (old,), (new,), score)
        for old, new in pairs
        if (score := traits.similarity(olds[old], news[new])) >= ALIKE
    ]
    found += _groups("merged", pairs, olds, news, traits)
    found += _groups("split", [(new, old) for old, new in pairs], news, olds, traits)
    return sorted(_best(found, olds, news), key=lambda suspect: suspect.old)


def _best(found: Sequence[Suspect], olds: list[Trait], news: list[Trait]) -> Iterator[Suspect]:
    """The surest first, and last what is outdone; what one has taken no other may."""
    taken: tuple[set[int], set[int]] = (set(), set())
    outdone = _outdone([suspect for suspect in found if suspect.kind == "renamed"], olds, news)
    for suspect in sorted(found, key=lambda suspect: (suspect in outdone, *_surest(suspect))):
        if taken[0].isdisjoint(suspect.old) and taken[1].isdisjoint(suspect.new):
            taken[0].update(suspect.old)
            taken[1].update(suspect.new)
            yield suspect


def _outdone(renamed: Sequence[Suspect], olds: list[Trait], news: list[Trait]) -> set[Suspect]:
    """Those beside which the item before or after has another that shares all the same with it, and more.

    However much else speaks for it: what is alike in every district, and renamed in all, is not another district's.
    """
    shared = {suspect: olds[suspect.old[0]].shared(news[suspect.new[0]]) for suspect in renamed}
    rivals: dict[tuple[str, int], list[Suspect]] = defaultdict(list)
    for suspect in renamed:
        rivals["old", suspect.old[0]].append(suspect)
        rivals["new", suspect.new[0]].append(suspect)
    outdone: set[Suspect] = set()
    for others in rivals.values():
        most: list[frozenset[Any]] = []
        for suspect in sorted(others, key=lambda suspect: -len(shared[suspect])):
            if any(shared[suspect] < more for more in most):
                outdone.add(suspect)
            else:
                most.append(shared[suspect])
    return outdone


def _surest(suspect: Suspect) -> tuple[float, tuple[int, ...], tuple[int, ...]]:
    return -suspect.score - (_GROUP if suspect.kind != "renamed" else 0.0), suspect.old, suspect.new


def _candidates(olds: list[Trait], news: list[Trait], traits: TraitIndex) -> list[tuple[int, int]]:
    """Pairs of one type of power that share something rare, in their name or their basis."""
    where: dict[Any, list[int]] = defaultdict(list)
    for row, trait in enumerate(news):
        for part in (*trait.name, *trait.basis):
            where[part].append(row)
    found: set[tuple[int, int]] = set()
    for old, trait in enumerate(olds):
        for part in (*trait.name, *trait.basis):
            if traits.counts[part] <= _COMMON:
                found.update((old, new) for new in where.get(part, ()) if news[new].type == trait.type)
    return sorted(found)


def _groups(
    kind: Literal["merged", "split"],
    pairs: list[tuple[int, int]],
    parts: list[Trait],
    wholes: list[Trait],
    traits: TraitIndex,
) -> Iterator[Suspect]:
    """Several parts that together come to one whole: for a split, the whole is what has gone."""
    near: dict[int, list[int]] = defaultdict(list)
    for part, whole in pairs:
        if _belongs(parts[part], wholes[whole], traits):
            near[whole].append(part)
    for whole, members in near.items():
        best = sorted(members, key=lambda part: -traits.similarity(parts[part], wholes[whole]))[:_PARTS]
        for size in range(2, len(best) + 1):
            for group in combinations(sorted(best), size):
                score = joined([parts[row] for row in group], wholes[whole], traits)
                if score >= ALIKE:
                    old, new = (group, (whole,)) if kind == "merged" else ((whole,), group)
                    yield Suspect(kind, old, new, score)


def _belongs(part: Trait, whole: Trait, traits: TraitIndex) -> bool:
    """Whether it may be a part: by all of its basis, or by some of its name where its basis is not against it."""
    if part.basis and whole.basis:
        if part.basis <= whole.basis:
            return True
        if fsum(nearest_place(place, whole.basis) for place in part.basis) < _INSIDE * len(part.basis):
            return False
    return traits.named(part.name, whole.name) >= _PART


def joined(parts: list[Trait], whole: Trait, traits: TraitIndex) -> float:
    """How well the parts together make the whole, from 0 to 1; every part has to add to it."""
    if whole.listed and any(_idle(part, parts, whole) for part in parts):
        return 0.0
    if not whole.joint and any(_enough(part, whole) for part in parts):
        return 0.0
    name, basis = _together(parts)
    inside = fsum(traits.covered(part.name, whole.name) for part in parts) / len(parts)
    named = (traits.covered(whole.name, name) + inside) / 2
    score = _JOINT_NAME * named + (1 - _JOINT_NAME) * grounded(basis, whole.basis)
    score = min(1.0, score * (1 + 0.01 * len(parts))) * (1.0 if whole.joint else _SINGLE)
    return max(score, _SUM) if _add_up(parts, whole, traits) else score


def _add_up(parts: Sequence[Trait], whole: Trait, traits: TraitIndex) -> bool:
    """Whether the bases of the parts, none of which is in another's, are that of the whole, and hardly anything else's."""
    return (
        all(part.basis for part in parts)
        and sum(len(part.basis) for part in parts) == len(whole.basis)
        and _together(parts)[1] == whole.basis
        and all(traits.counts[place] <= _RARE for place in whole.basis)
    )


def _together(parts: Sequence[Trait]) -> tuple[Name, LegalPlaces]:
    name = frozenset(chain.from_iterable(part.name for part in parts))
    return name, frozenset(chain.from_iterable(part.basis for part in parts))


def _enough(part: Trait, whole: Trait) -> bool:
    """Whether one part has all the basis of the whole, which then has only got another name."""
    return not part.basis or part.basis == whole.basis


def _idle(part: Trait, parts: list[Trait], whole: Trait) -> bool:
    """Whether the others make up all that this part has of the whole."""
    name, basis = _together([each for each in parts if each is not part])
    return part.name & whole.name <= name and part.basis & whole.basis <= basis
