"""For people at a terminal: the sum in one line, the tables with what is missing, and last whether it will do."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.report.coverage import words
from qzqd.report.coverage.claims_words import verdict_counts
from qzqd.report.coverage.verbs import verb
from qzqd.report.coverage.words import folded_rows
from qzqd.report.findings.text import closing, finding_blocks
from qzqd.report.paper.lines import LineLayout
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.table import NONE, NamedColumns
from qzqd.report.paper.terminal import cells, wrap
from qzqd.report.paper.words import COLON, plural
from qzqd.text import CLAUSE, COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.cover.coverage import (
        Aspect,
        BaselineCoverage,
        By,
        Counts,
        Coverage,
        Fraction,
        ItemBrief,
        Ledger,
        ScoreRank,
    )
    from qzqd.report import Page

MOST = 40
"""Rows of a table that are shown one by one."""

_PARTS = 40
"""Ids, ranges of ids or groups that are shown of one row."""

_NAMED = 10


def render(coverage: Coverage, page: Page) -> str:
    """The sum, baselines, aspects, ledgers, claims and trends, then what is wrong, the sources and the gates."""
    report = _Report(coverage, page)
    blocks = ["\n".join(block) for block in report.blocks(page.by)]
    blocks += finding_blocks(coverage.findings, (), page)
    if notes := provenance_notes(words.sources(coverage, page.language)):
        blocks.append(closing(notes, page))
    if coverage.gates:
        blocks.append("\n".join(report.gates()))
    return inert("\n\n".join(blocks)) + "\n"


class _Lacking(NamedTuple):
    """An item that units are missing, and how many are."""

    item: ItemBrief
    units: int


class _Report:
    """Safe lines, in blocks."""

    def __init__(self, coverage: Coverage, page: Page) -> None:
        self._coverage = coverage
        self._page = page
        self._lines = LineLayout(page)
        self._paint = self._lines.paint

    def blocks(self, by: By) -> Iterator[Iterable[str]]:
        """All that does not depend on demands."""
        coverage = self._coverage
        yield self._opening()
        for baseline in coverage.baselines:
            yield self._baseline(baseline, by)
            if found := _lacking(baseline):
                yield self._lacking(found)
        if coverage.baselines:
            yield self._under("", verb(*coverage.baselines).legend, "quiet")
        if coverage.aspects:
            yield self._aspects(coverage.aspects)
        yield from map(self._ledger, coverage.ledgers)
        if coverage.claims:
            yield self._claims()
        if coverage.trends:
            yield self._trends()

    def gates(self) -> Iterator[str]:
        """What is demanded; what fails stands last."""
        yield from self._under("", words.judged(self._coverage.gates), "heading")
        for passed, style, most in ((True, "new", _NAMED), (False, "error", MOST)):
            found = [gate for gate in self._coverage.gates if gate.passed == passed]
            for gate in found[:most]:
                yield from self._under("  ", words.gate(gate), style)
            yield from self._more(len(found) - most)

    def _say(self, text: Text) -> str:
        return safe(text.in_(self._page.language))

    def _under(self, indent: str, text: Text, style: str = "") -> Iterator[str]:
        for line in self._lines.under(indent, self._say(text)):
            yield self._paint(line, style) if style else line

    def _beside(self, head: str, parts: Iterable[str]) -> Iterator[str]:
        """The first of the parts in a row beside the head, and under one another; a part is not broken."""
        left = iter(parts)
        shown = [safe(part) for part in islice(left, _PARTS)]
        shown += ["…"] if next(left, None) is not None else []
        narrower = LineLayout(self._page._replace(width=self._lines.width - cells(head)))
        for line in narrower.row("", shown, self._say(COMMA)):
            yield head + line
            head = " " * cells(head)

    def _more(self, count: int) -> Iterator[str]:
        if count > 0:
            yield from self._under("  ", words.more(count), "quiet")

    def _opening(self) -> Iterator[str]:
        alarm = words.alarm(self._coverage)
        if alarm:
            yield from self._under("", alarm, "error")
        for baseline in self._coverage.baselines:
            parts = [self._say(part) for part in words.clauses(baseline)]
            for row in self._lines.row("", parts, self._say(CLAUSE)):
                yield from (self._paint(line, "heading") for line in wrap(row, self._lines.width))
        if not self._coverage.baselines and not alarm:
            yield from self._under("", words.empty(self._coverage), "heading")

    def _baseline(self, baseline: BaselineCoverage, by: By) -> Iterator[str]:
        yield from self._under("", words.baseline_heading(baseline), "heading")
        yield from self._under("", words.scope(baseline), "quiet")
        if baseline.units:
            yield from self._table(baseline, by)
            parts = [*words.rates(baseline.totals, baseline), words.average(baseline)]
            yield from self._lines.row("", [self._say(part) for part in parts], "  ")

    def _table(self, baseline: BaselineCoverage, by: By) -> Iterator[str]:
        rows, notes = folded_rows(
            words.coverage_rows(baseline, by, self._page.language), by, baseline.verb, MOST
        )
        names = [words.BY[by], *words.count_columns(baseline).values(), Text("", ""), verb(baseline).rate]
        head, bold = [self._say(name) for name in names], ["heading"] * len(names)
        shown = tuple(words.count_columns(baseline))
        cells = [self._counts(row.name, row.counts, shown) for row in rows]
        total = self._counts(self._say(words.TOTAL), baseline.totals, shown)
        columns = NamedColumns([*cells, total], self._lines.width, head)
        yield from columns.lines(head, self._paint, bold)
        for row, line in zip(rows, cells, strict=True):
            yield from columns.lines(line, self._paint, _styles(line, complete=row.settled))
            for status, ids in words.open_cells(row.unit) if row.unit else ():
                title = f"  {self._say(verb(baseline).labels[status])} {len(ids)}{self._say(COLON)}"
                yield from self._beside(title, words.id_ranges(ids))
        for note in notes:
            yield from self._under("  ", note, "quiet")
        yield from columns.lines(total, self._paint, bold)

    def _counts(self, name: str, counts: Counts, shown: Sequence[str]) -> list[str]:
        numbers = (getattr(counts, status) for status in shown)
        return [
            safe(name),
            *(str(number) if number else NONE for number in numbers),
            *words.with_rate(counts.rate),
        ]

    def _lacking(self, found: Sequence[_Lacking]) -> Iterator[str]:
        yield from self._under("", _lacked(len(found)), "heading")
        for item, count in found[:_NAMED]:
            name = f"{item.name}{_in_units(count).in_(self._page.language)}"
            yield from self._lines.under(f"  {safe(item.id)}  ", safe(name))
        yield from self._more(len(found) - _NAMED)

    def _aspects(self, aspects: Sequence[Aspect]) -> Iterator[str]:
        yield from self._under("", words.ASPECTS, "heading")
        rows = [self._asked(words.asked(each), each.covered) for each in aspects]
        columns, previous = NamedColumns(rows, self._lines.width), ""
        for each, row in zip(aspects, rows, strict=True):
            if each.catalogue != previous:
                previous = each.catalogue
                yield from self._under("", words.origin(each), "place")
            yield from columns.lines(row, self._paint, _styles(row, complete=words.complete(each.covered)))
            if each.missing_items:
                head = f"    {self._say(words.WITHOUT)} {len(each.missing_items)}{self._say(COLON)}"
                yield from self._beside(head, words.id_ranges(each.missing_items))
            if each.groups:
                groups = (f"{name} {words.ratio(group)}" for name, group in each.groups)
                yield from self._beside("    ", groups)

    def _ledger(self, ledger: Ledger) -> Iterator[str]:
        yield from self._under("", words.records(ledger), "heading")
        if ledger.checks:
            rows = [self._asked(check.title, check.kept) for check in ledger.checks]
            columns = NamedColumns(rows, self._lines.width)
            for check, row in zip(ledger.checks, rows, strict=True):
                yield from columns.lines(row, self._paint, _styles(row, complete=words.complete(check.kept)))
        if ledger.ranks:
            yield from self._ranks(ledger.ranks[:MOST])
            yield from self._more(len(ledger.ranks) - MOST)

    def _ranks(self, ranks: Sequence[ScoreRank]) -> Iterator[str]:
        rows = [
            [f"  {department}", score, band, self._say(words.TIED) if rank.tied else ""]
            for rank in ranks
            for department, score, band in (map(safe, words.ranked(rank)),)
        ]
        columns = NamedColumns(rows, self._lines.width)
        for row in rows:
            yield from columns.lines(row, self._paint)

    def _asked(self, title: Text, answered: Fraction) -> list[str]:
        return [f"  {self._say(title)}", *words.with_rate(answered)]

    def _claims(self) -> Iterator[str]:
        claims = self._coverage.claims
        yield from self._under("", verdict_counts(claims), "heading")
        wrong = [claim for claim in claims if claim.agrees is False]
        for claim in wrong[:MOST]:
            yield from self._lines.under(f"  {safe(claim.id)}  ", safe(claim.text))
            yield from self._under("    ", words.disagreement(claim), "error")
        yield from self._more(len(wrong) - MOST)

    def _trends(self) -> Iterator[str]:
        yield from self._under("", words.against(self._coverage), "heading")
        for trend in words.trends(self._coverage):
            yield from self._under("  ", trend)


def _styles(row: Sequence[str], *, complete: bool) -> list[str]:
    """The fraction and its percentage stand out."""
    return ["" for _ in row[:-2]] + ["new" if complete else "warning"] * 2


def _lacking(baseline: BaselineCoverage) -> list[_Lacking]:
    """Items that are missing where others were reported; first what is missing in most units."""
    reporting = (unit for unit in baseline.units if unit.counts.reported.part)
    found = Counter(key for unit in reporting for key in unit.missing_items)
    items = (_Lacking(item, found[item.id]) for item in baseline.items if found[item.id])
    return sorted(items, key=lambda each: -each.units)


def _lacked(count: int) -> Text:
    """The heading of `_lacking`."""
    return Text(f"已填报的单位还缺 {count} 项", f"Missing in units that have reported: {count}")


def _in_units(count: int) -> Text:
    """In how many units an item is missing."""
    return Text(f"（{count} 个单位）", f" ({plural(count, 'unit')})")
