"""What a value was meant to be that does not have the form its field asks for."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, cast
from unicodedata import normalize

from qzqd.read.scalars import plain_number
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.finding import FixValue

_LOOSE_DATE = regex(
    r"([0-9]{4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*[日号]?(?:[ T]0{1,2}:00(?::00)?)?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
_CHINESE_DATE = regex(
    "([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]?"
)
_YEAR = regex("([12][0-9]{3})(?:年|年度|年版|版)?")
_CHINESE_YEAR = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_MOMENT = regex(r"(\S{6,20}?)\s*(?:\s|T|(?<=日))\s*([0-9]{1,2})(?:[:时点])([0-9]{2})(?:[:分][0-9]{0,2}秒?)?")
_DASHES = regex("[－–—−‐‑‒―﹣]")
_QUOTES = regex("[“”‘’＂＇\"']")
_EDGES = " \u3000.,;:、。，；：．"
_FLOAT = regex(r"([0-9]{6,18})\.0+")
_SCIENTIFIC = regex(r"([0-9])(?:\.([0-9]{1,17}))?[eE]\+?([0-9]{1,2})")
_ORDINAL = regex("第?(.{1,9}?)(?:[条款项目号、.．）)]|)")
_ARTICLE = regex("(?:第?(.{1,9}?)条(?:之(.{1,3}))?|(.{1,9}?))")
_NUMBER = regex(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
_YES, _NO = (
    frozenset("是有对√✓") | {"yes", "on", "y", "true"},
    frozenset("否无不×✗") | {"no", "off", "n", "false"},
)
_SEPARATORS = regex("[、，,；;/\n](?![^（()）]{0,200}+[）)])")  # not inside brackets: 镇（乡、街道）


def value_meant(value: object, node: dict[str, Any]) -> FixValue | None:
    """The value that this one certainly was meant to be, in the form that `node` of the schema asks for; else None.

    A number stands for the text that it would be in a code.
    """
    types = node.get("type", "string" if "enum" in node or "pattern" in node else ())
    if isinstance(value, bool):
        return None
    if "array" in types:
        return _entries(value, node)
    if not isinstance(value, str | int | float):
        return None
    text = str(value).strip()
    found: FixValue | None = None
    if "boolean" in types:
        found = _truth(text)
    elif "integer" in types and "string" in types:
        found = _article(text)
    elif "integer" in types:
        found = _whole(text)
    elif "number" in types:
        found = _number(text)
    elif "string" in types:
        found = _text(text, node)
    return found if found is not None and found != value and fits(found, node) else None


def fits(value: FixValue, node: dict[str, Any]) -> bool:
    """Whether a scalar is what `node` asks for."""
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(node, validate_formats=True).is_valid(value)


def is_date(node: dict[str, Any]) -> bool:
    """Whether a field holds a date, or a date or a year."""
    return "date" in (node.get("format"), node.get("then", {}).get("format"))


def meant_date(value: str) -> str | None:
    """The ISO date that 2025/6/3, 2025.6.3, 20250603, 2025年6月3日 or 二〇二五年六月三日 is; None for anything else."""
    plain = _DASHES.sub("-", normalize("NFKC", _bare(value)).strip())
    try:
        if match := _LOOSE_DATE.fullmatch(plain):
            return datetime.date(*(int(part) for part in match.groups() if part)).isoformat()
        if match := _CHINESE_DATE.fullmatch(_bare(value).strip()):
            return _spelt(*match.groups())
    except ValueError:
        return None
    return None


def parted(text: str) -> list[str]:
    """The entries of a list that stands in one text, separated as Chinese separates, but not inside brackets."""
    return [part.strip() for part in _SEPARATORS.split(text) if part.strip()]


def looks_like_a_date(value: str) -> bool:
    """Whether it has the parts of a date, though there may be no such day."""
    return _LOOSE_DATE.fullmatch(_DASHES.sub("-", normalize("NFKC", _bare(value)).strip())) is not None


def meant_moment(text: str) -> str | None:
    """Day and time, as 2025-03-03 14:05, of 2025/3/3 14:05 and the like."""
    match = _MOMENT.fullmatch(normalize("NFKC", _bare(text)).strip())
    day = meant_date(match[1]) if match else None
    return f"{day} {int(match[2]):02}:{match[3]}" if match and day else None


def scientific(text: str) -> tuple[str, bool] | None:
    """The digits of what Excel has made of a long code, 4.20302E+08, and whether they are all there."""
    match = _SCIENTIFIC.fullmatch(text.strip())
    if match is None:
        return None
    digits, wanted = match[1] + (match[2] or ""), int(match[3]) + 1
    return digits.ljust(wanted, "0"), len(digits) == wanted


def _spelt(year: str, month: str, day: str) -> str:
    from qzqd.law.numerals import to_int

    return datetime.date(int(year.translate(_CHINESE_YEAR)), to_int(month), to_int(day)).isoformat()


def _bare(text: str) -> str:
    """Without the quotation marks that became part of it."""
    text = text.strip()
    if len(text) > 2 and _QUOTES.match(text[0]) and _QUOTES.match(text[-1]):
        return text[1:-1]
    return text


def _text(text: str, node: dict[str, Any]) -> FixValue | None:
    if is_date(node):
        year = _YEAR.fullmatch(normalize("NFKC", _bare(text)).strip())
        return year[1] if year and "pattern" in node else meant_date(text)
    if "x-moment" in node:
        return meant_moment(text)
    if "enum" in node:
        return _option(text, node["enum"])
    if "pattern" not in node:
        return None
    if floated := _FLOAT.fullmatch(text):
        return floated[1]
    if digits := scientific(text):
        return digits[0] if digits[1] else None
    tidy = _DASHES.sub("-", _narrow(_bare(text))).strip(_EDGES)
    return tidy if fits(tidy, node) else re.sub(r"\s", "", tidy)


def _narrow(text: str) -> str:
    """Full-width letters, digits and marks as ASCII; nothing else is changed."""
    return "".join(
        normalize("NFKC", mark) if "！" <= mark <= "～" or mark == "\u3000" else mark for mark in text
    )


def _option(text: str, options: list[str]) -> str | None:
    """The allowed value that differs in spaces, width or brackets only."""
    from qzqd.text import normalised

    near = [option for option in options if normalised(option) == normalised(_bare(text))]
    return near[0] if len(near) == 1 else None


def _truth(text: str) -> bool | None:
    word = text.casefold()
    return True if word in _YES else False if word in _NO else None


def _whole(text: str) -> int | None:
    from qzqd.law.numerals import to_int

    text = normalize("NFKC", _bare(text))
    if (number := plain_number(text)) is not None:
        return number
    match = _ORDINAL.fullmatch(text)
    try:
        return to_int(match[1]) if match else None
    except ValueError:
        return None


def _article(text: str) -> int | str | None:
    """32 and "32-1" for 第三十二条 and 第三十二条之一."""
    from qzqd.law.numerals import to_int

    text = _DASHES.sub("-", normalize("NFKC", _bare(text)))
    match = _ARTICLE.fullmatch(text)
    if match is None:
        return None
    try:
        number = to_int(match[1] or match[3])
        return f"{number}-{to_int(match[2])}" if match[2] else number
    except ValueError:
        return text if "-" in text else None


def _number(text: str) -> float | None:
    text = normalize("NFKC", _bare(text)).replace(",", "")
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return int(number) if number.is_integer() else number


def _entries(value: object, node: dict[str, Any]) -> list[FixValue] | None:
    """A list of what stands in one text, separated as Chinese separates."""
    inner = node.get("items", {})
    if not isinstance(value, str | int) or "$ref" in inner or "properties" in inner:
        return None
    text = str(value).strip()
    if text[:1] in "[【［" and text[-1:] in "]】］":
        text = text[1:-1]
    parts = parted(text)
    entries = [part if fits(part, inner) else value_meant(part, inner) for part in parts]
    if not entries or None in entries or not fits(cast("list[FixValue]", entries), node):
        return None
    return cast("list[FixValue]", entries)
