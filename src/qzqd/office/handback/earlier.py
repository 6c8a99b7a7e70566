"""What a workbook that was handed back before still has of that: comments with old findings, and the sheet that lists them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qzqd.office.handback.note import is_untouched, listed_before, lists_findings
from qzqd.office.handback.splice import Element, XmlPart, element_text, escaped_text
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.tables.grid import Grid

AUTHOR = "qzqd"
_BEGINS = regex("(?:错误|警告|提示|error|warning|info)(?: QZ[0-9]{3})?：")
_CERTAIN = regex("(?:错误|警告|提示|error|warning|info) QZ[0-9]{3}：")
_JOINT = f"{AUTHOR}："
"""What parts a finding from the words of somebody else in one comment."""


def begins_with_finding(text: str) -> bool:
    """Whether a comment seems to be of a workbook that was handed back."""
    return _CERTAIN.match(text) is not None


@dataclass(slots=True)
class EarlierMarks:
    """lists, kept: the sheets of findings that nobody has added to, and those that somebody has written in."""

    lists: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    _words: _Words = field(default_factory=lambda: _Words(()))

    @staticmethod
    def of(grids: Iterable[Grid]) -> EarlierMarks:
        """By what the sheets of findings say."""
        found = [*filter(lists_findings, grids)]
        untouched = [grid.name for grid in found if is_untouched(grid)]
        kept = [grid.name for grid in found if grid.name not in untouched]
        return EarlierMarks(untouched, kept, _Words(text for grid in found for text in listed_before(grid)))

    def cleared(self, comments: bytes) -> Cleared:
        """Comments without the findings that the last list tells, wherever their cells have moved."""
        document = XmlPart(comments)
        found = document.elements(lambda name, _: name in ("author", "comment", "t", "rPh"))
        authors = [element_text(comments, each) for each in found if each.name == "author"]
        gone: set[str] = set()
        doubtful: set[str] = set()
        for comment, texts in _comments(found):
            place = comment.attributes.get("ref", "")
            words = "".join(element_text(comments, each) for each in texts)
            cuts = [*self._words.places(words)]
            left = _without(words, 0, cuts)
            if cuts and not left.strip():
                document.replace(comment.start, comment.after, "")
                gone.add(place)
                continue
            at = 0
            for each in texts:
                old = element_text(comments, each)
                if (new := _without(old, at, cuts)) != old:
                    document.replace(each.inner, each.end, escaped_text(new))
                at += len(old)
            number = comment.attributes.get("authorId", "")
            own = number.isdecimal() and authors[int(number) : int(number) + 1] == [AUTHOR]
            if _CERTAIN.search(left) or (own and not cuts):
                doubtful.add(place)
        return Cleared(document.changed(), gone, doubtful)


class Cleared(NamedTuple):
    """Comments without old findings. gone: the cells that have none any more; doubtful: those with what may be an old finding."""

    comments: bytes
    gone: set[str]
    doubtful: set[str]


def _comments(found: Iterable[Element]) -> Iterator[tuple[Element, list[Element]]]:
    """Every comment with the elements that hold its words."""
    comment: Element | None = None
    texts: list[Element] = []
    for element in found:
        if element.name == "comment":
            if comment:
                yield comment, texts
            comment, texts = element, []
        elif element.name == "t" and not element.empty and "rPh" not in element.above:
            texts.append(element)
    if comment:
        yield comment, texts


def _without(text: str, at: int, cuts: Iterable[tuple[int, int]]) -> str:
    """A text, which begins at some place of a longer one, without what is cut out of that."""
    left, done = [], 0
    for start, end in cuts:
        left.append(text[done : max(start - at, done)])
        done = max(min(end - at, len(text)), done)
    return "".join([*left, text[done:]])


class _Words:
    """Findings as they were worded, to be found again in what programs made of white space."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = {"".join(text.split()) for text in texts}
        self._lengths = sorted({*map(len, self._known)}, reverse=True)

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where they stand, with what parts them from other words."""
        done = 0
        seen = [at for at, character in enumerate(words) if not character.isspace()]
        squeezed = "".join(words[at] for at in seen)
        for begins in _BEGINS.finditer(words):
            start = begins.start()
            first = bisect_left(seen, start)
            left = len(squeezed) - first  # the end is shorter than a longer finding, and no part of that
            length = next(
                (
                    each
                    for each in self._lengths
                    if each <= left and squeezed[first : first + each] in self._known
                ),
                0,
            )
            if start >= done and length:
                before = words[done:start].rstrip().removesuffix(_JOINT).rstrip()
                start, done = done + len(before), seen[first + length - 1] + 1
                yield start, done
