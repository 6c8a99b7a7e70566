"""Demands on the numbers, and whether they are met."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.cover.coverage import Gate
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import Coverage

FAILING = ("missing", "outdated", "expired-waiver")
"""What may be forbidden altogether."""
_EXPIRED = "QZ506"


@dataclass(frozen=True, slots=True)
class Demands:
    """Thresholds in per cent. total: of each baseline; unit: of every unit; aspects: by name; forbidden: of `FAILING`.

    no_decrease: no baseline may have a lower rate, or fewer items, than it had on the older side.
    """

    total: float | None = None
    unit: float | None = None
    aspects: dict[str, float] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    no_decrease: bool = False


def gates(coverage: Coverage, demands: Demands) -> Iterator[Gate]:
    """One gate for every demand and whatever it is put to."""
    for baseline in coverage.baselines:
        if demands.total is not None:
            title = Text(f"《{baseline.title}》承接率", f"adoption of {baseline.title}")
            yield _at_least(f"total {baseline.id}", title, baseline.totals.rate.percent, demands.total)
        if demands.unit is not None:
            for unit in baseline.units:
                title = Text(
                    f"{unit.name}承接《{baseline.title}》", f"{unit.name}: adoption of {baseline.title}"
                )
                yield _at_least(
                    f"unit {unit.code} {baseline.id}", title, unit.counts.rate.percent, demands.unit
                )
    for aspect in coverage.aspects:
        if (least := demands.aspects.get(aspect.name)) is not None:
            title = Text(f"{aspect.catalogue} {aspect.title.zh}", f"{aspect.catalogue}: {aspect.title.en}")
            yield _at_least(f"aspect {aspect.name} {aspect.catalogue}", title, aspect.covered.percent, least)
    for name in demands.forbidden:
        number = _number(coverage, name)
        yield Gate(name, _FORBIDDEN[name], number, 0, number == 0)
    if demands.no_decrease:
        for trend in coverage.trends:
            if trend.old is None or trend.new is None:
                continue
            title = Text(f"《{trend.title}》不得下降", f"{trend.title} must not decrease")
            yield _at_least(f"no-decrease {trend.id}", title, trend.new.percent, trend.old.percent)


_FORBIDDEN = {
    "missing": Text("没有缺失的事项", "nothing is missing"),
    "outdated": Text("没有待复核的事项", "nothing is outdated"),
    "expired-waiver": Text("没有到期的豁免", "no waiver has expired"),
}


def _number(coverage: Coverage, name: str) -> int:
    if name == "expired-waiver":
        return sum(finding.code == _EXPIRED for finding in coverage.findings)
    return sum(getattr(baseline.totals, name) for baseline in coverage.baselines)


def _at_least(name: str, title: Text, value: float, threshold: float) -> Gate:
    return Gate(name, title, value, threshold, value >= threshold)
