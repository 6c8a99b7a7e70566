"""What a person got wrong where the parser could not read on, found by trying what would mend it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qzqd.read.problem import Problem
from qzqd.read.slips.layout import layout, several
from qzqd.read.slips.marks import marks
from qzqd.read.slips.slip import Line, Slip, lines
from qzqd.read.slips.trial import around
from qzqd.read.slips.values import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import MarkedYAMLError

_LOOK_BACK = 40
_LONGEST = 2_000
"""Of longer lines nothing is tried: they are no slips of a person."""


def find(text: str, error: MarkedYAMLError) -> tuple[str, Problem] | None:
    """Code and problem of the slip behind an error, if the text can be read further once it is mended."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None
    offset = min(mark.index, len(text))
    trial = around(text, offset)
    if trial is None:
        return None
    told = lines(trial.text, trial.start)
    near = [line for line in told if line.start <= offset][-_LOOK_BACK:]
    begun = error.context_mark.index if error.context_mark else offset
    near = [line for line in told if line.start <= begun <= line.end and line not in near] + near
    for slip in _candidates(near):
        if trial.mends(slip.edits):
            problem = Problem(
                slip.message, help=slip.help, value=_value(text, slip), offsets=slip.place, edits=slip.edits
            )
            return slip.code, problem
    return None


def _candidates(near: list[Line]) -> Iterator[Slip]:
    """Every slip that the lines may hold: the plainest sort first, and of each the nearest line. Tabs come before all."""
    near = [line for line in reversed(near) if len(line.text) <= _LONGEST and "\t" not in line.text]
    for look in (marks, several, values, layout):
        yield from chain.from_iterable(map(look, near))


def _value(text: str, slip: Slip) -> str:
    start = text.rfind("\n", 0, slip.place[0]) + 1
    end = text.find("\n", slip.place[0])
    return text[start : end if end >= 0 else len(text)].strip()
