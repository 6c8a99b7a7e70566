"""QZ705: spaces between Chinese characters and around values, and those that belong there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.characters import ODD_SPACES
from qzqd.check.rule import certificate, rule
from qzqd.check.signs import signs
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject


_GAP = f"[ \u3000\t{ODD_SPACES}]"
_GAPS = signs(
    *((gap, regex(rf"{gap}(?<=[^\x00-\x7f]{gap}){_GAP}*(?=[^\x00-\x7f])")) for gap in (" ", "\u3000", "\t"))
)
_ODD_GAPS = regex(f"[{ODD_SPACES}]")
_MARKS = "、，。；（）《》"
_PROSE = regex("[。；：]")
_BODY = "[委会院部厅局署室办府处科股站所队社团司镇乡村县区市省州旗联]"
"""What the names of bodies and places end with."""
_AFTER_A_BODY = rf"(?:(?<=[一-鿿]{{2}}{_BODY})|(?<=[一-鿿]街道)|(?<=[一-鿿]中心))"
_TWO_BODIES = rf"{_AFTER_A_BODY}{_GAP}++(?=[一-鿿]{{2,30}}(?:{_BODY}|街道|中心)(?:{_GAP}|[、，；]|$))"
_STATUTE = "(?:法|条例|办法|规定|细则)"
_TWO_STATUTES = rf"(?<=[一-鿿]{{3}}[法例定则]){_GAP}++(?=[一-鿿]{{2,60}}{_STATUTE}(?:{_GAP}|[、，；]|$))"
_STRAY = (
    rf"(?P<kept>{_TWO_BODIES}|{_TWO_STATUTES}|第[一二三四五六七八九十百千零〇]+[编章节条]{_GAP}+"
    rf"|(?<=[央会院部委厅局署室]){_GAP}++(?=[一-鿿 \u3000]{{2,80}}(?:关于|印发|办公厅|国务院))"
    rf"|(?<=[一-鿿]){_GAP}++(?=根据|第[一二三四五六七八九十百千零〇]+[编章节条款项]))"
    rf"|(?<=[一-鿿]){_GAP}++(?=[一-鿿、，。；）》])|(?<=[、（《]){_GAP}++(?=[一-鿿])"
)


@rule(
    "QZ705",
    "warning",
    title=Text("多余的空格", "Spaces that do not belong there"),
    why=Text(
        "空格多半来自排版或者换行，会让同一名称看起来是两个。“第一章 总则”、“中共中央 国务院关于”和并列的机关、法规不算。",
        "They come from layout or line breaks and make two names of one. Chapter headings and joint issuers "
        "may have them.",
    ),
    fails=certificate("居民养犬 证明"),
    passes=certificate("居民养犬 A 类证明"),
)
def stray_spaces(subject: Subject) -> Iterator[Problem]:
    yield from _spaces_around(subject)
    odd = (("", _ODD_GAPS),) if any(map(_ODD_GAPS.match, subject.rare())) else ()
    for path, text in subject.matching(*_GAPS, *odd):
        prose = _PROSE.search(text) is not None
        gaps = [match for match in re.finditer(_STRAY, text) if match["kept"] is None]
        # In prose a wide gap sets a heading off: to close it would glue sentences together.
        gaps = [match for match in gaps if not prose or len(match[0]) == 1]
        if gaps and not (path[-1] == "quote" and "\n" in text):
            yield Problem(
                _told(text, gaps[0]),
                path,
                Text("删去空格；分成两行的接成一行", "remove them; put what is on two lines on one"),
                value=text,
                within=gaps[0].span(),
                fix=None if prose or _may_be_two(text, gaps) else re.sub(_STRAY, _closed, text),
            )


def _told(text: str, gap: re.Match[str]) -> Text:
    if {text[gap.start() - 1], text[gap.end()]}.isdisjoint(_MARKS):
        return Text("汉字之间有空格", "spaces between Chinese characters")
    return Text("标点旁边有空格", "a space beside a punctuation mark")


_EDGES = ("\0 ", " \0", "\0\u3000", "\u3000\0")
_SPACE = " \u3000"


def _spaces_around(subject: Subject) -> Iterator[Problem]:
    """A value in quotation marks that begins or ends with a space."""
    if subject.signs().isdisjoint(_SPACE) or not any(
        edge in piece for piece in subject.pieces() for edge in _EDGES
    ):
        return
    around = {text for text in subject.strings if text[:1] in _SPACE or text[-1:] in _SPACE}
    for path, text in subject.texts({text for text in around if "\n" not in text and text.strip(_SPACE)}):
        # What stands at the end of a name is for QZ706.
        if path[-1] not in ("quote", "note") and not (path[-1] == "name" and text[-1] in _SPACE):
            bare = text.strip(_SPACE)
            start = len(bare) if text.startswith(bare) else 0
            yield Problem(
                Text("首尾有空格", "a space at the beginning or the end"),
                path,
                Text("删去空格", "remove it"),
                value=text,
                within=(start, start + 1),
                fix=bare,
            )


def _may_be_two(text: str, gaps: list[re.Match[str]]) -> bool:
    """Whether one of the gaps stands after the name of a body, so that what follows may be another."""
    after_a_body = re.compile(_AFTER_A_BODY)
    return any(after_a_body.match(text, gap.start()) and text[gap.end()] not in _MARKS for gap in gaps)


def _closed(gap: re.Match[str]) -> str:
    return gap["kept"] or ""
