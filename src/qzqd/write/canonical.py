"""The one form of a catalogue: fields in the order of the schema, codes in quotes, comments kept."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from qzqd import kinds
from qzqd.locale import Text
from qzqd.read.cut_off import is_suspicious
from qzqd.read.problem import Problem, Refused
from qzqd.read.source import BOM
from qzqd.read.tree import Tree, parse
from qzqd.regex import regex
from qzqd.write.layout import Container, LayoutEntry, LayoutScalar, survey
from qzqd.write.proof import Unsafe, keeps_comments, says
from qzqd.write.scalar import CODE, scalar_text
from qzqd.write.shape import Shape, catalogue_shape

__all__ = ["WIDTH", "Unsafe", "format"]

WIDTH = 100
"""Characters. A list or mapping in brackets that does not fit is written out in lines."""

_BREAK = regex("\r\n|[\r\x85]")
_BLOCK_INDENT = regex(r"^([|>][-+]?)[1-9]")
_STEP = "  "


def format(source: bytes, schema: dict[str, Any] | None = None) -> bytes:
    """The canonical form of a catalogue; `source` is UTF-8, `schema` the JSON Schema of its kind, None for the one it says.

    Fields stand in the order of the schema, unknown ones after them. Comments above a field or an entry move
    with it, comments beside it stay on its line, and the first block of comments stays on top. Lines end as most
    of them did: git may check files out with the line ends of Windows, and they are no change.
    Raises Refused if the source reads with any problem or says no known kind, Unsafe if the data or a comment would
    change.
    """
    marked, source = source, source.removeprefix(BOM)
    tree = _read(_BREAK.sub("\n", source.decode()).encode())
    if tree.source != source:
        says(source, tree.data)
    if schema is None:
        schema = _schema_of(tree.data)
    if not isinstance(tree.data, dict) or not tree.data:
        raise Unsafe("not a mapping")
    top, container = survey(tree)
    opening, body = _block(container, catalogue_shape(schema), "")
    result = "\n".join((*top.before, *opening, *body, *top.beside, "")).encode()
    if result == marked:
        return result  # there is nothing to prove of what stays as it is
    after = says(result, tree.data)
    if after.problems:
        raise Unsafe("it would not read without a problem")
    keeps_comments(tree, after)
    if 2 * source.count(b"\r\n") > source.count(b"\n"):
        result = result.replace(b"\n", b"\r\n")
        says(result, tree.data)
    return result


def _schema_of(data: Any) -> dict[str, Any]:
    kind = kinds.kind_of(data)
    if kind is None:
        message = Text("不是已知类型的清单，没有改动", "not a known kind of list; left as it is")
        raise Refused("QZ110", Problem(message))
    return kinds.schema(kind)


def _read(source: bytes) -> Tree:
    tree = parse(source)
    for code, problem in tree.problems:
        raise Refused(code, problem)
    return tree


def _block(container: Container, shape: Shape, indent: str) -> tuple[list[str], list[str]]:
    """The comments above the first entry, and the lines of a container without brackets."""
    _order(container, shape)
    first = container.entries[0]
    opening, lines = _entry(first, shape.below(first.key), indent)
    for previous, entry in pairwise(container.entries):
        above, own = _entry(entry, shape.below(entry.key), indent)
        lines += _indented(_below(previous, above), indent)
        lines += own
    lines += _indented(_below(container.entries[-1], container.tail), indent)
    return _without_blank(opening), lines


def _entry(entry: LayoutEntry, shape: Shape, indent: str) -> tuple[list[str], list[str]]:
    """The comments above a field or an entry of a list, and its lines."""
    node = entry.node
    start = f"{indent}- " if entry.key is None else f"{indent}{scalar_text(entry.key)}: "
    *more, beside = entry.beside or ("",)
    # What looks like a slip goes on looking like one, so that it is told until somebody has decided.
    doubtful = entry.near and isinstance(node, LayoutScalar) and is_suspicious(node.source, " ")
    end = f"{' ' if doubtful else '  '}{beside}" if beside else ""
    if isinstance(node, LayoutScalar):
        first, *rest = _scalar(node, shape, indent + _STEP)
        if node.block:
            return [*entry.before, *entry.beside], [start + first, *rest]
        lines = [start + first if first else start.rstrip(), *rest]
        lines[-1] += end
        return [*entry.before, *more], lines
    if node.flow:
        line = _line(node, shape)
        if not node.entries:
            blank = bool(entry.before) and not entry.before[-1]
            inside = _without_blank(node.tail) if blank else node.tail
            return [*entry.before, *inside, *more], [start + ("{}" if node.keyed else "[]") + end]
        if line is not None and len(start) + len(line) <= WIDTH:
            return [*entry.before, *more], [start + line + end]
    opening, body = _block(node, shape, indent + _STEP)
    if entry.key is None:
        body[0] = start + body[0][len(start) :]
        return [*entry.before, *entry.beside, *opening], body
    return [*entry.before, *more], [start.rstrip() + end, *_indented(opening, indent + _STEP), *body]


def _scalar(scalar: LayoutScalar, shape: Shape, indent: str) -> list[str]:
    """The lines of a scalar, of which all but the first begin with `indent`."""
    if "\n" not in scalar.source:
        return [scalar.source if scalar.block else _word(scalar, shape)]
    first, *rest = scalar.source.split("\n")
    if scalar.block:
        return [_BLOCK_INDENT.sub(rf"\g<1>{len(_STEP)}", first), *_indented(rest, indent)]
    # Blank space around the line breaks of a plain or quoted scalar is not part of it, unless escaped.
    first, *rest = map(_without_blank_end, (first, *(line.lstrip(" \t") for line in rest)))
    return [first, *_indented(rest, indent)]


def _without_blank_end(line: str) -> str:
    kept = line.rstrip(" \t")
    return line[: len(kept) + 1] if kept.endswith("\\") else kept


def _word(scalar: LayoutScalar, shape: Shape, flow: bool = False) -> str:
    value = scalar.value
    if value.__class__ is not str:
        return scalar.source
    return scalar_text(value, shape.code and CODE.fullmatch(value) is not None, flow)


def _line(node: LayoutScalar | Container, shape: Shape) -> str | None:
    """A node as it is written inside brackets; None if it holds a comment or goes over several lines."""
    if isinstance(node, LayoutScalar):
        return None if "\n" in node.source else _word(node, shape, flow=True) or "null"
    if any(node.tail):
        return None
    _order(node, shape)
    words: list[str] = []
    for entry in node.entries:
        word = _line(entry.node, shape.below(entry.key))
        if word is None or entry.beside or any(entry.before):
            return None
        words.append(word if entry.key is None else f"{scalar_text(entry.key, flow=True)}: {word}")
    inner = ", ".join(words)
    return f"{{{inner}}}" if node.keyed else f"[{inner}]"


def _order(container: Container, shape: Shape) -> None:
    if container.keyed:
        container.entries.sort(key=lambda entry: shape.rank(entry.key))


def _below(previous: LayoutEntry, lines: list[str]) -> list[str]:
    """Without the first blank line where it would become part of the text above it."""
    return _without_blank(lines) if lines and _ends_open(previous.node) else lines


def _ends_open(node: LayoutScalar | Container) -> bool:
    """Whether it ends with a block scalar that keeps all its line ends."""
    while isinstance(node, Container):
        if node.tail or node.flow:
            return False
        node = node.entries[-1].node
    return node.block and "+" in node.source[:3]


def _without_blank(lines: list[str]) -> list[str]:
    return lines[1:] if lines and not lines[0] else lines


def _indented(lines: list[str], indent: str) -> list[str]:
    return [indent + line if line else "" for line in lines]
