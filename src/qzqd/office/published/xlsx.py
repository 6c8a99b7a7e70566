"""The published table as an Excel workbook, ready to be printed: a sheet for each table."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from qzqd.office.excel import A4, characters, fast_book, most_lines, row_height, tabs
from qzqd.office.page import INCH, TALLEST, room
from qzqd.office.published import paper
from qzqd.office.published.columns import FIRM
from qzqd.office.published.split import split_text
from qzqd.office.published.table import SectionRow, published_tables
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from qzqd.locale import Language
    from qzqd.office.listed import ExportedList
    from qzqd.office.page import Font
    from qzqd.office.published.table import ItemRows, PublishedTable
    from qzqd.office.published.text_sheet import TextSheet

_MANY = 5_000
"""Rows, from which on the sheets are put together in files."""


def write(answer: Sequence[ExportedList], path: Path, language: Language) -> None:
    """Put it in the place of `path`. Raises OfficeMissing, and what `atomic.replace` raises."""
    atomic.replace(path, made([*published_tables(answer, language)]))


def made(tables: Sequence[PublishedTable]) -> bytes:
    """The workbook. Raises OfficeMissing."""
    buffer = BytesIO()
    book = fast_book(buffer, tables[0].title, in_memory=sum(len(table.body) for table in tables) < _MANY)
    from qzqd.office.published.text_sheet import TextSheet

    forms = _Forms(book)
    for tab, table in zip(tabs(table.name for table in tables), tables, strict=True):
        _Sheet(book.add_worksheet(tab, TextSheet), table, forms).fill()
    book.close()
    return buffer.getvalue()


class _Forms:
    """The looks of cells. Texts stay texts, whatever they look like."""

    def __init__(self, book: Workbook) -> None:
        def form(font: Font, **more: Any) -> Format:
            look = {"font_name": font.name, "font_size": font.size, "font_charset": 134}
            return book.add_format(
                {**look, "num_format": "@", "text_wrap": True, "valign": "vcenter", "align": "center", **more}
            )

        self.title = form(paper.TITLE)
        self.line = form(paper.BODY)
        self.heading = form(paper.HEADING, border=1)
        self.section = form(paper.HEADING, border=1, align="left")
        self.text = form(paper.BODY, border=1, align="left")
        self.centred = form(paper.BODY, border=1)
        self.note = form(paper.BODY, align="left")


class _Sheet:
    """One sheet, filled from top to bottom."""

    def __init__(self, sheet: TextSheet, table: PublishedTable, forms: _Forms) -> None:
        self.sheet, self.table, self.forms = sheet, table, forms
        headings = [column.heading for column in table.columns]
        self.last = len(headings) - 1
        self.widths = paper.widths(headings, (row for group in table.groups() for row in group.rows))
        self.rooms = [room(width, paper.BODY) for width in self.widths]
        self.firm = {at for at, column in enumerate(table.columns) if column.path in FIRM}
        self.most = most_lines(paper.BODY)

    def fill(self) -> None:
        """The whole table, and how it is printed."""
        table, forms = self.table, self.forms
        self._across(table.title, forms.title, paper.TITLE)
        for line in table.lines:
            self._across(line, forms.line, paper.BODY)
        top = self.sheet.filled
        self._headings()
        self._looks = tuple(forms.centred if short else forms.text for short in table.short_columns())
        for entry in table.body:
            if isinstance(entry, SectionRow):
                self._across(entry.text, forms.section, paper.HEADING)
            else:
                self._group(entry)
        for note in table.notes:
            self._across(note, forms.note, paper.BODY)
        self.sheet.end()
        self._set_up(top)

    def _across(self, text: str, form: Format, font: Font) -> None:
        """A row that is one cell as wide as the table."""
        row, columns = self.sheet.filled, self.last + 1
        lines = paper.line_count(text, room(sum(self.widths), font))
        self._add([None] * columns, (form,) * columns, lines, font)
        self.sheet.put(row, 0, row, self.last, text, form)

    def _headings(self) -> None:
        form, top = self.forms.heading, self.sheet.filled
        for texts in self.table.headings:
            tallest = max(
                paper.line_count(text, room(width, paper.HEADING))
                for text, width in zip(texts, self.widths, strict=True)
            )
            self._add([None] * len(texts), (form,) * len(texts), tallest, paper.HEADING)
        for text, row, at, across, down in self.table.heading_cells():
            self.sheet.put(top + row, at, top + row + down - 1, at + across - 1, text, form)

    def _group(self, group: ItemRows) -> None:
        """One item, or several under one; what does not fit into a row goes on in the next, as offices do it."""
        if len(group.rows) == 1:
            (row,) = group.rows
            tallest = max(map(paper.line_count, row, self.rooms))
            if tallest <= self.most:
                self._level(row, tallest)
                return
        top = self.sheet.filled
        levels: list[list[str]] = []
        spans: list[tuple[int, int, int]] = []
        for row in group.rows:
            cells = self._parted(row, group.whole)
            first, deep = len(levels), max(map(len, cells))
            levels += [[texts[at] if at < len(texts) else "" for texts in cells] for at in range(deep)]
            if deep > 1:
                spans += [
                    (first, first + deep - 1, at)
                    for at, texts in enumerate(cells)
                    if len(texts) == 1 and at not in group.whole
                ]
        heights = self._heights(levels, group)
        for texts, height in zip(levels, heights, strict=True):
            self._level(texts, height)
        if len(levels) > 1:
            spans += [(0, len(levels) - 1, at) for at in group.whole]
        for first, last, at in spans:
            self._down(top + first, top + last, at, levels[first][at])

    def _parted(self, row: list[str], whole: frozenset[int]) -> list[list[str]]:
        """The texts of a row in the parts that go into rows of their own. A character takes a line at the most."""
        if all(len(text) <= self.most for text in row):
            return [[text] for text in row]
        return [
            [text] if at in whole or at in self.firm else split_text(text, in_line, self.most)
            for at, (text, in_line) in enumerate(zip(row, self.rooms, strict=True))
        ]

    def _heights(self, levels: list[list[str]], group: ItemRows) -> list[int]:
        """In lines, by row; a cell over all rows makes each of them taller until it fits."""
        rooms, whole = self.rooms, group.whole
        lines = paper.line_count
        over = whole | self.firm if len(group.rows) == 1 and len(levels) > 1 else whole
        heights = [
            max([1, *(lines(text, rooms[at]) for at, text in enumerate(texts) if text and at not in over)])
            for texts in levels
        ]
        need = max((lines(levels[0][at], rooms[at]) for at in over), default=0)
        if (missing := need - sum(heights)) > 0:
            more = -(-missing // len(heights))
            heights = [min(height + more, self.most) for height in heights]
        return heights

    def _level(self, texts: list[str], height: int) -> None:
        self._add([text or None for text in texts], self._looks, height, paper.BODY)

    def _down(self, top: int, bottom: int, at: int, text: str) -> None:
        """One cell over several rows."""
        self.sheet.put(top, at, bottom, at, text, self._looks[at])

    def _add(self, texts: Sequence[str | None], looks: tuple[Format, ...], lines: int, font: Font) -> None:
        self.sheet.add_texts(texts, looks, min(row_height(lines, font), TALLEST + 9))

    def _set_up(self, top: int) -> None:
        sheet = self.sheet
        for at, width in enumerate(self.widths):
            sheet.set_column(at, at, characters(width))
        bottom = top + len(self.table.headings) - 1
        sheet.freeze_panes(bottom + 1, 0)
        sheet.repeat_rows(top, bottom)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(paper.LEFT / INCH, paper.RIGHT / INCH, paper.TOP / INCH, paper.BOTTOM / INCH)
        sheet.set_footer(f'&C&"{paper.NUMBER.name},Regular"&{paper.NUMBER.size}— &P —')
