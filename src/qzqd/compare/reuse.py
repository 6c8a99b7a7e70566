"""Ids that stand for something else than they did: what was renumbered, re-typed or given to another item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qzqd.compare.identity import telling
from qzqd.kinds.traits import Archetype, traits
from qzqd.locale import Text
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.compare.change import Change, ChangeSide, Compared
    from qzqd.open.catalogue import Item


@dataclass(frozen=True, slots=True)
class Reused:
    """An id, the item it stood for and the one it stands for; `elsewhere` is the id that the former now has, if any."""

    id: str
    was: str
    now: str
    elsewhere: str = ""
    repealed: bool = False

    @property
    def message(self) -> Text:
        """That the id has another meaning now, and how one knows."""
        return Text(
            f"{self.id} 此后指另一个事项：{self.why.zh}",
            f"{self.id} stands for another item from here on: {self.why.en}",
        )

    @property
    def why(self) -> Text:
        """How one knows that it is not the same item under another name."""
        if self.repealed:
            return Text("这个编号的事项已经取消", "the item of this id was cancelled")
        if self.elsewhere:
            return Text(
                f"原来的事项换了编号 {self.elsewhere}", f"the former item now has the id {self.elsewhere}"
            )
        return Text("原来的事项已经不在清单里", "the former item is no longer in the list")


def reused(compared: Compared) -> list[Reused]:
    """Every id that both editions have, for items that are not the same, in the order of the changes."""
    if not keeps_ids(compared):
        return []
    certain = [change for change in compared.changes if change.by != "suspected"]
    was = {key: (item, change) for change in certain for key, item in _items(change.old, change.before)}
    found: dict[str, Reused] = {}
    for change in certain:
        for key, item in _items(change.new, change.after):
            if key in was and not _kept(key, was[key][1]):
                former, earlier = was[key]
                elsewhere = earlier.new.ids[0] if earlier.new else ""
                found[key] = Reused(key, *_called(compared.kind, former, item), elsewhere)
            elif change.old is None and change.before and _other(change.before[0], item):
                found[key] = Reused(key, change.before[0]["name"], item["name"], repealed=True)
    return [*found.values()]


def keeps_ids(compared: Compared) -> bool:
    """Whether an id is to mean on both sides the same: rows of an adoption, and lists of two places, have ids of their own."""
    old, new = compared.old_header, compared.new_header
    if traits(compared.kind).archetype is Archetype.ADOPTION:
        return False
    return not old or not new or old["id"] == new["id"] or old.get("jurisdiction") == new.get("jurisdiction")


def _called(kind: str, former: Item, item: Item) -> tuple[str, str]:
    """What to call the two: by their names, and where these are the same by the first value that is not."""
    one, other = str(former["name"]), str(item["name"])
    if normalised(one) != normalised(other):
        return one, other
    for name in telling(traits(kind)):
        values = former.get(name, ""), item.get(name, "")
        if values[0] != values[1] and all(isinstance(value, str) for value in values):
            return f"{one}（{values[0] or '—'}）", f"{other}（{values[1] or '—'}）"
    return one, other


def _items(side: ChangeSide | None, items: Iterable[Item]) -> Iterator[tuple[str, Item]]:
    """The items of one side that are in force."""
    known = {item["id"]: item for item in items}
    return ((key, known[key]) for key in (side.ids if side else ()) if key in known)


def _kept(key: str, change: Change) -> bool:
    return change.new is not None and key in change.new.ids


def _other(one: Item, item: Item) -> bool:
    return normalised(one["name"]) != normalised(item["name"])
