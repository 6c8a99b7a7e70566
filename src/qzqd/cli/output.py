"""Where a report goes: the terminal or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qzqd.cli.language import chosen, say
from qzqd.report.paper.terminal import colour_wanted


def colour() -> bool:
    """Whether the terminal, and its user, want colour."""
    return colour_wanted(sys.stdout, os.environ)


def width() -> int:
    """Cells in a line of the terminal; 80 elsewhere."""
    from shutil import get_terminal_size

    return get_terminal_size().columns if sys.stdout.isatty() else 80


class Unwritten(Exception):
    """A file could not be made; its words, in the language that was chosen, are for the user."""


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """What the system refuses meanwhile is told of this file. Raises Unwritten."""
    from qzqd.write.proof import reason

    try:
        yield
    except OSError as error:
        raise Unwritten(f"{place}{say('：', ': ')}{reason(error).in_(chosen())}") from error


def write(text: str, output: Path | None = None, root: Path | None = None) -> None:
    """To the file, in one piece, or to standard output; `root` as `atomic.replace` has it. Raises Unwritten."""
    if output is None:
        sys.stdout.write(text)
        return
    from qzqd.write import atomic

    with writing(output):
        atomic.replace(output, text.encode("utf-8", "replace"), root=root)


def office(write: Callable[[], None], place: Path) -> None:
    """Have a workbook or a document written; what that lacks is told. Raises Unwritten."""
    from qzqd.office import Missing

    try:
        with writing(place):
            write()
    except Missing as missing:
        told = f"{missing.message.in_(chosen())}\n{missing.help.in_(chosen())}"
        raise Unwritten(told) from missing
