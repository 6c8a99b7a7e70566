"""What a kind calls its fields, and how their values are told in words."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.forms import meaning
from qzqd.law.citation import Citation, entry_head, entry_provision
from qzqd.locale import Text
from qzqd.report.paper.words import COLON
from qzqd.text import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.locale import Language

CITED = frozenset(field.name for field in fields(Citation))
"""The fields of an entry that are told as a citation."""
_TRUTH = {True: Text("是", "yes"), False: Text("否", "no")}
BETWEEN = "；"
"""Between the entries of a list in one line, in either language."""


@cache
def field_words(kind: str, language: Language) -> FieldWords:
    """The words of a kind; of one that does not exist, the keys and values as they are."""
    known = kind in kinds.names()
    return FieldWords(kinds.schema(kind) if known else {"properties": {}, "$defs": {}}, language)


class FieldWords:
    """Titles and values in one language. Values may be of any shape; what is told is not made safe here."""

    def __init__(self, schema: dict[str, Any], language: Language) -> None:
        self.language = language
        self.header: dict[str, Any] = schema["properties"]
        self._schema = schema
        self.item = self.inner(self.header.get("items", {}))

    def title(self, field: dict[str, Any]) -> str:
        """What people call a field."""
        titles = field if self.language == "zh" else field["x-en"]
        return str(titles["title"])

    def value(self, name: str, field: dict[str, Any], value: Any, *, whole: bool = False) -> list[str]:
        """The value in words, an entry of a list to a line; of a citation, with `whole`, what is beside it too.

        field: what the schema says of it; empty where it says nothing.
        """
        if isinstance(value, list):
            return [text for entry in value for text in self.value(name, field, entry, whole=whole)]
        if isinstance(value, dict):
            cited = cited_words(value) if name == "basis" else ""
            if cited and not whole:
                return [cited]
            beside = {key: inner for key, inner in value.items() if not (cited and key in CITED)}
            parts = filter(None, (cited, *self._parts(field, beside)))
            return [CLAUSE.in_(self.language).join(parts)]
        if isinstance(value, bool):
            return [_TRUTH[value].in_(self.language)]
        return [self.plain(name, str(value)) if "enum" in field.get("items", field) else str(value)]

    def plain(self, name: str, value: str) -> str:
        """One of the allowed values of the fields of this name; its meaning, where it is an English word."""
        nodes = [self._schema, *self._schema["$defs"].values()]
        described = "；".join(
            node["properties"][name]["description"] for node in nodes if name in node["properties"]
        )
        return (self.language == "zh" and meaning(value, described)) or value

    def _parts(self, field: dict[str, Any], mapping: dict[Any, Any]) -> Iterator[str]:
        known = self.inner(field)
        for key, inner in mapping.items():
            title = self.title(known[key]) if key in known else key
            told = "、".join(self.value(key, known.get(key, {}), inner))
            yield f"{title}{COLON.in_(self.language)}{told}"

    def inner(self, field: dict[str, Any]) -> dict[str, Any]:
        """The fields of the value of a field; none for a plain one."""
        inner = field.get("items", field)
        if "$ref" not in inner:
            return {}
        found: dict[str, Any] = self._schema["$defs"][kinds.named(inner)]["properties"]
        return found


def cited_words(entry: dict[Any, Any]) -> str:
    """The citation as it is written in Chinese; empty for what is none."""
    try:
        return entry_head(entry) + entry_provision(entry)
    except (AttributeError, KeyError, TypeError, ValueError):
        return ""
