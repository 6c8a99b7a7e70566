"""Demands on the numbers, and whether they are met."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from qzqd.cover.coverage import CARRIED, Fraction, Gate
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import Coverage, Trend
    from qzqd.read.config import Config

FAILING = {
    "missing": Text("没有缺失的事项", "nothing is missing"),
    "outdated": Text("没有待复核的事项", "nothing is outdated"),
    "expired-waiver": Text("没有到期的豁免", "no waiver has expired"),
    "declared": Text("没有只作整份声明的事项", "nothing is adopted by a statement about the whole list only"),
}
"""What may be forbidden altogether, and that it is met."""
FAILING_LABELS = dict(zip(("缺失", "待复核", "到期豁免", "整份声明"), FAILING, strict=True))
"""The same by its Chinese words."""
_DIGITS = 2
"""So many decimals a percentage has otherwise."""


@dataclass(frozen=True, slots=True)
class Demands:
    """Thresholds in per cent. total: of each baseline; unit: of every unit; aspects: by name; forbidden: of `FAILING`.

    no_decrease: no baseline may have a lower rate than it had on the older side.
    """

    total: float | None = None
    unit: float | None = None
    aspects: dict[str, float] = field(default_factory=dict)
    forbidden: tuple[str, ...] = ()
    no_decrease: bool = False

    def over(self, config: Config) -> Demands:
        """These, and what the settings demand beside them."""
        table = config.coverage
        return replace(
            self,
            total=table.get("fail_under") if self.total is None else self.total,
            unit=table.get("fail_under_unit") if self.unit is None else self.unit,
            aspects={**table.get("fail_under_aspect", {}), **self.aspects},
            forbidden=self.forbidden or tuple(table.get("fail_on", ())),
        )


def gate_without_subject(coverage: Coverage, demands: Demands) -> Problem | None:
    """What is demanded of something that is not there: such a gate would always stand open."""
    if not coverage.baselines and (
        demands.total is not None or demands.unit is not None or demands.forbidden
    ):
        message = Text(
            "没有通用清单，承接率无从要求", "there is no baseline whose adoption could be demanded"
        )
        help = Text(
            "通用清单要写 applies_to：哪些单位必须承接", "a baseline says in applies_to who has to carry it"
        )
        return Problem(message, help=help)
    if demands.no_decrease and all(trend.old is None for trend in coverage.trends):
        message = Text(
            f"{coverage.against} 里没有可以比较的通用清单",
            f"{coverage.against} has no baseline to compare with",
        )
        return Problem(message, help=Text("换一个版本", "name another revision"))
    names = sorted({aspect.name for aspect in coverage.aspects})
    for name in demands.aspects:
        if name not in names:
            message = Text(f"没有要素 {name}", f"there is no aspect {name}")
            known = Text(f"有这些：{'、'.join(names)}", f"there are {', '.join(names)}")
            return Problem(message, help=did_you_mean(suggest(name, names), known), value=name)
    return None


def gates(coverage: Coverage, demands: Demands) -> Iterator[Gate]:
    """One gate for every demand and whatever it is put to."""
    for baseline in coverage.baselines:
        if demands.total is not None:
            title = Text(f"《{baseline.title}》{baseline.verb.zh}率", f"adoption of {baseline.title}")
            yield _at_least(f"total {baseline.id}", title, baseline.totals.rate, demands.total)
        if demands.unit is not None:
            due = [unit for unit in baseline.units if unit.counts.rate.whole]
            if not due:  # nothing is due from anybody, which is not all
                title = Text(
                    f"各单位{baseline.verb.zh}《{baseline.title}》",
                    f"every unit: adoption of {baseline.title}",
                )
                yield _at_least(f"unit {baseline.id}", title, baseline.totals.rate, demands.unit)
            for unit in due:
                title = Text(
                    f"{unit.name}{baseline.verb.zh}《{baseline.title}》",
                    f"{unit.name}: adoption of {baseline.title}",
                )
                yield _at_least(f"unit {unit.code} {baseline.id}", title, unit.counts.rate, demands.unit)
    for aspect in coverage.aspects:
        if (least := demands.aspects.get(aspect.name)) is not None:
            title = Text(f"{aspect.catalogue} {aspect.title.zh}", f"{aspect.catalogue}: {aspect.title.en}")
            yield _at_least(f"aspect {aspect.name} {aspect.catalogue}", title, aspect.covered, least)
    for name in demands.forbidden:
        number = _number(coverage, name)
        yield Gate(name, FAILING[name], number, 0, number == 0)
    if demands.no_decrease:
        for trend in coverage.trends:
            if trend.old is not None:
                new, title = trend.new or Fraction(0, 1), _kept(trend, coverage)
                held = new.part * trend.old.whole >= trend.old.part * new.whole
                passed = held and bool(new.whole or not trend.old.whole)
                name = f"no-decrease {trend.id}"
                counted = trend.new or Fraction(0, 0)  # of a list that is gone nothing was counted
                yield Gate(name, title, new.percent, trend.old.percent, passed, counted)


def _kept(trend: Trend, coverage: Coverage) -> Text:
    done = next((each.verb for each in coverage.baselines if each.id == trend.id), CARRIED)
    return Text(f"《{trend.title}》{done.zh}率不得下降", f"adoption of {trend.title} must not decrease")


def _number(coverage: Coverage, name: str) -> int:
    if name == "expired-waiver":
        return coverage.expired_waivers
    return sum(getattr(baseline.totals, name) for baseline in coverage.baselines)


def _at_least(name: str, title: Text, rate: Fraction, threshold: float) -> Gate:
    wanted = Decimal(str(threshold))
    passed = bool(rate.whole) and rate.part * 100 >= wanted * rate.whole
    return Gate(name, title, _value(rate, wanted), threshold, passed, rate)


def _value(rate: Fraction, wanted: Decimal) -> float:
    """The percentage with as many decimals as the one it is held against, rounded down."""
    digits = -int(wanted.as_tuple().exponent)
    if digits <= _DIGITS or not rate.whole:
        return rate.percent
    scale: int = 10**digits
    return rate.part * 100 * scale // rate.whole / scale
