"""What is handed back: the workbook with its notes, or a copy with them where it cannot be changed as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qzqd.office.handback.copy import copied
from qzqd.office.handback.earlier import EarlierMarks
from qzqd.office.handback.patch import doubtful, patched
from qzqd.tables.limits import Budget
from qzqd.tables.package import Package
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qzqd.locale import Language
    from qzqd.office.handback.copy import CopiedSheet
    from qzqd.office.handback.note import Note
    from qzqd.tables.grid import Workbook

_PATCHED = "xlsx"
_TELLING = ("[Content_Types].xml", "_rels/.rels")
_OTHER = (b"macroEnabled", b"purl.oclc.org/ooxml")


@dataclass(frozen=True)
class MarkedWorkbook:
    """raw: the bytes of the workbook as it was sent. book: what they say. found: what is wrong with it."""

    raw: bytes
    book: Workbook
    found: Sequence[Note]

    @cached_property
    def copied(self) -> bool:
        """Whether it comes back as a copy: what is no .xlsx, has macros, or is in the strict form that few programs write."""
        if self.book.format != _PATCHED:
            return True
        package = Package(self.raw, Budget())
        telling = b"".join(piece for name in _TELLING if name in package for piece in package.pieces(name))
        return any(word in telling for word in _OTHER)

    @cached_property
    def earlier(self) -> EarlierMarks:
        """What it still has of the last time that it was handed back."""
        return EarlierMarks.of(self.book.grids)

    @cached_property
    def doubtful(self) -> list[str]:
        """The cells whose comments may be of the last time and cannot be told from others. Raises Refused."""
        return [] if self.copied else doubtful(self.raw, self.earlier)


def write(answer: MarkedWorkbook, path: Path, language: Language) -> None:
    """Put it in the place of `path`. Raises Refused, OfficeMissing, and what `atomic.replace` raises."""
    data, notes, earlier = answer.raw, answer.found, answer.earlier
    if answer.copied:
        data, sheets, remark = copied(answer.book, language, earlier.lists)
        notes = [remark, *(_moved(note, sheets.get(note.sheet)) for note in notes)]
        earlier = EarlierMarks()
    atomic.replace(path, patched(data, notes, language, earlier))


def _moved(note: Note, sheet: CopiedSheet | None) -> Note:
    """A note at the cell of the copy."""
    if sheet is None:
        return note
    place = (note.place[0] + sheet.above, note.place[1]) if note.place else None
    return replace(note, sheet=sheet.name, place=place)
