"""Whole processes, their time and their memory."""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Command = list[str]

_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


class Run(NamedTuple):
    """One process and its children: seconds of processor and of the clock, peak bytes of the largest of them."""

    cpu: float
    wall: float
    peak: int


class Runs(list[Run]):
    """The same process several times. The machine is never ours alone, and noise only adds: the least counts."""

    @property
    def cpu(self) -> float:
        return min(run.cpu for run in self)

    @property
    def wall(self) -> float:
        return min(run.wall for run in self)

    @property
    def median(self) -> float:
        return statistics.median(run.wall for run in self)

    @property
    def peak(self) -> int:
        return min(run.peak for run in self)


def run(command: Command, folder: Path, environment: Mapping[str, str]) -> Run:
    """Run a command in a folder, its output thrown away. Raises RuntimeError when it does not succeed.

    On Linux the peak of a child is never below that of this process: keep this process small.
    """
    here = os.getcwd()
    os.chdir(folder)
    try:
        silence = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
        start = time.perf_counter()
        child = os.posix_spawnp(command[0], command, environment, file_actions=silence)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
    finally:
        os.chdir(here)
    if status:
        raise RuntimeError(f"exit code {os.waitstatus_to_exitcode(status)}: {' '.join(command[:8])}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * _PEAK_UNIT)


def interleaved(
    commands: Mapping[str, Command], folder: Path, environment: Mapping[str, str], repeat: int
) -> dict[str, Runs]:
    """Every command in turn, `repeat` times over, so that a busy spell of the machine falls on all of them."""
    runs = {name: Runs() for name in commands}
    for _ in range(repeat):
        for name, command in commands.items():
            runs[name].append(run(command, folder, environment))
    return runs
