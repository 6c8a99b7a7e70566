"""Reports as they are agreed to read. QZQD_WRITE_GOLDEN=1 writes the expected files anew."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "golden" / "coverage"


def agreed(name: str, report: str) -> bool:
    """Whether the report reads as the file of this name."""
    path = _FOLDER / name
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        path.write_text(report, "utf-8", newline="")
    return report == path.read_bytes().decode()
