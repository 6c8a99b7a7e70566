"""`python tests/clerk.py FOLDER`: what qzqd says, in Chinese, of every list in a folder, to be read by a person.

For each file: the lines in which it differs from its neighbours, every finding, what `--fix` did, and what is
left after it. Nothing is written to the folder: each file is copied, one at a time, into a scratch copy of the
workspace of this checkout, so that the registers are at hand.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACE = Path("catalogues", "clerk", "list.yaml")
_QUIET = {**os.environ, "NO_COLOR": "1", "COLUMNS": "120", "PYTHONUTF8": "1"}


def scratch(folder: Path) -> Path:
    """A workspace with the lists and registers of this checkout, and a place for one more list."""
    shutil.copytree(ROOT / "catalogues", folder / "catalogues")
    shutil.copy(ROOT / "qzqd.toml", folder)
    (folder / PLACE).parent.mkdir()
    return folder


def validate(space: Path, *options: str) -> tuple[int, str]:
    """Exit code and output of one run on the list."""
    command = [sys.executable, "-m", "qzqd", "validate", "--no-cache", "--lang", "zh", *options, str(PLACE)]
    done = subprocess.run(command, cwd=space, env=_QUIET, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def own_lines(texts: dict[Path, str], path: Path) -> list[str]:
    """The lines that few of the other files have, with their numbers."""
    common = Counter(line for text in texts.values() for line in set(text.splitlines()))
    rare = max(1, len(texts) // 10)
    lines = enumerate(texts[path].splitlines(), 1)
    return [f"{number:>4} | {line!r}" for number, line in lines if common[line] <= rare]


def shown(output: str) -> str:
    """The findings without what every run says."""
    kept = [line for line in output.splitlines() if not line.startswith(("来源：", "的原文。"))]
    return "\n".join(f"    {line}" for line in kept if line.strip())


def report(space: Path, path: Path, texts: dict[Path, str]) -> None:
    """All that there is to read of one file."""
    (space / PLACE).write_bytes(path.read_bytes())
    code, output = validate(space)
    print(f"━━ {path.name}  → {code}", *own_lines(texts, path), shown(output), sep="\n")
    before = (space / PLACE).read_bytes()
    left, after = validate(space, "--fix")
    if (space / PLACE).read_bytes() != before:
        print(f"  --fix  → {left}", shown(after), sep="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", help="only files whose names contain one of these")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.y*ml"))
    texts = {path: path.read_bytes().decode("utf-8", "replace") for path in paths}
    with tempfile.TemporaryDirectory() as folder:
        space = scratch(Path(folder))
        for path in paths:
            if not arguments.names or any(name in path.name for name in arguments.names):
                report(space, path, texts)


if __name__ == "__main__":
    main()
