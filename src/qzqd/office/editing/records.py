"""What becomes of items when a workbook comes back: values put at their places, new items among the old."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from qzqd.office.importing.listed import with_new_ids
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.finding import FieldPath
    from qzqd.open.catalogue import Item

_NUMBERED = regex(r"^(.{0,63}?)([0-9]{1,64})$", re.DOTALL)
"""An id has no more characters; what a workbook remembers may have."""


def put(record: Item, path: FieldPath, value: Any) -> None:
    """Set the value at a path, or take it out where it is None; what has become empty goes as well."""
    first, *rest = path
    if rest:
        inner = record.setdefault(first, {})
        put(inner, tuple(rest), value)
        if not inner:
            del record[first]
    elif value is None:
        record.pop(first, None)
    else:
        record[first] = value


def nested(path: FieldPath) -> Item:
    record: Item = {}
    put(record, path, "")
    return record


def together(old: list[Item], made: list[Item]) -> list[Item]:
    """The items in their old order, each as it came back; what is new behind what it follows in the workbook."""
    came = {item["id"]: item for item in made}
    ids = [item["id"] for item in old]
    known, left = set(ids), iter(old)
    return [came.get(key, next(left)) if key in known else came[key] for key in with_new_ids(ids, list(came))]


def fresh_ids(taken: Iterable[str]) -> Iterator[str]:
    """Ids behind the highest of the commonest sort there is, as wide as that."""
    sorts: dict[str, list[str]] = {}
    for key in taken:
        if found := _NUMBERED.match(key):
            sorts.setdefault(found[1], []).append(found[2])
    prefix = max(sorts, key=lambda each: len(sorts[each]), default="NEW-")
    highest = max(sorts.get(prefix, ["000"]), key=int)
    return (f"{prefix}{number:0{len(highest)}}" for number in count(int(highest) + 1))
