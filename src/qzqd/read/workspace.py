"""Which files a run looks at: paths as given, folders below them, or the workspace of the nearest qzqd.toml."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import FILE, Config, bounds, load, reject_setting
from qzqd.read.disk import DISK
from qzqd.read.globs import MOST, Endless, Globs
from qzqd.read.problem import Problem, Refused
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.read.disk import Files

SUFFIXES = (".yaml", ".yml")
APPROVALS = "approvals"
"""The folder of a workspace that holds what allowed changes: documents, and no lists."""


class WorkspaceFile(NamedTuple):
    """A file to look at: where it is, what findings call it, and where it is with links resolved.

    root: the folder that links may not leave, with links resolved. passed: it is no list by its name, and no run reads
    it, but might have been meant for one.
    """

    path: Path
    name: str
    real: Path
    root: Path
    passed: bool = False


class Workspace(NamedTuple):
    """What a run looks at. whole: `entries` are all there is, so that what is not among them does not exist.

    files: where they lie. passed: the files beside the entries that no run reads, although they might be lists.
    idle: the settings with a pattern that matches no file, and the pattern.
    """

    config: Config
    entries: list[WorkspaceFile]
    registers: list[WorkspaceFile]
    whole: bool = True
    files: Files = DISK
    passed: tuple[WorkspaceFile, ...] = ()
    idle: frozenset[tuple[str, str]] = frozenset()


def workspace(paths: Iterable[str], files: Files = DISK) -> Workspace:
    """The files under `paths`, in order and without repetition; those that are named are never excluded.

    A path that does not exist is an entry all the same: reading it will say so. Raises Refused when qzqd.toml
    cannot be used, or when the paths belong to different workspaces.
    """
    given = [Path(path) for path in paths]
    limits = {
        folder: bounds(folder, files) for folder in {_folder(path, files) for path in given or [Path.cwd()]}
    }
    root = _root({*limits.values()}, files)
    config = load(root, files) if root else Config()
    if not given:
        base = root or Path.cwd()
        given = [base / path for path in config.paths]
    entries: dict[Path, WorkspaceFile] = {}
    passed: dict[Path, WorkspaceFile] = {}
    exclude = _Exclude(config.exclude)
    seen: defaultdict[Path, set[Path]] = defaultdict(set)
    for path in given:
        limit = root or limits[_folder(path, files)]
        for entry in _entries(path, limit, exclude, seen[limit], files):
            (passed if entry.passed else entries).setdefault(entry.real, entry)
    registers, found = _registers(root or limits[_folder(given[0], files)], config, files)
    idle = {("registers", each) for each in found} | {("exclude", each) for each in exclude.idle}
    whole = _whole(given, root, config, files)
    return Workspace(
        config, list(entries.values()), registers, whole, files, tuple(passed.values()), frozenset(idle)
    )


def shown_path(path: Path) -> str:
    """The path as findings show it: relative to the current folder, always with `/`."""
    return DISK.name(path)


def below(path: Path, root: Path) -> str | None:
    """The path relative to the root, with `/`, links resolved; None for one that is outside."""
    try:
        return source.real(path).relative_to(source.real(root)).as_posix()
    except ValueError:
        return None


def excluded(inside: str, exclude: Globs) -> bool:
    """Whether a file is no list: its path below the root is shut out, among the approvals, or part of a program."""
    return (
        inside.startswith(f"{APPROVALS}/")
        or not _NO_LISTS.isdisjoint(inside.split("/")[:-1])
        or inside in exclude
    )


def is_never_read(pattern: str) -> bool:
    """Whether a pattern is about a place where no list is read anyway."""
    parts = pattern.split("/")
    return (
        parts[0] == APPROVALS
        or not _NO_LISTS.isdisjoint(parts)
        or any(part.startswith(".") for part in parts)
    )


class _Exclude(Globs):
    """The patterns of what is shut out; `idle` are those of them that have shut out nothing so far."""

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__(patterns)
        self.idle = {each: Globs([each]) for each in patterns}

    def __contains__(self, name: str) -> bool:
        inside = super().__contains__(name)
        if inside:
            self.idle = {each: globs for each, globs in self.idle.items() if name not in globs}
        return inside


def _folder(path: Path, files: Files) -> Path:
    return path if files.is_folder(path) else path.parent


def _root(limits: set[Path], files: Files) -> Path | None:
    roots = {limit if files.there(limit / FILE) else None for limit in limits}
    if len(roots) > 1:
        message = Text("这些路径属于不同的工作区", "these paths belong to different workspaces")
        help = Text("每个工作区分开检查", "check each workspace by itself")
        raise Refused("QZ009", Problem(message, help=help))
    return roots.pop()


def _whole(given: list[Path], root: Path | None, config: Config, files: Files) -> bool:
    """Whether the paths take in all that the settings name; without settings, whether they are folders."""
    if root is None:
        return all(files.is_folder(path) for path in given)
    places = {files.real(path) for path in given}
    wanted = (files.real(root / path) for path in config.paths)
    return all(not places.isdisjoint((path, *path.parents)) for path in wanted)


def _registers(limit: Path, config: Config, files: Files) -> tuple[list[WorkspaceFile], frozenset[str]]:
    """The files that the patterns of the settings name, and links by which these leave; patterns that name none."""
    try:
        found = files.glob(limit, config.registers)
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
        reject_setting(limit, ("registers",), message, help, files)
    wanted = [each for each in found if _is_yaml(each.path.name) or not source.within(each.real, limit)]
    entries = [WorkspaceFile(each.path, files.name(each.path), each.real, limit) for each in wanted]
    return entries, frozenset(config.registers).difference(*(each.patterns for each in wanted))


def _entries(
    path: Path, limit: Path, exclude: _Exclude, seen: set[Path], files: Files
) -> Iterator[WorkspaceFile]:
    """seen: the folders that have been walked; none is walked again."""
    if not files.is_folder(path) or not source.within(files.real(path), limit):
        yield WorkspaceFile(path, files.name(path), files.real(path), limit)
        return
    for file, real in walk_folder(path, limit, seen, files, _may_be_list):
        try:
            inside = real.relative_to(limit).as_posix()
        except ValueError:
            inside = ""
        if not excluded(inside, exclude):
            passed = not _is_yaml(file.name) and _may_be_list(file.name)
            yield WorkspaceFile(file, files.name(file), real, limit, passed)


def is_disguised(name: str) -> bool:
    """Whether a file would be a list if its name did not go on after .yaml, or had that spelt right."""
    return _DISGUISED.search(name) is not None


_DISGUISED = regex(
    r"[.．。](?:ya?ml[ \u3000]*(?:\.txt)?|yaml[ \u3000]*\.docx?|ymal|yalm|yam)[ \u3000]*$", re.IGNORECASE
)
_TABLES = (".xls", ".xlsx", ".xlsm", ".et")
_NO_LISTS = frozenset(("node_modules", "venv", "site-packages"))
"""Folders of other people's programs."""


