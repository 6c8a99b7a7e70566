"""What a file held of the items in question. Old states are read with patience, as schemas change."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.compare.edition import lineage
from qzqd.open.catalogue import Headed
from qzqd.open.cut import cut
from qzqd.read import source
from qzqd.read.problem import Refused
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qzqd.open.catalogue import Item


@dataclass(frozen=True)
class FileState(Headed):
    """header: everything but the items; items: those that were wanted, or that lineage joins to them.

    data: the file, where it may hold others.
    """

    path: str
    header: Item
    items: list[Item]
    data: bytes = b""

    @cached_property
    def all_items(self) -> list[Item]:
        """Every item of the file; none where the others cannot be read."""
        if not self.data:
            return self.items
        try:
            whole = file_state(self.path, self.data, None)
        except Refused:
            return []
        return whole.items if whole else []

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The first item of each id."""
        return {item["id"]: item for item in reversed(self.items)}

    @property
    def number(self) -> str:
        """The number of the document that the edition was issued by; "" where none is stated."""
        stated = self.header.get("source")
        return str(stated.get("number", "")) if isinstance(stated, dict) else ""


def file_state(path: str, data: bytes, wanted: Mapping[str, bytes] | None) -> FileState | None:
    """The items whose id or name is wanted, and their kin; None for what is no catalogue. Raises Refused.

    wanted: each word with its bytes; None for every item.
    """
    found = parse(source.check(data if wanted is None else _narrowed(data, wanted.values()))).data
    kind = kinds.kind_of(found)
    if kind is None or "id" not in found:
        return None
    entries = found.pop("items", None)
    entries = entries if isinstance(entries, list) else []
    schema = kinds.item_schema(kinds.schema(kind))
    items = [_patient(entry, schema) for entry in entries if isinstance(entry, dict) and "id" in entry]
    kept = (
        items
        if wanted is None
        else [item for item in items if {item["id"], item["name"], *lineage(item)}.intersection(wanted)]
    )
    return FileState(path, found, kept, b"" if wanted is None else data)


def _narrowed(data: bytes, wanted: Iterable[bytes]) -> bytes:
    """The file without the items that do not mention what is wanted, where its lines tell them apart."""
    pieces = cut(data)
    if pieces is None:
        return data
    rows = {bisect_right(pieces.starts, place) - 1 for word in wanted for place in _places(data, word)}
    return pieces.only(rows - {-1})


def _places(data: bytes, word: bytes) -> Iterator[int]:
    place = -1
    while (place := data.find(word, place + 1)) >= 0:
        yield place


def _patient(entry: Item, schema: dict[str, Any]) -> Item:
    """The item with every field that its schema now asks for; values of a wrong form are text, or left out."""
    fields = schema["properties"]
    item = {**dict.fromkeys(schema["required"], ""), **entry}
    fitted = ((name, _fitted(value, fields.get(name, {}))) for name, value in item.items())
    return {name: value for name, value in fitted if value is not None}


def _fitted(value: Any, field: Item) -> Any:
    if field.get("type") == "string":
        return str(value)
    if field.get("type") == "array":
        entries = dict if "$ref" in field["items"] else str
        fits = isinstance(value, list) and all(isinstance(entry, entries) for entry in value)
        return value if fits else None
    return value
