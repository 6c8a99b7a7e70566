"""What is said of an instrument beside its title: when it was passed, published, amended, and under which number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from qzqd.law.dates import DateInText, dates
from qzqd.law.documents import DocumentNumber, document_numbers
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.law.compact import Compact

_INNER_TITLE = regex(r"《[^《》]{0,300}》?")
_TIME = "(?:第[0-9一二三四五六七八九十]{1,3}次)?"
_AMENDED = regex(f"令?{_TIME}(?:《{{0,300}}+》)?{_TIME}(?:修订|修正|修改)(?!通过)")
_WITH_OTHERS = regex(f"(?:、[^，；。、]{{1,24}}号){{1,6}}{_AMENDED.pattern}")
_EFFECT = regex("起?(?:开始)?(?:正式)?(?:施行|实施|生效|执行|实行)")
_ENDED = regex("废止|失效|代替|取代|替代|停止(?:执行|施行|实施)")
_VERBS = regex(
    "通过|批准|公布|发布|颁布|印发|修订|修正|修改|施行|实施|生效|执行|实行|废止|制定|会议|审议|签发|发文|转发"
)
_LEFT = regex("第?[0-9一二三四五六七八九十百〇零]{1,7}号|第[0-9]{2,4}(?![0-9次届号])")
_CLAUSE = regex("[^，；。]+")


@dataclass(frozen=True, slots=True)
class PublicationHistory:
    """edition: the day of the last publication or amendment, a month or a year where no more is known.

    effective: since when it is applied. number: that of the instrument, not of a decision that amended it.
    unread: the parts of it that say nothing of the sort, in indices of the compact text.
    """

    edition: str = ""
    effective: str = ""
    number: DocumentNumber | None = None
    no_such_day: tuple[tuple[int, int], ...] = ()
    unread: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.edition or self.effective or self.number or self.no_such_day)


def publication_history(compact: Compact, start: int, end: int) -> PublicationHistory:
    """The history between two places of a compact text."""
    key = _INNER_TITLE.sub(lambda match: _masked(match[0]), compact.key[start:end])
    found = list(document_numbers(compact, start, end))
    ends = [start, *(number.end for number in found)]
    own = [
        number for number, before in zip(found, ends, strict=False) if not _amends(key, number, before, start)
    ]
    for number in found:
        key = _blanked(key, number.start - start, number.end - start)
    published, effective, wrong = [], [], []
    moments = list(dates(key))
    for moment, following in zip_longest(moments, moments[1:]):
        sentence = key[moment.end : following.start if following else len(key)]
        clause = _CLAUSE.match(sentence)
        if not moment.value:
            wrong.append((start + moment.start, start + moment.end))
        elif clause and not _EFFECT.match(sentence) and _ENDED.search(clause[0]):
            continue
        elif _takes_effect(key, moment, sentence):
            effective.append(moment.value)
        else:
            published.append(moment.value)
    if not published and not wrong:
        published = [year for year in effective if len(year) == 4]
    return PublicationHistory(
        max(published, default=""),
        max(effective, default=""),
        _joint(key, own, start),
        tuple(wrong),
        tuple(_unread(key, start, [(moment.start, moment.end) for moment in moments])),
    )


def _joint(key: str, own: list[DocumentNumber], start: int) -> DocumentNumber | None:
    """The last of its numbers; both, where two who issued it gave it one each: 教育部令第10号、卫生部令第1号."""
    if not own:
        return None
    last = own[-1]
    for before in own[-2::-1]:
        if key[before.end - start : last.start - start] != "、":
            break
        last = last._replace(value=f"{before.value}、{last.value}", start=before.start)
    return last


def _masked(title: str) -> str:
    return "《" * (len(title) - 1) + "》"


def _blanked(key: str, start: int, end: int) -> str:
    return key[:start] + "令" * (end - start) + key[end:]


def _amends(key: str, number: DocumentNumber, before: int, start: int) -> bool:
    """Whether it is the number of a decision that amended the instrument: 国务院令第732号第三次修订.

    before: where the number in front of it ends.
    """
    clause = re.split("[，；。]", key[before - start : number.start - start])[-1]
    behind = number.end - start
    together = before > start and _WITH_OTHERS.match(key, behind)
    return bool(together or _AMENDED.match(key, behind)) or "根据" in clause


def _takes_effect(key: str, moment: DateInText, sentence: str) -> bool:
    """Whether it is since then that the instrument is applied: 自2021年7月15日起施行, 2004年1月1日起实施."""
    return _EFFECT.match(sentence) is not None or (
        key[moment.start - 1 : moment.start] == "自" and "起" in sentence[:4]
    )


def _numbered(key: str, first: int, last: int, understood: list[tuple[int, int]]) -> bool:
    """Whether a number is left that was not read, as that of an order is whose 令 is misspelt."""
    words = key[first:last]
    for begin, end in understood:
        if first <= begin < last:
            words = words.replace(key[begin:end], "", 1)
    return not re.search("修[订正改]", words) and _LEFT.search(words) is not None


def _unread(key: str, start: int, understood: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for clause in _CLAUSE.finditer(key):
        first, last = clause.span()
        dated = any(first <= begin < last for begin, _ in understood)
        if _numbered(key, first, last, understood) or (
            not dated and "令" not in clause[0] and "》" not in clause[0] and not _VERBS.search(clause[0])
        ):
            yield start + first, start + last
