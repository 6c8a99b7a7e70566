"""What libyaml's errors mean to somebody who does not know YAML, and where the cause really is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError

_LOOK_BACK = 40
_FULL_WIDTH_COLON = re.compile(r"^[ ]*(?:- +)*[A-Za-z_][A-Za-z0-9_]*[ ]*(：)")
_FULL_WIDTH_DASH = re.compile(r"^[ ]*([－—–])[ 　]*[A-Za-z_]+[:：]")
_FULL_WIDTH_SPACE = re.compile(r"^[ ]*(?:- *)?(　)")
_FULL_WIDTH_COMMA = re.compile(r"[\[{][^\]}#]*(，)")
_TAB = re.compile(r"^[ ]*(?:- *)?(\t)|^[ ]*(?:- +)?[A-Za-z_][A-Za-z0-9_]*:(\t)")
_OPEN_QUOTE = re.compile(
    r"""^[ ]*(?:- +)*[A-Za-z_][A-Za-z0-9_]*: +(?:(")(?:[^"\\\\]|\\\\.)*|(')(?:[^']|'')*)$"""
)
_NO_SPACE = re.compile(r"^[ ]*(?:- +)*[A-Za-z_][A-Za-z0-9_]*(:)[^\s:/]")

_CAUSES: tuple[tuple[re.Pattern[str], str, Text, Text], ...] = (
    (
        _FULL_WIDTH_COLON,
        "QZ012",
        Text("字段名后面用了全角冒号“：”", "a full-width colon after the field name"),
        Text("改成半角冒号加空格“: ”", "use an ASCII colon and a space"),
    ),
    (
        _FULL_WIDTH_DASH,
        "QZ012",
        Text("列表开头用了全角横线", "a full-width dash begins the list entry"),
        Text("改成半角横线加空格“- ”", "use an ASCII hyphen and a space"),
    ),
    (
        _FULL_WIDTH_SPACE,
        "QZ012",
        Text("缩进用了全角空格", "the indent holds a full-width space"),
        Text("缩进只用半角空格，每级两个", "indent with ASCII spaces only, two a level"),
    ),
    (
        _FULL_WIDTH_COMMA,
        "QZ012",
        Text("方括号或花括号里用了全角逗号“，”", "a full-width comma inside brackets"),
        Text("改成半角逗号加空格“, ”", "use an ASCII comma and a space"),
    ),
    (
        _TAB,
        "QZ011",
        Text("用了制表符（Tab）", "a tab character"),
        Text("缩进只用半角空格，每级两个", "indent with spaces only, two a level"),
    ),
    (
        _OPEN_QUOTE,
        "QZ010",
        Text("引号没有配对", "a quotation mark without its partner"),
        Text("在这一行的末尾补上引号", "close it at the end of this line"),
    ),
    (
        _NO_SPACE,
        "QZ010",
        Text("冒号后面缺空格", "no space after the colon"),
        Text("在冒号后加一个空格", "put a space after the colon"),
    ),
)

_ALIGN = Text(
    "同级字段左边对齐，每一级缩进两个半角空格", "align the fields of one level, two spaces for each level"
)
_CLOSE = Text("补上缺少的引号或括号", "add the missing quotation mark or bracket")
_QUOTE = Text("给整个值加上引号", "quote the whole value")
_OUTDENT = "缩进不对"

_MEANINGS: tuple[tuple[str, Text, Text], ...] = (
    (
        "mapping values are not allowed",
        Text(
            "缩进不对，或者上一行的值里有没加引号的“: ”",
            "wrong indent, or an unquoted “: ” in the value above",
        ),
        _ALIGN,
    ),
    (
        "did not find expected key",
        Text(
            "缩进不对：这一行和同级的字段没有对齐",
            "wrong indent: this line does not align with the fields of its level",
        ),
        _ALIGN,
    ),
    (
        "did not find expected '-' indicator",
        Text(
            "缩进不对：这里应当是以“- ”开头的列表项",
            "wrong indent: a list entry beginning with “- ” is expected here",
        ),
        _ALIGN,
    ),
    (
        "could not find expected ':'",
        Text("这一行应当写成“字段: 值”", "this line should read “field: value”"),
        Text(
            "长文字换行要比字段名多缩进两个空格", "indent the further lines of a long text by two more spaces"
        ),
    ),
    (
        "did not find expected ',' or",
        Text("方括号或花括号没有写完整", "a bracket is not closed, or a comma is missing"),
        _CLOSE,
    ),
    ("found unexpected end of stream", Text("引号没有闭合", "a quotation mark is not closed"), _CLOSE),
    ("found unexpected document indicator", Text("引号没有闭合", "a quotation mark is not closed"), _CLOSE),
    (
        "found unknown escape character",
        Text("双引号里的反斜杠有特殊含义", "a backslash means something else in double quotes"),
        Text("写成 \\\\，或改用单引号", "write it as \\\\, or use single quotes"),
    ),
    (
        "found character that cannot start any token",
        Text("值不能以这个符号开头", "a value cannot begin with this character"),
        _QUOTE,
    ),
    (
        "block sequence entries are not allowed",
        Text("“- ”要另起一行", "“- ” must begin on a line of its own"),
        Text("“- ”是文字的一部分时，给整个值加引号", "if “- ” is part of the text, quote the value"),
    ),
    (
        "did not find expected <document start>",
        Text("缩进不对：这里多出了内容", "wrong indent: unexpected content"),
        _ALIGN,
    ),
    (
        "did not find expected node content",
        Text("方括号或花括号里少了值", "a value is missing inside the brackets"),
        _CLOSE,
    ),
    ("undefined alias", Text("清单里不用别名", "aliases are not used"), _QUOTE),
    ("undefined tag handle", Text("清单里不用标签", "tags are not used"), _QUOTE),
    (
        "unknown directive",
        Text("% 开头的行是指令，清单里不用", "a line that begins with % is a directive; they are not used"),
        _QUOTE,
    ),
)


def explain(text: str, error: MarkedYAMLError) -> tuple[str, Problem]:
    """The code and the problem behind a parser error: its cause if a known one stands near, else its meaning.

    The parser stops where it can go on no longer, which may be lines after the slip; so the lines before are
    searched, nearest first.
    """
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    lines = text[: text.find("\n", offset) if text.find("\n", offset) >= 0 else len(text)].split("\n")
    end = sum(map(len, lines)) + len(lines) - 1
    for line in list(reversed(lines))[:_LOOK_BACK]:
        start = end - len(line)
        for pattern, code, message, help in _CAUSES:
            if match := pattern.search(line):
                group = next(index for index in range(1, (match.lastindex or 0) + 1) if match.group(index))
                place = (start + match.start(group), start + match.end(group))
                return code, Problem(message, help=help, value=line.strip(), offsets=place)
        end = start - 1
    original = str(error.problem or error.context or error)
    message, help = next(
        ((message, help) for part, message, help in _MEANINGS if part in original),
        (Text(f"不是合法的 YAML：{original}", f"not valid YAML: {original}"), None),
    )
    if ("end of stream" in original or "expected ':'" in original) and error.context_mark:
        offset = error.context_mark.index
    if message.zh.startswith(_OUTDENT):
        start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
        offset = start + len(text[start:offset]) - len(text[start:offset].lstrip())
    return "QZ010", Problem(message, help=help, value=original, offsets=(offset, offset + 1))
