"""The canonical form of a kind as one pattern: a list that matches stands in that form, and need not be read to know it.

What does not match may be canonical all the same: texts that only rare characters make plain or quoted, comments below
the first field, texts over several lines. `canonical.format` is the judge of those.
"""

from __future__ import annotations

import re
from functools import cache

from qzqd import kinds
from qzqd.characters import plainly_visible
from qzqd.read.scalars import CURIOUS
from qzqd.write.canonical import WIDTH
from qzqd.write.scalar import CODE, scalar_text, value_written
from qzqd.write.shape import Shape, catalogue_shape

_STEP = 2
_NEVER = "(?!)"
_KIND = re.compile(rb"(?:#[^\n]*\n)*+kind: ([a-z-]+)\n")
_COMMENT = "#(?: ?[^ \n])*+\n"
_MAY_BE_MORE = "".join(filter(str.isalpha, sorted(CURIOUS)))
_FIRST = rf"(?:[^\x00-\x7f]|(?![{_MAY_BE_MORE}])(?![A-Za-z0-9_]*：)[A-Za-z]|[0-9]{{1,8}}[^\x00-\x7f])"
_TEXT = "(?: ?[^ \n:#]|#|:[^ \n:])"
_TEXT_IN_FLOW = r"(?: ?[^ \n#,，:?\[\]{}]|#)"
_NOT_FIRST_IN_FLOW = "[0-9]*+，"
_QUOTED_IN_FLOW = r'"[^"\\\n,，:?\[\]{}]*+[,，:?\[\]{}][^"\\\n]*+"'
_NUMBER = r"0|-?[1-9][0-9]{0,15}|-?(?:0|[1-9][0-9]{0,9})\.[0-9]{0,5}[1-9]"
_DIGITS = '"[-+.0-9][-+.:/_0-9]*+"'
_FAR = (b"\xf3", b"\xf4")


def kind_of(source: bytes) -> str:
    """The known kind that a file begins with, as a canonical one does; "" for any other."""
    found = _KIND.match(source)
    kind = found[1].decode() if found else ""
    return kind if kind in kinds.names() else ""


def is_canonical(source: bytes, kind: str) -> bool:
    """Whether a file of the kind, which `read.source` lets pass, is certainly what `canonical.format` makes of it."""
    # The patterns need not know of characters that are not seen: there are none, nor any that are very rare.
    common = bool(kind) and not any(lead in source for lead in _FAR)
    return common and plainly_visible(text := source.decode()) and _pattern(kind).fullmatch(text) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_COMMENT})*+{_Grammar().fields(catalogue_shape(kinds.schema(kind)), 0)}")


class _Grammar:
    """Patterns of the parts of a list; whatever is optional is taken wherever it stands, and never given back."""

    def __init__(self) -> None:
        self._inside: list[Shape] = []

    def fields(self, mapping: Shape, indent: int, begun: str = "") -> str:
        """The fields of a mapping in lines of their own, in their order; `begun`: what stands before the first one."""
        margin = " " * indent
        start = f"(?:{margin}|(?<=\n{begun}))" if begun else margin
        return "".join(
            f"(?:{start}{re.escape(scalar_text(key))}:{self._below(inner, indent, indent + len(scalar_text(key)) + 1)})?+"
            for key, inner in mapping.fields.items()
        )

    def _below(self, value: Shape, indent: int, column: int) -> str:
        """The rest of a field: on its line, which has come to `column`, or in the lines below."""
        if value in self._inside:
            return _NEVER
        if not value.fields and not value.each:
            return f" {_scalar(value)}\n"
        self._inside.append(value)
        lines = self._entries(value.each, indent + _STEP) if value.each else self._mapping(value, indent)
        self._inside.pop()
        return f"(?: {self._line(value, column + 1)}|\n{lines})"

    def _mapping(self, value: Shape, indent: int) -> str:
        inner = indent + _STEP
        return f"(?={' ' * inner}[^ -]){self.fields(value, inner)}"

    def _entries(self, each: Shape, indent: int) -> str:
        """The entries of a list in lines of their own."""
        dash = " " * indent + "- "
        if each in self._inside or each.each:
            return _NEVER
        if not each.fields:
            return f"(?:{dash}{_scalar(each)}\n)++"
        line = self._line(each, len(dash))
        self._inside.append(each)
        lines = self.fields(each, len(dash), dash)
        self._inside.pop()
        return f"(?:{dash}(?:{line}|(?=[^{{ \n]){lines}))++"

    def _line(self, value: Shape, column: int) -> str:
        """Something in brackets that fits on its line."""
        return f"(?=[\\[{{][^\n]{{0,{WIDTH - column - 1}}}\n){self._flow(value)}\n"

    def _flow(self, value: Shape) -> str:
        if value in self._inside:
            return _NEVER
        if not value.fields and not value.each:
            return _scalar(value, flow=True)
        self._inside.append(value)
        if value.each:
            entry = self._flow(value.each)
            found = rf"\[(?:{entry}(?:, {entry})*+)?+\]"
        else:
            found = "".join(
                f"(?:(?:(?<={{)|(?<!{{), ){re.escape(scalar_text(key, flow=True))}: {self._flow(inner)})?+"
                for key, inner in value.fields.items()
            )
            found = rf"\{{{found}\}}"
        self._inside.pop()
        return found


def _scalar(value: Shape, *, flow: bool = False) -> str:
    """One value on its line, in the one way to write it."""
    end = r"(?=[,\]}])" if flow else "(?=\n)"
    if value.choices:
        words = {
            scalar_text(each, value.code and CODE.fullmatch(each) is not None, flow)
            if isinstance(each, str)
            else value_written(each, flow)
            for each in value.choices
        }
        return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))}){end}"
    text = f"(?!{_NOT_FIRST_IN_FLOW}){_FIRST}(?:{_TEXT_IN_FLOW})*+" if flow else f"{_FIRST}(?:{_TEXT})*+"
    if value.code:
        text = f'(?![A-Za-z0-9._-]++{end}){text}|"[A-Za-z0-9._-]++"'
    if flow:
        text = f"{text}|{_QUOTED_IN_FLOW}"
    return f"(?:{text}|{_DIGITS}|true|false|{_NUMBER}){end}"
