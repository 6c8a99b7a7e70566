"""A text as it is matched: without white space, in one form of brackets, digits and characters, places kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from qzqd.law.numerals import digits_mended
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Spacing = Literal["", " ", "\n"]

_FORMS = {
    "(": "（⦅﹙", ")": "）⦆﹚", "[": "［", "]": "］", "{": "｛", "}": "｝",
    "〔": "﹝❲", "〕": "﹞❳", "【": "〖", "】": "〗", "〈": "<＜﹤‹«\u2329", "〉": ">＞﹥›»\u232a",
    "，": ",﹐", "；": ";﹔", "：": ":﹕︰", "。": "．｡", "！": "!", "？": "?", "、": "﹑､",
    "-": "—–－―‐‑−", "～": "~〜∼", "/": "／", ".": "．", "两": "兩", "〇": "○◯", "第": "笫苐", "款": "欵歀",
    "条": "條", "项": "項", "号": "號", "编": "編", "节": "節", "订": "訂", "过": "過", "发": "發", "布": "佈",
    "颁": "頒", "实": "實", "执": "執", "规": "規", "则": "則", "办": "辦", "国": "國", "务": "務", "关": "關",
    "华": "華", "厅": "廳", "党": "黨", "员": "員", "会": "會", "议": "議", "决": "決", "标": "標", "准": "準",
    "称": "稱", "简": "簡", "从": "從", "为": "為", "届": "屆", "录": "錄", "单": "單", "处": "處",
}  # fmt: skip
_KEY = str.maketrans(
    {variant: form for form, variants in _FORMS.items() for variant in variants}
    | {chr(code + 0xFEE0): chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
)
_LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")
_UNSEEN = frozenset("\xad\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_PARTNERS = {")": "(", "]": "[", "}": "{", "】": "【", "〕": "〔", "”": "“", "」": "「"}
_OPENING = frozenset(_PARTNERS.values())
_BRACKETS = regex(f"[{re.escape(''.join((*_PARTNERS, *_PARTNERS.values())))}]")
_DOUBLED = regex("〈〈((?:[^〈〉]|〈[^〈〉]{1,80}+〉){2,200}+)〉〉")
_MARKUP = regex("&(?:nbsp|lt|gt|quot|amp);|</?(?:br|p|div|span) ?/?>|_x000[AD]_")
_STANDS_FOR = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&", "&nbsp;": " "}
"""What systems that export tables leave of their pages; any other mark-up is a line break."""
_LEFT_OUT = regex(rf"[\s{''.join(sorted(_UNSEEN))}]")


class Compact:
    """`raw` is the text without white space and unseen characters; `key` the same, to be matched.

    All three have their own indices; `key` and `raw` are equally long. Neither the sort of bracket nor full or half
    width makes a difference in `key`; the few traditional characters that citations turn on are simplified there, and
    letters that were typed for digits are digits.
    partners: where the bracket that opens at an index is closed; brackets that never close are not in it.
    closing: the indices of brackets that close one. blanks: whether a blank stood anywhere within a line. lines: where new lines begin, in order; paragraphs: those of them
    that an empty line parts from what is before.
    """

    __slots__ = (
        "_gaps",
        "_places",
        "blanks",
        "closing",
        "key",
        "lines",
        "paragraphs",
        "partners",
        "raw",
        "text",
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.paragraphs: set[int] = set()
        self._places: Sequence[int] = range(len(text))
        self._gaps: list[Spacing] = [""] * len(text)
        if text:
            self._gaps[0] = "\n"
        self.raw = text
        if _LEFT_OUT.search(text) or _MARKUP.search(text):
            self._close_up(text)
        self.key = digits_mended(self.raw.translate(_KEY))
        if "〈〈" in self.key:  # <<…>>, as keyboards without 《 have it
            self.key = _DOUBLED.sub(r"《《\1》》", self.key)
        self.partners = _partners(self.key)
        self.closing = frozenset(self.partners.values())
        self.lines = [index for index, gap in enumerate(self._gaps) if gap == "\n"]
        self.blanks = " " in self._gaps

    def _close_up(self, text: str) -> None:
        """Leave out the white space, and remember where it was."""
        places: list[int] = []
        kept: list[str] = []
        gaps: list[Spacing] = []
        gap: Spacing = "\n"
        breaks = 0
        for place, character in _characters(text):
            if character.isspace():
                breaks += character in _LINE_ENDS
                gap = "\n" if breaks or not places else " "
            elif character not in _UNSEEN:
                if breaks > 1:
                    self.paragraphs.add(len(places))
                places.append(place)
                kept.append(character)
                gaps.append(gap)
                gap, breaks = "", 0
        self._places, self._gaps = places, gaps
        self.raw = "".join(kept)

    def __len__(self) -> int:
        return len(self.key)

    def gap(self, index: int) -> Spacing:
        """The white space before a character: none, a blank, or a new line; the end counts as a new line."""
        return self._gaps[index] if index < len(self._gaps) else "\n"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end`, which are not none, stand in the text."""
        return self._places[start], self._places[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """These characters as they stand in the text, with the white space between them."""
        first, last = self.span(start, end)
        return self.text[first:last]


def _characters(text: str) -> Iterator[tuple[int, str]]:
    """The characters of a text and where they stand; what mark-up stands for instead of it."""
    start = 0
    for match in _MARKUP.finditer(text):
        yield from enumerate(text[start : match.start()], start)
        yield match.start(), _STANDS_FOR.get(match[0], "\n")
        start = match.end()
    yield from enumerate(text[start:], start)


def _partners(key: str) -> dict[int, int]:
    opened: dict[str, list[int]] = {bracket: [] for bracket in _OPENING}
    found: dict[int, int] = {}
    for match in _BRACKETS.finditer(key):
        character, index = match[0], match.start()
        if character in _OPENING:
            opened[character].append(index)
        elif opened[bracket := _PARTNERS[character]]:
            found[opened[bracket].pop()] = index
    return found
