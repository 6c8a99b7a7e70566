"""What is handed back: the workbook with its notes, or a copy with them where it cannot be changed as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qzqd.office.handback.copy import copied
from qzqd.office.handback.patch import patched
from qzqd.office.handback.places import marked_before
from qzqd.tables.limits import Budget
from qzqd.tables.package import Package
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qzqd.locale import Language
    from qzqd.office.handback.note import Note
    from qzqd.tables.grid import Workbook

_PATCHED = "xlsx"
_TELLING = ("[Content_Types].xml", "_rels/.rels")
_OTHER = (b"macroEnabled", b"purl.oclc.org/ooxml")


@dataclass(frozen=True)
class MarkedWorkbook:
    """raw: the bytes of the workbook as it was sent. book: what they say."""

    raw: bytes
    book: Workbook
    notes: Sequence[Note]

    @cached_property
    def copied(self) -> bool:
        """Whether it comes back as a copy: what is no .xlsx, has macros, or is in the strict form that few programs write."""
        if self.book.format != _PATCHED:
            return True
        package = Package(self.raw, Budget())
        telling = b"".join(piece for name in _TELLING if name in package for piece in package.pieces(name))
        return any(word in telling for word in _OTHER)


def write(answer: MarkedWorkbook, path: Path, language: Language) -> None:
    """Put it in the place of `path`. Raises Refused, OfficeMissing, and what `atomic.replace` raises."""
    data, notes, before = answer.raw, answer.notes, marked_before(answer.book.grids)
    if answer.copied:
        data, names, remark = copied(answer.book, language)
        notes = [remark, *(replace(note, sheet=names.get(note.sheet, note.sheet)) for note in notes)]
        before = set()
    atomic.replace(path, patched(data, notes, language, before))
