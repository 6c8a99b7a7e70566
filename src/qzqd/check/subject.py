"""What a rule sees of one catalogue: the data, what its kind says about it, and the registers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from qzqd.check.reach import values_below
from qzqd.check.signs import Look
from qzqd.locale import Text
from qzqd.open.catalogue import counts_every, day_of, state
from qzqd.open.partial import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from qzqd.check.signs import Sign
    from qzqd.finding import DataPath
    from qzqd.kinds.traits import Archetype, KindTraits
    from qzqd.open.catalogue import Item
    from qzqd.open.partial import SoundParts
    from qzqd.open.registers import Registers
    from qzqd.read.config import Config


V = TypeVar("V")

BETWEEN_ITEMS = Text("事项之间的引用", "references between items")
"""What is left unchecked where an id that is pointed at may be that of an item that cannot be read."""


_REMEMBERED = 10_000
"""So much that is known from other files, of one sort, is kept."""
_PIECE, _KEPT = 500, 10
"""Texts in a piece, and pieces that are kept."""
_SPAN = ("effective", "repealed")
_DATES = frozenset(_SPAN)


class Incomplete(Exception):
    """Raised by a rule that makes sense only where every item is known. what: which of its checks is left undone."""

    def __init__(self, what: Text) -> None:
        super().__init__(what.en)
        self.what = what


@dataclass(slots=True)
class Subject:
    """One catalogue as rules see it.

    A rule that asks for a field that is wrong gets to see the catalogue without the items that have it wrong.
    """

    parts: SoundParts  # what is sound of it
    incomplete: bool  # whether items are left out, or may not be what they seem
    traits: KindTraits
    registers: Registers
    config: Config
    strings: list[str]  # every distinct text of the file, fields' names included, once
    known: dict[str, Any] = field(default_factory=dict)  # worked out for one file and true for all of a run
    day: str = field(init=False)  # the one on which it is looked at, as `open.catalogue` defines it
    items: list[tuple[int, Item]] = field(init=False)  # position and item, of every item that is left
    every: list[Item] = field(init=False)  # the same without positions
    live: list[tuple[int, Item]] = field(init=False)  # those of `items` that are not cancelled
    in_force: list[tuple[int, Item]] = field(init=False)  # those of `live` that have taken effect
    fields: set[str] = field(init=False)  # those that some item has
    _worked_out: dict[str, Any] = field(init=False, default_factory=dict)
    _columns: dict[tuple[str, ...], list[Any]] = field(init=False, default_factory=dict)
    _pieces: list[str] = field(init=False, default_factory=list)
    _look: Look | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.items = self.parts.items
        self.day = day_of(unguarded(self.header), self.config.today)
        # Whether an item counts is not known where one of its dates is wrong.
        self.incomplete |= any(not _DATES.isdisjoint(wrong) for wrong in self.parts.doubtful.values())
        items = [item for _, item in self.items]
        self.fields = set().union(*items)
        self.every = items
        self.live = self.in_force = self.items
        if not _DATES.isdisjoint(self.fields):
            dated = items if self.parts.whole else [unguarded(item) for item in items]
            spans = [(item.get("effective"), item.get("repealed")) for item in dated]
            states = {span: state(dict(zip(_SPAN, span, strict=True)), self.day) for span in set(spans)}
            if set(states.values()) != {"in force"}:
                found = [(pair, states[span]) for pair, span in zip(self.items, spans, strict=True)]
                self.live = [pair for pair, at in found if at != "cancelled"]
                self.in_force = [pair for pair, at in found if at == "in force"]

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

    def lacks(self, *fields: str) -> bool:
        """Whether no item has any of these fields. Where something is wrong that is not known, and never said."""
        return self.fields.isdisjoint(fields) and not self.partial

    def column(self, *path: str) -> list[Any]:
        """Every value that live items have at a path, worked out once for all rules; see `reach.values_below`."""
        if path not in self._columns:
            standing = self.every if self.live is self.items else [item for _, item in self.live]
            above = self.column(*path[:-1]) if len(path) > 1 else standing
            self._columns[path] = values_below(above, path[-1:])
        return self._columns[path]

    def told(
        self, about: str, values: AbstractSet[tuple[Any, ...]], judge: Callable[..., V]
    ) -> dict[tuple[Any, ...], V]:
        """Those of the values on which `judge` has a verdict, which may rest on nothing but them, registers and settings.

        What has none is remembered under `about`, and not asked about again for another file.
        """
        fine: set[tuple[Any, ...]] = self.known.setdefault(about, set())
        fresh = values - fine
        if not fresh:
            return {}
        verdicts = {value: said for value in fresh if (said := judge(*value))}
        fine.update(fresh - verdicts.keys() if verdicts else fresh)
        if len(fine) > _REMEMBERED:
            fine.clear()
        return verdicts

    def remembered(self, about: str) -> dict[Any, Any]:
        """What is kept under a name for all files of a run; forgotten when it is much."""
        kept: dict[Any, Any] = self.known.setdefault(about, {})
        if len(kept) > _REMEMBERED:
            kept.clear()
        return kept

    def once(self, about: str, work_out: Callable[[], V]) -> V:
        """What one rule works out and others can use."""
        if about not in self._worked_out:
            self._worked_out[about] = work_out()
        found: V = self._worked_out[about]
        return found

    def names(self) -> str:
        """The names of live items in one text, with NULs between."""
        return self.once("names", lambda: "\0".join(self.column("name")))

    def main(self, pairs: list[tuple[int, Item]]) -> list[tuple[int, Item]]:
        """Those of the items that are no part of another one, one for each id, as QZ201 speaks of the rest."""
        every = counts_every(self.archetype) or self.lacks("parent")
        if every and pairs is self.live and len(set(self.column("id"))) == len(pairs):
            return pairs
        return list({pair[1]["id"]: pair for pair in pairs if every or "parent" not in pair[1]}.values())

    @property
    def archetype(self) -> Archetype:
        """What the catalogue is for."""
        return self.traits.archetype

    def pieces(self) -> Iterable[str]:
        """All `strings`, many in one and each between NULs, which no file can hold: for a first quick look.

        What stood in quotation marks comes last, mostly codes and days: a piece of ASCII alone is looked through in no time.
        They are kept, unless the file is so large that a second copy of its text would be felt.
        """
        starts = range(0, len(self.strings), _PIECE)
        pieces = ("\0".join(["", *self.strings[start : start + _PIECE], ""]) for start in starts)
        if len(starts) > _KEPT:
            return pieces
        self._pieces = self._pieces or [*pieces]
        return self._pieces

    def look(self) -> Look:
        """A first look at the texts."""
        self._look = self._look or Look.at(self.strings, self.pieces)
        return self._look

    def signs(self) -> frozenset[str]:
        """The characters of the texts that some rule watches out for."""
        return self.look().there

    def rare(self) -> set[str]:
        """Every character of the texts that GB 2312 does not have."""
        return self.look().rare

    def texts(self, suspicious: set[str]) -> Iterator[tuple[DataPath, str]]:
        """Path and value of every text that is one of `suspicious`; the header's first. What is kept as `extra` is never judged."""
        if suspicious:
            yield from _texts(self.header, (), suspicious)
            for index, item in self.items:
                judged = (
                    {key: value for key, value in item.items() if key != "extra"} if "extra" in item else item
                )
                yield from _texts(judged, ("items", index), suspicious)

    def matching(self, *found_by: Sign) -> Iterator[tuple[DataPath, str]]:
        """Path and value of every text in which one of the patterns is found. found_by: as `check.signs.signs` gives them."""
        possible = [(literal, pattern) for literal, pattern in found_by if self.look().may_hold(literal)]
        found = {
            pattern
            for piece in (self.pieces() if possible else ())
            for literal, pattern in possible
            if literal in piece and pattern.search(piece)
        }
        if found:
            yield from self.texts(
                {text for text in self.strings if any(pattern.search(text) for pattern in found)}
            )


def _texts(value: Any, path: DataPath, suspicious: set[str]) -> Iterator[tuple[DataPath, str]]:
    if isinstance(value, str):
        if value in suspicious:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key), suspicious)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index), suspicious)
