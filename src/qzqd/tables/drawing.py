"""The text boxes of a sheet, each over the cell that it begins in."""

from __future__ import annotations

from qzqd.tables.grid import Floating
from qzqd.tables.writing import Writing
from qzqd.tables.xml import XmlReader

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


class Drawing(XmlReader):
    """found: what is written in the shapes of one drawing, those of older programs left out where there are both."""

    def __init__(self) -> None:
        self.found: list[Floating] = []
        self._writing = Writing()
        self._place = {"row": 0, "col": 0}
        self._from = False
        self._into = ""
        self._older = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        if name in _ANCHORS:
            self._place = {"row": 0, "col": 0}
        elif name == "Fallback":
            self._older += 1
        elif name == "from":
            self._from = True
        elif name in ("p", "br"):
            self._writing.line()
        if name == "t" or (self._from and name in self._place):
            self._into = name

    def end(self, name: str) -> None:
        if name in _ANCHORS:
            if text := self._writing.take():
                self.found.append(Floating(text, self._place["row"] + 1, self._place["col"] + 1))
        elif name == "Fallback":
            self._older -= 1
        elif name == "from":
            self._from = False
        if name == self._into:
            self._into = ""

    def text(self, text: str) -> None:
        if self._into == "t" and not self._older:
            self._writing.add(text)
        elif self._into in self._place:
            self._place[self._into] = int(text)
