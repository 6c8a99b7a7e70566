"""Where a table begins: its title, and one to three rows of headings, found by how many of them are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from qzqd.office.importing.asides import CONTINUED, LIST, aside, running_number
from qzqd.office.importing.columns import counting, dividing, known_headings, naming, of_before
from qzqd.regex import regex
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.tables.grid import CellPlace, Grid

_WITHIN = 15
"""The headings stand in one of so many first rows that hold anything."""
_DEEP = 3
_NAMES, _CODES = ("名称", "事项名称"), ("编码", "代码", "编号", "序号")
"""What stands under a heading such as 主项 where that is over two columns."""
_MARKS = "*＊★☆※"
_HINT = regex(
    "[（(](?:(?:必|选|可)填|必选|可选|单选|多选|可多选|全称|简称|规范名称|下拉[^（()）]*|(?:请|须|需|应|按|如|例|注|写|填|精确|具体)[^（()）]*)[）)]$"
)
"""What stands in brackets behind a heading for those who fill the table in."""
_YEAR = regex("(?:19|20)[0-9]{2}(?=年)")
_FEWEST = 2
_LONGEST = 40
"""No heading by which columns are known is longer, whatever white space stands in it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column and what it is called; "" for none. known: whether some kind knows it by that name. rival: whether it names
    the items as another column does that stands before it."""

    column: int
    text: str
    known: bool
    rival: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """A block of headings. above: what stands over it, each text once, with its row and column.

    end: the last row of its table; 0 where that goes to the end of the sheet.
    """

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    above: tuple[tuple[int, int, str], ...] = ()
    end: int = 0

    def column(self, words: frozenset[str]) -> int:
        """The first column whose heading is one of these; 0 for none."""
        return next((each.column for each in self.headings if each.text in words), 0)


def find(grid: Grid, hidden_too: bool = False) -> list[Header]:
    """The tables of a sheet: side by side where a row of headings repeats itself, and one below the other where other
    headings follow. Empty where none of the first rows has headings."""
    rows = [row for row in sorted(grid.rows) if hidden_too or row not in grid.hidden_rows]
    first = next((row for row in rows[:_WITHIN] if _is_header(grid, row)), 0)
    if not first:
        return []
    skipped = frozenset() if hidden_too else grid.hidden_columns
    blocks = [_block(grid, first, skipped)]
    titles = {heading_key(text) for *_, text in _above(grid, 0, first)}
    for before, row in pairwise(rows):
        top, bottom, headings = blocks[-1]
        if row <= bottom or not _is_header(grid, row):
            continue
        if _titles_another(grid, before, titles) or not repeats(grid, (top, bottom), headings, row):
            if row == bottom + 1 < top + _DEEP:  # the lower halves of headings that are not merged
                blocks[-1] = (top, row, _headings(grid, top, row, skipped))
            else:
                blocks.append(_block(grid, row, skipped))
    found = []
    start = 0
    for index, (top, bottom, headings) in enumerate(blocks):
        end = _last(grid, blocks[index + 1][0], bottom) if index + 1 < len(blocks) else 0
        above = _above(grid, start, top)
        found += [Header(top, bottom, part, above, end) for part in _parts(list(headings)) if _is_list(part)]
        start = end
    return found


def repeats(grid: Grid, block: tuple[int, int], headings: Sequence[Heading], row: int) -> bool:
    """Whether a row only says again what stands in a block of headings."""
    above_all = {
        (each.column, heading_key(grid.text(above, each.column)))
        for each in headings
        for above in range(block[0], block[1] + 1)
    } | {(each.column, each.text) for each in headings}
    texts = [(column, heading_key(text)) for column, text in enumerate(grid.filled(row), 1) if text]
    columns = {each.column for each in headings}
    return all(each in above_all for each in texts if each[0] in columns)


def goes_on(grid: Grid, above: Grid, header: Header) -> bool:
    """Whether a sheet without headings goes on where the table before it ends: under the same columns, the numbers one
    after the other or from 1 again."""
    number_at, name_at = header.column(counting()), header.column(naming())
    columns = {each.column for each in header.headings if each.text}
    rows = [row for row in sorted(grid.rows) if row not in grid.hidden_rows]
    first = next((row for row in rows[:_DEEP] if len(set(grid.rows[row]) - {""}) > 1), 0)
    if not (first and number_at and name_at and grid.last_column <= max(columns)):
        return False
    filled = {column for row in rows for column, text in enumerate(grid.rows[row], 1) if text}
    numbers = [running_number(above.text(row, number_at)) or 0 for row in above.rows if row > header.bottom]
    begins = running_number(grid.text(first, number_at))
    return (
        bool(grid.text(first, name_at))
        and begins in (1, max(numbers, default=0) + 1)
        and 2 * len(filled & columns) >= len(columns)
    )


def _is_header(grid: Grid, row: int) -> bool:
    """Whether a row holds headings: the name of items, and one more."""
    names, initials = naming(), _initials()
    for text in grid.rows[row]:
        if text and text[0] in initials and len(text) <= _LONGEST and _known(text) in names:
            return _score(grid, row) >= _FEWEST
    return False


def _known(text: str) -> str:
    """A heading, without a mark or a hint on how to fill its column in where it is known only so."""
    key = heading_key(text)
    if key in known_headings():
        return key
    bare = _HINT.sub("", key.strip(_MARKS)).strip(_MARKS)
    return bare if bare in known_headings() else key


@cache
def _initials() -> frozenset[str]:
    """What headings of names begin with: enough to pass over most cells."""
    return frozenset(letter for word in naming() for letter in (word[0], word[0].upper())) | {*_MARKS}


def _block(grid: Grid, row: int, skipped: frozenset[int]) -> tuple[int, int, tuple[Heading, ...]]:
    """The rows of headings around one, and the headings."""
    top = min((grid.anchor(row, column)[0] for column in range(1, grid.last_column + 1)), default=row)
    top = max(top, row - _DEEP + 1)
    bottom = _bottom(grid, row, top)
    return top, bottom, _headings(grid, top, bottom, skipped)


def _headings(grid: Grid, top: int, bottom: int, skipped: frozenset[int]) -> tuple[Heading, ...]:
    columns = [column for column in range(1, grid.last_column + 1) if column not in skipped]
    texts = [_over(grid, top, bottom, column) for column in columns]
    groups = ["".join([*each.values()][:-1]) for each in texts]
    newest = max((year for group in groups if (year := _year(group))), default="")
    before = [of_before(group) or bool("" < _year(group) < newest) for group in groups]
    found = [
        _whole(column, each) if late else _heading(grid, each, column)
        for column, each, late in zip(columns, texts, before, strict=True)
    ]
    rivals = _rivals(found, groups)
    return tuple(
        replace(_whole(each.column, over), rival=each.text in naming()) if group in rivals else each
        for each, over, group in zip(found, texts, groups, strict=True)
    )


def _rivals(found: list[Heading], groups: list[str]) -> set[str]:
    """The headings over several columns whose columns name the items once more, after others have, under one number."""
    named = [group for each, group in zip(found, groups, strict=True) if each.text in naming()]
    if sum(each.text in counting() for each in found) > 1:
        return set()
    return {group for group in named[1:] if group and named[0] and group != named[0]}


def _year(text: str) -> str:
    found = _YEAR.search(text)
    return found[0] if found else ""


def _over(grid: Grid, top: int, bottom: int, column: int) -> dict[CellPlace, str]:
    """What stands over a column, each text once."""
    texts: dict[CellPlace, str] = {}
    for row in range(top, bottom + 1):
        if text := grid.text(row, column):
            texts.setdefault(grid.anchor(row, column), text)
    return texts


def _last(grid: Grid, top: int, bottom: int) -> int:
    """The last row of a table that another one follows: above what only titles the other."""
    rows = [row for row in sorted(grid.rows) if bottom < row < top]
    while rows and _is_title(grid, rows[-1]):
        rows.pop()
    return rows[-1] if rows else bottom


def _is_title(grid: Grid, row: int) -> bool:
    texts = set(grid.rows[row]) - {""}
    return len(texts) == 1 and aside(next(iter(texts))) in (None, "section", "annex")


def _titles_another(grid: Grid, row: int, titles: set[str]) -> bool:
    """Whether a row above headings gives what follows a title of its own, which is then known."""
    title = heading_key(re.sub(CONTINUED, "", "".join({*grid.rows[row]})))
    if not _is_title(grid, row) or not LIST.search(title) or aside(title) or title in titles:
        return False
    titles.add(title)
    return True


def _score(grid: Grid, row: int) -> int:
    return len({_known(text) for text in grid.filled(row)} & known_headings())


def _bottom(grid: Grid, row: int, top: int) -> int:
    """The last row of headings: as far as headings are merged downwards, or the second half of doubled ones stands."""
    below = row
    for merge in grid.merges:
        inside = merge.top <= row <= merge.bottom < top + _DEEP
        if inside and merge.bottom > below and _known(grid.text(merge.top, merge.left)) in known_headings():
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
        if _known(text) in naming() or _known(text) in counting()
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


def _whole(column: int, texts: dict[CellPlace, str]) -> Heading:
    """A column under all that stands over it."""
    key = heading_key("".join(texts.values()))
    return Heading(column, key, key in known_headings())


def _heading(grid: Grid, texts: dict[CellPlace, str], column: int) -> Heading:
    for candidate in ("".join(texts.values()), *_alone(grid, texts, column)):
        if _known(candidate) in known_headings():
            return Heading(column, _known(candidate), True)
    return _whole(column, texts)


def _alone(grid: Grid, texts: dict[CellPlace, str], column: int) -> list[str]:
    """Which of the texts over a column may stand for it by themselves, the best first.

    What stands over several columns is the heading of the first of them that is not known by its own; but what names
    items is that of the one that says 名称, and of none that says 编码.
    """
    lowest = heading_key(next(reversed(texts.values()), ""))
    found: list[str] = []
    for place, text in reversed(texts.items()):
        shared = place[1] < column or grid.anchor(place[0], column + 1) == place
        named = heading_key(text) in naming() | dividing() and heading_key(text) != lowest
        if named and lowest in _NAMES:
            found.insert(0, text)
        elif heading_key(text) == lowest or not (
            (named and (shared or lowest in _CODES)) or place[1] < column
        ):
            found.append(text)
    return found


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


def _above(grid: Grid, start: int, top: int) -> tuple[tuple[int, int, str], ...]:
    found: dict[str, tuple[int, int, str]] = {}
    for row, column, text in grid.cells():
        if row >= top:
            break
        if row > start:
            found.setdefault(heading_key(text), (row, column, text))
    for floating in grid.floating:
        if floating.row == 0 and start == 0:
            found.setdefault(heading_key(floating.text), (0, 0, floating.text))
    return tuple(found.values())
