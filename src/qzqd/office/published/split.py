"""A text that is too tall for one row of a sheet, in parts that `import` reads back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office.importing.values import continued
from qzqd.office.published.paper import line_count

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 200
"""Characters before the end of a row within which a good place to cut is looked for."""


def split_text(text: str, room: int, most: int) -> list[str]:
    """The text in parts of at most `most` lines of `room` half-width characters, cut where the cut is undone by reading."""
    made: list[str] = []
    while line_count(text, room) > most:
        end = _fitting(text, room, most)
        before, text = next(_cuts(text, end), (text[:end], text[end:]))
        made.append(before)
    return [*made, text]


def _cuts(text: str, end: int) -> Iterator[tuple[str, str]]:
    """Both sides of every cut up to there that leaves no trace: those between lines first, then those within one."""
    near = range(end, max(end - _NEAR, end // 2, 1), -1)
    for at in near:
        if text[at] == "\n" and _whole(text[:at], text[at + 1 :], text):
            yield text[:at], text[at + 1 :]
    for at in near:
        if "\n" not in text[at - 1 : at + 1] and _whole(text[:at], text[at:], text):
            yield text[:at], text[at:]


def _whole(before: str, after: str, text: str) -> bool:
    return before == before.strip() and after == after.strip() and continued([before, after]) == text


def _fitting(text: str, room: int, most: int) -> int:
    """How many characters fit; halving the range, as more never take fewer lines."""
    low, high = 1, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if line_count(text[:middle], room) <= most else (low, middle - 1)
    return low
