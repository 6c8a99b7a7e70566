"""`qzqd coverage`: 74 items in 13 streets, every street of a country, and how time grows with the streets."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from figures import Target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from figures import Part, Row
    from run import Bench

ITEMS = 235
COUNTRY = 41_000
"""About the number of streets, townships and towns of the country."""
_GIB = 1 << 30

_HEAD = """\
kind: {kind}
id: benchmark/{id}
title: {title}（性能测试用，内容虚构）
edition: "2026-07-01"
jurisdiction: {{code: "{code}", name: {name}}}
issuer: 虚构
source: {{title: 性能测试用的虚构清单, provenance: illustrative}}
"""


def streets(bench: Bench, units: int, items: int) -> Path:
    """A workspace with one baseline and the adoption of every street, each item of it written out."""
    space = bench.workspace(f"streets{units}x{items}", 1, items)
    rng = random.Random(units)
    place = space / "lists" / "00000.yaml"
    baseline = place.read_text("utf-8").replace(
        "issuer:", 'applies_to: {type: [street], within: "420000"}\nissuer:', 1
    )
    place.write_text(baseline, "utf-8")
    names = re.findall(r'- id: "(.+)"\n    name: (.+)', baseline)
    codes = [f"{420_000 + number // 999:06}{number % 999 + 1:03}" for number in range(units)]
    register = _HEAD.format(kind="units", id="units", title="单位登记簿", code="420000", name="虚构省")
    listed = (f'  - {{id: "{code}", name: 街道{code}, code: "{code}", type: street}}\n' for code in codes)
    (space / "registers" / "units.yaml").write_text(f"{register}items:\n{''.join(listed)}", "utf-8")
    for number, code in enumerate(codes):
        folder = space / "lists" / f"{number // 1000:02}"
        folder.mkdir(exist_ok=True)
        (folder / f"{code}.yaml").write_text("".join(_adoption(code, names, rng)), "utf-8")
    return space


def _adoption(code: str, names: list[tuple[str, str]], rng: random.Random) -> Iterator[str]:
    """Of a hundred items one was forgotten and two are adopted in part."""
    yield _HEAD.format(
        kind="adoption", id=f"adoption/{code}", title="承接情况", code=code, name=f"街道{code}"
    )
    yield 'upstream: {catalogue: benchmark/street-powers/00000, edition: "2026-07-01"}\nitems:\n'
    for key, name in names:
        chance = rng.random()
        status = "partial, reason: 人员未到位" if chance < 0.02 else "adopted"
        if chance < 0.99:
            yield f'  - {{id: "A{key}", name: {name}, upstream: "{key}", status: {status}}}\n'


def covering(bench: Bench) -> Part:
    """An ordinary city, as a person waits for it."""
    space = streets(bench, 13, 74)
    commands = {
        "74 items in 13 streets": [*bench.qzqd, "coverage"],
        "the same as JSON": [*bench.qzqd, "coverage", "-f", "json"],
    }
    rows = bench.measured(commands, space)
    return rows, [Target("74 × 13, whole process, seconds", rows[0].wall, 0.4)]


def covering_all(bench: Bench) -> Part:
    """Four sizes: the first run of each fills the cache that the others read."""
    sizes = (1_000, 4_000, 16_000, COUNTRY) if bench.whole else (250, 500, 1_000, 2_000)
    rows: list[Row] = []
    cold: list[float] = []
    cached: list[float] = []
    spent: list[float] = []
    for units in sizes:
        space = streets(bench, units, ITEMS)
        for times, kind, repeat in ((cold, "cold", 1), (cached, "cached", bench.repeat)):
            name = f"{units:,} × {ITEMS}, {kind}"
            command = [*bench.qzqd, "coverage", "-f", "json", "-o", "coverage.out"]
            rows += bench.measured({name: command}, space, repeat)
            times.append(rows[-1].wall)
            spent.append(rows[-1].cpu)
    per_unit = [time / units for time, units in zip(cold, sizes, strict=True)]
    growth = max(later / earlier for earlier, later in pairwise(per_unit))
    return rows, [
        Target("time per street, largest growth from one size to the next", growth, 1.25),
        Target(
            "41,000 × 235 cold, processor seconds of each of two cores",
            spent[-2] / 2,
            60,
            judged=bench.whole,
        ),
        Target("41,000 × 235 cached, seconds", cached[-1], 10, judged=bench.whole),
        Target("peak, GiB", max(row.peak for row in rows) / _GIB, 0.5, judged=bench.whole),
    ]
