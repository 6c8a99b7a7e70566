"""Every verb over lists of four sizes: twice as much may take twice as long, and no longer."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from covering import streets
from figures import Growth, Target
from measure import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures import Part, Row
    from run import Bench

EACH = 100
"""Items of a list. The commands that are about one list have one with all items."""
_LEAST = 0.1
"""Seconds: what takes no longer than that beside starting is as good as nothing."""
_CLAIMS = """\
kind: claims
id: benchmark/claims
title: 公布的数（性能测试用）
edition: "2026-07-01"
jurisdiction: {code: "428000", name: 虚构县}
issuer: 虚构
source: {title: 性能测试用的虚构数字, provenance: illustrative}
items:
"""
_CLAIM = """\
  - id: "GB-%05d"
    name: 第%d份清单的职权数
    figure: %d项
    value: %d
    place: {section: 虚构}
    recount:
      catalogue: benchmark/street-powers/%05d
      where: {authority: 第%d街道办事处}
"""


def growing_verbs(bench: Bench) -> Part:
    """Processor seconds of every verb; per item and beside starting, the largest size takes what the smallest does."""
    sizes = (2_000, 4_000, 8_000, 16_000) if bench.whole else (500, 1_000, 2_000, 4_000)
    started, *samples = (dict(_measured(bench, size)) for size in (EACH, *sizes))
    rows, targets = [], []
    for name, start in started.items():
        rows.append(Growth(name, sizes, tuple(sample[name] for sample in samples)))
        first, last = (max(sample[name] - start, _LEAST) for sample in (samples[0], samples[-1]))
        grown = (last / first) / ((sizes[-1] - EACH) / (sizes[0] - EACH))
        targets.append(Target(f"{name}: time per item, last / first", grown, 1.5))
    largest = samples[-1]
    ratio = largest["fmt --check"] / largest["validate"]
    targets.append(Target("fmt --check / validate, most items", ratio, 1.5))
    return rows, targets


def looking_up(bench: Bench) -> Part:
    """Seconds of processor time, the first time and once what lists can be found by is kept."""
    space = bench.workspace("lookup", 410 if bench.whole else 41, 235)
    rows: list[Row] = []
    for name in ("show", "impact"):
        shutil.rmtree(bench.environment["XDG_CACHE_HOME"], ignore_errors=True)
        command = [*bench.qzqd, *_VERBS[name][1].split()]
        rows += bench.measured({f"{name}, {how}": command for how in ("first", "again")}, space, 1)
    return rows, [Target(f"{row.name}, seconds", row.cpu, 2, judged=bench.whole) for row in rows]


def _measured(bench: Bench, items: int) -> Iterator[tuple[str, float]]:
    """Processor seconds of every verb over so many items: the lesser of two, but for what mends its lists."""
    lists = bench.workspace(f"verbs{items}", items // EACH, EACH)
    one = bench.workspace(f"one{items}", 1, items)
    carried = streets(bench, items // EACH, EACH)
    _claim(lists, items // EACH)
    _edit(one)
    for git in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"],
    ):
        run(["git", *git], lists, bench.environment)
    for name, (folder, arguments) in _VERBS.items():
        place, times = {"lists": lists, "one": one, "streets": carried}.get(folder), 2
        if place is None:
            place, times = bench.scratch / f"{folder}{items}", 1
            shutil.copytree(lists, place)
            _spoil(place, _SPOILT[folder])
        command = [*bench.qzqd, *arguments.split()]
        yield name, min(run(command, place, bench.environment).cpu for _ in range(times))


_VERBS = {
    "validate": ("lists", "validate --no-cache"),
    "validate, from the cache": ("lists", "validate"),
    "validate --fix": ("unquoted", "validate --no-cache --fix"),
    "fmt --check": ("lists", "fmt --check --no-cache"),
    "fmt": ("untidy", "fmt --no-cache"),
    "show": ("lists", "show JD-00001"),
    "impact": ("lists", "impact 中华人民共和国反洗钱法"),
    "log": ("lists", "log JD-00001"),
    "claims": ("lists", "claims --no-cache"),
    "coverage": ("streets", "coverage --no-cache"),
    "site": ("lists", "site out --no-cache"),
    "diff": ("one", "diff base.yaml ours.yaml"),
    "merge": ("one", "merge base.yaml ours.yaml theirs.yaml -o merged.yaml"),
    "export, Excel": ("one", "export lists/00000.yaml -o list.xlsx"),
    "export, Word": ("one", "export lists/00000.yaml -o list.docx"),
    "export --edit": ("one", "export lists/00000.yaml --edit -o edit.xlsx"),
    "import": ("one", "import edit.xlsx --yes --dry-run"),
    "hand back": ("one", "validate edit.xlsx -f xlsx -o back.xlsx"),
}
"""Where a command is run, and what it is."""
_SPOILT = {
    "unquoted": (r'(basic: )"([0-9]+)"', r"\1\2"),
    "untidy": (r"(    name: .+\n)(    seq: .+\n)", r"\2\1"),
}
"""What is done to the lists of a folder of its own, which the command mends."""


def _claim(space: Path, lists: int) -> None:
    figures = (_CLAIM % (at, at + 1, EACH, EACH, at, at + 1) for at in range(lists))
    (space / "lists" / "claims.yaml").write_text(_CLAIMS + "".join(figures), "utf-8")


def _edit(space: Path) -> None:
    """Two sides that have each given other names to one item in a hundred."""
    lines = (space / "lists" / "00000.yaml").read_text("utf-8").splitlines(True)
    named = [row for row, line in enumerate(lines) if line.startswith("    name: ")]
    for side, first in (("base", len(named)), ("ours", 0), ("theirs", 50)):
        edited = [*lines]
        for row in named[first::100]:
            edited[row] = edited[row].rstrip() + "（修订）\n"
        (space / f"{side}.yaml").write_text("".join(edited), "utf-8")


def _spoil(space: Path, how: tuple[str, str]) -> None:
    for path in (space / "lists").iterdir():
        path.write_text(re.sub(*how, path.read_text("utf-8")), "utf-8")
