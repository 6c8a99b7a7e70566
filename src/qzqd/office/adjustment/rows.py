"""An item as a row of the table of changes: all that changed in it, by which document, and what it rests on."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.compare.change import LABELS
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.report.changes.words import NONE
from qzqd.report.paper.values import field_words
from qzqd.report.paper.words import COLON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.change import Change, FieldChange
    from qzqd.locale import Language
    from qzqd.open.catalogue import Item


_ABSENT = "—"
_FORMERLY = Text("（原 {}）", "(was {})")
_BY_NAME = Text("按名称对应", "matched by name")
_ELSEWHERE = frozenset({"id", "name", "basis"})
"""Fields that have a column of their own."""


class AdjustmentRows:
    """The rows of one catalogue, in the words of its kind. Not made safe here.

    document: by which the newer edition was issued, "" where it does not say.
    """

    def __init__(self, kind: str, language: Language, document: str = "") -> None:
        self._language = language
        self._words = field_words(kind, language)
        self._shown = _shown(kind)
        self._document = document

    def rows(self, changes: Iterable[Change]) -> list[list[str]]:
        """One for each item, in the order in which the items first change."""
        by_item: dict[str, list[Change]] = {}
        for change in changes:
            by_item.setdefault(change.item, []).append(change)
        return [self._row(found) for found in by_item.values()]

    def _row(self, changes: Sequence[Change]) -> list[str]:
        """事项编号, 事项名称, 调整类型, 调整前, 调整后, 调整依据, 实施依据, 备注; each may have several lines."""
        first = changes[0]
        subject = (first.old if first.type == "split" else first.new) or first.old
        return [
            self._number(first),
            subject.name if subject else "",
            "\n".join(LABELS[change.type].in_(self._language) for change in changes),
            self._state(changes, 0),
            self._state(changes, 1),
            "\n".join(self._grounds(changes)),
            "\n".join(self._basis(first)),
            "\n".join(self._remarks(first)),
        ]

    def _number(self, change: Change) -> str:
        """The id of the item; of one that got another, what it was. The sides of a merger or split have theirs beside them."""
        old, new = change.old, change.new
        if not old or not new:
            return change.item
        if change.regroups:
            return "、".join((old if change.type == "split" else new).ids)
        formerly = [key for key in old.ids if key not in new.ids]
        former = _FORMERLY.in_(self._language).format("、".join(formerly))
        return "\n".join(("、".join(new.ids), former) if formerly else new.ids)

    def _state(self, changes: Sequence[Change], at: int) -> str:
        """What was (at 0) or is (at 1): the key fields where the other side has nothing, else what differs."""
        first = changes[0]
        sides, items = (first.old, first.new), (first.before, first.after)[at]
        side = sides[at]
        if side is None:
            return _ABSENT
        if None in sides:
            return "\n".join(chain.from_iterable(map(self._key_fields, items))) or side.name
        names: list[str] = []
        if any(change.regroups for change in changes):
            names = list(map(item_named, items)) or ["、".join(side.ids)]
        elif any(change.type == "renamed" for change in changes):
            names = [side.name]
        differing = {each.field: each for change in changes for each in change.fields}
        return "\n".join((*names, *self._differing(differing.values(), at)))

    def _key_fields(self, item: Item) -> Iterator[str]:
        """What its kind asks of an item, and who does the work."""
        for name, value in item.items():
            if name in self._shown:
                field = self._words.item[name]
                yield self._entry(self._words.title(field), value, self._words.value(name, field, value))

    def _differing(self, fields: Iterable[FieldChange], at: int) -> Iterator[str]:
        for differing in fields:
            if differing.field not in ("id", "name"):
                value = (differing.old, differing.new)[at]
                yield self._entry(differing.title.in_(self._language), value, self._told(differing)[at])

    def _told(self, differing: FieldChange) -> tuple[list[str], list[str]]:
        """All that each side says; of citations that read the same, what stands beside them too."""
        field = self._words.item.get(differing.field, {})
        for whole in (False, True):
            old, new = (
                [] if side is None else self._words.value(differing.field, field, side, whole=whole)
                for side in (differing.old, differing.new)
            )
            if old != new:
                break
        return old, new

    def _entry(self, title: str, value: Any, shown: list[str]) -> str:
        """`标题：值`; several mappings, such as citations, below the title."""
        gap, between = "", "、"
        if len(shown) > 1 and any(isinstance(entry, dict) for entry in value):
            gap = between = "\n"
        return f"{title}{COLON.in_(self._language)}{gap}" + (between.join(shown) or NONE.in_(self._language))

    def _grounds(self, changes: Sequence[Change]) -> list[str]:
        """The documents of the changes: what approved them, what cancelled the item, else what issued the list."""
        approved = [change.approval for change in changes if change.approval]
        found = dict.fromkeys((*approved, *filter(None, map(_repealing, changes))))
        return [*found] or [self._document]

    def _basis(self, change: Change) -> list[str]:
        """What the item rests on now, each citation once; of one that is gone, what it rested on."""
        field = self._words.item.get("basis", {})
        items = change.before if change.new is None else change.after
        cited = (self._words.value("basis", field, item["basis"]) for item in items if "basis" in item)
        return list(dict.fromkeys(chain.from_iterable(cited)))

    def _remarks(self, change: Change) -> Iterator[str]:
        if change.by == "name":
            yield _BY_NAME.in_(self._language)
        field = self._words.item.get("provenance", {})
        for item in change.after or change.before:
            if made := item.get("provenance"):
                yield from self._words.value("provenance", field, made)


def item_named(item: Item) -> str:
    """An item by its id and its name."""
    return f"{item['id']} {item['name']}"


def _shown(kind: str) -> set[str]:
    """The fields that a kind asks of its items, and who handles them, without those that have a column of their own."""
    if kind not in kinds.names():
        return set()
    schema = kinds.item_schema(kinds.schema(kind))
    asked = {name for name, field in schema["properties"].items() if "x-need" in field}
    own = traits(kind)
    handling = {name for name in own.fields if own.target(name) in ("office", "department")}
    return (asked | {*schema["required"], *own.having("handler")} | handling) - _ELSEWHERE


def _repealing(change: Change) -> str:
    """The document that cancelled the item, as either edition has it."""
    found = (item["repealed_by"] for item in (*change.after, *change.before) if item.get("repealed_by"))
    return str(next(found, ""))
