"""A list that was imported before, brought up to what its workbook says now: ids, comments and hand edits stay."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import kinds
from qzqd.compare.merging import pieces
from qzqd.compare.similarity import suspected_changes
from qzqd.kinds.traits import traits
from qzqd.office.importing.listed import numbered_ids, with_new_ids
from qzqd.office.importing.writing import field_lines, item_lines
from qzqd.read.tree import parse
from qzqd.text import canonical_json, normalised
from qzqd.write import canonical
from qzqd.write.proof import Unsafe, comments, says

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from qzqd.open.catalogue import Item

    Base = dict[str, dict[str, str]]

HEADER = ""
"""What the fields above the items go by among the digests of an import."""
_ALWAYS = ("imported", "origin")
"""What import itself keeps: never edited by hand."""
_NOT_FROM_TABLES = frozenset({"kind", "id", "items"})


@dataclass(slots=True)
class Updated:
    """data: the file as it is to be. removed: ids in force that the workbook no longer has; they are kept.

    kept: (id, field) where a hand edit stands against the workbook: the workbook has changed there as well.
    """

    data: bytes
    base: Base
    removed: list[str] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)


def matched(
    kind: str,
    old: list[Item],
    new: list[Item],
    parents: dict[int, int],
    prefix: str,
    unread: frozenset[str] = frozenset(),
) -> list[str]:
    """An id for every new item: that of the old item it is, or a fresh one.

    As editions are compared: by code, then by name with everything that tells items apart, then by name alone where
    only one item on either side has it, then by likeness. parents: by place in `new`, that of the main item. unread: the old items that the workbook
    names where nothing was imported from, so that no other item is like them.
    """
    pairing = _Pairing(old, new, parents)
    pairing.by(("codes",), named=False)
    own = traits(kind)
    apart = tuple(name for name in own.having("distinguishes") if name != "parent")
    for fields in ((*apart, "basis"), apart, own.having("body"), ()):
        pairing.by(fields)
    pairing.by_likeness(but=unread)
    fresh = numbered_ids(len(new), prefix, {item["id"] for item in old})
    return [pairing.found.get(index) or next(fresh) for index in range(len(new))]


class _Pairing:
    """found: by place among the new items, the id of the old one. free: old items in force without a counterpart."""

    def __init__(self, old: list[Item], new: list[Item], parents: dict[int, int]) -> None:
        self.found: dict[int, str] = {}
        self.free = {item["id"]: item for item in old if "repealed" not in item}
        self._new = new
        names = {item["id"]: _name(item) for item in old}
        self._above_old = {item["id"]: names.get(item.get("parent", ""), "") for item in old}
        self._above_new = {index: _name(new[main]) for index, main in parents.items()}

    def by(self, fields: tuple[str, ...], *, named: bool = True) -> None:
        """Pair what is the only one on either side with these values, and with its name where `named`."""
        sides: dict[Hashable, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for key, item in self.free.items():
            if named or all(name in item for name in fields):
                sides[_key(item, self._above_old[key], fields, named)][0].append(key)
        for index, item in self._left():
            if named or all(name in item for name in fields):
                sides[_key(item, self._above_new.get(index, ""), fields, named)][1].append(index)
        for ids, indexes in sides.values():
            if len(ids) == len(indexes) == 1:
                self.found[indexes[0]] = ids[0]
                del self.free[ids[0]]

    def by_likeness(self, but: frozenset[str]) -> None:
        """Pair what is left as far as a successor would be suspected of it."""
        removed, added = [item for key, item in self.free.items() if key not in but], list(self._left())
        if removed and added:
            for suspect in suspected_changes(removed, [{"id": f"+{index}", **item} for index, item in added]):
                if suspect.kind == "renamed":
                    self.found[added[suspect.new[0]][0]] = removed[suspect.old[0]]["id"]

    def _left(self) -> list[tuple[int, Item]]:
        return [(index, item) for index, item in enumerate(self._new) if index not in self.found]


def _name(item: Item) -> str:
    return normalised(str(item.get("name", "")))


def _key(item: Item, above: str, fields: tuple[str, ...], named: bool) -> Hashable:
    return (_name(item) if named else "", above, *(canonical_json(item.get(name)) for name in fields))


def digests(data: Item) -> Base:
    """What a workbook said, field by field: enough to know later whether it, or somebody by hand, changed a value."""
    return {HEADER: of_header(data), **{item["id"]: _digests(item) for item in data["items"]}}


def of_header(data: Item) -> dict[str, str]:
    """The same of the fields above the items."""
    return _digests({name: value for name, value in data.items() if name not in _NOT_FROM_TABLES})


def _digests(fields: Item) -> dict[str, str]:
    return {name: _digest(value) for name, value in fields.items() if name not in ("id", *_ALWAYS)}


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()[:16]


def update(
    raw: bytes,
    new: Item,
    base: Base,
    repealed: Mapping[str, str] | None = None,
    same: frozenset[str] = frozenset(),
) -> Updated:
    """Bring the file up to `new`, whose items have their ids. base: the digests of the import before; may be empty.

    repealed: by id, the day on which an item that has gone from the workbook was cancelled; it stays as a tombstone.
    same: fields above the items of which the workbook says what it said before: the list may well say something else.

    Raises Refused where the file cannot be taken apart, Unsafe where the result would not say what it has to.
    """
    version = pieces.read_version(raw)
    try:
        sheet = pieces.cut_version(version)
    except pieces.NotLineBased:
        version = version.canonical()
        sheet = pieces.cut_version(version)
    return _Update(version, sheet, base, Updated(raw, digests(new))).to(new, repealed or {}, same)


class WrittenItem(NamedTuple):
    """An item, and the lines that say it."""

    text: str
    data: Item


class _Update:
    """One file on its way, in the pieces of `sheet`; what happens is noted in `result`."""

    def __init__(self, version: pieces.Version, sheet: pieces.Segments, base: Base, result: Updated) -> None:
        self._version, self._sheet, self._base, self._result = version, sheet, base, result
        self._old: Item = version.tree.data

    def to(self, new: Item, repealed: Mapping[str, str], same: frozenset[str]) -> Updated:
        """The whole of it."""
        cut = {key: piece for key, piece in self._sheet.fields.items() if key != "items"}
        head = {name: value for name, value in new.items() if name not in _NOT_FROM_TABLES}
        for name in same & self._old.keys():
            head[name] = self._old[name]
            self._result.base[HEADER][name] = self._base.get(HEADER, {}).get(name, "")
        fields, header = self._settled(cut, self._old, head, HEADER, "", self._base)
        items = self._items({item["id"]: item for item in new["items"]}, repealed)
        data = {**header, "kind": self._old["kind"], "id": self._old["id"]}
        data["items"] = [item.data for item in items]
        end = fields.pop(pieces.END, "")
        lines = (item.text for item in items)
        text = "".join([*fields.values(), self._sheet.fields["items"].text, *lines, end])
        self._result.data = self._proven(text.encode(), data, kinds.schema(new["kind"]))
        return self._result

    def _proven(self, made: bytes, data: Item, schema: dict[str, Any]) -> bytes:
        """The bytes of the file, which say this data and every comment that there was. Raises Unsafe."""
        source = self._version.tree.source
        # Who writes a list in a form of their own keeps it: only what changed is then in ours.
        if canonical.format(source, schema) == source:
            made = canonical.format(made, schema)
        after = set(comments(says(made, data)))
        if any(comment not in after for comment in comments(self._version.tree)):
            raise Unsafe("a comment would be lost")
        return self._version.bytes(made.decode())

    def _items(self, new: Mapping[str, Item], repealed: Mapping[str, str]) -> list[WrittenItem]:
        """All items in their order, those among them that have gone from the workbook."""
        made: dict[str, WrittenItem] = {}
        for item in self._old["items"]:
            key = item["id"]
            if key in new:
                made[key] = self._item(item, new[key], self._base)
            elif day := repealed.get(key):
                made[key] = self._item(item, {**item, "repealed": day}, {})
            else:
                made[key] = WrittenItem(self._sheet.items[key].text, item)
                if "repealed" not in item:
                    self._result.removed.append(key)
                    self._result.base[key] = self._base.get(key, {})
        order = with_new_ids([item["id"] for item in self._old["items"]], [*new])
        indent = " " * (self._sheet.dash or 2)
        return [made.get(key) or WrittenItem(item_lines(new[key], indent), new[key]) for key in order]

    def _item(self, old: Item, new: Item, base: Base) -> WrittenItem:
        dash = self._sheet.dash or 0
        piece = self._sheet.items[old["id"]]
        cut = pieces.fields(piece, dash)
        indent = " " * (self._sheet.column or dash + 3)
        texts, data = self._settled(cut.pieces, old, new, old["id"], indent, base)
        if data == old:
            return WrittenItem(piece.text, old)
        if cut.flow:
            beside = (f"{' ' * dash}{comment}\n" for comment in comments(parse(piece.text.encode())))
            return WrittenItem("".join(beside) + item_lines(data, " " * dash), data)
        return WrittenItem(pieces.dashed("".join(texts.values()), dash), data)

    def _settled(
        self, cut: dict[str, pieces.Piece], old: Item, new: Item, key: str, indent: str, base: Base
    ) -> tuple[dict[str, str], Item]:
        """The text of every field, and the data that they give."""
        texts = {name: piece.text for name, piece in cut.items()}
        data = {name: old[name] for name in old if name != "items"}
        before = base.get(key, {})
        for name in [*new, *(name for name in before if name not in new)]:
            if name == "id" or (
                canonical_json(old.get(name)) == canonical_json(new.get(name))
                and (name in old) == (name in new)
            ):
                continue
            if not _takes(name, old, before, known=bool(base)):
                if name not in before or (name in new and _digest(new[name]) != before[name]):
                    self._result.kept.append((key, name))
                continue
            piece = cut.get(name)
            remarks = [f"{indent}{each}\n" for each in comments(parse(piece.text.encode()))] if piece else []
            if name in new:
                texts[name] = "".join(remarks) + field_lines(name, new[name], indent)
                data[name] = new[name]
            else:
                texts[name] = "".join(remarks)
                data.pop(name, None)
        if pieces.END in texts:
            texts[pieces.END] = texts.pop(pieces.END)
        return texts, data


def _takes(name: str, old: Item, before: dict[str, str], *, known: bool) -> bool:
    """Whether the workbook has its way: where nobody has edited the value since it came in."""
    if name in _ALWAYS or (name not in old and name not in before):
        return True
    if name not in before:
        return not known
    return name in old and _digest(old[name]) == before[name]
