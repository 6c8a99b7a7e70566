"""The head of a citation: tag, who issued it, title, and what stands beside the title."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qzqd.law.faults import CitationFault
from qzqd.law.tags import tag_at
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact
    from qzqd.law.documents import DocumentNumber
    from qzqd.law.faults import Cause
    from qzqd.law.history import PublicationHistory

Kind = Literal["tag", "issuer", "title", "history", "number", "provision", "quote", "separator", "rest"]
"""What a part of a text is; `rest` is what was not understood."""

PLACED = regex(
    r"第[0-9一二三四五六七八九十百千零〇]{1,7}(?:条|章|编|部分|款|项)|第?[0-9]{1,2}(?:\.[0-9]{1,3})+|附件|附录"
)
"""Where provisions begin, for certain."""


@dataclass(slots=True)
class Head:
    """An instrument as far as its head tells, from `start` to `end` of the compact text; it grows while it is read.

    parts tile that stretch in order: kind, start, end. standard: whether it is a standard. aliases: by what short
    titles it goes in the text. quoted: it stands where the words of a provision may go on.
    """

    compact: Compact
    start: int
    end: int
    quoted: bool = False
    tag: str = ""
    issuer: str = ""
    title: str = ""
    aliases: tuple[str, ...] = ()
    number: str = ""
    edition: str = ""
    effective: str = ""
    standard: bool = False
    parts: list[tuple[Kind, int, int]] = field(default_factory=list)
    faults: list[CitationFault] = field(default_factory=list)

    @property
    def key(self) -> str:
        return self.compact.key

    def add(self, kind: Kind, end: int) -> None:
        """What stands between the end so far and this one."""
        if end > self.end:
            self.parts.append((kind, self.end, end))
            self.end = end

    def fault(self, cause: Cause, start: int, end: int, meant: str = "") -> None:
        first, last = self.compact.span(start, end)
        found = self.compact.text[first:last]
        self.faults.append(CitationFault(cause, first, last, found, meant if meant != found else ""))

    def fault_of(self, kind: Kind, cause: Cause) -> None:
        """Something is wrong with the last part of a kind."""
        for start, end in [part[1:] for part in self.parts if part[0] == kind][-1:]:
            self.fault(cause, start, end)

    def rest(self, end: int) -> None:
        """What was not understood."""
        if end > self.end:
            self.fault("unread", self.end, end)
            self.add("rest", end)

    def take_tag(self) -> bool:
        """The tag that stands here; False where there is none, or there was one before."""
        tag = tag_at(self.compact, self.end)
        if tag is None or self.tag or (self.quoted and tag.cause):
            return False
        self.tag = tag.name
        self.add("tag", tag.end)
        if tag.cause:
            self.fault(tag.cause, tag.start, tag.end, tag.meant)
        if self.key.startswith("：", self.end):
            self.add("separator", self.end + 1)
        return True

    def take_number(self, number: DocumentNumber) -> None:
        self.number = number.value
        self.standard = number.sort == "standard"
        for cause in number.faults:
            self.fault(cause, number.start, number.end, number.value)

    def take_history(self, publication: PublicationHistory, end: int) -> None:
        """What the text from here to `end` says of when and by whom it was published and amended."""
        self.know(publication)
        if publication.number:
            self.add("history", publication.number.start)
            self.add("number", publication.number.end)
        for first, last in publication.unread:
            if first >= self.end:
                self.add("history", first)
                self.rest(last)
        self.add("history", end)
        for first, last in publication.no_such_day:
            self.fault("no-such-day", first, last)

    def know(self, publication: PublicationHistory) -> None:
        """The later of two editions is the one that is cited; the first number is that of the instrument."""
        self.edition = max(self.edition, publication.edition)
        self.effective = max(self.effective, publication.effective)
        if publication.number and not self.number:
            self.take_number(publication.number)
