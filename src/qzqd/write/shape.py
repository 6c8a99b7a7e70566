"""What a JSON Schema says about writing: the order of the fields, and which values are codes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, eq=False)
class Shape:
    """Of one place in a catalogue: the shapes below it, in canonical order, and whether it holds a code.

    choices: the only values it may have; none where there are others.
    """

    fields: dict[str, Shape] = field(default_factory=dict)
    ranks: dict[str, int] = field(default_factory=dict)
    others: Shape | None = None
    each: Shape | None = None
    code: bool = False
    choices: tuple[Any, ...] = ()

    def below(self, key: str | None) -> Shape:
        """The shape of the value of `key`; of a list's entry when it is None."""
        found = self.each if key is None else self.fields.get(key, self.others)
        return found or FREE

    def rank(self, key: str | None) -> int:
        """Where `key` stands among the fields; one that is unknown comes after all of them."""
        return self.ranks.get(key or "", len(self.ranks))


FREE = Shape()
"""The shape of a place that the schema says nothing about."""


def catalogue_shape(schema: dict[str, Any]) -> Shape:
    """The shape of a whole catalogue, from the schema of its kind."""
    return _Reader(schema).read(schema)


class _Reader:
    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        self.known: dict[str, Shape] = {}

    def read(self, schema: dict[str, Any]) -> Shape:
        if reference := schema.get("$ref"):
            return self._refer(reference)
        return self._fill(Shape(), schema)

    def _refer(self, reference: str) -> Shape:
        if reference not in self.known:
            # Known before it is filled: a definition may contain itself.
            self.known[reference] = Shape()
            target = self.root
            for part in reference.removeprefix("#/").split("/"):
                target = target[part]
            self._fill(self.known[reference], target)
        return self.known[reference]

    def _fill(self, made: Shape, schema: dict[str, Any]) -> Shape:
        made.fields = {key: self.read(value) for key, value in schema.get("properties", {}).items()}
        made.ranks = {key: rank for rank, key in enumerate(made.fields)}
        if isinstance(rest := schema.get("additionalProperties"), dict):
            made.others = self.read(rest)
        if isinstance(entry := schema.get("items"), dict):
            made.each = self.read(entry)
        made.code = _is_code(schema)
        made.choices = (schema["const"],) if "const" in schema else tuple(schema.get("enum", ()))
        return made


def _is_code(schema: dict[str, Any]) -> bool:
    """A date, or a pattern that spells out its characters and is no path or address."""
    pattern = schema.get("pattern", "")
    return schema.get("format") == "date" or (pattern.startswith("^") and "/" not in pattern)
