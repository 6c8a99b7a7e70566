"""What streets report of a list they have to carry: units and items across and down, with a mark where they meet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qzqd import kinds
from qzqd.kinds.labels import described_labels
from qzqd.kinds.traits import Archetype, archetype
from qzqd.locale import Text
from qzqd.office.importing.account import Account
from qzqd.office.importing.asides import none
from qzqd.office.importing.columns import counting, field_targets, naming
from qzqd.office.importing.values import phrase
from qzqd.regex import regex
from qzqd.tables.headings import heading_key
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qzqd.open.catalogue import Item
    from qzqd.tables.grid import Grid, Workbook


_YES = frozenset(
    {"✓", "✔", "√", "☑", "是", "有", "承接", "已承接", "已承接运行", "纳入", "已纳入", "1", "Y", "y", "●"}
)
_NO = frozenset({"×", "✗", "✘", "否", "没有", "未承接", "不承接", "未纳入", "0", "N", "n", "☐"})
_REASON = regex(r"^([^：:（(，,；;]{1,8})[：:（(，,；;]\s*(.+?)[）)]?$", re.DOTALL)

_PARTLY = regex(r"^部分(?:承接)?[：:，,；;、\s]*(.*)$", re.DOTALL)
_RESTRICTED = regex("部分|[仅只限除]|不(?:含|包括)|其中|以外")
"""Behind a mark for adopted, words that may mean that it is not adopted in full."""


@dataclass(slots=True)
class ReportedMatrix:
    """by_unit: of each unit, by its name in the register, what it says of each item: status and reason.

    blank: cells that say nothing of an item; nobody reported that.
    """

    by_unit: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    blank: int = 0
    account: Account = field(default_factory=Account)

    def settle(self, marks: Mapping[tuple[str, str], list[_Mark]]) -> None:
        """Take what each unit says of each item; of what it says in two ways nobody knows which holds."""
        for (unit, key), found in marks.items():
            first = found[0]
            if any(mark.said != first.said for mark in found):
                for mark in found:
                    self.account.enter(*mark.cell, "reported", _TWICE)
                continue
            self.by_unit.setdefault(unit, {})[key] = first.said
            grid, row, column = first.cell
            self.places[unit, key] = f"{grid.name}!{grid.address(row, column)}"


class _Mark(NamedTuple):
    said: tuple[str, str]
    cell: tuple[Grid, int, int]


_TWICE = Text(
    "同一单位、同一事项另一处写得不一样，都没有用",
    "the same unit says otherwise of the same item elsewhere: neither is used",
)


def kind() -> str:
    """The kind that such a table becomes."""
    return next(name for name in kinds.names() if archetype(name) is Archetype.ADOPTION)


def baseline(book: Workbook, lists: list[Item]) -> Item | None:
    """The list that most cells name items of; None where no list is named at all, or two as often."""
    texts = {normalised(phrase(text)[0]) for grid in book.grids for *_, text in grid.cells()}
    scores = [(len(texts & _names(data).keys()), data) for data in lists]
    best = max((score for score, _ in scores), default=0)
    found = [data for score, data in scores if score == best]
    return found[0] if best and len(found) == 1 else None


def _names(data: Item) -> dict[str, str]:
    """Ids by name and by id, of items in force that have that name alone."""
    found: dict[str, str] = {}
    doubled: set[str] = set()
    for item in data.get("items", ()):
        if "repealed" not in item:
            for name in {normalised(str(item.get("name", ""))), normalised(item["id"])}:
                if name in found:
                    doubled.add(name)
                found[name] = item["id"]
    return {name: key for name, key in found.items() if name not in doubled}


def read(
    book: Workbook, data: Item, units: Mapping[str, str], sheet: str = "", hidden_too: bool = False
) -> ReportedMatrix:
    """Every mark that is seen on every sheet, or on one. units: codes by name; hidden_too: what is hidden as well."""
    reported = ReportedMatrix()
    marks: dict[tuple[str, str], list[_Mark]] = {}
    known = {normalised(name): name for name, code in units.items() if code}
    names = _names(data)
    for grid in book.grids:
        if grid.rows and (grid.name == sheet if sheet else hidden_too or not grid.hidden):
            _Sheet(grid, names, known, reported, marks, hidden_too).read(book.name)
    reported.settle(marks)
    for grid in book.grids:
        reported.account.close(grid)
    return reported


class _Sheet:
    def __init__(
        self,
        grid: Grid,
        names: dict[str, str],
        units: dict[str, str],
        reported: ReportedMatrix,
        marks: dict[tuple[str, str], list[_Mark]],
        hidden_too: bool,
    ) -> None:
        self.grid, self.names, self.units, self.reported = grid, names, units, reported
        self.marks = marks
        self.cells = [
            (row, column, text)
            for row, column, text in grid.cells()
            if hidden_too or not (row in grid.hidden_rows or column in grid.hidden_columns)
        ]
        node = kinds.item_schema(kinds.schema(kind()))["properties"]["status"]
        self.words = described_labels(node["enum"], node["description"])

    def read(self, file: str) -> None:
        down, across = self._axis(self.names), self._axis(self.units)
        if len(down[0]) * len(across[1]) >= len(down[1]) * len(across[0]):
            items, owners, turned = down[0], across[1], False
        else:
            items, owners, turned = down[1], across[0], True
        columns = self._headed()
        single = self._named(file) if columns["status"] and not owners else ""
        if not items or not (owners or single):
            return
        self._heads()
        self._beside()
        if single:
            for row, key in down[0].items():
                self._mark(single, key, row, columns["status"], columns["reason"])
            return
        for at, key in items.items():
            for beside, unit in owners.items():
                row, column = (beside, at) if turned else (at, beside)
                self._mark(unit, key, row, column)

    def _mark(self, unit: str, key: str, row: int, column: int, reason_at: int = 0) -> None:
        """What a unit says of an item in a cell, and why in another."""
        text = phrase(self.grid.text(row, column))[0]
        if not text:
            self.reported.blank += 1
            return
        account, place = self.reported.account, self.grid.anchor(row, column)
        said = self._status(text)
        if said is None:
            doubt = Text(
                "不知道是承接、部分承接还是没有承接", "not plainly adopted, adopted in part, or not adopted"
            )
            account.enter(self.grid, *place, "reported", doubt)
            return
        account.enter(self.grid, *place, "used", Text(f"承接状态 {said[0]}", f"status {said[0]}"))
        if reason_at and (reason := phrase(self.grid.text(row, reason_at))[0]):
            said = said[0], "" if none(reason) else reason
            account.enter(self.grid, *self.grid.anchor(row, reason_at), "used", Text("理由", "the reason"))
        self.marks.setdefault((unit, key), []).append(_Mark(said, (self.grid, *place)))

    def _headed(self) -> dict[str, int]:
        """The columns of status and reason in the table of a single unit; 0 for none."""
        found = {"status": 0, "reason": 0}
        known = field_targets(kind())
        for row, column, text in self.cells:
            for target in known.get(heading_key(text), ()):
                if target.path[0] in found and not found[target.path[0]]:
                    found[target.path[0]] = column
                    self.reported.account.enter(self.grid, row, column, "used", Text("表头", "a heading"))
        return found

    def _named(self, file: str) -> str:
        """The one unit that the head of a table names, or the name of its file; "" for none, or several."""
        above = [text for row, _, text in self.cells if row <= self.grid.first_row + 1]
        for where in ("".join(above), file):
            said = {key: name for key, name in self.units.items() if key in normalised(where)}
            longest = max(said, key=len, default="")
            if longest and all(key in longest for key in said):
                return said[longest]
        return ""

    def _axis(self, wanted: Mapping[str, str]) -> tuple[dict[int, str], dict[int, str]]:
        """By row in the column, and by column in the row, that names most of what is wanted."""
        columns: dict[int, dict[int, str]] = {}
        rows: dict[int, dict[int, str]] = {}
        for row, column, text in self.cells:
            if (key := wanted.get(normalised(phrase(text)[0]))) is not None:
                columns.setdefault(column, {}).setdefault(row, key)
                rows.setdefault(row, {}).setdefault(column, key)
        longest = (max(found.values(), key=len, default={}) for found in (columns, rows))
        down, across = longest
        return down, across

    def _heads(self) -> None:
        for row, column, text in self.cells:
            name = normalised(phrase(text)[0])
            if name in self.names or name in self.units or heading_key(text) in naming() | counting():
                self.reported.account.enter(self.grid, row, column, "used", Text("表头", "a heading"))

    def _beside(self) -> None:
        """What stands over the table, and running numbers beside it."""
        for row, column, text in self.cells:
            if text.strip().isdigit() and column == 1:
                self.reported.account.enter(
                    self.grid, row, column, "ignored", Text("序号", "a running number")
                )
            elif row == self.grid.first_row and sum(map(bool, self.grid.rows[row])) == 1:
                self.reported.account.enter(self.grid, row, column, "used", Text("标题", "the title"))

    def _status(self, text: str) -> tuple[str, str] | None:
        reason = ""
        word = text
        if text not in self.words and (found := _REASON.match(text)):
            word, reason = found[1].strip(), found[2].strip()
        if word in _YES:
            if found := _PARTLY.match(reason):
                return self.words["部分承接"], found[1]
            return None if _RESTRICTED.search(reason) else (self.words["已承接"], reason)
        if word in _NO:
            return self.words["未承接"], reason
        return (self.words[word], reason) if word in self.words else None


def catalogue(
    unit: str,
    code: str,
    said: Mapping[str, tuple[str, str]],
    reported: ReportedMatrix,
    data: Item,
    title: str,
    edition: str,
) -> Item:
    """What one unit reported, as a list of its own; ids follow from those of the baseline, and so stay."""
    names = {item["id"]: item["name"] for item in data["items"]}
    items = [
        {
            "id": f"CJ-{code}-{key}",
            "name": names[key],
            "upstream": key,
            "status": status,
            **({"reason": reason} if reason else {}),
            "origin": reported.places[unit, key],
        }
        for key, (status, reason) in said.items()
    ]
    return {
        "kind": kind(),
        "id": f"{data['id'].partition('/')[0]}/adoption/{code}",
        "title": f"{unit}承接{data['title']}情况",
        "edition": edition,
        "jurisdiction": {"code": code, "name": unit},
        "issuer": unit,
        "source": {"title": title, "provenance": "official"},
        "upstream": {"catalogue": data["id"], "edition": data["edition"]},
        "items": items,
    }
