"""Tables of a terminal, aligned under double-width characters: the one place where columns are measured and filled."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from qzqd.report.paper.safe import safe
from qzqd.report.paper.terminal import Painter, cells, wrap

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


class NamedColumns:
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
        row_cells = [filled(name, self._name, shown=_painted(name, styles[0], paint))]
        for at in self._shown:
            shown = _painted(row[at], styles[at], paint)
            row_cells.append(filled(row[at], self._widths[at], right=True, shown=shown))
        yield _GAP.join(row_cells).rstrip()

    def _left(self) -> int:
        taken = sum(self._widths[at] + len(_GAP) for at in self._shown)
        return self._room - taken


def folded_table(headings: Sequence[str], rows: Sequence[Sequence[str]], page: Page) -> list[str]:
    """A table under its headings and a line; cells that find no room go on below themselves.

    The first column names the rows: it stays whole unless it would take half of the line.
    Cells are any text: whatever a file holds is shown, never obeyed.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from qzqd.report.paper.broken import BrokenText

    shown = [[safe(cell) for cell in row] for row in (headings, *rows)]
    named = max(cells(row[0]) for row in shown)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for heading in shown[0]:
        whole = not table.columns and named * 2 <= page.width
        table.add_column(Text(heading), overflow="fold", min_width=named if whole else 2)
    for row in shown[1:]:
        table.add_row(*map(BrokenText, row))
    written = StringIO()
    console = Console(
        file=written,
        width=page.width,
        force_terminal=page.colour,
        no_color=not page.colour,
        color_system="standard" if page.colour else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(table)
    return [line.rstrip() for line in written.getvalue().splitlines()]


def _painted(text: str, style: str, paint: Painter) -> str:
    return paint(text, style) if text and style else text
