"""Tables of a terminal, aligned under double-width characters: the one place where columns are measured and filled."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qzqd.report.paper.safe import safe
from qzqd.report.paper.terminal import Painter, cells, fitting, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.report import Page

NONE = "-"
"""What stands for zero."""

_GAP = " "
_NARROWEST = 12
"""Cells that a column of names is not squeezed below."""


def widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Cells that each column needs; of a table without rows, none."""
    return [max(map(cells, column)) for column in zip(*rows, strict=True)]


def filled(text: str, width: int, *, right: bool = False, shown: str | None = None) -> str:
    """The text with blanks up to so many cells. shown: the same with what takes no room, such as colour."""
    blank, shown = " " * (width - cells(text)), text if shown is None else shown
    return blank + shown if right else shown + blank


class Columns:
    """The first cell of a row is its name and stands left, the others stand right; all are safe.

    A name too long for its column has lines of its own. Where the others leave names too little room, those columns
    are left out that are `NONE` in every row.
    """

    def __init__(self, rows: Sequence[Sequence[str]], room: int, head: Sequence[str] = ()) -> None:
        """room: cells in a line."""
        self._room = room
        self._widths = widths([head, *rows] if head else rows)
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
        told = [filled(name, self._name, shown=_painted(name, styles[0], paint))]
        for at in self._shown:
            shown = _painted(row[at], styles[at], paint)
            told.append(filled(row[at], self._widths[at], right=True, shown=shown))
        yield _GAP.join(told).rstrip()

    def _left(self) -> int:
        taken = sum(self._widths[at] + len(_GAP) for at in self._shown)
        return self._room - taken


def folded(headings: Sequence[str], rows: Sequence[Sequence[str]], page: Page) -> list[str]:
    """A table under its headings and a line; cells that find no room go on below themselves.

    The first column names the rows: it stays whole unless it would take half of the line.
    Cells are any text: whatever a file holds is shown, never obeyed.
    """
    told = [[safe(cell) for cell in row] for row in (headings, *rows)]
    first, *others = widths(told)
    left = page.width - 2 * (len(headings) - 1)
    kept = first * 2 <= page.width
    room = [first, *_narrowed(others, left - first)] if kept else _narrowed([first, *others], left)
    paint = Painter(page.colour)
    lines = [paint(line, "heading") for line in _row(told[0], room)]
    lines.append("─" * (sum(room) + 2 * (len(room) - 1)))
    for row in told[1:]:
        lines += _row(row, room)
    return lines


def _row(row: Sequence[str], room: Sequence[int]) -> Iterator[str]:
    columns = [_broken(cell, width) for cell, width in zip(row, room, strict=True)]
    for line in zip_longest(*columns, fillvalue=""):
        yield "  ".join(map(filled, line, room)).rstrip()


def _broken(text: str, width: int) -> list[str]:
    """Lines of at most so many cells: long words are broken as well, so that nothing moves out of its column."""
    lines = []
    for line in wrap(text, width):
        while cells(line) > width and (fits := fitting(line, width)):
            lines.append(line[:fits])
            line = line[fits:]
        lines.append(line)
    return lines


def _narrowed(wanted: list[int], room: int) -> list[int]:
    """The widest columns give way, down to the next widest, until all of them find room."""
    least = 2  # of a column: one wide character
    while sum(wanted) > room and max(wanted) > least:
        widest = max(wanted)
        taken = [at for at, width in enumerate(wanted) if width == widest]
        next_widest = max((width for width in wanted if width < widest), default=least)
        excess = -(-(sum(wanted) - room) // len(taken))
        for at in taken:
            wanted[at] = max(widest - excess, next_widest, least)
    return wanted


def _painted(text: str, style: str, paint: Painter) -> str:
    return paint(text, style) if text and style else text
