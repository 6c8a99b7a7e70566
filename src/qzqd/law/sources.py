"""What was read of a text: its instruments, the parts it consists of, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from qzqd.law.compact import Compact
    from qzqd.law.faults import CitationFault
    from qzqd.law.heads import Head, Kind
    from qzqd.law.provisions import Provision, ProvisionStep

CitationRole = Literal["basis", "mention"]


class TextPart(NamedTuple):
    """A stretch of the text and what it is; all parts in a row are the text."""

    kind: Kind
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class CitedInstrument:
    """One instrument as it is cited, with its provisions in order.

    tag: the level as it is stated, 法规 or what else. title: without 《》; empty where none is given. issuer: who
    stands in front of the title; a title that begins with 关于 has it in front. aliases: its short titles in this text.
    number: its order or document number. edition: a year, month or day. effective: since when it is applied.
    quote: words of it that belong to no provision. role: a mention is no basis: 对《…》第十八条所列情形的处罚.
    start, end: from its first character to its last one, quotations included.
    """

    tag: str = ""
    title: str = ""
    issuer: str = ""
    aliases: tuple[str, ...] = ()
    number: str = ""
    edition: str = ""
    effective: str = ""
    standard: bool = False
    provisions: tuple[Provision, ...] = ()
    quote: str = ""
    role: CitationRole = "basis"
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Reading:
    """What was understood of a text. parts: all of it; `"".join(part.text for part in parts) == text`."""

    text: str
    sources: tuple[CitedInstrument, ...]
    parts: tuple[TextPart, ...]
    faults: tuple[CitationFault, ...]

    @cached_property
    def rest(self) -> tuple[TextPart, ...]:
        """What was not understood."""
        return tuple(part for part in self.parts if part.kind == "rest")


class OpenSource:
    """A source that is being read; `last` is the provision that words belong to, -1 for the source as a whole."""

    def __init__(self, begun: Head, role: CitationRole = "basis") -> None:
        self.head, self.role, self.end = begun, role, begun.end
        self.provisions: list[Provision] = []
        self.last = -1
        self._listed = 0  # where the provisions begin that were named together
        self._known: dict[tuple[ProvisionStep, ...], int] = {}
        self._quotes: dict[int, list[str]] = {}

    def begin_list(self) -> None:
        """What is taken from here on stands in one list."""
        self._listed = len(self.provisions)

    def add(self, provision: Provision) -> None:
        """Takes a provision; one that was named before only gets its words."""
        self.last = self._known.setdefault(provision.steps, len(self.provisions))
        if self.last == len(self.provisions):
            self.provisions.append(provision)

    def quote(self, words: str) -> None:
        """Words of the provision that was named last."""
        self._refine()
        self._quotes.setdefault(self.last, []).append(words)

    def _refine(self) -> None:
        """第五条 in a list, and behind the list 第五条第一款 with its words: not two provisions, but that paragraph."""
        if self.last < 0 or self.last in self._quotes or self.last != len(self.provisions) - 1:
            return
        steps = self.provisions[self.last].steps
        for length in range(1, len(steps)):
            place = self._known.get(steps[:length], -1)
            if 0 <= place < self._listed and place not in self._quotes:
                self.provisions[place] = replace(self.provisions.pop(), start=self.provisions[place].start)
                self._known[steps] = self.last = place
                return

    def source(self, compact: Compact) -> CitedInstrument:
        head = self.head
        start, end = compact.span(head.start, self.end)
        quotes = {place: "\n".join(words) for place, words in self._quotes.items()}
        return CitedInstrument(
            tag=head.tag,
            title=head.title,
            issuer=head.issuer,
            aliases=head.aliases,
            number=head.number,
            edition=head.edition,
            effective=head.effective,
            standard=head.standard,
            provisions=tuple(
                replace(provision, quote=quotes.get(place, ""))
                for place, provision in enumerate(self.provisions)
            ),
            quote=quotes.get(-1, ""),
            role=self.role,
            start=start,
            end=end,
        )
