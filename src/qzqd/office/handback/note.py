"""What is wrong with one cell of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.finding import Severity
    from qzqd.tables.grid import CellPlace, Grid

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


def lists_findings(grid: Grid) -> bool:
    """Whether a sheet is the list of findings of a workbook that was handed back before."""
    return [*grid.rows.get(1, ())] in _HEADS


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
