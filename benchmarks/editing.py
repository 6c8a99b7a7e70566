"""`python benchmarks/editing.py`: processor time of an answer to a keystroke in a list of 300 items, with lists and registers beside it."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from issue import HEAD, items
from qzqd.lsp.completing import completions_at
from qzqd.lsp.hovering import hover
from qzqd.lsp.workspaces import OpenWorkspaces

if TYPE_CHECKING:
    from collections.abc import Callable

ITEMS = 300
BUNDLED = Path(__file__).parents[1] / "catalogues"
TIMES = 15


def median(task: Callable[[int], object]) -> float:
    """Milliseconds of processor time of the middle one of some runs, each of which is told its number."""
    taken = []
    for number in range(TIMES):
        start = time.process_time()
        task(number)
        taken.append(time.process_time() - start)
    return sorted(taken)[TIMES // 2] * 1_000


def main() -> None:
    """Measure and tell."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(BUNDLED, root / "catalogues")
        (root / "qzqd.toml").write_text(
            'paths = ["catalogues"]\nregisters = ["catalogues/registers/*.yaml"]\n', "utf-8"
        )
        place = root / "catalogues" / "long.yaml"
        text = yaml.safe_dump({**HEAD, "items": items(ITEMS)}, allow_unicode=True, sort_keys=False)
        place.write_text(text, "utf-8")
        opened = OpenWorkspaces()
        kept = opened.put(place, text)
        assert kept is not None
        entry = kept.entry(place)
        assert entry is not None
        opened.news(kept)
        middle = text.index("name:", len(text) // 2)

        def typed(number: int) -> str:
            return text[: middle + 6] + "字" * (number % 9 + 1) + text[middle + 6 :]

        def keystroke(number: int) -> None:
            opened.put(place, typed(number))
            opened.news(kept)

        def word(number: int) -> None:
            completions_at(kept, typed(number), middle + 6, "zh")

        def law(_: int) -> None:
            completions_at(kept, text, text.index("law:", middle) + 5, "zh")

        def told(_: int) -> None:
            tree = kept.tree(entry)
            assert tree is not None
            hover(kept, entry, tree, text.index("law:", middle) + 6, "zh")

        files = len(list(kept.entries()))
        print(f"{ITEMS} items, {len(text.encode()):,} bytes, {files} files in the workspace; milliseconds")
        for name, task in (
            ("findings", keystroke),
            ("completion of a field", word),
            ("completion of a law", law),
            ("hover", told),
        ):
            print(f"{name:24}{median(task):6.0f}")


if __name__ == "__main__":
    main()
