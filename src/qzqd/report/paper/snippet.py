"""The line at fault, and where the carets under it go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.report.paper.safe import safe
from qzqd.report.paper.terminal import ELLIPSIS, cells, fitting

if TYPE_CHECKING:
    from qzqd.finding import Span


class Snippet(NamedTuple):
    """`indent` cells of `line` stand before the carets; `carets` is how many there are."""

    line: str
    indent: int
    carets: int


def snippet(excerpt: str, span: Span, room: int) -> Snippet:
    """The part of the line around the span that takes at most `room` cells, … where it was cut.

    Looks no further than `room` characters to either side: a line may be a megabyte long.
    """
    start = min(span.column - 1, len(excerpt))
    end = span.end_column - 1 if span.end_line == span.line else len(excerpt)
    head = safe(excerpt[max(0, start - room) : start])
    marked = safe(excerpt[start : min(end, start + room)])
    rest = safe(excerpt[start : start + room])
    # From the caret on, text may claim two thirds of the line; what it leaves is for what stands before.
    head = _end_of(head, room - min(cells(rest), room * 2 // 3), cut=start > room)
    rest = _start_of(rest, room - cells(head), cut=len(excerpt) - start > room)
    return Snippet(head + rest, cells(head), max(1, min(cells(marked), cells(rest))))


def _end_of(text: str, room: int, *, cut: bool) -> str:
    if not cut and cells(text) <= room:
        return text
    kept = fitting(reversed(text), room - 1)
    return ELLIPSIS + text[len(text) - kept :]


def _start_of(text: str, room: int, *, cut: bool) -> str:
    if not cut and cells(text) <= room:
        return text
    return text[: fitting(text, room - 1)] + ELLIPSIS
