"""The catalogues that speed is measured with: right in every respect, and the same each time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from workspaces import check

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "generate.py"


def generate(out: Path, files: int, items: int) -> list[Path]:
    options = ["--files", str(files), "--items", str(items), "--out", str(out)]
    subprocess.run([sys.executable, str(GENERATOR), *options], check=True, stdout=subprocess.DEVNULL)
    return sorted((out / "lists").iterdir())


def test_every_rule_finds_nothing(tmp_path: Path) -> None:
    generate(tmp_path, 3, 60)
    outcome = check(tmp_path / "lists")
    assert outcome.findings == []
    assert [checked.items for checked in outcome.catalogues] == [60, 60, 60]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = generate(tmp_path / "a", 2, 5), generate(tmp_path / "b", 2, 5)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_item_is_as_large_as_real_ones(tmp_path: Path) -> None:
    (path,) = generate(tmp_path, 1, 200)
    assert 1000 < path.stat().st_size / 200 < 1200
