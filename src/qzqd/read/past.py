"""The commits that concern a workspace: what each of them did to the files that its own settings took in."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.read.commits import TouchedFile, commits
from qzqd.read.config import FILE, Config, Unusable, load, nearest
from qzqd.read.named import start
from qzqd.read.revision import FILE as REGULAR
from qzqd.read.revision import TreeEntry
from qzqd.read.scope import ListPaths
from qzqd.read.snapshot import Snapshot
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.locale import Text
    from qzqd.read.commits import Commit
    from qzqd.read.problem import Refused
    from qzqd.read.revision import Repository


class Past:
    """commits: those that changed what the workspace holds, oldest first. shallow: what came before was not cloned.

    ignored: settings that could not be used, by commit and path, and why: those before them went on holding.

    A file that leaves the settings is as good as deleted, and one that they come to take in as good as added. A file
    that came into the workspace from elsewhere is followed to where it was; so are files that links lead to today.
    """

    def __init__(self, repository: Repository, paths: Sequence[str]) -> None:
        self.ignored: list[tuple[Commit, str, Text]] = []
        self.shallow = repository.is_shallow()
        self._repository = repository
        self._top = Snapshot(repository, {}, "")
        self._base = start(paths)
        self._given = [Path(path).absolute() for path in paths]
        self._linked = self._reached(paths)
        found = commits(repository, FILE)
        scopes = [*self._scopes(found)]
        self.commits = [*_concerning(found, scopes)]

    def contents(self, limit: int) -> Iterator[bytes | Refused]:
        """What each file that the commits wrote held, in order, as `Repository.contents` tells it."""
        blobs = (each.blob for commit in self.commits for each in commit.files if each.blob)
        return self._repository.contents(blobs, limit)

    def _reached(self, paths: Sequence[str]) -> frozenset[str]:
        """The files that the workspace of today has by way of links."""
        if self._repository.is_new():
            return frozenset()
        now = Snapshot.of(self._repository, self._repository.commit("HEAD"), "HEAD")
        entries = workspace(paths, now).entries
        ways = {inside: now.inside(entry.path) for entry in entries if (inside := now.inside(entry.real))}
        return frozenset(real for real, way in ways.items() if real != way)

    def _scopes(self, found: Sequence[Commit]) -> Iterator[ListPaths]:
        """What belongs to the workspace after each commit."""
        contents: dict[str, str] = {}
        scope = self._scope(self._outside())
        known: dict[tuple[str, str] | None, ListPaths] = {None: scope}
        for commit in found:
            contents |= {
                each.path: each.blob for each in commit.files if posixpath.basename(each.path) == FILE
            }
            place = next((path for path in self._places() if contents.get(path)), None)
            key = (place, contents[place]) if place else None
            if key is not None and key not in known:
                try:
                    known[key] = self._scope(self._config(*key))
                except Unusable as unusable:
                    known[key] = scope
                    self.ignored.append((commit, key[0], unusable.problem.message))
            scope = known[key]
            yield scope

    def _places(self) -> Iterator[str]:
        """Where the settings can be, the nearest first."""
        for folder in (self._base, *self._base.parents):
            if (inside := self._top.inside(folder)) is not None:
                yield f"{inside}/{FILE}" if inside else FILE

    def _config(self, place: str, blob: str) -> Config:
        alone = Snapshot(self._repository, {place: TreeEntry(REGULAR, blob)}, "")
        return load((self._repository.root / place).parent, alone)

    def _outside(self) -> Config:
        """What holds where the repository has no settings: those around it, if any."""
        root = nearest(self._repository.root.parent)
        return load(root) if root else Config()

    def _scope(self, config: Config) -> ListPaths:
        return ListPaths(self._top, config, self._base, self._given, self._linked)


def _concerning(found: Sequence[Commit], scopes: Sequence[ListPaths]) -> Iterator[Commit]:
    followed = _followed(found, scopes)
    present: dict[str, str] = {}
    before: ListPaths | None = None
    for commit, scope, more in zip(found, scopes, followed, strict=True):
        files = {each.path: each for each in commit.files if scope.lists(each.path) or each.path in more}
        present |= {each.path: each.blob for each in commit.files}
        if before is not None and scope is not before:
            for path, blob in present.items():
                was, now = (each.lists(path) or path in more for each in (before, scope))
                if blob and was != now:
                    files.setdefault(path, TouchedFile(path, blob if now else ""))
        before = scope
        if files:
            yield commit._replace(files=tuple(files.values()))


def _followed(found: Sequence[Commit], scopes: Sequence[ListPaths]) -> list[frozenset[str]]:
    """For each commit the files outside of the workspace that went into it later, or now."""
    followed: frozenset[str] = frozenset()
    commits = []
    for commit, scope in zip(reversed(found), reversed(scopes), strict=True):
        if any(scope.lists(each.path) or each.path in followed for each in commit.files):
            followed |= {each.path for each in commit.files if not each.blob}
        commits.append(followed)
    return commits[::-1]
