"""The sheet that lists are published on, as GB/T 9704 has it: A4 on its side, its margins and fonts, the widths of columns."""

from __future__ import annotations

from itertools import islice
from math import sqrt
from typing import TYPE_CHECKING

from qzqd.office.page import WIDTH, Font

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TOP, RIGHT, BOTTOM, LEFT = 28, 37, 26, 35
"""Margins in millimetres. The page is a portrait one that was turned, so that they are those of its sides."""
ROOM = WIDTH - LEFT - RIGHT

TITLE = Font("方正小标宋简体", 22, "方正小标宋_GBK,宋体,SimSun")
HEADING = Font("黑体", 10.5, "SimHei,Noto Sans CJK SC")
BODY = Font("仿宋_GB2312", 10.5, "仿宋,FangSong,FangSong_GB2312")
NUMBER = Font("宋体", 14, "SimSun,Noto Serif CJK SC")
"""4号, of the numbers of pages."""
FONTS = (TITLE, HEADING, BODY, NUMBER)

_LOOKED_AT = 500
"""Rows that tell how wide a column is to be."""
_LEAST, _MOST = 3.0, 14.0


def size(text: str) -> int:
    """Half-width characters that a text takes: every character outside ASCII is taken for a wide one."""
    return len(text) if text.isascii() else len(text.encode("gb18030", "replace"))


def widths(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> list[int]:
    """In millimetres, by what stands in the columns; together they fill the page."""
    totals = [0.0] * len(headings)
    looked_at = [*islice(rows, _LOOKED_AT)]
    for row in looked_at:
        for at, text in enumerate(row):
            totals[at] += size(text)
    weights = [
        max(min(sqrt(total / max(len(looked_at), 1)), _MOST), min(size(heading) / 3, _LEAST), 1.5)
        for total, heading in zip(totals, headings, strict=True)
    ]
    made = [max(int(ROOM * weight / sum(weights)), 5) for weight in weights]
    made[made.index(max(made))] += ROOM - sum(made)
    return [max(width, 5) for width in made]


def line_count(text: str, in_line: int) -> int:
    """How many lines a text takes where so many half-width characters stand in one."""
    if "\n" not in text:
        if len(text) * 2 <= in_line:
            return 1
        return -(-size(text) // in_line) or 1
    return sum(-(-size(each) // in_line) or 1 for each in text.split("\n"))
