"""Held against the JSON Schema of its kind; what the validator finds is told by `qzqd.check.messages`."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import DataPath
    from qzqd.read.config import Config
    from qzqd.read.problem import Problem


class Schema:
    """The schema of one kind, with local additions; compiled once."""

    def __init__(self, kind: str, config: Config) -> None:
        """Raises KeyError for an unknown kind, OSError or ValueError for a local schema that cannot be used."""
        from jsonschema_rs import Draft202012Validator

        self.body = _extended(kinds.schema(kind), config.extensions())
        self._validators = [Draft202012Validator(self.body, validate_formats=True)]
        if local := config.schemas.get(kind):
            body = json.loads(((config.root or Path()) / local).read_text("utf-8"))
            self._validators.append(Draft202012Validator(body, validate_formats=True))

    def problems(self, data: Any) -> Iterator[tuple[str, Problem]]:
        """Code and problem of every structural fault, one per cause; nothing for sound data."""
        if all(validator.is_valid(data) for validator in self._validators):
            return
        errors: list[Any] = [error for validator in self._validators for error in validator.iter_errors(data)]
        yield from self._told(errors)

    def _told(self, errors: list[Any]) -> Iterator[tuple[str, Problem]]:
        from qzqd.check.messages import MESSAGES, RANK, other

        errors.sort(key=lambda error: RANK.get(error.kind.name, len(RANK)))
        mistyped = self._mistyped(errors)
        seen: set[tuple[object, ...]] = set()
        for error in errors:
            path = tuple(error.instance_path)
            name = error.kind.name
            if name == "required" and (path, error.kind.property) in mistyped:
                continue
            place = (
                (path, error.kind.property) if name == "required" else (path, name == "additionalProperties")
            )
            if place in seen:
                continue
            seen.add(place)
            code, tell = MESSAGES.get(name, ("QZ111", other))
            for problem in tell(self, error, path):
                yield code, problem

    def _mistyped(self, errors: list[Any]) -> set[tuple[DataPath, str]]:
        """Fields that are missing only because their name is misspelt: the unknown name is the cause."""
        return {
            (tuple(error.instance_path), guess)
            for error in errors
            if error.kind.name == "additionalProperties"
            for key in error.kind.unexpected
            if (guess := self.guess(key, tuple(error.instance_path), error.instance))
        }

    def guess(self, key: str, path: DataPath, instance: dict[str, Any]) -> str | None:
        """The field that an unknown `key` of the mapping at `path` is probably a slip for."""
        from qzqd.text import suggest

        return suggest(key, [name for name in self.at(path).get("properties", {}) if name not in instance])

    def at(self, path: DataPath) -> dict[str, Any]:
        """The part of the schema that speaks of the value at `path`; empty where there is none."""
        node = self.body
        for part in path:
            node = (
                node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
            )
            if "$ref" in node:
                node = {**self.body["$defs"][node["$ref"].rpartition("/")[2]], **node}
        return node

    def label(self, path: DataPath) -> Text:
        """`authority（行使主体）`: the field's name and its title."""
        field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        node = self.at(path[: path.index(field) + 1] if field in path else path)
        title = node.get("title")
        if not title or not field:
            return Text(field or "文件内容", field or "the content of the file")
        return Text(f"{field}（{title}）", f"{field} ({node['x-en']['title']})" if "x-en" in node else field)


def _extended(schema: dict[str, Any], additions: dict[str, list[str]]) -> dict[str, Any]:
    """The schema with the values that a place adds to its lists of allowed ones."""
    if not any(additions.values()):
        return schema
    schema = copy.deepcopy(schema)
    for definition in schema["$defs"].values():
        for prop in definition.get("properties", {}).values():
            prop.get("enum", []).extend(additions.get(prop.get("x-extensible", ""), ()))
    return schema
