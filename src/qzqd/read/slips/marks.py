"""Full-width punctuation where YAML wants ASCII, and a space that is missing after a colon or a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.slips.slip import FIELD, Slip, SourceLine, is_known_field
from qzqd.regex import regex
from qzqd.text import SEMICOLON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.problem import Edit

_NEXT = rf"(?={FIELD}[ \u3000]*+[:：]|[{{｛])"
_BULLET = regex(rf"((?:[－—–−‒―‐‑﹣·•●○◆■□▪*]|[(（]?[0-9]{{1,3}}[.、)）．])[ \u3000]*+){_NEXT}")
_BARE_DASH = regex(rf"(-){_NEXT}")
_WIDE_AFTER_DASH = regex(r"-[ ]*+(\u3000[ \u3000]*+)(?=\S)")
_DASH = regex(r"- ++")
_COLON = regex(rf"({FIELD})[ \u3000]*+(：[ \u3000]*+|:(?=[^\s])|:[ ]*+\u3000[ \u3000]*+)")
_BRACKET = regex("[｛｝［］]")
_OTHER_BRACKETS = regex(rf"[ ]([【（(〔])(?={FIELD}[ \u3000]*+[:：]).*([】）)〕])[ ]*+$")
_INNER_KEY = regex(
    rf"(?<=[{{｛,，；;、【（(〔])([ \u3000]*+)({FIELD})[ \u3000]*+(：[ \u3000]*+|:(?=[^\s])|:[ ]*+\u3000[ \u3000]*+)"
)
_SEPARATOR = regex(rf"[ ]*+[，；、;][ \u3000]*+(?={FIELD}[ \u3000]*+[:：])")
_COMMA = regex("，[ \u3000]*+")
_NARROW = str.maketrans("｛｝［］", "{}[]")

SORTS: dict[str, tuple[str, Text, Text]] = {
    "colon": (
        "QZ012",
        Text("字段名后面用了全角冒号“：”", "a full-width colon after the field name"),
        Text("改成半角冒号加空格“: ”", "use an ASCII colon and a space"),
    ),
    "dash": (
        "QZ012",
        Text("列表开头用了全角横线或别的符号", "the list entry begins with something other than a hyphen"),
        Text("改成半角横线加空格“- ”", "use an ASCII hyphen and a space"),
    ),
    "bare dash": (
        "QZ010",
        Text("横线后面缺空格", "no space after the hyphen"),
        Text("在横线后加一个空格“- ”", "put a space after the hyphen"),
    ),
    "indent": (
        "QZ012",
        Text("缩进用了全角空格", "the indent holds a full-width space"),
        Text("缩进只用半角空格，每级两个", "indent with ASCII spaces only, two a level"),
    ),
    "space": (
        "QZ012",
        Text("冒号或横线后面用了全角空格", "a full-width space after a colon or a hyphen"),
        Text("改成一个半角空格", "use one ASCII space"),
    ),
    "no space": (
        "QZ010",
        Text("冒号后面缺空格", "no space after the colon"),
        Text("在冒号后加一个空格", "put a space after the colon"),
    ),
    "bracket": (
        "QZ012",
        Text("括号用错了：字段要写在半角的 { } 里，列表写在 [ ] 里", "the wrong brackets"),
        Text("改成半角的 { } 或 [ ]", "use { } around fields and [ ] around a list"),
    ),
    "comma": (
        "QZ012",
        Text("方括号或花括号里用了全角逗号“，”", "a full-width comma inside brackets"),
        Text("改成半角逗号加空格“, ”", "use an ASCII comma and a space"),
    ),
}


def full_width_slips(line: SourceLine) -> Iterator[Slip]:
    """All such slips of a line at once: they are typed, and mended, together."""
    found = [*_opening(line), *_within(line)]
    if not found:
        return
    sorts = list(dict.fromkeys(sort for sort, _ in found))
    edits = tuple(edit for _, edit in found)
    first = found[0][1]
    code, message, help = SORTS[sorts[0]]
    if len(sorts) == 1 and len(found) > 1:
        message = Text(f"{message.zh}（本行 {len(found)} 处）", f"{message.en} ({len(found)} in this line)")
    if len(sorts) > 1:
        code = max(SORTS[sort][0] for sort in sorts)
        message = SEMICOLON.join(SORTS[sort][1] for sort in sorts)
        help = SEMICOLON.join(dict.fromkeys(SORTS[sort][2] for sort in sorts))
    yield Slip(code, message, help, _place(first), edits)


def _place(edit: Edit) -> tuple[int, int]:
    """The first character that is seen of what is to be replaced; what is before it, where something is missing."""
    if edit.start == edit.end:
        return edit.start - 1, edit.end
    return edit.start, edit.start + 1


def _opening(line: SourceLine) -> Iterator[tuple[str, Edit]]:
    """What is wrong before the first value of the line."""
    text = line.masked
    at = len(text) - len(text.lstrip(" \u3000"))
    if "\u3000" in (indent := text[:at]):
        yield "indent", line.edit(0, at, indent.replace("\u3000", "  "))
    if bullet := _BULLET.match(text, at):
        yield "dash", line.edit(*bullet.span(1), "- ")
        at = bullet.end()
    elif dash := _BARE_DASH.match(text, at):
        yield "bare dash", line.edit(dash.end(1), dash.end(1), " ")
        at = dash.end()
    elif wide := _WIDE_AFTER_DASH.match(text, at):
        yield "space", line.edit(*wide.span(1), " ")
        at = wide.end()
    while further := _DASH.match(text, at):
        at = further.end()
    if (colon := _COLON.match(text, at)) and (sort := _sort(colon[1], colon[2])):
        yield sort, line.edit(*colon.span(2), ": ")


def _within(line: SourceLine) -> Iterator[tuple[str, Edit]]:
    """What is wrong in the brackets of the line."""
    text = line.masked
    opened = min((at for at in map(text.find, "{[｛［") if at >= 0), default=-1)
    if others := _OTHER_BRACKETS.search(text):
        yield "bracket", line.edit(*others.span(1), "{")
        yield "bracket", line.edit(*others.span(2), "}")
        opened = others.start(1)
    if opened < 0:
        return
    for match in _BRACKET.finditer(text, opened):
        yield "bracket", line.edit(*match.span(), match[0].translate(_NARROW))
    for match in _SEPARATOR.finditer(text, opened):
        yield "comma", line.edit(*match.span(), ", ")
    for match in _INNER_KEY.finditer(text, opened):
        if "\u3000" in match[1] and text[match.start() - 1] in "{｛,":
            yield "space", line.edit(*match.span(1), " ")
        if sort := _sort(match[2], match[3]):
            yield sort, line.edit(*match.span(3), ": ")
    if others is None and "{" not in text and "｛" not in text:
        for match in _COMMA.finditer(text, opened):
            yield "comma", line.edit(*match.span(), ", ")


def _sort(field: str, colon: str) -> str:
    if "：" in colon:
        return "colon"
    if colon == ":":
        return "no space" if is_known_field(field) else ""
    return "space"
