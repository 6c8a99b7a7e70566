"""What somebody who sits at the terminal is asked, in words that the terminal does not obey.

Pressing Ctrl-C there is an interrupt like any other.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator


def answer(question: str, proposed: str) -> str:
    """What is answered; what is proposed, where nothing is, and if that is nothing, too, it stays open."""
    from typer import prompt

    with _interruptible():
        shown = safe(f"{question} [{proposed}]" if proposed else question)
        said: str = prompt(shown, default=proposed, show_default=False)
    return said


def agrees(question: str, *, proposed: bool) -> bool:
    """Whether it is agreed to."""
    from typer import confirm

    with _interruptible():
        return confirm(safe(question), default=proposed)


@contextmanager
def _interruptible() -> Iterator[None]:
    from typer import Abort

    try:
        yield
    except Abort:
        raise KeyboardInterrupt from None
