"""Which files a run looks at: paths as given, folders below them, or the workspace of the nearest qzqd.toml."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import FILE, Config, bounds, load
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".yaml", ".yml")
APPROVALS = "approvals"
"""The folder of a workspace that holds what allowed changes: documents, and no lists."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to look at: where it is, what findings call it, and where it is with links resolved.

    root: the folder that links may not leave, with links resolved. passed: it is no list by its name, and no run reads
    it, but might have been meant for one.
    """

    path: Path
    name: str
    real: Path
    root: Path
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a run looks at. whole: `entries` are all there is, so that what is not among them does not exist.

    passed: the files beside them that no run reads, although they might be lists.
    """

    config: Config
    entries: list[Entry]
    registers: list[Entry]
    whole: bool = True
    passed: tuple[Entry, ...] = ()


def workspace(paths: Iterable[str]) -> Workspace:
    """The files under `paths`, in order and without repetition; those that are named are never excluded.

    A path that does not exist is an entry all the same: reading it will say so. Raises Refused when qzqd.toml
    cannot be used, or when the paths belong to different workspaces.
    """
    given = [Path(path) for path in paths]
    limits = {folder: bounds(folder) for folder in {_folder(path) for path in given or [Path.cwd()]}}
    root = _root({*limits.values()})
    config = load(root) if root else Config()
    if not given:
        base = root or Path.cwd()
        given = [base / path for path in config.paths]
    entries: dict[Path, Entry] = {}
    passed: dict[Path, Entry] = {}
    for path in given:
        for entry in _entries(path, root or limits[_folder(path)], config):
            (passed if entry.passed else entries).setdefault(entry.real, entry)
    limit = root or limits[_folder(given[0])]
    found = {path for pattern in config.registers for path in limit.glob(pattern)}
    registers = [
        Entry(path, name(path), source.real(path), limit)
        for path in sorted(found)
        if path.name.lower().endswith(SUFFIXES)
    ]
    whole = _whole(given, root, config)
    return Workspace(config, list(entries.values()), registers, whole, tuple(passed.values()))


def name(path: Path) -> str:
    """The path as findings show it: relative to the current folder, always with `/`."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.as_posix()


def below(path: Path, root: Path) -> str | None:
    """The path relative to the root, with `/`, links resolved; None for one that is outside."""
    try:
        return source.real(path).relative_to(source.real(root)).as_posix()
    except ValueError:
        return None


def excluded(inside: str, config: Config) -> bool:
    """Whether a file is no list: its path below the root is shut out, among the approvals, or part of a program."""
    return (
        inside.startswith(f"{APPROVALS}/")
        or not _NO_LISTS.isdisjoint(inside.split("/")[:-1])
        or any(fnmatchcase(inside, pattern) for pattern in config.exclude)
    )


def _folder(path: Path) -> Path:
    return path if os.path.isdir(path) else path.parent


def _root(limits: set[Path]) -> Path | None:
    roots = {limit if os.path.lexists(limit / FILE) else None for limit in limits}
    if len(roots) > 1:
        message = Text("这些路径属于不同的工作区", "these paths belong to different workspaces")
        help = Text("每个工作区分开检查", "check each workspace by itself")
        raise Refused("QZ009", Problem(message, help=help))
    return roots.pop()


def _whole(given: list[Path], root: Path | None, config: Config) -> bool:
    """Whether the paths take in all that the settings name; without settings, whether they are folders."""
    if root is None:
        return all(os.path.isdir(path) for path in given)
    places = [source.real(path) for path in given]
    return all(
        any(source.real(root / path).is_relative_to(place) for place in places) for path in config.paths
    )


def _entries(path: Path, limit: Path, config: Config) -> Iterator[Entry]:
    if not os.path.isdir(path) or not source.within(source.real(path), limit):
        yield Entry(path, name(path), source.real(path), limit)
        return
    for file, real in _walk(path, limit, set()):
        try:
            inside = real.relative_to(limit).as_posix()
        except ValueError:
            inside = ""
        if not excluded(inside, config):
            is_list = file.name.lower().endswith(SUFFIXES) or not real.is_relative_to(limit)
            yield Entry(file, name(file), real, limit, passed=not is_list)


def is_disguised(name: str) -> bool:
    """Whether a file would be a list if its name did not go on after .yaml, or had that spelt right."""
    return _DISGUISED.search(name) is not None


_DISGUISED = re.compile(
    r"[.．。](?:ya?ml[ \u3000]*(?:\.txt)?|yaml[ \u3000]*\.docx?|ymal|yalm|yam)[ \u3000]*$", re.IGNORECASE
)
_TABLES = (".xls", ".xlsx", ".xlsm", ".et", ".csv", ".ods")
_NO_LISTS = frozenset(("node_modules", "venv", "site-packages"))
"""Folders of other people's programs."""


def _might_be_list(name: str) -> bool:
    return not name.startswith("~$") and (name.lower().endswith(_TABLES) or is_disguised(name))


def _walk(folder: Path, limit: Path, seen: set[Path]) -> Iterator[tuple[Path, Path]]:
    """YAML files below a folder, sorted, what may have been meant for a list, and links that leave `limit`.

    What is hidden is left out, and so are folders of programs. Each with where it is, links resolved: only links are, as that takes longer than all the rest.
    """
    here = source.real(folder)
    seen.add(here)
    try:
        with os.scandir(folder) as found:
            children = sorted(found, key=lambda child: child.name)
    except OSError as error:
        message = Text(f"无法读取文件夹 {folder}", f"the folder {folder} cannot be read: {error.strerror}")
        raise Refused("QZ008", Problem(message)) from None
    for child in children:
        if child.name.startswith("."):
            continue
        path = folder / child.name
        linked = child.is_symlink()
        real = source.real(path) if linked else here / child.name
        if not (os.path.isdir(path) if linked else child.is_dir()):
            if child.name.lower().endswith(SUFFIXES) or _might_be_list(child.name):
                yield path, real
        elif child.name in _NO_LISTS:
            continue
        elif not real.is_relative_to(limit):
            yield path, real
        elif real not in seen and real != limit / APPROVALS:
            if (path / FILE).is_file():
                message = Text(f"{name(path)} 是另一个工作区", f"{name(path)} is a workspace of its own")
                help = Text(
                    "移走里面的 qzqd.toml，或在外层用 paths 分开",
                    "move its qzqd.toml away, or keep it out of `paths`",
                )
                raise Refused("QZ009", Problem(message, help=help, value=name(path)))
            yield from _walk(path, limit, seen)
