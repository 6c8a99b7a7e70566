"""A catalogue as it is laid out: its data together with comments, blank lines and the words as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.regex import regex
from qzqd.write.scalar import unended

if TYPE_CHECKING:
    from qzqd.read.tree import Tree

# Where YAML ends a line, and with it a comment.
_BREAK = regex("[\n\u2028\u2029]")
_MARKER = regex(r"^---[ \t]*\n?", re.MULTILINE)
_BLOCK_INDENT = regex(r"[|>][-+]?([1-9])")


@dataclass(slots=True)
class LayoutScalar:
    """`source` as written; the lines of a block scalar without their indent."""

    value: Any
    source: str
    block: bool = False


@dataclass(slots=True)
class Container:
    """A mapping or a list. flow: written in brackets. tail: comments after the last entry."""

    keyed: bool
    flow: bool
    entries: list[LayoutEntry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


@dataclass(slots=True)
class LayoutEntry:
    """A field, or an entry of a list (without key).

    before: the comments above it; "" is a blank line. beside: the comments at the end of its line; near: of which
    the first follows the value after one space.
    """

    key: str | None
    before: list[str]
    node: LayoutScalar | Container = field(init=False)
    beside: tuple[str, ...] = ()
    near: bool = False


def survey(tree: Tree) -> tuple[LayoutEntry, Container]:
    """The layout of a tree whose top is a mapping or a list, read from text with "\\n" line breaks.

    The entry is the file: above it stands the first block of comments.
    """
    return _Surveyor(tree).top(tree.data)


class _Surveyor:
    """Goes through the text once, from one key or scalar to the next; what lies between them is layout."""

    def __init__(self, tree: Tree) -> None:
        self.text = tree.source.decode()
        self.places = tree.spans()
        self.at = 0
        self.line = LayoutEntry(None, [])  # to whom a comment at the end of this line belongs
        self.waiting: list[str] = []  # for the next entry
        self.closed: list[tuple[int, int, Container]] = []  # since the last token, innermost first

    def top(self, data: Any) -> tuple[LayoutEntry, Container]:
        entry = self.line
        start, end = next(self.places)
        self._gather("\n" + _MARKER.sub("", self.text[:start]))
        head = self._claim()
        if head and not head[0]:
            del head[0]
        cut = head.index("") + 1 if "" in head else len(head)
        entry.before, self.waiting = head[:cut], head[cut:]
        self.at = start
        node = self._container(data, start, end, entry, False, -1)
        self._gather(self.text[self.at :] + "\n")
        node.tail += filter(None, self.waiting)
        return entry, node

    def _node(
        self, value: Any, place: tuple[int, int], entry: LayoutEntry, flow: bool, column: int
    ) -> LayoutScalar | Container:
        """`flow`: inside brackets; `column`: of the container that the value stands in."""
        start, end = place
        if value.__class__ is dict or value.__class__ is list:
            return self._container(value, start, end, entry, flow, column)
        self._advance(start)
        entry.before += filter(None, self._claim())
        if not flow and self.text.startswith(("|", ">"), start):
            return self._block_scalar(value, start, end, column)
        self.at = end
        return LayoutScalar(value, self.text[start:end])

    def _container(
        self, value: Any, start: int, end: int, entry: LayoutEntry, flow: bool, outer: int
    ) -> Container:
        bracketed = self.text[start] in "[{"
        made = Container(value.__class__ is dict, flow or bracketed)
        if bracketed:
            self._advance(start)
            entry.before += filter(None, self._claim())
        column = start - self.text.rfind("\n", 0, start) - 1
        fill = self._mapping if made.keyed else self._list
        fill(made, value, column)
        if bracketed:
            self._advance(end - 1)
            made.tail = _without_last_blank(self._claim())
            self.at, self.line = end, entry
        elif not flow:
            self.closed.append((column, outer, made))
        return made

    def _mapping(self, made: Container, value: dict[str, Any], column: int) -> None:
        for key, child in value.items():
            start, end = next(self.places)
            self._advance(start)
            entry = self.line = LayoutEntry(key, self._claim())
            self.at = end
            entry.node = self._node(child, next(self.places), entry, made.flow, column)
            made.entries.append(entry)

    def _list(self, made: Container, value: list[Any], column: int) -> None:
        for child in value:
            place = next(self.places)
            self._advance(place[0])
            entry = self.line = LayoutEntry(None, self._claim())
            entry.node = self._node(child, place, entry, made.flow, column)
            made.entries.append(entry)

    def _block_scalar(self, value: str, start: int, end: int, column: int) -> LayoutScalar:
        header, *lines = self.text[start:end].split("\n")
        explicit = _BLOCK_INDENT.match(header)
        indent = column + int(explicit.group(1)) if explicit else _indent(lines)
        keeps = "+" in header[:3]
        if lines and _is_blank(lines[-1], indent):
            lines.pop()
        self.at = start + len(header) + sum(map(len, lines)) + len(lines)
        while not keeps and lines and _is_blank(lines[-1], indent):
            self.at -= len(lines.pop()) + 1
        if value and not value.endswith("\n") and "-" not in header[:3]:
            # The file ends here without a line end; it is about to get one.
            header = unended(header)
        return LayoutScalar(value, "\n".join((header.rstrip(), *(line[indent:] for line in lines))), True)

    def _claim(self) -> list[str]:
        claimed, self.waiting = self.waiting, []
        return claimed

    def _advance(self, to: int) -> None:
        """Go on to the next token, picking up the layout on the way."""
        if to <= self.at:
            return
        gap = self.text[self.at : to]
        self.at = to
        if "#" in gap or gap.count("\n") > 1:
            self._gather(gap)
        self.closed.clear()

    def _gather(self, gap: str) -> None:
        """Give every comment between two tokens to the entry or the container it belongs to."""
        first, *lines = _BREAK.split(gap)
        if "#" in first:
            self.line.near = self.line.near or (not self.line.beside and first.startswith(" #"))
            self.line.beside += (_comment(first),)
        blank = opened = False
        for line in lines[:-1]:
            body = line.lstrip(" \t")
            if not body:
                blank = blank or not opened
                continue
            # After a dash, the comment is about what follows, however deep it stands.
            opened = opened or body[0] != "#"
            if "#" in body:
                target = self.waiting if opened else self._target(len(line) - len(body))
                if blank:
                    target.append("")
                target.append(_comment(body))
                blank = False
        if blank:
            self.waiting.append("")

    def _target(self, column: int) -> list[str]:
        """A comment indented like the entries of a container that has just ended is that container's."""
        while self.closed:
            inner, outer, container = self.closed[0]
            if column >= inner and column > outer:
                return container.tail
            del self.closed[0]
        return self.waiting


def _without_last_blank(lines: list[str]) -> list[str]:
    """A blank line says that something follows it."""
    return lines[:-1] if lines and not lines[-1] else lines


def _comment(line: str) -> str:
    return line[line.index("#") :].rstrip()


def _is_blank(line: str, indent: int) -> bool:
    """Spaces beyond the indent of a block scalar are text."""
    return len(line) <= indent and not line.strip(" ")


def _indent(lines: list[str]) -> int:
    """Of a block scalar: that of its first line that is not blank."""
    for line in lines:
        if body := line.lstrip(" "):
            return len(line) - len(body)
    return max(map(len, lines), default=0)
