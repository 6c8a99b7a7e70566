"""What stands at a place of a list, and what might be written there while it is not yet readable."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from yaml import YAMLError

from qzqd.read.positions import spots
from qzqd.read.problem import Refused
from qzqd.read.tree import Tree, parse
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.finding import DataPath
    from qzqd.read.positions import Spot


def spot(tree: Tree, offset: int) -> Spot | None:
    """The key or scalar that holds an offset, or ends there; None between them."""
    for each, _ in spots(tree):
        if each.start <= offset <= each.end and each.start < each.end:
            return each
        if each.start > offset:
            return None
    return None


class CompletionSlot(NamedTuple):
    """Where something is being written: its path, the characters that it takes the place of, and the list around it.

    at: whether it is the name of a field. named: whether the colon after the name is there. flow: inside brackets.
    lead: the blanks that it needs before it, beside those that are there.
    """

    path: DataPath
    at: Literal["key", "value"]
    start: int
    end: int
    data: Any
    named: bool = False
    flow: bool = False
    lead: str = ""


_LEAD = regex(r"[ ]*(?:- +)*")
_ENTRY = regex(r"([ ]*)(- +)[^\s#]")
_NAME = regex(r"[^\s#\[\]{},\"':-][^#\[\]{},\"':]*:[ ]+")
_FLOW = regex(r".*(?:[\[{,][ ]*|:[ ]+)")
_REMARK = regex(r"(?:^|[ ])#")
_TAIL = regex(r"[ ]+#.*|[ ]+$")


def slots(text: str, offset: int) -> list[CompletionSlot]:
    """What may be being written at an offset; none where the text before it cannot be read either.

    A word that stands for what is being written is put in its place and the text is read: all of it, so that the fields
    that follow are known, or, where it has other faults, what stands before.
    """
    begin = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    rest = re.compile(r"[^\r\n]*").match(text, offset)
    line = text[begin : rest.end() if rest else offset]
    column, start, is_value, flow = _token(line, offset - begin)
    if start > column or _REMARK.search(line, 0, column):
        return []
    end = _end(line, column, is_value, flow)
    before, after = text[: begin + start], text[begin + end :]
    word = _unused(text)
    colon = line[end:].lstrip().startswith(":")
    probes = []
    if is_value or flow:
        probes.append((word, False))
    if not is_value:
        probes.append((word if colon else f"{word}: ", True))
        probes.append((word, False))
    for lead in dict.fromkeys(("", "" if is_value else _under_entry(before))):
        made = [
            CompletionSlot(each.path, each.at, begin + start, begin + end, tree.data, colon, flow, lead)
            for probe, is_key in probes
            if (tree := _read(before + lead + probe + after) or _read(before + lead + probe))
            for each, value in spots(tree)
            if value == word and (each.at == "key") == is_key
        ]
        if made:
            return made
    return []


def _under_entry(before: str) -> str:
    """What leads from below the dash of the entry above, where many editors go on, to its fields."""
    blanks = before[before.rfind("\n") + 1 :]
    above = _ENTRY.match(before[: len(before) - len(blanks)].rstrip().rsplit("\n", 1)[-1])
    return " " * len(above[2]) if above and above[1] == blanks else ""


def _token(line: str, column: int) -> tuple[int, int, bool, bool]:
    """The column, where in the line the word under it begins, whether it is a value for certain, and whether in brackets."""
    lead = _LEAD.match(line, 0, column)
    start = lead.end() if lead else 0
    name = _NAME.match(line, start, column)
    if name:
        start = name.end()
    if line[start : start + 1] in ("[", "{") and start < column:
        inner = _FLOW.match(line, start, column)
        begin = inner.end() if inner else start
        after_colon = line[start:begin].rstrip().endswith(":")
        return column, begin, after_colon, True
    return column, start, name is not None, False


def _end(line: str, column: int, is_value: bool, flow: bool) -> int:
    """Where the word under the column ends."""
    if flow:
        found = re.compile(r"[^,\]}:]*").match(line, column)
        return found.end() if found else column
    if not is_value and (colon := re.compile(r"[^\s:#]*(?=\s*:(?:\s|$))").match(line, column)):
        return colon.end()
    tail = _TAIL.search(line, column)
    return tail.start() if tail else len(line)


def _unused(text: str) -> str:
    """A word that the text does not hold."""
    word = "qzqd"
    while word in text:
        word += "x"
    return word


def _read(text: str) -> Tree | None:
    try:
        return parse(text.encode("utf-8", "replace"))
    except (Refused, YAMLError):
        return None
