"""The apostrophe before a cell of a CSV that a spreadsheet would work out or change, on the way out and back."""

from __future__ import annotations

from qzqd.regex import regex

_FORMULA = regex(r"'*\s*[-=+@＝＋－＠]")
"""Excel takes a cell that begins so for a formula, in East Asian editions the wide signs too."""
_CHANGED = regex(
    r"'*(?:0[0-9]+|[0-9]{12,}|[0-9]+(?:\.[0-9]+)?[eE][-+]?[0-9]+"
    r"|[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)"
)
"""A code of which a spreadsheet would make a day, a time, or a number that it shows otherwise.

Apostrophes that are there already do not help in telling ours from them: such a text gets one more.
"""


def before_formula(text: str) -> str:
    """A text as a cell that is not worked out."""
    return f"'{text}" if _FORMULA.match(text) else text


def before_code(text: str) -> str:
    """An id or a code as a cell that stays as it is written."""
    return f"'{text}" if _CHANGED.fullmatch(text) else text


def without(cell: str) -> str:
    """What a cell holds that may have got an apostrophe."""
    text = cell[1:]
    return text if cell[:1] == "'" and (_FORMULA.match(text) or _CHANGED.fullmatch(text)) else cell
