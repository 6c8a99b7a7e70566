"""Text from files may be hostile: what a terminal, an editor or a CI log would obey is made visible here."""

from __future__ import annotations

import re

TAB = "    "

# C0 and C1 controls; what is invisible or reorders the text around it; line and paragraph separators;
# lone surrogates and the two characters XML forbids; the tag block, which hides whole sentences.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SHOWN = {"\n": "␊", "\t": TAB}
_COMMAND_ANYWHERE = re.compile(r"##(?=\w*\[)")
_COMMAND_FIRST = re.compile(r"^((?:\s|\x1b\[[0-9;]*m)*)::", re.MULTILINE)


def safe(text: str) -> str:
    """The same text with every unsafe character as `‹U+202E›`; a line break is ␊, a tab four spaces.

    Works character by character: `safe(a + b)` is `safe(a) + safe(b)`.
    """
    return _UNSAFE.sub(_show, text)


def inert(log: str) -> str:
    """The log, as wide as before, without what CI runners obey: `##[…]` anywhere, `::…` first in a line."""
    return _COMMAND_FIRST.sub(r"\1∶∶", _COMMAND_ANYWHERE.sub("♯♯", log))


def _show(match: re.Match[str]) -> str:
    character = match[0]
    return _SHOWN.get(character) or f"‹U+{ord(character):04X}›"
