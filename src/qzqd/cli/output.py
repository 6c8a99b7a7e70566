"""Where an answer goes: the terminal or a file, in which format, and the exit code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd import console, formats
from qzqd.cli.declared import Misused
from qzqd.cli.language import about, chosen, say
from qzqd.report.paper.terminal import colour_wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qzqd.cover.coverage import By
    from qzqd.finding import Finding

OK = 0
FINDINGS = 1
"""There are findings, or a gate is not met."""
USAGE = 2
"""The command line is wrong."""
UNABLE = 3
"""The work could not be done: nothing to check, unusable settings, internal error."""
INTERRUPTED = 130
"""Somebody pressed Ctrl-C."""


def colour() -> bool:
    """Whether the terminal, and its user, want colour."""
    return colour_wanted(os.environ, terminal=console.is_terminal())


def width() -> int:
    """Cells in a line of the terminal; 80 elsewhere."""
    if not console.is_terminal():
        return 80
    from shutil import get_terminal_size

    return get_terminal_size().columns


class Unwritten(Exception):
    """A file could not be made; its arguments are lines for the user, in the language that was chosen."""


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """What the system refuses meanwhile is told of this file. Raises Unwritten."""
    from qzqd.write.proof import reason

    try:
        yield
    except OSError as error:
        raise Unwritten(about(place, reason(error))) from error


def wanted(command: str, asked: str | None, output: Path | None) -> str:
    """The format that the command line means; see `formats.chosen`. Raises Misused."""
    if output is not None:
        keep_lists(output)
    try:
        return formats.chosen(command, asked, output)
    except formats.Unwritable as error:
        raise Misused(error.message.in_(chosen())) from None


def keep_lists(place: Path) -> None:
    """Raises Misused where a report would be called like a list or settings: it may be one that is there."""
    if place.suffix.lower() in _SOURCES:
        raise Misused(
            say(
                f"{place} 是清单或者设置的文件名，不能写报告：换一个名字",
                f"{place} is named like a list or settings, where no report goes: choose another name",
            )
        )


_SOURCES = (".yaml", ".yml", ".toml")


def deliver(
    command: str, format: str, answer: Any, output: Path | None = None, *, by: By = "unit", newer: str = ""
) -> None:
    """An answer to where it was asked for: to a file, which is all that is said then, or to standard output.

    newer: the revision that a platform shows, if the answer is about one. Raises Unwritten.
    """
    from qzqd.cli.platform import from_the_top
    from qzqd.report import Page

    plain = output is not None
    place = from_the_top(newer)
    page = Page(chosen(), not plain and colour(), 80 if plain else width(), whole=plain, by=by, place=place)
    if output is not None and formats.is_file(format):
        office(lambda: formats.write(command, format, answer, output, chosen()), output)
        return
    write(formats.render(command, format, answer, page), output, commands=format == "github")


def write(text: str, output: Path | None = None, *, commands: bool = False) -> None:
    """To the file, saying so, or to standard output; `commands` as `console.report` has it. Raises Unwritten."""
    if output is None:
        console.report(text, commands=commands)
        return
    save(text, output)
    written(output)


def save(text: str, place: Path, root: Path | None = None) -> None:
    """To the file, in one piece; `root` as `atomic.replace` has it. Raises Unwritten."""
    from qzqd.write import atomic

    with writing(place):
        atomic.replace(place, text.encode("utf-8", "replace"), root=root)


def warn(findings: Iterable[Finding]) -> None:
    """On standard error, what is wrong: for files that hold nothing but numbers, or that an office issues."""
    for finding in findings:
        console.tell(about(finding.path, finding.message))


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on standard output, and a blank line. Cells are text: whatever a file holds is shown, never obeyed."""
    from qzqd.report import Page
    from qzqd.report.paper.table import folded_table

    console.report("\n".join((*folded_table(headings, [*rows], Page(chosen(), colour(), width())), "\n")))


def written(place: Path) -> None:
    """Say that the file is there now: on standard error, which need not be there for the work to be done."""
    console.tell(say(f"已写入 {place}", f"wrote {place}"))


def office(write: Callable[[], None], place: Path) -> None:
    """Have a workbook or a document written, saying so; what that lacks is told. Raises Unwritten."""
    from qzqd.office import OfficeMissing

    try:
        with writing(place):
            write()
    except OfficeMissing as missing:
        raise Unwritten(missing.message.in_(chosen()), missing.help.in_(chosen())) from missing
    written(place)
