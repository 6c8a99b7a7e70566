"""What the export of a list is measured against is the same cells."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd import kinds
from qzqd.office.listed import ExportedList
from qzqd.office.published.table import tables

if TYPE_CHECKING:
    import pytest


def test_both_sides_write_the_same_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    issue = import_module("issue")
    monkeypatch.delitem(sys.modules, "issue")
    listed = ExportedList({**issue.HEAD, "items": issue.items(3)}, kinds.schema("department-powers"))
    (table,) = tables(listed, "zh")
    assert [row for group in table.groups() for row in group.rows] == issue.rows(3)
    assert [column.heading for column in table.columns] == [*issue.HEADINGS]
