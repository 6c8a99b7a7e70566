"""The notice that a list is published with: what it is called, its number, and which texts above a table are no title."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTICE = regex("^.{0,60}?关于.{2,200}的(?:通知|公告|通告|公示|决定|意见|批复|函|报告)$")
_ISSUED = regex("《(.{2,100})》")
_NUMBER = regex(r"^[\u4e00-\u9fff（）()]{2,20}[〔\[［【][0-9]{4}[〕\]］】](?:第)?[0-9]{1,5}号$")
_ANNEX = regex("^附[件表][0-9一二三四五六七八九十]{0,3}[：:.、]?.")
_ANNEX_MARK = regex("^附[件表][0-9一二三四五六七八九十]{1,3}[：:.、]?")
_ENDS = ("。", "：", ":", "；", ";", "，", ",")
_SHORT = 4
_LIST = ("清单", "目录", "登记")


class Notice(NamedTuple):
    """title: in full, "" for none. number: as it is printed. issued: what stands in its title between title marks."""

    title: str = ""
    number: str = ""
    issued: str = ""


NO_NOTICE = Notice()


def found_above(texts: Iterable[str]) -> Notice:
    """The notice among the texts above a table, which are without white space."""
    texts = [*texts]
    title = next((text for text in texts if _NOTICE.match(text)), "")
    if not title:
        return NO_NOTICE
    number = next((text for text in texts if _NUMBER.match(text)), "")
    issued = _ISSUED.search(title)
    return Notice(title, number, issued[1] if issued else "")


def is_title(text: str) -> bool:
    """Whether a line, without white space, is the title of a list and nothing else."""
    return _names_list(text) and not (
        _NOTICE.match(text) or _ANNEX.match(text) or text.endswith(_ENDS) or "。" in text
    )


def title_of_list(texts: Iterable[str]) -> str:
    """What a list is called, by the texts above it; "" for none.

    A line that is the title alone goes before the notice by which it is published, and that before a sentence about it.
    """
    texts = [_ANNEX_MARK.sub("", text) for text in texts]
    issued = found_above(texts).issued
    ranked = (
        *filter(is_title, texts),
        *([issued] if _names_list(issued) else ()),
        *filter(_names_list, texts),
        *(text for text in texts if len(text) > _SHORT),
    )
    return next(iter(ranked), "")


def _names_list(text: str) -> bool:
    return any(word in text for word in _LIST)
