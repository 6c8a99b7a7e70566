"""Proof that a rewritten catalogue says what it said before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qzqd.locale import Text
from qzqd.locale.fault import why
from qzqd.read.problem import Refused
from qzqd.read.tree import Tree, parse
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = regex(r"#[^\n\u2028\u2029]*")
_HEADER_COMMENT = regex(r"[|>][^\n]*?[ \t](#[^\n]*)")


class Unsafe(Exception):
    """What would be written differs from what was read in more than its form."""

    message = Text(
        "改写会改变内容，文件保持原样", "rewriting would change the content; the file is left as it is"
    )
    help = Text(
        "这是程序的缺陷，请把文件交给 qzqd 的维护者",
        "a defect of qzqd: please show the file to its maintainers",
    )


def reason(error: Exception) -> Text:
    """Why nothing was written, of Refused, Unsafe and of what `atomic.replace` raises."""
    message = getattr(error, "message", None)
    if isinstance(message, Text):
        return message
    if isinstance(error, Refused):
        return error.problem.message
    why_not = why(error) if isinstance(error, OSError) else Text(str(error), str(error))
    return Text(f"无法写入：{why_not.zh}", f"cannot be written: {why_not.en}")


def says(source: bytes, data: Any) -> Tree:
    """The tree of `source`. Raises Unsafe unless its data is `data`; the order of keys does not count."""
    try:
        tree = parse(source)
    except Refused as refused:
        raise Unsafe(str(refused)) from refused
    if tree.data != data:
        raise Unsafe("the data differs")
    return tree


def keeps_comments(before: Tree, after: Tree) -> None:
    """Raises Unsafe unless both trees have the same comments, in any order."""
    if Counter(comments(before)) != Counter(comments(after)):
        raise Unsafe("the comments differ")


def comments(tree: Tree) -> Iterator[str]:
    """Every comment: all that begins with # between the keys and scalars, and beside the headers of block scalars."""
    if b"#" not in tree.source:
        return
    text = tree.source.decode()
    starts, ends = tree.positions[::2], tree.positions[1::2]
    at = 0
    for start, end, following in zip(starts, ends, [*starts[1:], len(text)], strict=True):
        if following < end or text[start : start + 1] in ("[", "{"):
            continue  # a container: what it holds comes next
        if "#" in (gap := text[at:start]):
            yield from _found(gap)
        if text[start : start + 1] in ("|", ">") and (header := _HEADER_COMMENT.match(text, start, end)):
            yield header.group(1).rstrip()
        at = max(at, end)
    yield from _found(text[at:])


def _found(gap: str) -> Iterator[str]:
    return map(str.rstrip, _COMMENT.findall(gap))
