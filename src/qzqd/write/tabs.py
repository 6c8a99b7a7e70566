"""Tab characters replaced by the spaces that they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.read.problem import Edit
from qzqd.read.slips.trial import edited, fault_weight
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = regex(r"[ \t]*\t[ \t]*")
_INDENT = regex(r"^([ ]*\t[ \t]*)(?=[^ \t\r\n])", re.MULTILINE)
_WIDTHS = (2, 4, 8)


def untabbed(text: str) -> tuple[Edit, ...]:
    """What puts spaces in the place of all tabs.

    How wide a tab is in an indent depends on the editor: of the widths in use the one is taken that makes a list
    of the text, with as little wrong in it as may be; none, and no edits, if none of them does.
    """
    inner = tuple(_inner(text))
    best: tuple[int, tuple[Edit, ...]] | None = None
    for indents in _indents(text):
        edits = (*indents, *inner)
        wrong = fault_weight(edited(text, edits))
        if wrong is not None and (best is None or wrong < best[0]):
            best = wrong, edits
    return best[1] if best else ()


def _inner(text: str) -> Iterator[Edit]:
    """Tabs that indent nothing are a space each, and none at the end of a line."""
    for match in _BLANK.finditer(text):
        ends_line = match.end() == len(text) or text[match.end()] in "\r\n"
        if ends_line or (match.start() > 0 and text[match.start() - 1] != "\n"):
            yield Edit(*match.span(), "" if ends_line else " ")


def _indents(text: str) -> Iterator[list[Edit]]:
    """Every way to read the indents that hold a tab: with a width for all, or aligned with the line above or below."""
    found = list(_INDENT.finditer(text))
    for width in _WIDTHS:
        yield [Edit(*match.span(1), " " * len(match[1].expandtabs(width))) for match in found]
    for width in _WIDTHS:
        yield [Edit(*match.span(1), match[1].replace("\t", " " * width)) for match in found]
    for neighbour in (_above, _below):
        yield [Edit(*match.span(1), " " * neighbour(text, match)) for match in found]


def _above(text: str, match: re.Match[str]) -> int:
    """Where the first field of the line above begins."""
    lines = text[: match.start()].rstrip("\n").rpartition("\n")[2]
    return _column(lines)


def _below(text: str, match: re.Match[str]) -> int:
    following = text.find("\n", match.end()) + 1
    return _column(text[following:].partition("\n")[0] if following else "")


def _column(line: str) -> int:
    return len(line) - len(re.sub(r"^ *(?:- +)*", "", line.expandtabs(2)))
