"""Files that git holds, of a revision or of the index, laid out as if they were checked out."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.disk import DISK, Child
from qzqd.read.globs import search
from qzqd.read.problem import Problem, Refused
from qzqd.read.revision import FILE, FOLDER, LINK, Repository, TreeEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qzqd.read.globs import GlobMatch
    from qzqd.read.workspace import WorkspaceFile

_HOPS = 40
"""So many links are followed, as a system does."""
_LONGEST_LINK = 4096


class Snapshot:
    """Nodes by their path from the top of a repository. What lies outside of it is asked of the disk.

    label: what stands before the path in names, with a colon. Submodules are entered when they are come by.
    """

    def __init__(self, repository: Repository, nodes: Mapping[str, TreeEntry], label: str) -> None:
        self.repository = repository
        self._label = label
        self._nodes: dict[str, tuple[TreeEntry, Repository]] = {}
        self._folders: dict[str, dict[str, None]] = {"": {}}
        self._targets: dict[str, str] = {}
        for path, node in nodes.items():
            self.add(path, node, repository)

    @classmethod
    def of(cls, repository: Repository, commit: str, label: str) -> Snapshot:
        """The files of a commit. Raises Refused where the repository lacks them."""
        return cls(repository, repository.tree(commit), label)

    def add(self, path: str, node: TreeEntry, repository: Repository) -> None:
        """Lay out one more; the repository is that which holds its content."""
        self._nodes[path] = node, repository
        while path:
            folder, _, name = path.rpartition("/")
            known = self._folders.setdefault(folder, {})
            if name in known:
                return
            known[name] = None
            path = folder

    def inside(self, path: Path) -> str | None:
        """The path from the top, "" for the top itself; None for one that is outside."""
        top, given = str(self.repository.root), os.path.normpath(os.path.abspath(path))
        if given != top and not given.startswith(os.path.join(top, "")):
            given = os.path.realpath(given)  # the top may have been named by way of a link
        if given == top:
            return ""
        below = given.removeprefix(os.path.join(top, ""))
        return None if below == given else below.replace(os.sep, "/")

    def scan(self, folder: Path) -> Sequence[Child]:
        place = self.inside(self.real(folder))
        if place is None:
            raise _elsewhere(folder, self.repository)
        if self._mode(place) == FOLDER:
            self._enter(place)
        paths = {name: f"{place}/{name}" if place else name for name in self._folders.get(place, ())}
        return [
            Child(name, self._mode(path) == LINK, path in self._folders or self._mode(path) == FOLDER)
            for name, path in paths.items()
        ]

    def real(self, path: Path) -> Path:
        """The path itself where its links go in a circle."""
        inside = self.inside(path)
        if inside is None:
            return DISK.real(path)
        done, waiting = list[str](), inside.split("/")[::-1]
        for _ in range(_HOPS):
            target = self._advance(done, waiting)
            if target is None:
                return self.repository.root.joinpath(*done)
            if os.path.isabs(target):
                place = Path(target, *waiting[::-1])
                target = self.inside(place)
                if target is None:
                    return DISK.real(place)
                done.clear()
                waiting.clear()
            waiting += target.split("/")[::-1]
        return self.repository.root / inside

    def _advance(self, done: list[str], waiting: list[str]) -> str | None:
        """Go on until something leads elsewhere: where it leads, from the folder that was come to; else None."""
        while waiting:
            part = waiting.pop()
            if part == ".." and not done:
                return str(self.repository.root.parent)
            if part == "..":
                done.pop()
            elif part not in ("", "."):
                here = "/".join((*done, part))
                if self._mode(here) == LINK:
                    return self._target(here)
                if self._mode(here) == FOLDER and waiting:
                    self._enter(here)
                done.append(part)
        return None

    def is_folder(self, path: Path) -> bool:
        real = self.real(path)
        inside = self.inside(real)
        return (
            DISK.is_folder(real)
            if inside is None
            else inside in self._folders or self._mode(inside) == FOLDER
        )

    def is_file(self, path: Path) -> bool:
        real = self.real(path)
        inside = self.inside(real)
        return DISK.is_file(real) if inside is None else self._mode(inside) == FILE

    def there(self, path: Path) -> bool:
        inside = self.inside(path)
        if not inside:
            return DISK.there(path)
        place = self.real(path.parent)
        if (folder := self.inside(place)) is None:
            return DISK.there(place / path.name)
        if self._mode(folder) == FOLDER:
            self._enter(folder)
        return path.name in self._folders.get(folder, ())

    def glob(self, folder: Path, patterns: Iterable[str]) -> list[GlobMatch]:
        """Nothing outside of the repository: git has no revisions of that."""
        return [] if self.inside(folder) is None else search(self, folder, patterns)

    def name(self, path: Path) -> str:
        inside = self.inside(path)
        return DISK.name(path) if inside is None else f"{self._label}:{inside}"

    def read(self, path: Path, root: Path, limit: int) -> bytes:
        from qzqd.read.workspace import WorkspaceFile

        if self.inside(path) is None:
            return DISK.read(path, root, limit)
        (content,) = self.contents([WorkspaceFile(path, "", self.real(path), root)], limit)
        if isinstance(content, Refused):
            raise content
        return content

    def contents(self, entries: Iterable[WorkspaceFile], limit: int) -> Iterator[bytes | Refused]:
        """Each content is read once, however many paths it has."""
        found = [self._found(entry) for entry in entries]
        wanted: dict[Repository, dict[str, None]] = {}
        for each in found:
            if not isinstance(each, Refused):
                wanted.setdefault(each[1], {})[each[0].id] = None
        held = {
            (repository, key): content
            for repository, keys in wanted.items()
            for key, content in zip(keys, repository.contents(keys, limit), strict=True)
        }
        for each in found:
            yield each if isinstance(each, Refused) else held[each[1], each[0].id]

    def _found(self, entry: WorkspaceFile) -> tuple[TreeEntry, Repository] | Refused:
        if self.inside(entry.path) is None:
            return _elsewhere(entry.path, self.repository)
        inside = self.inside(entry.real)
        if inside is None or not source.within(entry.real, entry.root):
            return source.leaving()
        if self._mode(inside) == LINK:
            return source.unreadable(OSError(errno.ELOOP, os.strerror(errno.ELOOP)))
        if self._mode(inside) == FILE:
            return self._nodes[inside]
        if self._mode(inside) or inside in self._folders:
            return source.special()
        above = (self.inside(folder) for folder in self.repository.root.joinpath(inside).parents)
        if any(folder is not None and self._mode(folder) == FILE for folder in above):
            return source.unreadable(OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
        return source.unreadable(FileNotFoundError())

    def _mode(self, path: str) -> bytes:
        mode = self._nodes[path][0].mode if path in self._nodes else b""
        return FILE if mode.startswith(b"100") else mode

    def _enter(self, path: str) -> None:
        """Lay out a submodule as the revision has it. Raises Refused where it has not been fetched."""
        node, outer = self._nodes.pop(path)
        place = self.repository.root / path
        inner = Repository.around(place)
        if inner == outer or inner.root != place:
            raise _absent(path)
        self._folders.setdefault(path, {})
        for name, each in inner.tree(node.id).items():
            self.add(f"{path}/{name}", each, inner)

    def _target(self, link: str) -> str:
        """What a link says. Raises Refused for one that is longer than a path can be."""
        if link not in self._targets:
            node, repository = self._nodes[link]
            (content,) = repository.contents([node.id], _LONGEST_LINK)
            if isinstance(content, Refused):
                raise content
            self._targets[link] = os.fsdecode(content)
        return self._targets[link]


def _absent(path: str) -> Refused:
    message = Text(
        f"子模块 {path} 没有取来，里面的清单读不到",
        f"the submodule {path} has not been fetched: its lists cannot be read",
    )
    help = Text(
        f"先运行 git submodule update --init {path}；不需要比较的，在 qzqd.toml 的 paths 里不写它",
        f"run git submodule update --init {path} first, or leave it out of `paths` in qzqd.toml",
    )
    return Refused("QZ008", Problem(message, help=help, value=path))


def _elsewhere(folder: Path, repository: Repository) -> Refused:
    message = Text(
        f"{folder} 不在仓库 {repository.root} 里，没有它以前的版本",
        f"{folder} is not in the repository {repository.root}, which has no revisions of it",
    )
    help = Text(
        "到它自己的仓库里运行，或者用 --paths 只比较这个仓库里的",
        "run it in the repository that has it, or narrow it down with --paths",
    )
    return Refused("QZ008", Problem(message, help=help, value=str(folder)))
