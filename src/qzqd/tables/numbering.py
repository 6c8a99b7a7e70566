"""The numbers that Word writes before paragraphs by itself: they stand on the page and not in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.regex import regex
from qzqd.tables.xml import XmlReader

if TYPE_CHECKING:
    import re

_PLACE = regex("%([1-9])")
_DIGITS = "零一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LETTERS = 26
_HIGHEST = 1_000_000


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "


@dataclass(slots=True)
class _Scheme:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering(XmlReader):
    """The lists of a document, and how far each has counted. Reads the parts that declare them and their styles."""

    def __init__(self) -> None:
        self._schemes: dict[str, _Scheme] = {}
        self._named: dict[str, str] = {}
        self._scheme, self._number = _Scheme(), ""
        self._level = _Level()
        self._styles: dict[str, tuple[str, int]] = {}
        self._style, self._depth = "", 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "style":
            self._style, self._depth = attributes.get("styleId", ""), 0
        elif name == "numId" and self._style:
            self._styles[self._style] = value, self._depth
        elif name == "ilvl" and self._style:
            self._depth = int(value or "0")
        elif name == "basedOn" and value in self._styles:
            self._styles.setdefault(self._style, self._styles[value])
        elif name == "abstractNum":
            self._scheme = self._schemes[attributes.get("abstractNumId", "")] = _Scheme()
        else:
            self._scheme_part(name, value, attributes)

    def _scheme_part(self, name: str, value: str, attributes: dict[str, str]) -> None:
        if name == "lvl":
            self._level = self._scheme.levels[int(attributes.get("ilvl", "0"))] = _Level()
        elif name == "start":
            self._level.start = min(int(value), _HIGHEST)
        elif name == "numFmt":
            self._level.form = value
        elif name == "lvlText":
            self._level.text = value[:100]
        elif name == "suff":
            self._level.gap = "" if value == "nothing" else " "
        elif name == "num":
            self._number = attributes.get("numId", "")
            self._scheme, self._level = _Scheme(), _Level()  # what a single list overrides is passed over
        elif name == "abstractNumId":
            self._named[self._number] = value

    def of_style(self, style: str) -> tuple[str, int] | None:
        """The list and level that paragraphs of a style belong to."""
        return self._styles.get(style)

    def next(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list; "" for a bullet or an unknown list."""
        scheme = self._schemes.get(self._named.get(number, ""))
        form = scheme.levels.get(level) if scheme else None
        if scheme is None or form is None:
            return ""
        scheme.counts[level] = scheme.counts.get(level, form.start - 1) + 1
        for deeper in [each for each in scheme.counts if each > level]:
            del scheme.counts[deeper]
        if form.form in ("bullet", "none"):
            return ""

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            known = scheme.levels.get(at, form)
            return _written(scheme.counts.get(at, known.start), known.form)

        label = _PLACE.sub(counted, form.text)
        return label + form.gap if label else ""


def _written(number: int, form: str) -> str:
    if form.startswith(("chinese", "japaneseCounting", "taiwanese", "ideographDigital")) and 0 < number < 100:
        tens, ones = divmod(number, 10)
        head = (_DIGITS[tens] if tens > 1 else "") + "十" if tens else ""
        return head + (_DIGITS[ones] if ones or not tens else "")
    if form.startswith("decimalEnclosedCircle") and 0 < number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _LETTERS:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    return str(number)
