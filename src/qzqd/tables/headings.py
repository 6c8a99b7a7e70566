"""Headings as they are compared: layout breaks them anywhere, so no white space counts, and nothing else is forgiven."""

from __future__ import annotations

from qzqd.regex import regex

_BLANK = regex(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")


def heading_key(text: str) -> str:
    """The text of a heading without any white space, seen or not, and in small letters."""
    return _BLANK.sub("", text).casefold()
