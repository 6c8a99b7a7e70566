"""What a platform that shows reports calls a file: its path from the top of what it has checked out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CHECKED_OUT = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def from_the_top(revision: str = "") -> Callable[[str], str]:
    """Takes names as findings have them and gives paths from the top of the repository, wherever the command runs.

    On a platform that is the outermost repository in the folder that it has set up, since a submodule is part of
    what it shows, or that folder itself. A name outside of all of these stays as it is. revision: of names that
    begin with it and a colon the rest counts, as it does for whoever looks at that revision.
    """
    tops: dict[Path, Path | None] = {}

    def place(name: str) -> str:
        from qzqd.read.revision import top

        path = Path(name)
        if revision and name.startswith(f"{revision}:"):
            path = (top(Path.cwd()) or Path.cwd()) / name.removeprefix(f"{revision}:")
        for folder in dict.fromkeys((path.parent.resolve(), Path(os.path.abspath(path.parent)))):
            if folder not in tops:
                tops[folder] = _top(folder)
            base = tops[folder]
            if base and folder.is_relative_to(base):
                return (folder / path.name).relative_to(base).as_posix()
        return name

    return place


def _top(folder: Path) -> Path | None:
    from qzqd.read.revision import top

    for variable in _CHECKED_OUT:
        given = os.environ.get(variable, "")
        if os.path.isabs(given) and folder.is_relative_to(workspace := Path(given).resolve()):
            within = [place for place in (folder, *folder.parents) if place.is_relative_to(workspace)]
            repositories = [place for place in within if os.path.lexists(place / ".git")]
            return repositories[-1] if repositories else workspace
    return top(folder)
