"""Colours in a sheet: a cell at fault gets a style of its own that differs from its old one in the fill alone."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from qzqd.office.handback.splice import Element, XmlPart, the
from qzqd.regex import regex
from qzqd.tables.grid import address, column_number
from qzqd.tables.sheet import TRUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from qzqd.finding import Severity
    from qzqd.tables.grid import CellPlace

_COLOURS: dict[Severity, str] = {"error": "FFFFC7CD", "warning": "FFFFEB9B", "info": "FFDDEBF6"}
"""Each a shade beside what Excel offers, so that a cell which has it was marked here."""
_UNSEEN = 'indexed="64"'
_OURS = "FE"
"""What a colour begins with that was the cell's own: offices show FF alike, and write that where they set a colour."""
_LETTERS = regex("[A-Z]+")


class Styles:
    """The part with the styles of a workbook."""

    def __init__(self, data: bytes) -> None:
        self.document = XmlPart(data)
        self._prefix = self.document.prefix
        found = self.document.elements(
            lambda name, above: (
                above[-1:] in (("cellXfs",), ("fills",)) or "fill" in above or name in ("fills", "cellXfs")
            )
        )
        self._xfs = [element for element in found if element.name == "xf"]
        self._old_fills = list(_fills(found))
        self._holders = {element.name: element for element in found if element.name in ("fills", "cellXfs")}
        self._fills: dict[tuple[str, str], int] = {}
        self._made: dict[tuple[int, str], int] = {}
        self._new: list[str] = []

    @property
    def usable(self) -> bool:
        """Whether it has what is added to."""
        return len(self._holders) == 2 and bool(self._xfs)

    @property
    def marked(self) -> bool:
        """Whether there is a colour that marks cells."""
        return any(fill.ours for fill in self._old_fills)

    def coloured(self, style: int, severity: Severity) -> int:
        """The number of the style that is like another one but for the colour."""
        return self._filled(style, _COLOURS[severity])

    def faded(self, style: int) -> int:
        """The number of the style that a cell had before it was given its colour; the same where that is none of ours."""
        fill = self._fill_of(style)
        return self._filled(style, "") if fill is not None and fill.ours else style

    def _filled(self, style: int, colour: str) -> int:
        """colour: "" for the one before."""
        style = style if 0 <= style < len(self._xfs) else 0
        key = style, colour
        if key not in self._made:
            xf = self._xfs[style]
            copy = XmlPart(self.document.data[xf.start : xf.after])
            tag = Element("xf", xf.attributes, 0, xf.inner - xf.start, (), 0, xf.after - xf.start)
            old = self._fill_of(style)
            copy.attribute(tag, "fillId", str(self._fill(colour, old.before if old else "")))
            copy.attribute(tag, "applyFill", "1")
            self._made[key] = self._add(copy.changed().decode())
        return self._made[key]

    def _fill_of(self, style: int) -> _Fill | None:
        number = self._xfs[style].attributes.get("fillId", "0") if 0 <= style < len(self._xfs) else "0"
        return self._old_fills[int(number)] if int(number) < len(self._old_fills) else None

    def wrapped(self) -> int:
        """The number of a style that breaks lines and stands at the top."""
        p = self._prefix
        alignment = f'<{p}alignment vertical="top" wrapText="1"/>'
        form = 'numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"'
        return self._add(f"<{p}xf {form}>{alignment}</{p}xf>")

    def changed(self) -> bytes:
        """The part with all that was added."""
        fills, xfs = self._holders["fills"], self._holders["cellXfs"]
        p = self._prefix
        fill_elements = "".join(
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor {front}/><{p}bgColor {back}/>'
            f"</{p}patternFill></{p}fill>"
            for front, back in self._fills
        )
        if fill_elements:
            self.document.append(fills, fill_elements)
            self.document.attribute(fills, "count", str(len(self._old_fills) + len(self._fills)))
        self.document.append(xfs, "".join(self._new))
        self.document.attribute(xfs, "count", str(len(self._xfs) + len(self._new)))
        return self.document.changed()

    def _add(self, xf: str) -> int:
        self._new.append(xf)
        return len(self._xfs) + len(self._new) - 1

    def _fill(self, colour: str, before: str) -> int:
        """The number of the fill; what stood before is remembered in the colour that a solid fill does not show."""
        if not colour and not before:
            return 0
        fill = (f'rgb="{colour}"', before or _UNSEEN) if colour else (before.replace(_OURS, "FF", 1), _UNSEEN)
        return self._fills.setdefault(fill, len(self._old_fills) + len(self._fills))


@dataclass(slots=True)
class _Fill:
    """ours: whether it marks a cell. before: the colour that the cell had without the mark, "" for none."""

    ours: bool = False
    before: str = ""


