"""A work tree of git: the disk, and what a sparse checkout has left out of it as the index has it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qzqd.read.disk import Disk
from qzqd.read.revision import FOLDER, Repository
from qzqd.read.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from qzqd.read.disk import Child
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import WorkspaceFile


class WorkTree(Disk):
    """The files below the top of a repository as git sees them, those of its submodules included."""

    def __init__(self, repository: Repository) -> None:
        """Raises Refused where the index cannot be read."""
        self._repositories: dict[str, Repository] = {}
        self._left_out = Snapshot(repository, {}, "")
        self._look(repository, "")

    def _look(self, repository: Repository, prefix: str) -> None:
        self._repositories[prefix] = repository
        for path, (skipped, node) in repository.index().items():
            place = repository.root / path
            if node.mode == FOLDER and os.path.lexists(place / ".git"):
                self._look(Repository.around(place), f"{prefix}{path}/")
            elif os.path.lexists(place) if node.mode == FOLDER else skipped and not os.path.lexists(place):
                self._left_out.add(prefix + path, node, repository)

    def kept(self, entries: list[WorkspaceFile]) -> list[WorkspaceFile]:
        """Without what git neither has nor would take."""
        asked: dict[str, dict[str, Path]] = {}
        for entry in entries:
            if (inside := self._left_out.inside(entry.real)) is not None:
                prefix = max(filter(inside.startswith, self._repositories), key=len)
                asked.setdefault(prefix, {})[inside.removeprefix(prefix)] = entry.real
        ignored = {
            known[path]
            for prefix, known in asked.items()
            for path in self._repositories[prefix].ignored(known)
        }
        return [entry for entry in entries if entry.real not in ignored]

    def scan(self, folder: Path) -> Sequence[Child]:
        found: list[Child] = [*super().scan(folder)] if super().is_folder(folder) else []
        names = {child.name for child in found}
        if self._left_out.inside(folder) is not None:
            found += (child for child in self._left_out.scan(folder) if child.name not in names)
        return found

    def real(self, path: Path) -> Path:
        real = super().real(path)
        return real if os.path.lexists(real) else super().real(self._left_out.real(real))

    def is_folder(self, path: Path) -> bool:
        return super().is_folder(path) or self._left_out.is_folder(self.real(path))

    def is_file(self, path: Path) -> bool:
        return super().is_file(path) or self._left_out.is_file(self.real(path))

    def there(self, path: Path) -> bool:
        return super().there(path) or self._left_out.there(path)

    def read(self, path: Path, root: Path, limit: int) -> bytes:
        there = os.path.lexists(self.real(path))
        return super().read(path, root, limit) if there else self._left_out.read(path, root, limit)

    def contents(self, entries: Iterable[WorkspaceFile], limit: int) -> Iterator[bytes | Refused]:
        known = list(entries)
        absent = [entry for entry in known if not os.path.lexists(entry.real)]
        held = dict(zip(map(id, absent), self._left_out.contents(absent, limit), strict=True))
        for entry in known:
            if id(entry) in held:
                yield held[id(entry)]
            else:
                yield from super().contents([entry], limit)
