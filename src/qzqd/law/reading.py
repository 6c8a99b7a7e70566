"""Citations as people write them into a cell, read without losing a character."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from qzqd.law.beginnings import CONTINUING, Beginnings, said_end
from qzqd.law.compact import Compact
from qzqd.law.faults import CitationFault
from qzqd.law.heads import PLACED, Head, Kind
from qzqd.law.history import publication_history
from qzqd.law.leads import ENUMERATOR, citation_head
from qzqd.law.provision_list import listed_provisions
from qzqd.law.provisions import LEVELS
from qzqd.law.remarks import is_garbled, is_scrap, remark_end
from qzqd.law.separators import SEPARATORS, separator_end
from qzqd.law.sources import OpenSource, Reading, TextPart
from qzqd.law.tags import heading_at
from qzqd.law.titles import marked
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.law.faults import Cause
    from qzqd.law.provision_list import ProvisionList
    from qzqd.law.provisions import Provision
    from qzqd.law.sources import CitationRole

_JOINTS = regex("[。；，、]*")
_LETTERS = regex("[0-9lIOoi]+")
_STOP = regex("[。；！？…”]|(?=【)")
_THEN = regex("，(?=(?:依据|根据|依照|按照)《)")
_HAN = regex("[一-鿿]")
_N = "[0-9一二两三四五六七八九十百千零〇]{1,7}"
_MISWRITTEN = regex(
    rf"{_N}条(?![例约件])|第{_N}第\(?{_N}\)?[款项]|第{_N}(?:[、，和及与至到～-]第?{_N}){{1,20}}[条款项章]"
)
_WORDED = regex("全文|全部条[款文]|第?[A-Z]{1,3}[0-9]{1,8}项")
_ARTICLED = ("法", "法典", "条例")
_LISTED_THERE = regex("所[列指称]")
_BELONGING = regex("[及和与]其(?P<what>实施(?:条例|细则))")
_REFERENCE = regex(
    "(?:同上|同前|前述|上述)(?:法律|法规|规章|办法|条例|规定|文件|法(?=第))|同[上前]|[该本同前](?:法|条例|办法|规定|细则|规章|决定|通知|文件)(?=第)"
)


def read_citations(text: str) -> Reading:
    """Everything that a text cites; never fails, in time that grows as the text does."""
    return _Reader(text).read()


class _Reader:
    """Goes through the text once. `at` is where the next part begins; `sources` ends with the one that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.compact = Compact(text)
        self.key = self.compact.key
        self.at = 0
        self.after: Literal["start", "head", "provision", "words"] = "start"
        self.parts: list[tuple[Kind, int, int]] = []
        self.sources: list[OpenSource] = []
        self.faults: list[CitationFault] = []
        self.aliases: dict[str, str] = {}
        self.beginnings = Beginnings(self.compact)
        self.level = ""
        stops = (match.end() for pattern in (_STOP, _THEN) for match in pattern.finditer(self.key))
        self.candidates = sorted({*self.compact.lines, *stops})

    def read(self) -> Reading:
        while self.at < len(self.key):
            if self._edition_behind():
                continue
            separated = self._separators()
            if self.at == len(self.key):
                break
            if self._remark(separated):
                continue
            if self._words_must_follow(separated) or not self._cited():
                self._words()
        self._letters()
        sources = tuple(opened.source(self.compact) for opened in self.sources)
        faults = sorted(self.faults, key=lambda fault: (fault.start, fault.end))
        return Reading(self.text, sources, tuple(self._tiles()), tuple(faults))

    def _cited(self) -> bool:
        """Takes the citation that begins here; False where none does."""
        return (
            self._heading()
            or self._provisions()
            or self._head()
            or self._provisions(headed=True)
            or self._reference()
        )

    # what may come next

    def _words_must_follow(self, separated: str) -> bool:
        """Whether only the words of the provision can follow it here, however they begin."""
        if self.after != "provision":
            return False
        gap = self.compact.gap(self.at)
        if "：" in separated and gap != "\n":
            return True
        if gap or separated.endswith("，") or "：" in separated:
            return not self.beginnings.begins(self.at, unquoted=True)
        return False

    # what is taken

    def _take(self, kind: Kind, end: int) -> None:
        if end > self.at:
            self.parts.append((kind, self.at, end))
            self.at = end

    def _fault(self, cause: Cause, start: int, end: int) -> None:
        first, last = self.compact.span(start, end)
        self.faults.append(CitationFault(cause, first, last, self.text[first:last]))

    def _separators(self) -> str:
        start = self.at
        headed, placed = self.after == "head", self.after == "provision"
        while self.at < len(self.key) and (
            end := separator_end(self.compact, self.at, headed=headed, placed=placed)
        ):
            self._take("separator", end)
        return self.key[start : self.at]

    def _heading(self) -> bool:
        """一、法律, a line of its own: the level of all that stands below, up to the next."""
        tag = heading_at(self.compact, self.at)
        if tag is None:
            return False
        self.level = tag.name
        self._take("tag", tag.end)
        self.after = "start"
        return True

    def _head(self) -> bool:
        begun = citation_head(self.compact, self.at)
        if begun is None:
            return False
        self._open(begun)
        return True

    def _open(self, begun: Head, role: CitationRole = "basis") -> None:
        begun.tag = begun.tag or self.level
        begun.title = self.aliases.get(begun.title, begun.title)
        self.aliases |= dict.fromkeys(begun.aliases, begun.title)
        self.parts += begun.parts
        self.faults += begun.faults
        self.at = begun.end
        self.sources.append(OpenSource(begun, role))
        if ENUMERATOR.match(self.key, begun.start):
            self.beginnings.numbered = True
        self.after = "head"
        if not begun.title:
            self._fault("no-title", begun.start, begun.end)

    def _provisions(self, *, headed: bool = False) -> bool:
        opened = self.sources[-1] if self.sources else None
        if not headed and not any(
            pattern.match(self.key, self.at) for pattern in (PLACED, _MISWRITTEN, _WORDED)
        ):
            return False
        refused = self.after == "provision" and self.parts[-1][0] == "provision"
        if (headed and self.after != "head") or (refused and not self.compact.gap(self.at)):
            return False
        standard = headed and opened is not None and opened.head.standard
        found = listed_provisions(self.compact, self.at, headed=headed, standard=standard)
        if found is None:
            return False
        if opened is None or opened.role == "mention":
            opened = OpenSource(Head(self.compact, self.at, found.end))
            self.sources.append(opened)
            self._fault("no-source", self.at, found.end)
        self._add(opened, found)
        return True

    def _add(self, opened: OpenSource, found: ProvisionList) -> None:
        """The provisions go to the source; one that begins with a paragraph is of the article before."""
        before = opened.provisions[opened.last].steps if opened.provisions else ()
        opened.begin_list()
        for provision in found.provisions:
            first = provision.steps[0].level
            above = tuple(step for step in before if step.level < first) if first > LEVELS["条"] else ()
            opened.add(replace(provision, steps=above + provision.steps))
        self.faults += found.faults
        if opened.head.title.endswith(_ARTICLED) and any(map(_is_clause, found.provisions)):
            self._fault("odd-numeral", self.at, found.end)  # 《…法》第2.3条 may be 第二条 and 第三条
        self._take("provision", found.end)
        opened.end = found.end
        self._take("separator", said_end(self.compact, self.at))
        self.after = "provision"

    def _edition_behind(self) -> bool:
        """《…》第四十五条（2018年修订）: the edition stands behind the provision."""
        closing = self.compact.partners.get(self.at)
        if self.after != "provision" or closing is None or self.key[self.at] not in "([{〔【":
            return False
        publication = publication_history(self.compact, self.at + 1, closing)
        if not (publication.edition or publication.number) or publication.unread:
            return False
        self.sources[-1].head.know(publication)
        self._take("history", closing + 1)
        self.sources[-1].end = self.at
        return True

    def _remark(self, separated: str) -> bool:
        """（罚则） behind a provision, 第三条前段, 注：…: none of its words, and the list may go on behind it."""
        if self.after != "provision" or "：" in separated:
            return False
        end = remark_end(self.compact, self.at)
        if end is None:
            return False
        self._rest(end)
        self.sources[-1].end = end
        return True

    def _reference(self) -> bool:
        """同上第五条 goes on with the source before."""
        match = _REFERENCE.match(self.key, self.at)
        if not match or self.after == "head":
            return self._belonging()
        if not self.sources:
            self._fault("no-source", *match.span())
            self._take("rest", match.end())
        else:
            self._take("title", match.end())
            self.sources[-1].end = self.at
            self.after = "head"
        return True

    def _belonging(self) -> bool:
        """《…法》及其实施条例 are two instruments; whose 实施办法 is meant, nobody can know: each province has one."""
        match = _BELONGING.match(self.key, self.at)
        before = self.sources[-1].head.title if self.sources else ""
        if not match or not before:
            return False
        begun = Head(self.compact, self.at, self.at, title=before + match["what"])
        begun.fault("elided-title", self.at, match.end(), begun.title)
        begun.add("title", match.end())
        self._open(begun)
        return True

    # words

    def _words(self) -> None:
        """Words up to where the next citation begins: a quotation, or what was not understood."""
        opened = self.sources[-1] if self.sources else None
        if opened is None or opened.role == "mention":
            self._prose(self._boundary(quoted=False))
        elif self._goes_on(opened):
            if _LISTED_THERE.match(self.key, self.at):
                opened.role = "mention"
                self._fault("mention", opened.head.start, self.at)
            self._rest(self._boundary(quoted=False))
            opened.end = self.at
        else:
            end = self._boundary(quoted=True)
            opened.quote(_lines(self.compact.written(self.at, end)))
            opened.end = end
            self._take("quote", end)
        self.after = "words"

    def _goes_on(self, opened: OpenSource) -> bool:
        """Whether the sentence goes on right behind the citation: 《…》第三条所列情形."""
        before = self.key[self.at - 1]
        if before == "：" or self.after == "words":
            return False
        if is_garbled(self.compact, self.at):
            return True
        if self.compact.gap(self.at):
            return False
        unit = opened.provisions[-1].steps[-1].unit if opened.provisions else "条"
        captioned = unit in ("部分", "附件", "") and self.parts[-1][0] != "separator"
        captioned = captioned and _HAN.match(self.key, self.at) is not None
        if not captioned and is_scrap(self.compact, self.at):
            return True
        if before in SEPARATORS:
            return False
        return self.parts[-1][0] == "title" or CONTINUING.match(self.key, self.at) is not None

    def _boundary(self, *, quoted: bool) -> int:
        """Where the next citation begins behind `at`."""
        least = self.at + 1
        if self.key[self.at] in "“「" and self.at in self.compact.partners:
            least = self.compact.partners[self.at] + 1
            behind = _JOINTS.match(self.key, least)
            if (
                behind
                and behind.end() < len(self.key)
                and self.beginnings.begins(behind.end(), unquoted=True)
            ):
                return least
        for place in range(bisect_left(self.candidates, least), len(self.candidates)):
            index = self.candidates[place]
            if index < len(self.key) and (
                self.beginnings.begins(index) or not (quoted or self._is_no_head(index))
            ):
                return index
        return len(self.key)

    def _is_no_head(self, at: int) -> bool:
        return citation_head(self.compact, at) is None

    def _prose(self, end: int) -> None:
        """Words that cite nothing, but may mention laws."""
        mark = self.key.find("《", self.at, end)
        while mark >= 0:
            begun = citation_head(self.compact, mark) if marked(self.compact, mark) else None
            if begun:
                self._rest(mark)
                self._open(begun, "mention")
                if found := listed_provisions(self.compact, self.at):
                    self._add(self.sources[-1], found)
                self._fault("mention", mark, self.at)
            mark = self.key.find("《", max(mark + 1, self.at), end)
        self._rest(end)

    def _rest(self, end: int) -> None:
        said = any(map(str.isalnum, self.key[self.at : end]))
        if said:
            self._fault("unread", self.at, end)
        self._take("rest" if said else "separator", end)

    def _letters(self) -> None:
        """Letters that were read as digits, where it is not the quoted words that have them."""
        for kind, start, end in self.parts:
            for run in _LETTERS.finditer(self.compact.raw, start, end) if kind != "quote" else ():
                read = self.key[run.start() : run.end()]
                if read != run[0]:
                    first, last = self.compact.span(*run.span())
                    self.faults.append(CitationFault("letter", first, last, run[0], read))

    def _tiles(self) -> Iterator[TextPart]:
        """The parts with the white space between them."""
        at = 0
        for kind, first, last in self.parts:
            start, end = self.compact.span(first, last)
            if start > at:
                yield TextPart("separator", at, self.text[at:start])
            yield TextPart(kind, start, self.text[start:end])
            at = end
        if at < len(self.text):
            yield TextPart("separator", at, self.text[at:])


def _is_clause(provision: Provision) -> bool:
    return any(step.unit == "" and str(step.number)[:1].isdigit() for step in provision.steps)


def _lines(words: str) -> str:
    """The words without the white space of layout around their lines."""
    return "\n".join(line for line in map(str.strip, words.splitlines()) if line)
