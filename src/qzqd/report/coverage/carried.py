"""What the page says of one baseline: its rates, the map, the gaps in words, and the counts. Nothing here is HTML."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qzqd.cover.coverage import RATES
from qzqd.report.coverage import gaps
from qzqd.report.coverage.heatmap import HeatMap
from qzqd.report.coverage.verbs import verb
from qzqd.report.coverage.words import (
    BY,
    average,
    baseline_heading,
    count_columns,
    coverage_rows,
    more,
    percent,
    ratio,
    scope,
)
from qzqd.report.paper.html import HtmlCell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.coverage import BaselineCoverage, By, Counts, Fraction, Status
    from qzqd.locale import Language, Text

MOST_CELLS = 30_000
"""Of one map. Measured on two busy cores: Chromium opens 20,000 in three seconds, and takes fifteen for 100,000."""
MOST_GAPS = 2_000
"""Of one list."""


class BaselineSection:
    """anchor: an id that no other section of the page has."""

    gap_columns = (gaps.UNIT, gaps.ITEM_ID, gaps.ITEM_NAME, gaps.STATUS, gaps.REASON, gaps.OFFICE)

    def __init__(self, baseline: BaselineCoverage, anchor: str, language: Language) -> None:
        self.baseline = baseline
        self.anchor = anchor
        self.heading = baseline_heading(baseline)
        self.scope = scope(baseline)
        self.average = average(baseline)
        self._language = language
        self._columns = count_columns(baseline)
        self.verb = verb(baseline)
        self._units = gaps.shown(baseline, MOST_CELLS)
        self.left_out = gaps.left_out(baseline, self._units)
        self.map = HeatMap(baseline, self._units, language)

    def rates(self) -> Iterator[tuple[Text, str, str, float]]:
        """Each of the three: what it is called, its percentage, the fraction, and how long its bar is."""
        for name, title in self.verb.rates.items():
            rate: Fraction = getattr(self.baseline.totals, name)
            yield title, percent(rate), ratio(rate), rate.percent

    def occurring(self) -> list[tuple[Status, Text, int]]:
        """How many cells have which status."""
        return [(status, self.verb.labels[status], count) for status, count in gaps.occurring(self.baseline)]

    def gaps(self) -> Iterator[tuple[int, int, tuple[str, str, str], Status, tuple[str, str]]]:
        """For those who read from top to bottom, print, or run no script: the place of unit and item, the words before
        the status and those behind it."""
        for gap in islice(gaps.gaps(self.baseline, self._units), MOST_GAPS):
            item = self.baseline.items[gap.item]
            office, _ = gaps.held(self._units[gap.unit], item)
            names = self.map.names[gap.unit], item.id, item.name
            yield gap.unit, gap.item, names, gap.status, (gap.reason, office)

    def unlisted(self) -> Text | None:
        """How many gaps there was no room for."""
        listed = min(sum(len(unit.cells) for unit in self._units), MOST_GAPS)
        left = sum(len(unit.cells) for unit in self.baseline.units) - listed
        return more(left) if left else None

    def counts(self) -> Iterator[tuple[Text, tuple[Text, ...], list[list[HtmlCell | str]]]]:
        """Caption, headings and rows of each table of numbers."""
        for by, title in BY.items():
            counted = self._counted(by)
            if by == "unit" or len(counted) > 1:
                yield title, (title, *self._columns.values(), *self.verb.rates.values()), counted

    def _counted(self, by: By) -> list[list[HtmlCell | str]]:
        named: Sequence[tuple[str, Counts]]
        if by == "unit":
            named = [*zip(self.map.names, (unit.counts for unit in self._units), strict=True)]
        else:
            named = [(row.name, row.counts) for row in coverage_rows(self.baseline, by, self._language)]
        return [
            [name, *(str(getattr(counts, column)) for column in self._columns), *self._rated(counts)]
            for name, counts in named
        ]

    def _rated(self, counts: Counts) -> list[HtmlCell | str]:
        return [rated(getattr(counts, rate)) for rate in RATES]


def rated(fraction: Fraction) -> HtmlCell:
    """The percentage with the fraction in small print."""
    return HtmlCell(percent(fraction), ratio(fraction))
