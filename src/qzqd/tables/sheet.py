"""The two parts of an .xlsx that hold its cells. These run for every cell of every workbook.

Most cells are a number, or the number of a shared text, so that is told by three calls of the parser and not by five:
the end of an element is asked for only where a text may stand in several pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.regex import regex
from qzqd.tables.grid import column_number, letters
from qzqd.tables.limits import CELL, CELLS, COLUMNS, too_much_text, too_wide
from qzqd.tables.numbers import GENERAL, shown_number
from qzqd.tables.refusals import OFFICE, cells_out_of_order, unsound
from qzqd.tables.struck import switched_on
from qzqd.tables.xml import careful, feed
from qzqd.text import line_feeds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.tables.gathering import Gathering
    from qzqd.tables.xml import XmlReader

_REF = regex(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_ESCAPED = regex(r"_x([0-9A-Fa-f]{4})_")
TRUE = ("1", "true")
"""How an attribute says yes."""
_NOTHING = ("0", "0.0")
_UNBROKEN = 4 << 20
"""Bytes without the end of a tag: the longest text of a cell has less, however it is escaped."""
_BEHIND = ("conditionalFormatting", "extLst")
_NOWHERE, _VALUE, _FORMULA = 0, 1, 2


class _StruckPieces:
    """Which pieces of a text in several fonts are struck through."""

    def __init__(self) -> None:
        self.any = False
        self._spans: list[tuple[int, int]] = []
        self._from: int | None = None

    def begin(self, at: int) -> None:
        """From the piece with this number on."""
        self._from, self.any = at, True

    def end(self, at: int) -> None:
        """What begins with this piece is another font."""
        if self._from is not None:
            self._spans.append((self._from, at))
            self._from = None

    def rest(self, pieces: list[str]) -> str:
        """What is not struck through. The next text begins."""
        self.end(len(pieces))
        struck = {at for first, end in self._spans for at in range(first, end)}
        self._spans, self.any = [], False
        return "".join(piece for at, piece in enumerate(pieces) if at not in struck)


class SharedStrings:
    """The texts that cells share, without the readings of names that Japanese editions add.

    rests: by the place of those that are struck through in part or in whole, what is not.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.rests: dict[int, str] = {}
        self._struck = _StruckPieces()
        self._text = ""
        self._more: list[str] = []
        self._begun = self._open = self._reading = False
        self._parser = careful(self._start, self._characters)

    def read(self, pieces: Iterable[bytes]) -> None:
        """Raises Refused."""
        feed(self._parser, pieces)
        self._finish()

    @property
    def _pieces(self) -> int:
        return bool(self._text) + len(self._more)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._open = not self._reading
        elif name == "si":
            self._finish()
            self._text, self._begun, self._open, self._reading = "", True, False, False
        elif name == "r":
            self._parser.EndElementHandler = self._end
            self._struck.end(self._pieces)
        elif name == "strike" and switched_on(attributes):
            self._struck.begin(self._pieces)
        elif name == "rPh":
            self._struck.end(self._pieces)
            self._open, self._reading = False, True

    def _end(self, _: str) -> None:
        """Between the pieces of a text that is in several colours there may be blanks that are no part of it."""
        self._open = False

    def _finish(self) -> None:
        if self._struck.any:
            self.rests[len(self.texts)] = _plain(self._struck.rest([self._text, *self._more]))
        if self._more:
            self._text += "".join(self._more)
            self._more = []
        if self._begun:
            text = self._text
            self.texts.append(_plain(text) if "_x" in text or "\r" in text else text)
            if len(self.texts) > CELLS:
                raise unsound(OFFICE)

    def _characters(self, text: str) -> None:
        if self._open and self._text:
            self._more.append(text)
        elif self._open:
            self._text = text


