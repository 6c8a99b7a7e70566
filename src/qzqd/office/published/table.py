"""A list as published: titles, columns, sections, and items with what lies under them, ready to be set."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from qzqd.characters import plainly_visible
from qzqd.kinds.forms import meaning
from qzqd.kinds.traits import Archetype, traits
from qzqd.law.numerals import to_chinese
from qzqd.locale import Text
from qzqd.office.published.cells import PrintedCells
from qzqd.office.published.columns import EXTRA, NAME, NUMBER, PARENT, ColumnSource, sources
from qzqd.open.catalogue import Catalogue
from qzqd.read.config import day_in_china
from qzqd.report.paper.safe import safe, safe_lines
from qzqd.report.paper.values import field_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from qzqd.kinds.traits import KindTraits
    from qzqd.locale import Language
    from qzqd.office.listed import ExportedList
    from qzqd.open.catalogue import Item


_PART = Text("子项名称", "Sub-item")
_COUNT = Text("项", "items")
_ISSUER, _EDITION = Text("发布机关：", "Issuer: "), Text("版本：", "Edition: ")
_SOURCE = Text("注：数据来源：", "Note: source: ")
_SHAPE_ONLY = Text("注：只为示意的栏目：", "Note: these columns only show the shape: ")
_OFFICIAL = "official"
_LIST = "清单"
_SHORT = 6
"""Characters."""


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A row of its own across the table."""

    text: str


@dataclass(frozen=True, slots=True)
class ItemRows:
    """One item, or a main item with its sub-items. whole: the columns that are one cell over all of its rows."""

    rows: list[list[str]]
    whole: frozenset[int] = frozenset()


