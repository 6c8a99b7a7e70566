"""What happened to an item, in official terms: which change types, and which fields each of them is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.compare.change import LABELS, Change, ChangeSide, FieldChange
from qzqd.compare.identity import BODIES, NO_CONTENT
from qzqd.kinds.powers import DESCENDING
from qzqd.kinds.traits import Archetype, traits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from qzqd.compare.change import ChangeType, Match
    from qzqd.open.catalogue import Item


_TAKEN_OVER = ("adopted", "partial")
_BACK: dict[ChangeType, ChangeType] = {"delegated": "recalled", "recalled": "delegated"}


class Classifier:
    """Change types for the items of one kind; titles of fields come from its schema."""

    def __init__(
        self,
        kind: str,
        catalogue: str,
        old_default: str = "",
        new_default: str = "",
        moved: Mapping[str, str] | None = None,
        unsure: Collection[str] = (),
    ) -> None:
        """`*_default`: the status that an adoption gives to items it does not list.

        moved: the new id by the old one of items that have another: a reference that went along is no change.
        unsure: old ids of items of which nobody can say that a field is missing.
        """
        self._traits = traits(kind)
        self._adopting = self._traits.archetype is Archetype.ADOPTION
        self._catalogue = catalogue
        self._defaults = (old_default, new_default)
        self._moved = moved or {}
        self._unsure = unsure

    def edited(self, old: Item, new: Item, by: Match) -> list[Change]:
        """Every change from one item to its counterpart, one of each type."""
        sides = _side(old), _side(new)
        groups: dict[ChangeType, list[FieldChange]] = {}
        for change in self._differing(old, new):
            if by == "upstream" and self._traits.target(change.field) == "upstream":
                continue  # what one list says of the other is no difference between them
            groups.setdefault(self._type(change), []).append(change)
        for handed in ("delegated", "recalled"):
            if handed in groups:  # that the body is another one is what handing down and taking back mean
                groups[handed] += groups.pop("transferred", [])
        if old["id"] != new["id"] and by != "upstream":
            moved = self._field("id", old["id"], new["id"])
            groups.setdefault("renamed" if "renamed" in groups else "edited", []).insert(0, moved)
        return [
            Change(kind, self._catalogue, new["id"], *sides, tuple(fields), by, before=(old,), after=(new,))
            for kind, fields in groups.items()
        ]

    def added(self, item: Item, tomb: Item | None = None) -> Change:
        """An item that only the new side has in force; `tomb` is what the old side kept of that id, if anything."""
        kind, before = self._added_type(item), (tomb,) if tomb else ()
        return Change(kind, self._catalogue, item["id"], None, _side(item), before=before, after=(item,))

    def cancelled(self, item: Item, tomb: Item | None) -> Change:
        """An item that only the old side has in force; `tomb` is what the new side keeps of it, if anything."""
        kind: ChangeType = self._traits.declared.cancelled
        if self._adopting:
            kind = "adopted" if self._defaults[1] in _TAKEN_OVER else "cancelled"
        after = (tomb,) if tomb else ()
        return Change(kind, self._catalogue, item["id"], _side(item), None, before=(item,), after=after)

    def regrouped(self, olds: tuple[Item, ...], news: tuple[Item, ...], by: Match) -> Change:
        """Several items made one, or one made several."""
        kind: ChangeType = "merged" if len(olds) > 1 else "split"
        item = news[0]["id"] if kind == "merged" else olds[0]["id"]
        kept = [(old, new) for old in olds for new in news if old["id"] == new["id"]]
        fields = tuple(change for old, new in kept for change in self._differing(old, new))
        sides = _side(*olds), _side(*news)
        return Change(kind, self._catalogue, item, *sides, fields, by, before=olds, after=news)

    def suspected(
        self, kind: ChangeType, olds: tuple[Item, ...], news: tuple[Item, ...], score: float, lineage: str
    ) -> Change:
        """What may have become of items that are told as cancelled and added: of one name, whatever else differs."""
        if kind == "renamed" and olds[0]["name"] == news[0]["name"]:
            types = {change.type for change in self.edited(olds[0], news[0], "suspected")}
            kind = next((label for label in LABELS if label in types - {"edited"}), "edited")
        return Change(
            kind,
            self._catalogue,
            news[0]["id"],
            _side(*olds),
            _side(*news),
            by="suspected",
            score=score,
            lineage=lineage,
            before=olds,
            after=news,
        )

    def _differing(self, old: Item, new: Item) -> Iterator[FieldChange]:
        for name in old if old["id"] in self._unsure else {**old, **new}:
            if name in NO_CONTENT or old.get(name) == new.get(name):
                continue
            if self._traits.target(name) != "item" or self._gone_along(old.get(name)) != new.get(name):
                yield self._field(name, old.get(name), new.get(name))

    def _gone_along(self, value: Any) -> Any:
        """An id, or each of several, as it is now."""
        return [*map(self._gone_along, value)] if isinstance(value, list) else self._moved.get(value, value)

    def _field(self, name: str, old: Any, new: Any) -> FieldChange:
        return FieldChange(name, self._traits.titled(name), old, new)

    def _type(self, change: FieldChange) -> ChangeType:
        name = change.field
        if name == "name":
            return "renamed"
        if name == "basis":
            return "basis"
        if handed := self._handed(change):
            return handed
        if name in self._traits.having("class"):
            return "moved"
        bodies = self._traits.target(name) in BODIES or name in self._traits.having("body")
        # Where nobody was named before, or nobody is now, nothing passed from one body to another.
        return "transferred" if bodies and None not in (change.old, change.new) else "edited"

    def _handed(self, change: FieldChange) -> ChangeType | None:
        """Down to a lower level, or back up; None where the field says nothing of that."""
        name, old, new = change.field, change.old, change.new
        if name in self._traits.having("tiers"):
            lowest, highest = _lowest(old), _lowest(new)
            return None if lowest == highest else "delegated" if highest > lowest else "recalled"
        if handed := self._traits.handed(name):
            return handed[new] if new in handed else _BACK[handed[old]] if old in handed else None
        if name == "status" and self._adopting:
            return _status(old, new)
        return None

    def _added_type(self, item: Item) -> ChangeType:
        if self._adopting:
            return _status(self._defaults[0] or None, item["status"]) or "edited"
        for name in self._traits.having("class"):
            if handed := self._traits.handed(name).get(item.get(name, "")):
                return handed
        return self._traits.declared.added


def _status(old: str | None, new: str | None) -> ChangeType | None:
    if new in _TAKEN_OVER:
        return "edited" if old in _TAKEN_OVER else "adopted"
    if new == "returned":
        return "recalled"
    return "cancelled" if old in _TAKEN_OVER else None


def _lowest(levels: Iterable[str] | None) -> int:
    return max((DESCENDING.index(level) for level in levels or () if level in DESCENDING), default=-1)


def _side(*items: Item) -> ChangeSide:
    return ChangeSide(tuple(item["id"] for item in items), "、".join(item["name"] for item in items))
