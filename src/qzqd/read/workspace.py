"""Which files a run looks at: paths as given, folders below them, or the workspace of the nearest qzqd.toml."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.read.config import Config, load, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to look at: where it is, what findings call it, and the folder its links may not leave."""

    path: Path
    name: str
    root: Path | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a run looks at. whole: `entries` are all there is, so that what is not among them does not exist."""

    config: Config
    entries: list[Entry]
    registers: list[Entry]
    whole: bool = True


def workspace(paths: Iterable[str]) -> Workspace:
    """The files under `paths`, in order and without repetition. Raises Refused when qzqd.toml cannot be used.

    A path that does not exist is an entry all the same: reading it will say so.
    """
    given = [Path(path) for path in paths]
    start = given[0] if given else Path.cwd()
    root = nearest(start if start.is_dir() else start.parent)
    config = load(root) if root else Config()
    if not given:
        base = root or Path.cwd()
        given = [base / path for path in config.paths]
    entries = {entry.path: entry for path in given for entry in _entries(path, root, config)}
    base = root or (start if start.is_dir() else start.parent)
    found = {path for pattern in config.registers for path in base.glob(pattern)}
    registers = [Entry(path, _name(path), root) for path in sorted(found)]
    return Workspace(config, list(entries.values()), registers, _whole(given, root, config))


def _whole(given: list[Path], root: Path | None, config: Config) -> bool:
    """Whether the paths take in all that the settings name; without settings, whether they are folders."""
    if root is None:
        return all(path.is_dir() for path in given)
    places = [path.resolve() for path in given]
    return all(
        any((root / path).resolve().is_relative_to(place) for place in places) for path in config.paths
    )


def _entries(path: Path, root: Path | None, config: Config) -> Iterator[Entry]:
    if not path.is_dir():
        yield Entry(path, _name(path), root)
        return
    for file in _walk(path):
        relative = file.resolve(strict=False) if root is None else file.absolute()
        if not any(_matches(relative, root or path, pattern) for pattern in config.exclude):
            yield Entry(file, _name(file), root or path)


def _walk(folder: Path) -> Iterator[Path]:
    """YAML files below a folder, sorted; hidden files and folders are left out, links to folders not followed."""
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(current, name)


def _matches(path: Path, root: Path, pattern: str) -> bool:
    from fnmatch import fnmatchcase

    try:
        return fnmatchcase(path.relative_to(root.absolute()).as_posix(), pattern)
    except ValueError:
        return False


def _name(path: Path) -> str:
    """The path as findings show it: relative to the current folder where it is below it, always with `/`."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