def _is_yaml(name: str) -> bool:
    return name.lower().endswith(SUFFIXES)


def _may_be_list(name: str) -> bool:
    """Whether it is a list, or may have been meant for one."""
    lock = name.startswith("~$")
    return _is_yaml(name) or (not lock and (name.lower().endswith(_TABLES) or is_disguised(name)))


def walk_folder(
    folder: Path, limit: Path, seen: set[Path], files: Files, wanted: Callable[[str], bool] = _is_yaml
) -> Iterator[tuple[Path, Path]]:
    """Files below a folder whose names are wanted, sorted, and links that leave `limit`.

    What is hidden is left out, and so are folders of programs. Each with where it is, links resolved: only links are, as
    that takes longer than all the rest.
    """
    waiting = [_children(folder, files.real(folder), seen, files)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        path, real, is_folder = child
        if not is_folder:
            if wanted(path.name):
                yield path, real
        elif path.name in _NO_LISTS:
            continue
        elif not real.is_relative_to(limit):
            yield path, real
        elif real not in seen and real != limit / APPROVALS:
            if files.is_file(path / FILE):
                message = Text(
                    f"{files.name(path)} 是另一个工作区", f"{files.name(path)} is a workspace of its own"
                )
                help = Text(
                    "移走里面的 qzqd.toml，或在外层用 paths 分开",
                    "move its qzqd.toml away, or keep it out of `paths`",
                )
                raise Refused("QZ009", Problem(message, help=help, value=files.name(path)))
            waiting.append(_children(path, real, seen, files))


def _children(folder: Path, here: Path, seen: set[Path], files: Files) -> Iterator[tuple[Path, Path, bool]]:
    """What lies in a folder that has not been seen, sorted: its path, where it is, whether it is a folder."""
    if here in seen:
        return
    seen.add(here)
    try:
        children = sorted(files.scan(folder), key=lambda child: child.name)
    except OSError as error:
        _unreadable(folder, error)
    straight = folder == here  # then one path is held for both
    for child in children:
        if not child.name.startswith("."):
            path = folder / child.name
            real = files.real(path) if child.link else path if straight else here / child.name
            yield path, real, files.is_folder(path) if child.link else child.folder


def _unreadable(folder: Path, error: OSError) -> NoReturn:
    message = Text(f"无法读取文件夹 {folder}", f"the folder {folder} cannot be read: {error.strerror}")
    raise Refused("QZ008", Problem(message)) from None
