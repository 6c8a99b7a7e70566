"""What the page says of one baseline: its rates, the map, the gaps in words, and the counts."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qzqd.cover.coverage import LABELS
from qzqd.locale import Text
from qzqd.report.coverage import gaps
from qzqd.report.coverage.heatmap import HeatMap
from qzqd.report.coverage.tables import rated, table
from qzqd.report.coverage.words import (
    BY,
    LEGEND,
    RATES,
    average,
    columns,
    heading,
    more,
    percent,
    ratio,
    rows,
    scope,
)
from qzqd.report.paper.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import Baseline, By, Counts, Fraction
    from qzqd.locale import Language

MOST_CELLS = 30_000
"""Of one map. Measured on two busy cores: Chromium opens 20,000 in three seconds, and takes fifteen for 100,000."""
MOST_GAPS = 2_000
"""Of one list."""

_COUNTS = Text("分项统计", "Counts in detail")


class Carried:
    """anchor: an id that no other section of the page has."""

    def __init__(self, baseline: Baseline, anchor: str, language: Language) -> None:
        self._baseline = baseline
        self._anchor = anchor
        self._language = language
        self._units = gaps.shown(baseline, MOST_CELLS)
        self._map = HeatMap(baseline, self._units, anchor, language)

    def section(self) -> Iterator[str]:
        """The whole section in lines, under a heading that has the id."""
        baseline = self._baseline
        yield f'<section class="baseline" aria-labelledby="{self._anchor}">'
        yield f'<h2 id="{self._anchor}">{self._say(heading(baseline))}</h2>'
        yield f'<p class="quiet">{self._say(scope(baseline))}</p>'
        if baseline.units and baseline.items:
            yield from self._rates()
            if left := gaps.left_out(baseline, self._units):
                yield f'<p class="alarm">{self._say(left)}</p>'
            if self._units:
                yield from self._map.lines()
            yield from self._gaps()
            yield from self._counts()
        yield "</section>"

    def _say(self, text: Text) -> str:
        return plain(text.in_(self._language))

    def _rates(self) -> Iterator[str]:
        """The three rates, and how many cells have which status."""
        yield '<dl class="rates">'
        for name, title in RATES.items():
            rate: Fraction = getattr(self._baseline.totals, name)
            bar = f'<svg aria-hidden="true"><rect width="{rate.percent}%" height="100%"/></svg>'
            told = f'<b>{percent(rate)}</b> <span class="quiet">{ratio(rate)}</span>'
            yield f"<div><dt>{self._say(title)}</dt><dd>{told}{bar}</dd></div>"
        yield '</dl>\n<ul class="legend">'
        for status, count in gaps.occurring(self._baseline):
            yield f"<li>{_mark(status)} {self._say(LABELS[status])} <b>{count}</b></li>"
        yield f'</ul>\n<p class="quiet">{self._say(LEGEND)} {self._say(average(self._baseline))}</p>'

    def _gaps(self) -> Iterator[str]:
        """For those who read from top to bottom, print, or run no script."""
        total = sum(len(unit.gaps) for unit in self._baseline.units)
        yield f"<h3>{self._say(gaps.GAPS)}</h3>"
        if not total:
            yield f"<p>{self._say(gaps.NO_GAPS)}</p>"
            return
        columns = (gaps.UNIT, gaps.ITEM_ID, gaps.ITEM_NAME, gaps.STATUS, gaps.REASON, gaps.OFFICE)
        listed = list(islice(gaps.gaps(self._baseline, self._units), MOST_GAPS))
        yield from table(gaps.GAPS, columns, map(self._gap, listed), self._language, "told gaps")
        if rest := total - len(listed):
            yield f"<p>{self._say(more(rest))}</p>"

    def _gap(self, gap: gaps.Gap) -> list[str]:
        unit, item = self._units[gap.unit], self._baseline.items[gap.item]
        office, _ = gaps.held(unit, item)
        name = (
            f'<span data-unit="{gap.unit}" data-item="{gap.item}">{plain(self._map.names[gap.unit])}</span>'
        )
        status = f"{_mark(gap.status)} {self._say(LABELS[gap.status])}"
        return [name, plain(item.id), plain(item.name), status, plain(gap.reason), plain(office)]

    def _counts(self) -> Iterator[str]:
        yield f"<details>\n<summary>{self._say(_COUNTS)}</summary>"
        for by, title in BY.items():
            counted = self._counted(by)
            if by == "unit" or len(counted) > 1:
                heads = (title, *columns(self._baseline).values(), *RATES.values())
                yield from table(title, heads, counted, self._language, "told counts")
        yield "</details>"

    def _counted(self, by: By) -> list[list[str]]:
        if by == "unit":
            names = zip(self._map.names, (unit.counts for unit in self._units), strict=True)
            return [self._numbers(name, counts) for name, counts in names]
        return [self._numbers(row.name, row.counts) for row in rows(self._baseline, by, self._language)]

    def _numbers(self, name: str, counts: Counts) -> list[str]:
        three: list[Fraction] = [getattr(counts, rate) for rate in RATES]
        return [
            plain(name),
            *(str(getattr(counts, column)) for column in columns(self._baseline)),
            *map(rated, three),
        ]


def _mark(status: str) -> str:
    """The sample of a cell; its name stands beside it."""
    return f'<i class="cell {status}"></i>'
