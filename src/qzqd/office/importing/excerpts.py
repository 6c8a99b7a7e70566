"""Tables that are not read beside others of the same workbook: what only says again what others say, as a sheet with
everything beside one for each sort; and older editions of a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office.importing.columns import counting
from qzqd.office.importing.plan import bodies, title_above
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.importing.plan import PlannedTable

_FEWEST = 2
"""A name alone may be that of another item."""

Row = tuple[str, ...]

_EDITION = regex(r"[（(]?((?:19|20)[0-9]{2})年?(?:修订|调整|修改)?(?:版|本)[）)]?")
_SHEET = regex(r"((?:19|20)[0-9]{2})年?(?:版|本)?")
"""A sheet that is called after a year has what held in it."""


def older(tables: Sequence[PlannedTable]) -> set[int]:
    """The tables of which another one is a newer edition, by their titles or, where these say nothing, their sheets."""
    stated = [_edition(table) for table in tables]
    newest: dict[str, str] = {}
    for of, year in filter(None, stated):
        newest[of] = max(year, newest.get(of, ""))
    return {at for at, said in enumerate(stated) if said and said[1] < newest[said[0]]}


def _edition(table: PlannedTable) -> tuple[str, str] | None:
    """What a table is an edition of, and its year."""
    title = title_above([table])
    if found := _EDITION.search(title):
        return _EDITION.sub("", title), found[1]
    found = _SHEET.fullmatch(table.grid.name.strip())
    return (title, found[1]) if found else None


def excerpts(tables: Sequence[PlannedTable]) -> set[int]:
    """The tables each row of which stands in another one, of the same body, that is read; those with fewer columns first,
    then those with more rows, as the title of a smaller one says more."""
    if len(tables) < _FEWEST:
        return set()
    headings = [_headings(table) for table in tables]
    owners = [next(iter(bodies([table])), "") for table in tables]
    rows = [_rows(table, headings[at]) for at, table in enumerate(tables)]
    said: dict[frozenset[str], dict[Row, set[int]]] = {}
    left: set[int] = set()
    for at in sorted(range(len(tables)), key=lambda at: (len(headings[at]), -len(rows[at]))):
        wanted = headings[at]
        if len(wanted) < _FEWEST or not rows[at]:
            continue
        if wanted not in said:
            said[wanted] = _places(tables, headings, wanted)
        others = {
            other
            for other, owner in enumerate(owners)
            if other != at and other not in left and (owner == owners[at] or not (owner and owners[at]))
        }
        if all(not others.isdisjoint(said[wanted][row]) for row in rows[at]):
            left.add(at)
    return left


def _places(
    tables: Sequence[PlannedTable], headings: Sequence[frozenset[str]], wanted: frozenset[str]
) -> dict[Row, set[int]]:
    """What stands under some headings, and in which of the tables that have them all."""
    found: dict[Row, set[int]] = {}
    for at, table in enumerate(tables):
        if wanted <= headings[at]:
            for row in _rows(table, wanted):
                found.setdefault(row, set()).add(at)
    return found


def _headings(table: PlannedTable) -> frozenset[str]:
    """What the columns of a table are headed, but for the running numbers."""
    return frozenset(each.text for each in table.header.headings if each.text and each.text not in counting())


def _rows(table: PlannedTable, headings: frozenset[str]) -> set[Row]:
    """What stands under these headings, row by row, where that is more than a title."""
    grid, header = table.grid, table.header
    columns = {each.text: each.column for each in reversed(header.headings) if each.text in headings}
    ordered = [columns[text] for text in sorted(columns)]
    found: set[Row] = set()
    for row in grid.rows:
        if header.bottom < row <= (header.end or row) and row not in grid.hidden_rows:
            cells = grid.filled(row)
            said = tuple(cells[at - 1] if at <= len(cells) else "" for at in ordered)
            if len(set(said) - {""}) > 1:
                found.add(said)
    return found
