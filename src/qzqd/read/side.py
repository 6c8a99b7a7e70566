"""One side of a comparison, gathered by the rule that holds wherever its files lie, and by its own settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import named, source
from qzqd.read.config import FILE, Config, load, nearest
from qzqd.read.disk import DISK
from qzqd.read.named import Unclear
from qzqd.read.problem import Problem, Refused
from qzqd.read.workspace import APPROVALS, WorkspaceFile, shown_path, walk_folder, workspace
from qzqd.read.worktree import WorkTree
from qzqd.regex import regex
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qzqd.read.disk import Files
    from qzqd.read.named import NamedSide
    from qzqd.read.workspace import Workspace


_RECORDS = regex(rb"""^records *: *["']?([^"'#\r\n]*[^"'#\s])""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SideFile:
    """One file of a side: what it is called, and its bytes or why they cannot be had.

    table: of a ledger whose records lie in a table beside it, what that is called and its bytes or why they cannot be had.
    """

    path: str
    data: bytes
    refused: Refused | None = None
    table: tuple[str, bytes | str] | None = None


@dataclass(slots=True)
class Side:
    """One side of a comparison: its files with their bytes, wherever they come from.

    label: what reports call it, "" for the work tree. single: it was named as one file. config: what it is judged by.
    written: its own settings as they stand. approvals: the documents it has to show for its changes. files: where all of it
    was read. registers: those that are no lists of it, by their place below the workspace.
    """

    label: str
    documents: list[SideFile] = field(default_factory=list)
    single: bool = False
    config: Config = field(default_factory=Config)
    written: Config = field(default_factory=Config)
    approvals: list[SideFile] = field(default_factory=list)
    files: Files = DISK
    registers: dict[str, SideFile] = field(default_factory=dict)


def sides(old: str | None, new: str | None, paths: Sequence[str]) -> tuple[Side, Side]:
    """The two sides that a command line names: a file, a folder, a revision, `REV:PATH`, or a range for both.

    None is the work tree, and for the older side HEAD. `paths` narrow revisions and the work tree down.
    Raises Refused where a side does not exist or holds no catalogue file, Unclear where it may not be the one meant.
    """
    before, after = named.both(old, new, paths)
    for path in paths:
        if not (before.files.there(Path(path)) or after.files.there(Path(path))):
            message = Text(f"两边都没有 {path}", f"neither side has {path}")
            raise Refused("QZ001", Problem(message, value=path))
    gathered = _gathered(before, after), _gathered(after, before)
    _apart(before, after, gathered)
    if not any(space.entries for space in gathered):
        raise named.nothing("、".join(paths) or _shown(before))
    found = _side(before, gathered[0], paths), _side(after, gathered[1], paths)
    if not paths and not before.single and not after.single:
        for side, space in zip(found, gathered, strict=True):
            side.registers = _registers_beside(space)
    return found


def older_side(spec: str, newer: Workspace) -> Side:
    """The side that a git revision, a file or a folder is, with its registers, for a workspace on the disk.

    Raises Refused, also where a sparse checkout has left out part of that workspace; Unclear.
    """
    side = named.older_side_of(spec)
    space = _gathered(side, side)
    if side.revision and (absent := _left_out(newer)):
        raise _sparse(absent)
    known = {entry.real for entry in space.entries}
    registers = [entry for entry in space.registers if entry.real not in known]
    return _side(side, space._replace(entries=[*space.entries, *registers]), ())


def _left_out(space: Workspace) -> list[str]:
    whole = workspace([], WorkTree(named.repository_around([])))
    there = {entry.real for entry in space.entries}
    return [entry.name for entry in whole.entries if entry.real not in there]


def _sparse(absent: list[str]) -> Refused:
    message = Text(
        f"稀疏检出没有取出 {len(absent)} 份清单，不能统计：{listed(absent).zh}",
        f"a sparse checkout has left out {len(absent)} lists, which cannot be counted: {listed(absent).en}",
    )
    help = Text(
        "先运行 git sparse-checkout disable，或者用 git sparse-checkout add 取出这些文件夹",
        "run git sparse-checkout disable first, or add their folders with git sparse-checkout add",
    )
    return Refused("QZ008", Problem(message, help=help))


def _gathered(side: NamedSide, other: NamedSide) -> Workspace:
    """What a side looks at: without what only the disk can have where the other side is a revision."""
    paths: Sequence[str] = side.paths or _in_its_place(side, other)
    if side.settled:
        root = side.files.real(Path(side.paths[0]))
        paths = [str(root / path) for path in load(root, side.files).paths]
    space = workspace(paths, side.files)
    # What was named and is not there has been added or is gone: the other side has it.
    entries = [entry for entry in space.entries if side.files.there(entry.path)]
    if isinstance(side.files, WorkTree) and not side.label and other.revision:
        entries = side.files.kept(entries)
    return space._replace(entries=entries)


def _in_its_place(side: NamedSide, other: NamedSide) -> Sequence[str]:
    """The folder of the other side's workspace, where this side knows only one around it that both sides have.

    One that was moved has left no settings behind; these are another workspace's, whose lists are none of this one.
    """
    if other.paths:
        return ()
    here, around = nearest(Path.cwd(), other.files), nearest(Path.cwd(), side.files)
    if not here or not around or here == around or not here.is_relative_to(around):
        return ()
    return [str(here)] if other.files.there(around / FILE) else ()


def _apart(before: NamedSide, after: NamedSide, gathered: tuple[Workspace, Workspace]) -> None:
    """Raises Unclear where files would be compared with themselves, or one with many."""
    old, new = gathered
    whole = before.paths and not before.revision and not after.paths and not after.revision
    if whole and {entry.real for entry in old.entries} & {entry.real for entry in new.entries}:
        command = "qzqd diff" if before.settled else f"qzqd diff --paths {before.label}"
        raise Unclear(
            f"{before.label} 是工作区的一部分，和工作区比就是和自己比",
            f"{before.label} is part of the work tree, which would be compared with itself",
            Text(f"看还没有提交的改动：{command}", f"for what is not committed of it: {command}"),
        )
    if before.whole or after.whole or before.single == after.single:
        return
    one, many, space = (before, after, new) if before.single else (after, before, old)
    if len(space.entries) > 1:
        raise Unclear(
            f"{_shown(one)} 是一个文件，{_shown(many)} 里有 {len(space.entries)} 个，不知道和哪一个比",
            f"{_shown(one)} is one file, {_shown(many)} holds {len(space.entries)}: nothing says which one to compare",
            Text("写明是里面的哪个文件", "name the file in it"),
        )


def _side(side: NamedSide, space: Workspace, paths: Sequence[str]) -> Side:
    found = side_files(space.entries, space)
    if not found and not paths:
        raise named.nothing(_shown(side))
    found = [
        replace(document, table=_table(entry, document.data, space))
        for entry, document in zip(space.entries, found, strict=True)
    ]
    # A revision is held against the schemas of its kinds alone: local ones may be of another time.
    config = replace(space.config, schemas={}) if side.revision else space.config
    return Side(side.label, found, side.single, config, space.config, approvals(space), side.files)


def _registers_beside(space: Workspace) -> dict[str, SideFile]:
    known = {entry.real for entry in space.entries}
    beside = [
        entry
        for entry in space.registers
        if entry.real not in known and entry.real.is_relative_to(entry.root)
    ]
    found = side_files(beside, space)
    return {
        entry.real.relative_to(entry.root).as_posix(): file for entry, file in zip(beside, found, strict=True)
    }


def stated_table(data: bytes) -> str:
    """The table that a ledger names, by what it says at the beginning of a line; "" for none."""
    stated = _RECORDS.search(data) if b"\nrecords" in data else None
    return stated[1].decode("utf-8", "replace") if stated else ""


def _table(entry: WorkspaceFile, data: bytes, space: Workspace) -> tuple[str, bytes | str] | None:
    table = stated_table(data)
    if not table:
        return None
    try:
        return table, space.files.read(entry.path.parent / table, entry.root, space.config.max_bytes)
    except Refused as refused:
        return table, refused.problem.message.en


def _shown(side: NamedSide) -> str:
    place = side.paths[0] if side.revision and len(side.paths) == 1 else ""
    return side.files.name(Path(place)) if place else side.label or shown_path(Path.cwd())


def side_files(entries: Iterable[WorkspaceFile], space: Workspace) -> list[SideFile]:
    """Files of a workspace with their bytes, or why they cannot be had."""
    known = list(entries)
    contents = space.files.contents(known, space.config.max_bytes)
    return [_document(entry.name, content) for entry, content in zip(known, contents, strict=True)]


def _document(path: str, content: bytes | Refused) -> SideFile:
    return SideFile(path, b"", content) if isinstance(content, Refused) else SideFile(path, content)


def approvals(space: Workspace) -> list[SideFile]:
    """The documents under approvals/ with their bytes, or why they cannot be had."""
    files, root = space.files, space.files.real(space.config.root or Path.cwd())
    folder = root / APPROVALS
    if not files.there(folder):
        return []
    found = [(folder, files.real(folder))]
    if source.within(found[0][1], root):  # else it is told of the folder, and not what is in there
        found = [*walk_folder(folder, root, set(), files)]
    entries = [WorkspaceFile(path, files.name(path), real, root) for path, real in found]
    return side_files(entries, space)
