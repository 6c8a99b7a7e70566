"""The values that a path of a kind's traits leads to, in one item or in many at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item


def values_below(nodes: list[Any], path: tuple[str, ...]) -> list[Any]:
    """Every value at `path` below the nodes; `*` is every entry of a list; what lacks a field is left out."""
    for part in path:
        if part == "*":
            nodes = [entry for node in nodes for entry in node]
        else:
            nodes = [node[part] for node in nodes if part in node]
    return nodes


def placed_values(
    items: Iterable[tuple[int, Item]], paths: Iterable[tuple[str, ...]]
) -> Iterator[tuple[DataPath, Any]]:
    """The same of items with their positions, path by path in each, every value with its place."""
    for index, item in items:
        for path in paths:
            yield from _placed(item, path, ("items", index))


def _placed(node: Any, path: tuple[str, ...], above: DataPath) -> Iterator[tuple[DataPath, Any]]:
    if not path:
        yield above, node
    elif path[0] == "*":
        for index, entry in enumerate(node):
            yield from _placed(entry, path[1:], (*above, index))
    elif path[0] in node:
        yield from _placed(node[path[0]], path[1:], (*above, path[0]))
