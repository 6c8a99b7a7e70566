"""One thing that keeps a file from being read, as it may stand in a line, and the lines around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from qzqd import kinds
from qzqd.read.problem import Edit
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.locale import Text

FIELD = "[A-Za-z_][A-Za-z0-9_]*+"
INNER_DASH = regex(rf"[ ]+(?=- (?:{FIELD}:(?:[ ]|$)|\{{))")
"""Before what looks like an entry of a list within a line."""
_QUOTED = regex(r""""(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+'|“[^“”"]*+”|‘[^‘’']*+’""")
_FIRST = regex(r"[ \u3000]*+(?:- ++)*+")
_KEY = regex(rf"({FIELD})[ ]*+:(?=[ ]|$)")


class Slip(NamedTuple):
    """place: the characters at fault; edits: what would mend it. Offsets are in the file."""

    code: str
    message: Text
    help: Text
    place: tuple[int, int]
    edits: tuple[Edit, ...]


@dataclass
class SourceLine:
    """A line without its break; `start` is its offset in the file. before, after: its neighbours with text."""

    start: int
    text: str
    before: SourceLine | None = None
    after: SourceLine | None = field(default=None, repr=False)

    @property
    def end(self) -> int:
        """The offset behind its last character, where the line break is."""
        return self.start + len(self.text)

    @cached_property
    def masked(self) -> str:
        """As long as the line, with nothing but x in quotation marks."""
        return _QUOTED.sub(lambda match: "x" * len(match[0]), self.text)

    @cached_property
    def column(self) -> int:
        """Where its first field, or its text, begins."""
        match = _FIRST.match(self.text)
        return match.end() if match else 0

    @cached_property
    def indent(self) -> int:
        """How many spaces it begins with."""
        return len(self.text) - len(self.text.lstrip(" "))

    @cached_property
    def key(self) -> str:
        """The field that it begins with; "" for none."""
        match = _KEY.match(self.text, self.column)
        return match[1] if match else ""

    @cached_property
    def value(self) -> tuple[int, int]:
        """Where the value after its first field, or after its dashes, begins and ends in the line."""
        match = _KEY.match(self.text, self.column)
        start = match.end() if match else self.column
        start += len(self.text[start:]) - len(self.text[start:].lstrip(" "))
        return start, max(start, len(self.text.rstrip()))

    def edit(self, start: int, end: int, text: str) -> Edit:
        """An edit of this line, by columns."""
        return Edit(self.start + start, self.start + end, text)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A part of this line, by columns."""
        return self.start + start, self.start + end


def is_known_field(name: str) -> bool:
    """Whether some list has a field of this name."""
    return name in kinds.known_fields()


def source_lines(text: str, start: int) -> list[SourceLine]:
    """The lines of a text that begins at offset `start`, those with nothing in them left out."""
    found: list[SourceLine] = []
    for part in text.splitlines(keepends=True):
        body = part.rstrip("\r\n")
        if body.strip():
            found.append(SourceLine(start, body, found[-1] if found else None))
            if found[-1].before:
                found[-1].before.after = found[-1]
        start += len(part)
    return found
