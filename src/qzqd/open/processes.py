"""Pieces of work done in other processes. What a process does not bring back is done in this one.

Each process has a pipe of its own and nothing is shared. The pools of the standard library pass everything through
common queues: their locks need shared memory, which a sandbox may lack, and a process killed while it holds one
leaves all the others waiting for ever.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Done = TypeVar("Done")


def share(work: Callable[[Job], Done], pieces: list[Job], jobs: int) -> Iterator[tuple[Job, Done]]:
    """Every piece with what it comes to, in no certain order.

    work: does a piece, and can be pickled. jobs: so many processes at most; fewer, or none, where they cannot be had.
    """
    left = pieces[::-1]
    if min(jobs, len(left)) > 1:
        yield from _elsewhere(work, left, min(jobs, len(left)))
    while left:
        piece = left.pop()
        yield piece, work(piece)


def _elsewhere(work: Callable[[Job], Done], left: list[Job], jobs: int) -> Iterator[tuple[Job, Done]]:
    """What comes back from other processes, taken from the end of `left`; what does not is put back there."""
    from multiprocessing.connection import wait

    given: dict[Connection, Job] = {}
    lost: list[Job] = []

    def give(line: Connection) -> None:
        if left:
            given[line] = left.pop()
            line.send(given[line])

    with _hired(work, jobs) as lines:
        for line in lines:
            with suppress(OSError):  # it has ended already: reading will say so
                give(line)
        while given:
            for line in {*given} & {*wait([*given])}:
                piece = given.pop(line)
                try:
                    done = line.recv()
                except (OSError, EOFError):  # killed, out of memory, or the work failed: here, that is told
                    lost.append(piece)
                    continue
                with suppress(OSError):
                    give(line)
                yield piece, done
    left += lost


@contextmanager
def _hired(work: Callable[[Any], Any], jobs: int) -> Iterator[list[Connection]]:
    """The pipes to as many processes as can be had; none of them outlives the block, or this process."""
    from multiprocessing import get_context

    # Only Linux forks safely; a forked process starts with everything imported and compiled.
    context = get_context("fork") if sys.platform == "linux" else get_context("spawn")
    lines: list[Connection] = []
    processes = []
    try:
        with suppress(OSError):  # no more processes, or no more pipes
            for _ in range(jobs):
                line, far = context.Pipe()
                lines.append(line)
                with far:
                    process = context.Process(target=_serve, args=(work, far), daemon=True)
                    process.start()
                processes.append(process)
        yield lines[: len(processes)]
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.join()
        for line in lines:
            line.close()


def _serve(work: Callable[[Any], Any], line: Connection) -> None:
    """Do pieces until there are no more. Whatever goes wrong ends this process: then the piece is done again."""
    import threading

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    gc.disable()
    try:
        threading.Thread(target=_follow, daemon=True).start()
        while True:
            line.send(work(line.recv()))
    finally:
        os._exit(0)


def _follow() -> None:
    """End this process with the one that started it, whatever that died of."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    if parent := parent_process():
        wait([parent.sentinel])
    os._exit(0)
