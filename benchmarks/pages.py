"""`python benchmarks/pages.py`: what a site costs in processor time and in bytes, of 3,000 items and of ten times as many."""

from __future__ import annotations

import gc
import tempfile
import time
from contextlib import chdir
from pathlib import Path

import generate
from qzqd.read.workspace import workspace
from qzqd.site import data
from qzqd.site.downloads import Downloads
from qzqd.site.facts import Facts
from qzqd.site.folder import Folder
from qzqd.site.gathering import content
from qzqd.site.pages import Pages

FILES = (13, 130)
"""Lists of 235 items each."""


def laps(space: Path) -> dict[str, float]:
    """Seconds of each stage, and how many bytes the searching script loads and how many items there are."""
    with chdir(space):
        found: dict[str, float] = {}
        start = time.process_time()

        def lap(name: str) -> None:
            nonlocal start
            now = time.process_time()
            found[name], start = now - start, now

        read = content(workspace([]), "", 1, use_cache=False)
        lap("read")
        facts = Facts(read, "zh")
        files: list[tuple[str, str | bytes]] = [(data.SEARCH, data.searchable(read, facts))]
        files += data.chunks(read, facts)
        lap("data")
        downloads = Downloads(read, "zh", use_cache=False)
        files += downloads.files()
        lap("downloads")
        files += Pages(read, facts, "zh", downloads.offered).all()
        lap("pages")
        with Folder(space / "pages") as folder:
            for name, text in files:
                folder.put(name, text)
        lap("written")
        found["search bytes"] = len(str(files[0][1]).encode())
        found["items"] = read.size
        return found


def main() -> None:
    """Measure and tell, with the collector paused, as in every command."""
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        measured = []
        for files in FILES:
            generate.workspace(Path(folder) / str(files), files)
            measured.append(laps(Path(folder) / str(files)))
    small, large = measured
    for name in small:
        print(f"{name:<14}{small[name]:>14,.2f}{large[name]:>14,.2f}{large[name] / small[name]:>8.1f}×")


if __name__ == "__main__":
    main()
