"""Rows of a terminal's table, aligned under double-width characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.report.paper.terminal import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.report.paper.terminal import Painter

NONE = "-"
"""What stands for zero."""

_GAP = " "
_NARROWEST = 12
"""Cells that a column of names is not squeezed below."""


class Columns:
    """The first cell of a row is its name and stands left, the others stand right; all are safe.

    A name too long for its column has lines of its own. Where the others leave names too little room, those columns
    are left out that are `NONE` in every row.
    """

    def __init__(self, rows: Sequence[Sequence[str]], room: int, head: Sequence[str] = ()) -> None:
        """room: cells in a line."""
        self._room = room
        told = [head, *rows] if head else rows
        self._widths: list[int] = [max(map(cells, column)) for column in zip(*told, strict=True)]
        self._shown: list[int] = [*range(1, len(self._widths))]
        if min(self._widths[0], _NARROWEST) > self._left():
            self._shown = [at for at in self._shown if any(row[at] != NONE for row in rows)]
        self._name = max(min(self._widths[0], self._left()), _NARROWEST)

    def lines(self, row: Sequence[str], paint: Painter, styles: Sequence[str] = ()) -> Iterator[str]:
        """The row in one line or more. styles: of each cell, "" for none."""
        styles = styles or [""] * len(row)
        name = row[0]
        if cells(name) > self._name:
            yield from (paint(line, styles[0]) if styles[0] else line for line in wrap(name, self._room))
            name = ""
        told = [_painted(name, styles[0], paint) + " " * (self._name - cells(name))]
        for at in self._shown:
            blank = " " * (self._widths[at] - cells(row[at]))
            told.append(blank + _painted(row[at], styles[at], paint))
        yield _GAP.join(told).rstrip()

    def _left(self) -> int:
        taken = sum(self._widths[at] + len(_GAP) for at in self._shown)
        return self._room - taken


def _painted(text: str, style: str, paint: Painter) -> str:
    return paint(text, style) if text and style else text
