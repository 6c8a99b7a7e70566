"""What a run of the whole workspace did not look at, although somebody meant it to."""

from __future__ import annotations

import os
from bisect import bisect_left
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.kinds.traits import REGISTERS, archetype
from qzqd.locale import Text
from qzqd.open.findings import refusal
from qzqd.open.severity import active, severity
from qzqd.read.config import FILE, RENAMED, Config
from qzqd.read.problem import Problem, Refused
from qzqd.read.workspace import is_disguised, is_never_read, shown_path
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from qzqd.finding import DataPath, Finding
    from qzqd.open.summary import Summary
    from qzqd.read.disk import Files
    from qzqd.read.workspace import Workspace, WorkspaceFile

_RENAMED = "QZ628"


def overlooked(
    workspace: Workspace, summaries: Sequence[Summary], mentioned: Collection[str]
) -> Iterator[Finding]:
    """Settings that match nothing, and files beside the lists that nobody reads.

    mentioned: the files of which something has been said, which somebody has looked at.
    """
    if not workspace.whole:
        return
    config = workspace.config
    findings = [*_settings(workspace, summaries), *_files(workspace, summaries, mentioned)]
    yield from (finding for finding in findings if active(finding.code, config))


def unused_registers(workspace: Workspace, summaries: Sequence[Summary]) -> Iterator[tuple[Summary, Problem]]:
    """Registers among the lists that nothing is held against, unless there is nothing to hold.

    Where a pattern of the settings matches nothing, that is told instead.
    """
    if not workspace.whole or [*_idle_patterns(workspace)]:
        return
    used = {entry.real for entry in workspace.registers}
    reals = {entry.name: entry.real for entry in workspace.entries}
    lists = any(archetype(summary.kind) not in REGISTERS for summary in summaries)
    for summary in summaries if lists else ():
        if archetype(summary.kind) in REGISTERS and reals[summary.path] not in used:
            patterns = listed(list(workspace.config.registers))
            yield (
                summary,
                Problem(
                    Text(
                        "这份登记簿没有用上，清单没有与它核对",
                        "this register is not used: no list is checked against it",
                    ),
                    ("kind",),
                    Text(
                        f"在 qzqd.toml 的 registers 里写上它的路径；现在用的是 {patterns.zh}",
                        f"put its path under registers in qzqd.toml; used are {patterns.en}",
                    ),
                    value=summary.id,
                ),
            )


def _settings(workspace: Workspace, summaries: Sequence[Summary]) -> Iterator[Finding]:
    config, root = workspace.config, workspace.config.root
    if root is None:
        return
    settings = _Settings(root, config, workspace.files)
    for old in config.outdated:
        yield settings.renamed(old)
    for number, pattern in _idle_patterns(workspace):
        yield settings.idle("registers", number, pattern)
    for number, pattern in enumerate(config.exclude):
        if ("exclude", pattern) in workspace.idle and not is_never_read(pattern):
            yield settings.idle("exclude", number, pattern)
    entries = sorted(str(entry.real) for entry in workspace.entries)
    for number, path in enumerate(config.paths):
        place = workspace.files.real(root / path)
        if place.is_dir() and not _holds(place, entries):
            yield settings.idle("paths", number, path)
    if len(summaries) == len(workspace.entries):
        for kind in config.schemas.keys() - {summary.kind for summary in summaries}:
            message = Text(
                f"schemas 里的 {kind} 没有用上：没有这种清单", f"schemas: no list is of kind {kind}"
            )
            help = Text("删去，或者改正类型", "remove it, or correct the kind")
            yield settings.finding(("schemas", kind), message, help, f"schemas {kind}")


def _holds(folder: Path, files: Sequence[str]) -> bool:
    """Whether one of the files, which are in order, lies in the folder."""
    inside = os.path.join(folder, "")
    first = bisect_left(files, inside)
    return first < len(files) and files[first].startswith(inside)


