"""What somebody who sits at the terminal is asked. Pressing Ctrl-C there is an interrupt like any other."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def answer(question: str, proposed: str | None) -> str:
    """What is answered; what is proposed, where nothing is."""
    from typer import prompt

    with _interruptible():
        said: str = prompt(question, default=proposed)
    return said


def agrees(question: str, *, proposed: bool) -> bool:
    """Whether it is agreed to."""
    from typer import confirm

    with _interruptible():
        return confirm(question, default=proposed)


@contextmanager
def _interruptible() -> Iterator[None]:
    from typer import Abort

    try:
        yield
    except Abort:
        raise KeyboardInterrupt from None
