"""Where lineage leads two sides of a merge apart: what an item has become on one, and on the other."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from qzqd.kinds.traits import ANCESTRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.merging.pieces import Piece

Items = dict[str, "Piece"]


class Rivals(NamedTuple):
    """Items that only ours and only theirs made of the same older ones."""

    older: list[str]
    ours: list[str]
    theirs: list[str]


def became(base: Items, side: Items) -> dict[str, set[str]]:
    """The new ids that a side made of an item in force, by the id of that item."""
    found: dict[str, set[str]] = {}
    for key, piece in side.items():
        if key not in base:
            for old in _named(piece, *ANCESTRY):
                if old in base and "repealed" not in base[old].value:
                    found.setdefault(old, set()).add(key)
        elif gone(base, side, key):
            for new in _named(piece, "succeeded_by"):
                if new in side and new not in base:
                    found.setdefault(key, set()).add(new)
    return found


def gone(base: Items, side: Items, key: str) -> bool:
    """Whether a side has deleted or repealed what was in force."""
    return "repealed" not in base[key].value and (key not in side or "repealed" in side[key].value)


def rivals(base: Items, ours: Items, theirs: Items) -> list[Rivals]:
    """What became different things on both sides, or something on one and nothing on the other.

    Whoever has an item in common stands together; what both sides made under one id is not among them.
    """
    mine, yours = became(base, ours), became(base, theirs)
    found: list[Rivals] = []
    for key in base:
        here, there = mine.get(key, set()), yours.get(key, set())
        if not (here or gone(base, ours, key)) or not (there or gone(base, theirs, key)):
            continue
        made = Rivals(
            [key],
            [new for new in ours if new in here and new not in theirs],
            [new for new in theirs if new in there and new not in ours],
        )
        if made.ours or made.theirs:
            related = [each for each in found if {*each.ours, *each.theirs} & {*made.ours, *made.theirs}]
            found = [each for each in found if each not in related]
            found.append(_joined([*related, made]))
    return found


def _joined(family: list[Rivals]) -> Rivals:
    older, ours, theirs = (list(dict.fromkeys(chain(*lists))) for lists in zip(*family, strict=True))
    return Rivals(older, ours, theirs)


def _named(piece: Piece, *names: str) -> Iterator[str]:
    """The ids in some fields of an item that no schema has seen yet."""
    for name in names:
        value = piece.value.get(name)
        for key in value if isinstance(value, list) else [value]:
            if isinstance(key, str):
                yield key
