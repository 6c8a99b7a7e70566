"""What libyaml's words mean to somebody who does not know YAML, and what to do about it."""

from __future__ import annotations

from qzqd.locale import Text
from qzqd.read.problem import Problem

_ALIGN = Text(
    "同级字段左边对齐，每一级缩进两个半角空格", "align the fields of one level, two spaces for each level"
)
_CLOSE = Text("补上缺少的引号或括号", "add the missing quotation mark or bracket")
_QUOTE = Text("给整个值加上引号", "quote the whole value")
_DELETE = Text("删去这一行", "delete the line")
_ESCAPE = Text("写成 \\\\，或改用单引号", "write it as \\\\, or use single quotes")
_SPACES = Text("缩进只用半角空格，每级两个", "indent with spaces only, two a level")

_MEANINGS: tuple[tuple[tuple[str, ...], Text, Text], ...] = (
    (
        ("directive", "found incompatible YAML document"),
        Text("% 开头的行是指令，清单里不用", "a line that begins with % is a directive; they are not used"),
        _DELETE,
    ),
    (("scanning an alias",), Text("值不能以 * 开头", "a value cannot begin with *"), _QUOTE),
    (("scanning an anchor",), Text("值不能以 & 开头", "a value cannot begin with &"), _QUOTE),
    (
        ("scanning a tag", "parsing a tag", "undefined tag handle"),
        Text("值不能以 ! 开头", "a value cannot begin with !"),
        _QUOTE,
    ),
    (
        ("found a tab character",),
        Text("缩进用了制表符（Tab）", "a tab character in the indent"),
        _SPACES,
    ),
    (
        ("scanning a block scalar",),
        Text("| 和 > 后面不能直接写文字", "no text can follow | or > on its line"),
        Text(
            "多行文字从下一行写起；它是文字的一部分时，给整个值加引号",
            "begin a long text on the next line; if it is part of the text, quote the value",
        ),
    ),
    (
        ("unknown escape", "hexdecimal number", "Unicode character escape"),
        Text("双引号里的反斜杠有特殊含义", "a backslash means something else in double quotes"),
        _ESCAPE,
    ),
    (
        ("mapping values are not allowed",),
        Text(
            "缩进不对，或者上一行的值里有没加引号的“: ”",
            "wrong indent, or an unquoted “: ” in the value above",
        ),
        _ALIGN,
    ),
    (
        ("did not find expected key",),
        Text(
            "缩进不对：这一行和同级的字段没有对齐",
            "wrong indent: this line does not align with the fields of its level",
        ),
        _ALIGN,
    ),
    (
        ("did not find expected '-' indicator",),
        Text(
            "缩进不对：这里应当是以“- ”开头的列表项",
            "wrong indent: a list entry beginning with “- ” is expected here",
        ),
        _ALIGN,
    ),
    (
        ("did not find expected <document start>",),
        Text("缩进不对：这里多出了内容", "wrong indent: unexpected content"),
        _ALIGN,
    ),
    (
        ("could not find expected ':'",),
        Text("这一行应当写成“字段: 值”", "this line should read “field: value”"),
        Text(
            "长文字换行要比字段名多缩进两个空格", "indent the further lines of a long text by two more spaces"
        ),
    ),
    (
        ("did not find expected ',' or",),
        Text("方括号或花括号没有写完整", "a bracket is not closed, or a comma is missing"),
        _CLOSE,
    ),
    (
        ("unexpected end of stream", "unexpected document indicator"),
        Text("引号没有闭合", "a quotation mark is not closed"),
        _CLOSE,
    ),
    (
        ("cannot start any token", "mapping keys are not allowed"),
        Text("值不能以这个符号开头", "a value cannot begin with this character"),
        _QUOTE,
    ),
    (
        ("block sequence entries are not allowed",),
        Text("“- ”要另起一行", "“- ” must begin on a line of its own"),
        Text("“- ”是文字的一部分时，给整个值加引号", "if “- ” is part of the text, quote the value"),
    ),
    (
        ("found unexpected ':'",),
        Text("括号里的值含有冒号", "a colon in a value inside brackets"),
        _QUOTE,
    ),
    (
        ("did not find expected node content",),
        Text("方括号或花括号里少了值", "a value is missing inside the brackets"),
        _CLOSE,
    ),
)


def parser_meaning(words: str) -> tuple[Text, Text]:
    """Message and help for what the parser says: where it was, and what it met with."""
    for parts, message, help in _MEANINGS:
        if any(part in words for part in parts):
            return message, help
    return (
        Text("从这里起不是合法的 YAML", f"not valid YAML from here on: {words}"),
        Text(
            "核对这一行和上一行的缩进、引号和括号",
            "look at the indent, the quotation marks and the brackets of this line and the one above",
        ),
    )


def nameless(place: int) -> Problem:
    """A question mark that announces a field and names none; libyaml 0.2.5 reports it in brackets, 0.2.6 reads it."""
    return Problem(
        Text("“?”后面缺少字段名", "no field name follows the question mark"),
        help=Text('“?”是文字时加引号，写成 "?"', 'write "?" in quotes if it is text'),
        value="?",
        offsets=(place, place + 1),
    )
