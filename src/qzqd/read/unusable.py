"""Why qzqd.toml cannot be used, in plain words, with the place and an example of what is right."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qzqd.kinds import schema_at, title_of
from qzqd.locale import Text
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

    from qzqd.finding import DataPath

_AT = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"
_SAID = (
    (r"Cannot|Duplicate", "这个设置写了两次"),
    (r"Unclosed array|Expected .\]", "方括号没有配对"),
    (r"Unclosed inline", "花括号没有配对"),
    (r"Unterminated|Illegal character|Expected .\"", "引号没有配对"),
    (r"Invalid value", "值的写法不对：文字要加英文引号"),
    (r"Expected newline", "多写了内容：一行只写一个设置"),
    (r"Expected '='|Invalid statement|Invalid initial", "这一行应当写成“设置 = 值”"),
    (r"Unescaped", "引号里的反斜杠要写两个，或者改用单引号"),
    (r"Invalid date", "日期不对"),
)
"""What Python's reader of TOML says, and what it means."""


def syntax(error: TOMLDecodeError, text: str) -> Refused:
    """The refusal of a qzqd.toml that is not TOML, at the place that the parser names."""
    said = str(error)
    at = re.search(_AT, said)
    if at and at[1]:
        message = next((zh for pattern, zh in _SAID if re.match(pattern, said)), "这里的写法不对")
        start = LineIndex(text).starts[int(at[1]) - 1] + int(at[2]) - 1
    else:
        message = "到文件末尾还没有写完：括号或引号没有配对"
        start = len(text.rstrip())
    return Refused("QZ009", Problem(Text(message, said), value=said, offsets=(start, start + 1)))


def too_long(text: str) -> Refused:
    """A number that is longer than Python reads."""
    found = re.search(r"[0-9][0-9_]{4000,}", text)
    message = Text("数字太长", "a number with too many digits")
    return Refused("QZ009", Problem(message, offsets=found.span() if found else None))


def structure(error: Any, schema: dict[str, Any], text: str) -> Refused:
    """What the schema of the settings does not allow; `error` is the validator's."""
    path: DataPath = tuple(error.instance_path)
    name = error.kind.name
    if name == "additionalProperties":
        return _unknown(error.kind.unexpected[0], path, schema, text)
    if name == "required":
        key = error.kind.property
        message = Text(f"{_dotted(path)} 缺少 {key}", f"{_dotted(path)} lacks {key}")
        return setting_refused(text, path, message, _example((*path, key), schema))
    node = schema_at(schema, path)
    title = title_of(node) if "title" in node else Text(_dotted(path), "")
    value = json.dumps(error.instance, ensure_ascii=False)
    shown = value if len(value) <= 40 else value[:39] + "…"
    message = Text(
        f"设置 {_dotted(path)}（{title.zh}）的值不对：{shown}", f"{_dotted(path)} cannot be {shown}"
    )
    return setting_refused(text, path, message, _example(path, schema))


def setting_refused(text: str, path: DataPath, message: Text, help: Text | None = None) -> Refused:
    """One wrong setting: `path` leads to it from the top of the file."""
    return Refused("QZ009", Problem(message, help=help, value=_dotted(path), offsets=_place(text, path)))


def _unknown(key: str, path: DataPath, schema: dict[str, Any], text: str) -> Refused:
    from qzqd.text import did_you_mean, listed, suggest

    options = list(schema_at(schema, path).get("properties", ()))
    known = listed(options)
    otherwise = Text(f"可用的设置：{known.zh}", f"known settings: {known.en}")
    message = Text(f"未知设置 {key}", f"unknown setting {key}")
    return setting_refused(text, (*path, key), message, did_you_mean(suggest(key, options), otherwise))


def _example(path: DataPath, schema: dict[str, Any]) -> Text | None:
    """The allowed values, or the example of the nearest setting that has one."""
    node = schema_at(schema, path)
    if "enum" in node:
        return Text(f"可以是 {'、'.join(node['enum'])}", f"one of {', '.join(node['enum'])}")
    for length in range(len(path), 0, -1):
        node, key = schema_at(schema, path[:length]), path[length - 1]
        if isinstance(key, str) and "examples" in node:
            shown = f"{key} = {_toml(node['examples'][0])}"
            return Text(f"例如：{shown}", f"for example: {shown}")
    return None


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _dotted(path: DataPath) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _place(text: str, path: DataPath) -> tuple[int, int] | None:
    """Where the last key of `path` stands; a table that is repeated is counted."""
    at, place = 0, None
    for part, following in pairwise([*path, ""]):
        if isinstance(part, str):
            key = re.compile(
                rf"^[ \t]*(?:\[\[?[ \t]*)?[\"']?({re.escape(part)})\b|[{{,.][ \t]*[\"']?({re.escape(part)})[\"']?[ \t]*=",
                re.MULTILINE,
            )
            found = [match.span(match.lastindex or 0) for match in key.finditer(text, at)]
            if found:
                place = found[following if isinstance(following, int) and following < len(found) else 0]
                at = place[1]
    return place
