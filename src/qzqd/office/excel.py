"""What Excel takes: names of sheets, texts of cells, widths, heights; and how a workbook of ours begins and ends."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

from qzqd.office import installed, page
from qzqd.office.seal import sealed
from qzqd.regex import regex
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import openpyxl
    import xlsxwriter

LONGEST = 32_767
"""UTF-16 units that Excel holds in a cell."""
A4 = 9
_TAB = 31
_NO_TAB = regex(r"[\[\]:*?/\\'\x00-\x1f]")
"""What the name of a sheet cannot have, or, as a line break, comes back as a blank."""
_RESERVED = "history"
_CODE = regex("_(?=x[0-9A-Fa-f]{4}_)")
_LEADING, _AROUND = 1.5, 4
"""From line to line, in sizes of the font; and points above and below."""
_MADE = datetime(1980, 1, 1)
"""No clock: the same content gives the same bytes."""


def fast_book(buffer: BytesIO, title: str, **options: bool) -> xlsxwriter.Workbook:
    """A workbook that XlsxWriter writes into a buffer when it is closed. Raises OfficeMissing."""
    with installed():
        from xlsxwriter import Workbook

    book = Workbook(buffer, options)
    book.set_properties({"title": title, "author": "qzqd", "created": _MADE})
    return book


def put(book: openpyxl.Workbook, title: str, path: Path) -> None:
    """The finished workbook of openpyxl in the place of `path`. Raises what `atomic.replace` raises."""
    book.properties.title = title
    book.properties.creator = "qzqd"
    buffer = BytesIO()
    book.save(buffer)
    atomic.replace(path, sealed(buffer.getvalue()))


def tabs(names: Iterable[str]) -> Iterator[str]:
    """Names that Excel takes for sheets, each once."""
    taken = {_RESERVED}
    for name in names:
        whole = tab = cut(_NO_TAB.sub("", name), _TAB).strip() or "1"
        for number in count(2):
            if tab.casefold() not in taken:
                break
            mark = f" {number}"
            tab = cut(whole, _TAB - len(mark)) + mark
        taken.add(tab.casefold())
        yield tab


def literal_codes(text: str) -> str:
    """As a cell holds it: `_x0041_` as it stands, not the character of that code."""
    return _CODE.sub("_x005F_", text)


def cut(text: str, units: int) -> str:
    """The text, or so many UTF-16 units of it."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


def characters(millimetres: int) -> float:
    """The width of a column as Excel counts it: digits of its own font, 7 pixels each, and 5 pixels around."""
    return (millimetres / page.INCH * 96 - 5) / 7


def row_height(lines: int, font: page.Font) -> float:
    """Points that a row of so many lines takes."""
    return lines * font.size * _LEADING + _AROUND


def most_lines(font: page.Font) -> int:
    """Lines that fit into a row."""
    return int((page.TALLEST - _AROUND) / font.size / _LEADING)
