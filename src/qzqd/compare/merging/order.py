"""Two orders that have grown from one, as one: nothing left out, and every move of either side kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


def woven(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str], kept: Collection[str]
) -> Iterator[str]:
    """The keys of both sides that are `kept`, each once.

    What both have stands as in ours, or where theirs alone has moved it. What only one side has follows the
    neighbour it has there; of two in one place ours comes first.
    """
    shared = {*ours} & {*theirs} & {*kept}
    moved = shared & (displaced(base, theirs) - displaced(base, ours))
    settled = [key for key in ours if key in shared and key not in moved]
    shifted = _behind(theirs, {*settled}, moved)
    mine, yours = _behind(ours, shared, kept), _behind(theirs, shared, kept)
    for anchor in (None, *settled):
        for key in (anchor, *shifted[anchor]):
            if key is not None:
                yield key
            yield from mine[key]
            yield from yours[key]


def _behind(
    side: Sequence[str], anchors: Collection[str], wanted: Collection[str]
) -> defaultdict[str | None, list[str]]:
    """The wanted keys by the anchor they follow; None is the beginning."""
    found: defaultdict[str | None, list[str]] = defaultdict(list)
    anchor = None
    for key in side:
        if key in anchors:
            anchor = key
        elif key in wanted:
            found[anchor].append(key)
    return found


def displaced(base: Sequence[str], side: Sequence[str]) -> set[str]:
    """The fewest keys of `base` without which the others stand in `side` in the same order."""
    if base == side:
        return set()
    place = {key: row for row, key in enumerate(side)}
    shared = [key for key in base if key in place]
    ends: list[int] = []
    lasts: list[str] = []
    before: dict[str, str | None] = {}
    for key in shared:
        at = bisect_left(ends, place[key])
        before[key] = lasts[at - 1] if at else None
        ends[at : at + 1] = [place[key]]
        lasts[at : at + 1] = [key]
    settled: set[str] = set()
    step = lasts[-1] if lasts else None
    while step is not None:
        settled.add(step)
        step = before[step]
    return {*shared} - settled
