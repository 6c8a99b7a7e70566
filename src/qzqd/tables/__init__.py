"""Any spreadsheet, CSV or Word table to a grid of what a person sees. Knows no kind of list."""

from __future__ import annotations

from qzqd.tables.grid import Floating, Grid, Range, Workbook
from qzqd.tables.reading import read

__all__ = ["Floating", "Grid", "Range", "Workbook", "read"]
