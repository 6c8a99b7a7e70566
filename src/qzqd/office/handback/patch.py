"""An .xlsx with notes: a comment and a colour at each cell, and a sheet that lists them. Every other part keeps its bytes."""

from __future__ import annotations

import posixpath
from io import BytesIO
from itertools import chain, count
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qzqd.finding import SEVERITIES
from qzqd.office.excel import literal_codes
from qzqd.office.handback import comments
from qzqd.office.handback.cells import SheetPart, Styles
from qzqd.office.handback.earlier import EarlierMarks
from qzqd.office.handback.note import COLUMNS, SHEET, worded
from qzqd.office.handback.splice import XmlPart, escaped_text, the
from qzqd.report.paper.words import SEVERITY
from qzqd.tables.grid import address, letters
from qzqd.tables.limits import Budget
from qzqd.tables.package import Package, first
from qzqd.tables.refusals import OFFICE, unsound
from qzqd.tables.xml import sound

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qzqd.finding import Severity
    from qzqd.locale import Language
    from qzqd.office.handback.note import Note
    from qzqd.tables.grid import CellPlace
    from qzqd.tables.package import Relation

_TYPES = "[Content_Types].xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_CONTENT = {
    "comments": f"{_OFFICE}.spreadsheetml.comments+xml",
    "worksheet": f"{_OFFICE}.spreadsheetml.worksheet+xml",
    "vmlDrawing": f"{_OFFICE}.vmlDrawing",
}
_BEHIND = frozenset(
    (
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    )
)
"""What stands behind the reference to the boxes of comments, in a sheet."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")
"""UTF-16, in which places are not counted in the bytes of UTF-8; no office writes it."""
_SAID = frozenset(("comments", "threadedComment", "drawing"))
"""What somebody may have put on a sheet beside its cells."""
_MOST = 30_000
"""Characters of a comment, and of a cell."""


_NONE = EarlierMarks()


def patched(data: bytes, notes: Sequence[Note], language: Language, earlier: EarlierMarks = _NONE) -> bytes:
    """The workbook with the notes. Raises Refused where it is too damaged to be changed.

    earlier: what it still has of the last time, which goes.
    """
    with sound():  # numbers that are none, for one
        return _Patch(data, language).made(notes, earlier)


def doubtful(data: bytes, earlier: EarlierMarks) -> list[str]:
    """The cells whose comments may be of the last time and cannot be told from others. Raises Refused."""
    with sound():
        patch = _Patch(data, "zh")
        sheets = patch.sheets().items()
        return [f"{name}!{cell}" for name, part in sheets for cell in sorted(patch.clear(part, earlier))]


class _Patch:
    def __init__(self, data: bytes, language: Language) -> None:
        self.language = language
        self._package = Package(data, Budget())
        self._names = frozenset(info.filename.casefold() for info in self._package.entries())
        self._parts: dict[str, bytes] = {}
        self.book = first(self._package.relations(""), "officeDocument")
        self.relations = self._package.relations(self.book)

    def made(self, notes: Sequence[Note], earlier: EarlierMarks) -> bytes:
        """All parts, the changed ones in the place of the old."""
        part = first(self.relations, "styles")
        styles = Styles(self._read(part)) if part else None
        if styles and not styles.usable:
            styles = None
        sheets = self.sheets()
        for at, (name, sheet) in enumerate(sheets.items(), 1):
            own = [(note.place, note) for note in notes if note.sheet == name and note.place]
            self.clear(sheet, earlier)
            if styles and styles.marked:
                self._fade(sheet, {place for place, _ in own}, styles)
            if own:
                self._note(sheet, own, styles, at)
        self._list(notes, styles.wrapped() if styles else 0, earlier)
        if styles:
            self._parts[part] = styles.changed()
        return self._packed()

    def clear(self, part: str, earlier: EarlierMarks) -> Collection[str]:
        """Take the findings of the last time out of the comments of a sheet; the cells where that is not certain."""
        own = self._package.relations(part)
        words = first(own, "comments")
        if not words or words not in self._package:
            return ()
        cleared = earlier.cleared(self._read(words))
        self._parts[words] = cleared.comments
        boxes = self._boxes(SheetPart(self._read(part)), own) if cleared.gone else ""
        if boxes and boxes in self._package:
            self._parts[boxes] = comments.undrawn(self._read(boxes), cleared.gone)
        return cleared.doubtful

    def _fade(self, part: str, marked: Collection[CellPlace], styles: Styles) -> None:
        sheet = SheetPart(self._read(part))
        sheet.fade(marked, styles)
        self._parts[part] = sheet.document.changed()

    def _note(
        self, part: str, notes: Sequence[tuple[CellPlace, Note]], styles: Styles | None, number: int
    ) -> None:
        texts: dict[CellPlace, str] = {}
        worst: dict[CellPlace, Severity] = {}
        for place, note in notes:
            severity = SEVERITY[note.severity].in_(self.language)
            text = worded(severity, note.rule, note.message, note.help)
            texts[place] = f"{texts.get(place, '')}\n{text}".strip()[:_MOST]
            worst[place] = min(worst.get(place, "info"), note.severity, key=SEVERITIES.index)
        sheet = SheetPart(self._read(part))
        if styles:
            sheet.colour(worst, styles)
        own = self._package.relations(part)
        boxes, words = self._boxes(sheet, own), first(own, "comments")
        old = self._read(words) if words else None
        known = comments.known(old)
        fresh = [place for place in sorted(texts) if address(*place) not in known]
        made = comments.commented(old, texts)
        if words:
            self._parts[words] = made
        else:
            self._relate(part, self._add("xl/comments{}.xml", "comments", made), "comments")
        drawing = comments.drawn(self._read(boxes) if boxes else None, fresh, 1000 + number)
        if boxes:
            self._parts[boxes] = drawing
        else:
            relation = self._relate(
                part, self._add("xl/drawings/vmlDrawing{}.vml", "vmlDrawing", drawing), "vmlDrawing"
            )
            self._refer(sheet, relation)
        self._parts[part] = sheet.document.changed()

    def _boxes(self, sheet: SheetPart, own: dict[str, Relation]) -> str:
        """The drawing that the sheet has its comments in; "" for none."""
        found = sheet.document.elements(lambda name, above: name == "legacyDrawing" and len(above) == 1)
        for element in found:
            for key, value in element.attributes.items():
                if key.rpartition(":")[2] == "id" and value in own:
                    return own[value].target
        return ""

    def _refer(self, sheet: SheetPart, relation: str) -> None:
        """Where the schema of sheets has the reference to the boxes of comments."""
        document = sheet.document
        found = document.elements(lambda _, above: len(above) < 2)
        behind = next((element for element in found[1:] if element.name in _BEHIND), None)
        reference = f'<{sheet.prefix}legacyDrawing xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
        document.insert(behind.start if behind else found[0].end, reference)

    def _list(self, notes: Sequence[Note], style: int, earlier: EarlierMarks) -> None:
        """The sheet that lists the notes: the last one, or that of the last time, unless anybody has written in it."""
        made = _listed(notes, style, self.language).encode()
        document = XmlPart(self._read(self.book))
        found = document.elements(lambda name, above: name == "sheets" or above[-1:] == ("sheets",))
        for name, part in self.sheets().items():
            kinds = {relation.kind for relation in self._package.relations(part).values()}
            if name in earlier.lists and kinds.isdisjoint(_SAID):
                self._parts[part] = made
                (sheet,) = (each for each in found if each.attributes.get("name") == name)
                if "state" in sheet.attributes:
                    document.attribute(sheet, "state", "visible")
                    self._parts[self.book] = document.changed()
                return
        part = self._add("xl/worksheets/sheet{}.xml", "worksheet", made)
        relation = self._relate(self.book, part, "worksheet")
        taken = {element.attributes.get("name", "").casefold() for element in found}
        highest = max((int(element.attributes.get("sheetId", "0")) for element in found), default=0)
        wanted = SHEET.in_(self.language)
        numbered = (f"{wanted} {number}" for number in count(2))
        name = next(each for each in chain((wanted,), numbered) if each.casefold() not in taken)
        entry = (
            f'<{document.prefix}sheet xmlns:r="{_RELATIONS}" name={quoteattr(name)} '
            f'sheetId="{highest + 1}" r:id="{relation}"/>'
        )
        document.append(the("sheets", found), entry)
        self._parts[self.book] = document.changed()

    def sheets(self) -> dict[str, str]:
        """The part of each sheet by its name."""
        found = XmlPart(self._read(self.book)).elements(
            lambda name, above: name == "sheet" and above[-1:] == ("sheets",)
        )
        named: dict[str, str] = {}
        for element in found:
            attributes = {key.rpartition(":")[2]: value for key, value in element.attributes.items()}
            if attributes.get("id") in self.relations:
                named[attributes.get("name", "")] = self.relations[attributes["id"]].target
        return named

    def _add(self, pattern: str, kind: str, data: bytes) -> str:
        """A new part under a name that is free."""
        part = next(
            each
            for number in count(1)
            if (each := pattern.format(number)).casefold()
            not in {*self._names, *map(str.casefold, self._parts)}
        )
        self._parts[part] = data
        document = XmlPart(self._read(_TYPES))
        (root, *_) = document.elements(lambda _, above: not above)
        p = document.prefix
        document.append(root, f'<{p}Override PartName="/{part}" ContentType="{_CONTENT[kind]}"/>')
        self._parts[_TYPES] = document.changed()
        return part

    def _relate(self, part: str, target: str, kind: str) -> str:
        """The id by which one part names another."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        relation = f'Type="{_RELATIONS}/{kind}" Target="/{target}"'
        if path.casefold() not in self._names and path not in self._parts:
            self._parts[path] = (
                b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
                b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            )
        document = XmlPart(self._read(path))
        found = document.elements(lambda _, above: len(above) < 2)
        taken = {element.attributes.get("Id") for element in found}
        key = next(each for number in count(1) if (each := f"rIdQ{number}") not in taken)
        document.append(found[0], f'<{document.prefix}Relationship Id="{key}" {relation}/>')
        self._parts[path] = document.changed()
        return key

    def _read(self, part: str) -> bytes:
        """A part as it is by now."""
        if part in self._parts:
            return self._parts[part]
        if part not in self._package:
            raise unsound(OFFICE)
        data = b"".join(self._package.pieces(part)).removeprefix(b"\xef\xbb\xbf")
        if data.startswith(_WIDE):
            raise unsound(OFFICE)
        return data

    def _packed(self) -> bytes:
        buffer = BytesIO()
        changed = {part.casefold(): data for part, data in self._parts.items()}
        with ZipFile(buffer, "w") as new:
            for info in self._package.entries():
                name = info.filename
                data = changed.pop(name.replace("\\", "/").lstrip("/").casefold(), None)
                if data is None:
                    data = b"".join(self._package.pieces(name))
                new.writestr(info, data, info.compress_type)
            for part, data in self._parts.items():
                if part.casefold() in changed:
                    new.writestr(ZipInfo(part), data, ZIP_DEFLATED)
        return buffer.getvalue()


def _listed(notes: Sequence[Note], style: int, language: Language) -> str:
    """The sheet: a line for each note, with a link to its cell."""
    rows = [[title.in_(language) for title, _ in COLUMNS]]
    links: list[str] = []
    for row, note in enumerate(notes, 2):
        where = note.sheet
        if note.place:
            where = f"{note.sheet}!{address(*note.place)}"
            location = "'" + note.sheet.replace("'", "''") + "'!" + address(*note.place)
            links.append(f'<hyperlink ref="A{row}" location={quoteattr(location)}/>')
        severity = SEVERITY[note.severity].in_(language)
        rows.append([where, note.item, severity, note.message, note.help, note.rule])
    cells = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{letters(column)}{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escaped_text(literal_codes(text[:_MOST]))}</t></is></c>"
            for column, text in enumerate(texts, 1)
            if text
        )
        + "</row>"
        for at, texts in enumerate(rows, 1)
    )
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, (_, width) in enumerate(COLUMNS, 1)
    )
    linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetViews>'
        '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols><sheetData>{cells}</sheetData>{linked}</worksheet>"
    )
