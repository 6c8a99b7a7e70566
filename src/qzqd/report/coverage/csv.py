"""For spreadsheets: a row for each unit, or group, of each baseline, in the way that Excel opens without asking."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qzqd.apostrophe import before_code
from qzqd.cover.coverage import LABELS, RATES
from qzqd.locale import Text
from qzqd.report.coverage import words
from qzqd.report.coverage.verbs import verb
from qzqd.report.paper.spreadsheet import sheet
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import BaselineCoverage, By, Coverage
    from qzqd.locale import Language
    from qzqd.report import Page
    from qzqd.report.coverage.words import CoverageRow

_LIST = (
    Text("清单编号", "baseline"),
    Text("清单版本", "edition"),
    Text("清单名称", "title"),
    Text("清单来源", "provenance"),
    Text("公布项数", "items published"),
)
_COUNTS = ("required", *(status for status in LABELS if status != "unread"))
_RATE = (Text("分子", "of"), Text("分母", "in all"), Text("百分比", "per cent"))
_REPORT = (
    Text("缺失事项", "missing items"),
    Text("填报文件", "adoption file"),
    Text("填报版本", "adopted edition"),
    Text("填报来源", "provenance of the adoption"),
    LABELS["unread"],
    Text("整份声明", "declared as a whole"),
)


def render(coverage: Coverage, page: Page) -> str:
    """Numbers are bare, so that they can be added and sorted; percentages are rounded down, empty of nothing."""
    head = [title.in_(page.language) for title in _head(coverage, page.by)]
    rows = (
        _row(baseline, row, page.language)
        for baseline in coverage.baselines
        for row in words.coverage_rows(baseline, page.by, page.language)
    )
    return sheet(chain([head], rows))


def _head(coverage: Coverage, by: By) -> Iterator[Text]:
    """In the words of the lists, where they share them."""
    verb_words = verb(*coverage.baselines)
    yield from (*_LIST, Text("代码", "code"), words.BY[by], verb_words.required)
    yield from (verb_words.labels[status] for status in LABELS if status != "unread")
    for rate in verb_words.rates.values():
        yield from (Text(f"{rate.zh}{part.zh}", f"{rate.en} {part.en}") for part in _RATE)
    yield from _REPORT


def _row(baseline: BaselineCoverage, row: CoverageRow, language: Language) -> list[str | float]:
    unit = row.unit
    fractions = [getattr(row.counts, name) for name in RATES]
    missing = COMMA.in_(language).join(unit.missing_items) if unit else ""
    return [
        *(before_code(baseline.id), baseline.edition, baseline.title, baseline.provenance),
        baseline.published or "",
        *((before_code(unit.code), unit.name) if unit else ("", row.name)),
        *(getattr(row.counts, status) for status in _COUNTS),
        *(number for each in fractions for number in (*each, each.percent if each.whole else "")),
        *((before_code(missing), unit.path, unit.edition, unit.provenance) if unit else ("", "", "", "")),
        *(row.counts.unread, row.counts.declared),
    ]
