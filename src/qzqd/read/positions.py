"""From a path in the data to line and column in the text. Only made when there is something to show."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from qzqd.finding import Span
from qzqd.kinds import value_at
from qzqd.read.lines import LineIndex

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from qzqd.finding import DataPath
    from qzqd.read.tree import Tree


def node_count(value: Any) -> int:
    """How many nodes a value is: itself, and for containers every key and value inside."""
    if value.__class__ is dict:
        return 1 + len(value) + _inside(value.values())
    return 1 + _inside(value) if value.__class__ is list else 1


def _inside(values: Iterable[Any]) -> int:
    """Most values are no containers, and not worth a call."""
    return sum(
        node_count(value) if value.__class__ is dict or value.__class__ is list else 1 for value in values
    )


def key_places(mapping: dict[str, Any], index: int) -> Iterator[tuple[str, int]]:
    """Every key of the mapping that is node number `index`, with its own node number."""
    place = index + 1
    for key, value in mapping.items():
        yield key, place
        place += 1 + node_count(value)


class Spot(NamedTuple):
    """A key or a scalar: its path, and where it stands, in characters."""

    path: DataPath
    at: Literal["key", "value"]
    start: int
    end: int


def spots(tree: Tree) -> Iterator[tuple[Spot, Any]]:
    """Every key and every scalar in order, with what it reads."""
    places = tree.spans()

    def walk(value: Any, path: DataPath) -> Iterator[tuple[Spot, Any]]:
        start, end = next(places)
        if isinstance(value, dict):
            for key, child in value.items():
                yield Spot((*path, key), "key", *next(places)), key
                yield from walk(child, (*path, key))
        elif isinstance(value, list):
            for index, child in enumerate(value):
                yield from walk(child, (*path, index))
        else:
            yield Spot(path, "value", start, end), value

    return walk(tree.data, ())


class Positions:
    """Where the keys and values of one tree stand."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lines = LineIndex(tree.source.decode())
        self._starts: dict[int, list[int]] = {}
        self._keys: dict[int, dict[str, int]] = {}

    def offsets(self, path: DataPath, at: Literal["value", "key"] = "value") -> tuple[int, int]:
        """Start and end offset of the value at `path`, or of its key; of the nearest parent that exists."""
        index, value, key = 0, self.tree.data, 0
        for part in path:
            children = part if isinstance(value, dict) else int(part) if isinstance(value, list) else None
            if isinstance(value, dict):
                if part not in value:
                    break
                key = self._key(index, value, str(part))
                index = key + 1
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

    def part(self, path: DataPath, at: Literal["value", "key"], within: tuple[int, int]) -> Span | None:
        """Some characters of a text; None where it is not written as it reads, because of escapes.

        A space that was written as a line break is where the first of the two lines ends.
        """
        start, end = self.offsets(path, at)
        text = str(path[-1]) if at == "key" else value_at(self.tree.data, path)
        if not isinstance(text, str):
            return None
        place = self.lines.text.find(text[: within[1]], start, end)
        if place >= 0:
            return self.lines.span(place + within[0], place + within[1])
        words = (re.escape(word) for word in text[: within[0]].split(" "))
        before = re.compile(r"\s+".join(words)).search(self.lines.text, start, end)
        if before is None or self.lines.text[before.end() : before.end() + 1] not in (" ", "\r", "\n"):
            return None
        return self.lines.span(before.end(), before.end() + 1)

    def paths(self, wanted: Container[tuple[int, int]]) -> dict[tuple[int, int], DataPath]:
        """Where in the data the wanted scalars are, by their offsets."""
        return {
            (each.start, each.end): each.path
            for each, _ in spots(self.tree)
            if each.at == "value" and (each.start, each.end) in wanted
        }

    def item_at(self, offset: int) -> int | None:
        """The position in `items` of the item that holds a character; None outside of all."""
        data = self.tree.data
        items = data.get("items") if isinstance(data, dict) else None
        if not isinstance(items, list) or not items:
            return None
        start, end = self.offsets(("items",))
        if not start <= offset <= end:
            return None
        container = self._key(0, data, "items") + 1
        self._entry(container, items, 0)
        number = bisect_right(self._starts[container], offset, key=lambda node: self.tree.positions[2 * node])
        return number - 1 if number else None

    def _key(self, index: int, mapping: dict[str, object], wanted: str) -> int:
        """Where keys and entries are is worked out once, so that a thousand findings cost no more than one."""
        if index not in self._keys:
            self._keys[index] = dict(key_places(mapping, index))
        return self._keys[index][wanted]

    def _entry(self, index: int, entries: list[object], wanted: int) -> int:
        starts = self._starts.get(index)
        if starts is None:
            starts, place = [], index + 1
            for entry in entries:
                starts.append(place)
                place += node_count(entry)
            self._starts[index] = starts
        return starts[wanted]
