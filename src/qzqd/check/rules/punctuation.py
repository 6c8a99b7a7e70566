"""Punctuation that is not that of Chinese, and lines that YAML has put on one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.check.rule import CERTIFICATES, Example, rule
from qzqd.check.signs import signs
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_HAN = "[一-鿿]"
_WIDE = {":": "：", ";": "；", ",": "，", "?": "？", "!": "！"}
_NARROW = signs(*((mark, regex(rf"{re.escape(mark)}(?<={_HAN}.)(?={_HAN})")) for mark in _WIDE))
_ANY = regex(rf"(?<={_HAN})[{''.join(_WIDE)}](?={_HAN})")
_NAMES = frozenset({"name", "title"})
_FOLDED = regex(r"[ ]-[ ](?<=[：:；;。，].{3})")
_FOLDS = signs((" - ", _FOLDED))


def _item(fields: str) -> Example:
    return Example(f"items:\n  - id: ZM-01\n    issuance: shall-not\n    {fields}\n", CERTIFICATES)


@rule(
    "QZ715",
    "info",
    title=Text("名称里用了半角标点", "ASCII punctuation in a Chinese name"),
    why=Text(
        "“消防:安全检查”和“消防：安全检查”看起来一样，检索和比对时却是两个名称。汉字之间用全角标点。",
        "消防:安全检查 and 消防：安全检查 look the same and are two names to searching and comparing.",
    ),
    fails=_item("name: 居民养犬:登记证明"),
    passes=_item("name: 居民养犬：登记证明"),
)
def narrow_punctuation(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(*_NARROW):
        if path[-1] in _NAMES and (found := _ANY.search(text)):
            yield Problem(
                Text(f"汉字之间用了半角的“{found[0]}”", f"an ASCII “{found[0]}” between Chinese characters"),
                path,
                Text(f"改成全角的“{_WIDE[found[0]]}”", f"write “{_WIDE[found[0]]}”"),
                value=text,
                within=found.span(),
                fix=_ANY.sub(lambda match: _WIDE[match[0]], text),
            )


@rule(
    "QZ716",
    "info",
    title=Text("几行接成了一行", "Several lines have become one"),
    why=Text(
        "字段的值写在几行上，读出来是一行，行首的“- ”成了文字里的横线。要保留分行，冒号后面写 |，从下一行写起。",
        "A value on several lines is read as one line, and the dashes that began them are dashes in a text. To keep the "
        "lines write | after the colon and begin below.",
    ),
    fails=_item("name: 居民养犬证明\n    note: 包括：\n      - 登记\n      - 年检"),
    passes=_item("name: 居民养犬证明\n    note: |\n      包括：\n      - 登记\n      - 年检"),
)
def folded_lines(subject: Subject) -> Iterator[Problem]:
    for path, text in subject.matching(*_FOLDS):
        found = _FOLDED.search(text)
        if found and path[-1] != "quote":
            yield Problem(
                Text("“- ”开头的几行接成了一行", "lines that begin with “- ” have become one"),
                path,
                Text(
                    f"要保留分行，写成 {path[-1]}: |，文字从下一行写起",
                    f"to keep the lines, write {path[-1]}: | and begin below",
                ),
                value=text,
                within=found.span(),
            )
