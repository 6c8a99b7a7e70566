"""Where a condition strikes cells through: nobody works out whether it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.read.problem import Refused
from qzqd.tables.grid import CellRange
from qzqd.tables.limits import COLUMNS, ROWS
from qzqd.tables.sheet import corners
from qzqd.tables.struck import switched_on
from qzqd.tables.xml import XmlReader, bare

if TYPE_CHECKING:
    from qzqd.tables.gathering import Gathering


def ranged(reference: str) -> CellRange:
    """A range as a condition names it; the whole sheet where that is not known."""
    try:
        return CellRange(*corners(reference))
    except Refused:
        return CellRange(1, 1, ROWS, COLUMNS)


class ConditionsReader(XmlReader):
    """The end of a sheet of an .xlsx, behind its cells: where a condition strikes cells through.

    struck: the formats of conditions that do, as rules name them.
    """

    def __init__(self, gathering: Gathering, struck: frozenset[str]) -> None:
        self._gathering, self._struck = gathering, struck
        self._ranges, self._strikes, self._open = "", False, False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = bare(name)
        if name == "conditionalFormatting":
            self._ranges, self._strikes = attributes.get("sqref", ""), False
        elif name == "cfRule":
            self._strikes |= attributes.get("dxfId") in self._struck
        elif name == "strike" and switched_on(attributes):
            self._strikes = True
        elif name == "sqref":
            self._open = True

    def end(self, name: str) -> None:
        name = bare(name)
        if name == "sqref":
            self._open = False
        elif name == "conditionalFormatting" and self._strikes:
            for reference in self._ranges.split():
                self._gathering.strike_perhaps(ranged(reference))
            self._strikes = False

    def text(self, text: str) -> None:
        if self._open:
            self._ranges += text
