"""Sound lists of every kind, made up from the schemas, with the texts that spreadsheets and notations trip over."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from qzqd import kinds
from qzqd.office.listed import ExportedList

Node = dict[str, Any]

_AWKWARD = (
    "=1+1",
    "+86",
    "-1",
    "@甲",
    "0012",
    "1e5",
    "2024-01-02",
    "3/4",
    "TRUE",
    "甲、乙",
    "甲；乙",
    "条：3",
    "《消防法》第三条",
    "_x0041_",
    "'引",
    "<b>&amp;</b>",
    "无",
    "甲 乙",
    " 甲",
    "十一",
)
_LONG = ("第一行\n第二行", "一、甲\n\n二、乙", "1.甲\n2.乙", "法规名称：甲\n条：2", "x" * 600)


@cache
def lists(kind: str) -> st.SearchStrategy[ExportedList]:
    """Sound lists of a kind, of two items at the most."""
    schema = kinds.schema(kind)

    def listed(data: Any) -> ExportedList:
        items = data.get("items") or []
        for number, item in enumerate(items):
            item["id"] = f"AB-{number + 7:03}"
        return ExportedList({**data, "kind": kind, "id": "toy/list"}, schema)

    return _mapping(schema, schema, most=2).map(listed)


def _value(schema: Node, node: Node, most: int = 2) -> st.SearchStrategy[Any]:
    if "$ref" in node:
        node = {**schema["$defs"][kinds.named(node)], **node}
    if "const" in node:
        return st.just(node["const"])
    if "enum" in node:
        return st.sampled_from(node["enum"])
    if "properties" in node:
        return _mapping(schema, node, most)
    if "additionalProperties" in node:
        keys = st.sampled_from(("甲", "乙.丙", "HP-1", "a：b", "=1"))
        return st.dictionaries(keys, _value(schema, node["additionalProperties"]), max_size=2)
    if "items" in node:
        least = max(node.get("minItems", 0), 1)
        return st.lists(_value(schema, node["items"]), min_size=least, max_size=max(least, most))
    return _scalar(node)


def _scalar(node: Node) -> st.SearchStrategy[Any]:
    if "pattern" in node and node["pattern"] != r"\S":
        text: st.SearchStrategy[Any] = st.from_regex(
            node["pattern"], alphabet=st.characters(max_codepoint=127), fullmatch=True
        )
        if "then" in node:
            text = st.sampled_from(("2024", "2024-02-29"))
        if "x-moment" in node:
            text = st.just("2025-03-03 14:05")
        return st.integers(1, 99) | text if "integer" in node.get("type", ()) else text
    if node.get("format") == "date":
        return st.dates().map(str).filter(lambda day: day > "1900")
    if "integer" in node["type"]:
        return st.integers(node["minimum"], min(node["maximum"], 99))
    if "number" in node["type"]:
        return st.sampled_from((0, 1, 2.5, 0.1, 12))
    long = _LONG if node.get("maxLength", 0) > 500 else ()
    return st.sampled_from((*_AWKWARD, *long))


def _mapping(schema: Node, node: Node, most: int) -> st.SearchStrategy[Any]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    wanted: dict[str, st.SearchStrategy[Any]] = {}
    for name, prop in node["properties"].items():
        into = needed if name in node.get("required", ()) else wanted
        into[name] = _value(schema, prop, most)
    return st.fixed_dictionaries(needed, optional=wanted)
