"""What is not plainly adopted, cell by cell, and which units there is room to show."""

from __future__ import annotations

from heapq import nlargest
from typing import TYPE_CHECKING, NamedTuple

from qzqd.cover.coverage import LABELS
from qzqd.locale import Text
from qzqd.report.coverage.words import coverage_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.cover.coverage import BaselineCoverage, ItemBrief, Status, UnitCoverage
    from qzqd.locale import Language

CATEGORY = Text("类别", "Category")
ITEM_ID = Text("事项编号", "Item")
ITEM_NAME = Text("事项名称", "Name")
STATUS = Text("状态", "Status")
REASON = Text("理由", "Reason")
UNIT = Text("单位", "Unit")
OFFICE = Text("承办机构", "Office")
DEPARTMENT = Text("责任部门", "Department")


class UnitGap(NamedTuple):
    """One unit and one item. unit and item: their places in the units that were asked for and in the baseline."""

    unit: int
    item: int
    status: Status
    reason: str


def gaps(baseline: BaselineCoverage, units: Iterable[UnitCoverage]) -> Iterator[UnitGap]:
    """Every cell that is not plainly adopted, unit by unit, in the order of the baseline."""
    places = {item.id: at for at, item in enumerate(baseline.items)}
    for number, unit in enumerate(units):
        for key, status in sorted(unit.gaps.items(), key=lambda cell: places[cell[0]]):
            yield UnitGap(number, places[key], status, unit.reasons.get(key, ""))


def held(unit: UnitCoverage | None, item: ItemBrief) -> tuple[str, str]:
    """Office and department: the unit's own where it has named them, else those of the baseline."""
    office, department = unit.held.get(item.id, ("", "")) if unit else ("", "")
    return office or item.office, department or item.department


def shown(baseline: BaselineCoverage, most: int) -> tuple[UnitCoverage, ...]:
    """The units that a table of at most `most` cells has room for, in the order of the baseline.

    All of them; else only those with gaps; of too many, those with the most gaps.
    """
    room = max(most // max(len(baseline.items), 1), 1)
    if len(baseline.units) <= room:
        return baseline.units
    gaping = [unit for unit in baseline.units if unit.gaps]
    worst = nlargest(room, range(len(gaping)), key=lambda at: len(gaping[at].gaps))
    return tuple(gaping[at] for at in sorted(worst))


def names(baseline: BaselineCoverage, units: Iterable[UnitCoverage], language: Language) -> list[str]:
    """Of some of its units, as every report calls them."""
    named = {id(row.unit): row.name for row in coverage_rows(baseline, "unit", language)}
    return [named[id(unit)] for unit in units]


def left_out(baseline: BaselineCoverage, units: tuple[UnitCoverage, ...]) -> Text | None:
    """What a table of these units says of those that it does not show; None where it shows all."""
    total, count = len(baseline.units), len(units)
    if count == total:
        return None
    done = baseline.verb.zh
    if not count:
        return Text(
            f"表太大，不逐一列出：{total} 个单位都已完整{done}。",
            f"Too large to show: all {total} units have adopted everything.",
        )
    if count == sum(bool(unit.cells) for unit in baseline.units):
        return Text(
            f"表太大：{total} 个单位中只列出没有完整{done}的 {count} 个，其余都已完整{done}。",
            f"Too large to show whole: of {total} units only the {count} with gaps are listed; the rest have none.",
        )
    return Text(
        f"表太大：{total} 个单位中只列出缺口最多的 {count} 个。",
        f"Too large to show whole: of {total} units only the {count} with the most gaps are listed.",
    )


def occurring(baseline: BaselineCoverage) -> list[tuple[Status, int]]:
    """Every status that some cell has, and how many have it."""
    totals = baseline.totals
    return [(status, getattr(totals, status)) for status in LABELS if getattr(totals, status)]
