"""Other processes do the work and never decide what comes of it: killed, refused or failing, the answer is the same."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.open.processes import share

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = [*range(20)]
LARGE = 1 << 20
"""More than any pipe holds: whoever sends it waits until it is read."""


class Hand:
    """Doubles a number; away from home, it does so only if `trouble` lets it."""

    def __init__(self, home: int, trouble: Callable[[int], Any] = lambda _: None) -> None:
        self.home, self.trouble = home, trouble
        self.here: list[int] = []

    def __call__(self, piece: int) -> tuple[int, Any]:
        if os.getpid() == self.home:
            self.here.append(piece)
            return piece * 2, None
        return piece * 2, self.trouble(piece)


def die(piece: int) -> None:
    if piece % 7 == 3:
        os.kill(os.getpid(), signal.SIGKILL)


class DeadlyToSend:
    """Half of it is in the pipe when the process dies."""

    def __reduce__(self) -> tuple[Any, ...]:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def die_sending(piece: int) -> Any:
    return (b"x" * LARGE, DeadlyToSend()) if piece == 5 else b"x" * LARGE


def nap(_: int) -> None:
    time.sleep(0.01)


def fail(piece: int) -> None:
    if piece == 4:
        raise MemoryError


def shared(trouble: Callable[[int], Any], jobs: int = 3) -> tuple[list[tuple[int, int]], list[int]]:
    """Every piece with its double, and the pieces done in this process."""
    work = Hand(os.getpid(), trouble)
    answers = [(piece, done[0]) for piece, done in share(work, PIECES, jobs)]
    return sorted(answers), sorted(work.here)


DOUBLES = [(piece, piece * 2) for piece in PIECES]


def test_all_is_done_elsewhere_and_once() -> None:
    assert shared(lambda _: None) == (DOUBLES, [])


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(("trouble", "lost"), [(die, [3, 10, 17]), (die_sending, [5]), (fail, [4])])
def test_what_a_process_does_not_bring_back_is_done_here(
    trouble: Callable[[int], Any], lost: list[int]
) -> None:
    answers, here = shared(trouble, jobs=4)
    assert answers == DOUBLES
    assert set(lost) <= set(here)


def test_without_processes_the_work_is_done_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "fork", refuse, raising=False)
    assert shared(lambda _: None) == (DOUBLES, PIECES)
    assert shared(lambda _: None, jobs=1) == (DOUBLES, PIECES)


def test_no_more_processes_than_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", counted)
    assert len([*share(Hand(0), [1, 2], 1_000)]) == len(started) == 2


def test_nobody_is_left_when_nobody_wants_more() -> None:
    answers = share(Hand(os.getpid(), nap), PIECES, 3)
    next(answers)
    assert len(multiprocessing.active_children()) == 3
    answers.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_where_forking_is_not_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(multiprocessing, "get_context", lambda _: spawn)
    answers, here = shared(die, jobs=2)
    assert answers == DOUBLES
    assert {3, 10} <= set(here) < set(PIECES)


def test_a_process_that_lacks_what_it_needs_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert shared(lambda _: None, jobs=2) == (DOUBLES, PIECES)
    assert capfd.readouterr() == ("", "")
