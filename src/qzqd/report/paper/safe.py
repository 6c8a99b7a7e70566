"""Text from files may be hostile: what a terminal, an editor or a CI log would obey is made visible here."""

from __future__ import annotations

import re

from qzqd.characters import BEYOND, HIDDEN, NO_TEXT

TAB = "    "

# What has no business in a list anyway, line ends, and lone surrogates, which XML and UTF-8 forbid.
_UNSAFE = re.compile(f"[{HIDDEN}{NO_TEXT}{BEYOND}\t\n\r\ud800-\udfff]")
_SHOWN = {"\n": "␊", "\t": TAB}
_COLOUR = r"\x1b\[[0-9;]*m"
# Colour codes are no part of a command: with and without them the same words are made inert.
_COMMAND_ANYWHERE = re.compile(rf"#((?:{_COLOUR})*)#(?=(?:\w|{_COLOUR})*\[)")
_COMMAND_FIRST = re.compile(rf"^((?:\s|{_COLOUR})*):((?:{_COLOUR})*):", re.MULTILINE)


def safe(text: str) -> str:
    """The same text with every unsafe character as `‹U+202E›`; a line break is ␊, a tab four spaces.

    Works character by character: `safe(a + b)` is `safe(a) + safe(b)`.
    """
    return _UNSAFE.sub(_show, text)


def inert(log: str) -> str:
    """The log, as wide as before, without what CI runners obey: `##[…]` anywhere, `::…` first in a line."""
    return _COMMAND_FIRST.sub(r"\1∶\2∶", _COMMAND_ANYWHERE.sub(r"♯\1♯", log))


def _show(match: re.Match[str]) -> str:
    character = match[0]
    return _SHOWN.get(character) or f"‹U+{ord(character):04X}›"
