"""Places as editors count them: lines from 0, and in UTF-16 units, of which an astral character takes two."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.read.lines import LineIndex
from qzqd.read.problem import Edit

if TYPE_CHECKING:
    from qzqd.finding import Finding


class EditorPosition(NamedTuple):
    """A line and a unit in it, both from 0."""

    line: int
    unit: int


class EditorRange(NamedTuple):
    """From one place to another, exclusive."""

    start: EditorPosition
    end: EditorPosition


class EditorPositions:
    """Offsets of one text in characters, as places, and back."""

    def __init__(self, text: str) -> None:
        self.lines = LineIndex(text)

    def offset(self, place: EditorPosition) -> int:
        """The offset of a place; the end of its line, or of the text, where there is no such place."""
        if place.line >= len(self.lines.starts):
            return len(self.lines.text)
        line = self.lines.line(place.line + 1)
        return self.lines.starts[place.line] + _characters(line, place.unit)

    def range(self, start: int, end: int) -> EditorRange:
        """Where the characters from one offset to another stand."""
        return EditorRange(self._place(start), self._place(end))

    def _place(self, offset: int) -> EditorPosition:
        span = self.lines.span(offset, offset)
        start = self.lines.starts[span.line - 1]
        return EditorPosition(span.line - 1, units(self.lines.text[start:offset]))


def units(text: str) -> int:
    """How many UTF-16 units a text takes."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def _characters(line: str, wanted: int) -> int:
    """How many characters of a line stand before a unit."""
    if line.isascii():
        return min(wanted, len(line))
    passed = 0
    for count, character in enumerate(line):
        if passed >= wanted:
            return count
        passed += units(character)
    return len(line)


def range_of(finding: Finding) -> EditorRange:
    """Where a finding stands, going by the line that it brings along; of one over several lines, the first."""
    span, line = finding.span, finding.excerpt
    last = span.end_column - 1 if span.end_line == span.line else max(len(line), span.column)
    start = units(line[: span.column - 1]) + max(0, span.column - 1 - len(line))
    return EditorRange(
        EditorPosition(span.line - 1, start),
        EditorPosition(span.line - 1, start + max(1, units(line[span.column - 1 : last]))),
    )


def edits(before: str, after: str) -> list[Edit]:
    """What makes one text into the other: line by line where no line comes or goes, else all that differs."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if len(old) != len(new):
        return [_trimmed(before, after, 0)] if before != after else []
    found, at = [], 0
    for was, now in zip(old, new, strict=True):
        if was != now:
            found.append(_trimmed(was, now, at))
        at += len(was)
    return found


def _trimmed(before: str, after: str, at: int) -> Edit:
    """The one edit, without what both begin and end with; `at` is where `before` begins."""
    shorter = min(len(before), len(after))
    start = next((each for each in range(shorter) if before[each] != after[each]), shorter)
    room = shorter - start
    same = next((each for each in range(room) if before[-1 - each] != after[-1 - each]), room)
    return Edit(at + start, at + len(before) - same, after[start : len(after) - same])
