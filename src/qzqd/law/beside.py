"""What stands behind a title: its history, number, short title, in brackets or not."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qzqd.law.documents import number_at
from qzqd.law.heads import PLACED
from qzqd.law.history import publication_history
from qzqd.law.provision_list import listed_provisions
from qzqd.law.tags import tag_at
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact
    from qzqd.law.heads import Head

_ARTICLE = regex("第[0-9一二三四五六七八九十百千零〇]{1,7}条")
_QUALIFIED = regex("试行|暂行|草案")
_EXCERPT = regex("节选|摘录|摘要|略")
_SECTION = regex("[0-9一二三四五六七八九十]{1,3}")
_ALIAS = regex(r"(?:以下|下)?[简统]?称(?:为|作)?：?[《“\"]?([^《》“”\"]{2,30})[》”\"]?")
_YEAR = regex("(?:19|20)[0-9]{2}")
_SOME_YEAR = regex("(?:19|20)[0-9]{2}|[0-9]{2}年")
_HISTORY = regex(r"(?:已[于经]|[于经自]|根据)?(?:19|20)[0-9]{2}(?:年|[-./][0-9]|修)")
_HAPPENED = regex("通过|批准|公布|发布|颁布|印发|修[正订改]|施行|实施|[0-9年]版")
_WORD_DOCUMENT = regex("文件?(?=[第附：，。、；《(]|\\Z)")
_PAGE = regex("第?[0-9]{1,4}页")
_AFTER_TAG = regex(rf"{PLACED.pattern}|[(。；，、：]|\Z")
_BEGINNINGS = frozenset("第附【[({〔0123456789")
_LONGEST, _LONGEST_OPEN, _MOST_LINES = 1_500, 500, 40


def attach(head: Head) -> None:
    """Takes all that belongs to the instrument and stands where its head ends so far."""
    while _attached(head):
        pass


def _attached(head: Head) -> bool:
    at, key = head.end, head.key
    if key[at : at + 1] in ("(", "[", "{", "【", "〔"):
        return _tag_behind(head) if tag_at(head.compact, at) else _bracket(head)
    if key[at : at + 1] in (")", "]", "}", "】", "》", "〉") and not head.compact.gap(at):
        head.fault("stray-bracket", at, at + 1)
        head.add("separator", at + 1)
        return True
    if not head.number and (number := number_at(head.compact, at)):
        head.take_number(number)
        head.add("number", number.end)
        return True
    if head.number and (match := _WORD_DOCUMENT.match(key, at)):
        head.add("separator", match.end())
        return True
    if match := _PAGE.match(key, at):
        head.rest(match.end())
        return True
    return bool(head.title) and _open_history(head)


def _tag_behind(head: Head) -> bool:
    """《…》（法律）第五条; where a title follows, it is that one's tag."""
    tag = tag_at(head.compact, head.end)
    last = tag is not None and _AFTER_TAG.match(head.key, tag.end) is not None
    return last and head.compact.gap(head.end) != "\n" and head.take_tag()


def _bracket(head: Head) -> bool:
    at, compact = head.end, head.compact
    partner = compact.partners.get(at)
    if partner is None and compact.key[at + 1 : at + 2] == compact.key[at]:
        head.fault("open-bracket", at, at + 1)
        head.add("separator", at + 1)
        return True
    if partner is not None:
        placed = listed_provisions(compact, at + 1)
        if _SECTION.fullmatch(compact.key, at + 1, partner) or (placed and placed.end == partner):
            return False  # provisions, of which the list will be read
        if partner - at < _LONGEST and _next_head(compact, at + 1, partner) is None:
            _inside(head, partner, partner + 1)
            return True
    end = _line_end(compact, at + 1)
    if not publication_history(compact, at + 1, end):
        return False
    head.fault("open-bracket", at, end)
    _inside(head, end, end)
    return True


def _inside(head: Head, end: int, closed: int) -> None:
    """What stands in the bracket that opens here, whose words end at `end`."""
    start, compact = head.end + 1, head.compact
    words = compact.key[start:end]
    if _QUALIFIED.fullmatch(words):
        head.title += f"（{compact.raw[start:end]}）"
        head.add("title", closed)
    elif alias := _ALIAS.fullmatch(words):
        head.aliases += (compact.raw[slice(start + alias.start(1), start + alias.end(1))],)
        head.add("title", closed)
    elif _EXCERPT.fullmatch(words):
        head.add("separator", closed)
    elif _YEAR.fullmatch(words):
        head.edition = max(head.edition, words)
        head.add("history", closed)
    elif publication := publication_history(compact, start, end):
        head.add("separator", start)
        head.take_history(publication, end)
        head.add("separator", closed)
    elif _HAPPENED.search(words) and not _SOME_YEAR.search(words):
        head.add("history", closed)
    else:
        head.rest(closed)


def _open_history(head: Head) -> bool:
    """A history that no bracket opens; it may be closed by one."""
    at, compact = head.end, head.compact
    behind_number = bool(head.number) and compact.key.startswith("，", at)
    if not _HISTORY.match(compact.key, at + behind_number):
        return False
    end = _line_end(compact, at)
    closing = compact.key.find(")", at, end)
    while closing in compact.closing:
        closing = compact.key.find(")", closing + 1, end)
    end = closing if closing >= 0 else end
    publication = publication_history(compact, at, end)
    if not publication or not _HAPPENED.search(compact.key, at, end):
        return False
    head.take_history(publication, end)
    if closing >= 0:
        head.fault("stray-bracket", closing, closing + 1)
        head.add("separator", closing + 1)
    return True


def _line_end(compact: Compact, at: int) -> int:
    """Where what stands beside a title ends, if no bracket tells: before the next head, or with the line."""
    limit = min(len(compact), at + _LONGEST_OPEN)
    following = _next_head(compact, at, limit)
    if following is None:
        place = bisect_right(compact.lines, at)
        following = min([limit, *compact.lines[place : place + 1]])
    return following


def _next_head(compact: Compact, start: int, end: int) -> int | None:
    """Where between two places a new line begins with a provision or a tag, or an article is named."""
    lines = compact.lines
    first = bisect_right(lines, start)
    for index in lines[first : min(first + _MOST_LINES, bisect_right(lines, end - 1))]:
        begins = compact.key[index] in _BEGINNINGS
        if begins and (PLACED.match(compact.key, index) or tag_at(compact, index)):
            return index
    placed = _ARTICLE.search(compact.key, start, end)
    return placed.start() if placed and "《" not in compact.key[start : placed.start()] else None
