"""`python benchmarks/stages.py`: where the time of a check goes, in units of libyaml's own parsing."""

from __future__ import annotations

import gc
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from yaml._yaml import CParser

import generate
from qzqd.check.engine import Engine
from qzqd.open.registers import Registers
from qzqd.open.schema import Schema
from qzqd.read import source
from qzqd.read.tree import parse
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FILES = 12
_REPEAT = 8


def events(data: bytes) -> None:
    """Every event of libyaml as PyYAML's object, and nothing done with it."""
    get = CParser(data).get_event
    while get() is not None:
        pass


def engine(space: Path) -> Engine:
    """What checks the files of a workspace: every rule, and its registers."""
    found = workspace([str(space / "lists")])
    registers = Registers()
    reader = Engine(found.config, Registers())
    for entry in found.registers:
        _, catalogue = reader.opener.structure(entry.path.read_bytes(), entry.name)
        if catalogue is not None:
            registers.add(catalogue)
    return Engine(found.config, registers)


def quickest(work: Callable[[bytes], object], files: Iterable[bytes]) -> float:
    """Processor seconds for all files, at best."""

    def once() -> float:
        start = time.process_time()
        for data in files:
            work(data)
        return time.process_time() - start

    return min(once() for _ in range(_REPEAT))


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="qzqd-bench-") as scratch:
        paths = generate.workspace(Path(scratch), _FILES)
        whole = engine(Path(scratch))
        files = [path.read_bytes() for path in paths]
    gc.disable()
    schema = Schema("street-powers", whole.config)
    trees = {data: parse(data).data for data in files}
    unit = quickest(lambda data: CParser(data).raw_parse(), files)
    stages = {
        "libyaml alone": unit,
        "… and its events as objects": quickest(events, files),
        "… and the tree with its positions": quickest(parse, files),
        "text is UTF-8 without controls": quickest(source.check, files),
        "schema": quickest(lambda data: list(schema.problems(trees[data], visible=True)), files),
        "everything: the above, rules, summary": quickest(lambda data: whole.check(data, "list.yaml"), files),
    }
    for name, seconds in stages.items():
        print(f"{seconds / unit:6.2f}  {name}")


if __name__ == "__main__":
    main()
