"""YAML as people write it: any order, indent, quotes, brackets, comments, blank lines and line ends."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

KEYS = [
    "kind", "id", "title", "edition", "jurisdiction", "source", "items", "name", "seq", "level", "basis", "law",
    "article", "quote", "codes", "note", "effective", "未知", "x-extra", "short name", "level：",
]  # fmt: skip
WORDS = [
    "街道办事处", "对擅自占道行为的处罚", "JD-001", "hubei/list", "42", "007", "2025-01-01", "420302001", "yes", "null",
    "1.50", "1:30", "32-1", "- x", "a: b", "a #b", "#x", "《消防法》第三条", "it's", 'say "hi"', "a, b", "甲，乙", "[x]",
    "a\\b", "~", "https://a.cn/b?c=d#e", "trailing:", "！", "%x", "@x", "y", "-", "level：高", "a　b",
]  # fmt: skip
PLAIN = [
    "街道办事处",
    "JD-001",
    "hubei/list",
    "42",
    "-3",
    "1.5",
    "true",
    "null",
    "2025-01-01",
    "a-b",
    "第三条、第四条",
    "x:y",
]


class Text(NamedTuple):
    """The text, and the comments in it."""

    text: str
    comments: list[str]


@st.composite
def catalogues(draw: DrawFn) -> Text:
    """Not always valid YAML, but mostly."""
    author = _Author(draw)
    head = author.above(0) + draw(st.sampled_from(["", "", "", "---\n", "\n", f"--- {author.comment()}\n"]))
    inside = author.chance(5)
    body = head + (author.braces() if inside else author.mapping(0, 0)) + author.above(0)
    ends = draw(st.sampled_from(["", "", "\n\n", "...\n"])) + author.above(0)
    text = body + (ends if draw(st.booleans()) else "")
    text = text if draw(st.booleans()) else text.removesuffix("\n")
    seen = [comment for comment in author.comments if comment + "\n" in text + "\n"]
    breaks = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    mark = draw(st.sampled_from(["", "", "\ufeff"]))
    return Text(mark + text.replace("\n", breaks), seen)


_KEYS = st.sampled_from(KEYS)
_ANY_KEYS, _SOME_KEYS = (st.lists(_KEYS, min_size=least, max_size=4, unique=True) for least in (0, 1))
_PLAIN = st.sampled_from(PLAIN)
_WORDS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@lru_cache(200)
def _one_of(options: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    """Made once: making it costs more than drawing."""
    return st.sampled_from(options)


class _Author:
    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def pick(self, *options: str) -> str:
        picked: str = self.draw(_one_of(options))
        return picked

    def pick_number(self, *options: int) -> int:
        picked: int = self.draw(_one_of(options))
        return picked

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(1, of)) == of

    def number(self, low: int, high: int) -> int:
        return self.draw(st.integers(low, high))

    def comment(self) -> str:
        made = (
            f"#{self.pick(' ', '', '  ')}注{len(self.comments)}{self.pick('', ': x', ' # 再注', '：「」')}."
        )
        self.comments.append(made)
        return made

    def above(self, indent: int) -> str:
        if not self.chance(3):
            return ""
        lines = [
            self.pick("\n", "  \n")
            if self.chance(3)
            else " " * max(0, indent + self.number(-3, 3)) + self.comment() + "\n"
            for _ in range(self.number(1, 3))
        ]
        return "".join(lines)

    def beside(self) -> str:
        blank = self.pick("", "", "", " ", "\t")
        return (self.pick(" ", "  ", "     ") + self.comment() if self.chance(6) else blank) + "\n"

    def key(self) -> str:
        return self.draw(_KEYS)

    def written_key(self, key: str) -> str:
        bare = key if "：" not in key else f'"{key}"'
        return self.pick(bare, bare, bare, f'"{key}"', f"'{key}'")

    def mapping(self, indent: int, depth: int, first: str = "") -> str:
        """`first`: what the first line already holds, such as the dash of a list."""
        keys = self.draw(_SOME_KEYS)
        text = ""
        for number, key in enumerate(keys):
            start = first if first and not number else self.above(indent) + " " * indent
            text += start + self.written_key(key) + self.pick(":", ":", ":", " :") + self.value(indent, depth)
        return text

    def value(self, indent: int, depth: int) -> str:
        """All that follows the colon of a key that stands at `indent`, with the line end."""
        kind = self.number(0, 9) if depth < 3 else self.number(0, 6)
        if kind == 7 or kind == 8:
            step = self.number(0, 4)
            return self.beside() + self.sequence(indent + step, depth + 1)
        if kind == 9:
            return self.beside() + self.mapping(indent + self.number(1, 4), depth + 1)
        return self.scalar(indent)

    def sequence(self, indent: int, depth: int, first: str = "") -> str:
        text = ""
        for number in range(self.number(1, 3)):
            start = first if first and not number else self.above(indent) + " " * indent
            dash = start + "-" + self.pick(" ", " ", "   ")
            column = indent + len(dash) - len(start)
            kind = self.number(0, 5) if depth < 4 else 0
            if kind in (1, 2, 3):
                text += self.mapping(column, depth + 1, dash)
            elif kind == 4:
                text += self.sequence(column, depth + 1, dash)
            elif kind == 5:
                text += start + "-" + self.beside() + self.mapping(column, depth + 1)
            else:
                text += start + "-" + self.scalar(indent)
        return text

    def scalar(self, indent: int) -> str:
        kind = self.number(0, 6)
        deeper = " " * (indent + self.number(1, 4))
        if kind == 0:
            return self.beside()
        if kind == 1:
            return self.pick(" ", "  ") + self.flow(0, deeper) + self.beside()
        if kind == 2:
            return self.block(indent)
        if kind == 3:
            return " " + self.folded(deeper) + self.beside()
        if kind == 4:
            return self.beside() + self.above(indent) + deeper + self.word() + self.beside()
        return self.pick(" ", " ", "   ") + self.word() + self.beside()

    def word(self) -> str:
        text = self.draw(_WORDS)
        double = (
            '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'
        )
        single = "'" + text.replace("'", "''") + "'" if text.isprintable() else double
        return self.pick(double, single, self.draw(_PLAIN))

    def folded(self, indent: str) -> str:
        quote = self.pick("", '"', "'")
        middle = "".join(
            "\n" + self.pick("", "", "\n", "  \n") + indent + self.pick("乙", "- 乙", "b  c", "乙 ")
            for _ in range(2)
        )
        escape = self.pick("", "\\", "\\n", "\\ ") if quote == '"' else ""
        return f"{quote}甲{escape}{middle}{quote}"

    def block(self, indent: int) -> str:
        step = self.number(1, 4)
        explicit = self.chance(3)
        header = self.pick("|", ">") + self.pick("", "-", "+") + (str(step) if explicit else "")
        lines = [
            self.pick("\n", " " * self.number(0, 9) + "\n") if self.chance(4) else
            " " * (indent + step) + (" " * self.number(0, 3) if explicit or number else "") + self.pick("甲乙", "# 不是注", "a: b  ", "- x") + "\n"
            for number in range(self.number(0, 4))
        ]  # fmt: skip
        return " " + header + self.beside() + "".join(lines)

    def braces(self) -> str:
        """A whole catalogue inside brackets, as programs write it."""
        return self.flow(0, self.pick("", " ", "  "), keyed=True) + self.beside()

    def gap(self, indent: str) -> str:
        """Between two tokens inside brackets."""
        if not self.chance(5):
            return self.pick("", " ", " ")
        below = [
            self.pick("", "  ", f"{indent}{self.comment()}", f"   {self.comment()}")
            for _ in range(self.pick_number(0, 0, 1, 1, 2))
        ]
        return "\n".join([self.pick("", " ", f" {self.comment()}"), *below, indent])

    def flow(self, depth: int, indent: str, *, keyed: bool | None = None) -> str:
        kind = self.number(0, 3) if depth < 2 else 0
        if kind == 0 and depth:
            return self.word()
        least = 0 if keyed is None else 1
        keyed = self.chance(2) if keyed is None else keyed
        parts = []
        keys = self.draw(_SOME_KEYS if least else _ANY_KEYS)
        for key in keys:
            value = self.flow(depth + 1, indent)
            parts.append(
                f"{self.gap(indent)}{self.written_key(key)}: {self.gap(indent)}{value}{self.gap(indent)}"
                if keyed
                else f"{self.gap(indent)}{value}{self.gap(indent)}"
            )
        inner = ",".join(parts) + (self.pick("", "," + self.gap(indent)) if parts else self.gap(indent))
        return f"{{{inner}}}" if keyed else f"[{inner}]"
