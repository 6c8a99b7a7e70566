"""Commits, oldest first, to events: what each of them did to the items in question and to their kin."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from qzqd.compare.classify import Classifier
from qzqd.compare.history.event import ItemNode, LifeEvent, UnreadState
from qzqd.compare.history.file_state import FileState, file_state
from qzqd.compare.match import match, parents
from qzqd.compare.reuse import Reused
from qzqd.locale import Text
from qzqd.read.problem import Refused
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from qzqd.compare.change import Change
    from qzqd.compare.match import Pair
    from qzqd.open.catalogue import Item
    from qzqd.read.commits import Commit
    from qzqd.read.past import Past

_NO_CATALOGUE = Text("文件内容不是清单", "not a catalogue")
_TWIN = Text("同一清单的同一版本另有一个文件", "another file is the same edition of the list")
_ABSENT = FileState("", {}, [])


@dataclass(frozen=True, slots=True)
class SeenItem:
    """birth: number of the commit that an item came with; the rest is what is last known of it."""

    birth: int
    item: Item
    state: FileState


class _Loose(NamedTuple):
    """An item that a commit took from its list, or brought to it; the list before and after."""

    item: Item
    old: FileState
    new: FileState


class HistoryWalk:
    """events: with the number of their commit. became: what every item went into, by lineage, name or move; parents: the inverse.

    An item counts where the newest edition of its list has it, as when two editions are compared.
    """

    def __init__(self, past: Past, limit: int, wanted: Collection[str] | None = None) -> None:
        """limit: in bytes, of a file that is read. wanted: the ids and names in question, None for every item there is."""
        self.events: list[tuple[int, LifeEvent]] = []
        self.unread = [UnreadState(*each) for each in past.ignored]
        self.became: dict[ItemNode, set[ItemNode]] = defaultdict(set)
        self.parents: dict[ItemNode, set[ItemNode]] = defaultdict(set)
        self.seen: dict[ItemNode, SeenItem] = {}
        self._wanted = (
            None
            if wanted is None
            else {word: word.encode("utf-8", "surrogateescape") for word in wanted if word}
        )
        self._shallow = past.shallow
        self._files: dict[str, FileState] = {}
        contents = past.contents(limit)
        for number, commit in enumerate(past.commits):
            before = self._lists()
            for path, blob in commit.files:
                self._written(commit, path, next(contents) if blob else None)
            self.unread += self._twins(commit)
            after = self._lists()
            self.events += [(number, event) for event in self._happened(commit, before, after)]
            self._look(number, {key: now for key, now in after.items() if before.get(key) is not now})

    def in_force(self) -> set[ItemNode]:
        """The items that are in force in the end."""
        return {
            (key, item["id"])
            for key, now in self._lists().items()
            for item in now.items
            if "repealed" not in item
        }

    def _lists(self) -> dict[str, FileState]:
        """Of several editions of one list the newest; of two files of one edition the one that was there first."""
        found: dict[str, FileState] = {}
        for now in sorted(self._files.values(), key=lambda now: now.edition):
            if now.id not in found or found[now.id].edition < now.edition:
                found[now.id] = now
        return found

    def _twins(self, commit: Commit) -> Iterator[UnreadState]:
        """Files of an edition that another file holds already: what they say of it is not told."""
        counting = {id(now) for now in self._lists().values()}
        for path, _ in commit.files:
            now = self._files.get(path)
            if (
                now is not None
                and id(now) not in counting
                and any(
                    other is not now and (other.id, other.edition) == (now.id, now.edition)
                    for other in self._files.values()
                )
            ):
                yield UnreadState(commit, path, _TWIN)

    def _written(self, commit: Commit, path: str, data: bytes | Refused | None) -> None:
        """What cannot be read leaves standing what stood there, so that nothing seems to have been cancelled."""
        if data is None:
            self._files.pop(path, None)
            return
        known = self._files.get(path)
        if isinstance(data, Refused):
            self.unread.append(UnreadState(commit, path, data.problem.message))
            return
        if known is None and not self._concerns(data):
            return
        try:
            now, reason = file_state(path, data, self._wanted), _NO_CATALOGUE
        except Refused as refused:
            now, reason = None, refused.problem.message
        if now is not None:
            self._files[path] = now
        elif known is not None or reason is not _NO_CATALOGUE:
            self.unread.append(UnreadState(commit, path, reason))

    def _concerns(self, data: bytes) -> bool:
        """Whether a file may hold what is wanted, or another edition of a list that does."""
        if self._wanted is None:
            return True
        lists = {now.id.encode() for now in self._files.values()}
        return any(word in data for word in (*self._wanted.values(), *lists))

    def _look(self, number: int, lists: dict[str, FileState]) -> None:
        for key, now in lists.items():
            for item in now.items:
                node = key, item["id"]
                self.seen[node] = SeenItem(self.seen[node].birth if node in self.seen else number, item, now)
                for parent in parents(item):
                    self._link((key, parent), node)
                for child in item.get("succeeded_by", ()):
                    self._link(node, (key, child))

    def _link(self, parent: ItemNode, child: ItemNode) -> None:
        self.became[parent].add(child)
        self.parents[child].add(parent)

    def _happened(
        self, commit: Commit, before: dict[str, FileState], after: dict[str, FileState]
    ) -> Iterator[LifeEvent]:
        removed: list[_Loose] = []
        added: list[_Loose] = []
        for key in {**before, **after}:
            old, new = before.get(key, _ABSENT), after.get(key, _ABSENT)
            if old is not new:
                matched = match(old.items, new.items, (old if new is _ABSENT else new).kind, ids_hold=True)
                others = _reused(old, new, matched.pairs)
                for pair in matched.pairs:
                    for event in self._paired(commit, pair, old, new):
                        yield replace(
                            event, reused=others.get(event.item) if event.type == "renamed" else None
                        )
                yield from _buried(commit, old, new)
                removed += (_Loose(item, old, new) for item in matched.removed)
                added += (_Loose(item, old, new) for item in matched.added)
        moved: set[int] = set()
        leaving: dict[str, list[_Loose]] = defaultdict(list)
        for lost in removed:
            leaving[lost.item["id"]].append(lost)
        for arrived in added:
            origins = (lost for lost in leaving.get(arrived.item["id"], ()) if id(lost) not in moved)
            origin = next((lost for lost in origins if _alike(lost.item, arrived.item)), None)
            if origin:
                moved.add(id(origin))
                yield from self._relisted(commit, origin, arrived)
            else:
                yield self._came(commit, arrived)
        for lost in removed:
            if id(lost) not in moved:
                tomb = lost.new.by_id.get(lost.item["id"])
                change = _classifier(lost.old, lost.new).cancelled(lost.item, tomb)
                yield _event(commit, change, lost.old, lost.new)

    def _paired(self, commit: Commit, pair: Pair, old: FileState, new: FileState) -> Iterator[LifeEvent]:
        classifier = _classifier(old, new)
        if len(pair.old) != len(pair.new):
            yield _event(commit, classifier.regrouped(pair.old, pair.new, pair.by), old, new)
            return
        was, now = (old.id, pair.old[0]["id"]), (new.id, pair.new[0]["id"])
        if was != now:
            self._link(was, now)
        if old.path != new.path and old.path not in self._files:
            yield LifeEvent("refiled", commit, (now,), new, left=old.path)
        for change in classifier.edited(pair.old[0], pair.new[0], pair.by):
            yield _event(commit, change, old, new)

    def _relisted(self, commit: Commit, origin: _Loose, arrived: _Loose) -> Iterator[LifeEvent]:
        was, now = (origin.old.id, origin.item["id"]), (arrived.new.id, arrived.item["id"])
        self._link(was, now)
        yield LifeEvent("relisted", commit, (was, now), arrived.new, left=origin.old.id)
        for change in _classifier(origin.old, arrived.new).edited(origin.item, arrived.item, "id"):
            yield _event(commit, change, origin.old, arrived.new)

    def _came(self, commit: Commit, arrived: _Loose) -> LifeEvent:
        change = _classifier(arrived.old, arrived.new).added(arrived.item)
        event = _event(commit, change, arrived.old, arrived.new)
        if commit.oldest and self._shallow:
            return replace(event, type="began")
        return replace(event, type="revived") if event.nodes[0] in self.seen else event


def _reused(old: FileState, new: FileState, pairs: Iterable[Pair]) -> dict[str, Reused]:
    """The ids under which another item is found now, going by all that the lists say of their items."""
    names = {
        pair.new[0]["id"]: (pair.old[0]["name"], pair.new[0]["name"])
        for pair in pairs
        if pair.by == "id" and normalised(pair.old[0]["name"]) != normalised(pair.new[0]["name"])
    }
    if not (names and old.all_items and new.all_items):
        return {}
    became = {
        pair.old[0]["id"]: pair.new[0]["id"]
        for pair in match(old.all_items, new.all_items, new.kind).pairs
        if len(pair.old) == len(pair.new) == 1
    }
    return {
        key: Reused(key, was, now, became.get(key, ""))
        for key, (was, now) in names.items()
        if became.get(key) != key
    }


def _buried(commit: Commit, old: FileState, new: FileState) -> Iterator[LifeEvent]:
    """What became of items after they were cancelled, and of those that were entered as cancelled."""
    classifier = _classifier(old, new)
    for tomb in new.items:
        was = old.by_id.get(tomb["id"])
        if "repealed" in tomb and was is None:
            yield _event(commit, classifier.cancelled(tomb, tomb), old, new)
        elif "repealed" in tomb and was is not None and "repealed" in was:
            yield from (_event(commit, change, old, new) for change in classifier.edited(was, tomb, "id"))


def _event(commit: Commit, change: Change, old: FileState, new: FileState) -> LifeEvent:
    before, after = (new if old is _ABSENT else old), (old if new is _ABSENT else new)
    sides = ((before, change.old), (after, change.new))
    nodes = dict.fromkeys((now.id, key) for now, side in sides if side for key in side.ids)
    return LifeEvent(change.type, commit, tuple(nodes), after, change, document=_document(change, new))


def _document(change: Change, new: FileState) -> str:
    """Of the cancelling of what is no more, of the approval of what came, or of the edition."""
    for key in change.old.ids if change.old else ():
        item = new.by_id.get(key, {})
        if "repealed" in item and "repealed_by" in item:
            return str(item["repealed_by"])
    approval = change.after[-1].get("approval") if change.after else None
    approved = change.old is None or any(differing.field == "approval" for differing in change.fields)
    if approved and isinstance(approval, dict) and "number" in approval:
        return str(approval["number"])
    return new.number


def _classifier(old: FileState, new: FileState) -> Classifier:
    either = old if new is _ABSENT else new
    return Classifier(either.kind, either.id, old.unlisted, new.unlisted)


def _alike(one: Item, other: Item) -> bool:
    return one["id"] == other["id"] and normalised(one["name"]) == normalised(other["name"])
