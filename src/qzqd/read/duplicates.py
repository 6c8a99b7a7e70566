"""Fields given twice: one is too many, or they belong to the next entry of the list, which has lost its dash."""

from __future__ import annotations

from typing import NamedTuple

from qzqd.locale import Text
from qzqd.read.problem import Edit, Problem
from qzqd.regex import regex

_ENTRY = regex(r" *- +$")
_INDENT = regex(r" {2,}$")


class Duplicate(NamedTuple):
    """first, again: the offsets of the key where it was written first, and where it stands again."""

    key: str
    first: int
    again: int


def lost_dash(text: str, opening: str, duplicates: list[Duplicate]) -> Problem | None:
    """The entry without a dash that the duplicates of one mapping betray, if they do.

    opening: the first field of the mapping. Where that one and others follow once more, nobody wrote them by mistake:
    whoever deleted them, as is right for a duplicate, would lose an item.
    """
    if len({each.key for each in duplicates}) < 2:
        return None
    start = next((each for each in duplicates if each.key == opening), None)
    if (
        start is None
        or not _ENTRY.match(_before(text, start.first))
        or not _INDENT.match(_before(text, start.again))
    ):
        return None
    return Problem(
        Text("列表的这一项前面少了“- ”", "the dash before this entry of the list is missing"),
        help=Text(f"写成 - {start.key}: …，其余字段和 {start.key} 对齐", f"write - {start.key}: …"),
        value=start.key,
        offsets=(start.again, start.again + len(start.key)),
        edits=(Edit(start.again - 2, start.again, "- "),),
    )


def surplus(key: str, line: int) -> tuple[Text, Text]:
    """What is wrong with a field that stands on another line already, and the remedy."""
    return (
        Text(f"字段 {key} 重复，第 {line} 行已经写过", f"duplicate field {key}: already on line {line}"),
        Text(
            "删去其中一个；两处内容不同的先核对哪个正确",
            "delete one; if they differ, check which is right",
        ),
    )


def _before(text: str, offset: int) -> str:
    """The line up to `offset`."""
    return text[text.rfind("\n", 0, offset) + 1 : offset]
