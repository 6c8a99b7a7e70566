"""Numbers as statutes write them: 第一百零三条; and letters that were typed for digits: 第l98号."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import numeric

from qzqd.regex import regex

LIMIT = 9_999
_DIGITS = "零一二三四五六七八九"
_UNITS = {"千": 1000, "百": 100, "十": 10, "": 1}
_CIRCLED = frozenset("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_VARIANTS = str.maketrans("〇○两兩", "零零二二")
_SKIPPED = regex("(零[千百十]?)+")
_BARE_TEN = regex("(?<=[百零千])十")
_ORDINAL = regex(
    "(?<=[第〔[(])[0-9lIOoi]+(?=[号號条條款项項目章〕\\])])|(?<=[年月])[0-9lIOoi]{1,2}(?=[月日])|(?<![0-9A-Za-z])[12lIi][0-9lIOoi]{3}(?=[年修])"
)
_LETTERS = str.maketrans("lIOoi", "11001")


@lru_cache(maxsize=1_024)
def to_chinese(number: int) -> str:
    """一百零三 for 103. Raises ValueError below 1 and above 9,999."""
    if not 1 <= number <= LIMIT:
        raise ValueError(f"not from 1 to {LIMIT}: {number}")
    spelt = "".join(_DIGITS[int(digit)] + unit for digit, unit in zip(f"{number:04}", _UNITS, strict=True))
    spelt = _SKIPPED.sub("零", spelt).strip("零")
    return spelt.removeprefix("一") if spelt.startswith("一十") else spelt


@lru_cache(maxsize=4_096)
def to_int(text: str) -> int:
    """103 for 一百零三, 一百〇三, 103 and １０３. Raises ValueError for what is no number from 1 to 9,999."""
    if len(text) == 1 and text in _CIRCLED:
        return int(numeric(text))
    if text.isdecimal() and len(text) <= len(str(LIMIT)):
        number, canonical = int(text), True
    else:
        text = _BARE_TEN.sub("一十", text.translate(_VARIANTS))
        number = _value(text)
        canonical = 1 <= number <= LIMIT and to_chinese(number) == text
    if not number or not canonical:
        raise ValueError(f"not a number from 1 to {LIMIT}: {text!r}")
    return number


def read_int(text: str) -> int | None:
    """What `to_int` makes of it, or what was probably meant where that refuses: 61 for 六一, 103 for 一百三; None without a guess."""
    try:
        return to_int(text)
    except ValueError:
        return _meant(text)


def _meant(text: str) -> int | None:
    text = text.translate(_VARIANTS)
    if 1 < len(text) <= len(str(LIMIT)) and text[0] != "零" and all(map(_DIGITS.__contains__, text)):
        return int("".join(str(_DIGITS.index(digit)) for digit in text))
    number = _value(text)
    if 1 <= number <= LIMIT and to_chinese(number).replace("零", "") == text.replace("零", ""):
        return number
    return None


def _value(text: str) -> int:
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = max(_DIGITS.find(character), 0)
    return total + digit


def digits_mended(text: str) -> str:
    """The text with l, i, I, O and o turned into digits among the digits of 第…号, 第…条, 第…款, 〔…〕 and of dates."""
    return _ORDINAL.sub(lambda match: _digits(match[0]), text)


def _digits(ordinal: str) -> str:
    certain = any(map(str.isdigit, ordinal)) or not ordinal.strip("lIi")
    return ordinal.translate(_LETTERS) if certain else ordinal
