"""A file cut into its items without reading them: what both sides have byte for byte need not be read."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from qzqd.open.catalogue import state
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qzqd.open.catalogue import State

_ITEMS = b"\nitems:\n  - "
_HEAD = regex(rb'\n  - id: "?([A-Za-z0-9._-]+)"?(?=\n)')
_DATE = regex(rb'\n    (repealed|effective): "?([0-9-]{10})')
_BLOCK = 1 << 20
_BRACKETS = 100
"""An item with more than this may nest deep, for which libyaml 0.2.5 takes time in the square of the depth."""


@dataclass(frozen=True)
class CutFile:
    """`starts` are the offsets at which the items begin, and where the last one ends; `ids` are theirs."""

    data: bytes
    starts: array[int]
    ids: list[str]

    def states(self, day: str) -> Counter[State]:
        """How many items are in force on a day, and how many not yet or no longer."""
        found: dict[int, dict[str, str]] = {}
        for date in _DATE.finditer(self.data, self.starts[0] - 1):
            row = bisect_right(self.starts, date.start() + 1) - 1
            found.setdefault(row, {})[date[1].decode()] = date[2].decode()
        counts = Counter(state(dates, day) for dates in found.values())
        counts["in force"] += len(self.ids) - len(found)
        return counts

    def piece(self, row: int) -> bytes:
        """The lines of one item."""
        return self.data[self.starts[row] : self.starts[row + 1]]

    @cached_property
    def rows(self) -> dict[str, int]:
        """Which item has an id; the last of several."""
        return {key: row for row, key in enumerate(self.ids)}

    @cached_property
    def lines(self) -> list[int]:
        """How many lines stand before each item."""
        first = self.data.count(b"\n", 0, self.starts[0])
        return [*accumulate((self.piece(row).count(b"\n") for row in range(len(self.ids))), initial=first)]

    def only(self, rows: Collection[int]) -> bytes:
        """The file with these items alone, and the first one always, so that there is a list."""
        return self.data[: self.starts[0]] + b"".join(self.piece(row) for row in sorted({0, *rows}))


def cut(data: bytes) -> CutFile | None:
    """The file in pieces; None where its lines alone do not tell for certain where items begin.

    Certain is: `qzqd fmt` has been over it, no quotation runs over the end of a line, and no item is full of
    brackets. Then a line that begins with two spaces and a dash begins an item: block texts and lists inside
    an item are indented more.
    """
    if b"\r" in data or b"'" in data or b"\\" in data or not data.endswith(b"\n"):
        return None
    head = data.find(_ITEMS) + len(b"\nitems:")
    if data.count(_ITEMS) + data.startswith(_ITEMS[1:]) != 1:
        return None
    if not _indented(data, head) or _quotation_over_lines(data):
        return None
    starts, ids = array("Q"), []
    for match in _HEAD.finditer(data, head):
        starts.append(match.start() + 1)
        ids.append(match[1].decode())
    starts.append(len(data))
    if len(ids) != data.count(b"\n  -", head) or _full_of_brackets(data, starts):
        return None
    return CutFile(data, starts, ids)


def differing_rows(old: CutFile, new: CutFile) -> tuple[list[int], list[int]]:
    """The rows of the items that the other side does not have byte for byte; each id occurs once on a side."""
    row_of = {key: row for row, key in enumerate(old.ids)}
    added = []
    for row, key in enumerate(new.ids):
        there = row_of.get(key)
        if there is not None and old.piece(there) == new.piece(row):
            del row_of[key]
        else:
            added.append(row)
    return [*row_of.values()], added


def _indented(data: bytes, start: int) -> bool:
    """Whether every line from there on is empty, a remark at the margin, or indented by two spaces at least."""
    good = sum(data.count(line, start) for line in (b"\n  ", b"\n\n", b"\n#"))
    return data.count(b"\n", start) - 1 == good


def _full_of_brackets(data: bytes, starts: array[int]) -> bool:
    most = (
        max(data.count(bracket, start, end) for start, end in pairwise((0, *starts)))
        for bracket in (b"[", b"{")
    )
    return sum(most) > _BRACKETS


def _quotation_over_lines(data: bytes) -> bool:
    return any(b"\n" in b"".join(block.split(b'"')[1::2]) for block in _blocks(data))


def _blocks(data: bytes) -> Iterator[bytes]:
    """The data in pieces that end with a line."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + _BLOCK) + 1 or len(data)
        yield data[start:end]
        start = end