def _idle_patterns(workspace: Workspace) -> Iterator[tuple[int, str]]:
    """The patterns of registers that no file matches; those that are there without settings are not meant to."""
    config = workspace.config
    if config.root is None or config.registers == Config().registers:
        return
    for number, pattern in enumerate(config.registers):
        if ("registers", pattern) in workspace.idle:
            yield number, pattern


class _Settings:
    """What is to be said of qzqd.toml. The text is read once, and each setting is looked for once."""

    def __init__(self, root: Path, config: Config, files: Files) -> None:
        self._root = root
        self._files = files
        self._config = config
        self._at = cache(self._found)

    def idle(self, setting: str, number: int, pattern: str) -> Finding:
        """That a path or a pattern leads to no file."""
        message = Text(
            f"{setting} 里的 {pattern} 没有对上任何清单文件", f"{setting}: no list file matches {pattern}"
        )
        help = Text("对照文件夹和文件的名称改正", "correct it after the names of the folders and files")
        if "\\" in pattern:
            help = Text("文件夹之间用 / 隔开，不用反斜杠", "folders are separated by /, not by backslashes")
        elif setting == "exclude" and self._files.is_folder(self._root / pattern):
            inside = f"{pattern.rstrip('/')}/*"
            help = Text(f"要排除整个文件夹，写成 {inside}", f"to shut out the whole folder, write {inside}")
        return self.finding((setting,), message, help, f"{setting} {number}")

    def renamed(self, old: str) -> Finding:
        """That a setting has another name now."""
        new = RENAMED[old]
        message = Text(f"{old} 现在叫 {new}，旧名仍然有效", f"{old} is called {new} now; it still works")
        help = Text(f"改写成 {new}", f"write {new}")
        found = self.finding((old,), message, help, old)
        return replace(found, code=_RENAMED, severity=severity(_RENAMED, self._config))

    def finding(self, path: DataPath, message: Text, help: Text, value: str) -> Finding:
        """A finding at the place of a setting."""
        return replace(self._at(path), message=message, help=help, value=value)

    def _found(self, path: DataPath) -> Finding:
        from qzqd.read import unusable

        problem = unusable.setting_refused(self._data.decode("utf-8-sig"), path, Text("", "")).problem
        return refusal(Refused("QZ624", problem), shown_path(self._root / FILE), self._data, self._config)

    @cached_property
    def _data(self) -> bytes:
        return self._files.read(self._root / FILE, self._root, self._config.max_bytes)


def _files(
    workspace: Workspace, summaries: Sequence[Summary], mentioned: Collection[str]
) -> Iterator[Finding]:
    tables = {Path(summary.path).parent / summary.records for summary in summaries if summary.records}
    beside: dict[Path, list[WorkspaceFile]] = {}
    for entry in workspace.passed:
        if is_disguised(entry.path.name):
            yield _unread(
                "QZ626",
                entry,
                Text(
                    "这个文件像是清单，因为扩展名没有读",
                    "this looks like a list and is not read because of its ending",
                ),
                Text("扩展名改为 .yaml", "make it end in .yaml"),
                workspace.config,
            )
        elif Path(entry.name) not in tables and entry.name not in mentioned:
            beside.setdefault(entry.path.parent, []).append(entry)
    for entries in beside.values():
        names = listed([entry.path.name for entry in entries])
        yield _unread(
            "QZ627",
            entries[0],
            Text(f"清单旁边的表格没有读：{names.zh}", f"tables beside the lists are not read: {names.en}"),
            Text(
                "里面的清单要写成 .yaml 才会检查；台账的表格写在台账的 records 里",
                "a list has to be written as .yaml to be checked; the table of a ledger is named under its records",
            ),
            workspace.config,
        )


def _unread(code: str, entry: WorkspaceFile, message: Text, help: Text, config: Config) -> Finding:
    problem = Problem(message, help=help, value=entry.path.name)
    return refusal(Refused(code, problem), entry.name, b"", config)
