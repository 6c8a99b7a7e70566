"""A zip of XML parts, as .xlsx, .docx and .ods are: read in pieces, within a budget."""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from qzqd.tables.limits import PARTS, too_many_parts
from qzqd.tables.refusals import OFFICE, encrypted, unsound
from qzqd.tables.xml import XmlReader, sound, walk_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zipfile import ZipInfo

    from qzqd.tables.limits import Budget

_PIECE = 1 << 20
_ENCRYPTED = 0x1
_ENTRY = b"PK\1\2"


class Relation(NamedTuple):
    """What one part says of another. kind: the last word of its type, such as worksheet."""

    kind: str
    target: str


class Package:
    """The parts of an archive by name. Programs differ in case and slashes."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        """Raises Refused."""
        self._budget = budget
        if data.count(_ENTRY) > PARTS:
            raise too_many_parts()
        with sound():
            self._zip = ZipFile(BytesIO(data))
            self._parts = {_plain(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def entries(self) -> list[ZipInfo]:
        """What the archive says of each part that is read; of two with one name that is the later."""
        return [*self._parts.values()]

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part. No more is unpacked than the archive says that there is, nor beyond the budget."""
        info = self._parts.get(_plain(name))
        if info is None:
            raise unsound(OFFICE)
        if info.flag_bits & _ENCRYPTED:
            raise encrypted()
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # others cannot be unpacked piece by piece
            raise unsound(OFFICE)
        with sound(), self._zip.open(info) as file:
            while piece := file.read(_PIECE):
                self._budget.piece(piece)
                yield piece

    def walk(self, name: str, reader: XmlReader) -> None:
        """Tell a reader everything that stands in a part. Raises Refused."""
        walk_xml(self.pieces(name), reader)

    def relations(self, part: str) -> dict[str, Relation]:
        """By id, the parts of the archive that a part names; "" for the archive itself."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self:
            return {}
        reader = _Relations(folder)
        self.walk(path, reader)
        return reader.found


class _Relations(XmlReader):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, Relation] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"))


def first(found: dict[str, Relation], kind: str) -> str:
    """The part that stands in a relation of some kind; "" where there is none."""
    return next((relation.target for relation in found.values() if relation.kind == kind), "")


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
