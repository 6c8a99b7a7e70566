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
        _NO_SPACE,
        "QZ010",
        Text("冒号后面缺空格", "no space after the colon"),
        Text("在冒号后加一个空格", "put a space after the colon"),
    ),
)

_MEANINGS: tuple[tuple[str, Text], ...] = (
    (
        "mapping values are not allowed",
        Text(
            "缩进不对，或者上一行的值里有没加引号的“: ”",
            "wrong indent, or an unquoted “: ” in the value above",
        ),
    ),
    (
        "did not find expected key",
        Text(
            "缩进不对：这一行和同级的字段没有对齐",
            "wrong indent: this line does not align with the fields of its level",
        ),
    ),
    (
        "did not find expected '-' indicator",
        Text(
            "缩进不对：这里应当是以“- ”开头的列表项",
            "wrong indent: a list entry beginning with “- ” is expected here",
        ),
    ),
    ("could not find expected ':'", Text("这一行应当写成“字段: 值”", "this line should read “field: value”")),
    (
        "did not find expected ',' or",
        Text("方括号或花括号没有写完整", "a bracket is not closed, or a comma is missing"),
    ),
    ("found unexpected end of stream", Text("引号没有闭合", "a quotation mark is not closed")),
    ("found unexpected document indicator", Text("引号没有闭合", "a quotation mark is not closed")),
    (
        "found unknown escape character",
        Text(
            "双引号里的反斜杠要写成 \\\\，或改用单引号",
            "write a backslash as \\\\ in double quotes, or use single quotes",
        ),
    ),
    (
        "found character that cannot start any token",
        Text("值不能以这个符号开头，请加引号", "a value cannot begin with this character: quote it"),
    ),
    (
        "block sequence entries are not allowed",
        Text("“- ”要另起一行", "“- ” must begin on a line of its own"),
    ),
    (
        "did not find expected <document start>",
        Text("这里多出了内容；检查缩进", "unexpected content; check the indent"),
    ),
    (
        "did not find expected node content",
        Text("方括号或花括号里少了值", "a value is missing inside the brackets"),
    ),
    (
        "undefined alias",
        Text("清单里不用别名；值以 * 开头时加引号", "aliases are not used; quote a value that begins with *"),
    ),
    (
        "undefined tag handle",
        Text("清单里不用标签；值以 ! 开头时加引号", "tags are not used; quote a value that begins with !"),
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
    meaning = next((text for part, text in _MEANINGS if part in original), None)
    message = meaning or Text(f"不是合法的 YAML：{original}", f"not valid YAML: {original}")
    if "end of stream" in original and error.context_mark:
        offset = error.context_mark.index
    return "QZ010", Problem(message, value=original, offsets=(offset, offset + 1))
