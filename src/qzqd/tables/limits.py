"""How much of a table is read: more is refused with one clear message, in bounded time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

CELLS = 4_000_000
"""In all sheets together, the empty ones before a filled one counted: twice a list of 100,000 rows and 15 columns."""
COLUMNS = 1_000
"""A table that people read has some twenty; a matrix of units may have hundreds."""
ROWS = 1 << 20
"""As many as Excel has."""
SHEETS = 1_000
CHARACTERS = 200_000_000
"""In all cells together: a text that stands in the file once may be shown in a million cells."""
CELL = 1 << 17
"""Characters in one cell; Excel takes a quarter of that."""
UNPACKED = 256 << 20
"""Bytes of all parts that are read of an archive."""
TAGS = 20_000_000
"""In all parts that are read. A cell has four, or eight where its text stands in it."""
PARTS = 10_000
"""Of an archive. A workbook has some ten, and more for pictures."""

_SPLIT = Text("拆成几个文件", "split it")


class Budget:
    """What may still be read of one file."""

    def __init__(self) -> None:
        self._cells, self._characters, self._bytes, self._tags = CELLS, CHARACTERS, UNPACKED, TAGS

    def row(self, number: int, cells: Sequence[str], where: str = "") -> None:
        """One more row of a sheet. Raises Refused where it is too much."""
        if len(cells) > COLUMNS:
            raise too_wide(number, where)
        self.cells(len(cells))
        characters = sum(map(len, cells))
        if characters > CELL and any(len(cell) > CELL for cell in cells):
            raise too_much_text(number)
        self._characters -= characters
        if self._characters < 0:
            raise _too_much(
                Text(
                    f"各格的文字合计超过 {CHARACTERS:,} 个字",
                    f"the cells hold more than {CHARACTERS:,} characters",
                )
            )

    def cells(self, number: int) -> None:
        """So many more cells, or other things that take as much."""
        self._cells -= number
        if self._cells < 0:
            raise _too_much(
                Text(f"超过 {CELLS:,} 格", f"more than {CELLS:,} cells"),
                Text(
                    "删去表格之外的内容和合并，或者拆成几个文件", "delete what is not the table, or split it"
                ),
            )

    def piece(self, piece: bytes) -> None:
        """More bytes unpacked."""
        self._bytes -= len(piece)
        self._tags -= piece.count(b"<")
        if self._bytes < 0 or self._tags < 0:
            raise _too_much(
                Text(
                    f"解压后超过上限 {UNPACKED:,} 字节、{TAGS:,} 个标记",
                    f"over the limit of {UNPACKED:,} bytes or {TAGS:,} tags unpacked",
                )
            )


def too_wide(row: int, where: str = "") -> Refused:
    """A row that has cells far to the right."""
    sheet = (f"工作表“{where}”", f" of the sheet “{where}”") if where else ("", "")
    message = Text(
        f"{sheet[0]}第 {row} 行超过 {COLUMNS:,} 列", f"row {row}{sheet[1]} has more than {COLUMNS:,} columns"
    )
    return _too_much(message, Text("删去表格右边的内容", "delete what stands to the right"))


def too_many_rows(where: str) -> Refused:
    """A row below the last that Excel has."""
    message = Text(f"工作表“{where}”超过 {ROWS:,} 行", f"the sheet “{where}” has more than {ROWS:,} rows")
    return _too_much(message)


def too_much_text(row: int = 0) -> Refused:
    """A cell, or a text box, that holds a book."""
    place = (f"第 {row} 行有一格", f"a cell of row {row} has") if row else ("有一处文字", "a text has")
    return _too_much(Text(f"{place[0]}超过 {CELL:,} 个字", f"{place[1]} more than {CELL:,} characters"))


def too_many_parts() -> Refused:
    """An archive of many small files, or one that says so."""
    return _too_much(Text(f"里面超过 {PARTS:,} 个文件", f"more than {PARTS:,} files inside"))


def too_many_sheets(number: int) -> Refused:
    """A workbook, or a Word file, of more tables than anybody keeps."""
    return _too_much(
        Text(f"有 {number:,} 张表，超过上限 {SHEETS:,}", f"{number:,} tables, over the limit of {SHEETS:,}")
    )


def _too_much(message: Text, help: Text = _SPLIT) -> Refused:
    return Refused("QZ005", Problem(message, help=help))
