"""A printed table as a sheet of a workbook, filled from top to bottom."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.office import installed, page
from qzqd.office.excel import A4, LONGEST, characters, cut, literal_codes, most_lines, row_height
from qzqd.office.printed import NumberCell, cell_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from qzqd.locale import Language
    from qzqd.office.printed import PrintedTable

_CUT = Text("……（内容过长，已截断）", "… (too long, cut off)")
_GOES_ON = Text("续", "cont.")
_FOOT = 90
"""Characters at the left of a foot, which has room for 255 in all, ours and those of fonts and sizes included."""
_FORMULA = ("=", "+", "-", "@")
_GB = 134
"""The character set of a font, so that one that is missing gives way to a Chinese one."""
_TITLE, _LINE, _HEADING, TEXT, CENTRED = "表题", "说明", "表头", "表文", "表文居中"


def new_book() -> Workbook:
    """A workbook with styles and no sheets. Raises OfficeMissing."""
    with installed():
        from openpyxl import Workbook

    book = Workbook()
    del book[book.sheetnames[0]]
    _declare_styles(book)
    return book


class SheetWriter:
    """One sheet, filled from top to bottom."""

    def __init__(self, sheet: Worksheet, table: PrintedTable, language: Language) -> None:
        self.sheet = sheet
        self.table = table
        self.language = language
        self.row = 0

    def fill(self) -> None:
        """The whole table, and how it is printed."""
        self._across(self.table.title, _TITLE, page.TITLE)
        for line in self.table.lines:
            self._across(line, _LINE, page.BODY)
        self._down([column.title.in_(self.language) for column in self.table.columns], page.HEADING, _HEADING)
        heading = self.row
        for row in self.table.rows:
            self._down(row, page.BODY)
        for note in self.table.notes:
            self._across(note, _LINE, page.BODY)
        self._set_up(heading)

    def _across(self, text: str, style: str, font: page.Font) -> None:
        """A line as wide as the table."""
        for part in page.parts(text, page.ROOM, font, most_lines(font)):
            self.row += 1
            self._write(1, part, style)
            self.sheet.merge_cells(None, self.row, 1, self.row, len(self.table.columns))
            self.sheet.row_dimensions[self.row].height = row_height(page.lines(part, page.ROOM, font), font)

    def _down(self, cells: Sequence[str | NumberCell], font: page.Font, style: str = "") -> None:
        """A row of the table; what does not fit into a row of the sheet goes on in the next."""
        columns = self.table.columns
        parted = [
            page.parts(cell_text(cell), column.width, font, most_lines(font))
            for cell, column in zip(cells, columns, strict=True)
        ]
        parted[0] += [_GOES_ON.in_(self.language)] * (max(map(len, parted)) - 1)
        start = self.row + 1
        for level in zip_longest(*parted, fillvalue=""):
            self.row += 1
            tallest = 1
            for at, (part, column) in enumerate(zip(level, columns, strict=True), 1):
                self._write(at, part, style or (CENTRED if column.centred else TEXT))
                tallest = max(tallest, page.lines(part, column.width, font))
            self.sheet.row_dimensions[self.row].height = row_height(tallest, font)
        for at, figure in enumerate(cells, 1):
            if isinstance(figure, NumberCell):
                cell = self.sheet.cell(start, at)
                cell.value, cell.number_format = figure.value, figure.form

    def _write(self, column: int, text: str, style: str) -> None:
        cell = self.sheet.cell(self.row, column)
        cell.style = style
        if text:
            cell.value = _held(text, self.language)
            # openpyxl takes a text for a formula, or for an error, by its looks.
            cell.data_type = "s"
            cell.quotePrefix = text.startswith(_FORMULA)

    def _set_up(self, heading: int) -> None:
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.header_footer import HeaderFooterItem
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.sheet
        for at, column in enumerate(self.table.columns, 1):
            sheet.column_dimensions[get_column_letter(at)].width = characters(column.width)
        sheet.freeze_panes = f"A{heading + 1}"
        sheet.print_title_rows = f"{heading}:{heading}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        for edge in ("left", "right", "top", "bottom"):
            setattr(sheet.page_margins, edge, page.MARGIN / page.INCH)
        foot = HeaderFooterItem()
        foot.center.text = page.NUMBERED.in_(self.language).format(page="&P", pages="&N")
        foot.center.size = page.BODY.size
        if self.table.foot:
            foot.left.text = cut(self.table.foot, _FOOT).replace("&", "&&")
            foot.left.size = page.SMALL
        sheet.HeaderFooter.oddFooter = foot


def _declare_styles(book: Workbook) -> None:
    """The styles by name, so that they can be changed for the whole book at once."""
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side

    none, thin = Border(), Side("thin")
    grid = Border(left=thin, right=thin, top=thin, bottom=thin)
    for name, font, border, across in (
        (_TITLE, page.TITLE, none, "center"),
        (_LINE, page.BODY, none, "left"),
        (_HEADING, page.HEADING, grid, "center"),
        (TEXT, page.BODY, grid, "left"),
        (CENTRED, page.BODY, grid, "center"),
    ):
        book.add_named_style(
            NamedStyle(
                name,
                font=Font(font.name, font.size, charset=_GB),
                border=border,
                alignment=Alignment(across, "center", wrap_text=True),
            )
        )


def _held(text: str, language: Language) -> str:
    """As a cell holds it: `_x0041_` as it stands, not the character of that code; cut where it is too long."""
    text = literal_codes(text)
    whole = cut(text, LONGEST)
    if whole == text:
        return text
    mark = _CUT.in_(language)
    return cut(text, LONGEST - len(mark)) + mark
