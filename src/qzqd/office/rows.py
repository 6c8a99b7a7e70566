"""One change as a row of the table: what was, what is, on which ground, by whose approval."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.compare.change import LABELS
from qzqd.locale import Text
from qzqd.report.changes.words import NONE
from qzqd.report.paper.values import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Change, FieldChange
    from qzqd.locale import Language

    Item = dict[str, Any]

COLON = Text("：", ": ")
_ABSENT = "—"
_ID = Text("编号", "Id")
_BY_NAME = Text("按名称对应", "matched by name")
_ELSEWHERE = frozenset({"id", "name", "basis"})
"""Fields that have a column of their own."""


class Rows:
    """The rows of one catalogue, in the words of its kind. Not made safe here."""

    def __init__(self, kind: str, language: Language) -> None:
        self.language = language
        self.words = words(kind, language)
        self.needed = _needed(kind)

    def row(self, change: Change) -> list[str]:
        """事项名称, 调整类型, 调整前, 调整后, 调整依据, 批准文号, 备注; each may have several lines."""
        subject = (change.old if change.type == "split" else change.new) or change.old
        return [
            subject.name if subject else "",
            LABELS[change.type].in_(self.language),
            self._state(change, 0),
            self._state(change, 1),
            "\n".join(self._grounds(change)),
            change.approval or _repealing(change),
            "\n".join(self._remarks(change)),
        ]

    def _state(self, change: Change, at: int) -> str:
        """What was (at 0) or is (at 1): the key fields where the other side has nothing, else what differs."""
        sides, items = (change.old, change.new), (change.before, change.after)[at]
        side = sides[at]
        if side is None:
            return _ABSENT
        if None in sides:
            return "\n".join(chain.from_iterable(map(self._key_fields, items))) or side.name
        names = [side.name] if change.type == "renamed" else []
        if change.regroups:
            names = list(map(named, items))
        return "\n".join((*names, *self._differing(change, at)))

    def _key_fields(self, item: Item) -> Iterator[str]:
        """What its kind asks of an item."""
        for name, value in item.items():
            if name in self.needed:
                field = self.words.item[name]
                yield self._entry(self.words.title(field), value, self.words.value(name, field, value))

    def _differing(self, change: Change, at: int) -> Iterator[str]:
        for differing in change.fields:
            if differing.field != "name":
                value = (differing.old, differing.new)[at]
                yield self._entry(differing.title.in_(self.language), value, self._told(differing)[at])

    def _told(self, differing: FieldChange) -> tuple[list[str], list[str]]:
        """All that each side says; of citations that read the same, what stands beside them too."""
        field = self.words.item.get(differing.field, {})
        for whole in (False, True):
            old, new = (
                [] if side is None else self.words.value(differing.field, field, side, whole=whole)
                for side in (differing.old, differing.new)
            )
            if old != new:
                break
        return old, new

    def _entry(self, title: str, value: Any, told: list[str]) -> str:
        """`标题：值`; several mappings, such as citations, below the title."""
        gap, between = "", "、"
        if len(told) > 1 and any(isinstance(entry, dict) for entry in value):
            gap = between = "\n"
        return f"{title}{COLON.in_(self.language)}{gap}" + (between.join(told) or NONE.in_(self.language))

    def _grounds(self, change: Change) -> list[str]:
        """What the item rests on now, each citation once; what cancelled it if it is gone."""
        if change.new is None:
            return [_repealing(change)]
        field = self.words.item.get("basis", {})
        cited = (self.words.value("basis", field, item["basis"]) for item in change.after if "basis" in item)
        return list(dict.fromkeys(chain.from_iterable(cited)))

    def _remarks(self, change: Change) -> Iterator[str]:
        yield f"{_ID.in_(self.language)} {change.item}"
        if change.by == "name":
            yield _BY_NAME.in_(self.language)
        field = self.words.item.get("provenance", {})
        for item in change.after or change.before:
            if made := item.get("provenance"):
                yield from self.words.value("provenance", field, made)


def named(item: Item) -> str:
    """An item by its id and its name."""
    return f"{item['id']} {item['name']}"


def _needed(kind: str) -> set[str]:
    """The fields that a kind asks of its items, without those that have a column of their own."""
    if kind not in kinds.names():
        return set()
    schema = kinds.item_schema(kinds.schema(kind))
    asked = {name for name, field in schema["properties"].items() if "x-need" in field}
    return (asked | {*schema["required"]}) - _ELSEWHERE


def _repealing(change: Change) -> str:
    """The document that cancelled the item, as either edition has it."""
    found = (item["repealed_by"] for item in (*change.after, *change.before) if item.get("repealed_by"))
    return str(next(found, ""))
