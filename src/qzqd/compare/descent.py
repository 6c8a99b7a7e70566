"""What is wrong with declared lineage: it leads in a circle, says one thing twice, or nobody died."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.compare.match import parents
from qzqd.kinds.traits import ANCESTRY
from qzqd.locale import Text
from qzqd.text import listed, repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, KeysView

    from qzqd.compare.edition import Edition
    from qzqd.compare.match import MatchedItems
    from qzqd.finding import Finding
    from qzqd.open.catalogue import Item
    from qzqd.open.places import Locator


def lineage_faults(
    matched: MatchedItems, before: Edition, after: Edition, places: Locator
) -> Iterator[Finding]:
    """A finding for every line of descent that the newer edition draws and that cannot be right.

    What the older edition said already is no news, right or wrong.
    """
    path = after.document.path
    items = {item["id"]: item for item in after.items}
    known = {item["id"]: item for item in before.items}
    fresh = {key: item for key, item in items.items() if item != known.get(key)}

    def found(code: str, key: str, message: Text, help: Text, value: str) -> Finding:
        field = next((name for name in ANCESTRY if name in items.get(key, ())), "id")
        return places.finding(code, path, key, field, message, help, value)

    for key, parent in matched.replaced_but_in_force:
        yield found(
            "QZ802",
            key,
            Text(
                f"事项 {parent} 写明已被替代，却仍然有效",
                f"{parent} is declared as replaced but is still in force",
            ),
            Text(
                "在被替代的事项上写 repealed 和 repealed_by，或者删去这一行",
                "write repealed and repealed_by on it, or delete this line",
            ),
            parent,
        )
    for family in matched.ambiguous:
        names = listed(family)
        yield found(
            "QZ803",
            next(key for key in reversed(family) if key in items),
            Text(f"分不清由哪个事项变成哪个：{names.zh}", f"it is unclear which became which: {names.en}"),
            Text(
                "合并只写一个新事项，拆分只写一个旧事项；多对多的分步调整",
                "a merge has one new item, a split one old one; take several steps for the rest",
            ),
            " ".join(family),
        )
    for circle in _circles(items, fresh.keys()):
        names = listed(circle)
        yield found(
            "QZ804",
            circle[0],
            Text(f"沿革首尾相接：{names.zh}", f"the lineage goes in a circle: {names.en}"),
            Text("只在新事项上写旧事项的编号", "only the newer item names the older one"),
            " ".join(circle),
        )
    for key, item in fresh.items():
        named = parents(item)
        if twice := sorted({named[at] for at in repeats(named)}):
            yield found(
                "QZ805",
                key,
                Text(f"沿革重复写了 {listed(twice).zh}", f"the lineage names twice: {listed(twice).en}"),
                Text("每个旧事项只写一次", "name each older item once"),
                " ".join(twice),
            )


def _circles(items: dict[str, Item], starts: KeysView[str]) -> Iterator[list[str]]:
    """Every ring of items each of which names the next as where it came from, and one of which is a start."""
    done: set[str] = set()
    for start in starts:
        way: dict[str, None] = {}
        waiting = [(start, False)]
        while waiting:
            key, leaving = waiting.pop()
            if leaving:
                del way[key]
                done.add(key)
            elif key in way:
                ring = [*way][[*way].index(key) :]
                if not starts.isdisjoint(ring):
                    yield ring
            elif key in items and key not in done:
                way[key] = None
                waiting.append((key, True))
                waiting += [(parent, False) for parent in parents(items[key])]
