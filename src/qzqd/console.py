"""Standard output and standard error: the only module that writes to them.

Files, and the names of files, come from strangers. Whatever they hold, nothing that is printed here moves the
cursor, turns the text around, begins a line of its own, or is a command to the CI system that keeps the log.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # to import `typing` takes longer than all that `qzqd --version` does
if TYPE_CHECKING:
    from typing import TextIO

_OBEYED_NOWHERE = frozenset(" .\n0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Unsaid(Exception):
    """Standard output takes no more. `error` is what the system said."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def ready() -> None:
    """Once, before anything is opened: a file that got the number of a closed stream would receive what is printed."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDONLY)  # gets that number, and takes nothing
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8", closefd=False))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", **({} if stream.isatty() else {"encoding": "utf-8"}))


def put(*lines: str) -> None:
    """Lines on standard output. Raises Unsaid."""
    _write("".join(map(_line, lines)))


def report(text: str, *, commands: bool = False) -> None:
    """A finished report, ending in a line break, with its line breaks and our own colours. Raises Unsaid.

    commands: it is made of commands to the CI system, and has seen to it itself that they are all ours.
    """
    _write(_checked(text, commands))


def copy(data: bytes) -> None:
    """The bytes of a file for the program that asked for them; somebody at a terminal is shown them. Raises Unsaid."""
    if sys.stdout.isatty():
        put(*data.decode("utf-8", "replace").splitlines())
        return
    flush()
    try:
        sys.stdout.buffer.write(data)
    except OSError as error:
        raise _unsaid(error) from error


def flush() -> None:
    """Raises Unsaid where what has been put did not arrive."""
    try:
        sys.stdout.flush()
    except OSError as error:
        raise _unsaid(error) from error


def tell(*lines: str) -> None:
    """Lines on standard error. Nobody can be told that these do not arrive; the exit code still says it."""
    _whisper("".join(map(_line, lines)))


def progress(text: str) -> None:
    """A line on the terminal in place of the last; none for "". Nothing where standard error is no terminal."""
    if sys.stderr.isatty():
        _whisper(f"\r\x1b[K{text}")


def is_terminal() -> bool:
    """Whether somebody looks at standard output as it comes."""
    return sys.stdout.isatty()


def _line(text: str) -> str:
    if _OBEYED_NOWHERE.issuperset(text) and "\n" not in text:
        return text + "\n"
    from qzqd.report.paper.safe import inert, safe

    return inert(safe(text)) + "\n"


def _checked(text: str, commands: bool) -> str:
    from qzqd.report.paper.safe import harmless, inert

    return harmless(text) if commands else inert(harmless(text))


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
    except OSError as error:
        raise _unsaid(error) from error


def _unsaid(error: OSError) -> Unsaid:
    """What is still waiting goes nowhere: the interpreter would try once more at its end, and complain."""
    _discard(sys.stdout)
    return Unsaid(error)


def _whisper(text: str) -> None:
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _discard(sys.stderr)


def _discard(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
