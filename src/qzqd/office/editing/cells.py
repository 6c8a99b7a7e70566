"""The value of a field as a person writes it in a cell, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.forms import meaning
from qzqd.kinds.labels import described_labels
from qzqd.law.basis import basis_of, render_basis
from qzqd.locale import Text
from qzqd.office.excel import LONGEST
from qzqd.office.importing.values import LINE, phrase
from qzqd.open.cells import meant
from qzqd.open.remedies import parted
from qzqd.text import line_feeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qzqd.kinds import SchemaNode


_COLON, _COLONS = "：", "：:"
_TOO_LONG = Text(
    "（内容太长，单元格放不下，请在清单文件里改）", "(too long for a cell: edit the file of the list)"
)
_NO_ENTRY = Text(
    "没有看懂：每条的各项各占一行，写成“名称：内容”，两条之间空一行",
    "not understood: one line a field, as “name：content”, and a blank line between entries",
)
_NO_PAIR = Text("没有看懂：每行写成“名称：内容”", "not understood: one line each, as “name：content”")
_NO_LAW = Text("没有读出法规，写法如：《中华人民共和国消防法》第三十二条", "no instrument is named")


class UnreadableCell(Exception):
    """A cell says nothing that its field can hold."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class CellText:
    """Of one kind. level_of: the level of an instrument by its title, as the register has it."""

    def __init__(self, schema: SchemaNode, level_of: Callable[[str], str | None] = lambda _: None) -> None:
        self._definitions: Mapping[str, Any] = schema["$defs"]
        self._level_of = level_of

    def written(self, node: SchemaNode, value: Any) -> str:
        """What stands in the cell; `read` makes the same value of it, unless `lossy` says that it cannot."""
        text = "" if value is None else self._written(node, value)
        return text if _units(text) <= LONGEST else _TOO_LONG.zh

    def read(self, node: SchemaNode, text: str, held: str = "") -> Any:
        """The value; what cannot be the field's is given as it is, for the schema to judge. Raises Unread.

        held: what the cell holds where it shows something else, as of a date or a long number.
        """
        if "items" in node:
            return self._several(node, text)
        if "additionalProperties" in node:
            return dict(self._pairs(node, text))
        return _scalar(node, text, held or text)

    def lossy(self, node: SchemaNode, value: Any) -> bool:
        """Whether the value cannot be told in a cell without losing some of it."""
        if value is None:
            return False
        try:
            return bool(self.read(node, as_returned(self.written(node, value))) != value)
        except UnreadableCell:
            return True

    def _written(self, node: SchemaNode, value: Any) -> str:
        if isinstance(value, dict):
            return "\n".join(f"{key}{_COLON}{each}" for key, each in value.items())
        if not isinstance(value, list):
            return _label(node, value)
        entry = self._entry(node)
        if "properties" not in entry:
            return _listed([_label(entry, each) for each in value])
        return (
            render_basis(value) if _cites(entry) else "\n\n".join(self._block(entry, each) for each in value)
        )

    def _entry(self, node: SchemaNode) -> SchemaNode:
        """What the schema says of the entries of a list; their meanings are told where the list is described."""
        inner: SchemaNode = node["items"]
        if "$ref" in inner:
            return {**self._definitions[kinds.named(dict(inner))], **inner}
        return {"description": node.get("description", ""), **inner}

    def _block(self, entry: SchemaNode, value: Mapping[str, Any]) -> str:
        lines: list[str] = []
        for name, node in entry["properties"].items():
            if name in value:
                inner = value[name]
                plain_list = isinstance(inner, list) and "properties" not in self._entry(node)
                texts = (
                    [_label(self._entry(node), each) for each in inner]
                    if plain_list
                    else [self._written(node, inner)]
                )
                lines += [f"{node['title']}{_COLON}{text}" for text in texts]
        return "\n".join(lines)

    def _several(self, node: SchemaNode, text: str) -> list[Any]:
        entry = self._entry(node)
        if "properties" not in entry:
            return [_scalar(entry, each, each) for each in _parts(text)]
        if _cites(entry):
            entries, _ = basis_of(text, self._level_of)
            if not entries:
                raise UnreadableCell(_NO_LAW)
            return entries
        return [*self._blocks(entry, text)]

    def _blocks(self, entry: SchemaNode, text: str) -> Iterator[dict[str, Any]]:
        titles = {node["title"]: name for name, node in entry["properties"].items()}
        for block in text.split("\n\n"):
            blocks: dict[str, list[str]] = {}
            name = ""
            for line in block.split("\n"):
                title, colon, rest = _labelled(line)
                if colon and title in titles:
                    name = titles[title]
                    blocks.setdefault(name, []).append(rest)
                elif name:
                    blocks[name][-1] += f"\n{line}"
                elif line.strip():
                    raise UnreadableCell(_NO_ENTRY)
            if blocks:
                yield {name: self._field(entry["properties"][name], texts) for name, texts in blocks.items()}

    def _field(self, node: SchemaNode, texts: list[str]) -> Any:
        if "items" not in node:
            return self.read(node, "\n".join(texts))
        entry = self._entry(node)
        if "properties" in entry:
            return self._several(node, "\n".join(texts))
        return [_scalar(entry, text, text) for text in texts]

    def _pairs(self, node: SchemaNode, text: str) -> Iterator[tuple[str, Any]]:
        for line in text.split("\n"):
            key, colon, rest = _labelled(line)
            if not colon or not key:
                raise UnreadableCell(_NO_PAIR)
            yield key, _scalar(node["additionalProperties"], rest, rest)


def as_returned(text: str) -> str:
    """The text as it comes back from a spreadsheet, whatever that does to the ends of lines and the white space around."""
    return line_feeds(text).strip()


def _units(text: str) -> int:
    return len(text) if len(text) * 2 <= LONGEST else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cites(entry: SchemaNode) -> bool:
    """Whether entries of a list are citations, which people write in a form of their own."""
    return any(node.get("x-refers") == "law" for node in entry["properties"].values())


def _label(node: SchemaNode, value: Any) -> str:
    """A scalar in words: for an English value, what it means."""
    if isinstance(value, str):
        return ("enum" in node and meaning(value, node.get("description", ""))) or value
    return str(value)


def _listed(texts: list[str]) -> str:
    joined = "、".join(texts)
    return joined if "\n" not in joined and parted(joined) == texts else "\n".join(texts)


def _parts(text: str) -> list[str]:
    lines = [line.strip() for line in text.split("\n")]
    return [line for line in lines if line] if len(lines) > 1 else parted(text)


def _scalar(node: SchemaNode, text: str, held: str) -> Any:
    if "const" in node:
        options = [node["const"]]
        return described_labels(options, node.get("description", "")).get(text, text)
    if "\n" in text and node.get("type") == "string" and node.get("maxLength", 0) <= LINE:
        text, held = phrase(text)[0], phrase(held)[0]  # a name that somebody has broken over lines
    return meant(text, held, dict(node))


def _labelled(line: str) -> tuple[str, str, str]:
    """What stands before the first colon, the colon, and what stands behind."""
    at = min((place for colon in _COLONS if (place := line.find(colon)) >= 0), default=-1)
    return (line, "", "") if at < 0 else (line[:at].strip(), line[at], line[at + 1 :].strip())
