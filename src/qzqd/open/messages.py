"""Every error of the schema validator in plain words, with what would mend it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from qzqd.locale import Text
from qzqd.open.advice import (
    as_field,
    chinese_quotes,
    example,
    expected_form,
    listing_advice,
    no_date,
    value_text,
    why_not,
)
from qzqd.open.remedies import value_meant
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.finding import DataPath
    from qzqd.open.schema import Schema

_TYPES: dict[str, Text] = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("true 或 false", "true or false"),
    "array": Text("列表", "a list"),
    "object": Text("若干“字段: 值”", "a set of fields"),
    "null": Text("空值", "nothing"),
}
_MEANT_FIELD = regex(r"[^\s：]{1,30}：")
_SHOWN = 12


def _type_of(value: object) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"


def _type(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    types = error.kind.types
    value, label, node = error.instance, schema.label(path), schema.at(path)
    if cited := _cited(schema, error, path):
        yield cited
        return
    if isinstance(value, str) and "string" not in types and _MEANT_FIELD.match(value):
        yield full_width_colon(value, path)
        return
    if value is None:
        message = Text(f"{label.zh}没有值", f"{label.en} has no value")
        yield Problem(message, path, _left_empty(schema, node, path), value=_short(value))
        return
    wanted = Text("或", " or ").join(_TYPES[name] for name in types)
    got = _TYPES[_type_of(value)]
    message = Text(
        f"{label.zh}应当是{wanted.zh}，这里是{got.zh}", f"{label.en} should be {wanted.en}, not {got.en}"
    )
    right = value_meant(value, node)
    several = _several(str(path[-1]), value) if "integer" in types and path else None
    help = (
        value_text(value, right)
        or listing_advice(value, node)
        or several
        or why_not(value, node)
        or example(node)
    )
    yield Problem(message, path, help, value=_short(value), fix=right)


def _cited(schema: Schema, error: Any, path: DataPath) -> Problem | None:
    """What to say of citations that people have written as text in place of their entries."""
    value, types = error.instance, error.kind.types
    if not isinstance(value, str) or types not in (["array"], ["object"]):
        return None
    entry = schema.at((*path, 0) if types == ["array"] else path)
    if entry.get("properties", {}).get("law", {}).get("x-refers") != "law":
        return None
    from qzqd.open.basis_text import basis_from_text

    return basis_from_text(value, path, schema.label(path))


def _several(field: str, value: object) -> Text | None:
    """What to do about numbers where one is asked for."""
    if not isinstance(value, list) or not all(isinstance(entry, int) for entry in value):
        return None
    each = "、".join(map(str, value))
    return Text(
        f"一处只能写一个：把“- ”开头的这一项照样写成 {len(value)} 项，{field} 各写 {each}",
        f"only one: write the entry that begins with “- ” {len(value)} times, with {field} {each}",
    )


def _left_empty(schema: Schema, node: dict[str, Any], path: DataPath) -> Text:
    """What to do about a field without a value; one that is required cannot be left out."""
    if path and path[-1] not in schema.at(path[:-1]).get("required", ()):
        return Text("填上值，或删去这一行", "fill it in, or delete the line")
    shown = example(node)
    if shown is None:
        return Text("填上值", "fill it in")
    if "array" in node.get("type", ()):
        below = Text(
            f"从下一行写起，每项前面空两格，{shown.zh}",
            f"begin on the next line, after two spaces, {shown.en}",
        )
        if node.get("minItems"):
            return below
        return Text(
            f"一项也没有的，写成 {path[-1]}: []；有的{below.zh}", f"none: {path[-1]}: []; else {below.en}"
        )
    return Text(f"填上值，{shown.zh}", f"fill it in, {shown.en}")


def _enum(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    from qzqd.kinds.forms import glossed

    options = [
        str(option)
        for option in (error.kind.options if error.kind.name == "enum" else [error.kind.expected_value])
    ]
    label, value = schema.label(path), _short(error.instance)
    message = Text(f"{label.zh}不能是“{value}”", f"{label.en} cannot be “{value}”")
    if "；" in value or "、" in value:
        message = Text(f"{message.zh}：一处只写一个", f"{message.en}: one only")
    shown = options[:_SHOWN]
    described = schema.at(path).get("description") or schema.at(path[:-1]).get("description", "")
    listed = "、".join(glossed(option, described) for option in shown)
    help = Text(f"可以是：{listed}", f"one of: {', '.join(shown)}")
    right = value_meant(error.instance, {"enum": options})
    near = _near(str(error.instance), options)
    if near:
        question = "、".join(glossed(option, described) for option in near)
        help = Text(f"是否想写 {question}？{help.zh}", f"did you mean {' or '.join(near)}? {help.en}")
    yield Problem(message, path, value_text(error.instance, right) or help, value=value, fix=right)


def _near(value: str, options: list[str]) -> list[str]:
    """The options that a short form may stand for, as 法规 for 行政法规 and 地方性法规; else the likely slip."""
    from qzqd.text import suggest

    word = value.replace("其它", "其他").strip()
    longer = [option for option in options if len(word) > 1 and word in option]
    shorter = [option for option in options if len(option) > 1 and option in word]
    if longer or shorter:
        return longer or sorted(shorter, key=len)[-1:]
    guess = suggest(value, options)
    return [guess] if guess else []


def _unknown(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    for key in error.kind.unexpected:
        guess = meant_field(schema, key, error, path)
        if guess and key.startswith(f"{guess}："):
            yield full_width_colon(key, (*path, key), "key")._replace(unsure=(guess,))
            continue
        help = Text(f"是否想写 {guess}？", f"did you mean {guess}?") if guess else None
        fix = guess if guess and _is_called(schema, path, key, guess) else None
        if fix:
            help = Text(f"字段名写成 {fix}", f"the field is called {fix}")
        yield Problem(
            Text(f"未知字段 {key}", f"unknown field {key}"),
            (*path, key),
            help,
            "key",
            key,
            fix=fix,
            unsure=(guess,) if guess else (),
        )


def _is_called(schema: Schema, path: DataPath, key: str, field: str) -> bool:
    """Whether `key` is another way to write the name of a field, and no slip for it."""
    title = schema.at((*path, field)).get("title")
    return key == title or _folded(key) == _folded(field)


def _folded(name: str) -> str:
    return normalize("NFKC", name).strip().casefold().replace("-", "_").replace(" ", "_")


def meant_field(schema: Schema, key: str, error: Any, path: DataPath) -> str | None:
    """The field that an unknown `key` is the title of, holds before a full-width colon, or is a slip for."""
    field, colon, _ = key.partition("：")
    known = schema.at(path).get("properties", {})
    if colon and field in known:
        return field
    names: dict[str, str] = {_folded(name): name for name in known}
    titles: dict[str, str] = {prop.get("title"): name for name, prop in known.items()}
    exact = titles.get(key) or names.get(_folded(key))
    if exact and exact not in error.instance:
        return exact
    return schema.guess(key, path, error.instance)


def full_width_colon(text: str, path: DataPath, at: Literal["value", "key"] = "value") -> Problem:
    """What was meant as a field became a text, because its colon is full-width."""
    place = text.index("：")
    return Problem(
        Text("字段名后面用了全角冒号“：”", "a full-width colon after the field name"),
        path,
        Text("改成半角冒号加空格“: ”", "use an ASCII colon and a space"),
        at,
        value=text[:40],
        within=(place, place + 1),
        code="QZ012",
    )


def _missing(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    field = error.kind.property
    label = schema.label((*path, field))
    node = schema.at((*path, field))
    help = example(node) if "x-hint" in node else as_field(field, node)
    if field == "items" and "records" in error.instance:
        help = Text("记录都在表格里的，写 items: []", "where all records are in the table, write items: []")
    message = Text(f"缺少字段 {label.zh}", f"missing field {label.en}")
    yield Problem(message, path, help, value=field, unsure=(field,))


def _pattern(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label, node, text = schema.label(path), schema.at(path), str(error.instance)
    value = _short(text)
    if not text.strip():
        yield Problem(Text(f"{label.zh}是空的", f"{label.en} is empty"), path, example(node), value=value)
        return
    right = value_meant(text, node)
    message = Text(f"{label.zh}的格式不对：{value}", f"{label.en} has the wrong form: {value}")
    articles = _articles(text) if "integer" in node.get("type", ()) and right is None else None
    help = (
        chinese_quotes(text, right)
        or value_text(text, right)
        or articles
        or why_not(text, node)
        or expected_form(node)
    )
    yield Problem(message, path, help, value=value, fix=right)


def _articles(value: str) -> Text | None:
    """What to write of articles in words that are more than the number of one: 第五条、第七条, 第五条第二款."""
    from qzqd.law.basis import basis_of

    cited = [entry for entry in basis_of(f"《法》{value}")[0] if "article" in entry]
    if len(cited) > 1:
        each = "、".join(str(entry["article"]) for entry in cited)
        return Text(f"每条写成一项依据，article 分别是 {each}", f"one entry each, with the articles {each}")
    written = {name: json.dumps(part) for entry in cited for name, part in entry.items() if name != "law"}
    if written.keys() == {"article"}:
        return Text(f"写成 {written['article']}", f"write {written['article']}")
    fields = ", ".join(f"{name}: {part}" for name, part in written.items())
    return Text(f"分开写：{fields}", f"write: {fields}") if fields else None


def _format(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label, node, value = schema.label(path), schema.at(path), str(error.instance)
    message = Text(
        f"{label.zh}不是有效的日期：“{_short(value)}”", f"{label.en} is not a valid date: “{_short(value)}”"
    )
    date = value_meant(value, node)
    yield Problem(message, path, no_date(value, node, date), value=_short(value), fix=date)


def _limits(zh: str, en: str) -> Callable[[Schema, Any, DataPath], Iterator[Problem]]:
    def tell(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
        label, limit = schema.label(path), getattr(error.kind, "limit", "")
        value = _short(error.instance)
        message = Text(zh.format(label=label.zh, limit=limit), en.format(label=label.en, limit=limit))
        yield Problem(message, path, example(schema.at(path)), value=value)

    return tell


def other(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label = schema.label(path)
    message = Text(
        f"{label.zh}不符合本地格式要求（{error.kind.name}）",
        f"{label.en} breaks a local constraint ({error.kind.name})",
    )
    help = Text(
        f"约束在本地格式文件的 /{'/'.join(map(str, error.schema_path))}",
        f"the local schema says so at /{'/'.join(map(str, error.schema_path))}",
    )
    yield Problem(message, path, help, value=error.kind.name)


_FEW = _limits("{label}至少要有 {limit} 项", "{label} needs at least {limit} entries")
_MANY = _limits("{label}最多 {limit} 项", "{label} may have at most {limit} entries")

MESSAGES: dict[str, tuple[str, Callable[[Schema, Any, DataPath], Iterator[Problem]]]] = {
    "type": ("QZ102", _type),
    "enum": ("QZ103", _enum),
    "const": ("QZ103", _enum),
    "additionalProperties": ("QZ104", _unknown),
    "unevaluatedProperties": ("QZ104", _unknown),
    "required": ("QZ101", _missing),
    "minLength": (
        "QZ107",
        _limits(
            "{label}是空的或太短，至少 {limit} 个字",
            "{label} is empty or too short: at least {limit} characters",
        ),
    ),
    "maxLength": (
        "QZ107",
        _limits("{label}太长，最多 {limit} 个字", "{label} is too long: at most {limit} characters"),
    ),
    "pattern": ("QZ105", _pattern),
    "format": ("QZ106", _format),
    "minimum": ("QZ109", _limits("{label}不能小于 {limit}", "{label} cannot be less than {limit}")),
    "maximum": ("QZ109", _limits("{label}不能大于 {limit}", "{label} cannot be more than {limit}")),
    "exclusiveMinimum": ("QZ109", _limits("{label}应当大于 {limit}", "{label} should be more than {limit}")),
    "exclusiveMaximum": ("QZ109", _limits("{label}应当小于 {limit}", "{label} should be less than {limit}")),
    "multipleOf": ("QZ109", _limits("{label}不是规定的倍数", "{label} is not a multiple of what is asked")),
    "minItems": ("QZ108", _FEW),
    "maxItems": ("QZ108", _MANY),
    "minProperties": ("QZ108", _FEW),
    "maxProperties": ("QZ108", _MANY),
    "uniqueItems": ("QZ108", _limits("{label}里有重复的值", "{label} holds the same value twice")),
}
"""By the validator's name of the error: our code, and how to tell it. All others are constraints of local schemas."""

RANK = {name: rank for rank, name in enumerate(MESSAGES)}
"""Which of several errors of one value is told: the most telling comes first."""
