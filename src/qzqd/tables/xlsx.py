"""An .xlsx workbook to grids. Cells, merges, formats and what is hidden are read in one pass over each sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.read.problem import Refused
from qzqd.tables.conditions import ConditionsReader
from qzqd.tables.drawing import Drawing
from qzqd.tables.formats import BUILTIN
from qzqd.tables.gathering import Gathering
from qzqd.tables.grid import Annotation
from qzqd.tables.limits import SHEETS, too_many_sheets
from qzqd.tables.notes import DocumentNotes
from qzqd.tables.numbers import GENERAL
from qzqd.tables.package import first
from qzqd.tables.refusals import OFFICE, unsound
from qzqd.tables.sheet import TRUE, SharedStrings, SheetReader, corners
from qzqd.tables.struck import switched_on
from qzqd.tables.xml import XmlReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.tables.grid import Floating, Grid
    from qzqd.tables.limits import Budget
    from qzqd.tables.package import Package


def grids(package: Package, main: str, budget: Budget) -> tuple[Grid, ...]:
    """The sheets of a workbook in their order; main: the part that lists them. Raises Refused."""
    relations = package.relations(main)
    book = _Book()
    package.walk(main, book)
    sheets = [sheet for sheet in book.sheets if sheet[1] in relations]
    if not sheets:
        raise unsound(OFFICE)
    if len(sheets) > SHEETS:
        raise too_many_sheets(len(sheets))
    styles, strings = _Styles(), SharedStrings()
    if part := first(relations, "styles"):
        package.walk(part, styles)
    if part := first(relations, "sharedStrings"):
        strings.read(package.pieces(part))
    found: list[Grid] = []
    for name, relation, hidden in sheets:
        kind, part = relations[relation]
        if kind == "worksheet":  # a sheet that is all one chart has no cells
            gathering = Gathering(name, budget, hidden=hidden)
            tail = ConditionsReader(gathering, frozenset(styles.conditions))
            reader = SheetReader(gathering, strings, styles.codes(), styles.struck(), book.epoch_1904, tail)
            reader.read(package.pieces(part))
            for floating in _floating(package, part):
                gathering.float(floating)
            for annotation in _comments(package, part):
                gathering.annotate(annotation)
            found.append(gathering.grid())
    return tuple(found)


def _floating(package: Package, sheet: str) -> list[Floating]:
    drawing = Drawing()
    if part := first(package.relations(sheet), "drawing"):
        package.walk(part, drawing)
    return drawing.found


def _comments(package: Package, sheet: str) -> Iterator[Annotation]:
    """Of comments that are damaged it is only said that they are there: no cell needs them."""
    notes = DocumentNotes()
    part = first(package.relations(sheet), "comments")
    try:
        if part in package:
            package.walk(part, notes)
        placed = [(*corners(cell)[:2], text) for (_, cell), text in notes.found.items()]
    except Refused:
        yield Annotation("comment", "")
        return
    for row, column, text in placed:
        yield Annotation("comment", text, row, column)


class _Book(XmlReader):
    """The part that lists the sheets: name, id of the relation, whether hidden."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.epoch_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), attributes.get("id", ""), hidden))
        elif name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904", "") in TRUE


class _Styles(XmlReader):
    """The part that says what format each style has, and whether its font strikes through.

    conditions: the formats of conditions that strike through, as rules name them.
    """

    def __init__(self) -> None:
        self.conditions: set[str] = set()
        self._codes = dict(BUILTIN)
        self._numbers: list[int] = []
        self._fonts: list[str] = []
        self._named: list[str] = []
        self._struck: set[str] = set()
        self._font = self._condition = -1
        self._within = ""

    def codes(self) -> list[str]:
        """The format of the cells of each style, by its position."""
        return [self._codes.get(number, GENERAL) for number in self._numbers]

    def struck(self) -> frozenset[str]:
        """The styles whose font strikes through, as cells name them."""
        return frozenset(str(at) for at, font in enumerate(self._fonts) if font in self._struck)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", GENERAL)
        elif name in ("fonts", "cellStyleXfs", "cellXfs", "dxfs"):
            self._within = name
        elif name == "xf" and self._within == "cellStyleXfs":
            self._named.append(attributes.get("fontId", "0"))
        elif name == "xf" and self._within == "cellXfs":
            self._numbers.append(int(attributes.get("numFmtId", "0")))
            self._fonts.append(attributes.get("fontId") or self._of_named(attributes.get("xfId", "")))
        elif name == "font" and self._within == "fonts":
            self._font += 1
        elif name == "dxf":
            self._condition += 1
        elif name == "strike" and switched_on(attributes):
            if self._within == "fonts":
                self._struck.add(str(self._font))
            elif self._within == "dxfs":
                self.conditions.add(str(self._condition))

    def _of_named(self, style: str) -> str:
        """The font of the named style on which one without a font of its own is based."""
        at = int(style or "0")
        return self._named[at] if at < len(self._named) else "0"

    def end(self, name: str) -> None:
        if name == self._within:
            self._within = ""
