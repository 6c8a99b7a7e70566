"""Safe corrections: one value of a catalogue, or the name of one field, replaced and nothing else touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from qzqd.read.source import BOM
from qzqd.read.tree import Tree, parse
from qzqd.write.canonical import WIDTH
from qzqd.write.proof import says
from qzqd.write.scalar import CODE, scalar_text, value_written

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.finding import Finding, FixValue
    from qzqd.read.lines import LineIndex

_STEP = "  "


@dataclass(frozen=True, slots=True)
class Fix:
    """Write `value` in place of the scalar, or of the name of the field, between two offsets in characters.

    A list of mappings takes the place of the value of a field, or of an entry of a list.
    """

    offsets: tuple[int, int]
    value: FixValue


def wanted(lines: LineIndex, findings: Iterable[Finding]) -> list[tuple[Finding, Fix]]:
    """The fixes of findings, by offset; none for a line that is no longer what was checked."""
    found = []
    for finding in findings:
        if finding.fix is None:
            continue
        span = finding.target or finding.span
        if span.end_line <= len(lines.starts) and lines.line(span.line).startswith(finding.excerpt):
            start = lines.starts[span.line - 1] + span.column - 1
            end = lines.starts[span.end_line - 1] + span.end_column - 1
            found.append((finding, Fix((start, end), finding.fix)))
    return found


def apply(source: bytes, fixes: Iterable[Fix]) -> tuple[bytes, list[Fix]]:
    """The source with the fixes in it, and those that were made, in the order given.

    Left unmade: a fix for what is no scalar (a list, nothing at all), with a text of several lines or in place of a
    block scalar (which mappings may replace), a name that its neighbour has, and all but the first for one place.
    Offsets do not count a byte order mark.
    Raises Refused if the source cannot be read, Unsafe if the result would not say just what was asked.
    """
    mark = BOM if source.startswith(BOM) else b""
    tree = parse(source.removeprefix(BOM))
    text = tree.source.decode()
    places = {(place.start, place.end): place for place in _places(tree, text)}
    made: list[Fix] = []
    words: list[_Words] = []
    put: list[tuple[_Place, FixValue]] = []
    for fix in fixes:
        place = places.get(fix.offsets)
        word = place and _word(place, fix, text)
        if place is None or word is None:
            continue
        del places[fix.offsets]
        words.append(word)
        put.append((place, fix.value))
        made.append(fix)
    for place, value in sorted(put, key=lambda pair: (pair[0].is_name, -pair[0].start)):
        _put(place, value)
    result = _spliced(text, sorted(words)).encode()
    says(result, tree.data)
    return mark + result, made


_Words = tuple[tuple[int, int], str]
"""What is written in place of the characters from the first to the second offset."""


class _Place(NamedTuple):
    """Where `holder[at]` is written, or the name `at` itself.

    flow: inside brackets. key: where its key stands, if it has one.
    """

    start: int
    end: int
    holder: Any
    at: Any
    flow: bool
    key: tuple[int, int] | None = None
    is_name: bool = False


def _put(place: _Place, value: FixValue) -> None:
    """Do to the data what is done to the text.

    Names come after the values, which are found by the name they had; entries from the last to the first.
    """
    if place.is_name:
        place.holder[value] = place.holder.pop(place.at)
    elif place.key is None and _entries(value):
        place.holder[place.at : place.at + 1] = value
    else:
        place.holder[place.at] = value


def _entries(value: FixValue) -> TypeGuard[list[dict[str, FixValue]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _places(tree: Tree, text: str) -> list[_Place]:
    """Every name of a field, and every scalar that can be replaced: not the empty ones."""
    found: list[_Place] = []
    spans = tree.spans()

    def walk(value: Any, holder: Any, at: Any, flow: bool, key: tuple[int, int] | None) -> None:
        start, end = next(spans)
        first = text[start : start + 1]
        if value.__class__ is dict:
            for name, child in value.items():
                span = next(spans)
                found.append(_Place(*span, value, name, flow or first == "{", is_name=True))
                walk(child, value, name, flow or first == "{", span)
        elif value.__class__ is list:
            for index, child in enumerate(value):
                walk(child, value, index, flow or first == "[", None)
        elif holder is not None and start < end:
            found.append(_Place(start, end, holder, at, flow, key))

    walk(tree.data, None, "", False, None)
    return found


def _word(place: _Place, fix: Fix, text: str) -> _Words | None:
    """What a fix writes; None where it cannot be made."""
    value, before = fix.value, text[place.start]
    several_lines = isinstance(value, str) and "\n" in value
    if place.is_name:
        if not isinstance(value, str) or several_lines or value in place.holder:
            return None
        return (place.start, place.end), scalar_text(value, flow=place.flow)
    block = before in "|>" and not place.flow
    if _entries(value):
        return _in_place_of_text(place, value, text, block)
    if fix.offsets[1] != place.end or block or several_lines:
        return None
    if isinstance(value, str) and before in "\"'" and CODE.fullmatch(value):
        return (place.start, place.end), scalar_text(value, True, place.flow)
    return (place.start, place.end), value_written(value, place.flow)


def _in_place_of_text(
    place: _Place, entries: list[dict[str, FixValue]], text: str, block: bool
) -> _Words | None:
    if place.flow:
        inside = ", ".join(value_written(entry, flow=True) for entry in entries)
        return (place.start, place.end), f"[{inside}]" if place.key else inside
    end = place.start + len(text[place.start : place.end].rstrip()) if block else place.end
    header = text[place.start : end].partition("\n")[0] if block else ""
    return _lines(place, entries, text, end) if "#" not in header else None


def _lines(place: _Place, entries: list[dict[str, FixValue]], text: str, end: int) -> _Words | None:
    """Entries in lines of their own, in place of a scalar that stands outside brackets and ends at `end`."""
    start, lead = place.start, ""
    if place.key is None:
        dash = len(text[:start].rstrip()) - 1
        if text[dash] != "-":
            return None  # a comment stands between
        column = _column(dash, text)
    elif "\n" in text[place.key[1] : start]:
        column = _column(start, text)
    else:
        start, lead = text.index(":", place.key[1]) + 1, "\n"
        column = _column(place.key[0], text) + len(_STEP)
    lines = [line for entry in entries for line in _entry(entry, " " * column)]
    written_out = "\n".join(lines)
    if lead:
        return (start, end), lead + written_out
    return (start, end), written_out[column + (len("- ") if place.key is None else 0) :]


def _column(place: int, text: str) -> int:
    return place - text.rfind("\n", 0, place) - 1


def _entry(entry: dict[str, FixValue], indent: str) -> list[str]:
    """The lines of an entry of a list: in brackets where it fits."""
    line = f"{indent}- {value_written(entry, flow=True)}"
    if len(line) <= WIDTH and not any("\n" in str(value) for value in entry.values()):
        return [line]
    first, *rest = (f"{name}: {value_written(value)}" for name, value in entry.items())
    return [f"{indent}- {first}", *(f"{indent}{_STEP}{field}" for field in rest)]


def _spliced(text: str, words: list[_Words]) -> str:
    pieces: list[str] = []
    at = 0
    for (start, end), word in words:
        pieces += (text[at:start], word)
        at = end
    return "".join((*pieces, text[at:]))
