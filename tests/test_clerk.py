"""What a clerk may get wrong in a list, planted at several places of bundled lists: told at its place, once, and mended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qzqd.check.engine import Engine
from qzqd.open.registers import Registers
from qzqd.read.config import Config
from qzqd.read.tree import parse
from qzqd.write import fixes
from qzqd.write.readable import made_readable

if TYPE_CHECKING:
    from qzqd.finding import Finding

CATALOGUES = Path(__file__).parent.parent / "catalogues"
LISTS = ("shiyan/delegated-powers", "daye/main-responsibilities", "national/community-certificates")


@dataclass(frozen=True)
class Slip:
    """line: the lines it may befall; written: what they become. said: in the message or the remedy.

    after: what --fix leaves: the `same` data as before the slip, a `sound` list, or all as it is (`told`).
    below: how many lines below it shows.
    """

    line: str
    written: str
    said: str
    after: str = "same"
    below: int = 0


NAME = r"^(    name: )(\S+)$"
FIELD = r"^(    \w+): (\S.*)$"
QUOTED_ID = r'^(  - id: )"([\w-]+)"$'
EDITION = r'^edition: "(\d{4})"$|^edition: "(\d{4}-\d\d-\d\d)"$'
FLOW = r'^(jurisdiction: )\{code: "(\d+)", name: (\S+)\}$'
BARE = r"^    (\w+: \S.*)$"
DEEP = r"^        (\w+: \S+)$"
LAW = r"^(      - law): (\S+)$"

SLIPS = {
    # spaces
    "no-break spaces in the indent": Slip(BARE, "\xa0\xa0\xa0\xa0\\1", "U+00A0"),
    "an en space in the indent": Slip(BARE, "  \u2002\u2002\\1", "U+2002"),
    "a no-break space after the colon": Slip(FIELD, "\\1:\xa0\\2", "U+00A0"),
    "a thin space at the end": Slip(FIELD, "\\1: \\2\u2009", "U+2009"),
    "a narrow space after the dash": Slip(QUOTED_ID, '  -\u202fid: "\\2"', "U+202F"),
    "a no-break space in brackets": Slip(FLOW, '\\1{code: "\\2",\xa0name: \\3}', "U+00A0"),
    "a wide space in the indent": Slip(DEEP, "　　　　\\1", "全角空格"),
    "a wide space after the colon": Slip(FIELD, "\\1:　\\2", "全角空格"),
    "a zero-width space": Slip(NAME, "\\1\u200b\\2", "U+200B"),
    "a soft hyphen": Slip(QUOTED_ID, '\\1"\\2\xad"', "U+00AD"),
    "a line break of Word": Slip(NAME, "\\1\\2\x0b", "U+000B"),
    "a tab in the indent": Slip(NAME, "\tname: \\2", "Tab"),
    "a tab after the dash": Slip(QUOTED_ID, '  -\tid: "\\2"', "Tab"),
    "a tab after the colon": Slip(FIELD, "\\1:\t\\2", "Tab"),
    # punctuation
    "a full-width colon": Slip(FIELD, "\\1：\\2", "全角冒号"),
    "a full-width colon in brackets": Slip(FLOW, '\\1{code： "\\2", name: \\3}', "全角冒号"),
    "a full-width dash": Slip(QUOTED_ID, '  － id: "\\2"', "半角横线"),
    "a long dash": Slip(LAW, "      — law: \\2", "半角横线"),
    "a bullet": Slip(QUOTED_ID, '  • id: "\\2"', "半角横线"),
    "a number in place of the dash": Slip(QUOTED_ID, '  1. id: "\\2"', "半角横线"),
    "no space after the dash": Slip(QUOTED_ID, '  -id: "\\2"', "缺空格"),
    "no space after the colon": Slip(FIELD, "\\1:\\2", "缺空格"),
    "no space in brackets": Slip(FLOW, '\\1{code:"\\2", name:\\3}', "缺空格"),
    "full-width braces": Slip(FLOW, '\\1｛code: "\\2", name: \\3｝', "{ }"),
    "other brackets": Slip(FLOW, '\\1【code: "\\2", name: \\3】', "{ }"),
    "parentheses": Slip(FLOW, '\\1（code: "\\2", name: \\3）', "{ }"),
    "a full-width comma": Slip(FLOW, '\\1{code: "\\2"，name: \\3}', "逗号"),
    "all of it full-width": Slip(FLOW, '\\1｛code： "\\2"， name：\\3｝', "{ }"),
    # quotation marks and brackets
    "Chinese quotation marks": Slip(QUOTED_ID, "\\1“\\2”", "中文引号"),
    "single Chinese quotation marks": Slip(QUOTED_ID, "\\1‘\\2’", "中文引号"),
    "a Chinese mark at the end": Slip(QUOTED_ID, '\\1"\\2”', "引号没有配对"),
    "no mark at the end": Slip(QUOTED_ID, '\\1"\\2', "引号没有配对"),
    "no mark at the end, in brackets": Slip(FLOW, '\\1{code: "\\2, name: \\3}', "引号没有配对"),
    "an open brace": Slip(FLOW, '\\1{code: "\\2", name: \\3', "没有闭合"),
    "a brace too many": Slip(FLOW, "\\g<0>}", "多了一个括号"),
    "the wrong bracket at the end": Slip(FLOW, '\\1{code: "\\2", name: \\3]', "括号不配对"),
    "brackets in brackets": Slip(FLOW, '\\1{code: "\\2", name: \\3[原]}', "加上引号", "sound"),
    # values that YAML takes for something else
    "a per cent sign": Slip(NAME, "\\1%\\2", "加上引号", "sound"),
    "an at sign": Slip(NAME, "\\1@\\2", "加上引号", "sound"),
    "an exclamation mark": Slip(NAME, "\\1!\\2", "加上引号", "sound"),
    "a question mark": Slip(NAME, "\\1? \\2", "加上引号", "sound"),
    "a dash": Slip(NAME, "\\1- \\2", "加上引号", "sound"),
    "a colon and a space": Slip(NAME, "\\1其他: \\2", "加上引号", "sound"),
    "a comment": Slip(NAME, "\\1\\2 #重点", "被当成注释", "told"),
    "nothing but a comment": Slip(FIELD, "\\1: #\\2", "被当成注释", "told"),
    "nothing": Slip(NAME, "\\1", "没有值", "told"),
    # lines
    "a field on another level": Slip(NAME, "  name: \\2", "前面应当空 4 格"),
    "one space too many": Slip(NAME, "     name: \\2", "前面应当空 4 格"),
    "text cut in two": Slip(r"^(    name: \S\S\S)(\S+)$", "\\1\n\\2", "上一行的文字没有写完", below=1),
    "text cut in two, indented": Slip(r"^(    name: \S\S\S)(\S+)$", "\\1\n      \\2", "接成一行"),
    "two fields in one line": Slip(
        r"^(    name: \S+)\n    (seq: \d+)$", "\\1    \\2", "另起一行"
    ),
    "a dash lost": Slip(r'^items:\n  - (id: "\S+")$', "items:\n    \\1", "少了“- ”", below=1),
    "three full stops above the items": Slip(r"^items:$", "...\nitems:", "不是字段"),
    "an ellipsis among the items": Slip(QUOTED_ID, '……\n  - id: "\\2"', "不是字段"),
    "no items yet": Slip(r"^items:\n(?s:.+)\Z", "items:\n", "从下一行写起", "told"),
    # values of another form
    "a capital letter": Slip(NAME, "    Name: \\2", "name"),
    "the title of the field": Slip(NAME, "    事项名称: \\2", "name"),
    "a number in words": Slip(r"^    seq: (2|3)$", "    seq: 第\\1项", "不加引号"),
    "a number in quotes": Slip(r"^    seq: (\d+)$", '    seq: "\\1"', "不加引号"),
    "a number of a spreadsheet": Slip(r"^    seq: (\d+)$", "    seq: \\1.0", "写成"),
    "full-width digits": Slip(r"^    seq: (2)$", "    seq: ２", "写成"),
    "a full-width id": Slip(r'^(  - id: )"(\w+)-(\S+)"$', "\\1\\2－\\3", "写成"),
    "an en dash in an id": Slip(r'^(  - id: )"(\w+)-(\S+)"$', '\\1"\\2–\\3"', "写成"),
    "a semicolon in a code": Slip(FLOW, '\\1{code: "\\2；", name: \\3}', "写成"),
    "a code of a spreadsheet": Slip(FLOW, "\\1{code: \\2.0, name: \\3}", "写成"),
    "a code without quotes": Slip(FLOW, "\\1{code: \\2, name: \\3}", "加上引号"),
    "a year in Chinese": Slip(r'^edition: "(\d{4})"$', "edition: \\1年", "写成"),
    "a day in Chinese": Slip(r'^edition: "(2025)-04-05"$', "edition: 2025年4月5日", "写成"),
    "a day with full stops": Slip(r'^edition: "(2025)-04-05"$', "edition: 2025.4.5", "写成"),
    "a day with slashes": Slip(r'^(        edition): "(\d{4})-0?(\d+)-0?(\d+)"$', "\\1: \\2/\\3/\\4", "写成"),
    "a short day": Slip(r'^(        edition): "(\d{4})-0?(\d+)-0?(\d+)"$', '\\1: "\\2-\\3-\\4"', "写成"),
    "an article in Chinese": Slip(r"^(        article): (21)$", "\\1: 第二十一条", "写成"),
    "an article in quotes": Slip(r"^(        article): (\d+)$", '\\1: "\\2"', "写成"),
    "a value with a space": Slip(r"^(    power_type: 行政)(\S+)$", "\\1 \\2", "写成"),
    "a short form of a value": Slip(r"^(    power_type: )行政(\S+)$", "\\1\\2", "是否想写", "told"),
    "a list as text": Slip(r"^(    profiles: )\[(\S+), (\S+)\]$", "\\1\\2、\\3", "写成列表"),
    "a list in wrong brackets": Slip(r"^(    profiles: )\[(\S+), (\S+)\]$", "\\1【\\2、\\3】", "写成列表"),
    "a kind by its title": Slip(r"^kind: task-list$", "kind: 任务清单", ""),
}  # fmt: skip


_ITEMS = 5


@cache
def original(name: str) -> str:
    """The head of the list with its first items and its last ones: what may befall one may befall each."""
    head, *items = re.split(r"(?m)^(?=  - id:)", (CATALOGUES / f"{name}.yaml").read_text("utf-8"))
    return "".join([head, *items[:_ITEMS], *items[max(_ITEMS, len(items) - _ITEMS) :]])


@cache
def engine() -> Engine:
    return Engine(Config(disable=("QZ2", "QZ4")), Registers())


@cache
def told(text: str) -> list[Finding]:
    found = engine().check(text.encode(), "list.yaml").findings
    return [finding for finding in found if finding.severity != "info"]


def planted(name: str, slip: Slip) -> list[tuple[str, int]]:
    """The list with the slip in it, and the line it is on: at the first, the middle and the last place there is."""
    text = original(name)
    places = list(re.finditer(slip.line, text, re.MULTILINE))
    chosen = {at: places[at] for at in (0, len(places) // 2, -1)} if places else {}
    return [
        (
            text[: match.start()] + match.expand(slip.written) + text[match.end() :],
            text.count("\n", 0, match.start()) + 1 + slip.below,
        )
        for match in dict.fromkeys(chosen.values())
    ]


def mended(text: str) -> str:
    """What --fix makes of it."""
    from qzqd.read.lines import LineIndex

    while True:
        data, _ = made_readable(text.encode())
        wanted = fixes.wanted(LineIndex(data.decode()), told(data.decode()))
        data, _ = fixes.apply(data, [fix for _, fix in wanted])
        if data.decode() == text:
            return text
        text = data.decode()


CASES = [(what, name) for what, slip in SLIPS.items() for name in LISTS if planted(name, slip) and slip.said]


def test_the_lists_are_sound_and_each_slip_has_a_place() -> None:
    for name in LISTS:
        assert told(original(name)) == []
    assert {what for what, _ in CASES} == {what for what, slip in SLIPS.items() if slip.said}


@pytest.mark.parametrize(("what", "name"), CASES)
def test_a_slip_is_told_at_its_place_once_and_mended(what: str, name: str) -> None:
    slip = SLIPS[what]
    for text, line in planted(name, slip):
        (finding,) = told(text)
        words = finding.message.zh + (finding.help.zh if finding.help else "")
        assert slip.said in words
        assert finding.span.line == line
        if slip.after == "told":
            continue
        after = mended(text)
        assert [each for each in told(after) if each.severity == "error"] == []
        if slip.after == "same":
            assert parse(after.encode()).data == parse(original(name).encode()).data
