"""A table, CSV or the first sheet of an XLSX workbook, to cells that know where they stand. Nothing is evaluated."""

from __future__ import annotations

import csv
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.finding import Span
from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.lines import Lines
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UNREADABLE = "QZ023"
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,\r\n]*')
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
_ROWS, _COLUMNS = 1 << 20, 100
_MOST = 10**15
"""Beyond this Excel itself loses digits; infinity and what is no number are beyond it too."""
_AS_CSV = Text(
    "在 Excel 里另存为“CSV UTF-8（逗号分隔）”", "in Excel, save it as “CSV UTF-8 (comma delimited)”"
)
_HELP = {
    "QZ006": _AS_CSV,
    "QZ011": Text("各列用逗号分隔，格内不用制表符", "separate cells by commas; no tabs in them"),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that would have to be worked out, or that says so far nobody could."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | date | Formula | None
"""datetime is a date; None is an empty cell."""


class Row(NamedTuple):
    """number: the line that it starts on, or its row in the sheet."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything. Columns are counted from 0.

    others: of a workbook, by title, the first row of each further sheet that holds anything.
    """

    rows: list[Row]
    lines: Lines | None = field(default=None, repr=False)
    others: dict[str, Row] = field(default_factory=dict)

    def span(self, row: Row, column: int | None = None) -> Span:
        """The characters of a cell of a CSV, or of its whole row; row and column where there are no characters.

        The whole row, too, where it ends before the column.
        """
        if self.lines is None:
            number = 0 if column is None else column
            return Span(row.number, number + 1, row.number, number + 2)
        start = self.lines.starts[row.number - 1]
        if column is None or column >= len(row.cells):
            return self.lines.span(start, start + len(self.lines.line(row.number)))
        place = _CELL.match(self.lines.text, start)
        for _ in range(column):
            place = _CELL.match(self.lines.text, place.end() + 1 if place else start)
        span = self.lines.span(*place.span()) if place else self.lines.span(start, start)
        if span.end_line > span.line:
            return Span(span.line, span.column, span.line, len(self.lines.line(span.line)) + 1)
        return span

    def name(self, row: Row, column: int | None) -> str:
        """What Excel calls a cell, such as E2; "" in a CSV."""
        if self.lines is not None or column is None:
            return ""
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(column + 1)}{row.number}"

    def excerpt(self, span: Span) -> str:
        """The line that a span starts on; a sheet has none."""
        return self.lines.line(span.line) if self.lines else ""


def table(data: bytes, name: str, max_bytes: int) -> Table:
    """The table in the bytes of a file; its name tells what they are. Raises Refused."""
    return _sheet(data, max_bytes) if name.endswith(".xlsx") else _csv(data)


def _csv(data: bytes) -> Table:
    try:
        text = source.check(data).decode()
    except Refused as refused:
        help = _HELP.get(refused.code, refused.problem.help)
        raise Refused(refused.code, replace(refused.problem, help=help)) from None
    lines, rows, before = Lines(text), list[Row](), 0
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            rows.append(Row(before + 1, [_formula_or(cell.strip()) for cell in cells]))
            before = reader.line_num
    except csv.Error:
        start = lines.starts[min(before, len(lines.starts) - 1)]
        message = Text(
            "从这一行起引号没有配对，或者一格太长", "a quotation mark is not closed, or a cell is too long"
        )
        raise Refused(UNREADABLE, Problem(message, help=_AS_CSV, offsets=(start, start + 1))) from None
    return _held(rows, lines)


def _formula_or(text: str) -> Cell:
    return Formula(text) if text.startswith("=") or _ERROR.fullmatch(text) else text or None


def _sheet(data: bytes, max_bytes: int) -> Table:
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError:
        message = Text("没有安装读 Excel 的组件", "what reads Excel files is not installed")
        help = Text(
            '安装：pip install "qzqd[office]"；或者另存为 CSV',
            'install it: pip install "qzqd[office]"; or save it as CSV',
        )
        raise Refused(UNREADABLE, Problem(message, help=help)) from None
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it leaves out, such as charts
        try:
            _refuse_if_large(data, max_bytes)
            book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
            first, *others = book.worksheets
            return replace(_held(_rows(first)), others=dict(_beginnings(others)))
        except Refused:
            raise
        except Exception:  # whatever a broken archive or broken XML makes of the library
            message = Text("不是完好的 Excel 文件（.xlsx）", "not a sound Excel file (.xlsx)")
            help = Text(
                "在 Excel 里打开，另存为 .xlsx 或 CSV", "open it in Excel and save it as .xlsx or CSV"
            )
            raise Refused(UNREADABLE, Problem(message, help=help)) from None


def _refuse_if_large(data: bytes, limit: int) -> None:
    """A small archive may unpack to anything; what it says of itself is what is read of it at most."""
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > limit:
        message = Text(
            f"解压后 {size:,} 字节，超过上限 {limit:,}",
            f"{size:,} bytes unpacked, over the limit of {limit:,}",
        )
        raise Refused("QZ005", Problem(message, help=Text("拆成几个文件", "split it")))


def _rows(sheet: Any) -> Iterator[Row]:
    """A row may say of itself that it is the billionth, and a cell that it stands in the last column."""
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS), 1):
        if len(cells) > _COLUMNS:
            message = Text(
                f"第 {number} 行超过 {_COLUMNS} 列", f"row {number} has more than {_COLUMNS} columns"
            )
            raise Refused(
                "QZ005", Problem(message, help=Text("删去表格右边的内容", "delete what stands to the right"))
            )
        yield Row(number, [_value(cell) for cell in cells])


def _beginnings(sheets: Iterable[Any]) -> Iterator[tuple[str, Row]]:
    for sheet in sheets:
        with suppress(Refused):  # too wide to hold records
            row = next((row for row in _rows(sheet) if _holds(row)), None)
            if row is not None:
                yield sheet.title, row


def _value(cell: Any) -> Cell:
    if cell.data_type in ("f", "e"):
        return Formula(str(cell.value))
    if isinstance(cell.value, str):
        return _formula_or(cell.value.strip())
    value: Cell = cell.value
    if isinstance(value, int | float) and not abs(value) < _MOST:
        return str(value)
    return value if isinstance(value, int | float | date | None) else str(value)


def _holds(row: Row) -> bool:
    return any(cell is not None for cell in row.cells)


def _held(rows: Iterable[Row], lines: Lines | None = None) -> Table:
    kept = [row for row in rows if _holds(row)]
    if not kept:
        raise Refused("QZ019", Problem(Text("表格是空的", "the table is empty")))
    return Table(kept, lines)
