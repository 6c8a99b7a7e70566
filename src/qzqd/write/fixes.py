"""Safe corrections: one scalar of a catalogue replaced by another, and nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.read.source import BOM
from qzqd.read.tree import Tree, parse
from qzqd.write.proof import says
from qzqd.write.scalar import CODE, written

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Fix:
    """Write `text` in place of the scalar from the first to the second offset, in characters."""

    offsets: tuple[int, int]
    text: str


def apply(source: bytes, fixes: Iterable[Fix]) -> tuple[bytes, list[Fix]]:
    """The source with the fixes in it, and those that were made, in the order given.

    Left unmade: a fix for what is not a scalar value (a key, a list, nothing at all), for a block scalar,
    with a text of several lines, and all but the first for one place. Offsets do not count a byte order mark.
    Raises Refused if the source cannot be read, Unsafe if the result would not say just what was asked.
    """
    mark = BOM if source.startswith(BOM) else b""
    tree = parse(source.removeprefix(BOM))
    text = tree.source.decode()
    places = {(place.start, place.end): place for place in _places(tree, text)}
    made: list[Fix] = []
    words: list[tuple[tuple[int, int], str]] = []
    for fix in fixes:
        place = places.pop(fix.offsets, None)
        if place is None or "\n" in fix.text:
            continue
        quoted = text[place.start] in "\"'" and CODE.fullmatch(fix.text) is not None
        words.append((fix.offsets, written(fix.text, quoted, place.flow)))
        place.holder[place.at] = fix.text
        made.append(fix)
    result = _spliced(text, sorted(words)).encode()
    says(result, tree.data)
    return mark + result, made


class _Place(NamedTuple):
    """Where `holder[at]` is written. flow: inside brackets."""

    start: int
    end: int
    holder: Any
    at: str | int
    flow: bool


def _places(tree: Tree, text: str) -> list[_Place]:
    """Every scalar value that can be replaced: not the empty ones, and no block scalars."""
    found: list[_Place] = []
    ends = iter(tree.positions)
    spans = zip(ends, ends, strict=True)

    def walk(value: Any, holder: Any, at: str | int, flow: bool) -> None:
        start, end = next(spans)
        first = text[start : start + 1]
        if value.__class__ is dict:
            for key, child in value.items():
                next(spans)
                walk(child, value, key, flow or first == "{")
        elif value.__class__ is list:
            for index, child in enumerate(value):
                walk(child, value, index, flow or first == "[")
        elif holder is not None and start < end and first not in ("|", ">"):
            found.append(_Place(start, end, holder, at, flow))

    walk(tree.data, None, "", False)
    return found


def _spliced(text: str, words: list[tuple[tuple[int, int], str]]) -> str:
    pieces: list[str] = []
    at = 0
    for (start, end), word in words:
        pieces += (text[at:start], word)
        at = end
    return "".join((*pieces, text[at:]))
