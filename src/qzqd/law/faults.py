"""What is wrong with a citation, by its cause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qzqd.locale import Text

Cause = Literal[
    "open-bracket", "stray-bracket", "open-title", "unopened-title", "crossed-marks", "unmarked-title", "title-twice", "elided-title",
    "missing-ordinal", "missing-article", "missing-subparagraph", "missing-number-sign", "odd-range", "odd-numeral", "letter", "lost-digits", "lost-bracket", "no-such-day",
    "only-effective", "unknown-tag", "wrong-tag", "open-level", "no-source", "no-title", "mention", "unread",
]  # fmt: skip
"""Of what sort the fault is; `WORDS` tells each."""

WORDS: dict[Cause, Text] = {
    "open-bracket": Text("括号没有合上", "a bracket is never closed"),
    "stray-bracket": Text(
        "括号或者书名号只有后半个", "a bracket or title mark is closed that was never opened"
    ),
    "open-title": Text("书名号《没有合上", "《 is never closed"),
    "unopened-title": Text("名称前面缺书名号《", "《 is missing before the title"),
    "crossed-marks": Text("书名号《》和〈〉配错了", "《 and 〉, or 〈 and 》, were put together"),
    "unmarked-title": Text("名称没有用书名号", "the title is not in 《》"),
    "title-twice": Text("同一个名称写了两遍，两处不一样", "the same title twice, differently"),
    "elided-title": Text("名称有省略", "part of the title is left out"),
    "missing-ordinal": Text("缺“第”字", "第 is missing"),
    "missing-article": Text("缺“条”字", "条 is missing"),
    "missing-subparagraph": Text("缺“项”字", "项 is missing"),
    "odd-range": Text(
        "起止写法读不成一段条款，只取了两头", "no range of provisions: only its two ends are taken"
    ),
    "missing-number-sign": Text("文号后面缺“号”字", "号 is missing after the document number"),
    "odd-numeral": Text("数字的写法不对", "a number is not written as numbers are"),
    "letter": Text("号码里有字母 l、I 或 O", "the letter l, I or O in a number"),
    "lost-digits": Text("文号缺了数字", "digits of the document number are missing"),
    "lost-bracket": Text("文号缺了括号", "a bracket of the document number is missing"),
    "no-such-day": Text("日历上没有这一天", "there is no such day in the calendar"),
    "only-effective": Text(
        "只有施行日期，没有公布日期", "only the day of taking effect is given, not of publication"
    ),
    "unknown-tag": Text("不是效力级别", "this is no level"),
    "wrong-tag": Text("标注的级别与名称不符", "the level that is stated does not suit the title"),
    "open-level": Text(
        "这样的标注不说明效力级别，级别留空", "this does not tell the level, so it is left open"
    ),
    "no-source": Text("只有条款，没有法规名称", "a provision of nothing: the title is missing"),
    "no-title": Text("只有文号，没有名称", "a document number without a title"),
    "mention": Text("只是提到，不作依据", "only mentioned, not cited as a basis"),
    "unread": Text("没有读懂，原样保留", "not understood, kept as it is"),
}


@dataclass(frozen=True, slots=True)
class CitationFault:
    """cause: of what sort. start, end: where, in characters of the text. found: what stands there.

    meant: what was probably meant, and was read so; empty without a guess.
    """

    cause: Cause
    start: int
    end: int
    found: str
    meant: str = ""

    @property
    def message(self) -> Text:
        """What is wrong, with the words at fault."""
        words, shown = WORDS[self.cause], self.found if len(self.found) <= 40 else self.found[:39] + "…"
        if self.meant:
            return Text(
                f"{words.zh}：“{shown}”，按“{self.meant}”读取",
                f"{words.en}: “{shown}”, read as “{self.meant}”",
            )
        return Text(f"{words.zh}：“{shown}”", f"{words.en}: “{shown}”")
