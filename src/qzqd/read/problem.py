"""What a reader or a rule has found, before it is given its place in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from qzqd.finding import DataPath, FixValue
    from qzqd.locale import Text


class Edit(NamedTuple):
    """Characters to be replaced, from one offset to another, and what takes their place."""

    start: int
    end: int
    text: str


class Problem(NamedTuple):
    """What is wrong, as plain data tells it: no line and no file yet.

    The place is the value at `path`, or its key, or, while reading, a pair of character offsets.

    value: tells this problem from its like; part of the fingerprint.
    within: the characters at fault, from and to, in the text of the value or key; None for all of it.
    fix: what may safely be written in place of the scalar at `path`, or of its key; a list of mappings replaces a text.
    paste: lines that mend it, to go where `help` says.
    code: the rule, where it is another than the one that found it.
    unsure: fields of the mapping of which nothing is known, because they are missing or misspelt.
    edits: safe changes that make the text readable as it was meant; no two of them overlap.
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

    @property
    def coded(self) -> Problem:
        """The problem with its code."""
        return self.problem._replace(code=self.code)
