"""Every error of the schema validator in plain words, with what would mend it."""

from __future__ import annotations

import datetime
import json
import re
from typing import TYPE_CHECKING, Any, Literal
from unicodedata import normalize

from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.check.schema import Schema
    from qzqd.finding import DataPath

_TYPES: dict[str, Text] = {
    "string": Text("文字", "text"),
    "integer": Text("整数", "a whole number"),
    "number": Text("数字", "a number"),
    "boolean": Text("true 或 false", "true or false"),
    "array": Text("列表", "a list"),
    "object": Text("若干“字段: 值”", "a set of fields"),
    "null": Text("空值", "nothing"),
}
_LOOSE_DATE = re.compile(
    r"\s*([0-9]{4})\s*[-./年－—．／]\s*([0-9]{1,2})\s*[-./月－—．／]\s*([0-9]{1,2})\s*日?\s*|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_IN_CHINESE_QUOTES = re.compile("[“”‘’＂]([^“”‘’＂]*)[“”‘’＂]")
_MEANT_FIELD = re.compile(r"[^\s：]{1,30}：")
_SEPARATORS = re.compile("[、，,；;](?![^（()）]{0,200}+[）)])")  # not inside brackets: 镇（乡、街道）
_SERIAL = re.compile("[2-6][0-9]{4}")
"""A day of 1954 to 2091 as Excel keeps it."""
_SHOWN = 12


def _type_of(value: object) -> str:
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
    return names.get(type(value), "null")


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"


def _example(node: dict[str, Any]) -> Text | None:
    if hint := node.get("x-hint"):
        return Text(hint["zh"], hint["en"])
    if examples := node.get("examples"):
        text = json.dumps(examples[0], ensure_ascii=False)
        return Text(f"例如：{text}", f"for example: {text}")
    return None


def _type(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    types = error.kind.types
    value, label = error.instance, schema.label(path)
    wanted = Text(
        "或".join(_TYPES[name].zh for name in types), " or ".join(_TYPES[name].en for name in types)
    )
    node = schema.at(path)
    fix: str | None = None
    if cited := _cited(schema, error, path):
        yield cited
        return
    if isinstance(value, str) and "string" not in types and _MEANT_FIELD.match(value):
        yield full_width_colon(value, path)
        return
    if value is None:
        message = Text(f"{label.zh}没有值", f"{label.en} has no value")
        help: Text | None = Text("填上值，或删去这一行", "fill it in, or delete the line")
    else:
        got = _TYPES[_type_of(value)]
        message = Text(
            f"{label.zh}应当是{wanted.zh}，这里是{got.zh}", f"{label.en} should be {wanted.en}, not {got.en}"
        )
        help = _example(node)
        if "string" in types and not isinstance(value, list | dict):
            text = meant_date(str(value)) or json.dumps(value)
            if _fits(text, node):
                help = Text(f'加上引号：写成 "{text}"', f'quote it: write "{text}"')
                fix = text if isinstance(value, int) and not isinstance(value, bool) else None
        elif isinstance(value, list) and "integer" in types and all(map(_is_number, value)):
            each = "、".join(map(str, value))
            help = Text(f"只能写一个：分成几项，各写 {each}", f"only one: make several entries, with {each}")
        elif types == ["array"] and isinstance(value, str) and "$ref" not in node.get("items", {}):
            parts = ", ".join(part.strip() for part in _SEPARATORS.split(value) if part.strip())
            help = Text(f"写成列表：[{parts}]", f"write a list: [{parts}]")
        elif types == ["integer"] and isinstance(value, str) and value.isdecimal():
            help = Text(f"去掉引号：写成 {int(value)}", f"without quotes: write {int(value)}")
    yield Problem(message, path, help, value=_short(value), fix=fix)


def _cited(schema: Schema, error: Any, path: DataPath) -> Problem | None:
    """What to say of citations that people have written as text in place of their entries."""
    value, types = error.instance, error.kind.types
    if not isinstance(value, str) or types not in (["array"], ["object"]):
        return None
    entry = schema.at((*path, 0) if types == ["array"] else path)
    if entry.get("properties", {}).get("law", {}).get("x-refers") != "law":
        return None
    from qzqd.check.basis_text import structured

    return structured(value, path, schema.label(path))


def _is_number(value: object) -> bool:
    return isinstance(value, int)


def _fits(text: str, node: dict[str, Any]) -> bool:
    """Whether the text would have the form that is asked for, so that the advice to quote it is right."""
    return bool(re.search(node.get("pattern", ""), text))


def _enum(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    from qzqd.kinds.forms import glossed
    from qzqd.text import suggest

    options = [
        str(option)
        for option in (error.kind.options if error.kind.name == "enum" else [error.kind.expected_value])
    ]
    label, value = schema.label(path), _short(error.instance)
    message = Text(f"{label.zh}不能是“{value}”", f"{label.en} cannot be “{value}”")
    shown, described = options[:_SHOWN], schema.at(path).get("description", "")
    listed = "、".join(glossed(option, described) for option in shown)
    help = Text(f"可以是：{listed}", f"one of: {', '.join(shown)}")
    if guess := suggest(str(error.instance), options):
        help = Text(f"是否想写 {guess}？{help.zh}", f"did you mean {guess}? {help.en}")
    yield Problem(message, path, _chinese_quotes(error.instance) or help, value=value)


def _unknown(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    for key in error.kind.unexpected:
        guess = meant_field(schema, key, error, path)
        if guess and key.startswith(f"{guess}："):
            yield full_width_colon(key, (*path, key), "key")
            continue
        help = Text(f"是否想写 {guess}？", f"did you mean {guess}?") if guess else None
        yield Problem(Text(f"未知字段 {key}", f"unknown field {key}"), (*path, key), help, "key", key)


def meant_field(schema: Schema, key: str, error: Any, path: DataPath) -> str | None:
    """The field that an unknown `key` is the title of, holds before a full-width colon, or is a slip for."""
    field, colon, _ = key.partition("：")
    known = schema.at(path).get("properties", {})
    if colon and field in known:
        return field
    titles = {prop.get("title"): name for name, prop in known.items() if name not in error.instance}
    return titles.get(key) or schema.guess(key, path, error.instance)


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
    help = _example(schema.at((*path, field)))
    if field == "items" and "records" in error.instance:
        help = Text("记录都在表格里的，写 items: []", "where all records are in the table, write items: []")
    message = Text(f"缺少字段 {label.zh}", f"missing field {label.en}")
    yield Problem(message, path, help, value=field)


def _pattern(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label, node, text = schema.label(path), schema.at(path), str(error.instance)
    value = _short(text)
    if not text.strip():
        yield Problem(Text(f"{label.zh}是空的", f"{label.en} is empty"), path, _example(node), value=value)
        return
    message = Text(f"{label.zh}的格式不对：{value}", f"{label.en} has the wrong form: {value}")
    help = _chinese_quotes(text) or (_number(text) if "integer" in node.get("type", ()) else None)
    yield Problem(message, path, help or _example(node), value=value)


def _chinese_quotes(value: object) -> Text | None:
    """Quotation marks as Word writes them are part of the text for YAML."""
    if match := _IN_CHINESE_QUOTES.fullmatch(str(value)):
        inner = match.group(1)
        return Text(f'用了中文引号，改成英文引号："{inner}"', f'Chinese quotation marks: write "{inner}"')
    return None


def _number(value: str) -> Text | None:
    """The number of an article that was written as text: `"34"` or 第三十四条."""
    from qzqd.law.basis import basis_of

    cited = [{"article": int(value)}] if value.isdigit() else basis_of(f"《法》{value}")[0]
    numbers = [entry["article"] for entry in cited if "article" in entry]
    if len(numbers) > 1:
        each = "、".join(map(str, numbers))
        return Text(f"每条写成一项依据，article 分别是 {each}", f"one entry each, with the articles {each}")
    if numbers and isinstance(numbers[0], int):
        return Text(f"写成数字，不加引号：{numbers[0]}", f"write the number, without quotes: {numbers[0]}")
    return Text(f'写成 "{numbers[0]}"', f'write "{numbers[0]}"') if numbers else None


def _format(schema: Schema, error: Any, path: DataPath) -> Iterator[Problem]:
    label, value = schema.label(path), str(error.instance)
    message = Text(
        f"{label.zh}不是有效的日期：“{_short(value)}”", f"{label.en} is not a valid date: “{_short(value)}”"
    )
    date = meant_date(value)
    help = Text(f'写成 "{date}"', f'write "{date}"') if date else _no_date(value)
    yield Problem(message, path, help, value=_short(value), fix=date)


def _no_date(value: str) -> Text:
    """What keeps a text from being a date."""
    quoted = _IN_CHINESE_QUOTES.fullmatch(value)
    inner = normalize("NFKC", quoted[1] if quoted else value)
    if inner != value and (date := meant_date(inner)):
        zh, en = ("中文引号", "Chinese quotation marks") if quoted else ("全角字符", "full-width characters")
        return Text(f'用了{zh}：写成 "{date}"', f'{en}: write "{date}"')
    if _LOOSE_DATE.fullmatch(value):
        return Text("日历上没有这一天，请核对", "there is no such day in the calendar: check it")
    if _SERIAL.fullmatch(value):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
        return Text(
            f"这是 Excel 里日期的序号，即 {day}：把这一列设成日期格式",
            f"this is how Excel counts days, for {day}: format the column as dates",
        )
    return Text('日期写成 年-月-日，例如 "2025-01-31"', 'write year-month-day, such as "2025-01-31"')


def meant_date(value: str) -> str | None:
    """The ISO date that 2025/6/3, 2025.6.3, 20250603 or 2025年6月3日 is; None for anything else."""
    if match := _LOOSE_DATE.fullmatch(value):
        try:
            return datetime.date(*(int(part) for part in match.groups() if part)).isoformat()
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


_SHORT = _limits(
    "{label}是空的或太短，至少 {limit} 个字", "{label} is empty or too short: at least {limit} characters"
)
_LONG = _limits("{label}太长，最多 {limit} 个字", "{label} is too long: at most {limit} characters")
_LOW = _limits("{label}不能小于 {limit}", "{label} cannot be less than {limit}")
_HIGH = _limits("{label}不能大于 {limit}", "{label} cannot be more than {limit}")
_ABOVE = _limits("{label}应当大于 {limit}", "{label} should be more than {limit}")
_BELOW = _limits("{label}应当小于 {limit}", "{label} should be less than {limit}")
_FEW = _limits("{label}至少要有 {limit} 项", "{label} needs at least {limit} entries")
_MANY = _limits("{label}最多 {limit} 项", "{label} may have at most {limit} entries")
_STEP = _limits("{label}不是规定的倍数", "{label} is not a multiple of what is asked")
_TWICE = _limits("{label}里有重复的值", "{label} holds the same value twice")

MESSAGES: dict[str, tuple[str, Callable[[Schema, Any, DataPath], Iterator[Problem]]]] = {
    "type": ("QZ102", _type),
    "enum": ("QZ103", _enum),
    "const": ("QZ103", _enum),
    "additionalProperties": ("QZ104", _unknown),
    "unevaluatedProperties": ("QZ104", _unknown),
    "required": ("QZ101", _missing),
    "minLength": ("QZ107", _SHORT),
    "maxLength": ("QZ107", _LONG),
    "pattern": ("QZ105", _pattern),
    "format": ("QZ106", _format),
    "minimum": ("QZ109", _LOW),
    "maximum": ("QZ109", _HIGH),
    "exclusiveMinimum": ("QZ109", _ABOVE),
    "exclusiveMaximum": ("QZ109", _BELOW),
    "multipleOf": ("QZ109", _STEP),
    "minItems": ("QZ108", _FEW),
    "maxItems": ("QZ108", _MANY),
    "minProperties": ("QZ108", _FEW),
    "maxProperties": ("QZ108", _MANY),
    "uniqueItems": ("QZ108", _TWICE),
}
"""By the validator's name of the error: our code, and how to tell it. All others are constraints of local schemas."""

RANK = {name: rank for rank, name in enumerate(MESSAGES)}
"""Which of several errors of one value is told: the most telling comes first."""
