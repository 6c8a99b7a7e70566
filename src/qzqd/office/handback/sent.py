"""A workbook as offices send it, taken for a list without being imported: only so that it can be judged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qzqd.locale import Text
from qzqd.office.handback.copy import texts_above
from qzqd.office.handback.places import by_origin, unread_cells
from qzqd.office.importing import build, listed, plan, sheets
from qzqd.read.problem import Problem, Refused
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qzqd.finding import Finding
    from qzqd.locale import Language
    from qzqd.office.handback.note import Note
    from qzqd.office.handback.places import FoundCell
    from qzqd.open.registers import Registers
    from qzqd.tables.grid import Workbook

_ASSUMED = {
    "id": "toy/list",
    "edition": "2000",
    "code": "100000",
    "place": "全国",
    "issuer": "未写明",
    "prefix": "SX",
    "title": "未写明",
}
"""What stands in for what a workbook does not say of itself."""
_ID = regex("(?<![A-Z0-9-])[A-Z0-9-]++")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIELDS = {"code": "jurisdiction", "place": "jurisdiction"}
"""The field of the header that a setting of the plan goes to, where that has another name."""


@dataclass(frozen=True, slots=True)
class SentList:
    """data: the list. place: the cell of a finding about it. unread: what the import could make nothing of.

    assumed: the fields of the header that the workbook says nothing of. rows: by id, where an item stands whose id was made up.
    """

    data: dict[str, Any]
    place: Callable[[Finding], FoundCell]
    unread: list[Note]
    assumed: frozenset[str]
    rows: Mapping[str, str]

    def concerns(self, finding: Finding) -> bool:
        """Whether a finding is about what was sent, and not about what was only assumed."""
        first = finding.pointer.split("/")[1:2]
        return bool(finding.item) or not self.assumed.intersection(first)

    def by_rows(self, note: Note) -> Note:
        """A note that names rows, and no ids which whoever sent the workbook has never seen."""
        message, help = (
            _ID.sub(lambda found: self.rows.get(found[0], found[0]), text) if self.rows else text
            for text in (note.message, note.help)
        )
        return replace(note, message=message, help=help)


def sent(
    name: str,
    raw: bytes,
    book: Workbook,
    data: dict[str, Any] | None,
    registers: Registers,
    language: Language,
) -> SentList:
    """What a workbook is taken for; data: the list that was imported from it, if it was. Raises Refused."""
    found = sheets.tables(book)
    proposal = (
        plan.propose(book, found, str(data["kind"]) if data else "", registers.units) if found else None
    )
    if proposal is None or not proposal.kind:
        raise Refused("QZ002", Problem(Text(f"{name} 里没有找到清单", f"no list was found in {name}")))
    for key, goal in plan.column_fates(found, proposal.kind).items():
        proposal.columns.setdefault(key, goal)
    if data is not None:
        return SentList(data, by_origin(data, found, proposal.columns), [], frozenset(), {})
    assumed = [setting for setting in _ASSUMED if not getattr(proposal, setting)]
    for setting in assumed:
        setattr(proposal, setting, _ASSUMED[setting])

    built = build.build(book, found, proposal, registers.level_of)
    ids = [f"{proposal.prefix}-{at:03}" for at in range(1, len(built.items) + 1)]
    imported = {"file": name, "digest": hashlib.sha256(raw).hexdigest()}
    made = listed.catalogue(proposal, built, imported, ids)
    listed.fit(made)
    return SentList(
        made,
        by_origin(made, found, proposal.columns),
        unread_cells(built.account, book, language),
        frozenset(_FIELDS.get(setting, setting) for setting in assumed),
        _rows(made["items"], book, language),
    )


def _rows(items: list[dict[str, Any]], book: Workbook, language: Language) -> dict[str, str]:
    """By id, the row of an item as it is handed back."""
    above = {grid.name: len(texts_above(grid)) for grid in book.grids}
    places = {item["id"]: item["origin"].rpartition("!") for item in items}
    several = len({sheet for sheet, _, _ in places.values()}) > 1
    rows: dict[str, str] = {}
    for key, (sheet, _, cell) in places.items():
        row = int(cell.lstrip(_LETTERS)) + above[sheet]
        where = Text(f"{sheet} " * several + f"第 {row} 行", f"{sheet} " * several + f"row {row}")
        rows[key] = where.in_(language)
    return rows
