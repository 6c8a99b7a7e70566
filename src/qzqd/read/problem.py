"""What a reader or a rule has found, before it is given its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from qzqd.finding import DataPath, FixValue
    from qzqd.locale import Text


class Edit(NamedTuple):
    """Characters to be replaced, from one offset to another, and what takes their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """The place is the value at `path`, or its key, or (while reading) two character offsets.

    value: what makes it this problem and no other; feeds the fingerprint.
    within: the characters at fault, start and end in the text of the value or key; all of it where None.
    fix: what to write in place of the scalar at `path`, or of its key, where that is safe; a list of mappings takes
        the place of a text.
    paste: lines that mend it, to be put where `help` says.
    code: the rule, where it is not the one that came upon it.
    unsure: fields of the mapping that it is about of which nothing is known, as they are missing or misspelt.
    edits: what makes the text readable as it was meant, where that is safe; not two of them overlap.
    """

    message: Text
    path: DataPath = ()
    help: Text | None = None
    at: Literal["value", "key"] = "value"
    value: str = ""
    within: tuple[int, int] | None = None
    offsets: tuple[int, int] | None = None
    fix: FixValue | None = None
    paste: str = ""
    code: str = ""
    unsure: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


class Refused(Exception):
    """The bytes cannot be read as a catalogue. Carries the code of the rule and the problem."""

    def __init__(self, code: str, problem: Problem) -> None:
        super().__init__(problem.message.en)
        self.code = code
        self.problem = problem
