"""A file in which a merge has left both sides of a conflict, between lines that begin with its marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused
from qzqd.regex import regex

if TYPE_CHECKING:
    from re import Match

_OURS, _BASE, _BETWEEN, _THEIRS = "<<<<<<< ", "||||||| ", "=======", ">>>>>>> "
HINTS = (_OURS.encode(), _THEIRS.encode())
"""Bytes without either of which nothing was left."""

_MARK = regex(r"^(?:(?:<{7}|\|{7}|>{7}) .*|={7}\r?)$", re.MULTILINE)
_SHOWN = 8


def refuse_conflicts(text: str) -> None:
    """Raises Refused where git, or `qzqd merge`, left a choice to somebody who has not made it yet."""
    marks = _marks(text)
    if not marks:
        return
    lines = LineIndex(text)
    numbers = [str(lines.span(*mark.span()).line) for mark in marks[:_SHOWN]]
    more = "…" * (len(marks) > _SHOWN)
    message = Text(
        f"合并冲突没有解决：第 {'、'.join(numbers)}{more} 行",
        f"an unresolved merge conflict, marked on line {', '.join(numbers)}{more}",
    )
    help = Text(
        "每处留下应有的写法，删去 <<<<<<<、=======、>>>>>>> 开头的行",
        "keep what is right in each place; delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
    )
    raise Refused("QZ024", Problem(message, help=help, value="conflict", offsets=marks[0].span()))


def both_sides(text: str) -> tuple[str, str] | None:
    """The file with every conflict decided for ours, and for theirs; None where there is none."""
    if not _marks(text):
        return None
    ours: list[str] = []
    theirs: list[str] = []
    taking: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        if line.startswith(_OURS):
            taking = (ours,)
        elif line.startswith(_BASE):
            taking = ()
        elif line.rstrip() == _BETWEEN:
            taking = (theirs,)
        elif line.startswith(_THEIRS):
            taking = (ours, theirs)
        else:
            for side in taking:
                side.append(line)
    return "".join(ours), "".join(theirs)


def opposed(ours: str, theirs: str) -> str:
    """Two texts in one: lines that differ stand between the marks of a conflict."""
    from rapidfuzz.distance import Levenshtein

    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    lines: list[str] = []
    for step in Levenshtein.opcodes(one, other):
        was, now = one[step.src_start : step.src_end], other[step.dest_start : step.dest_end]
        if step.tag == "equal":
            lines += was
        else:
            lines += (f"{_OURS}ours\n", *was, f"{_BETWEEN}\n", *now, f"{_THEIRS}theirs\n")
    return "".join(lines)


def _marks(text: str) -> list[Match[str]]:
    """Every line that is a mark; none where no conflict begins or ends, as a row of signs may be a heading."""
    marks = [*_MARK.finditer(text)]
    return marks if any(mark[0].startswith((_OURS, _THEIRS)) for mark in marks) else []
