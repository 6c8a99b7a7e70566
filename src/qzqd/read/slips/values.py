"""Values that are to be in quotation marks, and marks and brackets that are not closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.read.scalars import in_quotes
from qzqd.read.slips.slip import FIELD, INNER_DASH, Slip, SourceLine, is_known_field
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPECIAL = "%@`!*&?|>#,]}"
_PAIR = regex(rf"(?<=[{{,])\s*({FIELD})\s*:\s+")
_ENTRY = regex(r"(?<=[\[,])\s*")
_INNER = regex(r"[\[\]{}]")
_WHOLE = regex(r"""\[[^\[\]]*+\]|\{[^{}]*+\}|"[^"]*+"|'[^']*+'""")
_WRONG_END = regex("([\"'])([^\"'“”‘’]*+)([”“’‘＂])(?=[ ]*(?:[,}\\]]|$))")
_NEXT_IN_FLOW = regex(rf", *+{FIELD}:|[ ]*+[}}\]]+[ ]*+$")
_COLON = regex(": |:$")
_SECOND = regex(rf"(?<![ ,，;；])[ ,，;；]++({FIELD}): ")


class _Reason(NamedTuple):
    """Why a value has to be quoted, which characters of it are the reason, and what may rather have been meant."""

    message: Text
    start: int
    end: int
    rather: Text = Text("", "")


_SURPLUS = Text("多打的就删去；不是的，", "remove it if it does not belong there; otherwise ")
_FULL_WIDTH = Text("改用全角冒号“：”；或者", "use a full-width colon; or ")


def unquoted(line: SourceLine) -> Iterator[Slip]:
    """Every slip in the values of a line that could keep it from being read."""
    yield from _wrong_end(line)
    yield from _open_quote(line)
    yield from _brackets(line)
    yield from _two_fields(line)
    yield from _to_quote(line)
    yield from _to_quote_in_flow(line)


def _wrong_end(line: SourceLine) -> Iterator[Slip]:
    for match in _WRONG_END.finditer(line.text):
        yield Slip(
            "QZ010",
            Text(
                f"引号没有配对：开头是 {match[1]}，结尾是 {match[3]}",
                f"the quotation marks do not match: {match[1]} at the beginning, {match[3]} at the end",
            ),
            Text(f"把结尾的 {match[3]} 改成英文引号 {match[1]}", f"write {match[1]} instead of {match[3]}"),
            line.place(*match.span(3)),
            (line.edit(*match.span(3), match[1]),),
        )


def _open_quote(line: SourceLine) -> Iterator[Slip]:
    """A mark without its partner in the line: it is closed at the end of the value."""
    for mark in "\"'":
        at = line.masked.find(mark)
        head = line.masked[: max(at, 0)].rstrip()
        if at < 0 or (head and head[-1] not in ":-[{,"):
            continue
        following = _NEXT_IN_FLOW.search(line.text, at) if _in_flow(line, at) else None
        end = following.start() if following else len(line.text.rstrip())
        yield Slip(
            "QZ010",
            Text("引号没有配对", "a quotation mark without its partner"),
            Text(
                f"在“{line.text[at + 1 : end][-20:]}”后面补上引号 {mark}",
                f"put {mark} after “{line.text[at + 1 : end][-20:]}”",
            ),
            line.place(at, at + 1),
            (line.edit(end, end, mark),),
        )


def _in_flow(line: SourceLine, at: int) -> bool:
    head = line.masked[:at]
    return head.count("{") + head.count("[") > head.count("}") + head.count("]")


_CLOSING = {"{": "}", "[": "]"}


def _brackets(line: SourceLine) -> Iterator[Slip]:
    """Brackets that are opened and not closed in the line, and those that close nothing."""
    stack: list[tuple[str, int]] = []
    for at, character in enumerate(line.masked):
        if character in _CLOSING:
            stack.append((character, at))
        elif character in _CLOSING.values():
            if stack and _CLOSING[stack[-1][0]] == character:
                stack.pop()
            else:
                yield from _surplus(line, at, stack)
                return
    if stack:
        opened, at = stack[0]
        if not line.text[at + 1 :].strip():
            yield _needless(line, opened, at)
        closing = "".join(_CLOSING[mark] for mark, _ in reversed(stack))
        end = len(line.text.rstrip(" ,"))
        yield Slip(
            "QZ010",
            Text(f"括号 {opened} 没有闭合", f"the bracket {opened} is not closed"),
            Text(f"在这一行的末尾补上 {closing}", f"put {closing} at the end of this line"),
            line.place(at, at + 1),
            (line.edit(end, len(line.text), closing),),
        )


def _needless(line: SourceLine, opened: str, at: int) -> Slip:
    """A bracket before fields or entries that stand on lines of their own, and need none."""
    return Slip(
        "QZ010",
        Text(f"括号 {opened} 没有闭合", f"the bracket {opened} is not closed"),
        Text(
            "下面的内容已经分行写，删去这个括号",
            "what follows stands on lines of its own: delete the bracket",
        ),
        line.place(at, at + 1),
        (line.edit(len(line.text[:at].rstrip()), len(line.text), ""),),
    )


