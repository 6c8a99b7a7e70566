"""The published table as CSV: one table and nothing around it, each row whole in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.apostrophe import before_code
from qzqd.office.published.table import tables
from qzqd.report.paper.spreadsheet import sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.listed import ExportedList
    from qzqd.report import Page


def render(answer: Sequence[ExportedList], page: Page) -> str:
    """The file of the one list; what a spreadsheet would take for something else is protected."""
    (listed,) = answer
    (table,) = tables(listed, page.language, flat=True)
    rows = ([before_code(text) for text in row] for group in table.groups() for row in group.rows)
    return sheet([[column.heading for column in table.columns], *rows], breaks=True)
