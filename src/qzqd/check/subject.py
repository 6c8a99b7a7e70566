"""What a rule sees of one catalogue: the data, what its kind says about it, and the registers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qzqd.characters import outside_gb2312
from qzqd.locale import Text
from qzqd.open.catalogue import counts_every, day_of, state
from qzqd.open.partial import unguarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from qzqd.kinds.traits import Archetype, KindTraits
    from qzqd.open.catalogue import Item
    from qzqd.open.partial import SoundParts
    from qzqd.open.registers import Registers
    from qzqd.read.config import Config


BETWEEN_ITEMS = Text("事项之间的引用", "references between items")
"""What is left unchecked where an id that is pointed at may be that of an item that cannot be read."""


_DATES = frozenset({"effective", "repealed"})


class Incomplete(Exception):
    """Raised by a rule that makes sense only where every item is known. what: which of its checks is left undone."""

    def __init__(self, what: Text) -> None:
        super().__init__(what.en)
        self.what = what


@dataclass(slots=True)
class Subject:
    """One catalogue as rules see it.

    parts: what is sound of it; a rule that asks for a field that is not gets to see the catalogue without the items
    that have it wrong. items: position and item, of every item that is left. live: those that are not cancelled;
    in_force: of these, those that have taken effect; both on the day that `open.catalogue` defines.
    incomplete: whether items are left out, or may not be what they seem.
    strings: every distinct text of the file, fields' names included, once.
    shared: what one rule has worked out that others can use.
    """

    parts: SoundParts
    incomplete: bool
    traits: KindTraits
    registers: Registers
    config: Config
    strings: list[str]
    items: list[tuple[int, Item]] = field(init=False)
    live: list[tuple[int, Item]] = field(init=False)
    in_force: list[tuple[int, Item]] = field(init=False)
    day: str = field(init=False)
    shared: dict[str, Any] = field(init=False, default_factory=dict)
    _whole: str = field(init=False, default="")
    _rare: set[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.items = self.parts.items
        self.day = day_of(unguarded(self.header), self.config.today)
        # Whether an item counts is not known where one of its dates is wrong.
        self.incomplete |= any(not _DATES.isdisjoint(wrong) for wrong in self.parts.doubtful.values())
        states = {
            index: state(dated, self.day)
            for index, item in self.items
            if "repealed" in (dated := unguarded(item)) or "effective" in dated
        }
        self.live = [pair for pair in self.items if states.get(pair[0]) != "cancelled"]
        self.in_force = [pair for pair in self.items if states.get(pair[0], "in force") == "in force"]

    @property
    def header(self) -> dict[str, Any]:
        """Everything but the items."""
        return self.parts.header

    @property
    def partial(self) -> bool:
        """Whether something of it is wrong, so that a rule may ask for what is not there."""
        return self.incomplete or not self.parts.whole

    def without(self, fields: AbstractSet[str]) -> Subject:
        """The same without the items that have one of these fields wrong."""
        doubtful = self.parts.doubtful
        left = [pair for pair in self.items if fields.isdisjoint(doubtful.get(pair[0], ()))]
        return replace(
            self,
            parts=self.parts._replace(items=left),
            incomplete=self.incomplete or len(left) < len(self.items),
        )

    def require_all(self, what: Text) -> None:
        """To be called by a rule before it says what only follows from all items. Raises Incomplete.

        what: the subject of a sentence that says it was not checked.
        """
        if self.incomplete:
            raise Incomplete(what)

    def main(self, pairs: list[tuple[int, Item]]) -> list[tuple[int, Item]]:
        """Those of the items that are no part of another one, one for each id, as QZ201 speaks of the rest."""
        every = counts_every(self.archetype)
        return list({pair[1]["id"]: pair for pair in pairs if every or "parent" not in pair[1]}.values())

    @property
    def archetype(self) -> Archetype:
        """What the catalogue is for."""
        return self.traits.archetype

    def pieces(self) -> Iterator[str]:
        """All `strings`, many in one and each between NULs, which no file can hold: for a first quick look.

        One piece, unless the file is so large that a second copy of its text would be felt.
        """
        if len(self.strings) <= _PIECE:
            self._whole = self._whole or _between_nuls(self.strings)
            yield self._whole
        else:
            for start in range(0, len(self.strings), _PIECE):
                yield _between_nuls(self.strings[start : start + _PIECE])

    def rare(self) -> set[str]:
        """Every character of the texts that GB 2312 does not have."""
        if self._rare is None:
            self._rare = set().union(*map(outside_gb2312, self.pieces()))
        return self._rare

    def texts(self, suspicious: set[str]) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Path and value of every text that is one of `suspicious`; the header's first. What is kept as `extra` is never judged."""
        if suspicious:
            head = {key: value for key, value in self.header.items() if key != "items"}
            yield from _texts(head, (), suspicious)
            for index, item in self.items:
                judged = (
                    {key: value for key, value in item.items() if key != "extra"} if "extra" in item else item
                )
                yield from _texts(judged, ("items", index), suspicious)


_PIECE = 5_000


def stands_in(piece: str, literal: str) -> bool:
    """Whether the literal is in it. Single characters are found many times faster than several."""
    return all(character in piece for character in literal) and literal in piece


def _between_nuls(strings: list[str]) -> str:
    return "\0".join(["", *strings, ""])


def _texts(
    value: Any, path: tuple[str | int, ...], suspicious: set[str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        if value in suspicious:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key), suspicious)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index), suspicious)
