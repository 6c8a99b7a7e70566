"""A YAML document as plain data, with the place of every key and value."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.kinds import labels
from qzqd.read import compiled, spaces
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.error import MarkedYAMLError

    from qzqd.read.problem import Problem


@dataclass(slots=True)
class Tree:
    """One document as plain data, with the place of every key and value.

    positions: start and end offset of each, in characters, in document order; a container runs from the start of its
    first child to the end of its last. problems: faults that could be read past, with the code of their rule; spoilt: the
    offsets of the values they are about. plain, quoted: each distinct scalar once, as it was written. spaced: whether one
    of them may be blank.
    """

    source: bytes
    data: Any = None
    positions: array[int] | memoryview = field(default_factory=lambda: array("I"))
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    spoilt: set[tuple[int, int]] = field(default_factory=set)
    plain: dict[str, Any] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)
    spaced: bool = True

    def spans(self) -> Iterator[tuple[int, int]]:
        """Start and end offset of every key and value, in document order."""
        ends = iter(self.positions)
        return zip(ends, ends, strict=True)

    def has_blank_texts(self) -> bool:
        """Whether a text is empty, or has nothing but white space in it."""
        return self.spaced and (
            "" in self.quoted or any(map(str.isspace, self.quoted)) or any(map(str.isspace, self.plain))
        )

    def take_strings(self) -> list[str]:
        """Every distinct text of the document. Afterwards `plain` and `quoted` are empty: they are large."""
        strings = [value for value in self.plain.values() if value.__class__ is str]
        strings += self.quoted
        self.plain.clear()
        self.quoted.clear()
        return strings


def parse(source: bytes) -> Tree:
    """Read one YAML document from UTF-8 bytes without a byte order mark.

    Spaces of all sorts are read as ordinary ones, which `source` of the tree then has; the Chinese words for the
    English values of a list as these values.
    Duplicate keys and ambiguous scalars are recorded in `problems` (the first value and the text stand).
    Raises Refused for all else that is not a plain tree.
    """
    tree = certain(source) or _judged(Tree(spaces.plain(source)))
    if isinstance(tree.data, dict):
        for texts in (tree.plain, tree.quoted):
            labels.store(tree.data, texts)
    return tree


def certain(source: bytes) -> Tree | None:
    """The tree where the compiled reader is there and certain."""
    if (parts := compiled.read(source)) is None:
        return None
    data, places, plain, quoted, spaced = parts
    return Tree(source, data, memoryview(places).cast("I"), plain=plain, quoted=quoted, spaced=spaced)


def _judged(tree: Tree) -> Tree:
    from yaml.error import MarkedYAMLError

    from qzqd.read import events

    try:
        events.fill(tree)
    except MarkedYAMLError as error:
        raise _first_fault(tree.source.decode(), error) from None
    return tree


def _first_fault(text: str, error: MarkedYAMLError) -> Refused:
    """Why the text is refused, whatever libyaml stumbled over first.

    Its scanner runs up to a line ahead of the events, so its error may hide that an earlier bracket nests too
    deep; from 0.2.6 on it also has a limit of its own. Reading what stands before the error settles both.
    """
    from yaml.error import MarkedYAMLError
    from yaml.scanner import ScannerError

    from qzqd.read import events
    from qzqd.read.syntax import explain_syntax

    start = error.context_mark or error.problem_mark
    if isinstance(error, ScannerError) and start:
        at_limit = "nesting depth" in (error.problem or "")
        try:
            events.fill(Tree(text[: start.index].encode()))
        except Refused as earlier:
            if at_limit or earlier.code == events.TOO_DEEP:
                return earlier
        except MarkedYAMLError as earlier:
            if at_limit:
                error = earlier
    return Refused(*explain_syntax(text, error))
