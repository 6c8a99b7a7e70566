"""Footnotes, endnotes and comments: the parts of a document that its text or its cells point into."""

from __future__ import annotations

from qzqd.tables.writing import Writing
from qzqd.tables.xml import XmlReader

_EACH = ("footnote", "endnote", "comment")


class DocumentNotes(XmlReader):
    """found: what each says, by the kind of element and its id, or the cell it is about. Those that only draw a line say nothing."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], str] = {}
        self._writing = Writing()
        self._note = ("", "")
        self._into = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _EACH:
            self._note = name, attributes.get("id") or attributes.get("ref", "")
        elif name == "p":
            self._writing.line()
        self._into = name == "t"

    def end(self, name: str) -> None:
        self._into = False
        if name in _EACH and (text := self._writing.take()):
            self.found[self._note] = text

    def text(self, text: str) -> None:
        if self._into:
            self._writing.add(text)