def _surplus(line: SourceLine, at: int, stack: list[tuple[str, int]]) -> Iterator[Slip]:
    wrong = line.masked[at]
    if stack:
        opened, _ = stack[-1]
        right = _CLOSING[opened]
        yield Slip(
            "QZ010",
            Text(f"括号不配对：开头是 {opened}，结尾是 {wrong}", f"{opened} is closed by {wrong}"),
            Text(f"把 {wrong} 改成 {right}", f"write {right} instead of {wrong}"),
            line.place(at, at + 1),
            (line.edit(at, at + 1, right),),
        )
    yield Slip(
        "QZ010",
        Text(f"多了一个括号 {wrong}", f"one bracket {wrong} too many"),
        Text(f"删去多余的 {wrong}", f"remove the {wrong}"),
        line.place(at, at + 1),
        (line.edit(at, at + 1, ""),),
    )


def _two_fields(line: SourceLine) -> Iterator[Slip]:
    """A second field in the line of another, of which a space or a comma is all that separates it."""
    start, end = line.value
    found = [match for match in _SECOND.finditer(line.masked, start, end) if is_known_field(match[1])]
    if not line.key or not found or line.text[start] in "[{":
        return
    indent = "\n" + " " * line.column
    yield Slip(
        "QZ010",
        Text("一行里写了两个字段", "two fields in one line"),
        Text(
            f"让 {'、'.join(match[1] for match in found)} 另起一行，和 {line.key} 对齐",
            f"begin a new line at {', '.join(match[1] for match in found)}, aligned with {line.key}",
        ),
        line.place(*found[0].span(1)),
        tuple(line.edit(match.start(), match.start(1), indent) for match in found),
    )


def _to_quote(line: SourceLine) -> Iterator[Slip]:
    """The value of the line's first field, which begins, or goes on, like something else than text."""
    start, end = line.value
    value = line.text[start:end]
    several = INNER_DASH.search(line.masked, line.column)
    if value and not several and not _WHOLE.fullmatch(value) and (why := _why(value)):
        yield _quoting(line, start, end, why)


def _to_quote_in_flow(line: SourceLine) -> Iterator[Slip]:
    """The values in brackets that hold brackets, a colon or a number sign of their own."""
    opened = min((at for at in map(line.masked.find, "{[") if at >= 0), default=-1)
    if opened < 0:
        return
    entries = list((_PAIR if line.masked[opened] == "{" else _ENTRY).finditer(line.masked, opened))
    end = len(line.masked.rstrip())
    closed = end - 1 if line.masked[end - 1] in "]}" else end
    for match, following in zip(entries, [*entries[1:], None], strict=False):
        stop = following.start() if following else closed
        value = line.text[match.end() : stop].rstrip(" ,")
        if value and not _WHOLE.fullmatch(value) and (why := _why(value) or _brackets_in(value)):
            yield _quoting(line, match.end(), match.end() + len(value), why)


def _brackets_in(value: str) -> _Reason | None:
    match = _INNER.search(value)
    return (
        _Reason(Text("括号里的值不能再有括号", "brackets inside a value in brackets"), *match.span())
        if match
        else None
    )


def _why(value: str) -> _Reason | None:
    """Why a value cannot go without quotation marks; None if it can."""
    if value[0] in _SPECIAL:
        message = Text(f"值不能以 {value[0]} 开头", f"a value cannot begin with {value[0]}")
        return _Reason(message, 0, 1, _SURPLUS)
    if value.startswith("- "):
        return _Reason(Text("值不能以“- ”开头", "a value cannot begin with “- ”"), 0, 1, _SURPLUS)
    if whole := _WHOLE.match(value):
        rest = len(value) - len(value[whole.end() :].lstrip(" "))
        return _Reason(
            Text("引号或括号后面还有文字", "text after a closing quotation mark or bracket"), rest, len(value)
        )
    if colon := _COLON.search(value):
        message = Text("值里面有“: ”", "“: ” inside a value")
        return _Reason(message, colon.start(), colon.start() + 1, _FULL_WIDTH)
    if (cut := value.find(" #")) >= 0:
        return _Reason(Text("“ #”后面的文字会被当成注释", "what follows “ #” is a comment"), cut + 1, cut + 2)
    return None


def _quoting(line: SourceLine, start: int, end: int, why: _Reason) -> Slip:
    word = in_quotes(line.text[start:end])
    return Slip(
        "QZ010",
        why.message,
        Text(
            f"{why.rather.zh}给整个值加上引号：写成 {word}",
            f"{why.rather.en}quote the whole value: write {word}",
        ),
        line.place(start + why.start, start + why.end),
        (line.edit(start, end, word),),
    )
