"""Cells that only say where to look: at the item above, at a column beside, or somewhere that nothing can follow."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.locale import Text
from qzqd.regex import regex
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qzqd.office.importing.account import Account
    from qzqd.office.importing.rows import Leaf
    from qzqd.tables.grid import Grid

_PART = "(?:行|项|条|格|栏|列|个|款|内容|事项|栏目)"
_SAME = "(?:相同|一致|一样|同)?"
_MARKS = "(?:[〃″＂\"”“々]|'')"
_ABOVE = regex(
    rf"{_MARKS}|(?:同|与|如|见)(?:上|前)(?:面|边|述)?一?(?:行|项|条|格|个|事项)?{_SAME}|(?:同|与)上一?栏{_SAME}"
)
_LEFT = regex(rf"(?:同|与|见)(?:左(?:边|侧|面|方)?一?的?{_PART}?|前(?:边|面)?一?[栏列]){_SAME}")
_RIGHT = regex(rf"(?:同|与|见)(?:右(?:边|侧|面|方)?一?的?{_PART}?|后(?:边|面)?一?[栏列]){_SAME}")
_HEADED = regex(r"同(.{2,20})|与(.{2,20}?)(?:相同|一致|一样)")
_BEFORE = regex("(?:名称)?(?:保持|维持)?(?:不变|[无未没](?:有)?(?:变化|变更|变动|调整|修改))")
_COLUMN = regex("(?:一?[栏列])$")
_ELSEWHERE = regex(
    r"(?:同|与|见|详见|参见|参照)(?:本表|表中|本清单|本目录)?(?:第|序号|编号|事项|项目)?[0-9一二三四五六七八九十]{1,4}(?:[项条号行款]|事项)?(?:相同|一致)?"
    r"|(?:详见|见|参见|另见)(?:附[件表录注]|备注|说明|[上下]表|另表|清单|目录|原文|公示|文件|正文).{0,6}"
)
_OUTER = "（()）。.；; "
_MAYBE = regex(rf"(?:^|\0)[（(]?(?:{_MARKS}|{_BEFORE.pattern}|[同与如见参详另])[^\0]{{0,30}}(?:\0|$)")
"""What may say so, among the cells of a row; most rows have none."""

_NONE: Mapping[int, str] = MappingProxyType({})

_LONGEST, _BEGIN = 40, frozenset("同与如见参详另（(〃″＂\"”“々'名保维不无未没")
"""What says so is short, and begins with one of these."""

Way = Literal["above", "left", "right", "headed", "before", "elsewhere"]

NOTHING_ABOVE = Text(
    "写的是同上，紧挨着的上一项却没有内容可照填，或者看不见",
    "says ditto, and the item right above says nothing in this column, or is not seen",
)
NOTHING_BESIDE = Text(
    "写的是和旁边一栏相同，那一栏却没有内容可照填",
    "says that it is the same as the column beside, which says nothing",
)
ELSEWHERE = Text(
    "只写了看哪里，内容在别处：请写明内容",
    "only says where to look: write what stands there",
)


class Pointer(NamedTuple):
    """Where a cell says to look. heading: of the column, where it names that."""

    way: Way
    heading: str = ""


def pointer(text: str) -> Pointer | None:
    """What a cell says of where to look; None where it says anything else."""
    return _pointer(text) if len(text) <= _LONGEST and text[:1] in _BEGIN else None


@lru_cache(maxsize=4_096)
def _pointer(text: str) -> Pointer | None:
    bare = heading_key(text)
    if not _MARKS_ALONE.fullmatch(bare):
        bare = bare.strip(_OUTER)
    ways: tuple[tuple[Way, bool], ...] = (
        ("above", bool(_ABOVE.fullmatch(bare))),
        ("left", bool(_LEFT.fullmatch(bare))),
        ("right", bool(_RIGHT.fullmatch(bare))),
        ("before", bool(_BEFORE.fullmatch(bare))),
        ("elsewhere", bool(_ELSEWHERE.fullmatch(bare))),
    )
    if way := next((way for way, said in ways if said), None):
        return Pointer(way)
    found = _HEADED.fullmatch(bare)
    return Pointer("headed", found[1] or found[2]) if found else None


_MARKS_ALONE = regex(_MARKS)


def unfollowed(text: str, *, names: bool) -> Text | None:
    """Why a cell that still says where to look says nothing else. names: whether it has to name somebody or something."""
    found = pointer(text)
    if found is None or found.way in ("headed", "before") or (found.way == "elsewhere" and not names):
        return None
    return {"above": NOTHING_ABOVE, "elsewhere": ELSEWHERE}.get(found.way, NOTHING_BESIDE)


class Dittos:
    """Follows the cells of one table. columns: those that are seen, from the left, with their headings."""

    def __init__(
        self,
        grid: Grid,
        columns: Mapping[int, str],
        before: Mapping[int, int],
        counted: Iterable[int],
        said: Callable[[Leaf, int], str],
        account: Account,
    ) -> None:
        """before: by column of the state after an adjustment, that of the state before. counted: the columns that are read, whose dittos are told. said: what a leaf says in a column."""
        self._grid, self._said, self._account = grid, said, account
        self._counted = frozenset(counted)
        self._columns = order = sorted(columns)
        self._left = dict(zip(order[1:], order, strict=False))
        self._right = dict(pairwise(order))
        self._before = before
        self._headed = {columns[at]: at for at in reversed(order) if columns[at]}
        self._above: Leaf | None = None
        self._found: dict[int, dict[int, str]] = {}

    def read(self, leaves: Iterable[Leaf]) -> None:
        """Follow whatever says where to look, from the first leaf to the last, imported or not."""
        for leaf in leaves:
            if leaf.cells is None:
                cells = self._grid.rows[leaf.row]
            else:
                cells = [self._grid.text(*place) for column in leaf.cells for place in leaf.places(column)]
            if _MAYBE.search("\0".join(cells)):
                self._follow(leaf, {column: self._said(leaf, column) for column in self._columns})
            self._above = leaf

    def followed(self, leaf: Leaf) -> Mapping[int, str]:
        """By column, what the cells of a leaf stand for that say where to look."""
        return self._found.get(leaf.row, _NONE)

    def _follow(self, leaf: Leaf, texts: Mapping[int, str]) -> None:
        found: dict[int, str] = {}
        for column, text in texts.items():
            if self.leads(column, text):
                self._walk(leaf, column, texts, found)
        if found := {column: text for column, text in found.items() if text}:
            self._found[leaf.row] = found
        for column in self._counted & found.keys():
            above = pointer(texts[column]) == Pointer("above")
            self._account.repeated += above
            self._account.beside += not above

    def leads(self, column: int, text: str) -> Pointer | None:
        """Where a cell says to look in this table; what names no heading of it, and nothing before, is what it says."""
        said = pointer(text) if text else None
        if said and said.way == "headed":
            return said if self._named(said.heading) else None
        if said and said.way == "before":
            return said if column in self._before else None
        return said

    def beside(self, column: int, text: str) -> int:
        """The column that a cell says it is the same as; 0 for none."""
        said = self.leads(column, text)
        if said is None:
            return 0
        if said.way == "headed":
            return self._named(said.heading)
        ways = {"left": self._left, "right": self._right, "before": self._before}
        return ways.get(said.way, {}).get(column, 0)

    def _named(self, heading: str) -> int:
        return self._headed.get(heading) or self._headed.get(_COLUMN.sub("", heading), 0)

    def _walk(self, leaf: Leaf, column: int, texts: Mapping[int, str], found: dict[int, str]) -> None:
        """Go from column to column until one says something; "" for all on the way where none does."""
        path: dict[int, None] = {}
        text = ""
        while column and column not in path:
            said = texts.get(column, "")
            way = self.leads(column, said)
            if column in found or way is None:
                text = found.get(column, said)
                break
            path[column] = None
            if way.way == "above":
                text = self._repeated(leaf, column)
                break
            column = self.beside(column, said)
        found.update(dict.fromkeys(path, text))

    def _repeated(self, leaf: Leaf, column: int) -> str:
        """What the item above says in a column; "" where there is none, or a row between them is left out."""
        if self._above is None:
            return ""
        between = range(self._above.last + 1, leaf.row)
        if any(row in self._grid.hidden_rows or (row, column) in self._grid.struck for row in between):
            return ""
        text = self.followed(self._above).get(column) or self._said(self._above, column)
        return "" if self.leads(column, text) else text
