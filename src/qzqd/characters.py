"""Characters that have no business in a list, as classes for patterns: what is not seen, and what is no text."""

from __future__ import annotations

import sys

from qzqd.regex import regex

HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but tab and line ends
    "\xad\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u3164\ufeff\uffa0"  # nothing to be seen
    "\u061c\u200e\u200f\u202a-\u202e\u2065-\u206f"  # turn the text around
    "\u2028\u2029\ufff9-\ufffb"  # line ends of their own, annotations
)
PASTED = "\x07\x0b\x0c\x1f\xad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
"""Of the hidden ones, those that come along with what is copied from a page or from Word, and mean nothing."""
ODD_SPACES = "\xa0\u2000-\u200a\u202f\u205f"
"""Spaces that look like the ordinary one."""
NO_TEXT = "\ue000-\uf8ff\ufffd-\uffff"
"""What broken conversions and special fonts leave: private use, the replacement character, non-characters."""
BEYOND = "\U000e0000-\U000e007f\U000f0000-\U0010ffff"
"""The same beyond U+FFFF, which patterns are slow to look for."""

_FOREIGN = regex(rb"&#([0-9]{3,7});")


def plainly_visible(text: str) -> bool:
    """A quick look at a text with line feeds: True if there is nothing of all these in it, nor a tab.

    False may only mean an uncommon space or a letter newer than this Python.
    """
    return text.replace("\n", "").isprintable() and not (
        # Those of all these that `str.isprintable` takes for printable. One by one is quickest: this is asked of every cell.
        "\u115f" in text or "\u1160" in text or "\u3164" in text or "\uffa0" in text or "\ufffd" in text
    )


def outside_gb2312(text: str) -> set[str]:
    """The characters that GB 2312, which has all that is common, does not have."""
    coded = text.encode("gb2312", "xmlcharrefreplace") if not text.isascii() else b""
    if b"&" not in coded:
        return set()
    return {chr(int(number)) for number in set(_FOREIGN.findall(coded)) if int(number) < sys.maxunicode}
