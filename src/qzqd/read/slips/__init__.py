"""What a person got wrong where the parser could not read on, found by trying what would mend it."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from qzqd.read.problem import Problem
from qzqd.read.slips.layout import misplaced
from qzqd.read.slips.marks import full_width_slips
from qzqd.read.slips.slip import Slip, SourceLine, source_lines
from qzqd.read.slips.trial import Trial, edited, fault_weight, text_around
from qzqd.read.slips.values import unquoted

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError

_LOOK_BACK = 40
_TRIED = 50
_LONGEST = 2_000
"""Of longer lines nothing is tried: they are no slips of a person."""


def find(text: str, error: MarkedYAMLError) -> tuple[str, Problem] | None:
    """Code and problem of the slip behind an error, if the text can be read further once it is mended."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None
    offset = min(mark.index, len(text))
    trial = text_around(text, offset)
    if trial is None:
        return None
    source = source_lines(trial.text, trial.start)
    near = [line for line in source if line.start <= offset][-_LOOK_BACK:]
    begun = error.context_mark.index if error.context_mark else offset
    near = [line for line in source if line.start <= begun <= line.end and line not in near] + near
    # Tabs come before all else: they are told by themselves.
    near = [line for line in reversed(near) if len(line.text) <= _LONGEST and "\t" not in line.text]
    slip = _plain(near, trial) or _laid_out(text, near, trial)
    return (slip.code, problem(text, slip)) if slip else None


def problem(text: str, slip: Slip) -> Problem:
    """A slip of the text as a problem, with its code."""
    start = text.rfind("\n", 0, slip.place[0]) + 1
    line = text[start:].partition("\n")[0].strip()
    return Problem(
        slip.message, help=slip.help, value=line, offsets=slip.place, edits=slip.edits, code=slip.code
    )


def hidden(text: str) -> list[Slip]:
    """Slips in a list that can be read, and was not meant as it reads: its schema has less against it without them."""
    typed = (
        slip
        for line in source_lines(text, 0)
        if len(line.text) <= _LONGEST
        for slip in full_width_slips(line)
    )
    candidates = list(islice(typed, _TRIED))
    base = fault_weight(text) if candidates else None
    found: list[Slip] = []
    for slip in candidates if base else ():
        left = fault_weight(edited(text, slip.edits))
        if base and left is not None and left < base:
            found.append(slip)
    return found


def _plain(near: list[SourceLine], trial: Trial) -> Slip | None:
    """A slip within a line that is the cause: the plainest sort first, and of each the nearest line."""
    typed = [slip for line in near for slip in full_width_slips(line)]
    values = (slip for line in near for slip in unquoted(line))
    found = next((slip for slip in chain(typed, values) if trial.mends(slip.edits)), None)
    if found is None and len(typed) > 1:
        return _together(typed, trial)
    return found


def _together(typed: list[Slip], trial: Trial) -> Slip | None:
    """The first of several slips of which no single one helps: who types full-width marks does so everywhere."""
    for count in range(2, len(typed) + 1):
        edits = tuple(edit for slip in typed[:count] for edit in slip.edits)
        if trial.mends(edits):
            return typed[count - 1]._replace(edits=edits)
    return None


def _laid_out(text: str, near: list[SourceLine], trial: Trial) -> Slip | None:
    """The slip of layout that may be the cause and leaves least that is wrong: a line may well stand elsewhere."""
    causes = [slip for line in near for slip in misplaced(line) if trial.mends(slip.edits)]
    if len(causes) < 2:
        return causes[0] if causes else None
    weighed = [(fault_weight(edited(text, slip.edits)), slip) for slip in causes]
    likely = [(weight, slip) for weight, slip in weighed if weight is not None]
    return min(likely, key=lambda pair: pair[0])[1] if likely else causes[0]
