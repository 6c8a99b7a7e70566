"""Changes to a document of XML at places found by reading it: every byte between them stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from qzqd.regex import regex
from qzqd.tables.refusals import OFFICE, unsound
from qzqd.tables.xml import careful, feed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TAG_END = regex(rb"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Element:
    """start, inner: where its first tag begins and ends. end, after: the same of its last tag; an empty one has one tag.

    name: without its prefix. above: the names of the elements around it.
    """

    name: str
    attributes: dict[str, str]
    start: int
    inner: int
    above: tuple[str, ...]
    end: int = 0
    after: int = 0

    @property
    def empty(self) -> bool:
        """Whether it is one tag."""
        return self.end == self.start


@dataclass(slots=True)
class XmlPart:
    """The bytes of a part, and what is to be changed in them."""

    data: bytes
    _changes: list[tuple[int, int, bytes]] = field(default_factory=list)

    def elements(self, wanted: Callable[[str, tuple[str, ...]], bool]) -> list[Element]:
        """The elements that are wanted, by name and the names around it, in order. Raises Refused."""
        found: list[Element] = []
        open_: list[Element | None] = []
        above: list[str] = []
        data = self.data

        def start(name: str, attributes: dict[str, str]) -> None:
            around = tuple(above)
            above.append(name)
            if not wanted(name, around):
                open_.append(None)
                return
            at = parser.CurrentByteIndex
            element = Element(name, {**attributes}, at, _tag_end(data, at), around)
            found.append(element)
            open_.append(element)

        def end(_: str) -> None:
            above.pop()
            if (element := open_.pop()) is not None:
                if data[element.inner - 2 : element.inner] == b"/>":
                    element.end, element.after = element.start, element.inner
                else:
                    element.end = parser.CurrentByteIndex
                    element.after = _tag_end(data, element.end)

        parser = careful(start, lambda _: None)
        parser.EndElementHandler = end
        feed(parser, [data])
        return found

    @property
    def prefix(self) -> str:
        """What the names of its elements begin with, `x:` or nothing."""
        (root, *_) = self.elements(lambda _, above: not above)
        name = re.match(rb"<([^\s/>]+)", self.data[root.start : root.inner])
        return (name[1].decode().rpartition(":")[0] + ":").removeprefix(":") if name else ""

    def replace(self, start: int, end: int, text: str) -> None:
        """Write something else there."""
        self._changes.append((start, end, text.encode()))

    def insert(self, at: int, text: str) -> None:
        """Write something more there, behind what has been put at the same place before."""
        self.replace(at, at, text)

    def append(self, element: Element, text: str) -> None:
        """Write it at the end of an element."""
        if element.empty:
            tag = self.data[element.start : element.inner]
            name = re.match(rb"<([^\s/>]+)", tag)
            opened = tag[:-2].rstrip() + b">"
            closing = f"</{name[1].decode()}>" if name else ""
            self.replace(element.start, element.after, f"{opened.decode()}{text}{closing}")
        else:
            self.insert(element.end, text)

    def attribute(self, element: Element, name: str, value: str) -> None:
        """Give an attribute of its tag another value, or give it the attribute."""
        tag = self.data[element.start : element.inner]
        known = re.search(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""", tag)
        if known:
            self.replace(element.start + known.start(1), element.start + known.end(1), quoteattr(value))
        else:
            at = element.inner - (2 if tag.endswith(b"/>") else 1)
            self.insert(at, f" {name}={quoteattr(value)}")

    def changed(self) -> bytes:
        """The document with all changes."""
        parts: list[bytes] = []
        at = 0
        for start, end, text in sorted(self._changes, key=lambda change: change[0]):
            parts += [self.data[at:start], text]
            at = end
        return b"".join([*parts, self.data[at:]])


def the(name: str, found: Iterable[Element]) -> Element:
    """The first element of this name. Raises Refused where there is none."""
    for element in found:
        if element.name == name:
            return element
    raise unsound(OFFICE)


def element_text(data: bytes, element: Element) -> str:
    """What stands in an element, its own and that of all in it. Raises Refused."""
    said: list[str] = []
    if not element.empty:
        feed(careful(lambda *_: None, said.append), [data[element.start : element.after]])
    return "".join(said)


def escaped_text(text: str) -> str:
    """A text for an element: no markup, and nothing that XML forbids."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def _tag_end(data: bytes, at: int) -> int:
    found = _TAG_END.match(data, at)
    return found.end() if found else len(data)