class SheetReader:
    """The cells, merges and hidden rows and columns of one sheet."""

    def __init__(
        self,
        gathering: Gathering,
        strings: SharedStrings,
        codes: list[str],
        struck: frozenset[str],
        epoch_1904: bool,
        tail: XmlReader,
    ) -> None:
        """codes: the number format of each style. struck: the styles that strike a cell through.

        tail: is told what stands behind the cells, from the first condition on.
        """
        self._tail = tail
        self._gathering, self._strings, self._epoch = gathering, strings.texts, epoch_1904
        self._rests, self._struck = strings.rests, struck
        self._pieces = _StruckPieces()
        self._codes: dict[str | None, str] = {
            None: GENERAL,
            **{str(at): code for at, code in enumerate(codes)},
        }
        self._columns: dict[str, int] = {}
        self._row, self._column, self._number = 0, 0, "0"
        self._cells: list[str] = []
        self._style: str | None = None
        self._type: str | None = None
        self._into = _NOWHERE
        self._loose: list[str] = []
        self._formula = self._reading = False
        self._parser = careful(self._start, self._characters)

    def read(self, pieces: Iterable[bytes]) -> None:
        """Raises Refused."""
        feed(self._parser, _at_tags(pieces))
        self._finish()
        self._gathering.row(self._row, self._cells)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "v":
            self._into = _VALUE
        elif name == "c":
            if self._loose or self._formula:
                self._finish()
            self._into = _NOWHERE
            self._type, self._style = attributes.get("t"), attributes.get("s")
            place = attributes.get("r")
            name = letters(self._column + 1) if place is None else place.removesuffix(self._number)
            self._column = self._columns.get(name) or self._known(name)
            if self._style in self._struck:
                self._gathering.strike(self._row, self._column)
        else:
            self._other(name, attributes)

    def _end(self, _: str) -> None:
        """The same of a text that stands in the cell itself."""
        self._into = _NOWHERE

    def _characters(self, text: str) -> None:
        if self._into == _VALUE:
            kind = self._type
            if kind == "s":
                at = int(text)
                text = self._strings[at]
                if at in self._rests:
                    self._strike(self._rests[at])
            elif kind is None or kind == "n":
                number = shown_number(text, self._codes[self._style], self._epoch)
                text = self._gathering.number(self._row, self._column, number) if number.held else number.text
            else:
                self._loose.append(text)
                return
            cells = self._cells
            if len(cells) + 1 == self._column:
                cells.append(text)
            else:
                self._put(text)
        elif self._into == _FORMULA:
            formula = self._gathering.formulas[self._row, self._column]
            self._gathering.formulas[self._row, self._column] = (formula + text)[:CELL]

    def _strike(self, rest: str) -> None:
        """The text of the cell is struck through in part; unless the whole cell is."""
        if self._style not in self._struck:
            self._gathering.strike(self._row, self._column, rest)

    def _put(self, text: str) -> None:
        missing = self._column - len(self._cells) - 1
        if missing < 0:
            raise cells_out_of_order()
        if self._column > COLUMNS:
            raise too_wide(self._row, self._gathering.name)
        self._cells += [*[""] * missing, text]

    def _finish(self) -> None:
        """What could not be told before the next cell begins: a text in pieces, or that a formula has no result."""
        if self._pieces.any:
            self._strike(_plain(self._pieces.rest(self._loose)))
        text, kind = _plain("".join(self._loose)), self._type
        if self._formula and not text and kind != "str" and len(self._cells) < self._column:
            text = self._gathering.formulas[self._row, self._column]
        elif kind == "b":
            text = "TRUE" if text.strip() in TRUE else "FALSE"
        elif kind == "d":
            text = text.strip().replace("T", " ").removesuffix(" 00:00:00")
        self._loose, self._formula = [], False
        if text.strip():
            self._put(text)

    def _begin(self, attributes: dict[str, str]) -> None:
        if self._loose or self._formula:
            self._finish()
        if self._cells:
            self._gathering.row(self._row, self._cells)
        self._number = attributes.get("r") or str(self._row + 1)
        self._row, self._column, self._cells, self._into = int(self._number), 0, [], _NOWHERE
        if attributes.get("hidden", "") in TRUE or attributes.get("ht", "") in _NOTHING:
            self._gathering.hidden_rows.add(self._row)

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        self._into = _NOWHERE
        if name == "row":
            self._begin(attributes)
        elif name == "f":
            self._into, self._formula = _FORMULA, True
            self._gathering.formula(self._row, self._column, "=")
        elif name == "t":
            self._into = _NOWHERE if self._reading else _VALUE
        elif name == "is":
            self._reading = False
            self._parser.EndElementHandler = self._end
        elif name == "r":
            self._pieces.end(len(self._loose))
        elif name == "strike" and switched_on(attributes):
            self._pieces.begin(len(self._loose))
        elif name == "rPh":
            self._reading = True
        elif name in _BEHIND:
            self._leave(name, attributes)
        elif name == "mergeCell":
            self._gathering.merge(*corners(attributes.get("ref", "")))
        elif name == "col" and (
            attributes.get("hidden", "") in TRUE or attributes.get("width", "") in _NOTHING
        ):
            self._gathering.hide_columns(int(attributes.get("min", "1")), int(attributes.get("max", "0")))

    def _leave(self, name: str, attributes: dict[str, str]) -> None:
        """The cells are told; what comes now may look like parts of one."""
        self._finish()
        parser, tail = self._parser, self._tail
        parser.StartElementHandler, parser.EndElementHandler = self._behind, tail.end
        parser.CharacterDataHandler = tail.text
        tail.start(name, attributes)

    def _behind(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mergeCell":
            self._other(name, attributes)
        self._tail.start(name, attributes)

    def _known(self, name: str) -> int:
        column = self._columns[name] = _column(name)
        return column


def _at_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, parted only behind a tag, so that no number is told in two halves."""
    rest = b""
    for piece in pieces:
        cut = piece.rfind(b">") + 1
        if cut:
            yield rest + piece[:cut]
            rest = piece[cut:]
        else:
            rest += piece
            if len(rest) > _UNBROKEN:
                raise too_much_text()
    yield rest


def _column(name: str) -> int:
    if not 1 <= len(name) <= 3 or not (name.isascii() and name.isalpha()):
        raise unsound(OFFICE)
    return column_number(name.upper())


def corners(reference: str) -> tuple[int, int, int, int]:
    """Top, left, bottom and right of a range such as B2:C9. Raises Refused."""
    match = _REF.fullmatch(reference)
    if match is None:
        raise unsound(OFFICE)
    left, top, right, bottom = match.groups()
    return int(top), _column(left), int(bottom or top), _column(right or left)


def _plain(text: str) -> str:
    """Characters that XML cannot hold are written by their number; all breaks of lines are the same."""
    return line_feeds(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
