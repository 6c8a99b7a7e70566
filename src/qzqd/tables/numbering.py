"""The numbers that Word writes before paragraphs by itself: they stand on the page and not in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.regex import regex
from qzqd.tables.ordinals import ordinal
from qzqd.tables.xml import XmlReader

if TYPE_CHECKING:
    import re

_PLACE = regex("%([1-9])")
_HIGHEST = 1_000_000
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    digits: bool = False


@dataclass(slots=True)
class _Scheme:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """One list: the scheme that it counts in together with others, levels of its own, and where it starts anew."""

    scheme: str = ""
    own: _Scheme = field(default_factory=_Scheme)
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering(XmlReader):
    """The lists of a document, and how far each has counted. Reads the parts that declare them and their styles."""

    def __init__(self) -> None:
        self._schemes: dict[str, _Scheme] = {}
        self._lists: dict[str, _List] = {}
        self._scheme, self._list = _Scheme(), _List()
        self._level, self._at = _Level(), 0
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
        elif name == "isLgl":
            self._level.digits = value not in _OFF
        elif name == "num":
            self._list = self._lists[attributes.get("numId", "")] = _List()
            self._scheme, self._level = self._list.own, _Level()
        elif name == "abstractNumId":
            self._list.scheme = value
        elif name == "lvlOverride":
            self._at = int(attributes.get("ilvl", "0"))
        elif name == "startOverride":
            self._list.starts[self._at] = min(int(value), _HIGHEST)

    def of_style(self, style: str) -> tuple[str, int] | None:
        """The list and level that paragraphs of a style belong to."""
        return self._styles.get(style)

    def next(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list; "" for a bullet or an unknown list."""
        found = self._lists.get(number, _List())
        scheme = self._schemes.get(found.scheme, _Scheme())
        levels = {**scheme.levels, **found.own.levels}
        if level not in levels:
            return ""
        form, counts = levels[level], scheme.counts
        if not found.begun:
            found.begun = True
            own = {at: each.start for at, each in found.own.levels.items()} | found.starts
            counts.update({at: start - 1 for at, start in own.items()})
        counts[level] = counts.get(level, form.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if form.form in ("bullet", "none"):
            return ""

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            known = levels.get(at, form)
            shown = "decimal" if form.digits else known.form
            return ordinal(counts.get(at, known.start), shown)

        label = _PLACE.sub(counted, form.text)
        return label + form.gap if label else ""
