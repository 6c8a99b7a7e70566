"""The rows under the headings: where items begin, what only continues them, and what is no item at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qzqd.tables.grid import crossings
from qzqd.tables.headings import heading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qzqd.office.importing.header import Header
    from qzqd.tables.grid import Grid, Place

Aside = Literal["section", "total", "note", "annex", "body", "headings", "hidden", "stray"]
"""What a row that is no item is: a section, a sum, a note, an annex line, the name of a department, headings once more,
hidden, or nothing that is known."""

_HAN = "一二三四五六七八九十百"
_COUNT = re.compile(r"[（(][^（()）]{0,10}?([0-9]{1,6})\s*[项个条][^（()）]{0,6}[）)]\s*$")
_SECTION = re.compile(
    rf"^(?:[（(][{_HAN}]{{1,4}}[）)]|[{_HAN}]{{1,4}}\s*[、.．]|第[{_HAN}]{{1,4}}[部章]分?)\s*"
)
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|共\s*计|小\s*计|总\s*数)")
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报说明|编制说明)\s*(?:[:：.、]|[0-9])")
_ANNEX = re.compile(r"^附\s*[件表]\s*[0-9一二三四五六七八九十]*\s*[:：]?\s*$|^附\s*[件表]")
_BODY = re.compile(
    r"^(?:部门名称|单位名称|填报单位|填报部门|编制单位|主管部门|制表单位|实施部门)\s*[:：]\s*(.*)$", re.DOTALL
)
_NUMBER = re.compile(r"^\s*+[（(]?\s*+([0-9０-９]{1,6})(?:\.0+)?\s*+[）)]?\s*+[.．、]?\s*+$")


@dataclass(slots=True)
class Leaf:
    """One row of a list, over one or several rows of the sheet.

    cells: by column, the cells that make it up, in order; a merged one that began above it is among them.
    group: leaves with one number stand under one name. section: the section they stand in, "" for none.
    """

    row: int
    last: int
    group: int
    section: str
    cells: dict[int, list[Place]] = field(default_factory=dict)


@dataclass(slots=True)
class Rows:
    """What stands under one header. asides: rows that are no items, by number, with what they are.

    sections: by name, how many items each says it has. total: how many the table says it has.
    """

    leaves: list[Leaf] = field(default_factory=list)
    asides: dict[int, Aside] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    total: int | None = None
    body: str = ""


def counted(text: str) -> tuple[str, int | None]:
    """A name without the number of items that stands in brackets behind it, and that number."""
    found = _COUNT.search(text)
    return (text[: found.start()].strip(), int(found[1])) if found else (text.strip(), None)


def department(text: str) -> str:
    """The name in a line such as 部门名称：市科技局; "" in any other."""
    found = _BODY.match(text.strip())
    return found[1].strip() if found else ""


def number(text: str) -> int | None:
    """A running number, whatever stands around it."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else None


def read(
    grid: Grid,
    header: Header,
    number_at: int | None,
    name_at: int,
    part_at: int | None,
    hidden_too: bool = False,
) -> Rows:
    """The leaves of a table. number_at, name_at, part_at: the columns of the number, the name and the sub-item."""
    return _Reader(grid, header, number_at, name_at, part_at, hidden_too).read()


