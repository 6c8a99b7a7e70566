"""Lines of a terminal: text wrapped under itself, and two texts one above the other with what differs marked."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.report.paper.excerpt import excerpt
from qzqd.report.paper.safe import safe
from qzqd.report.paper.terminal import NARROWEST, Painter, cells, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.report import Page
    from qzqd.report.changes.words import ReportEntry

STYLES = {"+": "new", "-": "old", "~": "place"}
"""Each sign by the style it is painted in."""

_SIGN = {"old": "-", "new": "+"}


class _StyledRun(NamedTuple):
    text: str
    differs: bool


class LineLayout:
    """Lays out safe lines as wide as the page."""

    def __init__(self, page: Page) -> None:
        self.paint = Painter(page.colour)
        self.width = max(page.width, NARROWEST)

    def under(self, head: str, text: str, style: str | None = None) -> Iterator[str]:
        """The text beside its head and, as far as it is long, under itself; the style is that of the head."""
        blank = " " * cells(head)
        for line in wrap(text, self.width - len(blank)):
            yield (self.paint(head, style) if style else head) + line
            head = blank

    def row(self, head: str, parts: Sequence[str], between: str) -> list[str]:
        """The parts in a row beside the head, in as few lines as it takes; a part is not broken."""
        rows = [head]
        for place, part in enumerate(parts):
            if place and cells(f"{rows[-1]}{between}{part}{between}".rstrip()) > self.width:
                rows[-1] += between.rstrip()
                rows.append(part)
            else:
                rows[-1] += (between if place else "") + part
        return rows

    def pair(self, indent: str, old: ReportEntry | None, new: ReportEntry | None) -> Iterator[str]:
        """Both sides, each with its sign; what differs is marked unless that is most of it."""
        pieces = excerpt(old.text if old else "", new.text if new else "")
        ids = [safe(entry.id) if entry else "" for entry in (old, new)]
        room = max(map(cells, ids))
        sides: tuple[Literal["old", "new"], ...] = ("old", "new")
        for side, entry, key in zip(sides, (old, new), ids, strict=True):
            if entry is not None:
                label = f"{key}{' ' * (room - cells(key))}  " if room else ""
                runs = [
                    _StyledRun(piece.text, piece.kind == side)
                    for piece in pieces
                    if piece.kind in ("same", side)
                ]
                yield from self._side(f"{indent}{_SIGN[side]} {label}", _sparing(runs), side)

    def _side(self, head: str, runs: list[_StyledRun], side: str) -> Iterator[str]:
        blank = " " * cells(head)
        for line in _wrapped(runs, self.width - len(blank)):
            painted = (self.paint(text, f"{side} part" if differs else side) for text, differs in line)
            yield self.paint(head, side) + "".join(painted)
            # Where there is no colour, carets say what differs.
            if not self.paint.colour and any(run.differs for run in line):
                marks = ("^" if differs else " " for text, differs in line for _ in range(cells(text)))
                yield (blank + "".join(marks)).rstrip()
            head = blank


def _sparing(runs: list[_StyledRun]) -> list[_StyledRun]:
    """Without marks where they would cover most of the text."""
    differing = sum(len(run.text) for run in runs if run.differs)
    total = sum(len(run.text) for run in runs)
    return runs if differing * 3 <= total * 2 else [run._replace(differs=False) for run in runs]


def _wrapped(runs: list[_StyledRun], room: int) -> Iterator[list[_StyledRun]]:
    text = "".join(run.text for run in runs)
    differs = [run.differs for run in runs for _ in run.text]
    at = 0
    for line in wrap(text, room):
        at = text.index(line, at)
        marked = zip(line, differs[at : at + len(line)], strict=True)
        yield [
            _StyledRun("".join(character for character, _ in found), differing)
            for differing, found in groupby(marked, key=lambda pair: pair[1])
        ]
        at += len(line)
