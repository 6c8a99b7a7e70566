"""Held against the JSON Schema of its kind; what the validator finds is told by `qzqd.open.messages`."""

from __future__ import annotations

import copy
from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jsonschema_rs

    from qzqd.finding import DataPath
    from qzqd.read.config import Config
    from qzqd.read.problem import Problem

    _Additions = tuple[tuple[str, tuple[str, ...]], ...]


class Schema:
    """The schema of one kind, with local additions."""

    def __init__(self, kind: str, config: Config) -> None:
        """Raises KeyError for an unknown kind, Refused for a local schema that cannot be used."""
        self._named = kind, tuple((name, tuple(values)) for name, values in config.extensions().items())
        self.body = _extended(*self._named)
        self._local: jsonschema_rs.Draft202012Validator | None = None
        if kind in config.schemas:
            from qzqd.open import local

            self._local = local.validator(local.read(kind, config))

    def fits(self, data: Any) -> bool:
        """Whether there is nothing wrong with the data."""
        return _whole(*self._named).is_valid(data)

    def problems(self, data: Any, *, visible: bool = False) -> Iterator[tuple[str, Problem]]:
        """Code and problem of every structural fault, one per cause; nothing for sound data.

        visible: no text in it is blank, so that this need not be asked of each.
        """
        quick = _of_visible if visible else _whole
        if not quick(*self._named).is_valid(data):
            yield from self._faults(data)
        if self._local is not None and not self._local.is_valid(data):
            yield from self._told(list(self._local.iter_errors(data)), ())

    def _faults(self, data: Any) -> Iterator[tuple[str, Problem]]:
        """The header's, then each item's: an error carries a copy of what it is about, which must stay small."""
        entries = data.get("items") if isinstance(data, dict) else None
        if not isinstance(entries, list):
            yield from self._told(list(_whole(*self._named).iter_errors(data)), ())
            return
        errors: list[Any] = list(_whole(*self._named).iter_errors({**data, "items": entries[:1]}))
        yield from self._told(
            [error for error in errors if error.instance_path[:1] != ["items"] or not entries], ()
        )
        yield from self._entries(entries, 0)

    def record_problems(self, data: Any, records: list[Any]) -> Iterator[tuple[str, Problem]]:
        """The same for records that lie elsewhere and come after the items of `data`."""
        yield from self._entries(records, len(data["items"]))
        if self._local is not None:
            errors = self._local.iter_errors({**data, "items": [*data["items"], *records]})
            yield from self._told([error for error in errors if error.instance_path[:1] == ["items"]], ())

    def _entries(self, entries: list[Any], first: int) -> Iterator[tuple[str, Problem]]:
        item = item_validator(*self._named)
        for index, entry in enumerate(entries, first):
            if not item.is_valid(entry):
                yield from self._told(list(item.iter_errors(entry)), ("items", index))

    def _told(self, errors: list[Any], above: DataPath) -> Iterator[tuple[str, Problem]]:
        from qzqd.open.messages import MESSAGES, RANK, meant_field, other

        errors.sort(key=lambda error: RANK.get(error.kind.name, len(RANK)))
        # A field that is missing only because its name is misspelt: the unknown name is the cause.
        mistyped = {
            (tuple(error.instance_path), meant_field(self, key, error, (*above, *error.instance_path)))
            for error in errors
            if error.kind.name == "additionalProperties"
            for key in error.kind.unexpected
        }
        seen: set[tuple[object, ...]] = set()
        for error in errors:
            path = tuple(error.instance_path)
            name = error.kind.name
            if name == "required" and (path, error.kind.property) in mistyped:
                continue
            place = (path, error.kind.property if name == "required" else name == "additionalProperties")
            if place not in seen:
                seen.add(place)
                code, tell = MESSAGES.get(name, ("QZ111", other))
                for problem in tell(self, error, (*above, *path)):
                    yield problem.code or code, problem

    def guess(self, key: str, path: DataPath, instance: dict[str, Any]) -> str | None:
        """The field that an unknown `key` of the mapping at `path` is probably a slip for."""
        from qzqd.text import suggest

        return suggest(key, [name for name in self.at(path).get("properties", {}) if name not in instance])

    def at(self, path: DataPath) -> dict[str, Any]:
        """The part of the schema that speaks of the value at `path`; empty where there is none."""
        return kinds.schema_at(self.body, path)

    def label(self, path: DataPath) -> Text:
        """`“行使主体”（authority）`: the field's name and its title, and which entry of a list it is."""
        field = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        node = self.at(path[: path.index(field) + 1] if field in path else path)
        title = node.get("title")
        if not title or not field:
            return Text(field or "文件内容", field or "the content of the file")
        number = path[-1] + 1 if isinstance(path[-1], int) else None
        zh, en = (f"的第 {number} 项", f", entry {number},") if number else ("", "")
        return Text(
            f"{field}（{title}）{zh}",
            f"{field} ({node['x-en']['title']}){en}" if "x-en" in node else f"{field}{en}",
        )


@cache
def _extended(kind: str, additions: _Additions) -> dict[str, Any]:
    """The schema with the values that a place adds to its lists of allowed ones."""
    schema, added = kinds.schema(kind), dict(additions)
    if not any(added.values()):
        return schema
    schema = copy.deepcopy(schema)
    for definition in schema["$defs"].values():
        for prop in definition.get("properties", {}).values():
            prop.get("enum", []).extend(added.get(prop.get("x-extensible", ""), ()))
    return schema


@cache
def _whole(kind: str, additions: _Additions) -> jsonschema_rs.Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(_extended(kind, additions), validate_formats=True)


@cache
def _of_visible(kind: str, additions: _Additions) -> jsonschema_rs.Draft202012Validator:
    """The same without the pattern that every text has which is not blank: it is half of all that is asked of a list."""
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(_without_not_blank(_extended(kind, additions)), validate_formats=True)


def _without_not_blank(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            name: _without_not_blank(value)
            for name, value in node.items()
            if not (name == "pattern" and value == _NOT_BLANK)
        }
    return [*map(_without_not_blank, node)] if isinstance(node, list) else node


_NOT_BLANK = r"\S"


@cache
def item_validator(kind: str, additions: _Additions = ()) -> jsonschema_rs.Draft202012Validator:
    """For one item by itself: compiled when the first fault is looked for, which sound lists never pay for."""
    from jsonschema_rs import Draft202012Validator

    body = _extended(kind, additions)
    entry = {"$ref": body["properties"]["items"]["items"]["$ref"], "$defs": body["$defs"]}
    return Draft202012Validator(entry, validate_formats=True)
