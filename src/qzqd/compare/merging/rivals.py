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
        elif removed(base, side, key):
            for new in _named(piece, "succeeded_by"):
                if new in side and new not in base:
                    found.setdefault(key, set()).add(new)
    return found


def removed(base: Items, side: Items, key: str) -> bool:
    """Whether a side has deleted or repealed what was in force."""
    return "repealed" not in base[key].value and (key not in side or "repealed" in side[key].value)


def rivals(base: Items, ours: Items, theirs: Items) -> list[Rivals]:
    """What became different things on both sides, or something on one and nothing on the other.

    Whoever has an item in common stands together; what both sides made under one id is not among them.
    """
    mine, yours = became(base, ours), became(base, theirs)
    places = tuple({key: place for place, key in enumerate(side)} for side in (ours, theirs))
    families = _Families()
    for key in base:
        here, there = mine.get(key, set()), yours.get(key, set())
        if not (here or removed(base, ours, key)) or not (there or removed(base, theirs, key)):
            continue
        made = Rivals(
            [key],
            sorted(here - theirs.keys(), key=places[0].__getitem__),
            sorted(there - ours.keys(), key=places[1].__getitem__),
        )
        if made.ours or made.theirs:
            families.take_in(made)
    return families.all()


class _Families:
    """Rivals, together with those that they share an item with, however long the chain of these is."""

    def __init__(self) -> None:
        self._members: list[Rivals] = []
        self._elder: dict[str, str] = {}

    def take_in(self, made: Rivals) -> None:
        """Every item knows an elder of its family, and by way of these the eldest."""
        self._members.append(made)
        first, *others = made.ours + made.theirs
        for other in others:
            self._elder[self._eldest(other)] = self._eldest(first)

    def all(self) -> list[Rivals]:
        """Each family as one, in the order of the older items."""
        found: dict[str, list[Rivals]] = {}
        for made in self._members:
            found.setdefault(self._eldest((made.ours + made.theirs)[0]), []).append(made)
        return [_joined(family) for family in found.values()]

    def _eldest(self, key: str) -> str:
        while (elder := self._elder.setdefault(key, key)) != key:
            self._elder[key] = self._elder[elder]  # a shorter way for whoever asks next
            key = elder
        return key


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
