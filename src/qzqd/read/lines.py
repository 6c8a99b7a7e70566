"""The lines of a text, as people count them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from qzqd.finding import Span
from qzqd.regex import regex

_BREAK = regex(r"\r\n|\n|\r")


class LineIndex:
    """The lines of a text, and where an offset is among them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """Where every line begins."""
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def line(self, number: int) -> str:
        """The line with this 1-based number, without its break."""
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def span(self, start: int, end: int) -> Span:
        """From `start` to `end`, exclusive; at least one character wide where the line has one."""
        line, column = self._place(min(start, len(self.text)))
        end_line, end_column = self._place(min(max(end, start), len(self.text)))
        if (end_line, end_column) <= (line, column):
            end_line, end_column = line, column + 1
        return Span(line, column, end_line, end_column)

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
