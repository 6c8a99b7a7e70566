"""Text after “ #”, which is a comment to YAML, where a person may have meant it as part of the value."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.read.scalars import in_quotes
from qzqd.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from qzqd.read.tree import Tree

_COMMENT = regex(r"(?<=\S)( +)(#[^\r\n]*)")
_SHOWN = 30


def remarks(tree: Tree) -> Iterator[tuple[str, Problem]]:
    """One for every comment that stands where the value ends, and for every value that is nothing but a comment."""
    if b"#" not in tree.source or b" #" not in tree.source:  # a single byte is found far faster than two
        return
    text = tree.source.decode()
    starts = tree.positions[::2]
    for match in _COMMENT.finditer(text):
        node = bisect_right(starts, match.start()) - 1
        start, end = tree.positions[2 * node], tree.positions[2 * node + 1]
        if end == match.start() and is_suspicious(text[start:end], match[1]):
            yield "QZ026", _cut_off(text[start:end], match)
        elif start == end == match.start() and text[start - 1] == ":":
            tree.spoilt.add((start, end))
            yield "QZ102", _nothing_left(match)


def is_suspicious(value: str, gap: str) -> bool:
    """Whether a comment this near to a value may be part of it: one space after Chinese without quotation marks."""
    return len(gap) == 1 and value[:1] not in ("", '"', "'") and not value.isascii()


def _cut_off(value: str, comment: re.Match[str]) -> Problem:
    left = _short(comment[2])
    whole = in_quotes(f"{value} {comment[2].rstrip()}")
    return Problem(
        Text(
            f"“{left}”被当成注释，不是值的一部分：空格后面的 # 是注释的开头",
            f"“{left}” is a comment and no part of the value: a # after a space begins one",
        ),
        help=Text(
            f"是文字的一部分，就给整个值加上引号：写成 {whole}；确实是注释，# 前面空两格",
            f"if it is part of the text, quote the whole value: write {whole}; if not, put two spaces before the #",
        ),
        value=f"{value} {comment[2]}",
        offsets=comment.span(2),
    )


def _nothing_left(comment: re.Match[str]) -> Problem:
    left, whole = _short(comment[2]), in_quotes(comment[2].rstrip())
    return Problem(
        Text(
            f"“{left}”被当成注释，这里没有值：# 是注释的开头",
            f"“{left}” is a comment, and there is no value: # begins a comment",
        ),
        help=Text(
            f"给整个值加上引号：写成 {whole}",
            f"quote the whole value: write {whole}",
        ),
        value=comment[2],
        offsets=comment.span(2),
    )


def _short(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
