"""The sheet of paper: A4 on its side, its fonts, and how many lines a text takes in a column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.paper.terminal import cells, fitting, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, HEIGHT, MARGIN = 297, 210, 20
"""Millimetres."""

ROOM = WIDTH - 2 * MARGIN

INCH, POINTS = 25.4, 72
"""Millimetres, and points, in an inch."""

TALLEST = 400
"""Points; Excel makes no row taller than 409."""

_PADDING = 3
"""What the edges of a cell take of its width, in millimetres."""


@dataclass(frozen=True, slots=True)
class Font:
    """size: in points. instead: what stands in for it, or its name on a computer that is not Chinese."""

    name: str
    size: float
    instead: str


TITLE = Font("方正小标宋简体", 20, "宋体")
HEADING = Font("黑体", 10.5, "SimHei")
BODY = Font("仿宋", 10.5, "FangSong")
FONTS = (TITLE, HEADING, BODY)
SMALL = 8
"""Points of what stands at the foot of a page beside its number."""
LATIN = "Times New Roman"

NUMBERED = Text("第 {page} 页  共 {pages} 页", "Page {page} of {pages}")
"""The foot of each page."""


@lru_cache(
    maxsize=10_000
)  # asked where a text is parted and where its row is made; columns repeat themselves
def lines(text: str, width: int, font: Font) -> int:
    """How many lines the text takes in a column of so many millimetres."""
    in_line = room(width, font)
    return sum(
        max(-(-cells(line) // in_line), 1)
        for paragraph in text.split("\n")
        for line in wrap(paragraph, in_line)
    )


def parts(text: str, width: int, font: Font, most: int) -> list[str]:
    """The text in parts that take at most `most` lines each; cut within a line only if that alone takes too many."""
    made: list[str] = []
    left = 0
    for piece in _pieces(text, room(width, font) * most // 2):
        taken = lines(piece, width, font)
        if made and taken <= left:
            made[-1] += "\n" + piece
        else:
            made.append(piece)
            left = most
        left -= taken
    return made


def _pieces(text: str, room: int) -> Iterator[str]:
    """Its lines, those that are wider than `room` in pieces."""
    for line in text.split("\n"):
        start = 0
        while end := fitting(islice(line, start, None), room):
            yield line[start : start + end]
            start += end
        if not line:
            yield line


def room(width: int, font: Font) -> int:
    """Half-width characters in a line of a column of so many millimetres."""
    return max(int((width - _PADDING) / (font.size / 2 / POINTS * INCH)), 2)
