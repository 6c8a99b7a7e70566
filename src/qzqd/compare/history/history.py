"""The life of one item through the commits of a repository: what became of it, when, and by which document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qzqd.compare.history.walk import HistoryWalk
from qzqd.read.named import repository_around
from qzqd.read.past import Past

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.compare.history.event import ItemNode, LifeEvent, UnreadState
    from qzqd.compare.history.walk import SeenItem


@dataclass(frozen=True, slots=True)
class Life:
    """One item under whatever ids it had. known: the last state under the id that was asked for."""

    known: SeenItem
    events: list[LifeEvent]


@dataclass(frozen=True, slots=True)
class History:
    """asked: the id. lives: one for every list that has or had it. shallow: what came before was not cloned."""

    asked: str
    lives: list[Life]
    unread: list[UnreadState]
    shallow: bool


def item_history(asked: str, paths: Sequence[str], limit: int) -> History:
    """What became of an id in the lists of the workspace, or of `paths`, oldest first.

    Each commit is read by its own settings. Of a merge counts what it brought to the branch that it was made on.
    Raises Refused where there is no repository, or where it lacks part of its history.
    """
    past, wanted = Past(repository_around(paths), paths), {asked}
    while True:
        walk = HistoryWalk(past, limit, wanted)
        families = [_Family(walk, node) for node in walk.seen if node[1] == asked]
        kin = {word for family in families for word in family.words()}
        if kin <= wanted:
            return History(asked, [*_lives(families)], walk.unread, past.shallow)
        wanted |= kin


def _lives(families: list[_Family]) -> Iterator[Life]:
    """An id that moved from list to list has one life."""
    covered: set[ItemNode] = set()
    for family in families:
        if family.start not in covered:
            covered |= family.heirs
            yield Life(family.known, family.events())


class _Family:
    """An item with those it came from and those that took over from it when it ended."""

    def __init__(self, walk: HistoryWalk, start: ItemNode) -> None:
        self.start, self._walk = start, walk
        in_force = walk.in_force()
        ended = {node: children for node, children in walk.became.items() if node not in in_force}
        self.heirs = _reach(start, ended)
        self._ancestors = _reach(start, walk.parents) - {start}
        places = [node for node in walk.seen if node in self.heirs and node[1] == start[1]]
        self.known = walk.seen[places[-1]]

    def events(self) -> list[LifeEvent]:
        """Its own; those of its ancestors until it came of them, and of its heirs since it went into them."""
        joined = [number for number, event in self._walk.events if self._links(event, self._ancestors)]
        parted = [
            number for number, event in self._walk.events if self._links(event, self.heirs - {self.start})
        ]
        until = max(joined, default=self.known.birth)
        since = min(parted, default=0)
        return [
            event
            for number, event in self._walk.events
            if self.start in event.nodes
            or (number <= until and self._ancestors.intersection(event.nodes))
            or (number >= since and self.heirs.intersection(event.nodes))
        ]

    def words(self) -> Iterator[str]:
        """The ids of all who have a part in what happened, and the names of what came and went without lineage."""
        family = self.heirs | self._ancestors
        for node in family:
            for kin in (node, *self._walk.parents.get(node, ()), *self._walk.became.get(node, ())):
                yield kin[1]
        for _, event in self._walk.events:
            change = event.change
            if change and not event.commit.oldest and family.intersection(event.nodes):
                if change.old is None and change.new is not None:
                    yield change.new.name
                if change.new is None and change.old is not None:
                    yield change.old.name

    def _links(self, event: LifeEvent, others: set[ItemNode]) -> bool:
        return self.start in event.nodes and bool(others.intersection(event.nodes))


def _reach(start: ItemNode, links: Mapping[ItemNode, set[ItemNode]]) -> set[ItemNode]:
    found, waiting = {start}, [start]
    while waiting:
        fresh = links.get(waiting.pop(), set()) - found
        found |= fresh
        waiting += fresh
    return found
