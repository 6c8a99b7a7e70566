"""Which files a run looks at: paths as given, folders below them, or the workspace of the nearest qzqd.toml."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from qzqd.locale import Text
from qzqd.read.config import FILE, Config, doubt, load, nearest
from qzqd.read.globs import MOST, Endless, Globs, files
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = (".yaml", ".yml")
APPROVALS = "approvals"
"""The folder of a workspace that holds what allowed changes: documents, and no lists."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to look at: where it is, what findings call it, and where it is with links resolved.

    root: the folder that links may not leave, with links resolved.
    """

    path: Path
    name: str
    real: Path
    root: Path | None


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a run looks at. whole: `entries` are all there is, so that what is not among them does not exist."""

    config: Config
    entries: list[Entry]
    registers: list[Entry]
    whole: bool = True


def workspace(paths: Iterable[str]) -> Workspace:
    """The files under `paths`, in order and without repetition; those that are named are never excluded.

    A path that does not exist is an entry all the same: reading it will say so. Raises Refused when qzqd.toml
    cannot be used, or when the paths belong to different workspaces.
    """
    given = [Path(path) for path in paths]
    root = _root(given)
    config = load(root) if root else Config()
    if not given:
        base = root or Path.cwd()
        given = [base / path for path in config.paths]
    entries: dict[Path, Entry] = {}
    exclude = Globs(config.exclude)
    seen: defaultdict[Path, set[Path]] = defaultdict(set)
    for path in given:
        for entry in _entries(path, root, exclude, seen):
            entries.setdefault(entry.real, entry)
    start = given[0] if given[0].is_dir() else given[0].parent
    registers = _registers(root or start, config)
    return Workspace(config, list(entries.values()), registers, _whole(given, root, config))


def name(path: Path) -> str:
    """The path as findings show it: relative to the current folder, always with `/`."""
    try:
        return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.as_posix()


def below(path: Path, root: Path) -> str | None:
    """The path relative to the root, with `/`, links resolved; None for one that is outside."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return None


def excluded(inside: str, exclude: Globs) -> bool:
    """Whether a file is no list: its path below the root is shut out, or among the approvals."""
    return inside.startswith(f"{APPROVALS}/") or inside in exclude


def _root(given: list[Path]) -> Path | None:
    roots = {nearest(path if path.is_dir() else path.parent) for path in given or [Path.cwd()]}
    if len(roots) > 1:
        message = Text("这些路径属于不同的工作区", "these paths belong to different workspaces")
        help = Text("每个工作区分开检查", "check each workspace by itself")
        raise Refused("QZ009", Problem(message, help=help))
    return roots.pop()


def _whole(given: list[Path], root: Path | None, config: Config) -> bool:
    """Whether the paths take in all that the settings name; without settings, whether they are folders."""
    if root is None:
        return all(path.is_dir() for path in given)
    places = {path.resolve() for path in given}
    wanted = ((root / path).resolve() for path in config.paths)
    return all(not places.isdisjoint((path, *path.parents)) for path in wanted)


def _registers(start: Path, config: Config) -> list[Entry]:
    """The files that the patterns of the settings name, and links by which these leave the workspace."""
    limit = start.resolve()
    try:
        found = files(start, config.registers)
    except OSError as error:
        _unreadable(Path(error.filename), error)
    except Endless:
        message = Text(
            f"registers 的通配符要查看的文件名超过 {MOST:,} 个",
            f"the patterns of registers look at more than {MOST:,} names",
        )
        help = Text(
            "直接写出登记簿所在的文件夹，例如 registers/*.yaml",
            "name the folder that holds the registers, such as registers/*.yaml",
        )
        doubt(limit, ("registers",), message, help)
    return [
        Entry(path, name(path), real, config.root)
        for path, real in found
        if path.name.lower().endswith(SUFFIXES) or not real.is_relative_to(limit)
    ]


def _entries(
    path: Path, root: Path | None, exclude: Globs, seen: defaultdict[Path, set[Path]]
) -> Iterator[Entry]:
    """seen: the folders that have been walked, by the limit that held there; none is walked again."""
    if not path.is_dir():
        yield Entry(path, name(path), path.resolve(), root)
        return
    limit = root or path.resolve()
    for file, real in _walk(path, limit, seen[limit]):
        try:
            inside = real.relative_to(limit).as_posix()
        except ValueError:
            inside = ""
        if not excluded(inside, exclude):
            yield Entry(file, name(file), real, limit)


def _walk(folder: Path, limit: Path, seen: set[Path]) -> Iterator[tuple[Path, Path]]:
    """YAML files below a folder, sorted, and links that leave `limit`; what is hidden is left out.

    Each with where it is, links resolved: only links are, as that takes longer than all the rest.
    """
    waiting = [_children(folder, folder.resolve(), seen)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        path, real, is_folder = child
        if not is_folder:
            if path.name.lower().endswith(SUFFIXES):
                yield path, real
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
            waiting.append(_children(path, real, seen))


def _children(folder: Path, here: Path, seen: set[Path]) -> Iterator[tuple[Path, Path, bool]]:
    """What lies in a folder that has not been seen, sorted: its path, where it is, whether it is a folder."""
    if here in seen:
        return
    seen.add(here)
    try:
        with os.scandir(folder) as found:
            children = sorted(found, key=lambda child: child.name)
    except OSError as error:
        _unreadable(folder, error)
    for child in children:
        if not child.name.startswith("."):
            path = folder / child.name
            linked = child.is_symlink()
            real = Path(os.path.realpath(path)) if linked else here / child.name
            yield path, real, os.path.isdir(path) if linked else child.is_dir()


def _unreadable(folder: Path, error: OSError) -> NoReturn:
    message = Text(f"无法读取文件夹 {folder}", f"the folder {folder} cannot be read: {error.strerror}")
    raise Refused("QZ008", Problem(message)) from None
