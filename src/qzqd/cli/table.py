"""Tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.language import chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print it, and a blank line. Cells are text, not markup: whatever a file holds is shown, never obeyed."""
    from qzqd.report import Page
    from qzqd.report.paper.table import folded_table

    page = Page(chosen(), out.colour(), out.width())
    console.report("\n".join((*folded_table(headings, [*rows], page), "\n")))
