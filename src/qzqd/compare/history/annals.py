"""The lives of all items of a workspace at once: every commit is read a single time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qzqd.compare.history.walk import HistoryWalk
from qzqd.read.named import repository_around
from qzqd.read.past import Past

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.compare.history.event import ItemNode, LifeEvent


class Annals:
    """events: oldest first. unread: what could not be read. shallow: what came before was not cloned."""

    def __init__(self, paths: Sequence[str], limit: int) -> None:
        """What every commit did to every item of the workspace, or of `paths`; each is read by its own settings.

        limit: in bytes, of a file that is read.
        Raises Refused where there is no repository, or where it lacks part of its history.
        """
        past = Past(repository_around(paths), paths)
        walk = HistoryWalk(past, limit)
        self.events = [event for _, event in walk.events]
        self.unread, self.shallow = walk.unread, past.shallow
        self._parents = walk.parents
        self._by_node: dict[ItemNode, list[int]] = defaultdict(list)
        for number, event in enumerate(self.events):
            for node in event.nodes:
                self._by_node[node].append(number)

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
