"""Any spreadsheet, CSV or Word table to a grid of what a person sees. Knows no kind of list."""

from __future__ import annotations

from qzqd.tables.grid import CellRange, Floating, Grid, Workbook
from qzqd.tables.reading import read_tables

__all__ = ["CellRange", "Floating", "Grid", "Workbook", "read_tables"]
