"""Which items of two editions are the same: by declared lineage, by id, by what they are. Never by guess."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.compare.settling import settled_pairs
from qzqd.open.catalogue import state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.change import Match
    from qzqd.compare.settling import Names
    from qzqd.open.catalogue import Item

EVER = "9999-12-31"
"""A day after which nothing is cancelled: as of it, whatever is to be cancelled is."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of what: one to one, several to one (merged) or one to several (split)."""

    old: tuple[Item, ...]
    new: tuple[Item, ...]
    by: Match


@dataclass(slots=True)
class MatchedItems:
    """`removed` and `added` are left without a counterpart.

    ambiguous: ids that lineage joins several to several, so that nobody can say which became which.
    replaced_but_in_force: (item, id) where lineage says that an id was replaced that is still in force.
    """

    pairs: list[Pair] = field(default_factory=list)
    removed: list[Item] = field(default_factory=list)
    added: list[Item] = field(default_factory=list)
    ambiguous: list[tuple[str, ...]] = field(default_factory=list)
    replaced_but_in_force: list[tuple[str, str]] = field(default_factory=list)


def match(
    old: Sequence[Item],
    new: Sequence[Item],
    kind: str,
    day: str = EVER,
    *,
    names: Names | None = None,
    derived: Iterable[tuple[str, str]] = (),
    ids_hold: bool = False,
) -> MatchedItems:
    """Pair the items of two editions that are not cancelled on a day; an id occurs once on a side.

    What the newer edition is the first to cancel is cancelled by it, even where that takes effect later.

    names: of all items of both editions, where `old` and `new` are only those that may differ. derived: (old, new)
    ids where one list says which item of the other each of its own stands for. ids_hold: an id always means the
    same item, whatever else speaks against it.
    """
    before = {item["id"]: item for item in old if state(item, day) != "cancelled"}
    staying = {key for key, item in before.items() if "repealed" in item}
    tombs: list[Item] = []
    after: dict[str, Item] = {}
    for item in new:
        if "repealed" not in item or (item["id"] in staying and state(item, day) != "cancelled"):
            after[item["id"]] = item
        else:
            tombs.append(item)
    matched = MatchedItems()
    links = [(was, now) for was, now in derived if was in before and now in after]
    for family in _families(links):
        _settle(family, before, after, matched, "upstream")
    for family in _families(_became(before, after, tombs, matched)):
        _settle(family, before, after, matched, "lineage")

    def given() -> tuple[list[str], list[str]]:
        return [item["name"] for item in old], [item["name"] for item in new]

    for one, other, by in settled_pairs(before, after, kind, names or given, ids_hold=ids_hold):
        matched.pairs.append(Pair((before.pop(one),), (after.pop(other),), by))
    matched.removed, matched.added = [*before.values()], [*after.values()]
    return matched


def _became(
    before: dict[str, Item],
    after: dict[str, Item],
    tombs: list[Item],
    matched: MatchedItems,
) -> Iterator[tuple[str, str]]:
    """Old id and new id, for every line of descent that was drawn between these editions.

    Lineage stays with an item for ever; it is news only while the ancestor is in force on the old side.
    """
    declared = [(parent, key) for key, item in after.items() for parent in parents(item)]
    declared += [(tomb["id"], child) for tomb in tombs for child in tomb.get("succeeded_by", ())]
    for parent, child in declared:
        old = before.get(child)
        if child not in after or parent == child or (old is not None and parent in parents(old)):
            continue
        if parent in before and parent not in after:
            yield parent, child
            if child in before:
                yield child, child
        elif parent in before and "split_from" in after[child] and child not in before:
            yield parent, child
            yield parent, parent
        elif parent in before and parent in after and child not in before:
            matched.replaced_but_in_force.append((child, parent))


def parents(item: Item) -> list[str]:
    """The ids of other items that an item says it came from; what others were merged into may name itself."""
    split = [item["split_from"]] if "split_from" in item else []
    named = [*item.get("replaces", ()), *item.get("merged_from", ()), *split]
    return [key for key in named if key != item["id"]]


def _families(links: Iterable[tuple[str, str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Old and new ids that descent joins, each family once, in the order in which they are first named."""
    children: dict[str, list[str]] = defaultdict(list)
    ancestors: dict[str, list[str]] = defaultdict(list)
    for old, new in dict.fromkeys(links):
        children[old].append(new)
        ancestors[new].append(old)
    seen: set[str] = set()
    for start in children:
        if start in seen:
            continue
        olds, news, waiting = [start], list[str](), [start]
        seen.add(start)
        while waiting:
            for new in children[waiting.pop()]:
                if new not in news:
                    news.append(new)
                    fresh = [old for old in ancestors[new] if old not in seen]
                    seen.update(fresh)
                    olds += fresh
                    waiting += fresh
        yield olds, news


def _settle(
    family: tuple[list[str], list[str]],
    before: dict[str, Item],
    after: dict[str, Item],
    matched: MatchedItems,
    by: Match,
) -> None:
    """Take a family out of what is left; several to several stays and is told."""
    olds, news = family
    if len(olds) > 1 and len(news) > 1:
        matched.ambiguous.append((*olds, *news))
        return
    pair = Pair(tuple(before.pop(key) for key in olds), tuple(after.pop(key) for key in news), by)
    matched.pairs.append(pair)
