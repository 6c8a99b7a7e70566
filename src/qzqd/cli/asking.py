"""What somebody who sits at the terminal is asked, in words that the terminal does not obey.

Pressing Ctrl-C there is an interrupt like any other.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qzqd.cli.language import say
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator


_YES, _NO = ("是", "对", "好", "y", "yes"), ("否", "不", "不对", "不是", "n", "no")


def answer(question: str, proposed: str) -> str:
    """What is answered; what is proposed, where nothing is, and if that is nothing, too, it stays open."""
    from typer import prompt

    with _interruptible():
        shown = safe(f"{question} [{proposed}]" if proposed else question)
        said: str = prompt(shown, default=proposed, show_default=False)
    return said


def agrees(question: str, *, proposed: bool) -> bool:
    """Whether it is agreed to; what is no answer is asked again."""
    yes, no = say("是", "yes"), say("否", "no")
    asked = say(f"{question}（{yes}/{no}）", f"{question} ({yes}/{no})")
    while (said := answer(asked, yes if proposed else no).strip().lower()) not in (*_YES, *_NO):
        asked = say(f"请回答“{yes}”或“{no}”", f"answer {yes} or {no}")
    return said in _YES


@contextmanager
def _interruptible() -> Iterator[None]:
    from typer import Abort

    try:
        yield
    except Abort:
        raise KeyboardInterrupt from None
