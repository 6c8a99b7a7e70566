"""A catalogue cut into pieces of text that can be put together again: fields, items, and the comments between."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import kinds
from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.positions import Positions
from qzqd.read.problem import Problem, Refused
from qzqd.read.tree import Tree, parse
from qzqd.regex import regex
from qzqd.text import canonical_json
from qzqd.write import canonical
from qzqd.write.proof import Unsafe, keeps_comments
from qzqd.write.scalar import unended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.finding import DataPath

TOP, END = "\0top", "\0end"
"""What stands above the first field, and below all; no key of a file is called so."""


_OPEN = regex(r"[|>][1-9]?\+")


class NotLineBased(Exception):
    """Items or fields do not begin and end with lines."""


class Piece(NamedTuple):
    """Whole lines as they stand in a file, and the value they give; comments alone give none."""

    text: str
    value: Any = None


class Segments(NamedTuple):
    """Put together in order, the pieces are the text. Of the field `items` only its line is among `fields`.

    dash, column: where items begin, and their fields; None where there is no item.
    """

    fields: dict[str, Piece]
    items: dict[str, Piece]
    dash: int | None = None
    column: int | None = None


NOTHING = Segments({TOP: Piece(""), END: Piece("")}, {})
"""What both sides of a merge have grown from when both of them added the file."""


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a merge. `tree` is read from its text with "\\n" at the end of every line, the last included.

    ending: how a text that the file ends with has to be written for that, and how it stands; "" for both elsewhere.
    """

    raw: bytes
    tree: Tree
    crlf: bool = False
    ending: tuple[str, str] = ("", "")

    @property
    def kind(self) -> str:
        """The kind of the list, such as street-powers."""
        return str(self.tree.data["kind"])

    def canonical(self) -> Version:
        """The same in the one form that can be cut. Raises Refused, Unsafe."""
        return read_version(canonical.format(self.tree.source, kinds.schema(self.kind)))

    def bytes(self, text: str) -> bytes:
        """A text with the line ends and the byte order mark of this side."""
        mark = source.BOM if self.raw.startswith(source.BOM) else b""
        return mark + (text.replace("\n", "\r\n") if self.crlf else text).encode()


def read_version(raw: bytes) -> Version:
    """A catalogue as it has to be for a merge: items with an id each, none of them twice. Raises Refused."""
    checked = source.check(raw)
    tree = parse(checked)
    for code, problem in tree.problems:
        raise Refused(code, problem)
    text = re.sub("\r\n?", "\n", checked.decode())
    plain, crlf = text.encode(), b"\r\n" in raw
    if text.endswith("\n"):
        version = Version(raw, tree if plain == checked else parse(plain), crlf)
    else:
        version = _ended(Version(raw, parse(plain), crlf))
    _require_items(tree)
    return version


def _ended(version: Version) -> Version:
    """The same with a line end below its last line, so that this says nothing new. Raises Refused."""
    for text, ending in _endings(version.tree):
        tree = parse(text.encode())
        if tree.data == version.tree.data:
            return replace(version, tree=tree, ending=ending)
    message = Text("文件的最后一行没有换行", "there is no line end below the last line")
    raise _refused(message, Text("在文件末尾加一个换行", "add one"))


def _endings(tree: Tree) -> Iterator[tuple[str, tuple[str, str]]]:
    """Ways to end a file. Below a block scalar the line end would be part of the text, unless its header says no."""
    text = tree.source.decode()
    start, end = tree.positions[-2:]
    head, last = text[:start], text[start:]
    if not last.startswith(("|", ">")) or text[end:].strip():
        yield text + "\n", ("", "")
        return
    header, line, body = last.partition("\n")
    for ending in (last + "\n", last.rstrip(" "), unended(header) + line + body + "\n"):
        if ending.endswith("\n"):
            yield head + ending, (ending, last)


def cut_version(version: Version) -> Segments:
    """The pieces of a version. Raises NotLineBased where items or fields are not laid out in lines."""
    text, positions, data = version.tree.source.decode(), Positions(version.tree), version.tree.data
    if text[positions.offsets(())[0]] == "{":
        raise NotLineBased
    items, dash, column = _items(text, positions)
    nodes = [_node(positions, (key,), data[key], (column or 1) if key == "items" else 1) for key in data]
    cuts = _cuts(text, nodes, "")
    fields = {TOP: Piece(text[: cuts[0]])}
    for key, start, end in zip(data, cuts, cuts[1:], strict=False):
        fields[key] = (
            _line(text, positions, start, end) if key == "items" else Piece(text[start:end], data[key])
        )
    fields[END] = Piece(text[cuts[-1] :])
    return Segments(fields, items, dash, column)


def _line(text: str, positions: Positions, start: int, end: int) -> Piece:
    """What stands before the first item; of an empty list, without its brackets."""
    first, last = positions.offsets(("items",))
    if text[first] == "[":
        return Piece(text[start:first].rstrip(" ") + text[last:end])
    return Piece(text[start : _opening(text, positions)])


def _opening(text: str, positions: Positions) -> int:
    return text.index("\n", positions.offsets(("items",), "key")[1]) + 1


