"""Held against the JSON Schema of its kind: every error of the validator in plain words."""

from __future__ import annotations

import copy
import datetime
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.finding import DataPath
    from qzqd.read.config import Config

_TYPES: dict[str, Text] = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("true 或 false", "true or false"),
    "array": Text("列表", "a list"),
    "object": Text("若干“字段: 值”", "a set of fields"),
    "null": Text("空值", "nothing"),
}
_LOOSE_DATE = re.compile(r"\s*([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*日?\s*")
_SHOWN = 12


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
        errors.sort(key=lambda error: _RANK.get(error.kind.name, len(_RANK)))
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
            code, tell = MESSAGES.get(name, ("QZ111", _other))
            for problem in tell(self, error, path):
                yield code, problem

    def _mistyped(self, errors: list[Any]) -> set[tuple[DataPath, str]]:
        """Fields that are missing only because their name is misspelt: the unknown name is the cause."""
        return {
            (tuple(error.instance_path), guess)
            for error in errors
            if error.kind.name == "additionalProperties"
            for key in error.kind.unexpected
            if (guess := self._guess(key, tuple(error.instance_path), error.instance))
        }

    def _guess(self, key: str, path: DataPath, instance: dict[str, Any]) -> str | None:
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


def _type_of(value: object) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"


def _example(node: dict[str, Any]) -> Text | None:
    if examples := node.get("examples"):
        text = json.dumps(examples[0], ensure_ascii=False)
        return Text(f"例如：{text}", f"for example: {text}")
    return None


