"""What a rule sees of one catalogue: the data, what its kind says about it, and the registers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.characters import outside_gb2312

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.kinds.traits import Archetype, Traits
    from qzqd.open.registers import Registers
    from qzqd.read.config import Config

Item = dict[str, Any]


@dataclass(slots=True)
class Subject:
    """One catalogue as rules see it.

    items: position and item, of every item whose structure is sound; live: those not repealed as of today.
    complete: whether that is all of them; what counts or closes gaps only makes sense then.
    strings: every distinct text of the file, fields' names included, once.
    shared: what one rule has worked out that others can use.
    """

    header: dict[str, Any]
    items: list[tuple[int, Item]]
    complete: bool
    traits: Traits
    registers: Registers
    config: Config
    strings: list[str]
    live: list[tuple[int, Item]] = field(init=False)
    shared: dict[str, Any] = field(init=False, default_factory=dict)
    _whole: str = field(init=False, default="")
    _rare: set[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        today = self.config.today
        self.live = [pair for pair in self.items if "repealed" not in pair[1] or pair[1]["repealed"] > today]

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
