"""An .ods workbook to grids. It holds the text of every cell as it was shown, beside the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.regex import regex
from qzqd.tables.conditions import ranged
from qzqd.tables.gathering import Gathering
from qzqd.tables.grid import Annotation, CellRange, Floating
from qzqd.tables.limits import COLUMNS, ROWS, SHEETS, too_many_rows, too_many_sheets, too_wide
from qzqd.tables.numbers import ShownNumber, shown_number
from qzqd.tables.refusals import convert, encrypted, unsound
from qzqd.tables.struck import StyleStrikes
from qzqd.tables.writing import Writing
from qzqd.tables.xml import XmlReader

if TYPE_CHECKING:
    from qzqd.tables.grid import Grid
    from qzqd.tables.limits import Budget
    from qzqd.tables.package import Package

CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_SHEET = Text(" .ods 文件", ".ods file")
_TEXT = Text("OpenDocument 文档（.odt 等）", "an OpenDocument text (.odt or the like)")
_HIDDEN = ("collapse", "filter")
_SHAPES = ("frame", "custom-shape", "text-box", "rect", "ellipse", "caption")
_NUMBER = regex("[0-9]+")
_ADDRESS = regex(r"\.(\$?[A-Z]+\$?[0-9]+)(?::[^.:]*\.(\$?[A-Z]+\$?[0-9]+))?")


def grids(package: Package, name: str, budget: Budget) -> tuple[Grid, ...]:
    """The sheets in their order. Raises Refused."""
    if _MANIFEST in package and b"encryption-data" in b"".join(package.pieces(_MANIFEST)):
        raise encrypted()
    reader = _Content(budget, name)
    if _STYLES in package:  # what styles of cells are based on
        package.walk(_STYLES, reader.styles)
    package.walk(CONTENT, reader)
    if not reader.is_spreadsheet:
        raise unsound(_SHEET)
    return tuple(gathering.grid() for gathering in reader.found)


class _Styles(XmlReader):
    """The styles that are declared: which strike through, which do so on a condition, which hide a sheet."""

    def __init__(self) -> None:
        self.strikes = StyleStrikes()
        self.hiding: set[str] = set()
        self._mapped: dict[str, list[str]] = {}
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("name", "")
            self.strikes.base(self._style, attributes.get("parent-style-name", ""))
        elif not self._style:
            return
        elif name == "text-properties" and (line := _line_through(attributes)):
            self.strikes.say(self._style, strikes=line != "none")
        elif name == "table-properties" and attributes.get("display") == "false":
            self.hiding.add(self._style)
        elif name == "map":
            self._mapped.setdefault(self._style, []).append(attributes.get("apply-style-name", ""))

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def perhaps(self, style: str) -> bool:
        """Whether a style gives way, on a condition, to one that strikes through."""
        return any(map(self.strikes.strikes, self._mapped.get(style, ())))


class _Content(XmlReader):
    """The part with all sheets."""

    def __init__(self, budget: Budget, name: str) -> None:
        self.found: list[Gathering] = []
        self.is_spreadsheet = self._in_body = False
        self._name = name
        self._budget = budget
        self.styles = _Styles()
        self._columns: dict[int, str] = {}
        self._of_row = ""
        self._spans: list[bool] = []
        self._strikes: list[tuple[int, str]] = []
        self._perhaps: list[int] = []
        self._areas: list[CellRange] = []
        self._row, self._rows, self._column = 0, 1, 0
        self._cells: list[str] = []
        self._cell: dict[str, str] = {}
        self._lines, self._shape, self._comment = Writing(), Writing(), Writing()
        self._shapes = self._skipped = 0
        self._open = self._hidden = self._into_comment = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("annotation", "tracked-changes"):
            self._skipped += 1
        if self._skipped:
            if name == "p":
                self._comment.line()
            if name in ("p", "creator", "date"):
                self._into_comment = name == "p"
            return
        if name in ("table-cell", "covered-table-cell"):
            self._cell = attributes
        elif name in ("p", "h"):
            self._into.line()
            self._open = True
        elif name == "span":
            self._spans.append(self.styles.strikes.strikes(attributes.get("style-name", "")))
        elif name in ("s", "tab", "line-break"):
            self._blank(name, attributes)
        elif name in _SHAPES:
            self._shapes += 1
        else:
            self._outside(name, attributes)

    def _outside(self, name: str, attributes: dict[str, str]) -> None:
        """What stands around the cells."""
        if name == "table-row":
            self._cells, self._strikes, self._perhaps, self._column = [], [], [], 0
            self._rows = _count(attributes, "number-rows-repeated")
            self._hidden = attributes.get("visibility") in _HIDDEN
            self._of_row = attributes.get("default-cell-style-name", "")
        elif name == "table-column":
            number = _count(attributes, "number-columns-repeated")
            if attributes.get("visibility") in _HIDDEN:
                self._sheet.hide_columns(self._column + 1, self._column + number)
            if style := attributes.get("default-cell-style-name", ""):
                columns = range(self._column + 1, min(self._column + number, COLUMNS) + 1)
                self._columns.update(dict.fromkeys(columns, style))
            self._column += number
        elif name == "table" and self.is_spreadsheet:
            self._begin(attributes)
        elif name == "condition" and self.styles.strikes.strikes(attributes.get("apply-style-name", "")):
            for area in self._areas:
                self._sheet.strike_perhaps(area)
        elif name == "conditional-format":
            self._areas = _areas(attributes.get("target-range-address", ""))
        elif not self.is_spreadsheet:
            self._before(name, attributes)

    def _before(self, name: str, attributes: dict[str, str]) -> None:
        """What stands before the sheets: styles, and what kind of document it is."""
        if self._in_body and name != "spreadsheet":
            raise convert(_TEXT, self._name, "docx")
        self.is_spreadsheet = self._in_body
        self._in_body = name == "body"
        self.styles.start(name, attributes)

    def _begin(self, attributes: dict[str, str]) -> None:
        if len(self.found) >= SHEETS:
            raise too_many_sheets(len(self.found) + 1)
        hidden = attributes.get("style-name", "") in self.styles.hiding
        self.found.append(Gathering(attributes.get("name", ""), self._budget, hidden=hidden))
        self._row, self._column, self._columns = 0, 0, {}

    def end(self, name: str) -> None:
        if not self.is_spreadsheet:
            self.styles.end(name)
        if name in ("annotation", "tracked-changes"):
            self._skipped -= 1
            if (said := self._comment.take()) and not self._skipped and name == "annotation":
                self._sheet.annotate(Annotation("comment", said, self._row + 1, self._column + 1))
        elif self._skipped:
            return
        elif name in ("table-cell", "covered-table-cell"):
            self._put()
        elif name in ("p", "h"):
            self._open = False
        elif name == "span" and self._spans:
            self._spans.pop()
        elif name == "table-row":
            self._finish()
        elif name in _SHAPES:
            self._shapes -= 1
            if not self._shapes and (text := self._shape.take()):
                self._sheet.float(Floating(text, self._row + 1, self._column + 1))

    def text(self, text: str) -> None:
        if self._skipped and self._into_comment:
            self._comment.add(text)
        elif self._open and not self._skipped:
            self._into.add(text, struck=any(self._spans))

    def _blank(self, name: str, attributes: dict[str, str]) -> None:
        spaces = " " * min(_count(attributes, "c"), COLUMNS)
        self._into.add({"s": spaces, "tab": "\t"}.get(name, "\n"))

    @property
    def _into(self) -> Writing:
        return self._shape if self._shapes else self._lines

    @property
    def _sheet(self) -> Gathering:
        if not self.found:
            raise unsound(_SHEET)
        return self.found[-1]

    def _put(self) -> None:
        cell, row, column = self._cell, self._row + 1, self._column + 1
        repeated = _count(cell, "number-columns-repeated")
        style = cell.get("style-name") or self._of_row or self._columns.get(column, "")
        rest = "" if self.styles.strikes.strikes(style) else self._lines.unstruck()
        text = self._shown(row, column)
        below, beside = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        self._sheet.merge(row, column, row + below - 1, column + beside - 1)
        self._column += repeated
        if text:
            if self._column > COLUMNS:
                raise too_wide(row, self._sheet.name)
            self._cells += [""] * (column - len(self._cells) - 1) + [text] * repeated
            if self.styles.perhaps(style):
                self._perhaps += range(column, column + repeated)
            if rest is not None:
                self._strikes += [(at, rest) for at in range(column, column + repeated)]

    def _shown(self, row: int, column: int) -> str:
        cell, text = self._cell, self._lines.take()
        formula = cell.get("formula", "")
        if formula:
            formula = "=" + formula.partition("=")[2]
            self._sheet.formula(row, column, formula)
            text = text or ("" if "value-type" in cell else formula)
        if day := cell.get("date-value", ""):
            moment = day.replace("T", " ").partition(".")[0].removesuffix(" 00:00:00")
            if text and _shows(text, moment):
                return moment if ":" in text else moment[:10]
            return self._sheet.number(row, column, ShownNumber(text, moment)) if text else moment
        if value := cell.get("value", ""):
            plain = shown_number(value).text
            return (
                self._sheet.number(row, column, ShownNumber(text, plain if plain != text else ""))
                if text
                else plain
            )
        return text

    def _finish(self) -> None:
        if self._cells:
            if self._row + self._rows > ROWS:
                raise too_many_rows(self._sheet.name)
            for number in range(self._row + 1, self._row + 1 + self._rows):
                self._sheet.row(number, self._cells)
                for column, rest in self._strikes:
                    self._sheet.strike(number, column, rest)
                for column in self._perhaps:
                    self._sheet.strike_perhaps(CellRange(number, column, number, column))
                if self._hidden:
                    self._sheet.hidden_rows.add(number)
        self._row += self._rows


def _line_through(attributes: dict[str, str]) -> str:
    """How a style strikes through: programs write either of the two."""
    return attributes.get("text-line-through-style") or attributes.get("text-line-through-type", "")


def _areas(addresses: str) -> list[CellRange]:
    """The ranges that a condition is about, such as 表1.A3:表1.G9."""
    return [ranged(":".join(filter(None, found))) for found in _ADDRESS.findall(addresses)]


def _count(attributes: dict[str, str], name: str) -> int:
    return max(int(attributes.get(name, "1")), 1)


def _shows(text: str, moment: str) -> bool:
    """Whether a text has year, month and day of a moment."""
    year, month, day = (int(part) for part in moment[:10].split("-"))
    numbers = [int(number) for number in _NUMBER.findall(text) if len(number) <= 4]
    for number in (month, day):
        if number not in numbers:
            return False
        numbers.remove(number)
    return year in numbers or year % 100 in numbers
