"""Everything that is open in the editor, workspace by workspace: which findings each file has now."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.lsp.checking import KeptWorkspace
from qzqd.lsp.documents import Documents
from qzqd.read import source
from qzqd.read.config import nearest

if TYPE_CHECKING:
    from qzqd.finding import Finding


class OpenWorkspaces:
    """The workspaces of the files that have been opened. A file outside of every workspace is left alone."""

    def __init__(self) -> None:
        self.files = Documents()
        self._kept: dict[Path, KeptWorkspace] = {}
        self._said: dict[Path, dict[Path, list[Finding]]] = {}

    def kept(self, path: Path) -> KeptWorkspace | None:
        """The workspace that a file lies in, gathered when it is first asked for; None where there is none."""
        root = nearest(source.real(path).parent, self.files)
        if root is None:
            return None
        if root not in self._kept:
            self._kept[root] = KeptWorkspace(root, self.files)
            self._kept[root].gather()
        return self._kept[root]

    def put(self, path: Path, text: str | None) -> KeptWorkspace | None:
        """Take over the text of a file; None once it is closed. The workspace that has to be told anew."""
        self.files.put(path, text)
        kept = self.kept(path)
        if kept is not None and kept.entry(path) is None:
            kept.gather()  # it may be new
        elif kept is not None:
            kept.changed(path)
        return kept

    def gather(self) -> list[KeptWorkspace]:
        """Look at every workspace anew, as files came, went or changed outside of the editor."""
        for kept in self._kept.values():
            kept.gather()
        return list(self._kept.values())

    def news(self, kept: KeptWorkspace) -> dict[Path, list[Finding]]:
        """The findings of every file for which they are others than when last asked; an empty list where all are gone."""
        found: dict[Path, list[Finding]] = {}
        for finding in kept.outcome().findings:
            place = source.real(Path(os.path.abspath(finding.path)))
            found.setdefault(place, []).append(finding)
        before = self._said.get(kept.root, {})
        self._said[kept.root] = found
        return {
            path: found.get(path, [])
            for path in sorted(before.keys() | found.keys())
            if before.get(path) != found.get(path)
        }

    def findings(self, kept: KeptWorkspace, path: Path) -> list[Finding]:
        """What was last said of a file."""
        return self._said.get(kept.root, {}).get(source.real(path), [])
