"""The head of a citation: tag, who issued it, title, and what stands beside the title."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qzqd.law.dates import dates
from qzqd.law.documents import number_at, numbers
from qzqd.law.faults import Fault
from qzqd.law.history import History, history
from qzqd.law.provisions import listed
from qzqd.law.tags import contradicts, level, tag_at
from qzqd.law.titles import ISSUERS, Title, ends_well, line, marked, spelt, unmarked, unopened

if TYPE_CHECKING:
    from qzqd.law.compact import Compact
    from qzqd.law.documents import Number
    from qzqd.law.faults import Cause

Kind = Literal["tag", "issuer", "title", "history", "number", "provision", "quote", "separator", "rest"]
"""What a part of a text is; `rest` is what was not understood."""

_HAN = "一-鿿〇"
_N = "[0-9一二三四五六七八九十百千零〇]{1,7}"
_NTH = "(?:第[0-9一二三四五六七八九十]{1,3}次)?"
PLACED = re.compile(rf"第{_N}(?:条|章|编|部分|款|项)|第?[0-9]{{1,2}}(?:\.[0-9]{{1,3}})+|附件|附录")
"""Where provisions begin, for certain."""
_ARTICLE = re.compile(rf"第{_N}条")
_ENUMERATOR = re.compile(
    r"\(?[0-9]{1,2}\)|[0-9]{1,2}(?:、|\.(?![0-9]))|[①-⑳]|\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、"
)
_PLAIN_ENUMERATOR = re.compile(r"[0-9]{1,2}(?:、|\.(?![0-9]))|[①-⑳]")
_LEADING = re.compile(
    rf"[{_HAN}]{{1,12}}：|(?:主要)?(?:法律|设定|实施|执法|处罚|政策)?依据|根据|依照|按照|遵照|参照|参见|详见|见|以及|同时|"
    "[和及与或并、，]"
)
_PUBLISHING = re.compile(
    f"(?:根据|公布|发布|颁布|印发|施行|制定|批准|以|由|的|，|、|{_NTH}(?:修订|修正|修改)|令)*"
)
_ISSUING = re.compile("(?:联合|印发|发布|公布|颁布|制定|下发|令|的){0,3}\\Z")
_REGION = ("省", "自治区", "市", "县", "区", "州", "盟", "旗")
_OUTER = re.compile("(?:实施|贯彻|落实|执行|印发|转发|批转|下发|发布|公布|修改|修订|废止|施行|调整|关于)\\Z")
_OUTER_TAIL = re.compile(
    "(?:等[一二三四五六七八九十]{1,3}[部件](?:法律|行政法规|地方性法规|法规|规章|文件))?"
    "的(?:通知|决定|意见|批复|公告|通告|函|办法|规定|细则|复函|答复)"
)
_APPENDED = re.compile(
    r"(?:实施|施行)(?:条例|细则|办法|规定|意见|方案)(?:\((?:试行|暂行)\))?|(?:若干|补充|暂行)规定"
)
_AMENDING = re.compile(f"{_NTH}(?:修订|修正|修改)(?:后|过|公布|发布)?的?(?=《)")
_QUALIFIED = re.compile("试行|暂行|草案")
_ALIAS = re.compile(r"(?:以下|下)?[简统]?称(?:为|作)?：?[《“\"]?([^《》“”\"]{2,30})[》”\"]?")
_HISTORY_FOLLOWS = re.compile(r"(?:已[于经]|[于经自]|根据)?(?:19|20)[0-9]{2}(?:年|[-./][0-9]|修)")
_HAPPENED = re.compile("通过|批准|公布|发布|颁布|印发|修[正订改]|施行|实施|[0-9年]版")
_WORD_DOCUMENT = re.compile("文件?(?=第|附|：|，|。|\\Z)")
_PAGE = re.compile("第?[0-9]{1,4}页")
_MERGING = ("关于", "印发", "转发", "批转", "贯彻", "对")
_LONGEST_LEAD = 90
_LONGEST_HISTORY, _LONGEST_OPEN_HISTORY, _MOST_LINES = 1_500, 500, 40
_SLIPS, _LONG_TITLE = 2, 12


@dataclass(slots=True)
class Head:
    """An instrument as far as its head tells, from `start` to `end` of the compact text.

    parts tile that stretch in order: kind, start, end. standard: whether it is a standard. aliases: by what short
    titles it goes in the text.
    """

    start: int
    end: int
    tag: str = ""
    issuer: str = ""
    title: str = ""
    aliases: tuple[str, ...] = ()
    number: str = ""
    edition: str = ""
    effective: str = ""
    standard: bool = False
    parts: list[tuple[Kind, int, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def head(compact: Compact, at: int, *, quoted: bool = False) -> Head | None:
    """The head that begins at an index; None where none does.

    quoted: it stands where the words of a provision may go on, so that only what is plainly a head is one.
    """
    reader = _HeadReader(compact, at, quoted=quoted)
    return reader.head if reader.read() else None


class _HeadReader:
    def __init__(self, compact: Compact, at: int, *, quoted: bool) -> None:
        self.compact, self.key, self.quoted = compact, compact.key, quoted
        self.head = Head(at, at)

    @property
    def at(self) -> int:
        return self.head.end

    def read(self) -> bool:
        if match := (_PLAIN_ENUMERATOR if self.quoted else _ENUMERATOR).match(self.key, self.at):
            self._add("separator", match.end())
        self._tag()
        if not (self._marked_title() or self._loose_title() or self._bare_number()):
            return False
        while self._attached():
            pass
        self._judge()
        return True

    def _add(self, kind: Kind, end: int) -> None:
        if end > self.at:
            self.head.parts.append((kind, self.at, end))
            self.head.end = end

    def _fault(self, cause: Cause, start: int, end: int, meant: str = "") -> None:
        first, last = self.compact.span(start, end)
        found = self.compact.text[first:last]
        self.head.faults.append(Fault(cause, first, last, found, meant if meant != found else ""))

    def _tag(self) -> bool:
        tag = tag_at(self.compact, self.at)
        if tag is None or self.head.tag or (self.quoted and tag.cause):
            return False
        self.head.tag = tag.name
        self._add("tag", tag.end)
        if tag.cause:
            self._fault(tag.cause, tag.start, tag.end, tag.meant)
        if self.key.startswith("：", self.at):
            self._add("separator", self.at + 1)
        return True

    # the title and what stands in front of it

    def _marked_title(self) -> bool:
        at = self.at
        mark = self.key.find("《", at, at + _LONGEST_LEAD)
        if mark < 0 and self.key.startswith("〈", at):
            mark = at
        title = marked(self.compact, mark) if mark >= 0 else None
        if title is None or any(stop in self.key[at:mark] for stop in "。；"):
            return False
        begun = at if self.quoted else min(self._led_in(at), mark)
        lead = self.key[begun:mark]
        if tail := self._outer_tail(lead, title.end):
            written = (
                spelt(self.compact, begun, tail) if lead else title.value + self.compact.raw[title.end : tail]
            )
            whole = Title(written, begun, tail, None, title.faults)
        elif lead and (self.quoted or not self._lead(begun, title)):
            return False
        else:
            whole = self._amended(title)
        self._take_title(whole)
        return True

    def _led_in(self, at: int) -> int:
        """Where the words end that only lead up to a citation: 法律依据：, 根据."""
        while match := _LEADING.match(self.key, at):
            at = match.end()
        return at

    def _outer_tail(self, lead: str, at: int) -> int | None:
        """Where a title ends that goes on behind the marks inside it: 实施《…》办法, 关于印发《…》的通知, 《…》实施细则."""
        if _OUTER.search(lead):
            if match := _OUTER_TAIL.match(self.key, at):
                return match.end()
            end = line(self.compact, at)
            return end if end and ends_well(self.key[at:end]) else None
        match = _APPENDED.match(self.key, at)
        return match.end() if match and not lead else None

    def _amended(self, title: Title) -> Title:
        """The title itself, or the one behind it that it amends: 根据《…决定》第二次修正的《…》."""
        match = _AMENDING.match(self.key, title.end)
        meant = marked(self.compact, match.end()) if match else None
        if meant is None:
            return title
        self.head.number = ""
        self._add("history", meant.start)
        return meant

    def _lead(self, begun: int, title: Title) -> bool:
        """Takes what stands in front of a title: its date and number, or who issued it."""
        told = history(self.compact, begun, title.start)
        if told and not told.unread and _PUBLISHING.fullmatch(self._apart_from_dates(begun, title.start)):
            self._add("separator", begun)
            self._take_history(title.start, told)
            return True
        issuing = _ISSUING.search(self.key, begun, title.start)
        end = issuing.start() if issuing else title.start
        issuer = self.key[begun:end]
        local = issuer.endswith(_REGION) and self.key.startswith("《实施", title.start)
        if not re.fullmatch(f"[{_HAN}、，]{{2,60}}", issuer) or not (local or issuer.endswith(ISSUERS)):
            return False
        self._add("separator", begun)
        self.head.issuer = spelt(self.compact, begun, end)
        self._add("issuer", title.start)
        return True

    def _apart_from_dates(self, start: int, end: int) -> str:
        told = [(number.start, number.end) for number in numbers(self.compact, start, end)]
        told += [(start + moment.start, start + moment.end) for moment in dates(self.key[start:end])]
        return "".join(
            self.key[index]
            for index in range(start, end)
            if not any(first <= index < last for first, last in told)
        )

    def _loose_title(self) -> bool:
        """A title whose marks are missing."""
        title = unopened(self.compact, self.at)
        if title is None and (self.head.tag or not self.quoted):
            begun = self._led_in(self.at)
            title = unmarked(self.compact, begun)
            if title and not (self.head.tag or self._goes_on(title.end)):
                return False
        if title is None:
            return False
        self._add("separator", title.start)
        self._take_title(title)
        return True

    def _goes_on(self, at: int) -> bool:
        """Whether something follows that hardly follows anything but a title."""
        if self.key.startswith("(", at):
            end = self.compact.partners.get(at, at)
            return bool(history(self.compact, at + 1, min(end, at + _LONGEST_HISTORY)))
        return PLACED.match(self.key, at) is not None or number_at(self.compact, at) is not None

    def _bare_number(self) -> bool:
        """A document number alone: （鄂政发〔2021〕9号）."""
        if self.quoted:
            return False
        at = self.at
        begun = at + 1 if self.key.startswith("(", at) else at
        number = number_at(self.compact, begun)
        if number is None:
            return False
        self._add("separator", begun)
        self._take_number(number)
        self._add("number", number.end)
        if begun > at and self.compact.partners.get(at) == number.end:
            self._add("separator", number.end + 1)
        return True

    def _take_title(self, title: Title) -> None:
        self._add("separator", title.start)
        number = number_at(self.compact, title.start + 1)
        if number and number.end == title.end - 1:
            self._take_number(number)
            self._add("number", title.end)
            return
        merged = self.head.issuer and (title.value.startswith(_MERGING) or self.head.issuer.endswith(_REGION))
        self.head.title = self.head.issuer + title.value if merged else title.value
        self._add("title", title.end)
        for cause in title.faults:
            self._fault(cause, title.start, title.end, title.value)
        if title.edition:
            self._merge(history(self.compact, *title.edition))
        self._repeated()

    def _repeated(self) -> None:
        """The same title once more, or with slips of the pen, is no other instrument."""
        while (again := marked(self.compact, self.at)) and self._same(again.value):
            if again.value != self.head.title:
                self._fault("title-twice", again.start, again.end, self.head.title)
            self._add("title", again.end)

    def _same(self, value: str) -> bool:
        if value == self.head.title:
            return True
        if min(len(value), len(self.head.title)) < _LONG_TITLE or ends_well(value):
            return False
        from rapidfuzz.distance import Levenshtein

        return Levenshtein.distance(value, self.head.title, score_cutoff=_SLIPS) <= _SLIPS

    # what stands behind it

    def _attached(self) -> bool:
        """Takes the next thing that belongs to the head; False where there is none."""
        at = self.at
        character = self.key[at : at + 1]
        if character in ("(", "[", "{", "【", "〔"):
            return self._tag() or self._bracket(at)
        if character in (")", "]", "}", "】", "》", "〉") and not self.compact.gap(at):
            self._fault("stray-bracket", at, at + 1)
            self._add("separator", at + 1)
            return True
        if not self.head.number and (number := number_at(self.compact, at)):
            self._take_number(number)
            self._add("number", number.end)
            return True
        if self.head.title and (match := _HISTORY_FOLLOWS.match(self.key, at)):
            return self._open_history(at, match.end())
        if self.head.number and (match := _WORD_DOCUMENT.match(self.key, at)):
            self._add("separator", match.end())
            return True
        if match := _PAGE.match(self.key, at):
            self._fault("unread", at, match.end())
            self._add("rest", match.end())
            return True
        return False

    def _bracket(self, at: int) -> bool:
        partner = self.compact.partners.get(at)
        if partner is not None and (placed := listed(self.compact, at + 1)) and placed.end == partner:
            return False
        if partner is None and self.key[at + 1 : at + 2] == self.key[at]:
            self._fault("open-bracket", at, at + 1)
            self._add("separator", at + 1)
            return True
        if (
            partner is not None
            and partner - at < _LONGEST_HISTORY
            and self._next_head(at + 1, partner) is None
        ):
            return self._bracketed(at + 1, partner, partner + 1)
        end = self._line_end(at + 1)
        if not history(self.compact, at + 1, end):
            return False
        self._fault("open-bracket", at, end)
        return self._bracketed(at + 1, end, end)

    def _bracketed(self, start: int, end: int, closed: int) -> bool:
        """What stands in a bracket behind the title."""
        inside = self.key[start:end]
        if _QUALIFIED.fullmatch(inside):
            self.head.title += f"（{self.compact.raw[start:end]}）"
            self._add("title", closed)
        elif alias := _ALIAS.fullmatch(inside):
            self.head.aliases += (self.compact.raw[slice(start + alias.start(1), start + alias.end(1))],)
            self._add("title", closed)
        elif told := history(self.compact, start, end):
            self._add("separator", start)
            self._take_history(end, told)
            self._add("separator", closed)
        else:
            self._add("rest", closed)
        return True

    def _open_history(self, at: int, least: int) -> bool:
        """A history that no bracket opens; it may be closed by one."""
        end = self._line_end(at)
        closing = self.key.find(")", at, end)
        while closing in self.compact.closing:
            closing = self.key.find(")", closing + 1, end)
        end = closing if closing >= 0 else end
        told = history(self.compact, at, max(end, least))
        if not told or not _HAPPENED.search(self.key, at, end):
            return False
        self._take_history(max(end, least), told)
        if closing >= 0:
            self._fault("stray-bracket", closing, closing + 1)
            self._add("separator", closing + 1)
        return True

    def _line_end(self, at: int) -> int:
        """Where what stands beside a title ends, if no bracket tells: before the next head, or with the line."""
        limit = min(len(self.compact), at + _LONGEST_OPEN_HISTORY)
        following = self._next_head(at, limit)
        if following is None:
            place = bisect_right(self.compact.lines, at)
            following = min([limit, *self.compact.lines[place : place + 1]])
        return following

    def _next_head(self, start: int, end: int) -> int | None:
        """Where between two places a new line begins with a provision or a tag, or an article is named."""
        lines = self.compact.lines
        first = bisect_right(lines, start)
        for index in lines[first : min(first + _MOST_LINES, bisect_right(lines, end - 1))]:
            if PLACED.match(self.key, index) or tag_at(self.compact, index):
                return index
        placed = _ARTICLE.search(self.key, start, end)
        return placed.start() if placed and "《" not in self.key[start : placed.start()] else None

    def _take_history(self, end: int, told: History) -> None:
        self._merge(told)
        if told.number:
            self._add("history", told.number.start)
            self._add("number", told.number.end)
        for first, last in told.unread:
            if first >= self.at:
                self._add("history", first)
                self._add("rest", last)
        self._add("history", end)
        for first, last in told.no_such_day:
            self._fault("no-such-day", first, last)

    def _merge(self, told: History) -> None:
        self.head.edition = max(self.head.edition, told.edition)
        self.head.effective = max(self.head.effective, told.effective)
        if told.number and not self.head.number:
            self._take_number(told.number)

    def _take_number(self, number: Number) -> None:
        self.head.number = number.value
        self.head.standard = number.sort == "standard"
        for cause in number.faults:
            self._fault(cause, number.start, number.end, number.value)

    def _judge(self) -> None:
        """What is wrong with the head as a whole."""
        head = self.head
        head.standard = head.standard or level(head.tag) == "标准"
        if head.tag and contradicts(head.tag, head.title, head.standard):
            start, end = next(part[1:] for part in head.parts if part[0] == "tag")
            self._fault("wrong-tag", start, end)
        if head.effective and not head.edition and not head.number:
            start, end = next(part[1:] for part in reversed(head.parts) if part[0] == "history")
            self._fault("only-effective", start, end)
