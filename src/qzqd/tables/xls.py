"""An .xls workbook to grids: xlrd reads its cells, `biff` what it passes over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from qzqd.locale import Text
from qzqd.read.problem import Refused
from qzqd.tables.biff import looked_into
from qzqd.tables.formats import BUILTIN
from qzqd.tables.gathering import Gathering
from qzqd.tables.grid import Annotation, Workbook
from qzqd.tables.limits import SHEETS, Budget, too_many_sheets
from qzqd.tables.numbers import GENERAL, shown_number
from qzqd.tables.refusals import convert, encrypted, lacks, unsound
from qzqd.text import line_feeds

if TYPE_CHECKING:
    from qzqd.tables.biff import Extras
    from qzqd.tables.grid import Grid

_EXCEL = Text(" Excel 文件（.xls）", "Excel file (.xls)")
_WORD = Text("旧格式的文档（.doc、.wps）", "a document in an old format (.doc, .wps)")
_EMPTY, _TEXT, _NUMBER, _DATE, _TRUTH, _ERROR = range(6)


def workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a compound file, if it is a workbook. Raises Refused."""
    if _has(data, "EncryptedPackage"):
        raise encrypted()
    if _has(data, "WordDocument") and not _has(data, "Workbook"):
        raise convert(_WORD, name, "docx")
    try:
        import xlrd
    except ModuleNotFoundError:
        raise lacks(Text(" .xls ", ".xls files")) from None
    try:
        with open(os.devnull, "w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(
                file_contents=data, logfile=nowhere, formatting_info=True, on_demand=True, ragged_rows=True
            )
            return Workbook(name, "xls", _grids(book))
    except Refused:
        raise
    except Exception as error:  # whatever a broken or hostile file makes of the library
        if "encrypted" in str(error):
            raise encrypted() from None
        if _has(data, "WordDocument"):  # a document with a workbook in it
            raise convert(_WORD, name, "docx") from None
        raise unsound(_EXCEL) from None


def _has(data: bytes, stream: str) -> bool:
    """Whether the directory of a compound file may name a stream."""
    return f"{stream}\0".encode("utf-16-le") in data


def _grids(book: Any) -> tuple[Grid, ...]:
    if book.nsheets > SHEETS:
        raise too_many_sheets(book.nsheets)
    budget = Budget()
    found: list[Grid] = []
    extras = looked_into(book.mem[book.base : book.base + book.stream_len])
    for at in range(book.nsheets):
        sheet = book.sheet_by_index(at)
        gathering = Gathering(sheet.name, budget, hidden=sheet.visibility != 0)
        _fill(gathering, book, sheet)
        if at < len(extras):
            _add(gathering, extras[at])
        found.append(gathering.grid())
        book.unload_sheet(at)
    return tuple(found)


def _fill(gathering: Gathering, book: Any, sheet: Any) -> None:
    struck = {at for at, style in enumerate(book.xf_list) if _strikes(book, style.font_index)}
    for row in range(sheet.nrows if struck else 0):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind != _EMPTY and sheet.cell_xf_index(row, column) in struck:
                gathering.strike(row + 1, column + 1)
    for (row, column), runs in sheet.rich_text_runlist_map.items():
        if sheet.cell_xf_index(row, column) not in struck:
            _strike_runs(gathering, book, row, column, str(sheet.cell_value(row, column)), runs)
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        if said := note.text.strip():
            gathering.annotate(Annotation("comment", said, row + 1, column + 1))
    for row in range(sheet.nrows):
        cells = [
            _text(gathering, book, sheet, row, column, kind)
            for column, kind in enumerate(sheet.row_types(row))
        ]
        gathering.row(row + 1, cells)
    for top, below, left, beside in sheet.merged_cells:
        gathering.merge(top + 1, left + 1, below, beside)
    gathering.hidden_rows |= {
        row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden or info.height == 0
    }
    for column, info in sheet.colinfo_map.items():
        if info.hidden or info.width == 0:
            gathering.hide_columns(column + 1, column + 1)


def _text(gathering: Gathering, book: Any, sheet: Any, row: int, column: int, kind: int) -> str:
    value = sheet.cell_value(row, column)
    if kind == _TEXT:
        return line_feeds(str(value))
    if kind in (_NUMBER, _DATE):
        number = shown_number(repr(value), _code(book, sheet.cell_xf_index(row, column)), book.datemode == 1)
        return gathering.number(row + 1, column + 1, number)
    if kind == _TRUTH:
        return "TRUE" if value else "FALSE"
    if kind == _ERROR:
        import xlrd

        return str(xlrd.error_text_from_code.get(value, "#ERROR!"))
    return ""


def _strikes(book: Any, font: int) -> bool:
    return font < len(book.font_list) and bool(book.font_list[font].struck_out)


def _strike_runs(
    gathering: Gathering, book: Any, row: int, column: int, text: str, runs: list[tuple[int, int]]
) -> None:
    """A text in several fonts. runs: where each begins, and which; before the first it is that of the cell."""
    ends = [*(begin for begin, _ in runs[1:]), len(text)]
    struck = [(begin, end) for (begin, font), end in zip(runs, ends, strict=True) if _strikes(book, font)]
    if struck:
        edges = [0, *(edge for span in struck for edge in span), len(text)]
        rest = "".join(text[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2))
        gathering.strike(row + 1, column + 1, line_feeds(rest))


def _code(book: Any, style: int) -> str:
    """The number format of a style."""
    key = book.xf_list[style].format_key
    form = book.format_map.get(key)
    return str(form.format_str) if form is not None and form.format_str else BUILTIN.get(key, GENERAL)


def _add(gathering: Gathering, extras: Extras) -> None:
    gathering.formulas = dict.fromkeys(extras.formulas, "=")
    for floating in extras.floating:
        gathering.float(floating)
    for area in extras.perhaps_struck:
        gathering.strike_perhaps(area)
