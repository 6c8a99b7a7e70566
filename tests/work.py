"""How much is done, counted rather than timed: a machine that is busy with other things changes nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def calls(task: Callable[[], Any]) -> int:
    """How often functions are called, those written in C among them."""
    counted = 0

    def count(_: Any, event: str, __: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(None)
    return counted


def assert_linear(task: Callable[[int], Callable[[], Any]], size: int) -> None:
    """That four times as much takes about four times the work. `task` makes ready and gives what is to be counted."""
    task(1)()  # what is imported and compiled once
    once, four = calls(task(size)), calls(task(4 * size))
    assert four < 5 * once, (once, four)
