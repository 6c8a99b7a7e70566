"""The cell of a workbook that a finding about an item is about: by where the item came from, and the column of the field."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.office.handback.note import Note
from qzqd.office.importing.plan import BOTH, assigned
from qzqd.open.catalogue import items_with_id
from qzqd.regex import regex
from qzqd.tables.grid import column_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.office.editing.returned import ReturnRemark
    from qzqd.office.importing.account import Account
    from qzqd.office.importing.plan import PlannedTable
    from qzqd.tables.grid import CellPlace, Workbook

    FoundCell = tuple[str, CellPlace | None]

_ORIGIN = regex(r"(.*)!([A-Z]{1,3})([1-9][0-9]{0,6})", re.DOTALL)
_NOWHERE: FoundCell = ("", None)
_MISSING = "QZ101"
"""That a field is not there; the value of such a finding is the name of the field."""


def by_origin(
    data: dict[str, Any], found: Sequence[PlannedTable], columns: Mapping[str, str]
) -> Callable[[Finding], FoundCell]:
    """For a list that came from a workbook. found: its tables; columns: what became of them, by heading."""
    kind = str(data["kind"])
    origins = {item["id"]: str(item.get("origin", "")) for item in items_with_id(data)}

    def place(finding: Finding) -> FoundCell:
        origin = _ORIGIN.fullmatch(origins.get(finding.item or "", ""))
        if origin is None:
            return _NOWHERE
        sheet, row = origin[1], int(origin[3])
        path = _path(finding)
        for table in found:
            header = table.header
            letters = {each.column for each in header.headings}
            if table.grid.name != sheet or row <= header.bottom or column_number(origin[2]) not in letters:
                continue
            goals = {each.column: columns.get(key, goal) for key, each, goal in assigned(table, kind)}
            column = _column(goals, path) or column_number(origin[2])
            return sheet, table.grid.anchor(row, column)
        return sheet, (row, column_number(origin[2]))

    return place


def by_cell(
    cells: Mapping[tuple[str, tuple[str, ...]], str], book: Workbook
) -> Callable[[Finding], FoundCell]:
    """For a workbook of `qzqd export --edit`. cells: by id and path, where a field stands."""

    def place(finding: Finding) -> FoundCell:
        subject, path = finding.item or "", _path(finding)
        for length in (*range(len(path), 0, -1), 0):
            if cell := cells.get((subject, path[:length] or ("id",))):
                return _at(cell, book)
        return _NOWHERE

    return place


def _at(cell: str, book: Workbook) -> FoundCell:
    """The sheet and the place of Sheet1!C7."""
    found = _ORIGIN.fullmatch(cell)
    grid = next((grid for grid in book.grids if found and grid.name == found[1]), None)
    if found is None or grid is None:
        return _NOWHERE
    return grid.name, grid.anchor(int(found[3]), column_number(found[2]))


def refused(faults: Iterable[ReturnRemark], book: Workbook, language: Language) -> list[Note]:
    """What could not be taken over from a workbook of `qzqd export --edit`."""
    return [Note(*_at(place, book), "", "error", message.in_(language), "", "") for place, message in faults]


def notes(
    findings: Iterable[Finding],
    place: Callable[[Finding], FoundCell],
    names: Mapping[str, str],
    language: Language,
) -> list[Note]:
    """The findings, each with its cell, in the order of the sheets' cells; those about no cell come first.

    names: of items, by id.
    """
    found: list[Note] = []
    for finding in findings:
        sheet, cell = place(finding)
        help = finding.help.in_(language) if finding.help else ""
        if finding.paste:
            help = f"{help}\n{finding.paste}".strip()
        item = names.get(finding.item or "", finding.item or "")
        found.append(
            Note(sheet, cell, item, finding.severity, finding.message.in_(language), help, finding.code)
        )
    return in_order(found)


def unread_cells(account: Account, book: Workbook, language: Language) -> list[Note]:
    """What an import could make nothing of, or has to ask about."""
    grids = {grid.name: grid for grid in book.grids}
    return [
        Note(
            cell.sheet,
            grids[cell.sheet].anchor(cell.row, cell.column),
            "",
            "warning",
            why.in_(language),
            remedy.in_(language) if (remedy := account.help(why)) else "",
            "",
        )
        for why, cells in account.reasons("reported")
        for cell in cells
        if cell.row and cell.column
    ]


def with_unread(found: Iterable[Note], unread: Iterable[Note]) -> list[Note]:
    """All of them; of a cell that could not be read it is not also said that its field is missing."""
    found, unread = [*found], [*unread]
    missing = {(note.sheet, note.place): note for note in found if note.rule == _MISSING}
    told: list[Note] = []
    for note in unread:
        lost = missing.pop((note.sheet, note.place), None)
        told.append(replace(note, item=lost.item, severity=lost.severity, rule=lost.rule) if lost else note)
    return in_order([*told, *(note for note in found if note.rule != _MISSING), *missing.values()])


def in_order(found: Iterable[Note]) -> list[Note]:
    """By sheet and cell, each once; those about no cell come first."""
    return sorted(dict.fromkeys(found), key=lambda note: (note.sheet, note.place or (0, 0)))


def _path(finding: Finding) -> tuple[str, ...]:
    """The fields that lead to what it is about, from the item, or from the top."""
    parts = tuple(
        part.replace("~1", "/").replace("~0", "~")
        for part in finding.pointer.split("/")[1:]
        if not part.isdigit()
    )
    inside = parts[1:] if finding.item and parts[:1] == ("items",) else parts
    return (*inside, finding.value) if finding.code == _MISSING else inside


def _column(goals: Mapping[int, str], path: tuple[str, ...]) -> int:
    """The first column that became the field, or what is nearest around it; 0 for none."""
    for length in range(len(path), 0, -1):
        wanted = ".".join(path[:length])
        for column, goal in goals.items():
            if any(each == wanted or each.startswith(f"{wanted}.") for each in goal.split(BOTH)):
                return column
    return 0
