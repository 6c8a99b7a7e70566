"""The bytes of a file to its tables, by what the bytes are and never by the name of the file."""

from __future__ import annotations

from qzqd.locale import Text
from qzqd.tables.grid import Workbook
from qzqd.tables.limits import Budget
from qzqd.tables.refusals import convert, no_table, pdf

_ZIP, _OLE, _PDF = b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"


def read_tables(data: bytes, name: str) -> Workbook:
    """Every table of a file. Raises Refused, and nothing else, whatever the bytes are.

    name: what messages and the commands in them call the file.
    """
    book = _read(data, name)
    if not book.grids:  # such as a workbook that is all charts
        raise no_table()
    return book


def _read(data: bytes, name: str) -> Workbook:
    if data.startswith(_ZIP):
        return _zipped(data, name)
    if data.startswith(_OLE):
        from qzqd.tables import xls

        return xls.workbook(data, name)
    if data.startswith(_PDF):
        raise pdf()
    from qzqd.tables import delimited

    return delimited.workbook(data, name)


def _zipped(data: bytes, name: str) -> Workbook:
    from qzqd.tables import ods
    from qzqd.tables.package import Package, first

    budget = Budget()
    package = Package(data, budget)
    if ods.CONTENT in package:
        return Workbook(name, "ods", ods.grids(package, name, budget))
    main = first(package.relations(""), "officeDocument")
    if main.endswith(".bin"):
        raise convert(Text("二进制的 Excel 文件（.xlsb）", "a binary Excel file (.xlsb)"), name, "xlsx")
    if main.casefold().startswith("word/"):
        from qzqd.tables import docx

        return Workbook(name, "docx", docx.grids(package, main, budget))
    if main.casefold().startswith("xl/"):
        from qzqd.tables import xlsx

        return Workbook(name, "xlsx", xlsx.grids(package, main, budget))
    raise no_table()
