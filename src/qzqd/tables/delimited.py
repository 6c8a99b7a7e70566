"""A CSV, or the same with tabs, to one grid. Nothing is evaluated; the encoding is found out and told."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from qzqd.apostrophe import without
from qzqd.finding import Span
from qzqd.locale import Text
from qzqd.read.conflict import refuse_conflicts
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused
from qzqd.read.source import BOM, plausibly_gbk
from qzqd.regex import regex
from qzqd.tables.gathering import Gathering
from qzqd.tables.grid import Workbook
from qzqd.tables.limits import COLUMNS, Budget, too_wide
from qzqd.tables.refusals import AS_CSV, UNREADABLE, convert

if TYPE_CHECKING:
    from collections.abc import Iterator

UTF_8 = "UTF-8"
_LINES = 100
_UTF_16 = {b"\xff\xfe": "UTF-16LE", b"\xfe\xff": "UTF-16BE"}
_QUOTED = regex(r'"(?:[^"]|"")*"')
_LITERAL = regex(r'\s*="([^"]*)"\s*')
_MARKUP = regex(
    r"\s*(?:<(?:\?xml|!doctype|html|head|body|meta|style|table|div|workbook)\b|\{\\rtf|MIME-Version:)",
    re.IGNORECASE,
)
_PAGE = Text("网页或者 XML，扩展名不算数", "a web page or XML, whatever it is called")


class DelimitedLines:
    """The lines of the file, and on which of them each row begins."""

    def __init__(self, lines: LineIndex, delimiter: str) -> None:
        self.lines = lines
        self.begins: dict[int, int] = {}
        self._cell = re.compile(rf'"(?:[^"]|"")*"|[^{delimiter}\r\n]*')
        self._spans: tuple[int, list[Span]] = (0, [])

    def span(self, row: int, column: int = 0) -> Span:
        """The characters of a cell, to the end of its first line; those of the whole row where it has no such cell."""
        line, spans = self.begins.get(row, 1), self._of(row)
        if 0 < column <= len(spans):
            return spans[column - 1]
        start = self.lines.starts[line - 1]
        return self.lines.span(start, start + len(self.lines.line(line)))

    def width(self, row: int) -> int:
        """How many cells a row has, empty ones behind the last counted."""
        return len(self._of(row))

    def excerpt(self, span: Span) -> str:
        """The line that a span starts on."""
        return self.lines.line(span.line)

    def _of(self, row: int) -> list[Span]:
        if self._spans[0] != row:
            self._spans = row, [*self._measured(self.lines.starts[self.begins.get(row, 1) - 1])]
        return self._spans[1]

    def _measured(self, start: int) -> Iterator[Span]:
        """The cells of a row, from its first character on."""
        text = self.lines.text
        while (match := self._cell.match(text, start)) is not None:
            span = self.lines.span(*match.span())
            if span.end_line > span.line:
                span = Span(span.line, span.column, span.line, len(self.lines.line(span.line)) + 1)
            yield span
            start = match.end() + 1
            if match.end() >= len(text) or text[match.end()] in "\r\n":
                return


def workbook(data: bytes, name: str) -> Workbook:
    """The one table of a file. Raises Refused."""
    text, encoding = _decoded(data)
    if _MARKUP.match(text):
        raise convert(_PAGE, name, "xlsx")
    refuse_conflicts(text)
    lines, delimiter = LineIndex(text), _delimiter(text)
    source, gathering = DelimitedLines(lines, delimiter), Gathering("", Budget())
    before, number = 0, 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if len(cells) > COLUMNS:
                raise too_wide(number)
            source.begins[number] = before + 1
            gathering.row(number, [*map(_shown, cells)])
            before = reader.line_num
    except csv.Error:
        start = lines.starts[min(before, len(lines.starts) - 1)]
        message = Text(
            "从这一行起引号没有配对，或者一格太长", "a quotation mark is not closed, or a cell is too long"
        )
        raise Refused(UNREADABLE, Problem(message, help=AS_CSV, offsets=(start, start + 1))) from None
    return Workbook(name, "csv", (gathering.grid(source),), encoding)


def _shown(cell: str) -> str:
    """What a spreadsheet shows of a cell: ="001" is how programs write a text that it would take for a number."""
    literal = _LITERAL.fullmatch(cell)
    return literal[1] if literal else without(cell)


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and how it was encoded. Raises Refused rather than guess."""
    place = 0
    try:
        if data[:2] in _UTF_16:
            encoding = _UTF_16[data[:2]]
            return data[2:].decode(encoding), encoding
        if b"\0" not in data[:4]:  # as UTF-16 and UTF-32 begin without a mark
            return data.removeprefix(BOM).decode(), UTF_8
    except UnicodeDecodeError as error:
        if data[:2] not in _UTF_16 and b"\0" not in data:
            if plausibly_gbk(data):
                return _as_gbk(data)
            place = len(data.removeprefix(BOM)[: error.start].decode())
    message = Text(
        "从这里起既不是 UTF-8，也不是 GBK 或 UTF-16：编码不明，或者不是表格",
        "not UTF-8, GBK or UTF-16 from here on: another encoding, or not a table",
    )
    raise Refused("QZ006", Problem(message, help=AS_CSV, value="bytes", offsets=(place, place + 1)))


def _as_gbk(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("gbk"), "GBK"
    except UnicodeDecodeError:
        return data.decode("gb18030"), "GB18030"


def _delimiter(text: str) -> str:
    """Tabs where more of the first lines have them than commas, quoted text left out: a title has neither."""
    lines = [_QUOTED.sub("", line) for line in text[: 1 << 20].splitlines()[:_LINES]]
    return "\t" if sum("\t" in line for line in lines) > sum("," in line for line in lines) else ","