def _items(text: str, positions: Positions) -> tuple[dict[str, Piece], int | None, int | None]:
    rows = positions.tree.data["items"]
    if not rows:
        return {}, None, None
    start, _ = positions.offsets(("items",))
    first, _ = positions.offsets(("items", 0))
    if text[start] != "-":
        raise NotLineBased
    dash, column = (place - text.rfind("\n", 0, place) - 1 for place in (start, first))
    margin = " " * dash + "-" + " " * (column - dash - 1)
    nodes = [_node(positions, ("items", row), item, column) for row, item in enumerate(rows)]
    cuts = _cuts(text, nodes, margin)
    cuts[0] = _opening(text, positions)
    pieces = zip(rows, cuts, cuts[1:], strict=False)
    return {row["id"]: Piece(text[start:end], row) for row, start, end in pieces}, dash, column


class Fields(NamedTuple):
    """The pieces of one item, the dash before it left out. flow: they stand inside brackets on one line."""

    pieces: dict[str, Piece]
    flow: bool


def fields(item: Piece, dash: int) -> Fields:
    """An item in pieces. Raises NotLineBased where its fields are not laid out in lines."""
    text = re.sub(rf"^( {{{dash}}})-", r"\1 ", item.text, count=1, flags=re.MULTILINE)
    positions = Positions(parse(text.encode()))
    start, end = positions.offsets(())
    if text[start] == "{":
        if "\n" in text[start:end]:
            raise NotLineBased
        return Fields(_inside(text, positions, start, end, item.value), True)
    column = start - text.rfind("\n", 0, start) - 1
    nodes = [_node(positions, (key,), value, column + 1) for key, value in item.value.items()]
    cuts = _cuts(text, nodes, " " * column)
    cuts[-1] = len(text)
    pieces = {TOP: Piece(text[: cuts[0]])}
    for key, begin, finish in zip(item.value, cuts, cuts[1:], strict=False):
        pieces[key] = Piece(text[begin:finish], item.value[key])
    return Fields(pieces, False)


def dashed(text: str, dash: int) -> str:
    """The text of an item with the dash before its first field."""
    return re.sub(rf"^( {{{dash}}}) (?= *[^\s#])", r"\1-", text, count=1, flags=re.MULTILINE)


def same_meaning(one: str, other: str) -> bool:
    """Whether two pieces say the same, comments included, however they are written."""
    if one == other:
        return True
    try:
        left, right = parse(one.encode()), parse(other.encode())
        keeps_comments(left, right)
    except Refused:  # comments alone
        return one.split() == other.split()
    except Unsafe:
        return False
    return canonical_json(left.data) == canonical_json(right.data)


def _inside(text: str, positions: Positions, start: int, end: int, value: dict[str, Any]) -> dict[str, Piece]:
    pieces = {TOP: Piece(text[: start + 1])}
    for key in value:
        begin, finish, _ = _node(positions, (key,), value[key], 0)
        pieces[key] = Piece(text[begin:finish], value[key])
    return {**pieces, END: Piece(text[end - 1 :])}


def _node(positions: Positions, path: DataPath, value: Any, inner: int) -> tuple[int, int, int]:
    """Start and end of a field or an item; comments below it from column `inner` on are its own.

    Raises NotLineBased where it ends with a text to which blank lines below it would belong.
    """
    start, end = positions.offsets(path, "key")
    end = max(end, positions.offsets(path)[1])
    while value and isinstance(value, dict | list):  # a list may end in a bracket on a line of its own
        last = len(value) - 1 if isinstance(value, list) else next(reversed(value))
        path, value = (*path, last), value[last]
        end = max(end, positions.offsets(path)[1])
    if _OPEN.match(positions.lines.text, positions.offsets(path)[0]):
        raise NotLineBased
    return start, end, inner


def _cuts(text: str, nodes: Iterable[tuple[int, int, int]], margin: str) -> list[int]:
    """Where the piece of each node begins, and where the last one ends; `margin` stands before every node."""
    cuts: list[int] = []
    for start, end, inner in nodes:
        line = text.rfind("\n", 0, start) + 1
        if text[line:start] != margin or (cuts and line < cuts[-1]):
            raise NotLineBased
        if not cuts:
            cuts.append(line)
        cuts.append(_after(text, end, inner))
    return cuts


def _after(text: str, end: int, inner: int) -> int:
    line = text.rfind("\n", 0, end) + 1
    if text[line:end].strip(" "):
        line = text.index("\n", end) + 1
    own = re.compile(rf"(?:(?: *\n)*+ {{{inner},}}#[^\n]*\n)*").match(text, line)
    return own.end() if own else line


def _require_items(tree: Tree) -> None:
    if kinds.kind_of(tree.data) is None:
        help = Text("清单的第一行写 kind: 清单类型", "a catalogue begins with kind: and the kind of the list")
        raise _refused(Text("不是清单：没有已知的 kind", "not a catalogue: no known kind"), help)
    items = tree.data.get("items")
    if not isinstance(items, list):
        raise _refused(Text("没有事项列表 items", "no list of items"), _CHECK)
    seen: set[str] = set()
    for row, item in enumerate(items):
        key = item.get("id") if isinstance(item, dict) else None
        place = Positions(tree).offsets(("items", row)) if not isinstance(key, str) or key in seen else None
        if not isinstance(key, str):
            raise _refused(Text("事项没有编号", "an item without an id"), _CHECK, place)
        if key in seen:
            raise _refused(Text(f"编号 {key} 重复", f"the id {key} occurs twice"), _CHECK, place)
        seen.add(key)


_CHECK = Text("先用 qzqd validate 检查并改正", "run qzqd validate and correct it first")


def _refused(message: Text, help: Text, place: tuple[int, int] | None = None) -> Refused:
    return Refused("QZ830", Problem(message, help=help, offsets=place))
