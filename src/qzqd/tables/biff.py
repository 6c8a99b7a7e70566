"""What xlrd passes over in an .xls: which cells are formulas, where conditions strike through, and the text boxes."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.tables.grid import CellPlace, CellRange, Floating

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDSHEET, _BOF, _EOF = 0x0085, 0x0809, 0x000A
_FORMULA, _DRAWING, _OBJECT, _TEXT, _CONTINUE = 0x0006, 0x00EC, 0x005D, 0x01B6, 0x003C
_CONDITIONS, _CONDITION = 0x01B0, 0x01B1
_FORMAT_AT, _OF_NUMBER, _OF_FONT, _STRIKES = 6, 1 << 25, 1 << 26, 0x80
_ANCHOR, _CONTAINER, _COMMENT = 0xF010, 0xF, 0x19
_WORKSHEET = 0

BiffRecord = tuple[int, bytes]


@dataclass(slots=True)
class Extras:
    """What is found in one worksheet."""

    formulas: list[CellPlace] = field(default_factory=list)
    floating: list[Floating] = field(default_factory=list)
    perhaps_struck: list[CellRange] = field(default_factory=list)


def looked_into(stream: bytes) -> list[Extras]:
    """The worksheets of a workbook's stream, in order; what is damaged there is passed over."""
    starts = [
        struct.unpack_from("<I", data)[0]
        for kind, data in _records(stream, 0)
        if kind == _BOUNDSHEET and len(data) > 5 and data[5] == _WORKSHEET
    ]
    return [_sheet(stream, start) for start in starts]


def _records(stream: bytes, start: int) -> Iterator[BiffRecord]:
    """From one beginning to its end; charts that lie in a sheet, which have their own, are left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, start)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[start + 4 : start + 4 + size]
        start += 4 + size


def _sheet(stream: bytes, start: int) -> Extras:
    extras = Extras()
    row = column = 0
    comment, wanted, text = False, 0, ""
    areas: list[CellRange] = []
    for kind, data in _records(stream, start):
        if wanted and kind == _CONTINUE and data:
            piece = data[1:].decode("utf-16-le" if data[0] & 1 else "latin-1", "replace")[:wanted]
            text, wanted = text + piece, wanted - len(piece)
            if not wanted and text.strip():
                extras.floating.append(Floating(text.replace("\r", "\n").strip(), row, column))
            continue
        wanted, text = 0, ""
        try:
            if kind == _FORMULA:
                at_row, at_column = struct.unpack_from("<HH", data)
                extras.formulas.append((at_row + 1, at_column + 1))
            elif kind == _CONDITIONS:
                areas = [*_areas(data)]
            elif kind == _CONDITION and _strikes(data):
                extras.perhaps_struck += areas
            elif kind == _DRAWING:
                row, column = _anchored(data) or (row, column)
            elif kind == _OBJECT:
                comment = struct.unpack_from("<H", data, 4)[0] == _COMMENT
            elif kind == _TEXT and not comment:
                wanted = struct.unpack_from("<H", data, 10)[0]
        except struct.error:
            continue
    return extras


def _areas(data: bytes) -> Iterator[CellRange]:
    """The ranges that the conditions behind this record are about."""
    for at in range(struct.unpack_from("<H", data, 12)[0]):
        top, bottom, left, right = struct.unpack_from("<4H", data, 14 + 8 * at)
        yield CellRange(top + 1, left + 1, bottom + 1, right + 1)


def _strikes(data: bytes) -> bool:
    """Whether the format of a condition strikes through: its font says so, and that this is not left as it is."""
    flags, named = struct.unpack_from("<IH", data, _FORMAT_AT)
    at = _FORMAT_AT + 6
    if flags & _OF_NUMBER:
        at += struct.unpack_from("<H", data, at)[0] if named & 1 else 2
    said, left = struct.unpack_from("<I16xI", data, at + 68)
    return bool(flags & _OF_FONT and said & _STRIKES and not left & _STRIKES)


def _anchored(data: bytes) -> CellPlace | None:
    """The cell that the last shape of a drawing begins in."""
    place, at = None, 0
    while at + 8 <= len(data):
        version, kind, size = struct.unpack_from("<HHI", data, at)
        if kind == _ANCHOR:
            column, row = struct.unpack_from("<2xH2xH", data, at + 8)
            place = row + 1, column + 1
        at += 8 if version & _CONTAINER == _CONTAINER else 8 + size
    return place
