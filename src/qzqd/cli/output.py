"""Where a report goes: the terminal or a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qzqd import console
from qzqd.cli.language import chosen, say
from qzqd.report.paper.terminal import colour_wanted


def colour() -> bool:
    """Whether the terminal, and its user, want colour."""
    return colour_wanted(os.environ, terminal=console.is_terminal())


def width() -> int:
    """Cells in a line of the terminal; 80 elsewhere."""
    from shutil import get_terminal_size

    return get_terminal_size().columns if console.is_terminal() else 80


class Unwritten(Exception):
    """A file could not be made; its arguments are lines for the user, in the language that was chosen."""


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """What the system refuses meanwhile is told of this file. Raises Unwritten."""
    from qzqd.write.proof import reason

    try:
        yield
    except OSError as error:
        raise Unwritten(f"{place}{say('：', ': ')}{reason(error).in_(chosen())}") from error


def write(text: str, output: Path | None = None, root: Path | None = None, *, commands: bool = False) -> None:
    """To the file, in one piece, or to standard output; `root` as `atomic.replace` has it. Raises Unwritten.

    commands: as `console.report` has it.
    """
    if output is None:
        console.report(text, commands=commands)
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
        raise Unwritten(missing.message.in_(chosen()), missing.help.in_(chosen())) from missing
