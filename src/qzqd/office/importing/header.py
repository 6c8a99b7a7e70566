"""Where a table begins: its title, and one to three rows of headings, found by how many of them are known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qzqd.office.importing.columns import counting, known, naming
from qzqd.tables.headings import heading

if TYPE_CHECKING:
    from qzqd.tables.grid import Grid

_WITHIN = 15
"""The headings stand in one of so many first rows that hold anything."""
_DEEP = 3
_FEWEST = 2
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column and what it is called; "" for none. known: whether some kind knows it by that name."""

    column: int
    text: str
    known: bool


@dataclass(frozen=True, slots=True)
class Header:
    """A block of headings. above: what stands over it, each text once, with its row and column."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    above: tuple[tuple[int, int, str], ...] = ()


def find(grid: Grid, hidden_too: bool = False) -> list[Header]:
    """The tables of a sheet, side by side where a row of headings repeats itself; empty where there is none."""
    rows = [row for row in sorted(grid.rows) if hidden_too or row not in grid.hidden_rows][:_WITHIN]
    scores = {row: _score(grid, row) for row in rows}
    best = max(rows, key=lambda row: (scores[row], -row), default=0)
    if not best or scores[best] < _FEWEST or not _names(grid, best):
        return []
    top = min((grid.anchor(best, column)[0] for column in range(1, grid.last_column + 1)), default=best)
    top = max(top, best - _DEEP + 1)
    bottom = _bottom(grid, best, top)
    skipped = frozenset() if hidden_too else grid.hidden_columns
    headings = [
        _heading(grid, top, bottom, column)
        for column in range(1, grid.last_column + 1)
        if column not in skipped
    ]
    above = _above(grid, top)
    return [Header(top, bottom, part, above) for part in _parts(headings) if _is_list(part)]


def _score(grid: Grid, row: int) -> int:
    return len({heading(text) for text in grid.filled(row)} & known())


def _names(grid: Grid, row: int) -> bool:
    return any(heading(text) in naming() for text in grid.filled(row))


def _bottom(grid: Grid, row: int, top: int) -> int:
    """The last row of headings: as far as headings are merged downwards, or the second half of doubled ones stands."""
    below = row
    for merge in grid.merges:
        inside = merge.top <= row <= merge.bottom < top + _DEEP
        if inside and merge.bottom > below and heading(grid.text(merge.top, merge.left)) in known():
            below = merge.bottom
    following = min((each for each in grid.rows if each > row), default=0)
    if below == row and following == row + 1 and _halves(grid, row, following):
        below = following
    return below


def _halves(grid: Grid, row: int, following: int) -> bool:
    """Whether a row only holds the lower halves of headings: nothing under number and name, all of it short."""
    lower = grid.rows[following]
    upper = grid.filled(row)
    filled = [column for column, text in enumerate(lower, 1) if text]
    main = [
        column
        for column, text in enumerate(upper, 1)
        if heading(text) in naming() or heading(text) in counting()
    ]
    doubled = {
        column
        for column in range(1, len(upper) + 1)
        if grid.anchor(row, column) != (row, column) or not upper[column - 1]
    }
    doubled |= {column - 1 for column in doubled}
    return (
        bool(filled)
        and not set(filled) & set(main)
        and set(filled) <= doubled
        and all(len(lower[column - 1]) <= 12 for column in filled)
    )


def _heading(grid: Grid, top: int, bottom: int, column: int) -> Heading:
    texts: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in range(top, bottom + 1):
        place = grid.anchor(row, column)
        text = grid.text(row, column)
        if text and place not in seen:
            texts.append(text)
            seen.add(place)
    whole = "".join(texts)
    for candidate in dict.fromkeys((whole, *reversed(texts))):
        if heading(candidate) in known():
            return Heading(column, heading(candidate), True)
    return Heading(column, heading(whole), False)


def _parts(headings: list[Heading]) -> list[tuple[Heading, ...]]:
    """Cut where the first heading, a number or a name, comes again: two tables side by side."""
    first = next((each for each in headings if each.known), None)
    if first is None:
        return []
    main = first.text in counting() or first.text in naming()
    starts = [index for index, each in enumerate(headings) if main and each.text == first.text]
    if len(starts) < 2 or any(starts[at] + 1 == starts[at + 1] for at in range(len(starts) - 1)):
        return [tuple(headings)]
    bounds = [0, *starts[1:], len(headings)]
    return [tuple(headings[bounds[at] : bounds[at + 1]]) for at in range(len(bounds) - 1)]


def _is_list(headings: tuple[Heading, ...]) -> bool:
    return any(each.text in naming() for each in headings)


def _above(grid: Grid, top: int) -> tuple[tuple[int, int, str], ...]:
    told: dict[str, tuple[int, int, str]] = {}
    for row, column, text in grid.cells():
        if row < top:
            told.setdefault(heading(text), (row, column, text))
    for floating in grid.floating:
        if floating.row == 0:
            told.setdefault(heading(floating.text), (0, 0, floating.text))
    return tuple(told.values())