class _Reader:
    def __init__(
        self,
        grid: Grid,
        header: Header,
        number_at: int | None,
        name_at: int,
        part_at: int | None,
        hidden_too: bool,
    ) -> None:
        self.grid, self.hidden_too = grid, hidden_too
        self.number_at, self.name_at, self.part_at = number_at, name_at, part_at
        self.header = header
        self.columns = [each.column for each in header.headings]
        self.titles = [(each.column, each.text) for each in header.headings if each.text]
        self.merged = {row for _, rows in crossings(grid.merges, sorted(grid.rows)) for row in rows}
        self.rows = Rows()
        self.section = ""
        self.group = 0

    def read(self) -> Rows:
        for row in sorted(self.grid.rows):
            if row <= self.header.bottom:
                continue
            if row in self.grid.hidden_rows and not self.hidden_too:
                self.rows.asides[row] = "hidden"
                continue
            places, texts = self._texts(row)
            if not texts:
                continue
            aside = self._aside(row, places, texts)
            if aside:
                self.rows.asides[row] = aside
            else:
                self._take(row, places, texts)
        below = {(merge.top, merge.left): merge.bottom for merge in self.grid.merges}
        members = Counter(leaf.group for leaf in self.rows.leaves)
        for leaf in self.rows.leaves:  # rows that hold nothing of their own are its own all the same
            if members[leaf.group] == 1:
                leaf.last = max(
                    [leaf.last, *(below.get(place, 0) for place in leaf.cells.get(self.name_at, ()))]
                )
        return self.rows

    def _texts(self, row: int) -> tuple[Mapping[int, Place], dict[int, str]]:
        """By column, the cell that is seen there and its text, where it shows any."""
        cells = self.grid.filled(row) if row in self.merged else self.grid.rows[row]
        texts = {
            column: cells[column - 1] for column in self.columns if column <= len(cells) and cells[column - 1]
        }
        if row in self.merged:
            return {column: self.grid.anchor(row, column) for column in self.columns}, texts
        return {column: (row, column) for column in self.columns}, texts

    def _aside(self, row: int, places: Mapping[int, Place], texts: dict[int, str]) -> Aside | None:
        if self._repeats(texts):
            return "headings"
        own = {column: text for column, text in texts.items() if places[column][0] == row}
        if not own:
            return None
        main = {self.number_at, self.name_at}
        first = next(iter(own.values())).strip()
        if _TOTAL.match(first) and next(iter(own)) in main:
            _, count = counted(f"（{' '.join(own.values())}）")
            self.rows.total = count if count is not None else self.rows.total
            return "total"
        if len({places[column] for column in own}) > 1 and len(set(own.values())) > 1:
            return None
        if len(texts) > len(own):
            return None
        wide = len(own) > 1 or next(iter(own)) in main
        return self._alone(first) if wide else None

    def _alone(self, text: str) -> Aside | None:
        """What a row says that holds a single text."""
        if _NOTE.match(text):
            return "note"
        if _ANNEX.match(text):
            return "annex"
        if _BODY.match(text):
            self.rows.body = self.rows.body or department(text)
            return "body"
        name, count = counted(text)
        if _SECTION.match(text) or count is not None:
            self.section = _SECTION.sub("", name).strip() or name
            if count is not None:
                self.rows.sections[self.section] = self.rows.sections.get(self.section, 0) + count
            return "section"
        return None if number(text) is not None or self.number_at is None else "stray"

    def _repeats(self, texts: dict[int, str]) -> bool:
        same = sum(1 for column, text in self.titles if column in texts and heading(texts[column]) == text)
        return same >= 2 and 2 * same >= len(texts)

    def _take(self, row: int, places: Mapping[int, Place], texts: dict[int, str]) -> None:
        starts, together = self._starts(row, places, texts)
        if starts:
            if not together:
                self.group += 1
            self.rows.leaves.append(Leaf(row, row, self.group, self.section))
        if not self.rows.leaves:
            self.rows.asides[row] = "stray"
            return
        leaf = self.rows.leaves[-1]
        leaf.last = row
        for column in texts:
            place = places[column]
            held = leaf.cells.setdefault(column, [])
            if place not in held:
                held.append(place)

    def _starts(self, row: int, places: Mapping[int, Place], texts: dict[int, str]) -> tuple[bool, bool]:
        """Whether a leaf begins here, and whether under the name of the one before it."""
        leaves = self.rows.leaves
        named, part = texts.get(self.name_at, ""), texts.get(self.part_at or 0, "")
        own_name = bool(named) and places[self.name_at][0] == row
        own_part = bool(part) and places[self.part_at or 0][0] == row
        numbered = self.number_at is not None and number(texts.get(self.number_at, "")) is not None
        own_number = numbered and places[self.number_at or 0][0] == row
        if not leaves:
            return bool(named) or own_number, False
        same_name = bool(named) and heading(named) == heading(self._name(leaves[-1]))
        if own_number:
            return True, bool(named) and not own_name and bool(part)
        if own_part and (same_name or not own_name):
            return heading(part) != heading(self._part(leaves[-1])), True
        if own_name and not same_name:
            return True, numbered
        if own_name and same_name and self.number_at is None:
            return True, False
        return False, True

    def _name(self, leaf: Leaf) -> str:
        return "".join(self.grid.text(*place) for place in leaf.cells.get(self.name_at, ())[:1])

    def _part(self, leaf: Leaf) -> str:
        return "".join(self.grid.text(*place) for place in leaf.cells.get(self.part_at or 0, ())[-1:])
