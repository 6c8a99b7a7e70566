"""The tables of a workbook under a plan: the items they make, and what became of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from qzqd import kinds
from qzqd.kinds.labels import described_labels
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.office.importing import rows as reading
from qzqd.office.importing import sheets, values
from qzqd.office.importing.account import Account
from qzqd.office.importing.asides import counted, none, running_number
from qzqd.office.importing.cells import LeafReader
from qzqd.office.importing.columns import NAME, NUMBER, PARENT
from qzqd.office.importing.plan import bodies, says_of_list, title_above
from qzqd.office.importing.standing import HOLDS, PERHAPS, REASONS, StandingReader, titled
from qzqd.tables.grid import letters
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qzqd.office.importing.account import Fate
    from qzqd.office.importing.asides import Aside
    from qzqd.office.importing.plan import Plan, PlannedTable
    from qzqd.office.importing.rows import Leaf, TableRows
    from qzqd.office.importing.standing import Standing
    from qzqd.open.catalogue import Item
    from qzqd.tables.grid import Workbook


_ASIDES: dict[Aside, Text] = {
    "section": Text("分类标题", "the title of a section"),
    "total": Text("合计", "a total"),
    "note": Text("表注", "a note to the table"),
    "annex": Text("附件标记", "an annex line"),
    "page": Text("页码、续表", "the mark of a page"),
    "body": Text("部门名称", "the name of the department"),
    "signed": Text("填表人等，不读取", "who filled it in, never read"),
    "title": Text("重复的标题", "the title once more"),
    "headings": Text("重复的表头", "the headings once more"),
    "hidden": Text("隐藏的行", "a hidden row"),
    "stray": Text("没有看懂的一行", "a row that was not understood"),
}
_HEADING = Text("表头", "a heading")
_TITLE = Text("标题", "the title")
_PARTED = Text(
    "一格里编号写了几项，已经分开，其他各栏照抄：请核对",
    "numbers several items in one cell; they were taken apart, with the other columns for each: please check",
)
_PERHAPS_SEVERAL = Text(
    "一格里像是写了几项，照一项导入：是几项的，一项一行",
    "may name several items in one cell; imported as one: put each in a row of its own if so",
)
_ABOVE = Text("表格上面的文字，不是标题", "text above the table that is no title")
_ONLY_A_NUMBER = Text(
    "事项名称一栏只有数字，这一行没有导入", "nothing but a number for a name; the row was not imported"
)
_RIVAL = Text(
    "表里有两组事项名称，按前一组导入，这一组留在其他栏目里：要按这一组的，在对照文件里写明",
    "the table names its items twice, and they were imported by the first; these are kept as extra: say so in the map if they are meant",
)
_NAMELESS = Text("没有事项名称，这一行没有导入", "no name; the row was not imported")


@dataclass(slots=True)
class Built:
    """items: without ids of their own yet: `parent` is the place of the main item in this list.

    by_category, by_type, total: the counts that the tables state. uncounted: whether some items stand where none is
    stated, so that these do not add up to a total. read_on: the sheets without headings of their own.
    """

    items: list[Item] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)
    by_type: dict[str, int] = field(default_factory=dict)
    total: int | None = None
    uncounted: bool = False
    read_on: list[str] = field(default_factory=list)
    account: Account = field(default_factory=Account)


def build(
    book: Workbook,
    found: list[PlannedTable],
    plan: Plan,
    level_of: Callable[[str], str | None],
    hidden_too: bool = False,
) -> Built:
    """Read every table; nothing is written yet."""
    built = Built()
    several, body, before, section = len(bodies(found)) > 1, plan.issuer, None, ""
    for table in sheets.leave(book, found, plan.kind, built.account):
        if not table.header.top and not table.grid.continues:
            built.read_on.append(table.grid.name)
        if several:
            goes_on = before is table.grid or not table.header.top
            body = next(iter(bodies([table])), body if goes_on else "")
            before = table.grid
        section = "" if table.header.top else section
        section = _Builder(table, plan, level_of, built, body, hidden_too).read(section)
    for grid in book.grids:
        built.account.close(grid)
    return built


class _Builder:
    def __init__(
        self,
        table: PlannedTable,
        plan: Plan,
        level_of: Callable[[str], str | None],
        built: Built,
        body: str,
        hidden_too: bool,
    ) -> None:
        self.table, self.grid, self.built, self.hidden_too = table, table.grid, built, hidden_too
        self.traits = traits(plan.kind)
        self.cells = LeafReader(table, plan, level_of, built.account)
        self.number_at, name_at, self.part_at = (
            self.cells.at.get(".".join(path)) for path in (NUMBER, NAME, PARENT)
        )
        self.name_at = name_at or 0
        self.group = self.traits.field("group")
        self.required: list[str] = kinds.item_schema(kinds.schema(plan.kind))["required"]
        self.own = f"{self.grid.name}!{letters(self.name_at)}"
        self.supplied = _Supplied(table, plan, body)
        columns = [(each, self.cells.goals.get(each.column, "")) for each in table.header.headings]
        title = title_above([table]) or plan.title
        title = title if titled(title) else plan.notice.title or title
        self.standing = StandingReader(plan.kind, columns, title, self.grid.name)
        self.cancelled = plan.cancelled
        self.above = {heading_key(text): says_of_list(text, table, plan) for *_, text in table.header.above}
        self.days: dict[int, str] = {}

    def read(self, section: str) -> str:
        """Everything of a table. section: the one it goes on in; the one it ends in."""
        if not self.name_at:
            return ""
        header = self.table.header
        columns = self.number_at, self.name_at, self.part_at
        types = self.cells.options(self.traits.field("type"))
        rows = reading.RowReader(self.grid, header, *columns, self.hidden_too, types, section).read()
        self._counts(rows)
        self.cells.begin(rows.leaves)
        for leaf in rows.leaves:
            self._report(leaf, [each.column for each in header.headings if each.rival], _RIVAL)
        for _, leaves in groupby(rows.leaves, key=lambda leaf: leaf.group):
            self._group(list(leaves))
        self._heads()
        self._asides(rows)
        return rows.last

    def _heads(self) -> None:
        header, account = self.table.header, self.built.account
        columns = {each.column for each in header.headings}
        for row, _, text in header.above:
            if not row and not self.above[heading_key(text)]:
                account.apart(self.grid, text, "ignored", _ABOVE)
        for row, column, text in self.grid.cells():
            if row > header.bottom:
                break
            if row < header.top and (used := self.above.get(heading_key(text))) is not None:
                account.enter(self.grid, row, column, *(("used", _TITLE) if used else ("ignored", _ABOVE)))
            elif header.top <= row and column in columns:
                account.enter(self.grid, row, column, "used", _HEADING)

    def _asides(self, rows: TableRows) -> None:
        for row, aside in rows.asides.items():
            used = aside in ("section", "total", "body")
            fate: Fate = "reported" if aside == "stray" else "used" if used else "ignored"
            for each in self.table.header.headings:
                place = self.grid.anchor(row, each.column)
                if place[0] == row and self.grid.text(*place):
                    self.built.account.enter(self.grid, *place, fate, _ASIDES[aside])

    def _counts(self, rows: TableRows) -> None:
        name, count = counted(self.grid.name)
        whole = self.table.header.top and rows.total is None and count is None
        self.built.uncounted |= bool(whole) and any(leaf.section not in rows.sections for leaf in rows.leaves)
        for section, stated in rows.sections.items():
            if not self._ends(self.standing.section(section) or self.standing.table):
                self.built.by_category[section] = self.built.by_category.get(section, 0) + stated
        if rows.total is not None and not self._ends(self.standing.table):
            self.built.total = (self.built.total or 0) + rows.total
        if count is not None and not self._ends(self.standing.table):
            types = self.cells.options(self.traits.field("type"))
            counts = self.built.by_type if name in types else self.built.by_category
            counts[name] = counts.get(name, 0) + count

    def _ends(self, standing: Standing | None) -> bool:
        """Whether what stands under a title is not counted, as it no longer holds."""
        return self.cancelled != HOLDS and standing in ("gone", "away", "mixed")

    def _group(self, leaves: list[Leaf]) -> None:
        """One item; or, where several sub-items stand under one name, the main item and they."""
        named, names = [], set()
        for leaf in leaves:
            name = self.cells.text(leaf, self.name_at)
            if none(name) or running_number(name) is not None:
                self._left_out(leaf, _NAMELESS if none(name) else _ONLY_A_NUMBER)
            elif why := self._ended(leaf):
                self._left_out(leaf, why)
            else:
                named.append(leaf)
                names.add(name)
        if not named:
            return
        parts = [self._parts(leaf) for leaf in named]
        if len(names) == 1 and sum(map(len, parts)) + (not parts[0]) > 1 and all(parts[1:]):
            self._family(named, parts)
        else:
            self._apart(named, parts)

    def _apart(self, leaves: list[Leaf], parts: list[list[str]]) -> None:
        """Each leaf is an item, with its only sub-item, if it has one."""
        subitem = self.traits.field("subitem")
        for leaf, part in zip(leaves, parts, strict=True):
            item = self._item(leaf)
            if not part and (several := self._several(leaf)):
                self.built.items += [{**item, "name": name} for name in several]
                continue
            if part and subitem:
                item[subitem] = part[0]
            elif part:
                self._main(item)
                item = {**item, "name": part[0]}
                item.pop("seq", None)
                self.built.parents[len(self.built.items)] = len(self.built.items) - 1
            self.built.items.append(item)

    def _family(self, leaves: list[Leaf], parts: list[list[str]]) -> None:
        """Several sub-items under one name: the main item, which may have a row of its own, and they."""
        items = [self._item(leaf) for leaf in leaves]
        common = {key: items[0][key] for key in self.required if key in items[0]}
        main = len(self.built.items)
        number = ("seq", items[0].get("seq"))  # that of the main item, whichever row it stands in
        if parts[0]:
            self._main(items[0])
            if any("repealed" not in item for item in items):
                self.built.items[-1].pop("repealed", None)
        else:
            self.built.items.append(items[0])
        for item, part in zip(items, parts, strict=True):
            own = dict(pair for pair in item.items() if pair != number)
            for name in part:
                self.built.parents[len(self.built.items)] = main
                self.built.items.append({**common, **own, "name": name})

    def _ended(self, leaf: Leaf) -> Text | None:
        """Why a row makes no item, where it or what it stands under says that the item no longer holds; None where that
        can be written, with the day."""
        if self.cancelled == HOLDS:
            return None
        said = partial(self.cells.text, leaf)
        standing, day = self.standing.of(leaf.section, said)
        if standing == "holds":
            self._report(leaf, self.standing.doubtful(said), PERHAPS)
            return None
        if self.cells.value(leaf, "repealed"):
            return None
        if standing == "gone" and (day := day or self.cancelled):
            self.days[leaf.row] = day
            return None
        return REASONS[standing]

    def _left_out(self, leaf: Leaf, why: Text) -> None:
        """A row that makes no item; whatever stands in it is for somebody to look at."""
        self._report(leaf, [each.column for each in self.table.header.headings], why)

    def _report(self, leaf: Leaf, columns: Iterable[int], why: Text) -> None:
        for column in columns:
            for place in leaf.places(column):
                if self.grid.text(*place):
                    self.built.account.enter(self.grid, *place, "reported", why)

    def _main(self, item: Item) -> None:
        """A main item is what its sub-items have in common and cannot do without; all else is theirs."""
        kept = {*self.required, "seq", self.group, "repealed", "origin"}
        self.built.items.append({name: value for name, value in item.items() if name in kept})

    def _parts(self, leaf: Leaf) -> list[str]:
        """The names of the sub-items in a row."""
        text = self.cells.text(leaf, self.part_at) if self.part_at else ""
        if none(text):
            return []
        opening, entries = values.numbered(values.prose(text)[0])
        apart = len(entries) > 1 or (entries and not opening)
        return [values.phrase(each)[0] for each in (entries if apart else [text])]

    def _several(self, leaf: Leaf) -> list[str]:
        """The names in a cell that numbers several; it is told, as is one that may."""
        text = values.prose(self.cells.text(leaf, self.name_at))[0]
        opening, entries = values.numbered(text)
        if len(entries) > 1 or values.numbers_more(text):
            apart = len(entries) > 1 and not opening
            self._report(leaf, [self.name_at], _PARTED if apart else _PERHAPS_SEVERAL)
            return [values.phrase(each.rstrip("；;。"))[0] for each in entries] if apart else []
        return []

    def _item(self, leaf: Leaf) -> Item:
        item = self.cells.item(leaf)
        if self.number_at is None and (found := values.number_before(item.get("name", ""))):
            item["seq"], item["name"] = found
        if leaf.section and self.group not in item:
            item[self.group] = leaf.section
        self.supplied.fill(item, leaf.section, lambda name: self.cells.says_anything(leaf, name))
        if leaf.row in self.days:
            item["repealed"] = self.days[leaf.row]
        item["origin"] = f"{self.own}{leaf.row}"
        return item


class _Supplied:
    """Required fields that no cell says: a value that the section, the title or the sheet names; the body whose list it is."""

    def __init__(self, table: PlannedTable, plan: Plan, body: str) -> None:
        own = kinds.item_schema(kinds.schema(plan.kind))
        self._where = ["".join(text for *_, text in table.header.above), table.grid.name]
        if not title_above([table]):
            self._where.append(plan.title)
        self._fixed = dict.fromkeys(traits(plan.kind).having("body"), body)
        self._groups = traits(plan.kind).having("group")
        self._words: dict[str, dict[str, str]] = {}
        for name in dict.fromkeys([*own["required"], *traits(plan.kind).having("titled")]):
            node = own["properties"][name]
            if "enum" in node:
                said = described_labels(node["enum"], node["description"])
                also = {word: value for value, words in node.get("x-said", {}).items() for word in words}
                self._words[name] = {**said, **{word: word for word in node["enum"]}, **also}
        self._fixed = {
            name: value for name, value in self._fixed.items() if value and name in own["required"]
        }

    def fill(self, item: Item, section: str, said: Callable[[str], bool]) -> None:
        """Whatever the columns have left out. said: whether a cell says a field, if in a way that cannot be read."""
        for name, value in self._fixed.items():
            if name not in item and not said(name):
                item[name] = value
        own = [item[name] for name in self._groups if name in item]
        for name, words in self._words.items():
            if name not in item and not said(name):
                for where in (section, *own, *self._where):
                    named = [word for word in words if word in where]
                    whole = {
                        words[each]
                        for each in named
                        if not any(each in word and each != word for word in named)
                    }
                    if len(whole) == 1:
                        item[name] = whole.pop()
                    if whole or name in item:
                        break
