"""The tables of a .docx to grids, nested ones after those they stand in; what stands between them floats above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused
from qzqd.tables.gathering import Gathering
from qzqd.tables.grid import Floating
from qzqd.tables.limits import COLUMNS, SHEETS, too_many_sheets, too_wide
from qzqd.tables.numbering import Numbering
from qzqd.tables.package import first
from qzqd.tables.refusals import UNREADABLE
from qzqd.tables.struck import StyleStrikes
from qzqd.tables.writing import Writing
from qzqd.tables.xml import XmlReader

if TYPE_CHECKING:
    from qzqd.tables.grid import Grid
    from qzqd.tables.limits import Budget
    from qzqd.tables.package import Package

_OFF = ("0", "false", "off")
_PASSED_OVER = (
    "Fallback",  # the same again for older programs
    "moveFrom",
    "del",
    "pPrChange",
    "tcPrChange",
    "trPrChange",  # what was before a change that somebody tracked
    "rt",  # how a character is read, above it
)
_STRUCK = ("strike", "dstrike")
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def grids(package: Package, main: str, budget: Budget) -> tuple[Grid, ...]:
    """The tables of a document in their order; main: the part with its text. Raises Refused."""
    numbering, styles = Numbering(), _Styles()
    relations = package.relations(main)
    for kind in ("numbering", "styles"):
        if part := first(relations, kind):
            package.walk(part, numbering)
            package.walk(part, styles)
    reader = _Document(budget, numbering, styles.strikes)
    package.walk(main, reader)
    if not reader.found:
        message = Text("这个 Word 文件里没有表格", "there is no table in this Word file")
        help = Text(
            "把内容列成表格，或者给出有表格的文件", "put it into a table, or name the file that has one"
        )
        raise Refused(UNREADABLE, Problem(message, help=help))
    return reader.grids()


class _Styles(XmlReader):
    """The part that declares styles: which strike through."""

    def __init__(self) -> None:
        self.strikes = StyleStrikes()
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "basedOn" and self._style:
            self.strikes.base(self._style, attributes.get("val", ""))
        elif name in _STRUCK and self._style:
            self.strikes.say(self._style, strikes=attributes.get("val", "") not in _OFF)

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""


class _Table:
    """One table that has begun."""

    def __init__(self, gathering: Gathering, *, after_text: bool) -> None:
        self.gathering = gathering
        self.after_text = after_text
        self.nested = 0
        self.columns: list[str] = []
        self.row, self.cells, self.deleted = 0, list[str](), False
        self.left, self.span, self.down = 1, 1, ""
        self.writing, self.unseen = Writing(), Writing()
        self._open: dict[int, list[int]] = {}

    def close_cell(self) -> None:
        """The cell is told; those below may continue it."""
        right = self.left + self.span - 1
        if right > COLUMNS:
            raise too_wide(self.row, self.gathering.name)
        rest = self.writing.unstruck()
        if rest is not None:
            self.gathering.strike(self.row, self.left, rest)
        text, unseen = self.writing.take(), self.unseen.take()
        if unseen:
            self.gathering.unseen[self.row, self.left] = unseen
        self.cells += [""] * (self.left - len(self.cells) - 1) + [text] + [""] * (self.span - 1)
        above = self._open.get(self.left)
        if self.down == "continue" and above and above[2] == self.row - 1:
            above[2] = self.row
        else:
            if above:
                self.gathering.merge(*above)
            self._open[self.left] = [self.row, self.left, self.row, right]
        self.left += self.span

    def close_row(self) -> None:
        """The row is told."""
        if self.deleted:
            for column, text in enumerate(self.cells, 1):
                if text:
                    self.gathering.unseen[self.row, column] = text
        else:
            self.gathering.row(self.row, self.cells)

    def close(self) -> None:
        """The table is told."""
        for merge in self._open.values():
            self.gathering.merge(*merge)


class _Document(XmlReader):
    """The text of the document. Tables are on a stack, as one may stand in a cell of another."""

    def __init__(self, budget: Budget, numbering: Numbering, strikes: StyleStrikes) -> None:
        self.found: list[Gathering] = []
        self._budget, self._numbering, self._strikes = budget, numbering, strikes
        self._tables: list[_Table] = []
        self._tops = 0
        self._between: list[str] = []
        self._columns: list[str] = []
        self._page, self._box, self._nowhere = Writing(), Writing(), Writing()
        self._boxes = self._passed = self._level = 0
        self._list: tuple[str, int] | None = None
        self._open = self._hidden = self._struck = self._styled = self._row_properties = False

    def grids(self) -> tuple[Grid, ...]:
        """When everything has been told: text below the last table belongs to that."""
        for text in self._between:
            self._last.float(Floating(text, next(reversed(self._last.rows), 0) + 1))
        return tuple(gathering.grid() for gathering in self.found)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name in _PASSED_OVER:
            self._passed += 1
            if self._row_properties and self._tables:
                self._tables[-1].deleted = True
        elif self._passed:
            return
        elif name == "t":
            self._open = True
        elif name == "txbxContent":
            self._boxes += 1
        elif name == "tbl":
            self._begin()
        elif not self._paragraph(name, value) and self._tables:
            self._inside(self._tables[-1], name, attributes)

    def _paragraph(self, name: str, value: str) -> bool:
        """Whether it is about a paragraph, or a run of characters in it."""
        if name == "p":
            self._writing.line()
            self._hidden, self._struck, self._styled, self._list = False, False, False, None
        elif name == "pStyle":
            self._list = self._numbering.of_style(value)
            self._styled = self._strikes.strikes(value)
        elif name == "ilvl":
            self._level = int(value or "0")
        elif name == "numId":
            self._list, self._level = (value, self._level), 0
        elif name == "r":
            self._hidden, self._struck = False, self._styled
        elif name == "rStyle":
            self._struck |= self._strikes.strikes(value)
        elif name == "vanish":
            self._hidden = value not in _OFF
        elif name in _STRUCK:
            self._struck = value not in _OFF
        elif name in _WRITTEN:
            self._writing.add(_WRITTEN[name], struck=self._struck)
        else:
            return False
        return True

    def end(self, name: str) -> None:
        if name in _PASSED_OVER:
            self._passed -= 1
        elif self._passed:
            return
        elif name == "t":
            self._open = False
        elif name == "pPr":
            self._hidden = self._struck = False  # the mark at its end may be so, and the text not
            if self._list:
                self._writing.add(self._numbering.next(*self._list))
        elif name == "txbxContent":
            self._boxes -= 1
            if not self._boxes and (text := self._box.take()):
                self._float(text)
        elif name == "p":
            self._nowhere.take()
            if not self._tables and not self._boxes and (text := self._page.take()):
                self._between.append(text)
        elif self._tables:
            self._close(self._tables[-1], name)

    def text(self, text: str) -> None:
        if self._open and not self._passed:
            self._writing.add(text, struck=self._struck)

    @property
    def _writing(self) -> Writing:
        """Where text goes now; hidden text of a cell is kept apart, and elsewhere dropped."""
        table = self._tables[-1] if self._tables else None
        if self._hidden:
            return table.unseen if table and not self._boxes else self._nowhere
        if self._boxes or table is None:
            return self._box if self._boxes else self._page
        return table.writing

    def _float(self, text: str) -> None:
        if self._tables:
            table = self._tables[-1]
            table.gathering.float(Floating(text, table.row, table.left))
        else:
            self._between.append(text)

    def _begin(self) -> None:
        if len(self.found) >= SHEETS:
            raise too_many_sheets(len(self.found) + 1)
        if self._tables:
            parent = self._tables[-1]
            parent.nested += 1
            name = f"{parent.gathering.name}.{parent.nested}"
        else:
            self._tops += 1
            name = f"表{self._tops}"
        table = _Table(Gathering(name, self._budget), after_text=bool(self._between))
        if not self._tables:
            for text in self._between:
                table.gathering.float(Floating(text))
            self._between = []
            self._last = table.gathering
        self._tables.append(table)
        self.found.append(table.gathering)

    def _inside(self, table: _Table, name: str, attributes: dict[str, str]) -> None:
        """The frame of a table."""
        value = attributes.get("val", "")
        if name == "tr":
            table.row, table.cells, table.left, table.deleted = table.row + 1, [], 1, False
        elif name == "trPr":
            self._row_properties = True
        elif name == "tc":
            table.span, table.down = 1, ""
        elif name == "gridSpan":
            table.span = max(int(value or "1"), 1)
        elif name == "vMerge":
            table.down = value or "continue"
        elif name == "gridBefore":
            table.left += max(int(value or "0"), 0)
        elif name == "gridCol":
            table.columns.append(attributes.get("w", ""))

    def _close(self, table: _Table, name: str) -> None:
        if name == "trPr":
            self._row_properties = False
        elif name == "tc":
            table.close_cell()
        elif name == "tr":
            table.close_row()
        elif name == "tbl":
            table.close()
            self._tables.pop()
            if not self._tables:
                same = bool(table.columns) and table.columns == self._columns
                table.gathering.continues = same and not table.after_text
                self._columns = table.columns
