"""What a terminal does with text: how wide it is, where it breaks, and whether it shows colour."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ELLIPSIS = "…"
NARROWEST = 40
"""What no terminal is taken to be narrower than, in cells."""

_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "place": "34",
    "heading": "1",
    "quiet": "2",
    "old": "31",
    "new": "32",
    "old part": "1;7;31",
    "new part": "1;7;32",
}

# A word of a Latin script or one character, with the punctuation that may neither end a line before it nor begin one after it.
_CHUNK = regex(r"[（《〈「『【“‘]{0,3}(?:[!-~]+|.)[，。；：！？、）》〉」』】”’…]*", re.DOTALL)


def cells(text: str) -> int:
    """How many columns the text takes: wide and full-width characters 2, combining and invisible ones 0.

    Ambiguous ones (“ ” — · ①) count 1: that is what terminals do unless set up otherwise. Emoji made of
    several characters are counted one by one.
    """
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def fitting(text: Iterable[str], room: int) -> int:
    """How many characters, taken in order, fit into `room` cells."""
    count = 0
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        count += 1
    return count


def wrap(text: str, room: int) -> list[str]:
    """Lines of at most `room` cells, except where one Latin word is longer."""
    lines = [""]
    left = room
    for chunk in _CHUNK.findall(text):
        taken = cells(chunk)
        if taken > left and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            left = room
        if chunk != " " or lines[-1]:
            lines[-1] += chunk
            left -= taken
    return lines


def colour_wanted(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """NO_COLOR says no, then FORCE_COLOR says yes; else colour is for terminals that know it."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return terminal and environment.get("TERM") != "dumb"


class Painter:
    """Puts colour codes around text, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour else text
