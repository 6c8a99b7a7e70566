"""What libyaml's errors mean to somebody who does not know YAML, and where the cause really is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import slips
from qzqd.read.meanings import nameless, parser_meaning
from qzqd.read.problem import Problem
from qzqd.read.slips.marks import SORTS
from qzqd.regex import regex

if TYPE_CHECKING:
    import re

    from yaml.error import MarkedYAMLError

_LOOK_BACK = 40
_OUTDENT = "缩进不对"
_AT_ITS_BEGINNING = ("scanning an", "scanning a tag", "scanning a block", "end of stream", "expected ':'")
"""What the parser reports only after the place that is at fault."""

# Every pattern takes time in proportion to its line, however long that is.
_FIELD = r"^[ ]*+(?:- ++)*+(?:[A-Za-z_][A-Za-z0-9_]*+: ++)"
_DOUBLE, _SINGLE = r'"(?:[^"\\]|\\.)*+', "'(?:[^']|'')*+"
_FULL_WIDTH_COLON = regex(r"^[ ]*(?:- +)*[A-Za-z_][A-Za-z0-9_]*[ ]*(：)")
_FULL_WIDTH_DASH = regex(r"^[ ]*([－—–])[ 　]*[A-Za-z_]+[:：]")
_FULL_WIDTH_SPACE = regex(r"^[ ]*(?:- *)?(　)")
_FULL_WIDTH_COMMA = regex(r"[\[{][^\[{\]}#，]*+(，)")
_TAB = regex(r"^[ ]*(?:- *)?(\t)|^[ ]*(?:- +)?[A-Za-z_][A-Za-z0-9_]*:(\t)")
_OPEN_QUOTE = regex(rf"{_FIELD}(?=(.))(?:{_DOUBLE}|{_SINGLE})$")
_WORDS_AFTER = regex(rf"""{_FIELD}?(?:{_DOUBLE}"|{_SINGLE}'|\[[^\[\]]*+\]|{{[^{{}}]*+}})[ ]*+([^\s,:#].*+)""")
_COLON_WITHIN = regex(rf"{_FIELD}[^\s\"'\[{{|>#][^#]*?(:)(?: |$)")
_LONE_MARK = regex(r"[\[,]\s*+(\?)\s*+\]")
_NO_SPACE = regex(r"^[ ]*(?:- +)*[A-Za-z_][A-Za-z0-9_]*(:)[^\s:/]")

_CAUSES: tuple[tuple[re.Pattern[str], str, Text, Text], ...] = (
    (_FULL_WIDTH_COLON, *SORTS["colon"]),
    (
        _FULL_WIDTH_DASH,
        "QZ012",
        Text("列表开头用了全角横线", "a full-width dash begins the list entry"),
        Text("改成半角横线加空格“- ”", "use an ASCII hyphen and a space"),
    ),
    (_FULL_WIDTH_SPACE, *SORTS["indent"]),
    (_FULL_WIDTH_COMMA, *SORTS["comma"]),
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
    (_NO_SPACE, *SORTS["no space"]),
)

_ON_ITS_LINE: tuple[tuple[str, re.Pattern[str], Text, Text], ...] = (
    (
        "did not find expected",
        _WORDS_AFTER,
        Text("引号或括号后面还有文字", "text after a closing quotation mark or bracket"),
        Text(
            "给整个值加上引号；里面有双引号的，外面用单引号",
            "quote the whole value; single quotes outside where there are double ones inside",
        ),
    ),
    (
        "mapping values are not allowed",
        _COLON_WITHIN,
        Text("值里面有“: ”", "“: ” inside a value"),
        Text("给整个值加上引号，或改用全角冒号“：”", "quote the whole value"),
    ),
)


def explain_syntax(text: str, error: MarkedYAMLError) -> tuple[str, Problem]:
    """The code and the problem behind a parser error: its cause if a known one stands near, else its meaning.

    The parser stops where it can go on no longer, which may be lines after the slip; so the lines before are
    searched, nearest first.
    """
    if slip := slips.find(text, error):
        return slip
    mark = error.problem_mark or error.context_mark
    offset = min(mark.index, len(text)) if mark else 0
    words = ": ".join(filter(None, (error.context, error.problem)))
    bracket = error.context_mark.index if error.context_mark else offset
    if "expected ',' or ']'" in words and (match := _LONE_MARK.search(text, bracket, offset)):
        return "QZ010", nameless(match.start(1))
    break_after = text.find("\n", offset)
    lines = text[: break_after if break_after >= 0 else len(text)].split("\n")
    end = sum(map(len, lines)) + len(lines) - 1
    for part, pattern, message, help in _ON_ITS_LINE:
        if part in words and (match := pattern.search(lines[-1])):
            return "QZ010", _marked(match, end - len(lines[-1]), message, help)
    for line in reversed(lines[-_LOOK_BACK:]):
        start = end - len(line)
        for pattern, code, message, help in _CAUSES:
            if match := pattern.search(line):
                return code, _marked(match, start, message, help)
        end = start - 1
    message, help = parser_meaning(words)
    if any(part in words for part in _AT_ITS_BEGINNING) and error.context_mark:
        offset = error.context_mark.index
    if message.zh.startswith(_OUTDENT):
        start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
        offset = start + len(text[start:offset]) - len(text[start:offset].lstrip())
    return "QZ010", Problem(message, help=help, value=words, offsets=(offset, offset + 1))


def _marked(match: re.Match[str], start: int, message: Text, help: Text) -> Problem:
    """The problem at the group that took part, in the line that starts at `start`."""
    group = match.lastindex or 0
    place = (start + match.start(group), start + match.end(group))
    return Problem(message, help=help, value=match.string.strip(), offsets=place)
