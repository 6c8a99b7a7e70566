"""Where a workspace lies: on the disk, or in something that is laid out like it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Protocol

from qzqd.read import source
from qzqd.read.globs import search
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from qzqd.read.globs import GlobMatch
    from qzqd.read.workspace import WorkspaceFile


class Child(NamedTuple):
    """What lies in a folder. folder: whether it is one itself; where a link leads is asked of `Files`."""

    name: str
    link: bool
    folder: bool


class Files(Protocol):
    """What gathering needs to know of files: the same rule then holds wherever they lie."""

    def scan(self, folder: Path) -> Sequence[Child]:
        """What lies in a folder. Raises OSError, Refused."""

    def real(self, path: Path) -> Path:
        """The path with its links resolved."""

    def is_folder(self, path: Path) -> bool:
        """Whether it is a folder, or a link to one."""

    def is_file(self, path: Path) -> bool:
        """Whether it is a file, or a link to one."""

    def there(self, path: Path) -> bool:
        """Whether there is anything of that name, and be it a link that leads nowhere."""

    def glob(self, folder: Path, patterns: Iterable[str]) -> list[GlobMatch]:
        """What patterns name below a folder. Raises Endless, OSError, Refused."""

    def name(self, path: Path) -> str:
        """What findings call it."""

    def read(self, path: Path, root: Path, limit: int) -> bytes:
        """The bytes of a file that links may not lead out of `root`. Raises Refused."""

    def contents(self, entries: Iterable[WorkspaceFile], limit: int) -> Iterator[bytes | Refused]:
        """The bytes of each, in order, or why they cannot be had."""


class Disk:
    """The files as they lie there."""

    def scan(self, folder: Path) -> Sequence[Child]:
        with os.scandir(folder) as found:
            return [Child(each.name, each.is_symlink(), each.is_dir(follow_symlinks=False)) for each in found]

    def real(self, path: Path) -> Path:
        return source.real(path)

    def is_folder(self, path: Path) -> bool:
        return os.path.isdir(path)

    def is_file(self, path: Path) -> bool:
        return os.path.isfile(path)

    def there(self, path: Path) -> bool:
        return os.path.lexists(path)

    def glob(self, folder: Path, patterns: Iterable[str]) -> list[GlobMatch]:
        return search(self, folder, patterns)

    def name(self, path: Path) -> str:
        """Relative to the current folder, always with `/`."""
        try:
            return os.path.relpath(path).replace(os.sep, "/")
        except ValueError:  # another drive
            return path.as_posix()

    def read(self, path: Path, root: Path, limit: int) -> bytes:
        return source.read(path, root, limit)

    def contents(self, entries: Iterable[WorkspaceFile], limit: int) -> Iterator[bytes | Refused]:
        for entry in entries:
            try:
                yield self.read(entry.path, entry.root, limit)
            except Refused as refused:
                yield refused


DISK = Disk()
