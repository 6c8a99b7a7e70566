"""Where a report goes: the terminal or a file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qzqd.report.terminal import colour_wanted


def colour() -> bool:
    """Whether the terminal, and its user, want colour."""
    return colour_wanted(sys.stdout, os.environ)


def width() -> int:
    """Cells in a line of the terminal; 80 elsewhere."""
    from shutil import get_terminal_size

    return get_terminal_size().columns if sys.stdout.isatty() else 80


def write(text: str, output: Path | None = None) -> None:
    """To the file, in one piece, or to standard output."""
    if output is None:
        sys.stdout.write(text)
    else:
        from qzqd.write import atomic

        atomic.replace(output, text.encode("utf-8", "replace"))
