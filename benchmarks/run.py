"""`python benchmarks/run.py`: speed and memory of qzqd against its peers, in one run, as ratios.

Every figure is of whole processes that take turns. Ratios hold on any machine; seconds are of this one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from comparing import comparing, growing
from covering import covering, covering_all, streets
from figures import SAMPLE, Part, Row, Target, fill, tables
from issuing import issuing
from measure import interleaved, run
from verbs import growing_verbs, looking_up

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
PROMISED = 1_000
"""Files that the promises are about. With fewer, the start of the process weighs more than it will."""
SCRIPTS = {
    "pip 25.2 and later": """
import sys
from qzqd.__main__ import main
if __name__ == '__main__':
    sys.argv[0] = sys.argv[0].removesuffix('.exe')
    sys.exit(main())
""",
    "pip before 25.2": r"""
# -*- coding: utf-8 -*-
import re
import sys
from qzqd.__main__ import main
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\.pyw|\.exe)?$', '', sys.argv[0])
    sys.exit(main())
""",
}
"""What stands below the first line of `qzqd`, which names Python: whoever installs it writes it."""


class Bench:
    """Workspaces in a scratch folder, and what is run over them."""

    here = HERE

    def __init__(self, scratch: Path, files: int, repeat: int) -> None:
        self.scratch = scratch
        self.files = files
        self.whole = files >= PROMISED
        self.repeat = repeat
        # Bytecode is part of every installation; a checkout may be told not to write it.
        self.environment = {
            key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
        }
        self.environment["XDG_CACHE_HOME"] = str(scratch / "cache")
        self.qzqd = [_tool("qzqd")] if (BIN / "qzqd").exists() else [sys.executable, "-m", "qzqd"]

    def workspace(self, name: str, files: int, items: int) -> Path:
        """A fresh workspace; another process makes it, as this one must stay small."""
        out = self.scratch / name
        options = ["--files", str(files), "--items", str(items), "--out", str(out)]
        run([sys.executable, str(HERE / "generate.py"), *options], HERE, self.environment)
        return out

    def measured(
        self, commands: Mapping[str, list[str]], folder: Path, times: int | None = None
    ) -> list[Row]:
        """A row for each command, of as many runs of it in a folder; they take turns."""
        runs = interleaved(commands, folder, self.environment, times or self.repeat)
        return [Row.of(name, each) for name, each in runs.items()]

    def validate(self, *options: str) -> list[str]:
        return [*self.qzqd, "validate", *options]

    def throughput(self) -> Part:
        """Many ordinary files: qzqd with every rule on, its peers with the same schema, and libyaml alone."""
        space = self.workspace("many", self.files, 235)
        lists = sorted(map(str, (space / "lists").iterdir()))
        own = {
            "qzqd, one process": self.validate("--no-cache", "--jobs", "1"),
            "qzqd, two processes": self.validate("--no-cache", "--jobs", "2"),
            "qzqd, from the cache": self.validate("--jobs", "1"),
            "qzqd, without its compiled reader": [
                "env",
                "QZQD_READER=python",
                *self.validate("--no-cache", "--jobs", "1"),
            ],
            "libyaml alone": [sys.executable, str(HERE / "peer.py"), "parse", *lists],
        }
        run(own["qzqd, from the cache"], space, self.environment)
        peers = self._peers(space)
        sampled = {
            f"{name}/{count}": [*command, *lists[:count]]
            for name, command in peers.items()
            for count in (1, SAMPLE)
        }
        runs = interleaved({**own, **sampled}, space, self.environment, self.repeat)
        rows = [Row.of(name, runs[name]) for name in own]
        rows += [
            Row.drawn_out(name, runs[f"{name}/1"], runs[f"{name}/{SAMPLE}"], self.files) for name in peers
        ]
        return rows, _promised({row.name: row for row in rows}, whole=self.whole)

    def _peers(self, space: Path) -> dict[str, list[str]]:
        schema = space / "street-powers.schema.json"
        run([*self.qzqd, "schema", "street-powers", "--output", str(schema)], space, self.environment)
        return {
            "PyYAML CSafeLoader, load only": [sys.executable, str(HERE / "peer.py"), "load"],
            "yamale": [_tool("yamale"), "-n", "1", "-s", str(HERE / "street-powers.yamale.yaml")],
            "check-jsonschema": [_tool("check-jsonschema"), "--schemafile", str(schema)],
        }

    def start(self) -> Part:
        """What a single command costs before it does anything, and with a small file."""
        space = self.workspace("small", 1, 40)
        python = sys.executable
        versions = {
            f"qzqd --version, script of {pip}": [self._script(number, text), "--version"]
            for number, (pip, text) in enumerate(SCRIPTS.items())
        }
        commands = {
            "python -c pass": [python, "-c", "pass"],
            **versions,
            "python -m qzqd --version": [python, "-m", "qzqd", "--version"],
            "qzqd validate, 40 items": self.validate(),
            "qzqd validate --no-cache, 40 items": self.validate("--no-cache"),
        }
        self.measured(commands, space, 2)
        rows = self.measured(commands, space, 7 * self.repeat)
        cpu = {row.name: row.cpu for row in rows}
        nothing = cpu["python -c pass"]
        return rows, [
            *(Target(f"{name} / python -c pass", cpu[name] / nothing, 1.3) for name in versions),
            Target("40 items / python -c pass", cpu["qzqd validate, 40 items"] / nothing, 9),
        ]

    def _script(self, number: int, text: str) -> str:
        """A console script of its own, for the Python that runs this."""
        file = self.scratch / f"script{number}"
        file.write_text(f"#!{sys.executable}{text}", "utf-8")
        file.chmod(0o755)
        return str(file)

    def memory(self) -> Part:
        """Peaks with one big file, and with ever more files of 24 items; above that of a file of one item."""
        command = self.validate("--no-cache", "--jobs", "1")
        spaces = {
            "one item": self.workspace("tiny", 1, 1),
            "one file of 11 MB": self.workspace("big", 1, 10_000),
            "one file of 28 MB": self.workspace("huge", 1, 25_500),
            **{f"{files} files": self.workspace(f"flat{files}", files, 24) for files in (50, 500, 1000)},
            **{f"{units} adoptions": streets(self, units, 235) for units in (50, 1000)},
        }
        rows = [row for name, space in spaces.items() for row in self.measured({name: command}, space, 2)]
        peak = {row.name: row.peak for row in rows}
        targets = []
        for name in ("one file of 11 MB", "one file of 28 MB"):
            size = (spaces[name] / "lists" / "00000.yaml").stat().st_size
            growth = (peak[name] - peak["one item"]) / size
            targets.append(Target(f"{name}: growth of the peak / size of the file", growth, 4))
        for kind in ("files", "adoptions"):
            flat = peak[f"1000 {kind}"] / peak[f"50 {kind}"]
            targets.append(Target(f"peak of 1,000 {kind} / peak of 50", flat, 1.1))
        return rows, targets

    def tables(self) -> Part:
        """A workbook of 100,000 rows and 15 columns to a grid and to items, against the fastest reader of bare cells."""
        file, other, script = (
            *(str(self.scratch / f"{name}.xlsx") for name in ("list", "differing")),
            str(HERE / "sheet.py"),
        )
        run([sys.executable, script, "make", file], HERE, self.environment)
        run([sys.executable, script, "differing", other], HERE, self.environment)
        commands = {
            "qzqd.tables": [sys.executable, script, "grid", file],
            "qzqd.tables and import, all but the writing": [sys.executable, script, "mapped", file],
            "the same, no citation twice": [sys.executable, script, "mapped", other],
            "python-calamine, cells only": [sys.executable, script, "calamine", file],
        }
        rows = self.measured(commands, HERE)
        own, mapped, _, peer = (row.cpu for row in rows)
        return rows, [
            Target("qzqd.tables / python-calamine, processor time", own / peer, 3),
            Target("read and mapped / python-calamine, processor time", mapped / peer, 10),
        ]


def _promised(rows: dict[str, Row], whole: bool) -> list[Target]:
    one, two, uncompiled = (
        rows[f"qzqd, {how}"] for how in ("one process", "two processes", "without its compiled reader")
    )
    peer, bare = rows["check-jsonschema"], rows["libyaml alone"]
    return [
        Target(
            "check-jsonschema / qzqd, one process, processor time", peer.cpu / one.cpu, 120, at_least=True
        ),
        Target(
            "check-jsonschema / qzqd, two processes, clock",
            peer.wall / two.wall,
            200,
            at_least=True,
            judged=whole,
        ),
        Target(
            "check-jsonschema / qzqd without its compiled reader",
            peer.cpu / uncompiled.cpu,
            25,
            at_least=True,
        ),
        Target("qzqd, one process / libyaml alone, processor time", one.cpu / bare.cpu, 1.6),
        Target("efficiency of two workers, clock", one.wall / two.wall / 2, 0.9, at_least=True, judged=whole),
    ]


def _tool(name: str) -> str:
    """A command of this environment. Raises SystemExit when it is not installed."""
    found = shutil.which(name, path=str(BIN))
    if found is None:
        sys.exit(f"{name} is not installed beside {sys.executable}: install the groups dev and bench")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="1,000 files instead of 100")
    parser.add_argument("--json", type=Path, help="also write the figures to a file")
    parser.add_argument("--markdown", action="store_true", help="write the tables into docs/performance.md")
    options = parser.parse_args()
    files = 1000 if options.full else 100
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="qzqd-bench-") as scratch:
        bench = Bench(Path(scratch), files, 3)
        parts = {
            f"{files} files of 235 items": bench.throughput(),
            "Start-up": bench.start(),
            "Memory": bench.memory(),
            "Two editions of 10,000 items": comparing(bench),
            "Two editions of ever more items": growing(bench),
            "Coverage of a city": covering(bench),
            "Coverage of a country": covering_all(bench),
            "A workbook of 1,500,000 cells": bench.tables(),
            "A list of 100,000 items goes out": issuing(bench),
            "Something looked up in 96,000 items": looking_up(bench),
            "Every verb at four sizes, in items": growing_verbs(bench),
        }
    machine = (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores, load {before:.1f} before and {os.getloadavg()[0]:.1f} after"
    )
    text = tables(parts, machine)
    print(text)
    if options.markdown:
        fill(HERE.parent / "docs" / "performance.md", Path(__file__).name, text)
    if options.json:
        figures = {
            title: {"measured": list(map(asdict, rows)), "promised": list(map(asdict, targets))}
            for title, (rows, targets) in parts.items()
        }
        options.json.write_text(json.dumps({"machine": machine, **figures}, indent=2), "utf-8")


if __name__ == "__main__":
    main()
