"""The two values of a field that differs, in words: of two lists, only the entries that differ."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.report.paper.values import field_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import FieldChange
    from qzqd.locale import Language


class Values(NamedTuple):
    """What each side says, an entry to a line; empty where the field is absent. Not made safe.

    Counterparts stand at the same place: entries about the same law, the same item, and so on.
    """

    old: list[str]
    new: list[str]


def values(differing: FieldChange, kind: str, language: Language, *, header: bool = False) -> Values:
    """Both sides in words. `header`: the field is one of the catalogue, not of an item."""
    wording = field_words(kind, language)
    field = (wording.header if header else wording.item).get(differing.field, {})

    def wording_of(entry: Any, *, whole: bool = False) -> str:
        return "、".join(wording.value(differing.field, field, entry, whole=whole))

    old, new = _apart(differing.old, differing.new)
    pairs, alone, added = _paired(old, new)
    sides = Values([], [])
    for was, now in pairs:
        # As short as the difference allows: two editions of a citation, but the quotation if only that differs.
        wordings = (
            (wording_of(was), wording_of(now)),
            (wording_of(was, whole=True), wording_of(now, whole=True)),
            (_literal(was), _literal(now)),
        )
        one, other = next((pair for pair in wordings if pair[0] != pair[1]), wordings[0])
        sides.old.append(one)
        sides.new.append(other)
    sides.old.extend(map(wording_of, alone))
    sides.new.extend(map(wording_of, added))
    return sides


def _paired(old: list[Any], new: list[Any]) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """Entries of both sides that begin alike (the same law, the same body); then what is left of either side."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(new))):
        places.setdefault(_subject(new[place]), []).append(place)
    pairs, alone, taken = [], [], set()
    for entry in old:
        if alike := places.get(_subject(entry)):
            taken.add(alike[-1])
            pairs.append((entry, new[alike.pop()]))
        else:
            alone.append(entry)
    return pairs, alone, [entry for place, entry in enumerate(new) if place not in taken]


def _subject(entry: Any) -> str:
    return _literal(next(iter(entry.values()), None)) if isinstance(entry, dict) else ""


def _apart(old: Any, new: Any) -> tuple[list[Any], list[Any]]:
    """The entries that one side alone has; both lists as one entry each where only their order differs."""
    was, now = _entries(old), _entries(new)
    removed, added = Counter(map(_literal, was)), Counter(map(_literal, now))
    if was and removed == added:
        return [was], [now]
    return [*_left(was, removed - added)], [*_left(now, added - removed)]


def _entries(value: Any) -> list[Any]:
    """A list of mappings as it is; anything else, so also a list of plain values, is one entry."""
    if isinstance(value, list) and any(isinstance(entry, dict) for entry in value):
        return value
    return [] if value is None else [value]


def _left(entries: list[Any], counts: Counter[str]) -> Iterator[Any]:
    for entry in entries:
        if counts[_literal(entry)] > 0:
            counts[_literal(entry)] -= 1
            yield entry


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
