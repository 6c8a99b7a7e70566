"""From a path in the data to line and column in the text. Only made when there is something to show."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from qzqd.finding import Span
from qzqd.read.tree import Tree, size

if TYPE_CHECKING:
    from qzqd.finding import DataPath

_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text, and where an offset is among them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _BREAK.finditer(text))]

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


class Positions:
    """Where the keys and values of one tree stand."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lines = Lines(tree.source.decode())
        self._starts: dict[int, list[int]] = {}

    def offsets(self, path: DataPath, at: Literal["value", "key"] = "value") -> tuple[int, int]:
        """Start and end offset of the value at `path`, or of its key; of the nearest parent that exists."""
        index, value, key = 0, self.tree.data, 0
        for part in path:
            children = part if isinstance(value, dict) else int(part) if isinstance(value, list) else None
            if isinstance(value, dict):
                if part not in value:
                    break
                key, index = self._key(index, value, str(part))
                value = value[part]
            elif isinstance(value, list) and isinstance(children, int) and children < len(value):
                key = index = self._entry(index, value, children)
                value = value[children]
            else:
                break
        chosen = 2 * (key if at == "key" else index)
        positions = self.tree.positions
        return positions[chosen], positions[chosen + 1]

    def span(self, path: DataPath, at: Literal["value", "key"] = "value") -> Span:
        """Lines and columns of a value or its key; of a container, only its first line."""
        start, end = self.offsets(path, at)
        span = self.lines.span(start, end)
        if span.end_line > span.line:
            return Span(span.line, span.column, span.line, len(self.lines.line(span.line)) + 1)
        return span

    def _key(self, index: int, mapping: dict[str, object], wanted: str) -> tuple[int, int]:
        place = index + 1
        for key, value in mapping.items():
            if key == wanted:
                break
            place += 1 + size(value)
        return place, place + 1

    def _entry(self, index: int, entries: list[object], wanted: int) -> int:
        """Where each entry begins is worked out once, so that a thousand findings cost no more than one."""
        starts = self._starts.get(index)
        if starts is None:
            starts, place = [], index + 1
            for entry in entries:
                starts.append(place)
                place += size(entry)
            self._starts[index] = starts
        return starts[wanted]