class HeadingCell(NamedTuple):
    """A heading: in which of the one or two rows and in which column it begins, both from 0, and how many it takes."""

    text: str
    row: int
    column: int
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table. Every text is safe; only cells hold line breaks.

    name: the short one. lines: below the title. notes: below the table. body: from top to bottom. left_out: titles of
    the fields that hold something and are no column.
    """

    name: str
    title: str
    lines: list[str]
    columns: list[ColumnSource]
    body: list[SectionRow | ItemRows]
    notes: list[str]
    left_out: list[str] = field(default_factory=list)

    @property
    def headings(self) -> list[list[str]]:
        """One row of headings, or two where some share one; a heading that takes both rows stands in both."""
        lower = [column.heading for column in self.columns]
        upper = [column.under or column.heading for column in self.columns]
        return [upper, lower] if upper != lower else [lower]

    def heading_cells(self) -> Iterator[HeadingCell]:
        """The headings as cells from left to right: one that several columns share, then those below it."""
        upper, *lower = self.headings
        at = 0
        for text, members in groupby(upper):
            columns = range(at, at + len([*members]))
            below = lower[0][at : columns.stop] if lower else []
            if all(each == text for each in below):
                yield from (HeadingCell(text, 0, column, down=1 + len(lower)) for column in columns)
            else:
                yield HeadingCell(text, 0, at, across=len(columns))
                yield from (HeadingCell(text, 1, column) for column, text in zip(columns, below, strict=True))
            at = columns.stop

    def groups(self) -> Iterator[ItemRows]:
        """The items, without the sections between them."""
        return (entry for entry in self.body if isinstance(entry, ItemRows))

    def short_columns(self) -> list[bool]:
        """Which columns hold nothing but short words: they are set in the middle."""
        longest = [0] * len(self.columns)
        for group in self.groups():
            for row in group.rows:
                longest = [max(most, len(text)) for most, text in zip(longest, row, strict=True)]
        return [length <= _SHORT for length in longest]


def published_tables(lists: Sequence[ExportedList], language: Language) -> Iterator[PublishedTable]:
    """The tables of all lists."""
    for listed in lists:
        yield from tables(listed, language)


def tables(
    listed: ExportedList, language: Language, *, flat: bool = False, today: date | None = None
) -> list[PublishedTable]:
    """The list as one table, or one for each part that its kind publishes by itself.

    flat: a single one, where parts and categories are columns and no rows of their own. today: what is cancelled by then is left out.
    """
    own = traits(listed.kind)
    day = today.isoformat() if today else day_in_china()
    items: list[Item] = [*Catalogue.of(listed.data, day).not_cancelled]
    parts = [] if flat else _parts(own, items, language)
    if len(parts) < 2:
        return [_Maker(listed, own, items, language, not flat).table(listed.title, listed.title)]
    return [
        _Maker(listed, own, chosen, language, True, own.declared.parts).table(
            part, f"{listed.title}（{part}）"
        )
        for part, chosen in parts
    ]


def _parts(own: KindTraits, items: Sequence[Item], language: Language) -> list[tuple[str, list[Item]]]:
    """The tables that a list is published as, by name; one in the order of the values that part them."""
    name = own.declared.parts
    found: list[tuple[str, list[Item]]] = []
    for value in own.fields[name]["enum"] if name else ():
        if chosen := [item for item in items if item.get(name) == value]:
            part_name = value
            if language == "zh" and (meant := meaning(value, own.fields[name]["description"])):
                part_name = meant if meant.endswith(_LIST) else meant + _LIST
            found.append((part_name, chosen))
    return found


class _Maker:
    """items: of one table. apart: the field whose value is the title of the table, "" for none."""

    def __init__(
        self,
        listed: ExportedList,
        own: KindTraits,
        items: list[Item],
        language: Language,
        sections: bool,
        apart: str = "",
    ) -> None:
        self.listed, self.own, self.language = listed, own, language
        schema = dict(listed.schema)
        self.printed = PrintedCells(schema, language)
        nests = own.archetype is Archetype.LIST
        self.families = [*_families(items, own.field("subitem"))] if nests else [[item] for item in items]
        group = own.field("group")
        self.grouped = group if sections and _contiguous(self.families, group) else ""
        besides = filter(None, (apart, self.grouped))
        self.columns, self.left = sources(own, schema, items, besides, language)
        self.numbered = not any(NUMBER[0] in item for item in items)
        paths = [column.path for column in self.columns]
        self.name_at, self.number_at = paths.index(NAME), paths.index(NUMBER)
        self.part_at = self._part_column(paths)
        self._tellers = [self._teller(column) for column in self.columns]

    def _part_column(self, paths: list[tuple[str, ...]]) -> int:
        """The column with the names of sub-items; made behind the names where items lie under others; -1 for none."""
        subitem = (self.own.field("subitem"),)
        if subitem in paths:
            return paths.index(subitem)
        if not any(PARENT[0] in item for family in self.families for item in family[1:]):
            return -1
        at = self.name_at + 1
        self.columns.insert(at, ColumnSource(PARENT, {}, _PART.in_(self.language)))
        self.number_at += self.number_at >= at
        return at

    def table(self, name: str, title: str) -> PublishedTable:
        """The whole of it."""
        body: list[SectionRow | ItemRows] = []
        number = 0
        for at, (category, families) in enumerate(groupby(self.families, self._category), 1):
            members = [*families]
            if category:
                body.append(SectionRow(safe(self._section(at, category, members))))
            for family in members:
                number += 1
                body.append(self._group(family, str(number) if self.numbered else ""))
        columns = [
            ColumnSource(each.path, each.node, safe(each.heading), safe(each.under)) for each in self.columns
        ]
        return PublishedTable(safe(name), safe(title), self._lines(), columns, body, self._notes(), self.left)

    def _category(self, family: list[Item]) -> str:
        return str(family[0].get(self.grouped, "")) if self.grouped else ""

    def _section(self, at: int, category: str, families: list[list[Item]]) -> str:
        count = sum(PARENT[0] not in item for family in families for item in family)
        if self.language == "zh":
            return f"{to_chinese(at)}、{category}（{count}{_COUNT.zh}）"
        return f"{at}. {category} ({count} {_COUNT.en})"

    def _group(self, family: list[Item], number: str) -> ItemRows:
        rows = [self._row(item, lies_under=at > 0 and PARENT[0] in item) for at, item in enumerate(family)]
        if number:
            for row in rows:
                row[self.number_at] = number
        if len(family) == 1:
            return ItemRows(rows)
        main, *subs = rows
        if PARENT[0] in family[1]:
            if self._covered(main, subs):
                for at, text in enumerate(main):
                    if at != self.part_at and text and not any(sub[at] for sub in subs):
                        for sub in subs:
                            sub[at] = text
                rows = subs
            for row in rows:
                row[self.name_at] = main[self.name_at]
        whole = {
            at
            for at, text in enumerate(rows[0])
            if text and all(row[at] == text for row in rows) and at != self.part_at
        }
        whole.add(self.name_at)
        return ItemRows(rows, frozenset(whole) if len(rows) > 1 else frozenset())

    def _covered(self, main: list[str], subs: list[list[str]]) -> bool:
        """Whether nothing that a main item says would be lost without a row of its own: its sub-items say the same, or nothing."""
        said = [{sub[at] for sub in subs} for at in range(len(main))]
        return all(
            not text or at == self.name_at or said[at] in ({text}, {""}) for at, text in enumerate(main)
        )

    def _row(self, item: Item, *, lies_under: bool) -> list[str]:
        """lies_under: whether a sub-item, which has its name in the column of sub-items."""
        row = [teller(item) for teller in self._tellers]
        if EXTRA[0] in item:
            row = [column.original(item) or text for column, text in zip(self.columns, row, strict=True)]
        if lies_under and not row[self.part_at]:
            row[self.part_at] = str(item[NAME[0]])
        return row if plainly_visible("\n".join(row)) else [*map(safe_lines, row)]

    def _teller(self, column: ColumnSource) -> Callable[[Item], str]:
        if column.path[:1] == EXTRA:
            key = column.path[1]
            return lambda item: str(item.get(EXTRA[0], {}).get(key, ""))
        if column.path == PARENT:
            return lambda _: ""
        return self.printed.teller(column.path, column.node)

    def _lines(self) -> list[str]:
        """The number of the document; who issued it, and the edition."""
        data, source = self.listed.data, self.listed.data["source"]
        number = [safe(f"（{source['number']}）")] if source.get("number") else []
        lines = (
            f"{title.in_(self.language)}{data[name]}"
            for title, name in ((_ISSUER, "issuer"), (_EDITION, "edition"))
        )
        return [*number, safe("    ".join(lines))]

    def _notes(self) -> list[str]:
        """Where the data comes from, unless it is the published text itself."""
        source = self.listed.data["source"]
        notes: list[str] = []
        if source["provenance"] != _OFFICIAL:
            made = field_words(self.listed.kind, self.language).plain("provenance", str(source["provenance"]))
            notes.append(f"{_SOURCE.in_(self.language)}《{source['title']}》，{made}")
        if shape := source.get("illustrative_fields"):
            titles = "、".join(self.own.titled(name).in_(self.language) for name in shape)
            notes.append(_SHAPE_ONLY.in_(self.language) + titles)
        return [*map(safe, notes)]


def _families(items: list[Item], subitem: str) -> Iterator[list[Item]]:
    """Items with those that lie under them: by `parent`, or one after the other under one number and name."""
    under: dict[str, list[Item]] = {}
    ids = {item["id"] for item in items}
    for item in items:
        if item.get(PARENT[0]) in ids and item[PARENT[0]] != item["id"]:
            under.setdefault(item[PARENT[0]], []).append(item)
    placed: set[str] = set()
    last: list[Item] = []

    def below(item: Item) -> Iterator[Item]:
        waiting = [item]
        while waiting:
            each = waiting.pop()
            if each["id"] not in placed:
                placed.add(each["id"])
                yield each
                waiting += reversed(under.get(each["id"], ()))

    for item in items:
        if item.get(PARENT[0]) in ids and item[PARENT[0]] not in placed and item[PARENT[0]] != item["id"]:
            continue
        family = [*below(item)]
        if not family:
            continue
        if last and _together(last[-1], item, subitem) and len(family) == 1:
            last += family
            continue
        if last:
            yield last
        last = family
    if last:
        yield last
    # What only lies under each other, in a circle: nothing is lost.
    yield from ([item] for item in items if item["id"] not in placed)


def _together(one: Item, other: Item, subitem: str) -> bool:
    """Whether two items are sub-items of one name and number, as tables with a column for the names of sub-items print them."""
    return (
        bool(subitem)
        and subitem in one
        and subitem in other
        and PARENT[0] not in one
        and all(one.get(key) == other.get(key) for key in (*NUMBER, *NAME))
    )


def _contiguous(families: list[list[Item]], group: str) -> bool:
    """Whether every category stands in one place, so that it can be a row above its items."""
    if not group or not all(group in family[0] for family in families):
        return False
    found = [key for key, _ in groupby(str(family[0][group]) for family in families)]
    return len(found) == len(set(found))
