"""The first row of a table: which field each column is, or what is the matter with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.tables.headings import heading_key
from qzqd.tables.refusals import AS_CSV
from qzqd.text import COMMA, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.finding import DataPath
    from qzqd.open.cells import TableFields
    from qzqd.tables.grid import Grid

HELP = Text(
    "第一行写字段的名称，中文名或者英文名都可以", "the first row names the fields, by title or by key"
)
_NAMELESS = Text("第一行没有字段的名称", "the first row names no field")
_SEPARATORS = "，；;、|"
_LOOKED_AT = 5
_ENOUGH = 2
"""So many names of fields in a row make it the first row of a table."""
_HALF = 50


class HeadingFault(NamedTuple):
    """column: 0 for the whole row."""

    problem: Problem
    column: int = 0


class Headings:
    """paths: of each column the field, None where there is none; lacking: fields that every record has to have."""

    def __init__(self, grid: Grid, others: Sequence[Grid], columns: TableFields) -> None:
        """others: the further sheets of the workbook."""
        self._grid, self._others, self._columns = grid, others, columns
        self._row = grid.filled(grid.first_row)
        self.paths = _paths(self._row, columns)
        self._mark = next(filter(None, (_mark(cell, columns) for cell in self._row)), "")
        if self._mark:  # every cell of the rows would be held against the wrong field
            self.paths = [None] * len(self.paths)
        fields = {path[0] for path in self.paths if path}
        self.lacking = {field for field in columns.required if field not in fields}
        self._unused = {key: title for key, title in columns.titles.items() if key not in fields}
        if any(self.paths):
            self.faults = [*self._stray(), *self._unread()]
        else:
            message, help = self._cause()
            self.faults = [HeadingFault(Problem(message, help=help))]

    def _stray(self) -> Iterator[HeadingFault]:
        meant: set[str] = set()
        before: set[DataPath] = set()
        for column, (heading, path) in enumerate(zip(self._row, self.paths, strict=True), 1):
            if not heading:
                continue
            if path is None:
                field, word = self._meant(heading)
                meant.add(field)
                yield HeadingFault(self._unknown(heading, word), column)
            elif path in before:
                message = Text(f"“{heading}”这个字段有两列", f"two columns for the field “{heading}”")
                yield HeadingFault(
                    Problem(message, help=Text("删去一列", "delete one of them"), value=heading), column
                )
            else:
                before.add(path)
        for field in sorted(self.lacking - meant):
            label = self._columns.label(field)
            message = Text(f"缺少 {label.zh}这一列", f"there is no column {label.en}")
            yield HeadingFault(Problem(message, help=HELP, value=field))

    def _meant(self, heading: str) -> tuple[str, Text | None]:
        """The field that an unknown heading is a slip for, and the word for it; "" where there is none.

        Else one without a column that it shares half with, those that may not be lacking first.
        """
        from rapidfuzz import fuzz

        slip = suggest(heading_key(heading), self._columns.words)
        if slip and (path := self._columns.path(slip)):
            return str(path[0]), Text(slip, slip)

        def likeness(field: str) -> tuple[float, bool]:
            words = (field, self._unused[field].zh, self._unused[field].en)
            alike = max(fuzz.ratio(heading.casefold(), word.casefold()) for word in words)
            return alike, field in self.lacking

        best = max(self._unused, key=likeness, default="")
        return (best, self._unused[best]) if best and likeness(best)[0] >= _HALF else ("", None)

    def _unknown(self, heading: str, word: Text | None) -> Problem:
        message = Text(f"表格里没有“{heading}”这样的字段", f"no field “{heading}” in a table of this kind")
        titles = COMMA.join(self._columns.titles.values())
        help = Text(f"可以是：{titles.zh}", f"one of: {titles.en}")
        if word:
            help = Text(f"是否想写 {word.zh}？{help.zh}", f"did you mean {word.en}? {help.en}")
        return Problem(message, help=help, value=heading)

    def _cause(self) -> tuple[Text, Text]:
        """Why no column has a name, and what mends it."""
        for number in list(self._grid.rows)[1:_LOOKED_AT]:
            if _names(self._grid.filled(number), self._columns):
                return _NAMELESS, Text(
                    f"字段的名称在第 {number} 行：删去它上面的标题行",
                    f"row {number} names the fields: delete the title above it",
                )
        for other in self._with_names():
            return _NAMELESS, Text(
                f"只读第一张工作表；把“{other.name}”移到最前面",
                f"only the first sheet is read: move “{other.name}” to the front",
            )
        mark = self._mark or _only_mark(self._row)
        return _not_separated(mark) if mark else (_NAMELESS, HELP)

    def _unread(self) -> Iterator[HeadingFault]:
        for other in self._with_names():
            message = Text(
                f"工作表“{other.name}”里也有记录，没有读",
                f"the sheet “{other.name}” has records, too, which are not read",
            )
            help = Text(
                "只读第一张工作表：把记录合到一张，或者每张另存一个台账",
                "only the first sheet is read: put all records into it, or make each sheet a ledger",
            )
            yield HeadingFault(Problem(message, help=help, value=other.name))

    def _with_names(self) -> Iterator[Grid]:
        for other in self._others:
            if other.rows and _names(other.filled(other.first_row), self._columns):
                yield other


def _paths(row: list[str], columns: TableFields) -> list[DataPath | None]:
    return [columns.path(cell) if cell else None for cell in row]


def _names(row: list[str], columns: TableFields) -> bool:
    return sum(path is not None for path in _paths(row, columns)) >= _ENOUGH


def _mark(heading: str, columns: TableFields) -> str:
    """What stands between names of fields in one cell, because it is no comma; "" where they do not."""
    for mark in _SEPARATORS:
        if sum(columns.path(part.strip()) is not None for part in heading.split(mark)) >= _ENOUGH:
            return mark
    return ""


def _only_mark(row: list[str]) -> str:
    """The same of a row that is all one cell, whatever it names."""
    return "" if len(row) > 1 else next((mark for mark in _SEPARATORS if mark in row[0]), "")


def _not_separated(mark: str) -> tuple[Text, Text]:
    message = Text(f"各列之间是“{mark}”，不是逗号“,”", f"“{mark}” stands between the columns, not a comma")
    help = Text(f"改成半角逗号；{AS_CSV.zh}", f"write commas; {AS_CSV.en}")
    return message, help
