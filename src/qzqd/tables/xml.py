"""XML told piece by piece, without entities and without a tree; what is broken or hostile is one refusal."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING
from xml.parsers import expat
from zipfile import BadZipFile

from qzqd.tables.refusals import OFFICE, unsound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Start = Callable[[str, dict[str, str]], None]


class XmlReader:
    """Is told everything of a document, and minds what it has a method for; names are without their prefix."""

    def start(self, name: str, attributes: dict[str, str], /) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, text: str) -> None: ...


_BUFFER = 1 << 20
_BROKEN = (
    BadZipFile,
    expat.ExpatError,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What damaged archives, damaged XML and attributes that are no numbers come to."""


def walk_xml(pieces: Iterable[bytes], reader: XmlReader) -> None:
    """Tell a reader everything that stands in a document. Raises Refused."""

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes:
            attributes = {bare(key): value for key, value in attributes.items()}
        reader.start(bare(name), attributes)

    parser = careful(start, reader.text)
    parser.EndElementHandler = lambda name: reader.end(bare(name))
    feed(parser, pieces)


def careful(start: Start, text: Callable[[str], None]) -> expat.XMLParserType:
    """A parser that refuses documents which declare a type, and with it entities.

    start: told the elements without their prefix, but their attributes as they stand.
    """
    parser = expat.ParserCreate(
        "UTF-8"
    )  # whatever it declares; UTF-16, which it would begin with, is seen anyway
    parser.buffer_text = True
    parser.buffer_size = _BUFFER
    parser.StartDoctypeDeclHandler = _refuse
    parser.CharacterDataHandler = text

    def root(name: str, attributes: dict[str, str]) -> None:
        # Most documents have no prefix at all; not looking for one in each of a million names saves a third.
        parser.StartElementHandler = prefixed if ":" in name else start
        parser.StartElementHandler(name, attributes)

    def prefixed(name: str, attributes: dict[str, str]) -> None:
        start(bare(name), attributes)

    parser.StartElementHandler = root
    return parser


def feed(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    """Give a parser the whole document. Raises Refused."""
    with sound():
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)


def bare(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


@contextmanager
def sound() -> Iterator[None]:
    """Raises Refused where something is broken."""
    try:
        yield
    except _BROKEN:
        raise unsound(OFFICE) from None


def _refuse(*_: object) -> None:
    raise unsound(OFFICE)
