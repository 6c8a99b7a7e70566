"""Whether a slip is the cause: the text is mended for a try, and libyaml gets further in it or it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError

from qzqd import kinds
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jsonschema_rs

    from qzqd.read.problem import Edit

_BEFORE, _AFTER = 60_000, 10_000
"""So much text, in characters, is read around a place; a whole file would take too long for every try."""
_ENTRY = regex(r"^( *)- ", re.MULTILINE)
_LARGEST = 500_000
_MOST = 200
END = 1 << 62
"""Where the parser gets if there is nothing wrong: further than any place."""


@dataclass(slots=True)
class Trial:
    """The text around an error. `start` is where it begins in the file, `reached` where the parser stops in it."""

    start: int
    text: str
    reached: int
    line_end: int
    left: int = _MOST

    def mends(self, edits: Iterable[Edit]) -> bool:
        """Whether the parser comes past the line it stopped in, once the text is edited."""
        if self.left <= 0:
            return False
        self.left -= 1
        mended = edited(self.text, edits, self.start)
        # What follows the line is as long as before, whatever has become of the line.
        return reach(mended) > len(mended) - (len(self.text) - self.line_end)


def text_around(text: str, offset: int) -> Trial | None:
    """The text around an error at `offset`; None where no part of it shows the same error in moderate time."""
    start = 0 if offset <= _BEFORE else _entry_before(text, offset)
    end = text.find("\n", offset + _AFTER) + 1 or len(text)
    if start is None or end - start > 2 * _BEFORE:
        return None
    part = text[start:end]
    reached = reach(part)
    line_end = text.find("\n", offset) if offset < len(text) else -1
    if reached != min(offset - start, len(part)):
        return None
    return Trial(start, part, reached, (line_end if line_end >= 0 else len(text)) - start)


def reach(text: str) -> int:
    """How far the parser gets, in characters."""
    try:
        CParser(text.encode()).raw_parse()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return min(mark.index, len(text)) if mark else 0
    return END


def fault_weight(text: str) -> int | None:
    """How much is wrong with the part of a list that can be read: repeated fields, and what its schema is against.

    None where that cannot be told: for a text too long to be read again and again, or where no part can be read.
    """
    from qzqd.read.problem import Refused
    from qzqd.read.tree import parse

    if len(text) > _LARGEST:
        return None
    if (end := reach(text)) is not END:
        text = text[: max((match.start() for match in _ENTRY.finditer(text, 0, end)), default=0)]
    try:
        tree = parse(text.encode())
    except Refused:
        return None
    return len(tree.problems) + _against_schema(tree.data)


def _against_schema(data: Any) -> int:
    kind = kinds.kind_of(data)
    return sum(1 for _ in _validator(kind).iter_errors(data)) if kind else 0


@cache
def _validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(kinds.schema(kind))


def edited(text: str, edits: Iterable[Edit], start: int = 0) -> str:
    """The text with all of the edits, whose offsets count from `start` before the text."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        pieces += (text[at : edit.start - start], edit.text)
        at = edit.end - start
    return "".join((*pieces, text[at:]))


def _entry_before(text: str, offset: int) -> int | None:
    """Where an entry of the outermost list begins, some way before: a list can be read from there on."""
    found = list(_ENTRY.finditer(text, text.find("\n", offset - _BEFORE) + 1, offset))
    if not found:
        return None
    least = min(len(match[1]) for match in found)
    return next(match.start() for match in found if len(match[1]) == least)
