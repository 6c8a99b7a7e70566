"""What is wrong with one cell of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import Severity
    from qzqd.tables.grid import CellPlace, Grid

_MESSAGE = 3
SHEET = Text("问题清单", "Findings")
COLUMNS = (
    (Text("单元格", "Cell"), 22),
    (Text("事项", "Item"), 34),
    (Text("级别", "Severity"), 8),
    (Text("问题", "What is wrong"), 60),
    (Text("怎么改", "How to mend it"), 60),
    (Text("规则", "Rule"), 10),
)
"""Of the sheet that lists them, with their widths in characters."""
_HEADS = [[title.zh for title, _ in COLUMNS], [title.en for title, _ in COLUMNS]]
_TOP = 5
"""Rows in which its headings are looked for: people put a title above."""


def lists_findings(grid: Grid) -> bool:
    """Whether a sheet is the list of findings of a workbook that was handed back before."""
    return _heads(grid) is not None


def listed_before(grid: Grid) -> Iterator[str]:
    """The comments that its findings were told in."""
    if found := _heads(grid):
        top, left = found
        for row, cells in grid.rows.items():
            if row > top and len(told := cells[left : left + len(COLUMNS)]) > _MESSAGE:
                _, _, severity, message, help, rule = [*told, *[""] * (len(COLUMNS) - len(told))]
                yield worded(severity, rule, message, help)


def is_untouched(grid: Grid) -> bool:
    """Whether nobody has written anything beside its findings."""
    return _heads(grid) == (1, 0) and grid.last_column <= len(COLUMNS)


def _heads(grid: Grid) -> tuple[int, int] | None:
    """The row of its headings, and how many columns stand before them."""
    for row in [*grid.rows][:_TOP]:
        cells = grid.rows[row]
        for left in range(len(cells) - len(COLUMNS) + 1):
            if cells[left : left + len(COLUMNS)] in _HEADS:
                return row, left
    return None


def worded(severity: str, rule: str, message: str, help: str) -> str:
    """What a comment says of a finding."""
    return f"{severity} {rule}".strip() + f"：{message}" + (f"\n{help}" if help else "")


@dataclass(frozen=True, slots=True)
class Note:
    """sheet, place: the cell, for one in a merge the first; "" and None where it is about no cell. item: its name."""

    sheet: str
    place: CellPlace | None
    item: str
    severity: Severity
    message: str
    help: str
    rule: str
