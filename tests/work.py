"""How much is done, counted rather than timed: a machine that is busy with other things changes nothing."""

from __future__ import annotations

import sys
import time
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


def assert_linear_time(task: Callable[[int], Callable[[], Any]], size: int) -> None:
    """That sixteen times as much is far from 256 times the work, where the work is done in C and cannot be counted.

    It is processor time, of which a busy machine takes little more; and what is begun with counts for the smaller one.
    """
    task(1)()
    took = []
    for number in (size, 16 * size):
        ready = task(number)
        started = time.process_time()
        ready()
        took.append(time.process_time() - started)
    assert took[1] < 32 * took[0], took
