"""The beginning of a citation, up to its title, and the head as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.law.beside import attach
from qzqd.law.dates import dates
from qzqd.law.documents import document_numbers, number_at
from qzqd.law.heads import PLACED, Head
from qzqd.law.history import publication_history
from qzqd.law.tags import contradicts, level
from qzqd.law.titles import (
    ISSUERS,
    Title,
    ends_well,
    marked,
    spelt_title,
    unmarked,
    unopened_title,
    words_end,
)
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact

_HAN = "一-鿿〇"
_NTH = "(?:第[0-9一二三四五六七八九十]{1,3}次)?"
ENUMERATOR = regex(
    r"\(?[0-9]{1,2}\)|[0-9]{1,2}(?:、|\.(?![0-9]))|[①-⑳㈠-㈩⑴-⒛]|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、"
)
_PLAIN_ENUMERATOR = regex(r"[0-9]{1,2}(?:、|\.(?![0-9]))|[①-⑳]")
_LABEL = regex(rf"[{_HAN}]{{2,10}}：(?=《)")
_LEADING = regex(
    rf"{_LABEL.pattern}|[{_HAN}]{{0,8}}(?:依据|法律|法规|规章|文件|来源|条款|[违罚责]则)：|[【(](?:[{_HAN}]{{0,8}}依据|[违罚责]则)[】)]|原(?=《)|(?:主要)?(?:法律|设定|实施|执法|处罚|政策)?依据|根据|依照|按照|遵照|参照|参见|详见|见|结合|以及|同时|"
    "[和及与或并、，]"
)
_PUBLISHING = regex(
    f"(?:根据|公布|发布|颁布|印发|施行|制定|批准|以|由|的|，|、|{_NTH}(?:修订|修正|修改)|令)*"
)
_ISSUING = regex("(?:联合|印发|发布|公布|颁布|制定|下发|令|的){0,3}\\Z")
_REGION = ("省", "自治区", "市", "县", "区", "州", "盟", "旗")
_OUTER = regex("(?:实施|贯彻|落实|执行|印发|转发|批转|下发|发布|公布|修改|修订|废止|施行|调整|关于)\\Z")
_OUTER_TAIL = regex(
    "(?:等[一二三四五六七八九十]{1,3}[部件](?:法律|行政法规|地方性法规|法规|规章|文件))?"
    "的(?:通知|决定|意见|批复|公告|通告|函|办法|规定|细则|复函|答复)"
)
_ANNOUNCING = regex(f"[{_HAN}]{{0,40}}关于(?:印发|转发|批转|下发|发布|公布|调整)")
_APPENDED = regex(
    r"(?:实施|施行)(?:条例|细则|办法|规定|意见|方案)(?:\((?:试行|暂行)\))?|(?:若干|补充|暂行)规定"
)
_AMENDING = regex(f"{_NTH}(?:修订|修正|修改)(?:后|过|公布|发布)?的?(?=《)")
_MERGING = ("关于", "印发", "转发", "批转", "贯彻", "对")
_LONGEST_LEAD, _LONGEST_HISTORY = 90, 1_500
_SLIPS, _LONG_TITLE, _MOST_TIMES = 2, 12, 5


def citation_head(compact: Compact, at: int, *, quoted: bool = False, numbered: bool = True) -> Head | None:
    """The head that begins at an index; None where none does.

    quoted: it stands where the words of a provision may go on, so that only what is plainly a head is one.
    numbered: it may have （一） or 一、 in front, as the items of an article do, too.
    """
    begun = Head(compact, at, at, quoted)
    _enumerated(begun, numbered)
    if begun.take_tag():
        _enumerated(begun, numbered)
    if not (_marked_title(begun) or _loose_title(begun) or _bare_number(begun)):
        return None
    attach(begun)
    _judge(begun)
    return begun


def _enumerated(head: Head, numbered: bool) -> None:
    if match := (ENUMERATOR if numbered else _PLAIN_ENUMERATOR).match(head.key, head.end):
        head.add("separator", match.end())


def _marked_title(head: Head) -> bool:
    at = head.end
    mark = at
    title = marked(head.compact, at)
    if title is None and (mark := head.key.find("《", at, at + _LONGEST_LEAD)) > at:
        title = marked(head.compact, mark)
    if title is None or any(stop in head.key[at:mark] for stop in "。；"):
        return False
    begun = at if head.quoted else min(_led_in(head.key, at), mark)
    lead = head.key[begun:mark]
    if tail := _outer_tail(head, lead, title.end, announcing=_ANNOUNCING.match(title.value) is not None):
        written = (
            spelt_title(head.compact, begun, tail)
            if lead
            else title.value + head.compact.raw[title.end : tail]
        )
        whole = Title(written, begun, tail, None, title.faults)
    elif lead and (head.quoted or not _lead(head, begun, title)):
        return False
    else:
        whole = _amended(head, title)
    _take_title(head, whole)
    return True


def _led_in(key: str, at: int) -> int:
    """Where the words end that only lead up to a citation: 法律依据：, 根据."""
    limit = at + _LONGEST_LEAD
    while at < limit and (match := _LEADING.match(key, at)):
        at = match.end()
        if key[at - 1] == "：" and (numbered := ENUMERATOR.match(key, at)):
            at = numbered.end()
    return at


def lead_end(compact: Compact, at: int) -> int:
    """Where words end that only lead up to a title, 处罚标准：《…》, 以及《…》; the same index where there are none."""
    end = _led_in(compact.key, at)
    return end if compact.key.startswith("《", end) else at


def _outer_tail(head: Head, lead: str, at: int, *, announcing: bool) -> int | None:
    """Where a title ends that goes on behind the marks inside it: 实施《…》办法, 关于印发《…》的通知, 《…》实施细则.

    announcing: what is in the marks begins as such a notice does, so that they were set wrongly: 《关于印发…》的通知.
    """
    if _OUTER.search(lead):
        if match := _OUTER_TAIL.match(head.key, at):
            return match.end()
        end = words_end(head.compact, at)
        return end if end and ends_well(head.key[at:end]) else None
    match = _APPENDED.match(head.key, at) or (_OUTER_TAIL.match(head.key, at) if announcing else None)
    return match.end() if match and not lead else None


def _amended(head: Head, title: Title) -> Title:
    """The title itself, or the one behind it that it amends: 根据《…决定》第二次修正的《…》."""
    match = _AMENDING.match(head.key, title.end)
    meant = marked(head.compact, match.end()) if match else None
    if meant is None:
        return title
    head.number = ""
    head.add("history", meant.start)
    return meant


def _lead(head: Head, begun: int, title: Title) -> bool:
    """Takes what stands in front of a title: its date and number, or who issued it."""
    publication = publication_history(head.compact, begun, title.start)
    if (
        publication
        and not publication.unread
        and not _numbers_another(head, begun, title.start)
        and _PUBLISHING.fullmatch(_apart_from_dates(head, begun, title.start))
    ):
        head.add("separator", begun)
        head.take_history(publication, title.start)
        return True
    issuing = _ISSUING.search(head.key, begun, title.start)
    end = issuing.start() if issuing else title.start
    issuer = head.key[begun:end]
    local = issuer.endswith(_REGION) and head.key.startswith("《实施", title.start)
    if not re.fullmatch(f"[{_HAN}、，]{{2,60}}", issuer) or not (local or issuer.endswith(ISSUERS)):
        return False
    head.add("separator", begun)
    head.issuer = spelt_title(head.compact, begun, end)
    head.add("issuer", title.start)
    return True


def _numbers_another(head: Head, start: int, end: int) -> bool:
    """Whether a number ends apart from the title behind it: 国办发〔2014〕8号、《社会保险法》 are two documents."""
    number = max(document_numbers(head.compact, start, end), key=lambda each: each.end, default=None)
    if number is None or head.key[number.end : end].strip("、，"):
        return False
    return number.end < end or (head.compact.gap(end) == "\n" and number.sort == "document")


def _apart_from_dates(head: Head, start: int, end: int) -> str:
    taken = [(number.start, number.end) for number in document_numbers(head.compact, start, end)]
    taken += [(start + moment.start, start + moment.end) for moment in dates(head.key[start:end])]
    return "".join(
        head.key[index]
        for index in range(start, end)
        if not any(first <= index < last for first, last in taken)
    )


def _loose_title(head: Head) -> bool:
    """A title whose marks are missing."""
    title = unopened_title(head.compact, head.end if head.quoted else _led_in(head.key, head.end))
    if title is None and (head.tag or not head.quoted):
        begun = _led_in(head.key, head.end)
        title = unmarked(head.compact, begun)
        if title and not (head.tag or _goes_on(head, title.end)):
            return False
    if title is None:
        return False
    head.add("separator", title.start)
    _take_title(head, title)
    return True


def _goes_on(head: Head, at: int) -> bool:
    """Whether something follows that hardly follows anything but a title."""
    if head.key.startswith("(", at):
        end = head.compact.partners.get(at, at)
        return bool(publication_history(head.compact, at + 1, min(end, at + _LONGEST_HISTORY)))
    return PLACED.match(head.key, at) is not None or number_at(head.compact, at) is not None


def _bare_number(head: Head) -> bool:
    """A document number alone: （鄂政发〔2021〕9号）."""
    if head.quoted:
        return False
    at = head.end
    begun = at + 1 if head.key.startswith("(", at) else at
    number = number_at(head.compact, begun)
    if number is None:
        return False
    head.add("separator", begun)
    head.take_number(number)
    head.add("number", number.end)
    if begun > at and head.compact.partners.get(at) == number.end:
        head.add("separator", number.end + 1)
    return True


def _take_title(head: Head, title: Title) -> None:
    head.add("separator", title.start)
    number = number_at(head.compact, title.start + 1)
    if number and number.end == title.end - 1:
        head.take_number(number)
        head.add("number", title.end)
        return
    merged = head.issuer and (title.value.startswith(_MERGING) or head.issuer.endswith(_REGION))
    head.title = head.issuer + title.value if merged else title.value
    head.add("title", title.end)
    for cause in title.faults:
        head.fault(cause, title.start, title.end, title.value)
    if title.edition and (year := head.key[slice(*title.edition)]).isdecimal():
        head.edition = max(head.edition, year)
    elif title.edition:
        head.know(publication_history(head.compact, *title.edition))
    _repeated(head)


def _repeated(head: Head) -> None:
    """The same title once more, or with slips of the pen, is no other instrument."""
    for _ in range(_MOST_TIMES):  # every line of a text may begin such a row
        again = marked(head.compact, head.end)
        if again is None or not _same(head, again.value):
            return
        if again.value != head.title:
            head.fault("title-twice", again.start, again.end, head.title)
        head.add("title", again.end)


def _same(head: Head, value: str) -> bool:
    if value == head.title:
        return True
    if min(len(value), len(head.title)) < _LONG_TITLE or ends_well(value):
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(value, head.title, score_cutoff=_SLIPS) <= _SLIPS


def _judge(head: Head) -> None:
    """What is wrong with the head as a whole."""
    head.standard = head.standard or level(head.tag) == "标准"
    if head.tag and contradicts(head.tag, head.title, head.standard):
        head.fault_of("tag", "wrong-tag")
    if "…" in head.title or "×" in head.title:
        head.fault_of("title", "elided-title")
    if head.effective and not head.edition and not head.number:
        head.fault_of("history", "only-effective")
