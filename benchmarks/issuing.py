"""Lists as they are published: what that costs beside the bare cells, and whether it grows in a straight line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from figures import Target

if TYPE_CHECKING:
    from figures import Part
    from run import Bench

ITEMS = 100_000
FEW, MORE = 340, 1_700


def issuing(bench: Bench) -> Part:
    """The same cells by XlsxWriter alone, and documents of two sizes; whole processes, the list in memory."""
    script = str(bench.here / "issue.py")
    commands = {
        "the published table in Excel": [sys.executable, script, "list", str(ITEMS)],
        "the workbook to edit": [sys.executable, script, "edit", str(ITEMS)],
        "XlsxWriter, the same cells alone": [sys.executable, script, "bare", str(ITEMS)],
        f"Word, {FEW} items": [sys.executable, script, "docx", str(FEW)],
        f"Word, {MORE:,} items": [sys.executable, script, "docx", str(MORE)],
    }
    rows = bench.measured(commands, bench.here)
    table, _, bare, few, more = (row.cpu for row in rows)
    return rows, [
        Target(
            "published table / XlsxWriter with the same cells, processor time",
            table / bare,
            2,
        ),
        Target(f"Word, {MORE:,} items / {FEW}, processor time", more / few, 5),
    ]