def _type(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    types = error.kind.types
    value, label = error.instance, schema.label(path)
    wanted = Text(
        " 或 ".join(_TYPES[name].zh for name in types), " or ".join(_TYPES[name].en for name in types)
    )
    node = schema.at(path)
    fix: str | None = None
    if value is None:
        message = Text(f"{label.zh} 没有值", f"{label.en} has no value")
        help: Text | None = Text("填上值，或删去这一行", "fill it in, or delete the line")
    else:
        got = _TYPES[_type_of(value)]
        message = Text(
            f"{label.zh} 应当是{wanted.zh}，这里是{got.zh}", f"{label.en} should be {wanted.en}, not {got.en}"
        )
        help = _example(node)
        if "string" in types and not isinstance(value, list | dict):
            text = json.dumps(value)
            help = Text(f'加上引号：写成 "{text}"', f'quote it: write "{text}"')
            fix = text if isinstance(value, int) and not isinstance(value, bool) else None
        elif types == ["array"] and not isinstance(value, dict):
            help = Text(f"写成列表：[{_short(value)}]", f"write a list: [{_short(value)}]")
    yield Problem(message, path, help, value=_short(value), fix=fix)


def _enum(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    from qzqd.text import suggest

    options = [
        str(option)
        for option in (error.kind.options if error.kind.name == "enum" else [error.kind.expected_value])
    ]
    label, value = schema.label(path), _short(error.instance)
    message = Text(f"{label.zh} 不能是“{value}”", f"{label.en} cannot be “{value}”")
    listed = "、".join(options[:_SHOWN]), ", ".join(options[:_SHOWN])
    help = Text(f"可以是：{listed[0]}", f"one of: {listed[1]}")
    if guess := suggest(str(error.instance), options):
        help = Text(f"是否想写 {guess}？{help.zh}", f"did you mean {guess}? {help.en}")
    yield Problem(message, path, help, value=value)


def _unknown(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    for key in error.kind.unexpected:
        guess = schema._guess(key, path, error.instance)
        help = Text(f"是否想写 {guess}？", f"did you mean {guess}?") if guess else None
        yield Problem(Text(f"未知字段 {key}", f"unknown field {key}"), (*path, key), help, "key", key)


def _missing(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    field = error.kind.property
    label = schema.label((*path, field))
    help = _example(schema.at((*path, field)))
    message = Text(f"缺少字段 {label.zh}", f"missing field {label.en}")
    yield Problem(message, path, help, value=field)


def _pattern(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label = schema.label(path)
    value = _short(error.instance)
    if not value.strip():
        message = Text(f"{label.zh} 是空的", f"{label.en} is empty")
    else:
        message = Text(f"{label.zh} 的格式不对：“{value}”", f"{label.en} has the wrong form: “{value}”")
    yield Problem(message, path, _example(schema.at(path)), value=value)


def _format(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label, value = schema.label(path), str(error.instance)
    message = Text(
        f"{label.zh} 不是有效的日期：“{_short(value)}”", f"{label.en} is not a valid date: “{_short(value)}”"
    )
    date = _meant_date(value)
    help = Text(f'写成 "{date or "2025-01-31"}"', f'write "{date or "2025-01-31"}"')
    yield Problem(message, path, help, value=_short(value), fix=date)


def _meant_date(value: str) -> str | None:
    if match := _LOOSE_DATE.fullmatch(value):
        try:
            return datetime.date(*map(int, match.groups())).isoformat()
        except ValueError:
            return None
    return None


def _limits(zh: str, en: str) -> Callable[[Schema, Any, DataPath], Iterator[Problem]]:
    def tell(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
        label, limit = schema.label(path), getattr(error.kind, "limit", "")
        value = _short(error.instance)
        message = Text(zh.format(label=label.zh, limit=limit), en.format(label=label.en, limit=limit))
        yield Problem(message, path, _example(schema.at(path)), value=value)

    return tell


def _other(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label = schema.label(path)
    message = Text(
        f"{label.zh} 不符合本地格式要求（{error.kind.name}）",
        f"{label.en} breaks a local constraint ({error.kind.name})",
    )
    help = Text(
        f"约束在本地格式文件的 /{'/'.join(map(str, error.schema_path))}",
        f"the local schema says so at /{'/'.join(map(str, error.schema_path))}",
    )
    yield Problem(message, path, help, value=error.kind.name)


_LENGTH = _limits(
    "{label} 的长度超出范围（界限 {limit} 个字）",
    "{label} is too short or too long (limit {limit} characters)",
)
_NUMBER = _limits("{label} 的数值超出范围（界限 {limit}）", "{label} is out of range (limit {limit})")
_COUNT = _limits(
    "{label} 的项数超出范围（界限 {limit}）", "{label} has too few or too many entries (limit {limit})"
)
_TWICE = _limits("{label} 里有重复的值", "{label} holds the same value twice")

MESSAGES: dict[str, tuple[str, Callable[[Schema, Any, DataPath], Iterator[Problem]]]] = {
    "type": ("QZ102", _type),
    "enum": ("QZ103", _enum),
    "const": ("QZ103", _enum),
    "additionalProperties": ("QZ104", _unknown),
    "unevaluatedProperties": ("QZ104", _unknown),
    "required": ("QZ101", _missing),
    "minLength": ("QZ107", _LENGTH),
    "maxLength": ("QZ107", _LENGTH),
    "pattern": ("QZ105", _pattern),
    "format": ("QZ106", _format),
    "minimum": ("QZ109", _NUMBER),
    "maximum": ("QZ109", _NUMBER),
    "exclusiveMinimum": ("QZ109", _NUMBER),
    "exclusiveMaximum": ("QZ109", _NUMBER),
    "multipleOf": ("QZ109", _NUMBER),
    "minItems": ("QZ108", _COUNT),
    "maxItems": ("QZ108", _COUNT),
    "minProperties": ("QZ108", _COUNT),
    "maxProperties": ("QZ108", _COUNT),
    "uniqueItems": ("QZ108", _TWICE),
}
"""By the validator's name of the error: our code, and how to tell it. All others are constraints of local schemas."""

_RANK = {name: rank for rank, name in enumerate(MESSAGES)}
