"""Where the files that ship with qzqd are: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path


def schemas() -> Path:
    """The folder of generated JSON Schemas."""
    packaged = Path(__file__).parent / "schemas"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "schemas"
