"""The lives of all items of a workspace at once: every commit is read a single time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.compare.history.event import UnreadState
from qzqd.compare.history.walk import HistoryWalk
from qzqd.read.commits import contents
from qzqd.read.named import repository_around
from qzqd.read.past import Past

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.compare.history.event import ItemNode, LifeEvent


@dataclass(slots=True)
class Annals:
    """events: oldest first. shallow: what came before was not cloned."""

    events: list[LifeEvent]
    unread: list[UnreadState]
    shallow: bool
    _by_node: dict[ItemNode, list[int]] = field(default_factory=dict)
    _parents: dict[ItemNode, set[ItemNode]] = field(default_factory=dict)

    def life(self, node: ItemNode) -> list[LifeEvent]:
        """What became of an item, and of those it came from until it came of them."""
        numbers = set(self._by_node.get(node, ()))
        seen, waiting = {node}, [node]
        while waiting:
            child = waiting.pop()
            until = max(self._by_node.get(child, ()), default=-1) if child == node else -1
            for parent in self._parents.get(child, set()) - seen:
                seen.add(parent)
                waiting.append(parent)
                joined = [
                    number for number in self._by_node.get(parent, ()) if child in self.events[number].nodes
                ]
                last = max(joined, default=until)
                numbers |= {number for number in self._by_node.get(parent, ()) if number <= last}
        return [self.events[number] for number in sorted(numbers)]


def annals(paths: Sequence[str], limit: int) -> Annals:
    """What every commit did to every item of the workspace, or of `paths`; each is read by its own settings.

    Raises Refused where there is no repository, or where it lacks part of its history.
    """
    repository = repository_around(paths)
    past = Past(repository, paths)
    walk = HistoryWalk(None, shallow=repository.is_shallow())
    walk.through(past.commits, contents(repository, past.commits, limit))
    unread = [*(UnreadState(*each) for each in past.ignored), *walk.unread]
    found = Annals([event for _, event in walk.events], unread, repository.is_shallow())
    for number, event in enumerate(found.events):
        for node in event.nodes:
            found._by_node.setdefault(node, []).append(number)
    for parent, children in walk.became.items():
        for child in children:
            found._parents.setdefault(child, set()).add(parent)
    return found
