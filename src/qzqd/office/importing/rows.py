"""The rows under the headings: where items begin, what only continues them, and what is no item at all."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from qzqd.office.importing.asides import (
    CONTINUED,
    HAN,
    LIST,
    SECTION,
    TOTAL,
    aside,
    counted,
    none,
    running_number,
    section_name,
    signed,
    sums,
)
from qzqd.office.importing.columns import of_after
from qzqd.regex import regex
from qzqd.tables.grid import crossings
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from qzqd.office.importing.asides import Aside
    from qzqd.office.importing.header import Header
    from qzqd.tables.grid import CellPlace, Grid

_LETTERS = regex("[^\\W\\d_]")
_COUNTED = regex(r"[0-9]\s*[项个条]")
_WHOLE = regex(r"[（(]\s*(?:共|总计|合计)?\s*(?:计)?\s*([0-9]{1,6})\s*[项个条]\s*[）)]\s*$")
_ORDINAL = regex(rf"^(?:[（(][{HAN}]{{1,4}}[）)]|[{HAN}]{{1,4}})(?=\s*[、.．]?\s*$)")
_SUBTOTAL = regex(r"^小\s*计")
_SUFFIX = regex(r"(?:类|事项|类事项)$")


@dataclass(slots=True)
class Leaf:
    """One row of a list, over one or several rows of the sheet.

    group: leaves with one number stand under one name. section: the section they stand in, "" for none.
    cells: by column, the cells that make it up, in order; a merged one that began above it is among them. None for a
    single row without merges, as most are: its cells are those of the row.
    """

    row: int
    last: int
    group: int
    section: str
    cells: dict[int, list[CellPlace]] | None = None

    def places(self, column: int) -> Sequence[CellPlace]:
        """The cells that make it up in one column; whether they hold anything is not said."""
        return ((self.row, column),) if self.cells is None else self.cells.get(column, ())


@dataclass(slots=True)
class TableRows:
    """What stands under one header. asides: rows that are no items, by number, with what they are.

    sections: by name, how many items each says it has. total: how many the table says it has. last: the section it ends in.
    """

    leaves: list[Leaf] = field(default_factory=list)
    asides: dict[int, Aside] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)
    total: int | None = None
    last: str = ""


class RowReader:
    """Tells what each row of a table is, from top to bottom.

    number_at, name_at, part_at: the columns of the number, the name and the sub-item. types: words that title a
    section where they stand alone. section: the one that goes on from the table before.
    """

    def __init__(
        self,
        grid: Grid,
        header: Header,
        number_at: int | None,
        name_at: int,
        part_at: int | None,
        hidden_too: bool = False,
        types: Collection[str] = (),
        section: str = "",
    ) -> None:
        self.grid, self.hidden_too = grid, hidden_too
        self.number_at, self.name_at, self.part_at = number_at, name_at, part_at
        self.header, self.types = header, types
        self.columns = [each.column for each in header.headings]
        self.became = any(each.column == name_at and of_after(each.text) for each in header.headings)
        self.titles = {(each.column, each.text) for each in header.headings if each.text} | {
            (column, heading_key(grid.text(row, column)))
            for row in range(header.top, header.bottom + 1)
            for column in self.columns
        }
        self.merged = {row for _, rows in crossings(grid.merges, sorted(grid.rows)) for row in rows}
        self.rows = TableRows()
        self.seen: set[CellPlace] = set()  # of cells under merges: a merge may begin in a hidden row
        self.above = {heading_key(text) for *_, text in header.above}
        self.section = section
        self.styled = self.named = self.parted = ""
        self.numbered: int | None = None
        self.group = 0
        self.before: Aside | None = None

    def read(self) -> TableRows:
        """The leaves, and the rows that are none."""
        for *_, text in self.header.above:
            self._title(text.strip())
        for row in sorted(self.grid.rows):
            if row <= self.header.bottom:
                continue
            if self.header.end and row > self.header.end:
                break
            if row in self.grid.hidden_rows and not self.hidden_too:
                self.rows.asides[row] = "hidden"
                continue
            self._row(row)
        self.rows.last = self.section
        below = {(merge.top, merge.left): merge.bottom for merge in self.grid.merges}
        members = Counter(leaf.group for leaf in self.rows.leaves)
        for leaf in self.rows.leaves:  # rows that hold nothing of their own are its own all the same
            if leaf.cells is not None and members[leaf.group] == 1:
                leaf.last = max([leaf.last, *(below.get(place, 0) for place in leaf.places(self.name_at))])
        return self.rows

    def _row(self, row: int) -> None:
        merged = row in self.merged
        cells = self.grid.filled(row) if merged else self.grid.rows[row]
        width = len(cells)
        texts = {at: cells[at - 1] for at in self.columns if at <= width and cells[at - 1]}
        if not texts:
            return
        places, own = None, texts
        if merged:
            places = {column: self.grid.anchor(row, column) for column in texts}
            own = {
                at: text for at, text in texts.items() if places[at][0] == row or places[at] not in self.seen
            }
            self.seen.update(places.values())
        self.before = aside = self._aside(row, places, own, texts)
        if aside:
            self.rows.asides[row] = aside
        else:
            self._take(row, places, texts, own)

    def _aside(
        self, row: int, places: Mapping[int, CellPlace] | None, own: dict[int, str], texts: dict[int, str]
    ) -> Aside | None:
        """What a row is that is no item. own: the texts that begin in it."""
        if self._repeats(texts):
            return "headings"
        if not own:
            return None
        if signed(own.values()):
            return "signed"
        main = {self.number_at, self.name_at}
        first = next(iter(own.values())).strip()
        if TOTAL.match(first) and self._sums(own) and (next(iter(own)) in main or self._only_counts(own)):
            _, count = counted(f"（{' '.join(own.values())}）")
            if count is not None and not _SUBTOTAL.match(first):
                self.rows.total = count
            elif count is not None and self.section:
                self.rows.sections.setdefault(self.section, count)
            return "total"
        if self._begins_section(row, own, texts):
            return "section" if self._titled[row] else "stray"
        several = len(own) if places is None else len({places[column] for column in own})
        if several > 1 and any(text != first for text in own.values()):
            odd = self.number_at in own and running_number(own[self.number_at]) is None
            return "stray" if odd and self.name_at not in texts and self.part_at not in own else None
        if len(texts) > len(own):
            return None
        wide = len(own) > 1 or next(iter(own)) in main
        return self._alone(first) if wide else None

    def _sums(self, own: dict[int, str]) -> bool:
        """Whether a row that begins with the word for a sum has one, and is not an item whose name begins so."""
        first, *others = own.values()
        return sums(first.strip()) or (bool(others) and not any(map(_LETTERS.search, others)))

    def _only_counts(self, own: dict[int, str]) -> bool:
        """Whether a row begins with the word for a sum, and its number and name are none."""
        first, *_ = own.values()
        name = own.get(self.name_at, "")
        return (
            TOTAL.fullmatch(counted(first)[0].strip()) is not None
            and running_number(own.get(self.number_at or 0, "")) is None
            and (none(name) or not _LETTERS.search(name) or _COUNTED.match(name) is not None)
        )

    def _alone(self, text: str) -> Aside | None:
        """What a row says that holds a single text."""
        found = aside(text)
        if found is None and _SUFFIX.sub("", heading_key(text)) in self.types:
            found = "section"
        if heading_key(re.sub(CONTINUED, "", text.rstrip())) in self.above:
            return "title"
        if found == "section":
            self._section(text)
        if found:
            return found
        if self.before == "note":
            return "note"
        return None if running_number(text) is not None or self.number_at is None else "stray"

    def _title(self, text: str) -> None:
        """What stands above the headings may be the title of a section, and say how many items there are."""
        name = counted(text)[0]
        if not LIST.search(text) and aside(text) == "section" and name and not _COUNTED.search(name):
            self._section(text)
        elif found := _WHOLE.search(text):
            self.rows.total = int(found[1])

    def _begins_section(self, row: int, own: dict[int, str], texts: dict[int, str]) -> bool:
        """Whether a row titles a section with its number in the column of the numbers, which are others."""
        ordinal = _ORDINAL.match(own.get(self.number_at or 0, "").strip())
        titles = {text for at, text in texts.items() if at != self.number_at}
        if not ordinal or len(titles) != 1 or len(texts) > len(own) or row not in self._titled:
            return False
        self._section(ordinal[0] + ("" if ordinal[0].endswith(("）", ")")) else "、") + titles.pop())
        return True

    @cached_property
    def _titled(self) -> dict[int, bool]:
        """The rows numbered 一 or （一） where others are numbered 1, and whether anything stands under them.

        None where such a row says more than a title: it is an item, and so may the others be.
        """
        found: dict[int, bool] = {}
        above, style, counts = 0, "", False
        for row, cells in self.grid.rows.items():
            if row <= self.header.bottom:
                continue
            number = self.grid.text(row, self.number_at or 0).strip()
            counts |= running_number(number) is not None
            ordinal = _ORDINAL.match(number)
            if ordinal and len({*filter(None, cells)} - {number}) > 1:
                return {}
            before, style = style, re.sub(f"[{HAN}]", "", ordinal[0]) if ordinal else "1"
            if above in found:
                found[above] = style != before
            found |= {row: False} if ordinal else {}
            above = row
        return found if counts else {}

    def _section(self, text: str) -> None:
        """A section begins. One that holds nothing but sections of another style has its items counted in them."""
        name, count = counted(text)
        marked = SECTION.match(text)
        style = re.sub(f"[{HAN}]+", "", marked[0]) if marked else ""
        if self.before == "section" and style != self.styled:
            self.rows.sections.pop(self.section, None)
        self.styled = style
        self.section = section_name(name)
        if count is not None:
            self.rows.sections[self.section] = self.rows.sections.get(self.section, 0) + count

    def _repeats(self, texts: dict[int, str]) -> bool:
        """Whether a row says the headings again, or numbers the columns."""
        name = texts.get(self.name_at, "")
        if name and (self.name_at, heading_key(name)) not in self.titles and running_number(name) is None:
            return False
        same = sum(1 for column, text in texts.items() if (column, heading_key(text)) in self.titles)
        if same >= 2 and 2 * same >= len(texts):
            return True
        numbers = [running_number(text) for text in texts.values()]
        return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))

    def _take(
        self, row: int, places: Mapping[int, CellPlace] | None, texts: dict[int, str], own: dict[int, str]
    ) -> None:
        starts, together = self._starts(texts, own)
        if not starts and not self.rows.leaves:
            self.rows.asides[row] = "stray"
            return
        named, part = texts.get(self.name_at, ""), self._part(texts)
        if starts:
            self._start(row, named, together)
            self.numbered = running_number(texts.get(self.number_at or 0, ""))
        if starts or (part and self.part_at in own):
            self.parted = heading_key(part)
        leaf = self.rows.leaves[-1]
        if starts and places is None and leaf.cells is None:
            return
        if leaf.cells is None:
            held = self.grid.rows[leaf.row] if not starts else ()
            leaf.cells = {at: [(leaf.row, at)] for at in self.columns if at <= len(held) and held[at - 1]}
        leaf.last = row
        for column in texts:
            place = places[column] if places else (row, column)
            of_column = leaf.cells.setdefault(column, [])
            if place not in of_column:
                of_column.append(place)

    def _start(self, row: int, named: str, together: bool) -> None:
        """One more leaf."""
        leaf = Leaf(row, row, self.group if together else self.group + 1, self.section)
        self.group = leaf.group
        if named or not together:
            self.named = heading_key(named)
        elif self.rows.leaves:  # a sub-item under a name that is not merged
            leaf.cells = {self.name_at: [*self.rows.leaves[-1].places(self.name_at)]}
        self.rows.leaves.append(leaf)

    def _starts(self, texts: dict[int, str], own: dict[int, str]) -> tuple[bool, bool]:
        """Whether a leaf begins here, and whether under the name of the one before it."""
        named, part = texts.get(self.name_at, ""), self._part(texts)
        own_name = bool(named) and self.name_at in own
        own_part = bool(part) and self.part_at in own
        said = running_number(texts.get(self.number_at or 0, ""))
        numbered = said is not None
        same_name = bool(named) and heading_key(named) == self.named
        own_number = numbered and self.number_at in own and not (same_name and said == self.numbered)
        if named and not own_name and self.became:
            return False, True
        if not self.rows.leaves:
            return bool(named) or own_number, False
        if own_number:
            return True, not own_name and bool(part)
        if own_part and (same_name or not own_name):
            return heading_key(part) != self.parted, True
        if own_name and not same_name:
            return True, numbered
        if own_name and same_name and self.number_at is None:
            return True, False
        return False, True

    def _part(self, texts: dict[int, str]) -> str:
        """The sub-item in a row; "" where it says that there is none."""
        text = texts.get(self.part_at or 0, "")
        return "" if none(text) else text
