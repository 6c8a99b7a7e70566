"""What the columns of a table are for a kind, and what a cell means as the value of its field."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qzqd.kinds import item_schema, schema_at
from qzqd.kinds.forms import meaning
from qzqd.locale import Text
from qzqd.open.messages import meant_date

if TYPE_CHECKING:
    from qzqd.finding import DataPath
    from qzqd.read.table import Cell

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_MOMENT = re.compile(r"(\S{6,20})(?:\s{1,9}|T)([0-9]{1,2})[:：]([0-9]{2})(?:[:：][0-9]{2})?")
_HALF_A_SECOND = timedelta(milliseconds=500)
"""Excel keeps a time as a fraction of a day, which may fall short of the minute."""


class Columns:
    """The fields that the columns of a table can hold: those with one value, and the entries of a mapping."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self._schema = schema
        item = item_schema(schema)
        self.required: list[str] = item["required"]
        self._keys: dict[str, str] = {}
        self._fields: dict[str, Any] = item["properties"]
        for name, node in self._fields.items():
            for word in (name, node["title"], node["x-en"]["title"]):
                self._keys.setdefault(word.casefold(), name)

    @property
    def words(self) -> list[str]:
        """Everything that may stand in the first row by itself, in small letters."""
        return [word for word, key in self._keys.items() if _single(self.node((key,)))]

    @property
    def titles(self) -> dict[str, Text]:
        """Every heading there is, by field; of a mapping as one writes those of its entries."""
        told: dict[str, Text] = {}
        for name, field in self._fields.items():
            node, title = self.node((name,)), Text(field["title"], field["x-en"]["title"])
            if "additionalProperties" in node:
                told[name] = Text(f"{title.zh}.编号", f"{title.en}.ID")
            elif _single(node):
                told[name] = title
        return told

    def path(self, heading: str) -> DataPath | None:
        """The field that a heading names, by key or title; `scores.HP-PF-01` is an entry of a mapping."""
        whole = self._keys.get(heading.casefold())
        if whole is not None:
            return (whole,) if _single(self.node((whole,))) else None
        head, _, entry = heading.partition(".")
        field = self._keys.get(head.strip().casefold())
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


def typed(cell: Cell, node: dict[str, Any]) -> Any:
    """What a cell means for its field; what means nothing stays as it is written, for the schema to refuse."""
    if isinstance(cell, datetime):
        moment = (cell + _HALF_A_SECOND).strftime("%Y-%m-%d %H:%M")
        return moment.removesuffix(" 00:00") if "x-moment" not in node else moment
    if isinstance(cell, date):
        return cell.isoformat()
    if "number" in node.get("type", ()) or "integer" in node.get("type", ()):
        return _number(cell)
    text = str(cell)
    if node.get("format") == "date":
        return meant_date(text) or text
    if "x-moment" in node:
        return _moment(text) or text
    return _option(text, node) if "enum" in node else text


def _number(cell: Cell) -> Any:
    if isinstance(cell, str) and _NUMBER.fullmatch(cell):
        return float(cell) if "." in cell else int(cell)
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _moment(text: str) -> str | None:
    match = _MOMENT.fullmatch(text)
    day = meant_date(match[1]) if match else None
    return f"{day} {int(match[2]):02}:{match[3]}" if match and day else None


def _option(text: str, node: dict[str, Any]) -> str:
    """The allowed value that a Chinese word stands for."""
    meant = {meaning(option, node["description"]): option for option in node["enum"]}
    return str(meant.get(text, text)) if text else text
