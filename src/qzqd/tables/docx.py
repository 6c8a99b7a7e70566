"""The tables of a .docx to grids, nested ones after those they stand in; what stands between them floats above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused
from qzqd.tables.gathering import Gathering
from qzqd.tables.grid import Annotation, Floating
from qzqd.tables.limits import COLUMNS, SHEETS, too_many_sheets, too_wide
from qzqd.tables.notes import DocumentNotes
from qzqd.tables.numbering import Numbering
from qzqd.tables.package import first
from qzqd.tables.refusals import UNREADABLE
from qzqd.tables.signs import as_seen, is_of_signs, sign
from qzqd.tables.word_styles import HIDE, PLAIN, STRIKE, StyleLooks
from qzqd.tables.writing import Writing
from qzqd.tables.xml import XmlReader

if TYPE_CHECKING:
    from qzqd.tables.grid import AnnotationKind, Grid
    from qzqd.tables.limits import Budget
    from qzqd.tables.package import Package

_PASSED_OVER = (
    "Fallback",  # the same again for older programs
    "rt",  # how a character is read, above it
)
_CHANGE = "Change"
"""What names end with that hold a format as it was before somebody changed it and tracked that."""
_GONE = ("del", "moveFrom")
_TEXT = ("t", "delText")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def grids(package: Package, main: str, budget: Budget) -> tuple[Grid, ...]:
    """The tables of a document in their order; main: the part with its text. Raises Refused."""
    numbering, looks, notes = Numbering(), StyleLooks(), DocumentNotes()
    relations = package.relations(main)
    readers: dict[str, tuple[XmlReader, ...]] = {"numbering": (numbering,), "styles": (numbering, looks)}
    for kind, told in {**readers, **dict.fromkeys(("footnotes", "endnotes", "comments"), (notes,))}.items():
        if (part := first(relations, kind)) in package:
            for each in told:
                package.walk(part, each)
    reader = _Document(budget, numbering, looks, notes)
    package.walk(main, reader)
    if not reader.found:
        message = Text("这个 Word 文件里没有表格", "there is no table in this Word file")
        help = Text(
            "把内容列成表格，或者给出有表格的文件", "put it into a table, or name the file that has one"
        )
        raise Refused(UNREADABLE, Problem(message, help=help))
    return reader.grids()


class _Table:
    """One table that has begun."""

    def __init__(self, gathering: Gathering, *, after_text: bool, boxes: int) -> None:
        """boxes: in how many text boxes it stands, one in the other, of the page or of one cell."""
        self.gathering = gathering
        self.after_text = after_text
        self.boxes = boxes
        self.nested = 0
        self.columns: list[str] = []
        self.row, self.cells, self.deleted = 0, list[str](), False
        self.left, self.span, self.down = 1, 1, ""
        self.writing, self.unseen, self.gone = Writing(), Writing(), Writing()
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
        if gone := self.gone.take():
            self.gathering.annotate(Annotation("deleted", gone, self.row, self.left))
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
                    self.gathering.annotate(Annotation("deleted", text, self.row, column))
        else:
            self.gathering.row(self.row, self.cells)

    def close(self) -> None:
        """The table is told."""
        for merge in self._open.values():
            self.gathering.merge(*merge)


class _Document(XmlReader):
    """The text of the document. Tables are on a stack, as one may stand in a cell of another."""

    def __init__(self, budget: Budget, numbering: Numbering, looks: StyleLooks, notes: DocumentNotes) -> None:
        self.found: list[Gathering] = []
        self._budget, self._numbering, self._looks, self._notes = budget, numbering, looks, notes.found
        self._tables: list[_Table] = []
        self._tops = 0
        self._between: list[str] = []
        self._apart: list[Annotation] = []
        self._columns: list[str] = []
        self._page, self._box, self._nowhere, self._gone = Writing(), Writing(), Writing(), Writing()
        self._boxes = self._passed = self._taken = self._objects = self._level = 0
        self._list: tuple[str, int] | None = None
        self._open = self._row_properties = False
        self._paragraph_look = self._look = PLAIN
        self._font = self._picture = ""

    def grids(self) -> tuple[Grid, ...]:
        """When everything has been told: text below the last table belongs to that."""
        for text in self._between:
            self._last.float(Floating(text, next(reversed(self._last.rows), 0) + 1))
        self._annotate_apart(self._last)
        return tuple(gathering.grid() for gathering in self.found)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _PASSED_OVER or name.endswith(_CHANGE):
            self._passed += 1
        elif self._passed:
            return
        elif name in _GONE:
            self._taken += 1
            if self._row_properties and self._tables:
                self._tables[-1].deleted = True
        elif name in _TEXT:
            self._open = True
        elif not self._taken:
            self._start(name, attributes)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "txbxContent":
            self._boxes += 1
        elif name == "tbl":
            self._begin()
        elif name in _NOTES:
            self._note(_NOTES[name], attributes.get("id", ""))
        elif not self._embedded(name, attributes) and not self._paragraph(name, attributes) and self._tables:
            self._inside(self._tables[-1], name, attributes)

    def _note(self, kind: str, number: str) -> None:
        if text := self._notes.get((kind, number), ""):
            self._annotate("comment" if kind == "comment" else "footnote", text)

    def _embedded(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether it is about a picture, or about what another program would have to open."""
        if name == "object":
            self._objects += 1
        elif name == "docPr":
            self._picture = attributes.get("descr") or attributes.get("name", "")
        elif name == "OLEObject":
            self._annotate("object", attributes.get("ProgID") or "OLE")
        elif name == "chart" and "id" in attributes:
            self._annotate("object", self._picture or name)
        elif name == "blip" or (name == "imagedata" and not self._objects):
            self._annotate("picture", self._picture or attributes.get("title") or name)
            self._picture = ""
        else:
            return False
        return True

    def _paragraph(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether it is about a paragraph, or a run of characters in it."""
        value = attributes.get("val", "")
        if name == "p":
            self._writing.line()
            self._paragraph_look = self._look = PLAIN
            self._list, self._font = None, ""
        elif name == "pStyle":
            self._list = self._numbering.of_style(value)
            self._paragraph_look = self._looks.look(value)
        elif name == "ilvl":
            self._level = int(value or "0")
        elif name == "numId":
            self._list, self._level = (value, self._level), 0
        elif name == "r":
            self._look, self._font = self._paragraph_look, ""
        elif name == "rStyle":
            self._look = self._looks.look(value, self._look)
        elif name == "rFonts":
            named = attributes.get("hAnsi") or attributes.get("ascii", "")
            self._font = named if is_of_signs(named) else ""
        elif name in STRIKE or name in HIDE:
            self._look = self._look.with_property(name, attributes)
        elif name in _WRITTEN:
            self._write(_WRITTEN[name])
        elif name == "sym":
            code = int(attributes.get("char", "") or "0", 16)
            self._write(sign(attributes.get("font", ""), code))
        else:
            return False
        return True

    def end(self, name: str) -> None:
        if name in _PASSED_OVER or name.endswith(_CHANGE):
            self._passed -= 1
        elif self._passed:
            return
        elif name in _GONE:
            self._taken -= 1
        elif name in _TEXT:
            self._open = False
        elif not self._taken:
            self._end(name)

    def _end(self, name: str) -> None:
        if name == "pPr":
            self._look = self._paragraph_look  # the mark at its end may be struck, and the text not
            if self._list:
                self._write(self._numbering.next(*self._list))
        elif name == "object":
            self._objects -= 1
        elif name == "txbxContent":
            self._boxes -= 1
            if not self._boxes and (text := self._box.take()):
                self._float(text)
        elif name == "p":
            self._nowhere.take()
            if not self._tables and not self._boxes:
                if text := self._page.take():
                    self._between.append(text)
                if gone := self._gone.take():
                    self._apart.append(Annotation("deleted", gone))
        elif self._tables:
            self._close(self._tables[-1], name)

    def text(self, text: str) -> None:
        if not self._open or self._passed:
            return
        if self._taken:
            (self._tables[-1].gone if self._tables else self._gone).add(text)
        else:
            self._write(as_seen(self._font, text) if self._font else text)

    def _write(self, text: str) -> None:
        self._writing.add(text, struck=self._look.struck)

    def _annotate(self, kind: AnnotationKind, text: str) -> None:
        if self._tables:
            table = self._tables[-1]
            table.gathering.annotate(Annotation(kind, text, table.row, table.left))
        else:
            self._apart.append(Annotation(kind, text))

    def _annotate_apart(self, gathering: Gathering) -> None:
        for annotation in self._apart:
            gathering.annotate(annotation)
        self._apart = []

    @property
    def _writing(self) -> Writing:
        """Where text goes now; hidden text of a cell is kept apart, and elsewhere dropped."""
        table = self._tables[-1] if self._tables else None
        if self._look.hidden:
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
        table = _Table(Gathering(name, self._budget), after_text=bool(self._between), boxes=self._boxes)
        self._boxes = 0
        if not self._tables:
            for text in self._between:
                table.gathering.float(Floating(text))
            self._between = []
            self._annotate_apart(table.gathering)
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
            self._boxes = table.boxes
            if not self._tables:
                same = bool(table.columns) and table.columns == self._columns
                table.gathering.continues = same and not table.after_text
                self._columns = table.columns
