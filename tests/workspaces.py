"""Catalogues written to a folder, and the answer of the real path through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.run import run
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.check.rule import Example
    from qzqd.outcome import Outcome


def lay(folder: Path, example: Example) -> None:
    """Write an example, and what lies beside it, as a workspace without settings."""
    (folder / "registers").mkdir(parents=True, exist_ok=True)
    (folder / "example.yaml").write_bytes(example.source())
    for number, beside in enumerate(example.beside):
        register = beside.header.get("kind") in ("laws", "units")
        place = folder / "registers" if register else folder
        (place / f"beside-{number}.yaml").write_bytes(beside.source())


def check(folder: Path) -> Outcome:
    """What `qzqd validate FOLDER` finds."""
    return run(workspace([str(folder)]), jobs=1, use_cache=False)
