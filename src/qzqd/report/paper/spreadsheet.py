"""CSV in the way that Excel opens without asking, and without working anything out."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from qzqd.regex import regex
from qzqd.report.paper.safe import safe, safe_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""Excel takes a cell that begins so for a formula, in East Asian editions the wide signs too."""


_CHANGED = regex(
    r"0[0-9]+|[0-9]{12,}|[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
"""A code of which a spreadsheet would make a day, a time, or a number that it shows otherwise."""


def code(text: str) -> str:
    """An id or a code as a cell that stays as it is written."""
    return f"'{text}" if _CHANGED.fullmatch(text) else text


def figure_cell(text: str) -> str:
    """A figure as a cell: a plain number may be reckoned with, but 3/4 and 10-12 are no days."""
    return code(text) if "/" in text or "-" in text else text


def sheet(rows: Iterable[Sequence[str | float]], *, breaks: bool = False) -> str:
    """The rows after a byte order mark; numbers bare, text safe. breaks: whether line breaks within cells stay."""
    file = StringIO()
    table = csv.writer(file, lineterminator="\n")
    table.writerows([_shown(cell, breaks) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return _BOM + file.getvalue()


def _shown(text: str, breaks: bool) -> str:
    shown = safe_lines(text) if breaks else safe(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown
