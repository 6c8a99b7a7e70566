"""Tables on the terminal, aligned under double-width characters."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from qzqd import console
from qzqd.cli import output as out
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print it. Cells are text, not markup: whatever a file holds is shown, never obeyed."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        shown.add_column(Text(heading), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(safe(cell)) for cell in row))
    page, colour = StringIO(), out.colour()
    Console(file=page, width=out.width(), force_terminal=colour, no_color=not colour).print(shown)
    console.report(page.getvalue())
