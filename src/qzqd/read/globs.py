"""Patterns such as `registers/*.yaml`: the files they name, and the names they match. Neither takes long for any."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from fnmatch import translate
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.read.disk import Child, Files

MOST = 5_000_000
"""So many names are held against patterns: a few seconds, and far beyond any honest workspace."""
_MAGIC = regex(r"[*?\[]")
_ANY = "**"


class Endless(Exception):
    """The patterns look at more names than `MOST`."""


class Globs:
    """Patterns for whole paths, as `fnmatch` has them: a star also matches slashes."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self._order = {pattern: rank for rank, pattern in enumerate(dict.fromkeys(patterns))}
        self._names = {pattern for pattern in self._order if not magic(pattern)}
        self._tests = {each: translate(each) for each in self._order if each not in self._names}

    def matching(self, name: str) -> list[str]:
        """The patterns that match, in the order given."""
        found = [pattern for pattern, matches in self._each if matches(name)]
        return sorted([*found, *{name} & self._names], key=self._order.__getitem__)

    def __contains__(self, name: str) -> bool:
        return name in self._names or (bool(self._tests) and self._any(name) is not None)

    @cached_property
    def _each(self) -> list[tuple[str, Callable[[str], object]]]:
        return [(pattern, re.compile(test).match) for pattern, test in self._tests.items()]

    @cached_property
    def _any(self) -> Callable[[str], object]:
        return re.compile("|".join(self._tests.values())).match


def magic(pattern: str) -> bool:
    """Whether it can match anything but itself."""
    return _MAGIC.search(pattern) is not None


class _Child(NamedTuple):
    """What lies in a folder. real: where it is with links resolved."""

    name: str
    real: Path
    folder: bool
    link: bool


class GlobMatch(NamedTuple):
    """A file as it was come by, where it is with links resolved, and the patterns that name it."""

    path: Path
    real: Path
    patterns: set[str]


def search(files: Files, root: Path, patterns: Iterable[str]) -> list[GlobMatch]:
    """What the patterns name below a folder, as `Path.glob` has it, in order of path and each real file once.

    Every real folder is read once, however many patterns, stars and links lead to it. Folders outside of `root` are
    not looked into: the link that leads there is what was found. Raises Endless, OSError for a folder that cannot
    be read, Refused.
    """
    found: dict[Path, GlobMatch] = {}
    for each in sorted(_Search(files, root, patterns).places(), key=lambda each: each.path):
        found.setdefault(each.real, each).patterns.update(each.patterns)
    return [*found.values()]


class _Search:
    """Goes through the tree once, with the positions in all patterns that a folder is reached at.

    A position is an index into the parts of all patterns, one after the other; at the end of each stands None.
    """

    def __init__(self, files: Files, root: Path, patterns: Iterable[str]) -> None:
        self.files = files
        self.root = root
        self.parts: list[str | None] = []
        self.whose: list[str] = []
        self.starts: set[int] = set()
        for pattern in dict.fromkeys(patterns):
            self.starts.add(len(self.parts))
            self.parts += (*_parts(pattern), None)
            self.whose += [pattern] * (len(self.parts) - len(self.whose))
        self.left = MOST
        self.test, self.children, self.child = cache(_test), cache(self._children), cache(self._child)

    def places(self) -> Iterator[GlobMatch]:
        """All that is found, some of it several times."""
        limit = self.files.real(self.root)
        seen: defaultdict[Path, set[int]] = defaultdict(set)
        waiting = [(self.root, limit, self.starts)]
        while waiting:
            folder, real, reached = waiting.pop()
            fresh = self._all(reached) - seen[real]
            seen[real] |= fresh
            # The way without links is taken first, and so is always the same.
            for child, positions in sorted(self._below(real, fresh).items(), key=_order, reverse=True):
                path = folder / child.name
                going = {position for position in positions if self.parts[position] is not None}
                inside = not child.link or child.real.is_relative_to(limit)
                followed = positions if going and child.folder and not inside else positions - going
                if followed:
                    yield GlobMatch(path, child.real, {self.whose[position] for position in followed})
                if going and child.folder and inside:
                    waiting.append((path, child.real, going))

    def _all(self, positions: set[int]) -> set[int]:
        """With those behind every `**`, which may stand for no folder at all."""
        return positions | {position + 1 for position in positions if self.parts[position] == _ANY}

    def _below(self, folder: Path, positions: set[int]) -> dict[_Child, set[int]]:
        """The children that a pattern goes on with, and where it is then."""
        going: defaultdict[_Child, set[int]] = defaultdict(set)
        for position in positions:
            part = self.parts[position]
            if part is None:
                continue
            if not magic(part):
                if child := self.child(folder, part):
                    going[child].add(position + 1)
                continue
            children = self.children(folder)
            self.left -= len(children) + 1
            if self.left < 0:
                raise Endless
            matches = self.test(part)
            for child in children:
                if part != _ANY:
                    if matches(child.name):
                        going[child].add(position + 1)
                elif child.folder and not child.link:
                    going[child].add(position)
                elif self.parts[position + 1] is None:
                    going[child].add(position + 1)
        return going

    def _children(self, folder: Path) -> list[_Child]:
        try:
            return [self._entry(folder, child) for child in self.files.scan(folder)]
        except (FileNotFoundError, NotADirectoryError):  # gone meanwhile
            return []

    def _entry(self, folder: Path, child: Child) -> _Child:
        path = folder / child.name
        if child.link:
            return _Child(child.name, self.files.real(path), self.files.is_folder(path), True)
        return _Child(child.name, path, child.folder, False)

    def _child(self, folder: Path, name: str) -> _Child | None:
        path = folder / name
        if not self.files.there(path):
            return None
        real = self.files.real(path)
        return _Child(name, real, self.files.is_folder(path), real != path)


def _order(going: tuple[_Child, set[int]]) -> tuple[bool, str]:
    child, _ = going
    return child.link, child.name


def _parts(pattern: str) -> Iterator[str]:
    """The parts of a pattern; several `**` in a row say no more than one."""
    before = ""
    for part in Path(pattern).parts:
        if not part == before == _ANY:
            yield part
        before = part


def _test(part: str) -> Callable[[str], object]:
    matches = re.compile(translate(os.path.normcase(part))).match
    return lambda name: matches(os.path.normcase(name))
