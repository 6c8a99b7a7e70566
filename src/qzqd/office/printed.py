"""A table that is set on a sheet of paper, in Excel or Word: its texts, ready to be printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.locale import Text


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """width: in millimetres; those of a table fill the page. centred: short words, set in the middle."""

    title: Text
    width: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A number in a cell: as it is told, to be reckoned with, and how a spreadsheet shows it."""

    text: str
    value: float
    form: str = "General"


def cell_text(cell: str | NumberCell) -> str:
    """The text of a cell."""
    return cell.text if isinstance(cell, NumberCell) else cell


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One sheet, or one section. Every text is safe; only the cells of rows hold line breaks.

    name: the short one. lines: what stands below the title. notes: what stands below the table. foot: at the foot of
    each page, from which list it was made.
    """

    name: str
    title: str
    lines: list[str]
    columns: tuple[PrintedColumn, ...]
    rows: Sequence[Sequence[str | NumberCell]]
    notes: list[str] = field(default_factory=list)
    foot: str = ""
