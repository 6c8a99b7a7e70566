"""Dates and times as Excel keeps them: days since the end of 1899, or of 1903, and what a format shows of them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from qzqd.regex import regex

_TOKEN = regex(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.) | \[(?P<elapsed>h+|m+|s+)\]
    | (?P<bracket>\[[^\]]*\]) | (?P<noon>AM/PM|A/P|上午/下午) | (?P<general>General|G/通用格式) | (?P<exponent>[Ee][+-]0)
    | (?P<year>y+|e+) | (?P<month>m+) | (?P<day>d+) | (?P<weekday>a{3,4}) | (?P<hour>h+) | (?P<second>s+(?:\.0+)?)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_PARTS = ("year", "month", "day", "weekday", "hour", "second", "elapsed")
_BEGINNING, _BEGINNING_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = 2_958_466
"""31 December 9999 is the day before."""
_NO_LEAP_DAY = 60
"""Excel counts 29 February 1900, which there never was."""
_DAY = 24 * 60 * 60
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")  # fmt: skip
_LITERAL = {"bracket": "", "fill": "", "space": " "}
_WEEKDAYS = "一二三四五六日"


def is_moment(section: str) -> bool:
    """Whether a format shows a date or a time."""
    kinds = {token.lastgroup for token in _TOKEN.finditer(section)}
    return not kinds.isdisjoint(_PARTS) and "general" not in kinds and "exponent" not in kinds


def shown_moment(serial: float, section: str, epoch_1904: bool) -> tuple[str, str]:
    """What the format shows, and the moment in ISO form; both "" where Excel would show ####."""
    last = _LAST - 1462 * epoch_1904
    if not 0 <= serial < last or (int(serial) == _NO_LEAP_DAY and not epoch_1904):
        return "", ""
    seconds = min(round(serial * _DAY), last * _DAY - 1)
    tokens = _tokens(section)
    kinds = {kind for kind, _ in tokens}
    if "elapsed" in kinds:
        full = _elapsed(seconds)
        return "".join(_part(kind, text, kinds, _BEGINNING, seconds) for kind, text in tokens), full
    when = _when(seconds, epoch_1904)
    if {"year", "month", "day"} <= kinds:
        clock = f" {when:%H:%M}" * ("hour" in kinds) + f":{when:%S}" * ("second" in kinds and "hour" in kinds)
        return when.date().isoformat() + clock, _iso(when)
    full = _iso(when) if serial >= 1 else _clock(when)
    return "".join(_part(kind, text, kinds, when, seconds) for kind, text in tokens), full


def _when(seconds: int, epoch_1904: bool) -> datetime:
    if epoch_1904:
        return _BEGINNING_1904 + timedelta(seconds=seconds)
    early = _DAY <= seconds < _NO_LEAP_DAY * _DAY
    return _BEGINNING + timedelta(seconds=seconds + _DAY * early)


def _iso(when: datetime) -> str:
    clock = _clock(when)
    return when.date().isoformat() + f" {clock}" * (clock != "00:00")


def _clock(when: datetime) -> str:
    return f"{when:%H:%M:%S}" if when.second else f"{when:%H:%M}"


def _elapsed(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"


@lru_cache(maxsize=1 << 10)
def _tokens(section: str) -> tuple[tuple[str, str], ...]:
    """The parts of a format; m next to hours or seconds is minutes."""
    found = [
        (token.lastgroup or "", token[token.lastgroup or 0].strip('"')) for token in _TOKEN.finditer(section)
    ]
    spoken = [at for at, (kind, _) in enumerate(found) if kind in _PARTS]
    for position, at in enumerate(spoken):
        before = found[spoken[position - 1]] if position else ("", "")
        after = found[spoken[position + 1]][0] if position + 1 < len(spoken) else ""
        hours_before = before[0] == "hour" or (before[0] == "elapsed" and before[1].lower().startswith("h"))
        if found[at][0] == "month" and (hours_before or after == "second"):
            found[at] = ("minute", found[at][1])
    return tuple(found)


def _part(kind: str, text: str, kinds: set[str], when: datetime, seconds: int) -> str:
    width = len(text)
    match kind:
        case "year":
            return f"{when.year % 100:02}" if width <= 2 and text[0] in "yY" else f"{when.year:04}"
        case "month":
            name = _MONTHS[when.month - 1]
            return {3: name[:3], 4: name, 5: name[0]}.get(width, f"{when.month:0{min(width, 2)}}")
        case "day":
            names = {3: f"{when:%a}", 4: f"{when:%A}"}
            return names.get(width, f"{when.day:0{min(width, 2)}}")
        case "weekday":
            return "星期" * (width > 3) + _WEEKDAYS[when.weekday()]
        case "hour":
            return f"{(when.hour - 1) % 12 + 1 if 'noon' in kinds else when.hour:0{min(width, 2)}}"
        case "minute":
            return f"{seconds // 60 % 60:0{min(width, 2)}}"
        case "second":
            return f"{seconds % 60:0{min(len(text.partition('.')[0]), 2)}}"
        case "noon":
            before, after = text.split("/")
            return before if when.hour < 12 else after
        case "elapsed":
            return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[text[0].lower()]:0{width}}"
    return _LITERAL.get(kind, text)
