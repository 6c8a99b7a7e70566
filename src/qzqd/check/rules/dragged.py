"""Numbers that grow from row to row because a cell of a spreadsheet was dragged: 4月36日, 4月37日, 4月38日."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.check.rule import Example, power, rule
from qzqd.check.signs import signs
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.signs import Sign
    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item

_ROWS = 3
"""So many rows in a run: two that happen to follow each other prove nothing."""
_COUNTED = regex(r"(?<=月)[0-9]{1,4}(?=日)|[0-9]{1,6}(?=[号號])|(?<=[0-9]{4}-[0-9]{2}-)[0-9]{2}$")
"""Numbers that nobody counts on. Not those of articles or parts: 第5条 after 第4条 is a list."""
_SIGNS = signs(
    *((sign, regex(f"{sign}(?<=[0-9]{sign})")) for sign in "日号號"),
    ("-", regex("-(?<=([0-9]{4}-[0-9]{2})-)(?=[0-9]{2}\n?\0)")),
)
"""How they are looked for in many texts at once: the sign first, as that is found fastest."""
_CITED = ("law", "number", "edition", "quote")
_NUMBERS = regex("[0-9]+")


def _example(*days: int) -> Example:
    return Example(
        "items:\n"
        + "".join(
            power(
                f"basis: [{{law: 中华人民共和国消防法, quote: 2019年4月{day}日修正}}]",
                key=f"JD-00{number}",
                name=f"消防安全检查{number}",
            )
            for number, day in enumerate(days, 1)
        )
    )


@rule(
    "QZ712",
    "warning",
    title=Text("逐行加一的号码或日期", "A number or day that grows row by row"),
    why=Text(
        "在表格里向下拖动单元格，里面的数字会逐行加一：4月36日、4月37日、4月38日。号码或日期连续三行以上逐行加一、其他文字"
        "一字不差，多半是这样来的，只有第一行是对的。",
        "Dragging a cell of a spreadsheet adds one to a number in it with every row: 4月36日, 4月37日, 4月38日. Where that "
        "happens over three rows or more and nothing else differs, mostly only the first row is right.",
    ),
    fails=_example(23, 24, 25),
    passes=_example(23, 23, 23),
)
def dragged(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.LIST:
        return
    series = _series(subject)
    if not series:
        return
    items = dict(subject.items)
    columns: dict[DataPath, list[_Cell]] = {}
    for path, text in subject.texts(series):
        if path[0] == "items":
            row, column = int(path[1]), path[2:]
            columns.setdefault(column, []).append(_Cell(row, path, text, _law(items[row], column)))
    for cells in columns.values():
        for run, slot in _runs(cells):
            yield _grown(run, slot)


class _Cell(NamedTuple):
    """A text of an item. law: the title of the instrument, where it is a text about one."""

    row: int
    path: DataPath
    text: str
    law: str


def _series(subject: Subject) -> set[str]:
    """The texts of which so many exist that differ by one each: mostly none, so that no item is looked at."""
    found_by = [sign for sign in _SIGNS if sign[0] in subject.signs()]
    month = _SIGNS[-1][1]
    months = Counter(chain.from_iterable(map(month.findall, subject.pieces())))
    if max(months.values(), default=0) < _ROWS:
        found_by.remove(_SIGNS[-1])
    signed = (text for piece in (subject.pieces() if found_by else ()) for text in _signed(piece, found_by))
    counted = {text for text in signed if _successors(text)}
    found: set[str] = set()
    for text in counted:
        for slot, following in _successors(text):
            series: list[str] = [text]
            while len(series) < _ROWS and following in counted:
                series.append(following)
                following = _next(following, slot)
            if len(series) == _ROWS:
                found.update(series)
    return found


def _signed(piece: str, found_by: list[Sign]) -> Iterator[str]:
    """The texts in which something like a number that nobody counts on is followed by its sign."""
    for sign, pattern in found_by:
        for match in pattern.finditer(piece) if sign in piece else ():
            yield piece[piece.rfind("\0", 0, match.start()) + 1 : piece.find("\0", match.start())]


@lru_cache(maxsize=2_000)  # lists of one workspace cite the same instruments
def _successors(text: str) -> tuple[tuple[int, str | None], ...]:
    """Where each number in it begins that nobody counts on, and the text with one more there."""
    return tuple((match.start(), _next(text, match.start())) for match in _COUNTED.finditer(text))


def _next(text: str, slot: int) -> str | None:
    """The text with one more at the number that begins at `slot`; None where none does that counts."""
    match = _COUNTED.match(text, slot)
    if match is None:
        return None
    return f"{text[:slot]}{int(match[0]) + 1:0{len(match[0])}}{text[match.end() :]}"


def _law(item: Item, path: DataPath) -> str:
    """The title of the instrument that the text at `path` of an item is about."""
    holder: Any = item
    for step in path[:-1]:
        holder = holder[step]
    law = holder.get("law", "") if isinstance(holder, dict) and path[-1] in _CITED else ""
    return law if path[-1] != "law" else _NUMBERS.sub("", law)


def _runs(column: list[_Cell]) -> Iterator[tuple[list[_Cell], int]]:
    """The cells of rows that follow each other with one more in each at the same place, and that place."""
    run, slot = column[:1], -1
    for cell in column[1:]:
        at = _slot(run[-1], cell)
        if at is not None and slot in (-1, at):
            run.append(cell)
            slot = at
            continue
        if len(run) >= _ROWS:
            yield run, slot
        run, slot = ([run[-1], cell], at) if at is not None else ([cell], -1)
    if len(run) >= _ROWS:
        yield run, slot


def _slot(cell: _Cell, later: _Cell) -> int | None:
    """Where the later row has one more, if that is all that differs and both speak of one instrument.

    The numbers of documents count in what is said of an instrument alone: elsewhere 1号, 2号 may be a series.
    """
    if later.row != cell.row + 1 or later.law != cell.law:
        return None
    for match in _COUNTED.finditer(cell.text):
        if _next(cell.text, match.start()) == later.text:
            numbered = cell.text[match.end() : match.end() + 1] in ("号", "號")
            return match.start() if cell.law or not numbered else None
    return None


def _grown(run: list[_Cell], slot: int) -> Problem:
    start, end = (_counted(cell.text, slot) for cell in (run[0], run[-1]))
    first, last, second = run[0].row + 1, run[-1].row + 1, run[1]
    number = _COUNTED.match(second.text, slot)
    return Problem(
        Text(
            f"第 {first} 至 {last} 个事项的“{start}”逐项加一，到“{end}”",
            f"from item no. {first} to no. {last} “{start}” grows by one with every item, to “{end}”",
        ),
        second.path,
        Text(
            "多半是拖动单元格时自动填充的：第一个可能是对的，其余的对照原文改正",
            "most likely filled in by dragging a cell: the first may be right; correct the others from the source",
        ),
        value=f"{start} {end}",
        within=number.span() if number else None,
    )


def _counted(text: str, slot: int) -> str:
    """The number with the sign behind it."""
    match = _COUNTED.match(text, slot)
    return text[slot : match.end() + 1] if match else ""
