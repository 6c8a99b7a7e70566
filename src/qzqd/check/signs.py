"""Characters that rules of texts look for, and which of them a list has: found in one pass over all its text."""

from __future__ import annotations

from codecs import charmap_build, charmap_decode, charmap_encode
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.characters import outside_gb2312
from qzqd.read import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable

    Sign = tuple[str, re.Pattern[str]]

_WATCHED: dict[str, None] = {"\0": None}
"""A table of the standard library's codecs has 256 characters, of which the first is NUL."""
_COMMON = frozenset("-0123456789")
"""They are in every list, and in most of its texts."""


def watched(characters: str) -> frozenset[str]:
    """The characters, which are looked for from now on: to be called where a module names what its rules are about."""
    _WATCHED.update(dict.fromkeys(characters))
    return frozenset(characters)


def signs(*found_by: Sign) -> tuple[Sign, ...]:
    """Patterns, each behind what is in all that it matches, as that is looked for much faster."""
    for literal, _ in found_by:
        watched("".join(character for character in literal if character not in _COMMON))
    return found_by


class Look(NamedTuple):
    """What a first look at texts shows.

    there: the watched characters that are in them, and those that always are. rare: those that GB 2312 does not have.
    outline: all texts, each between NULs, without all but the watched characters.
    """

    there: frozenset[str]
    rare: set[str]
    outline: str

    @classmethod
    def at(cls, texts: list[str], pieces: Callable[[], Iterable[str]]) -> Look:
        """One pass over all of them. pieces: the same texts, many in one."""
        known, table = _tables(len(_WATCHED))
        characters, outline = compiled.look(texts, known) or _told_apart(pieces(), known, table)
        there = charmap_decode(charmap_encode(characters, "ignore", table)[0], "strict", known)[0]
        return cls(_COMMON.union(there), outside_gb2312(characters), f"\0{outline}")

    def may_hold(self, literal: str) -> bool:
        """Whether one of the texts may hold it, going by its watched characters."""
        if not self.there.issuperset(literal):
            return False
        return literal in self.outline or not _COMMON.isdisjoint(literal)


def _told_apart(pieces: Iterable[str], known: str, table: Any) -> tuple[str, str]:
    """What the compiled look gives, but of the characters only those that anybody asks for."""
    rare: set[str] = set()
    outlines: list[str] = []
    for piece in pieces:
        rare |= outside_gb2312(piece)
        outlines.append(charmap_decode(charmap_encode(piece, "ignore", table)[0], "strict", known)[0])
    outline = "".join(outlines)
    return "".join(rare.union(outline)), outline


@cache
def _tables(number: int) -> tuple[str, Any]:
    if number > 256:
        raise ValueError("more characters are watched than a table holds")
    known = "".join(_WATCHED)
    return known, charmap_build(known)
