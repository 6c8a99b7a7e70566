"""Which files of a repository belong to a workspace, told by their paths from the top."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.read.globs import Globs
from qzqd.read.workspace import APPROVALS, SUFFIXES, below, excluded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.read.workspace import Workspace


class Scope:
    """The lists of a workspace, or those below the paths that were named; and its approvals.

    exact: the paths count from the top of the repository already, as git writes `REV:PATH`.
    folders: what to ask git for.
    """

    def __init__(self, top: Path, space: Workspace, paths: Sequence[str], *, exact: bool = False) -> None:
        self._exclude = Globs(space.config.exclude)
        root = space.config.root or Path.cwd()
        given = [Path(path) for path in paths] or [root / path for path in space.config.paths]
        self.wanted = (
            [*paths] if exact else [path for each in given if (path := below(each, top)) is not None]
        )
        self._wanted = frozenset(self.wanted)
        self._root = below(root, top) or "."
        self._approvals = APPROVALS if self._root == "." else f"{self._root}/{APPROVALS}"

    @property
    def folders(self) -> list[str]:
        """Every path that has to be looked at; none for all there is."""
        return [] if "." in self.wanted else [*self.wanted, self._approvals]

    def lists(self, path: str) -> bool:
        """Whether a walk through the folders would come by a list; a file that was named is never left out."""
        if path in self._wanted:
            return True
        walked = not self._wanted.isdisjoint((".", *_above(path)))
        return walked and visible(path) and not excluded(_inside(path, self._root) or "", self._exclude)

    def approves(self, path: str) -> bool:
        """Whether this file is an approval."""
        return _inside(path, self._approvals) is not None and visible(path)


def visible(path: str) -> bool:
    """Whether it is a YAML file and nothing on its way is hidden."""
    return path.lower().endswith(SUFFIXES) and not any(part.startswith(".") for part in path.split("/"))


def _above(path: str) -> Iterator[str]:
    """The folders that it lies in."""
    while path := path.rpartition("/")[0]:
        yield path


def _inside(path: str, folder: str) -> str | None:
    """The path as it is below the folder; None for one that is elsewhere."""
    if folder == ".":
        return path
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else None
