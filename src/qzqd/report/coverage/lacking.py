"""Which items units lack, told by item: the other side of a table of units."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.report.paper.words import plural

if TYPE_CHECKING:
    from qzqd.cover.coverage import Baseline, ItemBrief


class Lacking(NamedTuple):
    """An item that units are missing, and how many are."""

    item: ItemBrief
    units: int


def lacking(baseline: Baseline) -> list[Lacking]:
    """Items that are missing where others were reported; first what is missing in most units."""
    reporting = (unit for unit in baseline.units if unit.counts.reported.part)
    found = Counter(key for unit in reporting for key in unit.missing_items)
    items = (Lacking(item, found[item.id]) for item in baseline.items if found[item.id])
    return sorted(items, key=lambda each: -each.units)


def lacked(count: int) -> Text:
    """The heading of `lacking`."""
    return Text(f"已填报的单位还缺 {count} 项", f"Missing in units that have reported: {count}")


def in_units(count: int) -> Text:
    """In how many units an item is missing."""
    return Text(f"（{count} 个单位）", f" ({plural(count, 'unit')})")
