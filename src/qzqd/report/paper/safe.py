"""Text from files may be hostile: what a terminal, an editor or a CI log would obey is made visible here."""

from __future__ import annotations

import re
from typing import Any

from qzqd.characters import BEYOND, HIDDEN, NO_TEXT, plainly_visible
from qzqd.regex import regex

TAB = "    "

# What has no business in a list anyway, line ends, and lone surrogates, which XML and UTF-8 forbid.
_UNSAFE = regex(f"[{HIDDEN}{NO_TEXT}{BEYOND}\t\n\r\ud800-\udfff]")
_SHOWN = {"\n": "␊", "\t": TAB}
_COLOUR = r"\x1b\[[0-9;]*m"
# Colour codes are no part of a command: with and without them the same words are made inert.
_COMMAND_ANYWHERE = regex(rf"#((?:{_COLOUR})*)#(?=(?:\w|{_COLOUR})*\[)")
_COMMAND_FIRST = regex(rf"^((?:[^\S\n]|{_COLOUR})*+):((?:{_COLOUR})*):", re.MULTILINE)
_STRAY = regex(f"{_COLOUR}|[{HIDDEN}{NO_TEXT}{BEYOND}\t\r\ud800-\udfff]")


def safe(text: str) -> str:
    """The same text with every unsafe character as `‹U+202E›`; a line break is ␊, a tab four spaces.

    Works character by character: `safe(a + b)` is `safe(a) + safe(b)`.
    """
    return text if "\n" not in text and plainly_visible(text) else _UNSAFE.sub(_show, text)


def safe_lines(text: str) -> str:
    """The same, but that its line breaks stay what they are."""
    return text if plainly_visible(text) else "\n".join(map(safe, text.split("\n")))


def safe_data(value: Any) -> Any:
    """The same plain data with every text as `safe_lines` has it; keys are ours. In JSON an escape sequence comes back."""
    if isinstance(value, str):
        return safe_lines(value)
    if isinstance(value, dict):
        return {key: safe_data(entry) for key, entry in value.items()}
    return [safe_data(entry) for entry in value] if isinstance(value, list | tuple) else value


def harmless(report: str) -> str:
    """The report without what a terminal obeys, should any text in it not have been made safe.

    Line breaks, our own colours and a byte order mark at the beginning stay.
    """
    return report if plainly_visible(report) else _STRAY.sub(_show_stray, report)


def inert(log: str) -> str:
    """The log, as wide as before, without what CI runners obey: `##[…]` anywhere, `::…` first in a line."""
    return _COMMAND_FIRST.sub(r"\1∶\2∶", _COMMAND_ANYWHERE.sub(r"♯\1♯", log))


def _show_stray(match: re.Match[str]) -> str:
    ours = match[0] == "\ufeff" and match.start() == 0
    return match[0] if ours or len(match[0]) > 1 else _show(match)


def _show(match: re.Match[str]) -> str:
    character = match[0]
    return _SHOWN.get(character) or f"‹U+{ord(character):04X}›"
