"""The tables of a workbook under a plan: the list they make, and what became of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.labels import labels
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.office.importing import header as headers
from qzqd.office.importing import plan as plans
from qzqd.office.importing import rows as reading
from qzqd.office.importing import values
from qzqd.office.importing.account import Account
from qzqd.office.importing.columns import NAME, NUMBER, PARENT, of_person, targets
from qzqd.office.importing.plan import BOTH, EXTRA, IGNORE, Plan, Table, assigned, strangers
from qzqd.tables.grid import address
from qzqd.tables.headings import heading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qzqd.office.importing.account import Fate
    from qzqd.office.importing.rows import Aside, Leaf, Rows
    from qzqd.tables.grid import Grid, Workbook

    Item = dict[str, Any]

_ASIDES: dict[Aside, Text] = {
    "section": Text("分类标题", "the title of a section"),
    "total": Text("合计", "a total"),
    "note": Text("表注", "a note to the table"),
    "annex": Text("附件标记", "an annex line"),
    "body": Text("部门名称", "the name of the department"),
    "signed": Text("填表人等，不读取", "who filled it in, never read"),
    "title": Text("重复的标题", "the title once more"),
    "headings": Text("重复的表头", "the headings once more"),
    "hidden": Text("隐藏的行", "a hidden row"),
    "stray": Text("没有看懂的一行", "a row that was not understood"),
}
_HEADING = Text("表头", "a heading")
_TITLE = Text("标题", "the title")
_PERSON = Text("个人信息，不读取", "about a person, never read")
_LEFT_OUT = Text("按对照文件不导入", "left out, as the map says")
_FOOTNOTE = "脚注"
"""What the mark behind a name is kept under; what it refers to is a note to the table."""
_NAMELESS = Text("有序号，没有事项名称，这一行没有导入", "a number without a name; the row was not imported")
_NOTHING = Text("写明没有", "says that there is none")


@dataclass(slots=True)
class Built:
    """items: without ids of their own yet: `parent` is the place of the main item in this list.

    published: the counts that the table states.
    """

    items: list[Item] = field(default_factory=list)
    parents: dict[int, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)
    by_type: dict[str, int] = field(default_factory=dict)
    total: int | None = None
    account: Account = field(default_factory=Account)


def tables(book: Workbook, sheet: str = "", hidden_too: bool = False) -> list[Table]:
    """Every table that may be a list; one that goes on in the next sheet or table without headings has those before.

    A sheet that says what one before it says is read once.
    """
    found: list[Table] = []
    for grid in book.grids:
        if (sheet and grid.name != sheet) or (grid.hidden and not hidden_too and not sheet) or not grid.rows:
            continue
        if any(_same(grid, each.grid) for each in found):
            continue
        heads = headers.find(grid, hidden_too)
        if not heads and found:
            last = found[-1]
            if grid.continues or headers.goes_on(grid, last.grid, last.header):
                heads = [headers.Header(0, 0, last.header.headings)]
        found += [Table(grid, head) for head in heads]
    return found


def _same(grid: Grid, other: Grid) -> bool:
    return grid is not other and grid.rows == other.rows and grid.merges == other.merges


def build(
    book: Workbook,
    found: list[Table],
    plan: Plan,
    level_of: Callable[[str], str | None],
    hidden_too: bool = False,
) -> Built:
    """Read every table; nothing is written yet."""
    built = Built()
    others = strangers(found, plan.kind)
    for table in found:
        if (other := others.get(table.grid.name)) is None:
            _Builder(table, plan, level_of, built, hidden_too).read()
        else:
            _leave(built, table.grid, "reported", _stranger(other))
    for grid in book.grids:
        if first := next((table.grid for table in found if _same(grid, table.grid)), None):
            _leave(built, grid, "ignored", _copy(first.name))
        built.account.close(grid)
    return built


def _leave(built: Built, grid: Grid, fate: Fate, why: Text) -> None:
    """Enter every cell of a sheet that is not read."""
    for row, column, _ in grid.cells():
        built.account.enter(grid, row, column, fate, why)


def _copy(name: str) -> Text:
    return Text(f"与工作表“{name}”内容相同，只读一次", f"says what the sheet “{name}” says; read once")


def _stranger(kind: str) -> Text:
    return Text(
        f"这张工作表是另一种清单（{kind}），没有导入：用 --sheet 单独导入",
        f"this sheet is a list of another kind ({kind}) and was not imported: import it with --sheet",
    )


class _Builder:
    def __init__(
        self,
        table: Table,
        plan: Plan,
        level_of: Callable[[str], str | None],
        built: Built,
        hidden_too: bool,
    ) -> None:
        self.table, self.grid, self.plan, self.built, self.hidden_too = (
            table,
            table.grid,
            plan,
            built,
            hidden_too,
        )
        self.schema = kinds.schema(plan.kind)
        self.item_schema = kinds.item_schema(self.schema)
        self.nodes = {".".join(t.path): t.node for each in targets(plan.kind).values() for t in each}
        self.traits = traits(plan.kind)
        self.values = values.Reader(self.schema, level_of)
        self.goals = {
            each.column: (key, plan.columns.get(key, goal)) for key, each, goal in assigned(table, plan.kind)
        }

    def read(self) -> None:
        number, name, part = (self._column(".".join(path)) for path in (NUMBER, NAME, PARENT))
        if name is None:
            return
        self.name_at, self.part_at = name, part
        rows = reading.read(self.grid, self.table.header, number, name, part, self.hidden_too)
        self._counts(rows)
        groups: dict[int, list[Leaf]] = {}
        for leaf in rows.leaves:
            groups.setdefault(leaf.group, []).append(leaf)
        for leaves in groups.values():
            self._group(leaves)
        self._above(rows)

    def _column(self, goal: str) -> int | None:
        return next((column for column, (_, each) in self.goals.items() if each == goal), None)

    def _above(self, rows: Rows) -> None:
        account, top, bottom = self.built.account, self.table.header.top, self.table.header.bottom
        columns = {each.column for each in self.table.header.headings}
        title = {heading(text) for *_, text in self.table.header.above}
        for row, column, text in self.grid.cells():
            if row > bottom:
                break
            if row < top and heading(text) in title:
                account.enter(self.grid, row, column, "used", _TITLE)
            elif top <= row and column in columns:
                account.enter(self.grid, row, column, "used", _HEADING)
        for row, aside in rows.asides.items():
            used = aside in ("section", "total", "body")
            for column in columns:
                place = self.grid.anchor(row, column)
                if place[0] == row and self.grid.text(*place):
                    fate: Fate = "reported" if aside == "stray" else "used" if used else "ignored"
                    account.enter(self.grid, *place, fate, _ASIDES[aside])

    def _counts(self, rows: Rows) -> None:
        for section, stated in rows.sections.items():
            self.built.by_category[section] = self.built.by_category.get(section, 0) + stated
        if rows.total is not None:
            self.built.total = (self.built.total or 0) + rows.total
        name, count = reading.counted(self.grid.name)
        if count is not None:
            counts = self.built.by_type if name in self._types() else self.built.by_category
            counts[name] = counts.get(name, 0) + count

    def _types(self) -> list[str]:
        options: list[str] = self.nodes.get(self.traits.field("type"), {}).get("enum", [])
        return options

    def _group(self, leaves: list[Leaf]) -> None:
        """One item; or, where several sub-items stand under one name, the main item and they."""
        for leaf in leaves:
            if not self._text(leaf, self.name_at):
                self._nameless(leaf)
        leaves = [leaf for leaf in leaves if self._text(leaf, self.name_at)]
        parts = [self._parts(leaf) for leaf in leaves]
        one_name = len({self._text(leaf, self.name_at) for leaf in leaves}) == 1
        if one_name and sum(map(len, parts)) + (not parts[0]) > 1 and all(parts[1:]):
            self._family(leaves, parts)
        else:
            self._apart(leaves, parts)

    def _apart(self, leaves: list[Leaf], parts: list[list[str]]) -> None:
        """Each leaf is an item, with its only sub-item, if it has one."""
        subitem = self.traits.field("subitem")
        for leaf, part in zip(leaves, parts, strict=True):
            item = self._item(leaf)
            if part and subitem:
                item[subitem] = part[0]
            elif part:
                self._main(item)
                item = {**item, "name": part[0]}
                self.built.parents[len(self.built.items)] = len(self.built.items) - 1
            self.built.items.append(item)

    def _family(self, leaves: list[Leaf], parts: list[list[str]]) -> None:
        """Several sub-items under one name: the main item, which may have a row of its own, and they."""
        first = self._item(leaves[0])
        common = {key: first[key] for key in self.item_schema["required"] if key in first}
        main = len(self.built.items)
        if parts[0]:
            self._main(first)
        else:
            self.built.items.append(first)
        for leaf, part in zip(leaves, parts, strict=True):
            if not part:
                continue
            own = {**common, **self._item(leaf)}
            for name in part:
                self.built.parents[len(self.built.items)] = main
                self.built.items.append({**own, "name": name})

    def _nameless(self, leaf: Leaf) -> None:
        """No item can be made of a number alone; whatever stands beside it is for somebody to look at."""
        for places in leaf.cells.values():
            for place in places:
                self.built.account.enter(self.grid, *place, "reported", _NAMELESS)

    def _main(self, item: Item) -> None:
        """A main item is what its sub-items have in common and cannot do without; all else is theirs."""
        kept = {*self.item_schema["required"], "seq", "category", "origin"}
        self.built.items.append({name: value for name, value in item.items() if name in kept})
        item.pop("seq", None)

    def _parts(self, leaf: Leaf) -> list[str]:
        text = self._text(leaf, self.part_at)
        if values.none(text):
            return []
        _, entries = values.numbered(values.prose(text)[0])
        return [values.line(each)[0] for each in entries] if len(entries) > 1 else [values.line(text)[0]]

    def _text(self, leaf: Leaf, column: int | None) -> str:
        places = leaf.cells.get(column, ()) if column else ()
        return "\n".join(self.grid.text(*place) for place in places)

    def _item(self, leaf: Leaf) -> Item:
        item: Item = {}
        extra: dict[str, str] = {}
        for column, (key, goal) in self.goals.items():
            if text := self._text(leaf, column):
                self._cell(leaf, column, key, goal, text, item, extra)
        if leaf.section and "category" not in item:
            item["category"] = leaf.section
        self._supplied(leaf, item)
        if extra:
            item["extra"] = extra
        item["origin"] = f"{self.grid.name}!{address(leaf.row, self.name_at)}"
        return item

    def _cell(
        self, leaf: Leaf, column: int, key: str, goal: str, text: str, item: Item, extra: dict[str, str]
    ) -> None:
        def enter(fate: Fate, why: Text) -> None:
            for place in leaf.cells[column]:
                self.built.account.enter(self.grid, *place, fate, why)

        if goal == IGNORE:
            enter("ignored", _PERSON if of_person(key) else _LEFT_OUT)
            return
        if goal == ".".join(PARENT):
            enter("used", _NOTHING if values.none(text) else self.traits.titled("parent"))
            return
        if BOTH in goal and (parts := values.labelled(text, plans.labels(self.plan.kind, goal))):
            for label, part in parts.items():
                self._cell(leaf, column, label, plans.labels(self.plan.kind, goal)[label], part, item, extra)
            return
        if goal == EXTRA or goal not in self.nodes:
            if values.none(text):
                enter("used", _NOTHING)
                return
            extra[key] = values.prose(text)[0]
            enter("extra", Text(f"extra：{key}", f"extra: {key}"))
            return
        read = self.values.value(self.nodes[goal], text)
        self.built.account.mended += read.mended
        if read.data is None and read.why is None:
            enter("used", _NOTHING)
            return
        if goal == ".".join(NAME) and isinstance(read.data, str):
            bare, mark = values.footnoted(read.data)
            read = replace(read, data=bare)
            if mark:
                extra[_FOOTNOTE] = mark
        if read.data is not None:
            self._put(item, goal, read, text)
        if read.why is not None:
            extra[key] = values.prose(text)[0]
            enter(
                "reported",
                Text(
                    f"{key}：{read.why.zh}；原文保留在 extra",
                    f"{key}: {read.why.en}; the text is kept as extra",
                ),
            )
            return
        enter("used", _field(goal))

    def _put(self, item: Item, goal: str, read: values.Value, text: str) -> None:
        *above, name = goal.split(".")
        holder = item
        for step in above:
            holder = holder.setdefault(step, {})
        if read.several and (plural := self._plural(name)):
            holder[plural] = read.several
            return
        holder[name] = read.data
        if (
            above
            and (opened := self._opening(above))
            and (words := values.opening(text))
            and isinstance(read.data, list)
        ):
            holder[opened] = words

    def _plural(self, name: str) -> str:
        """The field that names several of what this one names one of."""
        refers = self.item_schema["properties"].get(name, {}).get("x-refers")
        return next(
            (
                other
                for other, node in self.item_schema["properties"].items()
                if refers and node.get("x-refers") == refers and node.get("type") == "array"
            ),
            "",
        )

    def _opening(self, above: list[str]) -> str:
        node = kinds.schema_at(self.schema, ("items", 0, *above))
        return next(
            (n for n, prop in node.get("properties", {}).items() if "lead-in" in prop.get("x-roles", ())), ""
        )

    def _supplied(self, leaf: Leaf, item: Item) -> None:
        """Required fields without a column: a value that the section, the sheet or the title names; the issuer."""
        for name in self.item_schema["required"]:
            if name in item or name in ("id", "name"):
                continue
            node = self.item_schema["properties"][name]
            if "enum" in node:
                words = {**labels(node["enum"], node["description"]), **{word: word for word in node["enum"]}}
                own = "".join(text for *_, text in self.table.header.above)
                for where in (leaf.section, own, self.grid.name, self.plan.title):
                    if said := [word for word in words if word in where]:
                        item[name] = words[max(said, key=len)]
                        break
            elif name in self.traits.having("body"):
                item[name] = self.plan.issuer


@cache
def _field(goal: str) -> Text:
    return Text(f"字段 {goal}", f"field {goal}")


def numbered_ids(count: int, prefix: str, taken: set[str]) -> Iterator[str]:
    """New ids that nothing in the list has or had."""
    at, width = 0, max(3, len(str(count)))
    while True:
        at += 1
        if (made := f"{prefix}-{at:0{width}d}") not in taken:
            yield made


def catalogue(plan: Plan, built: Built, imported: Mapping[str, str], ids: list[str]) -> dict[str, Any]:
    """The whole list as data."""
    items = []
    for index, (item, key) in enumerate(zip(built.items, ids, strict=True)):
        parent = {"parent": ids[built.parents[index]]} if index in built.parents else {}
        items.append({"id": key, **item, **parent})
    head: dict[str, Any] = {
        "kind": plan.kind,
        "id": plan.id,
        "title": plan.title,
        "edition": plan.edition,
        "jurisdiction": {"code": plan.code, "name": plan.place},
        "issuer": plan.issuer,
        "source": {"title": plan.title, "provenance": "official"},
    }
    if (counts := _published(built)) and "published_count" in kinds.schema(plan.kind)["properties"]:
        head["published_count"] = counts
    return {**head, "imported": dict(imported), "items": items}


def _published(built: Built) -> dict[str, Any]:
    parts = built.by_category or built.by_type
    total = built.total if built.total is not None else sum(parts.values()) if parts else None
    if total is None:
        return {}
    counts: dict[str, Any] = {"total": total}
    if built.by_category:
        counts["by_category"] = built.by_category
    if built.by_type:
        counts["by_type"] = built.by_type
    return counts


def fit(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Move what a field cannot hold, too long perhaps, to `extra`; item and field of each. Required fields stay."""
    from jsonschema_rs import Draft202012Validator

    schema = kinds.schema(data["kind"])
    entry = {"$ref": schema["properties"]["items"]["items"]["$ref"], "$defs": schema["$defs"]}
    validator = Draft202012Validator(entry, validate_formats=True)
    needed = kinds.item_schema(schema)["required"]
    moved: list[tuple[str, str]] = []
    for item in data["items"]:
        if validator.is_valid(item):
            continue
        for name in dict.fromkeys(
            str(error.instance_path[0]) for error in validator.iter_errors(item) if error.instance_path
        ):
            if name not in needed and name in item and name != "extra":
                item.setdefault("extra", {})[traits(data["kind"]).titled(name).zh] = _flat(item.pop(name))[
                    :20_000
                ]
                moved.append((item["id"], name))
    return moved


def _flat(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_flat, value))
    if isinstance(value, dict):
        return "；".join(f"{name}：{_flat(each)}" for name, each in value.items())
    return str(value)
