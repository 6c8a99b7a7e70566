"""YAML to plain data, with the place of every key and value: the judge of what a document says.

One loop over the events of libyaml (`yaml.CParser`): nothing is composed, so an alias bomb or a hundred
thousand brackets are refused before they cost anything.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from qzqd.characters import plainly_visible
from qzqd.locale import Text
from qzqd.read.duplicates import Duplicate, lost_dash, surplus
from qzqd.read.lines import LineIndex
from qzqd.read.meanings import nameless
from qzqd.read.positions import key_places
from qzqd.read.problem import Problem, Refused
from qzqd.read.scalars import CURIOUS, Ambiguous, plain_number, resolve
from qzqd.read.source import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.read.tree import Tree

DEPTH = 32
"""How deep mappings and lists may nest; catalogues need 6."""
TOO_DEEP = "QZ018"
_SHORTEST_CODE = 6


def fill(tree: Tree) -> None:
    """Read `source` of the tree into all its other parts.

    Raises Refused for what is not a plain tree, and libyaml's error where it stumbles.
    """
    _Reader(tree).document()


class _Reader:
    def __init__(self, tree: Tree) -> None:
        self.next: Callable[[], Any] = CParser(tree.source).get_event
        self.tree = tree
        self.twice: list[tuple[Any, str, dict[str, Any], int]] = []

    @cached_property
    def written(self) -> str:
        """The document in characters, which marks count."""
        return self.tree.source.decode()

    def document(self) -> None:
        self.next()
        event = self.next()
        if event.__class__ is StreamEndEvent:
            raise Refused("QZ019", Problem(Text("文件是空的", "the file is empty")))
        if event.version is not None or event.tags:
            raise _refused(
                "QZ015", event, Text("清单里不用 % 指令", "directives (%) are not used in catalogues")
            )
        self.tree.data = self._build()(self.next())
        self._duplicates()
        event = self.next()
        if event.__class__ is DocumentEndEvent:
            event = self.next()
        if event.__class__ is DocumentStartEvent:
            raise _refused(
                "QZ017",
                event,
                Text(
                    "一个文件只能有一个文档（多余的 ---）", "one document per file (a second --- starts here)"
                ),
                Text(
                    "删去 ---；后面是另一份清单的，另存为一个文件",
                    "delete the ---; another list goes into a file of its own",
                ),
            )

    def _build(self) -> Callable[[Any], Any]:  # noqa: C901 - one loop, kept whole for its speed
        """The loop itself, as closures: looking attributes up would be half of the cost."""
        get = self.next
        positions = self.tree.positions = array("I")
        put = positions.append
        known_plain = self.tree.plain
        known_quoted = self.tree.quoted
        unknown = object()
        depth = 0

        def scalar(event: Any) -> Any:
            if event.anchor or event.tag:
                raise _not_plain(event)
            put(event.start_mark.index)
            put(event.end_mark.index)
            text = event.value
            if event.style:
                known = known_quoted.get(text)
                if known is None:
                    known_quoted[text] = known = text
                    if not plainly_visible(text):
                        self._look_for_controls(event, text)
                return known
            value = known_plain.get(text, unknown)
            if value is unknown:
                if text and text[0] not in CURIOUS:
                    known_plain[text] = value = text
                else:
                    value = self._plain(event, text)
            return value

        def node(event: Any, flow: bool) -> Any:
            kind = event.__class__
            if kind is ScalarEvent:
                if flow and not event.style and "，" in event.value:
                    self._full_width_comma(event)
                return scalar(event)
            if kind is MappingStartEvent:
                return mapping(event)
            if kind is SequenceStartEvent:
                return sequence(event)
            raise _not_plain(event)

        def enter(event: Any) -> int:
            nonlocal depth
            if event.anchor or event.tag:
                raise _not_plain(event)
            depth += 1
            if depth > DEPTH:
                raise _refused(
                    TOO_DEEP, event, Text(f"嵌套超过 {DEPTH} 层", f"nested more than {DEPTH} levels deep")
                )
            place = len(positions)
            put(event.start_mark.index)
            put(event.end_mark.index)
            return place

        def leave(event: Any, flow: bool, place: int) -> None:
            nonlocal depth
            depth -= 1
            positions[place + 1] = event.end_mark.index if flow else positions[-1]

        def mapping(start: Any) -> dict[str, Any]:
            place, flow = enter(start), start.flow_style
            result: dict[str, Any] = {}
            while True:
                event = get()
                if event.__class__ is not ScalarEvent:
                    if event.__class__ is MappingEndEvent:
                        leave(event, flow, place)
                        return result
                    raise _refused("QZ021", event, _COMPLEX_KEY)
                key = scalar(event)
                if key.__class__ is not str:
                    key = self._odd_key(event)
                if key in result:
                    at = len(positions) - 2
                    self.twice.append((event, key, result, place))
                    before = len(self.twice)
                    node(get(), False)
                    del positions[at:], self.twice[before:]  # nothing in there has a place in the data
                    continue
                event = get()
                result[key] = scalar(event) if event.__class__ is ScalarEvent else node(event, False)

        def sequence(start: Any) -> list[Any]:
            place, flow = enter(start), start.flow_style
            result: list[Any] = []
            while True:
                event = get()
                if event.__class__ is SequenceEndEvent:
                    leave(event, flow, place)
                    return result
                result.append(node(event, flow))

        def read(event: Any) -> Any:
            nonlocal node, mapping, sequence
            try:
                return node(event, False)
            finally:  # they refer to each other: a cycle that a paused garbage collector would keep
                del node, mapping, sequence

        return read

    def _plain(self, event: Any, text: str) -> Any:
        """The value of a plain scalar seen for the first time that may be something else than text."""
        if text[:1] == "　":
            message = Text("开头用了全角空格", "it begins with a full-width space")
            help = Text("缩进只用半角空格，每级两个", "indent with ASCII spaces only, two a level")
            self._record("QZ012", event, message, help, at=0)
            return text
        try:
            value = resolve(text)
        except Ambiguous:
            self._ambiguous(event, text)
            return text
        self.tree.plain[text] = value
        return value

    def _ambiguous(self, event: Any, text: str) -> None:
        """It is quoted only where it cannot have been meant as a number: a word, or digits as long as a code."""
        if text == "<<":
            raise _refused(
                "QZ016", event, Text("清单里不用合并键 <<", "merge keys (<<) are not used in catalogues")
            )
        message = Text(f"{text} 不加引号会有歧义", f"{text} without quotes is ambiguous")
        number = plain_number(text)
        if number is None:
            help = Text(f'加上引号：写成 "{text}"', f'quote it: write "{text}"')
        else:
            help = Text(
                f'编码写成 "{text}"，数字写成 {number}', f'write "{text}" for a code, {number} for a number'
            )
        code_like = number is None or len(text) >= _SHORTEST_CODE
        self._record("QZ020", event, message, help, fix=text if code_like else None)

    def _look_for_controls(self, event: Any, text: str) -> None:
        """An escape in quotes may have written what the file itself may not hold; what stands there openly is told by `source`."""
        if (match := INVISIBLE.search(text)) and match.group() not in self.written:
            name = f"U+{ord(match.group()):04X}"
            message = Text(
                f"引号里的转义写出了控制字符 {name}",
                f"an escape in quotes makes the control character {name}",
            )
            self._record("QZ007", event, message, Text("删去这个转义", "remove the escape"))
            del self.tree.quoted[text]  # the next of its kind is told as well

    def _record(
        self,
        code: str,
        event: Any,
        message: Text,
        help: Text | None = None,
        fix: str | None = None,
        at: int | None = None,
    ) -> None:
        """Remember a problem of a scalar; `at` points at one character of it."""
        start, end = _offsets(event)
        place = (start, end) if at is None else (start + at, start + at + 1)
        problem = Problem(message, help=help, value=event.value, offsets=place, fix=fix)
        self.tree.problems.append((code, problem))
        self.tree.spoilt.add((start, end))

    def _full_width_comma(self, event: Any) -> None:
        message = Text(
            "全角逗号“，”不能分隔列表的各项", "a full-width comma does not separate the entries of a list"
        )
        help = Text(
            "改用半角逗号“,”；确是文字的一部分时给整个值加引号",
            "use an ASCII comma, or quote the value if it is part of the text",
        )
        self._record("QZ012", event, message, help, at=event.value.index("，"))

    def _odd_key(self, event: Any) -> str:
        text: str = event.value
        if not text:
            before = self.written[: event.start_mark.index]
            raise Refused("QZ010", nameless(max(before.rfind("?"), 0)))
        message = Text(
            f"字段名 {text} 不加引号就不是文字", f"the field name {text} is not text unless it is quoted"
        )
        self._record("QZ020", event, message, Text(f'请写成 "{text}"', f'write "{text}"'))
        return text

    def _duplicates(self) -> None:
        """Tell of the keys given twice, once all positions are known: each mapping is walked only once."""
        if not self.twice:
            return
        text = self.written
        lines = LineIndex(text)
        for place, group in groupby(sorted(self.twice, key=itemgetter(3)), itemgetter(3)):
            places = [(event, key, mapping) for event, key, mapping, _ in group]
            mapping = places[0][2]
            firsts = dict(key_places(mapping, place // 2))
            found = [
                Duplicate(key, self.tree.positions[2 * firsts[key]], event.start_mark.index)
                for event, key, _ in places
            ]
            if problem := lost_dash(text, next(iter(mapping)), found):
                raise Refused("QZ010", problem)
            for (event, key, _), each in zip(places, found, strict=True):
                self._record("QZ013", event, *surplus(key, lines.span(each.first, each.first).line))


_COMPLEX_KEY = Text(
    "字段名必须是文字，不能是列表或映射", "a field name must be text, not a list or a mapping"
)


def _offsets(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _refused(code: str, event: Any, message: Text, help: Text | None = None) -> Refused:
    return Refused(code, Problem(message, help=help, offsets=_offsets(event)))


def _not_plain(event: Any) -> Refused:
    if event.__class__ is AliasEvent or event.anchor:
        mark = "*" if event.__class__ is AliasEvent else "&"
        return _refused(
            "QZ014",
            event,
            Text(
                f"清单里不用锚点和别名（{mark}{event.anchor}）",
                f"anchors and aliases are not used in catalogues ({mark}{event.anchor})",
            ),
            Text(
                f"把内容直接写出来；值以 {mark} 开头时加引号",
                f"write the content out; quote a value that begins with {mark}",
            ),
        )
    return _refused(
        "QZ015",
        event,
        Text(f"清单里不用类型标签（{event.tag}）", f"tags are not used in catalogues ({event.tag})"),
        Text("删去标签；值以 ! 开头时加引号", "remove the tag; quote a value that begins with !"),
    )
