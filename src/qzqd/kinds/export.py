"""From the declaration of a kind to its JSON Schema (draft 2020-12)."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any, get_args

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

import qzqd.kinds
from qzqd.kinds import DIALECT
from qzqd.kinds.catalogue import Catalogue, Item


def models() -> dict[str, type[Catalogue]]:
    """Every kind, by name: each module of this package that declares a `Catalogue` with a fixed `kind`."""
    found: dict[str, type[Catalogue]] = {}
    for module in pkgutil.iter_modules(qzqd.kinds.__path__):
        for value in vars(importlib.import_module(f"qzqd.kinds.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Catalogue) and value is not Catalogue:
                (kind,) = get_args(value.model_fields["kind"].annotation)
                found[kind] = value
    return dict(sorted(found.items()))


def json_schema(model: type[Catalogue]) -> dict[str, Any]:
    """The schema of one kind; its properties stand in the canonical order of keys."""
    (kind,) = get_args(model.model_fields["kind"].annotation)
    body = model.model_json_schema(schema_generator=Generator)
    body.pop("title", None)
    body.pop("description", None)
    body["properties"]["kind"] = {
        "title": "清单类型",
        "description": "这是哪一种清单。",
        "const": kind,
        "examples": [kind],
        "x-en": {"title": "Kind", "description": "Which kind of list this is."},
    }
    return {
        "$schema": DIALECT,
        "title": model.heading.zh,
        "description": model.about.zh,
        "x-en": {"title": model.heading.en, "description": model.about.en},
        "x-kind": kind,
        "x-traits": model.traits.pack(),
        **body,
    }


class Generator(GenerateJsonSchema):
    """An optional field may be absent; it is never null. Items put their common fields last."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        """As declared: the order of keys is the canonical order."""
        return value

    def nullable_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        inner.pop("default", None)
        return inner

    def literal_schema(self, schema: Any) -> JsonSchemaValue:
        expected = schema["expected"]
        return {"const": expected[0]} if len(expected) == 1 else {"type": "string", "enum": list(expected)}

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        result = super().model_schema(schema)
        result.pop("title", None)
        result.pop("description", None)
        properties = result.get("properties", {})
        head = ("kind",) if issubclass(schema["cls"], Catalogue) else ()
        tail = Item.TAIL if issubclass(schema["cls"], Item) else ("items",)
        ordered = [*head, *(key for key in properties if key not in (*head, *tail)), *tail]
        result["properties"] = {key: properties[key] for key in ordered if key in properties}
        return result
