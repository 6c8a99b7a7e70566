"""CSV in the way that Excel opens without asking, and without working anything out."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from qzqd.apostrophe import before_code, before_formula
from qzqd.report.paper.safe import safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BOM = "\ufeff"


def figure_cell(text: str) -> str:
    """A figure as a cell: a plain number may be reckoned with, but 3/4 and 10-12 are no days."""
    return before_code(text) if "/" in text or "-" in text else text


def sheet(rows: Iterable[Sequence[str | float]], *, breaks: bool = False) -> str:
    """The rows after a byte order mark; numbers bare, text safe. breaks: whether line breaks within cells stay."""
    file = StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerows(_shown(row, breaks) for row in rows)
    return _BOM + file.getvalue()


def _shown(row: Sequence[str | float], breaks: bool) -> list[str | float]:
    made = safe_lines if breaks else safe
    whole = "".join([cell for cell in row if isinstance(cell, str)])
    if made(whole) != whole:  # few rows have anything to look for in each cell
        row = [made(cell) if isinstance(cell, str) else cell for cell in row]
    return [before_formula(cell) if isinstance(cell, str) else cell for cell in row]