def _fills(found: Iterable[Element]) -> Iterator[_Fill]:
    """The fills that a workbook has. Only what is one colour throughout can be given back."""
    fill: _Fill | None = None
    solid = False
    for element in found:
        attributes = element.attributes
        if element.name == "fill":
            if fill:
                yield fill
            fill, solid = _Fill(), False
        elif element.name == "patternFill":
            solid = attributes.get("patternType") == "solid"
        elif fill and solid and element.name == "fgColor":
            fill.ours = attributes.get("rgb") in _COLOURS.values()
            rgb = attributes.get("rgb", "")[2:]
            said = {**attributes, "rgb": _OURS + rgb} if rgb else attributes
            fill.before = _written(said)
        elif fill and fill.ours and element.name == "bgColor":
            mine = attributes.get("rgb", _OURS).startswith(_OURS) and attributes.get("indexed") != "64"
            fill.before = _written(attributes) if mine else ""
    if fill:
        yield fill


def _written(attributes: Mapping[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())


class SheetPart:
    """The part of one sheet."""

    def __init__(self, data: bytes) -> None:
        self.document = XmlPart(data)
        self.prefix = self.document.prefix

    def colour(self, places: Mapping[CellPlace, Severity], styles: Styles) -> None:
        """Give the cells their colours; one that the sheet does not have is made."""
        rows = {row for row, _ in places}
        found = _Cells(self.document, rows)
        missing: dict[int, dict[int, int]] = {}
        for (row, column), severity in sorted(places.items()):
            cell = found.cells.get((row, column))
            if cell is not None:
                style = styles.coloured(int(cell.attributes.get("s", "0")), severity)
                self.document.attribute(cell, "s", str(style))
            else:
                missing.setdefault(row, {})[column] = styles.coloured(found.style(row, column), severity)
        for row, columns in missing.items():
            self._make(found, row, columns)

    def fade(self, marked: Collection[CellPlace], styles: Styles) -> None:
        """Give the cells that are marked no more the colours back that they had before."""
        found = _Cells(self.document, None)
        for place, cell in found.cells.items():
            style = int(cell.attributes.get("s", "0"))
            if place not in marked and (faded := styles.faded(style)) != style:
                self.document.attribute(cell, "s", str(faded))

    def _make(self, found: _Cells, row: int, columns: Mapping[int, int]) -> None:
        p = self.prefix
        made = {
            column: f'<{p}c r="{address(row, column)}" s="{style}"/>' for column, style in columns.items()
        }
        element = found.rows.get(row)
        if element is None:
            row_element = f'<{p}row r="{row}">{"".join(made[column] for column in sorted(made))}</{p}row>'
            after = found.row_after(row)
            if after is not None:
                self.document.insert(found.starts[after], row_element)
            else:
                self.document.append(found.data, row_element)
            return
        if element.empty:
            self.document.append(element, "".join(made[column] for column in sorted(made)))
            return
        for column in sorted(made):
            behind = found.column_after(row, column)
            at = element.end if behind is None else found.cells[row, behind].start
            self.document.insert(at, made[column])


class _Cells:
    """Where the cells of some rows stand; rows and cells may leave out what they are called."""

    def __init__(self, document: XmlPart, rows: Collection[int] | None) -> None:
        """rows: None for all."""
        self.rows: dict[int, Element] = {}
        self.starts: dict[int, int] = {}
        self.cells: dict[CellPlace, Element] = {}
        self._columns: list[tuple[int, int, int]] = []
        found = document.elements(
            lambda name, above: above[-1:] == ("row",) or name in ("row", "col", "sheetData")
        )
        self.data = the("sheetData", found)
        row = column = 0
        for element in found:
            attributes = element.attributes
            if element.name == "col":
                span = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
                self._columns.append((*span, int(attributes.get("style", "0"))))
            elif element.name == "row":
                row, column = int(attributes.get("r", row + 1)), 0
                self.starts[row] = element.start
                if rows is None or row in rows:
                    self.rows[row] = element
            elif element.name == "c":
                column = _column(attributes["r"]) if "r" in attributes else column + 1
                if rows is None or row in rows:
                    self.cells[row, column] = element
        self._order = sorted(self.starts)
        self._in_row: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            self._in_row.setdefault(row, []).append(column)

    def row_after(self, row: int) -> int | None:
        """The next row that the sheet has."""
        return _next(self._order, row)

    def column_after(self, row: int, column: int) -> int | None:
        """The column of the next cell that the row has."""
        return _next(self._in_row.get(row, []), column)

    def style(self, row: int, column: int) -> int:
        """What a cell that is not there looks like."""
        if row in self.rows and self.rows[row].attributes.get("customFormat") in TRUE:
            return int(self.rows[row].attributes.get("s", "0"))
        return next((style for first, last, style in self._columns if first <= column <= last), 0)


def _next(order: list[int], number: int) -> int | None:
    at = bisect_right(order, number)
    return order[at] if at < len(order) else None


def _column(reference: str) -> int:
    found = _LETTERS.search(reference)
    return column_number(found[0] if found else "A")
