"""Patterns such as `registers/*.yaml`: the files they name, and the names they match. Neither takes long for any."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from fnmatch import translate
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST = 5_000_000
"""So many names are held against patterns: a few seconds, and far beyond any honest workspace."""
_MAGIC = re.compile(r"[*?\[]")
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


class _Place(NamedTuple):
    """A folder or a file as it was come by, and where it is with links resolved."""

    path: Path
    real: Path


def files(root: Path, patterns: Iterable[str]) -> list[_Place]:
    """What the patterns name below a folder, as `Path.glob` has it, in order of path and each real file once.

    Every real folder is read once, however many patterns, stars and links lead to it. Folders outside of `root` are
    not looked into: the link that leads there is what was found. Raises Endless, OSError for a folder that cannot
    be read.
    """
    found: dict[Path, Path] = {}
    for place in sorted(_Search(root, patterns).places()):
        found.setdefault(place.real, place.path)
    return [_Place(path, real) for real, path in found.items()]


class _Search:
    """Goes through the tree once, with the positions in all patterns that a folder is reached at.

    A position is an index into the parts of all patterns, one after the other; at the end of each stands None.
    """

    def __init__(self, root: Path, patterns: Iterable[str]) -> None:
        self.root = _Place(root, Path(os.path.realpath(root)))
        self.parts: list[str | None] = []
        self.starts: set[int] = set()
        for pattern in dict.fromkeys(patterns):
            self.starts.add(len(self.parts))
            self.parts += (*_parts(pattern), None)
        self.left = MOST
        self.test, self.children, self.child = cache(_test), cache(_children), cache(_child)

    def places(self) -> Iterator[_Place]:
        """All that is found, some of it several times."""
        seen: defaultdict[Path, set[int]] = defaultdict(set)
        waiting = [(self.root, self.starts)]
        while waiting:
            folder, reached = waiting.pop()
            fresh = self._all(reached) - seen[folder.real]
            seen[folder.real] |= fresh
            # The way without links is taken first, and so is always the same.
            for child, positions in sorted(self._below(folder.real, fresh).items(), key=_order, reverse=True):
                place = _Place(folder.path / child.name, child.real)
                going = {position for position in positions if self.parts[position] is not None}
                inside = not child.link or child.real.is_relative_to(self.root.real)
                if len(going) < len(positions) or (going and child.folder and not inside):
                    yield place
                if going and child.folder and inside:
                    waiting.append((place, going))

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


def _children(folder: Path) -> list[_Child]:
    try:
        with os.scandir(folder) as found:
            return [_entry(folder, child.name, child.is_symlink(), child.is_dir) for child in found]
    except (FileNotFoundError, NotADirectoryError):  # gone meanwhile
        return []


def _child(folder: Path, name: str) -> _Child | None:
    path = os.path.join(folder, name)
    return (
        _entry(folder, name, os.path.islink(path), lambda: os.path.isdir(path))
        if os.path.exists(path)
        else None
    )


def _entry(folder: Path, name: str, link: bool, is_folder: Callable[[], bool]) -> _Child:
    path = folder / name
    if not link:
        return _Child(name, path, is_folder(), link)
    return _Child(name, Path(os.path.realpath(path)), os.path.isdir(path), link)
