"""What stands in a cell of a published table: a value in the words that offices print."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.forms import meaning
from qzqd.kinds.traits import field_by_role
from qzqd.law.basis import render_basis
from qzqd.report.paper.values import FieldWords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qzqd.kinds import SchemaNode
    from qzqd.locale import Language


_NOTHING: dict[str, Any] = {}
_LINE = 500
"""Characters of a field that stands on one line."""


class PrintedCells:
    """Of one kind."""

    def __init__(self, schema: dict[str, Any], language: Language) -> None:
        self._schema = schema
        self._language = language
        self._words = FieldWords(schema, language)

    def teller(self, path: tuple[str, ...], node: SchemaNode) -> Callable[[Mapping[str, Any]], str]:
        """What gives the value at a path of an item; "" where there is none."""
        *above, name = path
        if not above and node.get("type") == "string" and "enum" not in node:
            return lambda item: item.get(name, "")

        def text_of(item: Mapping[str, Any]) -> str:
            holder: Any = item
            for key in above:
                holder = holder.get(key, _NOTHING)
            value = holder.get(name)
            if value is None:
                return ""
            text = told(value)
            if above and isinstance(value, list) and (opening := holder.get(lead_in, "")):
                return f"{opening}\n{text}"
            return text

        lead_in = self._lead_in(above) if above else ""
        told = self._way(name, node)
        return text_of

    def _way(self, name: str, node: SchemaNode) -> Callable[[Any], str]:
        """How the values of a field are told: found out once, as every item has one."""
        if "items" in node:
            return self._list_way(name, node)
        if "enum" in node:
            return lambda value: self._label(node, value)
        return lambda value: (
            "\n".join(self._words.value(name, dict(node), value)) if isinstance(value, dict) else str(value)
        )

    def _label(self, node: SchemaNode, value: Any) -> str:
        if isinstance(value, str) and "enum" in node and self._language == "zh":
            return _meant(value, node.get("description", ""))
        return str(value)

    def _list_way(self, name: str, node: SchemaNode) -> Callable[[list[Any]], str]:
        entry: SchemaNode = node["items"]
        if "$ref" in entry:
            entry = self._schema["$defs"][kinds.named(dict(entry))]
        if "properties" not in entry:
            described = {"description": node.get("description", ""), **entry}
            joined = numbered if entry.get("maxLength", 0) > _LINE else "、".join
            return lambda value: joined([self._label(described, each) for each in value])
        fields = entry["properties"]
        if any(field.get("x-refers") == "law" for field in fields.values()):
            return lambda value: _cited(tuple([tuple(each.items()) for each in value]))
        roles = field_by_role(fields)
        if "numbered" in roles:
            return lambda value: "\n".join([self._headed(fields, roles, each) for each in value])
        return lambda value: "\n".join(self._words.value(name, dict(node), value))

    def _headed(self, fields: SchemaNode, roles: Mapping[str, str], entry: Mapping[str, Any]) -> str:
        """A heading with its numbered entries below it, and whatever else is said there."""
        head, steps = entry.get(roles.get("heads", ""), ""), entry.get(roles["numbered"], [])
        others = [
            self._way(key, fields[key])(value)
            for key, value in entry.items()
            if key not in (roles.get("heads"), roles["numbered"]) and key in fields
        ]
        said = "：".join(others[:2]) if len(others) > 1 else "".join(others)
        lines = [f"{head}：" if head else "", said, *others[2:], numbered(steps) if steps else ""]
        return "\n".join(filter(None, lines))

    def _lead_in(self, path: list[str]) -> str:
        """The field with the words that stand before the numbered entries of the fields beside it."""
        node = kinds.schema_at(self._schema, ("items", 0, *path))
        return field_by_role(node.get("properties", {})).get("lead-in", "")


@lru_cache(maxsize=1_000)
def _meant(value: str, described: str) -> str:
    return meaning(value, described) or value


@lru_cache(maxsize=10_000)
def _cited(entries: tuple[tuple[tuple[str, Any], ...], ...]) -> str:
    """Citations as they are printed; many items rest on the same ones. Blank lines only part those that are quoted."""
    cited = [dict(entry) for entry in entries]
    citations = render_basis(cited)
    return citations if any("quote" in each for each in cited) else citations.replace("\n\n", "\n")


def numbered(texts: list[str]) -> str:
    """Entries with their numbers, one a line; a single one without."""
    return "\n".join(f"{at}.{text}" for at, text in enumerate(texts, 1)) if len(texts) > 1 else "".join(texts)
