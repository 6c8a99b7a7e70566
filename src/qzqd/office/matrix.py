"""Coverage as an Excel workbook: the counts, a matrix for each baseline, the gaps and the aspects."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from qzqd.cover.coverage import LABELS, RATES
from qzqd.locale import Text
from qzqd.office import page
from qzqd.office.excel import put, row_height, tabs
from qzqd.office.printed import NumberCell, PrintedColumn, PrintedTable
from qzqd.office.sheet import CENTRED, SheetWriter, new_book
from qzqd.report.coverage import gaps, words
from qzqd.report.coverage.verbs import verb
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import safe, safe_lines
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from qzqd.cover.coverage import BaselineCoverage, Counts, Coverage, Fraction, Status
    from qzqd.locale import Language
    from qzqd.report.coverage.verbs import Verb

MOST_CELLS = 200_000
"""Of one matrix."""
MOST_GAPS = 50_000

_FILLS: dict[Status, str] = {
    "adopted": "E0F3E5",
    "partial": "FFEDB8",
    "not_adopted": "FFD5CC",
    "not_applicable": "E6E9ED",
    "returned": "CFEFF0",
    "missing": "FF9C93",
    "outdated": "D6E6FF",
    "waived": "EADFFB",
    "unclaimed": "EFEBDD",
    "not_due": "FFFFFF",
    "unread": "D9D9D9",
}
_PERCENT = "0.00%"
_FIRST_ITEM = 3
"""The first column of a matrix that is not on every page."""
_LONGEST = 100
"""Characters above a page, where Excel holds 255 with all that belongs to them."""
_SMALLEST = 0.7
"""What is printed is made no smaller; what does not fit then goes on on the next page."""


@dataclass(frozen=True, slots=True)
class _Field(PrintedColumn):
    """status: whether its cells hold one, which has a colour."""

    status: bool = False


_SUMMARY = Text("汇总", "Summary")
_SUMMARY_TITLE = Text("清单覆盖情况汇总表", "Coverage of the catalogues")
_GAPS = Text("缺失清单", "Gaps")
_ASPECTS = Text("要素", "Aspects")
_LEGEND = Text("图例", "Legend")
_CATALOGUE = _Field(Text("清单", "Catalogue"), 45)
_UNIT = _Field(gaps.UNIT, 32)
_COUNTED = ("required", *LABELS)
_STATUS_WIDTH = {"zh": 18, "en": 22}
_GAP_COLUMNS = (
    _CATALOGUE,
    _UNIT,
    _Field(gaps.ITEM_ID, 20, centred=True),
    _Field(gaps.ITEM_NAME, 65),
    _Field(gaps.STATUS, 20, centred=True, status=True),
    _Field(gaps.REASON, 43),
    _Field(gaps.OFFICE, 32),
)
_ASPECT_COLUMNS = (
    _CATALOGUE,
    _Field(Text("要素", "Aspect"), 50),
    _Field(gaps.CATEGORY, 32),
    _Field(Text("齐备率", "Covered"), 20, centred=True),
    _Field(Text("齐备分数", "Fraction"), 20, centred=True),
    _Field(Text("缺少的事项", "Without"), 90),
)


def write(coverage: Coverage, path: Path, language: Language) -> None:
    """Put the workbook in the place of `path`. Raises OfficeMissing, and what `atomic.replace` raises."""
    book = new_book()
    found = list(_Tables(coverage, language).all())
    colours = {
        verb(baseline).labels[status].in_(language): colour
        for baseline in coverage.baselines
        for status, colour in _FILLS.items()
    }
    for tab, (table, legend) in zip(tabs(table.name for table, _ in found), found, strict=True):
        _Filtered(book.create_sheet(tab), table, language, legend, colours).fill()
    put(book, found[0][0].title, path)


def _summary_columns(verb_words: Verb) -> tuple[PrintedColumn, ...]:
    counted = {
        status: Text(label.zh, verb_words.columns[status].en) for status, label in verb_words.labels.items()
    }
    required = Text(verb_words.required.zh, verb_words.columns["required"].en)
    rates = (
        field
        for title in verb_words.rates.values()
        for field in (
            _Field(title, 19, centred=True),
            _Field(Text(f"{title.zh}分数", f"{title.en} of"), 19, centred=True),
        )
    )
    return (
        _CATALOGUE,
        _UNIT,
        *(_Field(title, 17, centred=True) for title in (required, *counted.values())),
        *rates,
    )


class _Tables:
    """What stands on the sheets, each with the statuses that its legend explains."""

    def __init__(self, coverage: Coverage, language: Language) -> None:
        self._coverage = coverage
        self._language = language

    def all(self) -> Iterator[tuple[PrintedTable, list[Text]]]:
        """At least the counts and the gaps."""
        yield self._summary(), []
        for baseline in self._coverage.baselines:
            if baseline.units and baseline.items:
                labels = verb(baseline).labels
                yield self._matrix(baseline), [labels[status] for status, _ in gaps.occurring(baseline)]
        yield self._gaps(), []
        if self._coverage.aspects:
            rows = self._aspects()
            yield self._table(_ASPECTS, words.ASPECTS, [], _ASPECT_COLUMNS, rows), []

    def _table(
        self,
        name: Text,
        title: Text,
        lines: Iterable[Text],
        columns: tuple[PrintedColumn, ...],
        rows: Iterable[list[str | NumberCell]],
    ) -> PrintedTable:
        """The same with every text in one language, and safe."""
        return PrintedTable(
            safe(name.in_(self._language)),
            safe(title.in_(self._language)),
            [safe(line.in_(self._language)) for line in lines],
            columns,
            [[cell if isinstance(cell, NumberCell) else safe_lines(cell) for cell in row] for row in rows],
        )

    def _summary(self) -> PrintedTable:
        coverage = self._coverage
        alarm = words.alarm(coverage)
        lines = [alarm] if alarm else [] if coverage.baselines else [words.empty(coverage)]
        for baseline in coverage.baselines:
            lines += [words.summary(baseline), words.scope(baseline)]
            if left := gaps.left_out(baseline, gaps.shown(baseline, MOST_CELLS)):
                lines.append(left)
        verb_words = verb(*coverage.baselines)
        if coverage.baselines:
            lines.append(verb_words.legend)
        lines += provenance_notes(words.sources(coverage, self._language))
        return self._table(_SUMMARY, _SUMMARY_TITLE, lines, _summary_columns(verb_words), self._counts())

    def _counts(self) -> Iterator[list[str | NumberCell]]:
        for baseline in self._coverage.baselines:
            yield [baseline.title, words.TOTAL.in_(self._language), *_numbers(baseline.totals)]
            for row in words.coverage_rows(baseline, "unit", self._language):
                yield [baseline.title, row.name, *_numbers(row.counts)]

    def _matrix(self, baseline: BaselineCoverage) -> PrintedTable:
        units = gaps.shown(baseline, MOST_CELLS)
        verb_words = verb(baseline)
        title = Text(f"{baseline.title}　{verb_words.done.zh}矩阵", f"Coverage: {baseline.title}")
        items = (
            _Field(Text(head, head), _STATUS_WIDTH[self._language], centred=True, status=True)
            for head in (f"{safe_lines(item.id)}\n{safe_lines(item.name)}" for item in baseline.items)
        )
        labels = {status: label.in_(self._language) for status, label in verb_words.labels.items()}
        rows = (
            [
                name,
                _rate(unit.counts.rate),
                *(labels[unit.cells.get(item.id, "adopted")] for item in baseline.items),
            ]
            for unit, name in zip(units, gaps.names(baseline, units, self._language), strict=True)
        )
        name = Text(baseline.title, baseline.title)
        return self._table(name, title, [], (_UNIT, _Field(verb_words.rate, 19, centred=True), *items), rows)

    def _gaps(self) -> PrintedTable:
        total = sum(len(unit.gaps) for baseline in self._coverage.baselines for unit in baseline.units)
        verb_words = verb(*self._coverage.baselines)
        lines = (
            [] if total else [verb_words.no_gaps if self._coverage.baselines else words.empty(self._coverage)]
        )
        if total > MOST_GAPS:
            lines.append(words.more(total - MOST_GAPS))
        rows = islice(self._gap_rows(), MOST_GAPS)
        return self._table(_GAPS, verb_words.gaps, lines, _GAP_COLUMNS, rows)

    def _gap_rows(self) -> Iterator[list[str | NumberCell]]:
        for baseline in self._coverage.baselines:
            names = gaps.names(baseline, baseline.units, self._language)
            for gap in gaps.gaps(baseline, baseline.units):
                item = baseline.items[gap.item]
                office, _ = gaps.held(baseline.units[gap.unit], item)
                status = verb(baseline).labels[gap.status].in_(self._language)
                yield [baseline.title, names[gap.unit], item.id, item.name, status, gap.reason, office]

    def _aspects(self) -> Iterator[list[str | NumberCell]]:
        """Each as a whole, then by category."""
        between = COMMA.in_(self._language)
        for aspect in self._coverage.aspects:
            title, whole = aspect.title.in_(self._language), words.TOTAL.in_(self._language)
            missing = between.join(words.id_ranges(aspect.missing_items))
            yield [aspect.catalogue, title, whole, *_rated(aspect.covered), missing]
            for category, covered in aspect.groups:
                yield [aspect.catalogue, title, category, *_rated(covered), ""]


class _Filtered(SheetWriter):
    """A sheet with numbers, colours and a filter, which may be wider than a page."""

    def __init__(
        self,
        sheet: Worksheet,
        table: PrintedTable,
        language: Language,
        legend: list[Text],
        colours: Mapping[str, str],
    ) -> None:
        """colours: of the statuses, by what they are called in any of the lists."""
        super().__init__(sheet, table, language)
        self._legend = [label.in_(language) for label in legend]
        self._colours = colours

    def _across(self, text: str, style: str, font: page.Font) -> None:
        """Not above a matrix: its first columns stand on every page, and with them half of each line."""
        if not self._legend:
            super()._across(text, style, font)

    def _down(self, cells: Sequence[str | NumberCell], font: page.Font, style: str = "") -> None:
        """What the colours mean stands above the headings."""
        if style and self._legend:
            self.row += 1
            for at, text in enumerate((_LEGEND.in_(self.language), *self._legend), _FIRST_ITEM):
                super()._write(at, text, CENTRED)
            self.sheet.row_dimensions[self.row].height = row_height(2, page.BODY)
            self._colour(self.row, self.row, range(_FIRST_ITEM + 1, _FIRST_ITEM + 1 + len(self._legend)))
        super()._down(cells, font, style)

    def _set_up(self, heading: int) -> None:
        from openpyxl.worksheet.header_footer import HeaderFooterItem

        super()._set_up(heading)
        sheet, columns = self.sheet, self.table.columns
        sheet.auto_filter.ref = f"A{heading}:{sheet.cell(self.row, len(columns)).coordinate}"
        coloured = [at for at, field in enumerate(columns, 1) if isinstance(field, _Field) and field.status]
        if coloured and self.row > heading:
            self._colour(heading + 1, self.row, range(coloured[0], coloured[-1] + 1))
        if self._legend:
            sheet.freeze_panes = sheet.cell(heading + 1, _FIRST_ITEM).coordinate
            sheet.print_title_cols = "A:B"
            head = HeaderFooterItem()
            head.center.text = self.table.title[:_LONGEST].replace("&", "&&")
            head.center.size = page.TITLE.size
            sheet.HeaderFooter.oddHeader = head
        if sum(column.width for column in columns) * _SMALLEST > page.ROOM:
            sheet.sheet_properties.pageSetUpPr = None
            sheet.page_setup.scale = int(100 * _SMALLEST)

    def _colour(self, first: int, last: int, columns: range) -> None:
        """By rules, so that who corrects a status sees its colour follow."""
        from openpyxl.formatting.rule import Rule
        from openpyxl.styles import PatternFill
        from openpyxl.styles.differential import DifferentialStyle

        ends = (self.sheet.cell(first, columns[0]), self.sheet.cell(last, columns[-1]))
        area = ":".join(cell.coordinate for cell in ends)
        for label, colour in self._colours.items():
            same = [f'"{label}"']
            look = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
            rule = Rule("cellIs", operator="equal", formula=same, dxf=look)
            self.sheet.conditional_formatting.add(area, rule)


def _numbers(counts: Counts) -> list[str | NumberCell]:
    rates: list[Fraction] = [getattr(counts, name) for name in RATES]
    numbers: list[int] = [getattr(counts, name) for name in _COUNTED]
    return [
        *(NumberCell(str(number), number) for number in numbers),
        *chain.from_iterable(map(_rated, rates)),
    ]


def _rated(fraction: Fraction) -> tuple[str | NumberCell, str]:
    return _rate(fraction), words.ratio(fraction)


def _rate(fraction: Fraction) -> str | NumberCell:
    """Cut to what is shown, as everywhere; text where there is nothing to divide."""
    said = words.percent(fraction)
    return NumberCell(said, round(fraction.percent / 100, 4), _PERCENT) if fraction.whole else said
