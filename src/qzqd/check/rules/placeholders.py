"""A name or a body that was left open: 无, 是, /, 同上."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import Example, power, resting_on, rule
from qzqd.check.signs import watched
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import unworked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath

PLACEHOLDERS = frozenset((
    "无", "没有", "暂无", "暂缺", "空", "空缺", "略", "不详", "未知", "不清楚",
    "是", "否", "有", "对", "同上", "同前", "同左", "同右", "见附件", "详见附件", "〃", "″", "其他", "其它", "若干", "某", "未定",
    "/", "／", "\\", "-", "--", "---", "－", "–", "—", "——", "_", "__", "…", "……", "...", "。", "、", "·",
    "?", "？", "??", "？？", "*", "×", "√", "✓", "○", "0", "1", "N/A", "n/a", "NA", "None", "none", "null", "NULL",
))  # fmt: skip
"""What people write into a cell that they have nothing for."""


def names_nothing(text: str) -> bool:
    """Whether nobody is named by it: it holds the place of a name, or is a formula without a result."""
    return text in PLACEHOLDERS or unworked(text)


_CALCULATED = watched("=#")

_NAMED = frozenset({"name", "title", "issuer", "body", "law"})
"""The names that every kind of list may have."""
_BODIES = ("unit", "office", "department")


def _power(authority: str) -> Example:
    return Example("items:\n" + power(resting_on(), authority=authority))


@rule(
    "QZ714",
    "warning",
    title=Text("名称或机关没有填", "A name or a body that was left open"),
    why=Text(
        "名称、机关、法规写成“无”“是”“/”“同上”，是表格里的占位，“=B2”“#REF!”是没有算出来的公式，公布出去不知道指什么、归谁管。没有的就不写这个字段。",
        "无, 是, / and 同上 hold the place of a name in a table, =B2 and #REF! are formulas without a result; published, they "
        "name nothing and nobody. Leave the field out where there is nothing to say.",
    ),
    fails=_power("是"),
    passes=_power("街道办事处"),
)
def left_open(subject: Subject) -> Iterator[Problem]:
    found = set(PLACEHOLDERS.intersection(subject.strings))
    if not _CALCULATED.isdisjoint(subject.signs()):
        found.update(filter(unworked, subject.strings))
    fields = _fields(subject) if found else frozenset()
    for path, text in subject.texts(found):
        if _field(path) in fields:
            yield Problem(
                Text(f"“{text}”不是名称，看不出指什么", f"“{text}” names nothing"),
                path,
                Text(
                    "写上实际的名称；确实没有的，不写这个字段",
                    "write the actual name; leave the field out if there is none",
                ),
                value=text,
            )


def _fields(subject: Subject) -> frozenset[str]:
    """The fields that hold the name of something or somebody."""
    traits = subject.traits
    pointing = (path for target in _BODIES for path in traits.refers.get(target, ()))
    return _NAMED.union((step for path in pointing for step in path), traits.having("body"))


def _field(path: DataPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")
