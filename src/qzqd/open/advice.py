"""What to do about a value that does not have the form its field asks for, in words."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qzqd.locale import Text
from qzqd.open.remedies import is_date, looks_like_a_date, scientific, value_meant
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.finding import FixValue
    from qzqd.law.citation import Citation
    from qzqd.read.problem import Problem

_IN_CHINESE_QUOTES = regex("[“”‘’＂\"']([^“”‘’＂\"']*)[“”‘’＂\"']")
_SERIAL = regex("[2-6][0-9]{4}")
"""A day of 1954 to 2091 as Excel keeps it."""
_SHOWN = 12


def example(node: dict[str, Any]) -> Text | None:
    if hint := node.get("x-hint"):
        return Text(hint["zh"], hint["en"])
    if examples := node.get("examples"):
        text = _shown(examples[0])
        return Text(f"例如：{text}", f"for example: {text}")
    return None


def _shown(value: object) -> str:
    """An example as it is written in a list."""
    if isinstance(value, dict):
        fields = (
            f"{key}: {_shown(inner) if isinstance(inner, list) else _bare(inner)}"
            for key, inner in value.items()
        )
        return f"{{{', '.join(fields)}}}"
    if isinstance(value, list):
        entries = [_shown(entry) if isinstance(entry, dict) else _bare(entry) for entry in value]
        return (
            "；".join(f"- {entry}" for entry in entries)
            if isinstance(value[0], dict)
            else f"[{', '.join(entries)}]"
        )
    return json.dumps(value, ensure_ascii=False)


def as_field(name: str, node: dict[str, Any]) -> Text | None:
    """An example of a field with its value, as it can stand on a line of its own and inside braces."""
    if not (examples := node.get("examples")):
        return None
    text = f"{name}: {_inline(examples[0])}"
    return Text(f"例如 {text}", f"for example {text}")


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_inline(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    plain = isinstance(value, str) and value.isalnum() and not value.isascii()
    return str(value) if plain else json.dumps(value, ensure_ascii=False)


def unambiguous(problem: Problem, node: dict[str, Any]) -> Problem:
    """What the reader says of a scalar that can be read in two ways, with the one that its field asks for."""
    text, types = problem.value, node.get("type", ())
    right = value_meant(text, node)
    if right is not None:
        word = json.dumps(right, ensure_ascii=False)
        return problem._replace(help=Text(f"写成 {word}", f"write {word}"), fix=right)
    if why := why_not(text, node):
        return problem._replace(help=why, fix=None)
    if "string" in types or not types:
        help = Text(f'加上引号：写成 "{text}"', f'quote it: write "{text}"')
        return problem._replace(help=help, fix=text)
    return problem._replace(help=example(node), fix=None)


def value_text(value: object, right: FixValue | None) -> Text | None:
    """How the value that was meant is written."""
    if right is None:
        return None
    word = (
        f"[{', '.join(map(str, right))}]"
        if isinstance(right, list)
        else json.dumps(right, ensure_ascii=False)
    )
    if isinstance(right, list):
        return Text(f"写成列表：{word}", f"write a list: {word}")
    if isinstance(right, str) and str(value) == right:
        return Text(f"加上引号：写成 {word}", f"quote it: write {word}")
    if isinstance(right, int | float) and not isinstance(right, bool) and isinstance(value, str):
        return Text(f"写成数字，不加引号：{word}", f"write the number, without quotes: {word}")
    return Text(f"写成 {word}", f"write {word}")


def listing_advice(value: object, node: dict[str, Any]) -> Text | None:
    """How a list is written where one entry of it was."""
    if node.get("type") == "array" and isinstance(value, dict):
        return Text(
            "每一项的第一个字段前面写“- ”，其余字段和它对齐",
            "write “- ” before the first field of each entry; its other fields align with it",
        )
    return None


def why_not(value: object, node: dict[str, Any]) -> Text | None:
    """What keeps a value from being what its field asks for, where that cannot simply be put right."""
    text = str(value)
    if is_date(node):
        return no_date(text, node)
    types = node.get("type", ())
    if isinstance(value, list) and "integer" in types:
        return Text(
            "一处只能写一个；几条的，每条在 basis 里各写一项",
            "only one can stand here: write an entry of basis for each",
        )
    if "string" in types and (digits := scientific(text)) and not digits[1]:
        return Text(
            f'Excel 把编码变成了科学记数，后几位已经丢失：对照原件写全，例如 "{digits[0]}"',
            f'Excel has turned the code into a number and lost its last digits: write it in full, as "{digits[0]}"',
        )
    return None


def expected_form(node: dict[str, Any]) -> Text | None:
    """What the field asks for, in words and by example."""
    from qzqd.kinds.forms import FORMS

    words, shown = FORMS.get(node.get("pattern", "")), example(node)
    if words is None or shown is None or "integer" in node.get("type", ()):
        return shown
    return Text(f"只能是{words.zh}，{shown.zh}", f"only {words.en}, {shown.en}")


def chinese_quotes(value: str, right: FixValue | None) -> Text | None:
    """Quotation marks as Word writes them are part of the text for YAML."""
    match = _IN_CHINESE_QUOTES.fullmatch(value)
    if match is None:
        return None
    inner = right or match.group(1)
    return Text(f'用了中文引号，改成英文引号："{inner}"', f'Chinese quotation marks: write "{inner}"')


def no_date(value: str, node: dict[str, Any], date: FixValue | None = None) -> Text:
    """What keeps a text from being a date, and what it was to be."""
    if date is not None:
        inner = _IN_CHINESE_QUOTES.fullmatch(value)
        if inner or normalize("NFKC", value) != value:
            zh, en = (
                ("中文引号", "Chinese quotation marks") if inner else ("全角字符", "full-width characters")
            )
            return Text(f'用了{zh}：写成 "{date}"', f'{en}: write "{date}"')
        return Text(f'写成 "{date}"', f'write "{date}"')
    if looks_like_a_date(value):
        return Text("日历上没有这一天，请核对", "there is no such day in the calendar: check it")
    if _SERIAL.fullmatch(value):
        day = datetime.date(1899, 12, 30) + datetime.timedelta(days=int(value))
        return Text(
            f"这是 Excel 里日期的序号，即 {day}：把这一列设成日期格式",
            f"this is how Excel counts days, for {day}: format the column as dates",
        )
    if "pattern" in node:
        return Text(
            '写年份或者完整的日期，例如 "2025" 或 "2025-01-31"',
            'write a year or a whole date: "2025" or "2025-01-31"',
        )
    return Text('日期写成 年-月-日，例如 "2025-01-31"', 'write year-month-day, such as "2025-01-31"')


def provision(citation: Citation) -> Text:
    """How one citation that stands in the field for the title is written in the fields of its entry."""
    law, *others = _fields(citation)
    return Text(
        f"只写 {law}，旁边另写 {', '.join(others)}", f"write {law} alone, and beside it {', '.join(others)}"
    )


def each_provision(citations: list[Citation]) -> Text:
    """How several are written, as entries of `basis`."""
    lines = "；".join(f"- {{{', '.join(_fields(citation))}}}" for citation in citations[:_SHOWN])
    return Text(f"一条依据写一行，写成：{lines}", f"a line for each provision: {lines}")


def _fields(citation: Citation) -> list[str]:
    names = ("law", "edition", "number", "article", "paragraph", "subparagraph", "item")
    fields = ((name, getattr(citation, name)) for name in names)
    return [f"{name}: {_bare(value)}" for name, value in fields if value]


def _bare(value: object) -> str:
    """A value as it can stand in brackets: digits that are no number in quotation marks."""
    return f'"{value}"' if isinstance(value, str) and value[:1].isdigit() else str(value)
