"""Spaces that look like the ordinary one and are none to YAML: read as what they look like, and told."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from qzqd.characters import ODD_SPACES
from qzqd.locale import Text
from qzqd.read.problem import Edit, Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match

    from qzqd.read.tree import Tree

_NO_BREAK = b"\xc2\xa0"
_OTHERS = regex(rb"\xe2(?:\x80[\x80-\x8a\xaf]|\x81\x9f)")
_NAMES = {"U+00A0": "不换行空格", "U+2002": "半身空格", "U+2003": "全身空格", "U+2009": "窄空格"}
_ODD = regex(f"[{ODD_SPACES}]")


def plain(source: bytes) -> bytes:
    """The same text, as many characters long, with ordinary spaces only."""
    # A single byte is found far faster than two, and few lists have any of these.
    if b"\xc2" in source and _NO_BREAK in source:
        source = source.replace(_NO_BREAK, b" ")
    if b"\xe2" in source and _OTHERS.search(source):
        source = _OTHERS.sub(b" ", source)
    return source


def remarks(source: bytes, tree: Tree) -> Iterator[Problem]:
    """One for each line of `source`, of which `tree` has been read, that has odd spaces."""
    if tree.source == source:
        return
    text = source.decode()
    starts = tree.positions[::2]
    lines: dict[int, list[Match[str]]] = {}
    for match in _ODD.finditer(text):
        lines.setdefault(text.rfind("\n", 0, match.start()), []).append(match)
    for found in lines.values():
        within = False
        for match in found:
            at = bisect_right(starts, match.start()) - 1
            if match.start() < tree.positions[2 * at + 1]:  # what other rules say of spaces, this has said
                within = True
                tree.spoilt.add((tree.positions[2 * at], tree.positions[2 * at + 1]))
        yield _told(text, found, within)


def edits(text: str) -> tuple[Edit, ...]:
    """What makes all spaces of the text ordinary ones, and removes them where a line ends."""
    return tuple(Edit(*match.span(), "" if _ends_line(text, match) else " ") for match in _ODD.finditer(text))


def _ends_line(text: str, match: Match[str]) -> bool:
    end = text.find("\n", match.end())
    return not text[match.end() : end if end >= 0 else len(text)].strip()


def _told(text: str, found: list[Match[str]], within: bool) -> Problem:
    first = found[0]
    codes = list(dict.fromkeys(f"U+{ord(match.group()):04X}" for match in found))
    names = "、".join(f"{code}（{_NAMES[code]}）" if code in _NAMES else code for code in codes)
    more = Text("", "")
    if len(found) > 1:
        more = Text(f"（本行 {len(found)} 处）", f" ({len(found)} in this line)")
    message = Text(
        f"看起来是空格，其实是特殊字符 {names}{more.zh}",
        f"it looks like a space and is {', '.join(codes)}{more.en}",
    )
    help = Text("换成普通的半角空格", "write an ordinary space")
    if within:
        help = Text(
            "换成普通的半角空格；汉字之间不该空的就删去",
            "write an ordinary space, or none within Chinese words",
        )
    if _ends_line(text, first):
        help = Text("删去末尾的空格", "remove it from the end of the line")
    return Problem(message, help=help, value=" ".join(codes), offsets=first.span())
