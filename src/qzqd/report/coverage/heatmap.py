"""Units × items of one baseline, and what the script of the page needs to sort, filter and look into them."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from qzqd.cover.coverage import RATES
from qzqd.report.coverage import gaps
from qzqd.report.coverage.verbs import verb
from qzqd.report.coverage.words import percent, ratio
from qzqd.report.paper.html import json_for_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from qzqd.cover.coverage import BaselineCoverage, Counts, Fraction, ItemBrief, Status, UnitCoverage
    from qzqd.locale import Language, Text

    Rate = tuple[float, str, str]
    """A number between 0 and 1 to sort by, the percentage and the fraction."""


class HeatMap:
    """units: those that are shown; names: what they are called."""

    unit_title = gaps.UNIT
    status_title = gaps.STATUS
    category_title = gaps.CATEGORY

    def __init__(self, baseline: BaselineCoverage, units: Sequence[UnitCoverage], language: Language) -> None:
        self.names = gaps.names(baseline, units, language)
        self.title = baseline.title
        self.items: Sequence[ItemBrief] = baseline.items
        self._baseline = baseline
        self._units = units

    def statuses(self) -> list[tuple[Status, Text]]:
        """What may be looked for."""
        occurring = gaps.occurring(self._baseline)
        return [
            (status, verb(self._baseline).labels[status]) for status, _ in occurring if status != "adopted"
        ]

    def categories(self) -> list[tuple[str, str]]:
        """Those that are named, as value and label."""
        return [(name, name) for name in dict.fromkeys(item.category for item in self.items) if name]

    def groups(self) -> list[tuple[str, int]]:
        """Categories above the items that stand together, and how many these are; empty where there are none."""
        if not any(item.category for item in self.items):
            return []
        grouped = groupby(self.items, key=lambda item: item.category)
        return [(name, len([*group])) for name, group in grouped]

    def rows(self) -> Iterator[tuple[str, list[Rate], list[Status]]]:
        """Of each unit its name, the three rates and its cells."""
        for unit, name in zip(self._units, self.names, strict=True):
            yield name, _rates(unit.counts), [unit.cells.get(item.id, "adopted") for item in self.items]

    def foot(self) -> tuple[list[Rate], list[tuple[int, bool]]]:
        """The rates of all, and in how many units, shown or not, each item is adopted; whether some lack it."""
        units = len(self._baseline.units)
        lacking = Counter(
            key for unit in self._baseline.units for key, status in unit.cells.items() if status != "outdated"
        )
        counted = [(units - lacking[item.id], bool(lacking[item.id])) for item in self.items]
        return _rates(self._baseline.totals), counted

    def data(self) -> Markup:
        """What is told of a cell, in the order of rows and columns."""
        items = [
            {"id": item.id, "name": item.name, "category": item.category, "held": gaps.held(None, item)}
            for item in self.items
        ]
        units = [
            {
                "code": unit.code,
                "name": unit.name,
                "file": unit.path,
                "edition": unit.edition,
                "reasons": {
                    at: unit.reasons[item.id] for at, item in enumerate(self.items) if item.id in unit.reasons
                },
                "held": {
                    at: gaps.held(unit, item) for at, item in enumerate(self.items) if item.id in unit.held
                },
            }
            for unit in self._units
        ]
        data = {"edition": self._baseline.edition, "items": items, "units": units}
        return json_for_script(data, 2)


def _rates(counts: Counts) -> list[Rate]:
    rates: list[Fraction] = [getattr(counts, name) for name in RATES]
    return [(rate.part / rate.whole if rate.whole else 1, percent(rate), ratio(rate)) for rate in rates]
