"""The cells of one row of a list: what each becomes in its item, and its fate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.labels import described_labels
from qzqd.kinds.traits import field_by_role, traits
from qzqd.locale import Text
from qzqd.office.importing import values
from qzqd.office.importing.asides import none
from qzqd.office.importing.columns import NAME, PARENT, before_of, field_targets, of_person
from qzqd.office.importing.dittos import Dittos, unfollowed
from qzqd.office.importing.plan import BOTH, EXTRA, IGNORE, assigned, labels_in_cell
from qzqd.regex import regex
from qzqd.text import GLOSS, TONES, unworked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qzqd.office.importing.account import Account
    from qzqd.office.importing.plan import Plan, PlannedTable
    from qzqd.office.importing.rows import Leaf
    from qzqd.open.catalogue import Item

    Take = Callable[[str, Item, dict[str, str]], int]
    """Put the text of a cell into an item, or among what is extra; the code of its fate."""

_PERSON = Text("个人信息，不读取", "about a person, never read")
_LEFT_OUT = Text("按对照文件不导入", "left out, as the map says")
_LONGEST_NAME = 200
_FOOTNOTE = "脚注"
"""What the mark behind a name is kept under; what it refers to is a note to the table."""
_TONE, _GLOSS = regex(f"[{TONES}]"), regex(GLOSS)
_UNWORKED = Text(
    "是公式或者错误值，没有结果：用 Excel 打开再保存，或者换成值",
    "a formula or an error without a result: open and save it in Excel, or write the value",
)
_NOTHING = Text("写明没有", "says that there is none")


class LeafReader:
    """Reads leaves of one table under a plan. Everything that the columns decide is decided once.

    at: by field, its column. goals: by column, its field.
    """

    def __init__(
        self, table: PlannedTable, plan: Plan, level_of: Callable[[str], str | None], account: Account
    ) -> None:
        self._grid, self._account = table.grid, account
        self._kind = plan.kind
        self._schema = kinds.schema(plan.kind)
        self._properties = kinds.item_schema(self._schema)["properties"]
        self._nodes = {".".join(t.path): t.node for each in field_targets(plan.kind).values() for t in each}
        self._reader = values.ValueReader(self._schema, level_of)
        self._nothing = account.code("used", _NOTHING)
        self.at: dict[str, int] = {}
        self.goals: dict[int, str] = {}
        self._takes: list[tuple[int, Take]] = []
        goals = [(key, each, plan.columns.get(key, goal)) for key, each, goal in assigned(table, plan.kind)]
        for key, heading, goal in goals:
            self.at.setdefault(goal, heading.column)
            self.goals[heading.column] = goal
            self._takes.append((heading.column, self._take(key, goal)))
        headed = {each.column: each.text for each in table.header.headings}
        counted = (heading.column for _, heading, goal in goals if goal != IGNORE)
        before = before_of(plan.kind, headed)
        self._dittos = Dittos(self._grid, headed, before, counted, self._said, account)

    def item(self, leaf: Leaf) -> Item:
        """What the row says, field by field; what no field stands for is under `extra`."""
        item: Item = {}
        extra: dict[str, str] = {}
        if leaf.cells is None:
            cells, marks = self._grid.rows[leaf.row], self._account.row(self._grid, leaf.row)
            if followed := self._dittos.followed(leaf):
                cells = [followed.get(at, text) for at, text in enumerate(cells, 1)]
            if _TONE.search("".join(cells)):
                cells = [*map(self._plain, cells)]
            for column, take in self._takes:
                if column <= len(cells) and (text := cells[column - 1]):
                    code = take(text, item, extra)
                    marks[column - 1] = marks[column - 1] or code
        else:
            for column, take in self._takes:
                if text := self._plain(self._meant(leaf, column)):
                    code = take(text, item, extra)
                    for place in leaf.places(column):
                        self._account.put(self._grid, *place, code)
        if extra:
            item["extra"] = _with_short_names(extra)
        return item

    def begin(self, leaves: Iterable[Leaf]) -> None:
        """All leaves of the table, before any of them is read."""
        self._dittos.read(leaves)

    def _meant(self, leaf: Leaf, column: int) -> str:
        return self._dittos.followed(leaf).get(column) or self._said(leaf, column)

    def text(self, leaf: Leaf, column: int) -> str:
        """What a leaf says in one column, without glosses."""
        return _GLOSS.sub("", self._meant(leaf, column))

    def value(self, leaf: Leaf, goal: str) -> Any:
        """The value that a leaf gives a field; None for none that can be read."""
        at = self.at.get(goal)
        return self._reader.of(self._nodes[goal])(self.text(leaf, at)).data if at else None

    def says_anything(self, leaf: Leaf, goal: str) -> bool:
        """Whether a leaf says a field at all, if in a way that cannot be read."""
        at = self.at.get(goal)
        return at is not None and not none(self.text(leaf, at))

    def _plain(self, text: str) -> str:
        """A text without glosses, which are counted as mended."""
        text, glosses = _GLOSS.subn("", text)
        self._account.mended += glosses
        return text

    def _said(self, leaf: Leaf, column: int) -> str:
        if leaf.cells is None:
            return self._grid.text(leaf.row, column)
        pieces = [self._grid.text(*place) for place in leaf.places(column)]
        return values.continued(self._own_lines(leaf, column, pieces) if len(pieces) > 1 else pieces)

    def _own_lines(self, leaf: Leaf, column: int, pieces: list[str]) -> list[str]:
        """Of several lines of an item, those that say what is not said above them; what each is the same as beside it."""
        found: list[str] = []
        for (row, _), piece in zip(leaf.places(column), pieces, strict=True):
            said = piece
            if beside := self._dittos.beside(column, piece):
                said = self._grid.text(row, beside)
            if not found or not self._dittos.leads(column, said):
                found.append(said)
        return found

    def options(self, name: str) -> list[str]:
        """The values that a field may have."""
        found: list[str] = self._nodes.get(name, {}).get("enum", [])
        return found

    def _take(self, key: str, goal: str) -> Take:
        if goal == IGNORE:
            code = self._account.code("ignored", _PERSON if of_person(key) else _LEFT_OUT)
            return lambda *_: code
        if goal == ".".join(PARENT):
            return self._sub_item()
        if BOTH in goal:
            return self._labelled(key, goal)
        if goal == EXTRA or goal not in self._nodes:
            return self._extra(key)
        return self._field(key, goal)

    def _sub_item(self) -> Take:
        """Sub-items become items of their own, or a field, elsewhere."""
        code = self._account.code("used", traits(self._kind).titled("parent"))
        return lambda text, *_: self._nothing if none(text) else code

    def _extra(self, key: str) -> Take:
        code = self._account.code("extra", Text(f"extra：{key}", f"extra: {key}"))

        def take(text: str, _: Item, extra: dict[str, str]) -> int:
            if none(text):
                return self._nothing
            extra[key] = values.prose(text)[0]
            why = unfollowed(text, names=False)
            return self._account.code("reported", _kept(key, why)) if why else code

        return take

    def _labelled(self, key: str, goal: str) -> Take:
        """Several fields in one cell, each behind its label; in its own words where a label is missing."""
        fields = labels_in_cell(self._kind, goal)
        takes = {label: self._field(label, name) for label, name in fields.items()}
        whole = self._extra(key)

        def take(text: str, item: Item, extra: dict[str, str]) -> int:
            parts = values.labelled(text, fields)
            codes = [takes[label](part.strip(), item, extra) for label, part in parts.items()]
            return next(
                (code for code in codes if self._account.is_reported(code)),
                codes[0] if codes else whole(text, item, extra),
            )

        return take

    def _field(self, key: str, goal: str) -> Take:
        read, put = self._reader.of(self._nodes[goal]), self._put(goal)
        used = self._account.code("used", Text(f"字段 {goal}", f"field {goal}"))
        names = goal == ".".join(NAME)
        node = self._nodes[goal]
        prose = node.get("type") == "string" and node.get("maxLength", 0) > values.LINE
        help = _help(node)

        def take(text: str, item: Item, extra: dict[str, str]) -> int:
            if lost := _UNWORKED if unworked(text) else unfollowed(text, names=not prose):
                (item if names else extra)[goal if names else key] = text
                return self._account.code("reported", _kept(key, lost))
            found = read(text)
            self._account.mended += found.mended
            if found.data is not None:
                if names:
                    item[goal], mark = values.footnoted(found.data)
                    if mark:
                        extra[_FOOTNOTE] = mark
                else:
                    put(item, found, text)
            elif found.why is None:
                return self._nothing
            if found.why is None:
                return used
            extra[key] = values.unread(text)
            return self._account.code("reported", _kept(key, found.why), help)

        return take

    def _put(self, goal: str) -> Callable[[Item, values.CellValue, str], None]:
        """What puts a value into an item: into the field that names several where it is several."""
        *above, name = goal.split(".")
        if not above:
            plural = self._plural(name)

            def put(item: Item, found: values.CellValue, _: str) -> None:
                if found.several and plural:
                    item[plural] = found.several
                else:
                    item[name] = found.data

            return put
        (holder,) = above
        opening = self._opening(holder)

        def put_inside(item: Item, found: values.CellValue, text: str) -> None:
            inside = item.setdefault(holder, {})
            inside[name] = found.data
            if opening and "\n" in text and isinstance(found.data, list) and (words := values.opening(text)):
                inside[opening] = words

        return put_inside

    def _plural(self, name: str) -> str:
        """The field that names several of what this one names one of."""
        refers = self._properties.get(name, {}).get("x-refers")
        return next(
            (
                other
                for other, node in self._properties.items()
                if refers and node.get("x-refers") == refers and node.get("type") == "array"
            ),
            "",
        )

    def _opening(self, holder: str) -> str:
        """The field for the words before what is numbered."""
        node = kinds.schema_at(self._schema, ("items", 0, holder))
        return field_by_role(node.get("properties", {})).get("lead-in", "")


def _kept(key: str, why: Text) -> Text:
    return Text(f"{key}：{why.zh}；原文保留为其他栏目", f"{key}: {why.en}; the text is kept as extra")


def _help(node: Mapping[str, Any]) -> Text | None:
    """What can stand in a column: one of the values, or the like of the example; nothing for what has parts."""
    if options := node.get("enum") or node.get("items", {}).get("enum"):
        words = "、".join(map(str, described_labels(options, node.get("description", "")) or options))
        return Text(f"可以写：{words}", f"can be: {words}")
    examples = node.get("examples", [[]])[0]
    examples = examples if isinstance(examples, list) else [examples]
    if not examples or isinstance(examples[0], dict):
        return None
    words = "、".join(map(str, examples))
    return Text(f"例如：{words}", f"for example: {words}")


def _with_short_names(extra: dict[str, str]) -> dict[str, str]:
    """The same under names that can be keys, which YAML reads no longer than 1,024 characters; two stay two."""
    if max(map(len, extra)) <= _LONGEST_NAME:
        return extra
    named: dict[str, str] = {}
    for key, text in extra.items():
        name = key if len(key) <= _LONGEST_NAME else f"{key[:_LONGEST_NAME]}…"
        while name in named:
            name += "…"
        named[name] = text
    return named
