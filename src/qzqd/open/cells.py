"""What the columns of a table are for a kind, and what a cell means as the value of its field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.kinds import item_schema, schema_at
from qzqd.kinds.labels import described_labels
from qzqd.locale import Text
from qzqd.open.remedies import fits, meant_date, meant_moment, value_meant
from qzqd.regex import regex
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from qzqd.finding import DataPath

_NUMBER = regex(r"-?[0-9]{1,15}(\.[0-9]{1,20})?")


class TableFields:
    """The fields that the columns of a table can hold: those with one value, and the entries of a mapping."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        item = item_schema(schema)
        self.required: list[str] = item["required"]
        self._keys: dict[str, str] = {}
        self._fields: dict[str, Any] = item["properties"]
        for name, node in self._fields.items():
            for word in (name, node["title"], node["x-en"]["title"]):
                self._keys.setdefault(heading_key(word), name)
        self._keys = {**self._other_headings(), **self._keys}

    def _other_headings(self) -> dict[str, str]:
        """What else tables call a field; a heading that two fields have in common names neither."""
        named: dict[str, list[str]] = {}
        for name, node in self._fields.items():
            for word in node.get("x-aka", ()):
                named.setdefault(heading_key(word), []).append(name)
        return {word: names[0] for word, names in named.items() if len(names) == 1}

    @property
    def words(self) -> list[str]:
        """Everything that may stand in the first row by itself, as `heading` gives it."""
        return [word for word, key in self._keys.items() if _single(self.node((key,)))]

    @property
    def titles(self) -> dict[str, Text]:
        """Every heading there is, by field; of a mapping as one writes those of its entries."""
        found: dict[str, Text] = {}
        for name, field in self._fields.items():
            node, title = self.node((name,)), Text(field["title"], field["x-en"]["title"])
            if "additionalProperties" in node:
                found[name] = Text(f"{title.zh}.编号", f"{title.en}.ID")
            elif _single(node):
                found[name] = title
        return found

    def path(self, heading: str) -> DataPath | None:
        """The field that a heading names, by key or title; `scores.HP-PF-01` is an entry of a mapping."""
        whole = self._keys.get(heading_key(heading))
        if whole is not None:
            return (whole,) if _single(self.node((whole,))) else None
        head, _, entry = heading.partition(".")
        field = self._keys.get(heading_key(head))
        if field is None or not entry.strip() or "additionalProperties" not in self.node((field,)):
            return None
        return field, entry.strip()

    def label(self, field: str) -> Text:
        """`id（事项编号）`."""
        node = self._fields[field]
        return Text(f"{field}（{node['title']}）", f"{field} ({node['x-en']['title']})")

    def node(self, path: DataPath) -> dict[str, Any]:
        """What the schema says of a field of the items."""
        return schema_at(self._schema, ("items", 0, *path))


def _single(node: dict[str, Any]) -> bool:
    return "additionalProperties" not in node and "properties" not in node and "items" not in node


def typed(text: str, value: str, node: dict[str, Any]) -> Any:
    """What a cell means for its field; what means nothing stays as it is written, for the schema to refuse.

    text: what the cell shows. value: what it holds: a number to its last digit, a moment in full.
    """
    if "number" in node.get("type", ()) or "integer" in node.get("type", ()):
        return _number(
            text if text.endswith("%") else value
        )  # 40 %, which is held as 0.4, may mean 40 or 0.4
    if node.get("format") == "date":
        return meant_date(value) or value
    if "x-moment" in node:
        return meant_moment(value) or meant_moment(text) or value
    return _option(text, node) if "enum" in node else text


def meant(text: str, held: str, node: dict[str, Any]) -> Any:
    """The same, and what a person would take it for where that alone can be the value of the field."""
    value = typed(text, held, node)
    if node.get("type") and not fits(value, node):
        found = value_meant(text, node)
        return value if found is None else found
    return value


def _number(text: str) -> Any:
    if _NUMBER.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() else number
    return text


def _option(text: str, node: dict[str, Any]) -> str:
    """The allowed value that a Chinese word stands for."""
    return described_labels(node["enum"], node["description"]).get(text, text)
