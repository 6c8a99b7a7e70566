"""Dates as the history of an instrument gives them: 2021年4月29日, 2016年6月, 二〇一九年四月, 2019.4.23, 20190423, and 2月15日 of the same year."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from qzqd.law.numerals import read_int
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGIT = "[0-9〇零一二三四五六七八九]"
_SPELT = "[0-9一二三四五六七八九十]{1,3}"
_DATE = regex(
    rf"(?<![0-9年])(?P<later>{_SPELT})月(?P<on>{_SPELT})日|(?<![0-9])(?P<year>(?:19|20|一九|二[〇零]){_DIGIT}{{2}}|[1-9][0-9]{{3}}(?=年{_SPELT}月))"
    rf"(?:年(?:度|(?P<month>{_SPELT})月(?:(?P<day>{_SPELT})(?:日|号(?!令|文)|(?=[第起])))?)?"
    r"|[-./](?P<m>1[0-2]|0?[1-9])[-./](?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9])日?"
    r"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12][0-9]|3[01])(?=[^0-9]|\Z)"
    r"|(?=修[正订改]|版|施行))"
)


class DateInText(NamedTuple):
    """A date in a text. value: a year, a month or a day, as far as it is known; empty if there is no such day."""

    value: str
    start: int
    end: int


def dates(key: str) -> Iterator[DateInText]:
    """Every date in a text without white space; years and figures without 年 only from 1900 to 2099."""
    year = ""
    for match in _DATE.finditer(key):
        if match["later"]:
            if year:
                yield DateInText(_value(year, match["later"], match["on"]), *match.span())
            continue
        year = match["year"]
        month = match["month"] or match["m"] or match["mm"]
        day = match["day"] or match["d"] or match["dd"]
        yield DateInText(_value(year, month, day), *match.span())


def spelt_date(value: str) -> str:
    """2021年4月29日 for 2021-04-29; a year or a month stays one."""
    parts = zip(value.split("-"), "年月日", strict=False)
    return "".join(f"{int(part)}{unit}" for part, unit in parts if part)


def _value(*parts: str | None) -> str:
    numbers = [read_int(part) or 0 for part in parts if part]
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        return ""
    return "-".join(f"{number:02}" for number in numbers)
