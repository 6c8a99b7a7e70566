"""Where the files that ship with qzqd are: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path


def laws() -> Path:
    """The register of laws that a new workspace starts with."""
    packaged = Path(__file__).parent / "laws.yaml"
    return (
        packaged
        if packaged.is_file()
        else Path(__file__).parents[2] / "catalogues" / "registers" / "laws.yaml"
    )


def schemas() -> Path:
    """The folder of generated JSON Schemas."""
    packaged = Path(__file__).parent / "schemas"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "schemas"
