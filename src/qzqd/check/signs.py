"""Characters that rules of texts look for, and which of them a list has: found in one pass over all its text."""

from __future__ import annotations

from codecs import charmap_build, charmap_decode, charmap_encode
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

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
    """What a first look at pieces of text shows.

    there: the watched characters that are in them, and those that always are. outlines: each piece without all but these.
    """

    there: frozenset[str]
    outlines: list[str]

    @classmethod
    def at(cls, pieces: Iterable[str]) -> Look:
        """One pass over all of them."""
        known, table = _tables(len(_WATCHED))
        coded = [charmap_encode(piece, "ignore", table)[0] for piece in pieces]
        every = b"".join(coded)
        found = (character for number, character in enumerate(known) if number in every)
        return cls(_COMMON.union(found), [charmap_decode(each, "strict", known)[0] for each in coded])


@cache
def _tables(number: int) -> tuple[str, Any]:
    if number > 256:
        raise ValueError("more characters are watched than a table holds")
    known = "".join(_WATCHED)
    return known, charmap_build(known)
