"""What each list is. One module per kind; the rest of qzqd reads the schemas generated from them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd import resources
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qzqd.finding import DataPath

    SchemaNode = Mapping[str, Any]
    """A part of a JSON Schema, or the whole of it."""

SUFFIX = ".schema.json"
FIRST = "street-powers"
"""The kind most places begin with: what `qzqd init` starts where none is named."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def names() -> tuple[str, ...]:
    """Every kind that has a schema, in alphabetical order."""
    kinds = (path.name.removesuffix(SUFFIX) for path in resources.schemas().glob(f"*{SUFFIX}"))
    return tuple(sorted(kinds))


def kind_of(data: Any) -> str | None:
    """The kind of a list as its data says it; None where that is no kind, or the data no list."""
    kind = data.get("kind") if isinstance(data, dict) else None
    return kind if isinstance(kind, str) and kind in names() else None


@cache
def schema(kind: str) -> dict[str, Any]:
    """The generated JSON Schema of a kind. Raises KeyError for an unknown one."""
    if kind not in names():
        raise KeyError(kind)
    loaded: dict[str, Any] = json.loads((resources.schemas() / (kind + SUFFIX)).read_bytes())
    return loaded


def named(node: dict[str, Any]) -> str:
    """The definition that a part of a schema refers to."""
    reference: str = node["$ref"]
    return reference.rpartition("/")[2]


def item_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """The definition of the items of a kind."""
    found: dict[str, Any] = schema["$defs"][named(schema["properties"]["items"]["items"])]
    return found


def schema_at(schema: dict[str, Any], path: DataPath) -> dict[str, Any]:
    """The part of a schema that speaks of the value at `path`, references followed; empty where there is none."""
    node = schema
    for step in path:
        if isinstance(step, int):
            node = node.get("items", {})
        else:
            node = node.get("properties", {}).get(step) or node.get("additionalProperties") or {}
        if "$ref" in node:
            node = {**schema["$defs"][named(node)], **node}
    return node


def title_of(node: SchemaNode) -> Text:
    """The title of a kind or a field in both languages."""
    return Text(node["title"], node["x-en"]["title"])


def value_at(data: Any, path: Iterable[str | int]) -> Any:
    """The value that these fields and positions lead to, each within the one before; None where there is none."""
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def text_at(data: Any, key: str) -> str | None:
    """The text at a key of data of any shape; None where there is none."""
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else None


def all_kinds() -> Text:
    """A remark that lists them."""
    glossed = (f"{name}（{schema(name)['title']}）" for name in names())
    return Text("清单类型有：" + "、".join(glossed), "kinds: " + ", ".join(names()))


def meant_kind(word: str) -> str | None:
    """The kind that `word` is probably a slip for, or the Chinese title of; None where none is near enough."""
    from qzqd.text import suggest

    near = suggest(word, (*names(), *by_title()))
    return by_title().get(near, near) if near else None


@cache
def by_title() -> dict[str, str]:
    """Every kind by its Chinese title."""
    return {schema(name)["title"]: name for name in names()}


@cache
def known_fields() -> dict[str, str]:
    """The title of every field that some kind has."""
    found: dict[str, str] = {}
    for name in names():
        body = schema(name)
        for node in (body, *body["$defs"].values()):
            for field, prop in node.get("properties", {}).items():
                found.setdefault(field, prop.get("title", ""))
    return found
