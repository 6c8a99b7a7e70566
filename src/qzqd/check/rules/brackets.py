"""QZ704 and QZ709: brackets, title marks and quotation marks come in the right kind and in pairs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, certificate, rule
from qzqd.check.signs import signs, watched
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_NUMBERS = frozenset({"number", "repealed_by"})
"""Fields that hold the number of a document. Their brackets are for QZ709: one cause, one finding."""


def _certificate(name: str, repealed_by: str = "民发〔2020〕20号") -> Example:
    return certificate(name, f', repealed: "2020-10-20", repealed_by: "{repealed_by}"')


_PAIRS = (("《", "》"), ("〈", "〉"), ("（(", "）)"), ("〔", "〕"), ("“", "”"))
_ENUMERATOR = "(?<![（(0-9A-Za-z])(?:[0-9]{1,3}|[A-Za-z]|[一二三四五六七八九十]{1,3})[)）]"


def _openings(opening: str, closing: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each bracket, and what finds one that is not closed before its text ends or, two deep, before others open."""
    inner = f"[^{opening}{closing}\0]*+"
    return tuple(
        (mark, regex(f"{re.escape(mark)}(?:{inner}[{opening}]{inner}[{closing}])*+{inner}(?![{closing}])"))
        for mark in opening
    )


_UNCLOSED = {pair: _openings(*pair) for pair in _PAIRS}
_MARKS = watched("".join(map("".join, _PAIRS)))
_NESTED = regex("《[^《》\0]*+《")
_NESTINGS = signs(("《", _NESTED))


@rule(
    "QZ704",
    "warning",
    title=Text("括号、书名号或引号不配对", "Unbalanced brackets or quotation marks"),
    why=Text(
        "少半个书名号，法规名称就断不开；书名号里再用书名号时，里面的用〈〉。",
        "With half of its marks lost a title has no end; a title inside a title takes 〈〉.",
    ),
    fails=_certificate("《养犬管理条例规定的居民养犬证明"),
    passes=_certificate("1）《〈养犬管理条例〉实施办法》规定的证明"),
    yields=("QZ409", "QZ419"),  # what these ask to be written has no such marks
    quiet=lambda subject: _MARKS.isdisjoint(subject.signs()),
)
def unbalanced_marks(subject: Subject) -> Iterator[Problem]:
    there = subject.signs()
    pairs = [pair for pair in _PAIRS if not there.isdisjoint("".join(pair))]
    pairs = [pair for pair in pairs if _may_be_loose(subject.look().outline, pair)]
    strings = subject.strings if pairs else ()
    loose = {text: places for text in strings if (places := _loose_marks(text, pairs))}
    for path, text in subject.texts(set(loose)):
        if path[-1] != "quote" and path[-1] not in _NUMBERS:
            marks = " ".join(pair[0][0] + pair[1][0] for pair in loose[text])
            place = min(loose[text].values())
            yield Problem(
                Text(f"{marks} 不配对", f"unbalanced {marks}"),
                path,
                Text(
                    "补上缺的一半，或者删去多的一半",
                    "add the half that is missing, or remove the one too many",
                ),
                value=text,
                within=(place, place + 1),
            )
    for path, text in subject.matching(*_NESTINGS):
        if path[-1] != "quote" and text not in loose and (inner := _NESTED.search(text)):
            yield Problem(
                Text("书名号里又用了《》", "《》 inside 《》"),
                path,
                Text("里面的书名号改用〈〉", "write the inner ones as 〈〉"),
                value=text,
                within=(inner.end() - 1, inner.end()),
                fix=_renested(text),
            )


def _may_be_loose(text: str, pair: tuple[str, str]) -> bool:
    opened, closed = (sum(text.count(mark) for mark in marks if mark in text) for marks in pair)
    return opened != closed or any(mark in text and pattern.search(text) for mark, pattern in _UNCLOSED[pair])


def _loose_marks(text: str, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The pairs that do not close in this text, with list numbers such as 1) and without them, and where."""
    loose = {pair: place for pair in pairs if (place := _loose_mark(text, pair)) is not None}
    without_list = re.sub(_ENUMERATOR, "", text) if loose else ""
    return {pair: place for pair, place in loose.items() if _loose_mark(without_list, pair) is not None}


def _loose_mark(text: str, pair: tuple[str, str]) -> int | None:
    """Where the first mark without a partner is."""
    if not _may_be_loose(text, pair):
        return None
    opening, closing = pair
    listed = {match.end() - 1 for match in re.finditer(_ENUMERATOR, text)}
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in opening:
            opened.append(place)
        elif character in closing and (opened or place not in listed):
            if not opened:
                return place
            opened.pop()
    return opened[0] if opened else None


def _renested(text: str) -> str | None:
    from qzqd.law.titles import nested

    return None if "<" in text or ">" in text else nested(text)


_BEHIND_A_YEAR = watched("])）﹞】］〕号號")
_DATED = signs(
    *(
        (
            century,
            regex(
                f"{century}[0-9]{{2}} *+(?:[\\])）﹞】］]|[0-9]{{1,6}}+ *+[号號]|〕(?<!〔{century}[0-9][0-9]〕))"
            ),
        )
        for century in ("19", "20")
    )
)


def _nothing_dated(subject: Subject) -> bool:
    """Whether there is nothing of what stands behind such a year, as there is in few texts that hold days and codes."""
    marks = _BEHIND_A_YEAR & subject.signs()
    pieces = [piece for piece in subject.pieces() if any(mark in piece for mark in marks)]
    return not any(pattern.search(piece) for piece in pieces for _, pattern in _DATED)


@rule(
    "QZ709",
    "warning",
    title=Text("文号的年份没有用六角括号", "The year of a document number is not in 〔〕"),
    why=Text(
        "公文格式规定发文字号的年份用六角括号〔〕；写法不一，同一文件就查不到、对不上。",
        "The standard for official documents puts the year in 〔〕; otherwise one document becomes two.",
    ),
    fails=_certificate("居民养犬证明", "民发[2020]20号"),
    passes=_certificate("居民养犬证明", "民发〔2020〕20号"),
    quiet=_nothing_dated,
)
def document_number_brackets(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(*_DATED):
        if path[-1] in _NUMBERS:
            from qzqd.law.documents import document_number

            if (mended := document_number(text)) != text:
                yield Problem(
                    Text(f"文号“{text}”的年份没有用六角括号", f"the year of “{text}” is not in 〔〕"),
                    path,
                    Text(f"写成 {mended}", f"write {mended}"),
                    value=text,
                    fix=mended,
                )
