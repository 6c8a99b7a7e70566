"""What the words of a list point at: items, lists, laws, units and offices, and where these are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.kinds import kind_of, value_at
from qzqd.kinds.traits import Archetype, archetype
from qzqd.open.catalogue import item_positions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import DataPath
    from qzqd.lsp.checking import KeptWorkspace
    from qzqd.read.tree import Tree
    from qzqd.read.workspace import WorkspaceFile

ITEM, UPSTREAM, CATALOGUE, LAW = "item", "upstream", "catalogue", "law"
"""What a field may refer to, beside units, departments and offices, which stand in registers like laws."""


class LookupTarget(NamedTuple):
    """A place in a file, and the mapping that it belongs to: an item, or the list itself."""

    entry: WorkspaceFile
    tree: Tree
    path: DataPath
    holder: dict[str, Any]


def refers(kept: KeptWorkspace, data: Any, path: DataPath) -> str:
    """What the value at a path points at; "" for nothing."""
    kind = kind_of(data)
    if kind is None:
        return ""
    schema = kept.schema(kind)
    if path and isinstance(path[-1], int):
        path = path[:-1]
    return str(schema.at(path).get("x-refers", ""))


def upstream_of(data: Any) -> str:
    """The list that the items of this one refer to; "" where it names none."""
    named = value_at(data, ("upstream", "catalogue"))
    return named if isinstance(named, str) else ""


def list_called(kept: KeptWorkspace, catalogue: str) -> Iterator[tuple[WorkspaceFile, Tree]]:
    """The files with the list of this id: more than one where two have it."""
    for entry, summary in kept.summaries():
        if summary.id == catalogue and (tree := kept.tree(entry)) is not None:
            yield entry, tree


def lookup_targets(
    kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree, path: DataPath, value: str
) -> list[LookupTarget]:
    """What the value at a path points at; an id of an item points at itself."""
    target = refers(kept, tree.data, path)
    if target == CATALOGUE:
        return [LookupTarget(*each, ("id",), each[1].data) for each in list_called(kept, value)]
    if target == UPSTREAM:
        return [
            found for each in list_called(kept, upstream_of(tree.data)) for found in _with_id(*each, value)
        ]
    if target == ITEM or is_item_id(path):
        return _with_id(entry, tree, value)
    return _registered(kept, value, target) if target else []


def is_item_id(path: DataPath) -> bool:
    """Whether a path is that of the id of an item."""
    return len(path) == 3 and path[0] == "items" and path[2] == "id"


def _with_id(entry: WorkspaceFile, tree: Tree, wanted: str) -> list[LookupTarget]:
    return [
        LookupTarget(entry, tree, ("items", index, "id"), item)
        for index, item in item_positions(tree.data)
        if item["id"] == wanted
    ]


def _registered(kept: KeptWorkspace, name: str, target: str) -> list[LookupTarget]:
    """The entries of registers with a name, else those that have it among their other names or their offices."""
    wanted = (Archetype.LAWS,) if target == LAW else (Archetype.UNITS, Archetype.LIST)
    named, beside = [], []
    for entry in kept.space.registers:
        tree = kept.tree(entry)
        if tree is None or archetype(kind_of(tree.data) or "") not in wanted:
            continue
        for index, item in item_positions(tree.data):
            if item.get("name") == name:
                named.append(LookupTarget(entry, tree, ("items", index, "name"), item))
            for key, value in item.items():
                if isinstance(value, list) and name in value:
                    beside.append(LookupTarget(entry, tree, ("items", index, key, value.index(name)), item))
    return named or beside
