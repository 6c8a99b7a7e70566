"""`qzqd diff` against the reading of both files alone, and against its peers; how time and memory grow."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from figures import Target

if TYPE_CHECKING:
    from pathlib import Path

    from figures import Part, Row
    from run import Bench

MANY = 10_000
_GIB = 1 << 30
_MIB = 1 << 20


def editions(bench: Bench, items: int) -> Path:
    """A folder with old.yaml and new.yaml of a multiple of 10,000 items; one in a hundred has another name."""
    space = bench.workspace(f"editions{items}", 1, MANY)
    head, _, body = (space / "lists" / "00000.yaml").read_text("utf-8").partition("items:\n")
    (space / "qzqd.toml").write_text(f"max_bytes = {2 * _GIB}\n", "utf-8")
    with (
        (space / "old.yaml").open("w", encoding="utf-8") as old,
        (space / "new.yaml").open("w", encoding="utf-8") as new,
    ):
        for file in (old, new):
            file.write(f"{head}items:\n")
        for part in range(items // MANY):
            lines = (
                body.replace('id: "JD-', f'id: "P{part}-')
                .replace("name: ", f"name: 第{part}片区")
                .splitlines(True)
            )
            old.writelines(lines)
            for row in [row for row, line in enumerate(lines) if line.startswith("    name: ")][::100]:
                lines[row] = lines[row].rstrip() + "（修订）\n"
            new.writelines(lines)
    return space


def comparing(bench: Bench) -> Part:
    """Ten thousand items, one in a hundred changed."""
    space = editions(bench, MANY)
    peer = [sys.executable, str(bench.here / "peer.py")]
    commands = {
        "qzqd diff": [*bench.qzqd, "diff", "old.yaml", "new.yaml", "--format", "json"],
        "PyYAML CSafeLoader, load both": [*peer, "load", "old.yaml", "new.yaml"],
        "deepdiff": [*peer, "deepdiff", "old.yaml", "new.yaml"],
        "daff": [*peer, "daff", "old.yaml", "new.yaml"],
    }
    rows = bench.measured(commands, space)
    own, load = rows[0], rows[1]
    return rows, [
        Target("qzqd diff / loading both, processor time", own.cpu / load.cpu, 0.1),
        Target("peak of qzqd diff, MiB", own.peak / _MIB, 100),
    ]


def growing(bench: Bench) -> Part:
    """Up to a million items: time in proportion, memory under three gibibytes."""
    sizes = (MANY, 100_000, 1_000_000) if bench.whole else (MANY, 100_000)
    rows: list[Row] = []
    for items in sizes:
        space, name = editions(bench, items), f"{items:,} items"
        command = [*bench.qzqd, "diff", "old.yaml", "new.yaml", "--format", "json"]
        rows += bench.measured({name: command}, space, 1)
    steps = [later.cpu / earlier.cpu for earlier, later in pairwise(rows)]
    return rows, [
        Target("ten times the items / time, largest step", max(steps), 12),
        Target("peak, GiB", rows[-1].peak / _GIB, 3, judged=bench.whole),
    ]
