"""QZ705: spaces between Chinese characters, and those that belong there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, rule
from qzqd.check.rules.wording import suspects
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject


def _certificate(name: str) -> Example:
    item = f"{{id: ZM-01, name: {name}, issuance: shall-not}}"
    return Example(f"items:\n  - {item}\n", {"kind": "community-certificates"})


_ODD_SPACES = "\xa0\u2000-\u200a\u202f\u205f"
_GAP = f"[ \u3000\t{_ODD_SPACES}]"
_GAPS = tuple(
    re.compile(rf"{gap}(?<=[^\x00-\x7f]{gap}){_GAP}*(?=[^\x00-\x7f])") for gap in (" ", "\u3000", "\t")
)
_ODD_GAPS = re.compile(f"[{_ODD_SPACES}]")
_PROSE = re.compile("[。；：]")
_STRAY = (
    rf"(?P<kept>第[一二三四五六七八九十百千零〇]+[编章节条]{_GAP}+"
    rf"|(?<=[央会院部委厅局署室]){_GAP}++(?=[一-鿿 \u3000]{{2,80}}(?:关于|印发|办公厅|国务院))"
    rf"|(?<=[一-鿿]){_GAP}++(?=根据|第[一二三四五六七八九十百千零〇]+[编章节条款项]))"
    rf"|(?<=[一-鿿]){_GAP}++(?=[一-鿿])"
)


@rule(
    "QZ705",
    "warning",
    title=Text("汉字之间有空格", "Spaces between Chinese characters"),
    why=Text(
        "空格多半来自排版或者换行，会让同一名称看起来是两个。“第一章 总则”“中共中央 国务院关于”和“市城管局 市住建局”不算。",
        "They come from layout or line breaks and make two names of one. Chapter headings, joint issuers and several names "
        "in a row may have them.",
    ),
    fails=_certificate("居民养犬 证明"),
    passes=_certificate("居民养犬 A 类证明"),
)
def stray_spaces(subject: Subject) -> Iterator[Problem]:
    odd = (_ODD_GAPS,) if any(map(_ODD_GAPS.match, subject.rare())) else ()
    for path, text in suspects(subject, *_GAPS, *odd):
        prose = _PROSE.search(text) is not None
        gaps = [match for match in re.finditer(_STRAY, text) if not _is_kept(match)]
        # In prose a wide gap sets a heading off: to close it would glue sentences together.
        gaps = [match for match in gaps if not prose or len(match[0]) == 1]
        if gaps and not (path[-1] == "quote" and "\n" in text):
            yield Problem(
                Text("汉字之间有空格", "spaces between Chinese characters"),
                path,
                Text("删去空格", "remove them"),
                value=text,
                within=gaps[0].span(),
                fix=None
                if prose
                else re.sub(_STRAY, lambda match: match[0] if _is_kept(match) else "", text),
            )


_BODY = re.compile("(?:[一-鿿](?:[局委厅处科室股站所队院署]|中心|委员会)|办公室|街道办事处|人民政府|街道)$")
_STATUTE = re.compile("[一-鿿](?:法|条例|办法|规定|细则)$")
_LONGEST = 60
_BESIDE = re.compile("[一-鿿]{3,}")


def _is_kept(gap: re.Match[str]) -> bool:
    """Whether the gap belongs there: it sets a heading off, or separates two bodies or two instruments."""
    if gap["kept"] is not None:
        return True
    before, after = _beside(gap)
    return any(sort.search(before) and sort.search(after) for sort in (_BODY, _STATUTE))


def _beside(gap: re.Match[str]) -> tuple[str, str]:
    """The unbroken Chinese of either side, where it is long enough to name something."""
    before = re.search(f"{_BESIDE.pattern}$", gap.string[max(0, gap.start() - _LONGEST) : gap.start()])
    after = _BESIDE.match(gap.string, gap.end(), gap.end() + _LONGEST)
    return before[0] if before else "", after[0] if after else ""
