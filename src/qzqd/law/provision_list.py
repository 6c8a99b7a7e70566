"""Lists of provisions as people write them: 第三十条、三十二条、第三十四条第一款第（一）、（三）项."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qzqd.law.faults import CitationFault
from qzqd.law.numerals import read_int, to_chinese, to_int
from qzqd.law.provisions import LEVELS, LONGEST_RANGE, Provision, ProvisionStep
from qzqd.law.titles import marked, nested
from qzqd.regex import regex

if TYPE_CHECKING:
    import re

    from qzqd.law.compact import Compact
    from qzqd.law.faults import Cause

_N = "(?:[0-9一二两三四五六七八九十百千零〇]{1,9}|[㈠-㈩⑴-⒇①-⑳])"
_UNIT = "(?P<unit>编(?![制号办委])|部分|章(?!程)|节(?![能约日])|条(?![例约件])|款(?!项)|项(?!目)|目(?![录标的前]))"
_AND = "(?:以及|--|[、，；和及与或并至到～-])"
_ONE = rf"(?:第\(?|\()?{_N}\)?"
_GROUP = regex(
    rf"(?P<numbers>{_ONE}(?:(?:{_AND}第?\(?|第?\(){_N}\)?){{0,80}}+){_UNIT}(?:之(?P<inserted>[一二三四五六七八九十]{{1,3}}|[0-9]{{1,2}}))?"
)
_NUMBER = regex(rf"(?P<and>{_AND})?(?P<nth>第)?(?P<open>\(?)(?P<number>{_N})\)?")
_NO_UNIT = f"第(?P<numbers>{_N})(?P<unit>)(?P<inserted>)"
"""An article without 条, as a group has it."""
_SEVERAL = regex(_AND)
_UNITLESS = regex(rf"{_NO_UNIT}(?=第\(?{_N}\)?[款项])")
_UNFINISHED = regex(_NO_UNIT)
_LAST = regex("第?(?P<which>末|最后一|首|各)(?P<unit>[款项])")
_ENDS: dict[str, int | str] = {"首": 1, "最后一": "末"}
_UNNAMED = regex(rf"第?\((?P<number>{_N})\)(?![一-鿿《【])")
_FULL = regex("全文|全部条款|全部条文|(?:目录|序言|前言|总则|附则)(?![一-鿿])")
_CLAUSE = regex(r"第?(?P<number>[0-9]{1,2}(?:\.[0-9]{1,3}){1,5})(?![0-9.])条?")
_CHAPTER_OF_STANDARD = regex(r"第?(?P<number>[0-9]{1,2})(?![0-9])[.、]?条?")
_HEADED_CLAUSE = regex(rf"[0-9]{{1,2}}(?:\.[0-9]{{1,3}}){{0,5}}\.?[一-鿿]{{1,20}}(?={_CLAUSE.pattern})")
_ANNEX = regex(
    r"附(?:件|录|表|则|注)(?P<number>[A-Z](?:\.[0-9]{1,2}){1,4}|[0-9A-Z一二三四五六七八九十]{0,3}+(?!项)|)"
)
_RUN_ON_ANNEX = regex(
    rf"(?:[0-9]{{1,2}}[.、])?[一-鿿]{{2,40}}?(?:目录|清单|名录|名单|附件|附表|一览表)(?=第?{_N}项|第?[A-Z][0-9]{{1,8}}项|序号)"
)
_ENTRY = regex(
    r"第?(?P<code>[A-Z]{1,3}[0-9]{1,8}(?:-[0-9]{1,4})?)项|(?:序号|编号)(?P<number>[0-9A-Z-]{1,12})"
)
_POINT = regex(rf"第(?:{_N}|\({_N}\))点(?![一-鿿])")
_SECTION = regex(
    r"(?P<number>[一二三四五六七八九十]{1,3})(?:、|(?=\([一二三四五六七八九十]{1,3}\)))|\((?P<inner>[一二三四五六七八九十]{1,3})\)"
)
_JOINT = regex(f"…{{0,4}}(?:{_AND}?[同该][条款项](?=第)|{_AND})")
_RANGE = frozenset(("至", "到", "～", "-", "--"))
_ALSO_INSERTED = regex(rf"(?P<and>{_AND})之(?P<inserted>{_N})(?![一-鿿])")
_CAPTION = regex(rf"[“「]?(?![^第]{{0,20}}[本该依按违])(?:(?!第)[一-鿿、]){{2,16}}[”」]?(?=第{_N}[章节条])")
_CAPTION_OF_PART = regex(r"(?![^(]{0,20}[本该依按违])[一-鿿、]{2,16}(?=\([一二三四五六七八九十]{1,3}\))")
_NAMED_CHAPTER = regex(rf"[总分附罚]则(?=第{_N}条)")


@dataclass(frozen=True, slots=True)
class ProvisionList:
    """A list of provisions in a compact text, where it ends there, and what is wrong in it."""

    provisions: tuple[Provision, ...]
    end: int
    faults: tuple[CitationFault, ...]


def listed_provisions(
    compact: Compact, at: int, *, boundary: bool = True, headed: bool = False, standard: bool = False
) -> ProvisionList | None:
    """The provisions that are named from an index on; None where there are none.

    boundary: a citation may begin here, so that what lacks 第 may be a provision all the same.
    headed: right after the instrument, where its sections are told as 二、 and （三）.
    standard: the instrument is a standard, whose chapters are mere numbers.
    """
    reader = _List(compact, at, boundary=boundary, headed=headed, standard=standard)
    reader.read()
    return ProvisionList(tuple(reader.found), reader.at, tuple(reader.faults)) if reader.found else None


class _List:
    """Reads one list: `steps` lead to the provision that is being read, which began at `began`."""

    def __init__(self, compact: Compact, at: int, *, boundary: bool, headed: bool, standard: bool) -> None:
        self.compact, self.key = compact, compact.key
        self.at = self.began = at
        self.boundary, self.headed, self.standard = boundary, headed, standard
        self.steps: list[ProvisionStep] = []
        self.joined = self.again = False
        self.found: list[Provision] = []
        self.faults: list[CitationFault] = []

    def read(self) -> None:
        while True:
            joint = _JOINT.match(self.key, self.at) if self.steps else None
            start = joint.end() if joint else self.at
            self.joined = joint is not None
            self.again = joint is not None and joint[0].endswith(tuple("条款项"))
            if not (
                self._chapter(start)
                or self._annex(start, joint)
                or self._last(start)
                or self._group(start, joint)
                or self._unnamed(start)
                or self._words(start, joint)
            ):
                break
        self._finish()

    def _finish(self) -> None:
        if self.steps:
            start, end = self.compact.span(self.began, self.at)
            self.found.append(Provision(tuple(self.steps), start, end))

    def _enter(self, step: ProvisionStep, start: int) -> None:
        """One step down, or along: what was read so far is then a provision of its own."""
        # 第五章、第六条: the article is not of that chapter; 第五章第六条、第七条: it is.
        apart = self.joined and step.level <= LEVELS["条"] and self._unlike(step)
        if self.steps and (self.steps[-1].level >= step.level or apart or self.again):
            self._finish()
            self.began = start
            self.steps = [above for above in self.steps if above.level < step.level and not apart]
        elif self.steps and (last := self.steps[-1].last):
            self._part_range(last)
        self.steps.append(step)

    def _unlike(self, step: ProvisionStep) -> bool:
        return all(above.unit != step.unit for above in self.steps)

    def _part_range(self, last: int) -> None:
        """第三十条至第三十二条第一款 ends in a paragraph: two articles, and that paragraph of the third."""
        step = self.steps.pop()
        first = int(step.number)
        above = tuple(self.steps)
        start, end = self.compact.span(self.began, self.at)
        rest = replace(step, last=last - 1 if last - 1 > first else 0)
        self.found.append(Provision((*above, rest), start, end))
        self.steps.append(ProvisionStep(step.unit, last))

    def _annex(self, start: int, joint: re.Match[str] | None) -> bool:
        if self.steps and not joint:
            return False
        match = _ANNEX.match(self.key, start)
        if not match and self.headed and not self.steps:
            match = _RUN_ON_ANNEX.match(self.key, start)
        if not match or self.key.startswith("附则", start):
            return False
        words, end = self.compact.raw[start : match.end()], match.end()
        colon = end + self.key.startswith("：", end)
        own_line = self.compact.gap(colon) != "\n" and self.key.startswith("《", colon)
        if own_line and (named := marked(self.compact, colon)):
            words, end = words + nested(f"《{named.value}》"), named.end
        elif colon > end and (named_so := _RUN_ON_ANNEX.match(self.key, colon)):
            words, end = self.compact.raw[start : named_so.end()], named_so.end()
        elif colon > end and not _GROUP.match(self.key, colon):
            colon = end
        else:
            end = colon
        self._enter(ProvisionStep("附件", words), start)
        self.at = end + (self.key[end : end + 1] in ("中", "的") and bool(_GROUP.match(self.key, end + 1)))
        return True

    def _last(self, start: int) -> bool:
        match = _LAST.match(self.key, start)
        if not match or not self.steps:
            return False
        self._enter(ProvisionStep(match["unit"], _ENDS.get(match["which"], match["which"])), start)
        self.at = match.end()
        return True

    def _group(self, start: int, joint: re.Match[str] | None) -> bool:
        match = _GROUP.match(self.key, start) or _UNITLESS.match(self.key, start) or self._alone(start)
        unit = (match and match["unit"]) or "条"
        if not match or not self._may_follow(match, unit, start, joint):
            return False
        named = [*_NUMBER.finditer(self.key, match.start(), match.end("numbers"))]
        values = [read_int(number["number"]) for number in named]
        inserted = _inserted(match)
        if None in values or inserted is None or _mixed(named):
            return False
        self._note(match, named)
        if self._inserted_range(match, joint, inserted):
            return True
        for number, value in zip(named, values, strict=True):
            together = (joint[0] if joint else "") if number is named[0] else number["and"] or ""
            self._number(unit, int(value or 0), together, number.start())
            self.at = number.end()
        if inserted:
            self.steps[-1] = replace(self.steps[-1], inserted=inserted)
        self.at = match.end()
        self._also_inserted()
        return True

    def _also_inserted(self) -> None:
        """第三十条之一、之二, 第三十条之一至之四: an article each."""
        while (last := self.steps[-1]).inserted and (match := _ALSO_INSERTED.match(self.key, self.at)):
            inserted = read_int(match["inserted"]) or 0
            ranged = match["and"] in _RANGE and last.inserted < inserted <= LONGEST_RANGE
            for number in range(last.inserted + 1 if ranged else inserted, inserted + 1):
                self._enter(replace(last, inserted=number), match.start())
                self.at = match.end()
            if not inserted:
                return

    def _chapter(self, start: int) -> bool:
        """附则第四十条; and the caption of a chapter in front of what is cited of it: 第五章 法律责任 第四十条."""
        if match := _NAMED_CHAPTER.match(self.key, start):
            self._enter(ProvisionStep("章", match[0]), start)
        elif not self.steps or self.joined or not (match := self._caption(self.steps[-1].unit, start)):
            return False
        self.at = match.end()
        return True

    def _caption(self, unit: str, start: int) -> re.Match[str] | None:
        if unit == "部分" and self.headed:
            return _CAPTION_OF_PART.match(self.key, start)
        return _CAPTION.match(self.key, start) if unit in ("编", "章", "节") else None

    def _alone(self, start: int) -> re.Match[str] | None:
        """第五十三 and nothing else, right after the instrument."""
        match = _UNFINISHED.match(self.key, start) if self.headed else None
        return (
            match
            if match and (self.compact.gap(match.end()) or self.key[match.end()] in "：。；，、")
            else None
        )

    def _may_follow(self, match: re.Match[str], unit: str, start: int, joint: re.Match[str] | None) -> bool:
        """Whether it goes on with the list: deeper, or after a joint; what has no 第 is not just a number in a text."""
        marked_so = match[0][0] in "第("
        if not self.steps:
            return match[0][0] == "第" or (marked_so is False and self.boundary and unit == "条")
        if joint:
            return marked_so or joint[0] not in ("，", "；")
        deeper = LEVELS[unit] > self.steps[-1].level
        # 第一百零七条第二、第三十条 lacks a 款: its 第二 is no article.
        lacking = _SEVERAL.search(match["numbers"] or "") is not None
        return deeper or not (self.compact.gap(start) or lacking)

    def _inserted_range(self, match: re.Match[str], joint: re.Match[str] | None, inserted: int) -> bool:
        """第三十条之二至第三十条之四 are three articles."""
        last = self.steps[-1] if self.steps else None
        if not inserted or not joint or joint[0] not in _RANGE or not last or last.unit != "条":
            return False
        if (
            last.number != read_int(match["numbers"].strip("第()"))
            or not last.inserted < inserted <= LONGEST_RANGE
        ):
            return False
        for number in range(last.inserted + 1, inserted + 1):
            self._enter(replace(last, inserted=number), match.start())
            self.at = match.end()
        return True

    def _unnamed(self, start: int) -> bool:
        """第五条（一） is its subparagraph."""
        match = _UNNAMED.match(self.key, start)
        if not match or not self.steps or self.steps[-1].unit not in ("条", "款", "项"):
            return False
        number = read_int(match["number"])
        if number is None:
            return False
        self._fault("missing-subparagraph", match.start(), match.end(), f"第{to_chinese(number)}项")
        self._enter(ProvisionStep("项", number), start)
        self.at = match.end()
        return True

    def _number(self, unit: str, number: int, joint: str, start: int) -> None:
        last = self.steps[-1] if self.steps else None
        ranged = joint in _RANGE and last and last.unit == unit and not last.inserted and not last.last
        if ranged and last and isinstance(last.number, int) and last.number < number:
            self.steps[-1] = replace(last, last=number)
        else:
            if joint in _RANGE and last:
                self._fault("odd-range", self.began, start + 1, "")
            self._enter(ProvisionStep(unit, number), start)

    def _note(self, match: re.Match[str], named: list[re.Match[str]]) -> None:
        """What is wrong with a group of numbers."""
        if not match["unit"]:
            self._fault("missing-article", match.start(), match.end(), f"{match[0]}条")
        elif match[0][0] not in "第(":
            self._fault("missing-ordinal", match.start(), match.end(), f"第{match[0]}")
        for number in named:
            try:
                to_int(number["number"])
            except ValueError:
                value = to_chinese(read_int(number["number"]) or 1)
                self._fault("odd-numeral", number.start("number"), number.end("number"), value)

    def _fault(self, cause: Cause, start: int, end: int, meant: str) -> None:
        first, last = self.compact.span(start, end)
        self.faults.append(CitationFault(cause, first, last, self.compact.text[first:last], meant))

    def _words(self, start: int, joint: re.Match[str] | None) -> bool:
        """What is no counted unit: 全文, clause 4.3 of a standard, an entry by its code, a section （三）."""
        if self.steps and not joint and self.steps[-1].level >= LEVELS[""]:
            return False
        step, end = self._located(start)
        if step is None:
            return False
        if joint and joint[0] in _RANGE:
            self._fault("odd-range", self.began, end, "")
        self._enter(step, start)
        self.at = end
        return True

    def _located(self, start: int) -> tuple[ProvisionStep | None, int]:
        if match := _FULL.match(self.key, start):
            return ProvisionStep("", self.compact.raw[start : match.end()]), match.end()
        headed = _HEADED_CLAUSE.match(self.key, start)
        if match := _CLAUSE.match(self.key, headed.end() if headed else start):
            return ProvisionStep("", match["number"]), match.end()
        if match := _ENTRY.match(self.key, start):
            return ProvisionStep("", f"{match['code']}项" if match["code"] else match[0]), match.end()
        parted = bool(self.steps) and self.steps[-1].unit in ("部分", "附件")
        if (self.headed or parted) and (match := _POINT.match(self.key, start)):
            return ProvisionStep("", self.compact.raw[start : match.end()]), match.end()
        if (self.headed or parted) and (match := _SECTION.match(self.key, start)):
            if not self.steps and (part := read_int(match["number"] or "")):
                return ProvisionStep("部分", part), match.end()
            if match["inner"]:
                return ProvisionStep("", f"（{match['inner']}）"), match.end()
        if self.standard and (match := _CHAPTER_OF_STANDARD.match(self.key, start)):
            return ProvisionStep("", match["number"]), match.end()
        return None, start


def _mixed(named: list[re.Match[str]]) -> bool:
    """Whether a number in brackets stands right behind one without: 第48（1）条 is no two articles."""
    return any(
        number["open"] and not number["and"] and not before["open"] for before, number in pairwise(named)
    )


def _inserted(match: re.Match[str]) -> int | None:
    """1 of 第三十二条之一, 0 where nothing is inserted; None for what is no number."""
    if not match["inserted"]:
        return 0
    try:
        return to_int(match["inserted"])
    except ValueError:
        return None
