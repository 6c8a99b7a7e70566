"""Which files of a commit belong to a workspace, told by their paths alone: what gathering would come by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.read.globs import Globs
from qzqd.read.workspace import SUFFIXES, excluded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qzqd.read.config import Config
    from qzqd.read.snapshot import Snapshot


class ListPaths:
    """The lists that settings take in, or those below the paths that were named.

    config: the settings; base: the folder that stands in for that of settings where there are none. also: files that
    belong to it whatever their path.
    """

    def __init__(
        self, top: Snapshot, config: Config, base: Path, paths: Sequence[Path], also: frozenset[str]
    ) -> None:
        self._place, self._also, self._exclude = top.repository.root, also, Globs(config.exclude)
        self._root = config.root or base
        self._wanted = {_inside(top, path) for path in paths or (self._root / each for each in config.paths)}

    def lists(self, path: str) -> bool:
        """Whether a walk through the folders would come by a list; a file that was named is never left out."""
        if path in self._wanted or path in self._also:
            return True
        if not any(_visible(below) for folder, below in _ways(path) if folder in self._wanted):
            return False
        place = self._place / path
        inside = place.relative_to(self._root).as_posix() if place.is_relative_to(self._root) else ""
        return not excluded(inside, self._exclude)


def _ways(path: str) -> Iterator[tuple[str, str]]:
    """Every folder that a path lies in, with the rest of the path; the top first."""
    yield "", path
    place = -1
    while (place := path.find("/", place + 1)) >= 0:
        yield path[:place], path[place + 1 :]


def _inside(top: Snapshot, path: Path) -> str | None:
    """The path from the top of the repository; all of it where the repository lies in that folder."""
    return "" if top.repository.root.is_relative_to(path) else top.inside(path)


def _visible(path: str) -> bool:
    """Whether it is a YAML file and nothing on its way is hidden."""
    return path.lower().endswith(SUFFIXES) and not any(part.startswith(".") for part in path.split("/"))
