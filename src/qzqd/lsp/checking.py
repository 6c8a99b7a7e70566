"""One workspace kept checked: after a keystroke only the file that changed is read again, of the rest the results stand."""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from qzqd.check.run import Checker, conclude
from qzqd.check.settings import judged_workspace
from qzqd.open.findings import refusal_of
from qzqd.open.registering import registers_of
from qzqd.open.registers import Registers
from qzqd.outcome import Outcome
from qzqd.read import source
from qzqd.read.config import FILE, Config, load
from qzqd.read.problem import Refused
from qzqd.read.tree import Tree, parse
from qzqd.read.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qzqd.finding import Finding
    from qzqd.lsp.documents import Documents
    from qzqd.open.schema import Schema
    from qzqd.open.summary import Result, Summary
    from qzqd.read.workspace import WorkspaceFile

_KEPT = 32
"""So many files are kept as they were read, for what is asked of them next."""

_NOTHING = Workspace(Config(), [], [])


class KeptWorkspace:
    """The workspace of a folder with a qzqd.toml, and what is known of each of its files.

    space: its settings and files; those of an empty one while qzqd.toml cannot be used.
    """

    def __init__(self, root: Path, files: Documents) -> None:
        self.root = root
        self.files = files
        self.registers = Registers()
        self.refused: Finding | None = None
        self.space = _NOTHING
        self._registers: list[bytes] | None = None
        self._told: list[Finding] = []
        self._results: dict[str, tuple[bytes, Result]] = {}  # each with a digest of the bytes that it is of
        self._beside: set[str] = set()
        self._read = lru_cache(maxsize=_KEPT)(parse)

    def gather(self) -> None:
        """Look again at the settings, at which files there are and at all that changed."""
        try:
            config = load(self.root, self.files)
            space = judged_workspace([str(self.root / path) for path in config.paths], self.files)
            if space.config != self.space.config:
                self._registers = None
            self.space = space
            self._look_up_registers()
        except Refused as refused:
            self.refused = refusal_of(refused, str(self.root / FILE))
            self.space = _NOTHING
            return
        self.refused = None
        known = {entry.name for entry in space.entries}
        self._results = {name: kept for name, kept in self._results.items() if name in known}
        self._beside &= known
        for entry in space.entries:
            self._check(entry)

    def changed(self, path: Path) -> None:
        """Look again at one file; at all where they are held against it, or where it has the settings."""
        real = source.real(path)
        register = any(entry.real == real for entry in self.space.registers)
        if self.space is _NOTHING or register or path.name == FILE:
            self.gather()
            return
        for entry in self.space.entries:
            if entry.real == real:
                self._check(entry)

    def outcome(self) -> Outcome:
        """What `validate` would find in the workspace as it is in the editor."""
        if self.space is _NOTHING:
            return Outcome([self.refused] if self.refused else [], unable=True)
        try:
            return conclude(
                self.space,
                [result for _, result in self._results.values()],
                self._told,
                self._beside,
                self._checker.engine.opener,
                self._read,
            )
        except Refused as refused:
            return Outcome([refusal_of(refused, str(self.root / FILE))], unable=True)

    def entry(self, path: Path) -> WorkspaceFile | None:
        """The file of the workspace that lies there; None for one that no run looks at."""
        real = source.real(path)
        return next((entry for entry in self.entries() if entry.real == real), None)

    def entries(self) -> Iterator[WorkspaceFile]:
        """Every list and every register, each once."""
        seen: set[Path] = set()
        for entry in (*self.space.entries, *self.space.registers):
            if entry.real not in seen:
                seen.add(entry.real)
                yield entry

    def summary(self, entry: WorkspaceFile) -> Summary | None:
        """What is kept of a list; None where there is none in the file."""
        kept = self._results.get(entry.name)
        return kept[1].summary if kept else None

    def summaries(self) -> Iterator[tuple[WorkspaceFile, Summary]]:
        """Every list with its file."""
        for entry in self.entries():
            if (summary := self.summary(entry)) is not None:
                yield entry, summary

    def bytes_of(self, entry: WorkspaceFile) -> bytes:
        """The bytes of a file as it is in the editor. Raises Refused."""
        return self.files.read(entry.path, entry.root, self.space.config.max_bytes)

    def settings(self) -> str:
        """The text of the qzqd.toml as it is in the editor. Raises Refused."""
        data = self.files.read(self.root / FILE, self.root, self.space.config.max_bytes)
        return source.check(data).decode()

    def tree(self, entry: WorkspaceFile) -> Tree | None:
        """A file as it reads; None while it does not. Not to be changed: it is kept."""
        try:
            return self._read(source.check(self.bytes_of(entry)))
        except Refused:
            return None

    def schema(self, kind: str) -> Schema:
        """The schema of a kind under the settings."""
        return self._checker.engine.opener.schema(kind)

    def _look_up_registers(self) -> None:
        registers, contents, self._told = registers_of(self.space, use_cache=False)
        if contents != self._registers:
            self._registers, self.registers = contents, registers
            self._checker = Checker(self.space.config, registers, self.files)
            self._results.clear()

    def _check(self, entry: WorkspaceFile) -> None:
        data, refused = self._checker.read(entry)
        if refused is not None:
            self._results[entry.name] = b"", refused
            return
        kept, digest = self._results.get(entry.name), blake2b(data).digest()
        if kept is not None and kept[0] == digest and entry.name not in self._beside:
            return
        try:
            result = self._checker.work(data, entry.name)
        except Refused as reason:
            result = self._checker.refuse(reason, entry.name)
        self._beside.discard(entry.name)
        if result.summary is not None and result.summary.records:
            self._beside.add(entry.name)
            result = self._checker.with_table(entry)
        self._results[entry.name] = digest, result
