"""The table of changes as an Excel workbook: a sheet for each catalogue, ready to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office.adjustment.table import adjustment_tables
from qzqd.office.excel import put, tabs
from qzqd.office.sheet import SheetWriter, new_book

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.compare.change import Comparison
    from qzqd.locale import Language


def write(comparison: Comparison, path: Path, language: Language) -> None:
    """Put the workbook in the place of `path`. Raises OfficeMissing, and what `atomic.replace` raises."""
    book = new_book()
    found = adjustment_tables(comparison, language)
    for tab, table in zip(tabs(table.name for table in found), found, strict=True):
        SheetWriter(book.create_sheet(tab), table, language).fill()
    put(book, found[0].title, path)
