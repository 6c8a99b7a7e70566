"""Safe corrections: one value of a catalogue, or the name of one field, replaced and nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.read.source import BOM
from qzqd.read.tree import Tree, parse
from qzqd.write.proof import says
from qzqd.write.scalar import CODE, value_written, written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.finding import Value


@dataclass(frozen=True, slots=True)
class Fix:
    """Write `value` in place of the scalar, or of the name of the field, between two offsets in characters."""

    offsets: tuple[int, int]
    value: Value


def apply(source: bytes, fixes: Iterable[Fix]) -> tuple[bytes, list[Fix]]:
    """The source with the fixes in it, and those that were made, in the order given.

    Left unmade: a fix for what is no scalar (a list, nothing at all), for a block scalar, with a text of several
    lines, a name that its neighbour has, and all but the first for one place. Offsets do not count a byte order
    mark.
    Raises Refused if the source cannot be read, Unsafe if the result would not say just what was asked.
    """
    mark = BOM if source.startswith(BOM) else b""
    tree = parse(source.removeprefix(BOM))
    text = tree.source.decode()
    places = {(place.start, place.end): place for place in _places(tree, text)}
    made: list[Fix] = []
    words: list[tuple[tuple[int, int], str]] = []
    renamed: list[tuple[_Place, str]] = []
    for fix in fixes:
        place = places.get(fix.offsets)
        if place is None or not _can_be(place, fix.value):
            continue
        del places[fix.offsets]
        words.append((fix.offsets, _word(fix.value, text[place.start], place.flow)))
        if place.is_name:
            renamed.append((place, str(fix.value)))
        else:
            place.holder[place.at] = fix.value
        made.append(fix)
    for place, name in renamed:  # at the end, as a value is found by the name it had
        place.holder[name] = place.holder.pop(place.at)
    result = _spliced(text, sorted(words)).encode()
    says(result, tree.data)
    return mark + result, made


class _Place(NamedTuple):
    """Where `holder[at]` is written, or `at` itself. flow: inside brackets."""

    start: int
    end: int
    holder: Any
    at: str | int
    flow: bool
    is_name: bool = False


def _can_be(place: _Place, value: Value) -> bool:
    if place.is_name:
        return isinstance(value, str) and "\n" not in value and value not in place.holder
    return not (isinstance(value, str) and "\n" in value)


def _word(value: Value, before: str, flow: bool) -> str:
    """As it is written in place of what began with the character `before`."""
    if isinstance(value, str) and before in "\"'" and CODE.fullmatch(value):
        return written(value, True, flow)
    return value_written(value, flow)


def _places(tree: Tree, text: str) -> list[_Place]:
    """Every name of a field, and every scalar that can be replaced: not the empty ones, and no block scalars."""
    found: list[_Place] = []
    ends = iter(tree.positions)
    spans = zip(ends, ends, strict=True)

    def walk(value: Any, holder: Any, at: str | int, flow: bool) -> None:
        start, end = next(spans)
        first = text[start : start + 1]
        if value.__class__ is dict:
            for key, child in value.items():
                found.append(_Place(*next(spans), value, key, flow or first == "{", is_name=True))
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
