"""What may be written in a field, in words, from its schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.kinds import named, title_of
from qzqd.locale import Text
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FORMS = {
    r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$": Text("年份或日期", "a year or a date"),
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$": Text(
        "字母、数字和 . _ -，最长 64 个", "letters, digits and . _ -, at most 64"
    ),
    r"^[a-z0-9][a-z0-9._/-]{0,127}$": Text(
        "小写字母、数字和 . _ - /，最长 128 个", "lower-case letters, digits and . _ - /, at most 128"
    ),
    r"^QZ[0-9]{3}$": Text("规则编号", "code of a rule"),
    r"^[0-9]{6}([0-9]{3}([0-9]{3})?)?$": Text("6、9 或 12 位数字", "6, 9 or 12 digits"),
    r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15}|[0-9A-Z]{18})$": Text(
        "6、9、12 或 15 位数字，或者 18 位统一社会信用代码",
        "6, 9, 12 or 15 digits, or a unified code of 18 characters",
    ),
    r"^https?://[^\s]+$": Text("http 或 https 网址", "an http or https address"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$": Text(
        '日期和时间，如 "2025-03-03 14:05"', 'day and time, as "2025-03-03 14:05"'
    ),
    r"^[0-9]{4}(-[0-9]{2})?$": Text("年份或年月", "a year or a month"),
    r"^[^/\\]+\.(csv|xlsx)$": Text("同一文件夹里的 .csv 或 .xlsx", "a .csv or .xlsx in the same folder"),
    r"^[1-9][0-9]{0,3}-[1-9][0-9]{0,3}$": Text(
        '或者 "32-1"（第三十二条之一）、"32-35"（第三十二条至第三十五条）这样的文字',
        'or a text: "32-1" is article 32 bis, "32-35" a range',
    ),
    r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$": Text("年份、年月或日期", "a year, a month or a date"),
    r"^[0-9a-f]{64}$": Text("64 位数字和 a–f", "64 digits and letters from a to f"),
    r"[A-Z]{1,3}[1-9][0-9]{0,6}$": Text("工作表!单元格", "sheet!cell"),
    r"^[0-9A-Z]{31}$": Text("31 位数字和大写字母", "31 digits and capitals"),
    r"^[0-9A-Z]{33}$": Text("33 位数字和大写字母", "33 digits and capitals"),
    r"^([0-9A-Z]{12}|[0-9A-Z]{14}|[0-9A-Z]{1,14}-[0-9A-Z-]{0,14}[0-9A-Z])$": Text(
        "12 或 14 位数字和大写字母，或者用 - 分段", "12 or 14 digits and capitals, or parts joined by -"
    ),
    r"^[0-9A-Za-z-]{1,64}$": Text("字母、数字和 -，最长 64 个", "letters, digits and -, at most 64"),
}
"""Patterns in words; one of a kind of somebody else may have none, and is shown as it is."""

_TARGETS = {
    "unit": Text("核对单位登记簿", "checked against the register of units"),
    "office": Text("核对单位登记簿里的内设机构", "checked against the offices in the register of units"),
    "department": Text("核对单位登记簿里的部门", "checked against the departments in the register of units"),
    "body": Text(
        "核对单位登记簿里的部门、单位和内设机构；区级部门、街道办事处这样泛指的除外",
        "checked against departments, units and offices in the register of units, unless it is a whole class of bodies",
    ),
    "law": Text("核对法规登记簿", "checked against the register of laws"),
    "item": Text("本清单的事项编号", "id of an item of this list"),
    "upstream": Text("上级清单的事项编号", "id of an item of the upstream list"),
    "catalogue": Text("清单编号", "id of a list"),
}


def value_constraints(
    prop: dict[str, Any], refer: Callable[[str], Text], literal: Callable[[str], str] = str
) -> Iterator[Text]:
    """Everything that is asked of the value, one line a constraint.

    refer: words that lead to a definition, by its name. literal: how what stands in the file is marked.
    """
    if "const" in prop:
        yield _verbatim([prop["const"]], literal)
    elif "$ref" in prop:
        yield refer(named(prop))
    elif "enum" in prop:
        yield _verbatim(prop["enum"], literal)
    elif "items" in prop:
        least = prop.get("minItems", 0)
        yield (
            Text("列表", "a list")
            if least < 2
            else Text(f"列表，至少 {least} 项", f"a list of at least {least}")
        )
        yield from value_constraints(prop["items"], refer, literal)
    elif "additionalProperties" in prop:
        yield Text("若干“名称: 值”", "“name: value” pairs")
        yield from value_constraints(prop["additionalProperties"], refer, literal)
    else:
        yield from _scalar(prop, literal)
    if "x-refers" in prop:
        yield _TARGETS[prop["x-refers"]]
    if setting := prop.get("x-extensible"):
        code = literal(setting)
        yield Text(f"可在 qzqd.toml 的 {code} 增加", f"{code} in qzqd.toml adds to them")


def definition_headings(schema: dict[str, Any]) -> dict[str, Text]:
    """The heading of each definition, by its name: the title of the field that first refers to it."""
    headings: dict[str, Text] = {}
    for node in (schema, *schema["$defs"].values()):
        for prop in node["properties"].values():
            inner = prop.get("items", prop)
            if "$ref" in inner:
                headings.setdefault(named(inner), title_of(prop))
    return headings


def glossed(option: str, described: str) -> str:
    """An allowed value with its meaning in brackets where it is English: `positive（准入）`."""
    gloss = meaning(option, described)
    return f"{option}（{gloss}）" if gloss else option


_STOP = regex("[；。]")


def meaning(option: object, described: str) -> str:
    """What the description of a field says of an English value; nothing for a Chinese one, nor for yes and no."""
    if not isinstance(option, str) or not option.isascii():
        return ""
    at = described.find(f"{option} ")
    while at > 0 and (described[at - 1].isalnum() or described[at - 1] in "_-"):  # a part of another word
        at = described.find(f"{option} ", at + 1)
    return _STOP.split(described[at + len(option) + 1 :], maxsplit=1)[0] if at >= 0 else ""


def _verbatim(values: list[str | bool], literal: Callable[[str], str]) -> Text:
    marked = [literal(value if isinstance(value, str) else str(value).lower()) for value in values]
    return Text("、".join(marked), ", ".join(marked))


def _scalar(prop: dict[str, Any], literal: Callable[[str], str]) -> Iterator[Text]:
    pattern, types = prop.get("pattern"), prop.get("type", ())
    if "integer" in types:
        least, most = prop["minimum"], f"{prop['maximum']:,}"
        yield Text(f"整数，{least} 至 {most}", f"a whole number, {least} to {most}")
    if prop.get("format") == "date":
        yield Text("日期", "a date")
    elif pattern in FORMS:
        yield FORMS[pattern]
    elif "string" in types and pattern not in (None, r"\S"):
        yield _verbatim([pattern], literal)
    elif types == "string":
        most = f"{prop['maxLength']:,}" if "maxLength" in prop else ""
        yield Text(f"文字，最长 {most} 字", f"text, at most {most}") if most else Text("文字", "text")
    elif types == "boolean":
        yield Text(f"{literal('true')} 或 {literal('false')}", f"{literal('true')} or {literal('false')}")
