"""A list whose ids are the numbers of its rows, typed anew with rows inserted, left out and moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compare.editions import Item, side
from qzqd.compare.run import compare
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qzqd.compare.change import Comparison

LISTS = Path(__file__).parents[2] / "catalogues"
Rows = list[Item]


@dataclass(frozen=True)
class Retyped:
    """What was made of the two editions, and old and new id of every item that both have."""

    comparison: Comparison
    true: set[tuple[str, str]]

    @property
    def told(self) -> set[tuple[str, str]]:
        """Old and new id of every item that some change is told of, suspicion aside."""
        return {
            (change.old.ids[0], change.new.ids[0])
            for change in self.comparison.changes()
            if change.by != "suspected" and change.old and change.new
        }

    @property
    def suspected(self) -> set[tuple[str, str]]:
        return {
            (change.old.ids[0], change.new.ids[0])
            for change in self.comparison.changes()
            if change.by == "suspected" and change.old and change.new
        }

    @property
    def moved(self) -> set[tuple[str, str]]:
        return {(old, new) for old, new in self.true if old != new}


@cache
def _listed(path: str) -> tuple[dict[str, Any], Rows]:
    data = parse((LISTS / path).read_bytes()).data
    items = [item for item in data.pop("items") if "repealed" not in item]
    data.pop("published_count", None)
    return data, [{**item, "mark": row} for row, item in enumerate(items)]


def fresh(name: str, near: Item) -> Item:
    """An item that the older edition does not have, like another one in everything but its name."""
    return {**near, "name": name, "mark": name}


def retyped(path: str, edit: Callable[[Rows], Rows]) -> Retyped:
    """A bundled list as it is and as somebody edits its rows, both numbered by them."""
    header, rows = _listed(path)
    editions = rows, edit([{**row} for row in rows])
    numbers = tuple({row["mark"]: f"R-{at:03}" for at, row in enumerate(side, 1)} for side in editions)
    old, new = (
        side(_numbered(edition, number), label, **header)
        for edition, number, label in zip(editions, numbers, ("old", "new"), strict=True)
    )
    true = {(key, numbers[1][mark]) for mark, key in numbers[0].items() if mark in numbers[1]}
    return Retyped(compare(old, new), true)


def _numbered(rows: Sequence[Item], number: dict[Any, str]) -> Rows:
    kept = [{key: value for key, value in row.items() if key not in ("mark", "seq")} for row in rows]
    return [{**row, "id": number[each["mark"]]} for row, each in zip(kept, rows, strict=True)]
