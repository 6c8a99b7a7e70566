"""What the texts of a table say that are no items: titles of sections, sums, notes, numbers, the marks of pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qzqd.office.importing.columns import of_person
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

Aside = Literal[
    "section", "total", "note", "annex", "page", "body", "signed", "title", "headings", "hidden", "stray"
]
"""What a row that is no item is: a section, a sum, a note, an annex line, the mark of a page, the name of a department, who filled the table
in, the title or the headings once more, hidden, or nothing that is known."""

HAN = "一二三四五六七八九十百"
_COUNT = regex(r"[（(][^（()）]{0,10}?([0-9]{1,6})\s*[项个条][^（()）]{0,6}[）)]\s*$")
SECTION = regex(rf"^(?:[（(][{HAN}]{{1,4}}[）)]|[{HAN}]{{1,4}}\s*[、.．]|第[{HAN}]{{1,4}}[部章]分?)\s*")
LIST = regex("清单|目录|登记|通知|公告")
"""What a text calls itself that titles a whole table, and no section of it."""
CONTINUED = r"[（(]?\s*(?:续\s*表?|[接转][上下][页表]|未完待续)\s*[0-9一二三四五六七八九十]{0,3}\s*[）)]?$"
_PAGE = regex(
    rf"^{CONTINUED}|^[（(]?(?:以下空白|以下无正文|[此本]页无正文|到此结束)[）)]?$|^第\s*[0-9]{{1,4}}\s*页.{{0,12}}$|^[-—–－]\s*[0-9]{{1,4}}\s*[-—–－]$"
)
TOTAL = regex(r"^(?:以上)?(?:合\s*计|总\s*计|共\s*计|小\s*计|总\s*数|共\s*[0-9]{1,6}\s*[项个条])")
_SUMMED = regex(r"\s*+(?:事项|项目|权力|职权)?\s*+(?:总?数量?|项数|个数|项)?\s*+(?:$|[^\w\s]|[0-9])")
_SO_MANY = regex(r"[0-9]\s*+[项个条]")
"""What stands behind the word for a sum where it is one: at once, or anywhere."""
_NOTE = regex(r"^(?:注|备注|说明|填表说明|填报说明|编制说明)\s*(?:[:：.、]|[0-9])")
_ANNEX = regex(r"^附\s*[件表]\s*[0-9一二三四五六七八九十]*\s*[:：]?\s*$|^附\s*[件表]")
_BODY = regex(
    r"^(?:部门名称|单位名称|填报单位|填报部门|编制单位|主管部门|制表单位|实施部门)\s*[:：]\s*(.*)$", re.DOTALL
)
_NONE = {"无", "/", "／", "-", "—", "——", "\\", "无。", "无子项"}
_LABELLED = regex(r"^([^：:\n]{2,8})\s*[:：]")
_SEAL = regex(r"(?<!\s)\s*+[（(](?:盖章|公章|章|签章)[）)]\s*+$")
_NUMBER = regex(r"^\s*+[（(]?\s*+([0-9０-９]{1,6})(?:\.0+)?\s*+[）)]?\s*+[.．、]?\s*+$")


def counted(text: str) -> tuple[str, int | None]:
    """A name without the number of items that stands in brackets behind it, and that number."""
    found = _COUNT.search(text)
    return (text[: found.start()].strip(), int(found[1])) if found else (text.strip(), None)


def sums(text: str) -> bool:
    """Whether a text says that a sum stands here, as 合计：3项 does, and 总计划审批 does not."""
    found = TOTAL.match(text)
    return found is not None and bool(_SUMMED.match(text, found.end()) or _SO_MANY.search(text, found.end()))


def aside(text: str) -> Aside | None:
    """What a text is that stands alone in its row, if that can be told."""
    if sums(text):
        return "total"
    if _NOTE.match(text):
        return "note"
    if _ANNEX.match(text):
        return "annex"
    if _PAGE.match(text):
        return "page"
    if _BODY.match(text):
        return "body"
    return "section" if SECTION.match(text) or counted(text)[1] is not None else None


def section_name(text: str) -> str:
    """A title without the number before it, such as 一、"""
    return SECTION.sub("", text).strip() or text


def department_name(text: str) -> str:
    """The name in a line such as 部门名称：市科技局; "" in any other."""
    found = _BODY.match(text.strip())
    return _SEAL.sub("", found[1].strip()) if found else ""


def signed(texts: Iterable[str]) -> bool:
    """Whether a row only says who filled the table in, and when."""
    persons = False
    for text in texts:
        if (found := _LABELLED.match(text)) is None:
            return False
        persons = persons or of_person(found[1])
    return persons


def none(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return not text.strip() or text.strip() in _NONE


def running_number(text: str) -> int | None:
    """A running number, whatever stands around it."""
    found = _NUMBER.match(text)
    return int(found[1]) if found else None
