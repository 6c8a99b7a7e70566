"""The folder that a site is written to: only what differs is written, and what the site no longer has goes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import bounds
from qzqd.read.problem import Refused
from qzqd.site.names import is_name
from qzqd.write import atomic

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "site.json"
"""Says which files of the folder are the site's. Whatever it does not name is somebody else's, and stays."""
_FOLDERS = ("data", "download")
_IS = "qzqd site"
_LARGEST = 64 << 20
"""Bytes of a manifest: those of a million files."""


class Foreign(Exception):
    """The folder holds something else: nothing is written among what is not ours."""

    message = Text(
        "文件夹里已有别的文件，没有写入", "the folder holds other files already; nothing was written"
    )
    help = Text("换一个空的文件夹，例如 qzqd site site", "name an empty folder, such as in qzqd site site")


@dataclass(slots=True)
class Folder:
    """written: how many files did not hold already what they hold now; removed: how many went."""

    place: Path
    written: int = 0
    removed: int = 0
    _names: set[str] = field(default_factory=set)
    _known: set[str] = field(default_factory=set)
    _root: Path = field(init=False)

    @property
    def files(self) -> int:
        """How many files the site has."""
        return len(self._names)

    def open(self) -> None:
        """Make the folder, or take up the site that lies there. Raises Foreign, OSError."""
        atomic.make_folder(self.place, bounds(self.place))
        self._root = source.real(self.place)
        manifest = self.place / MANIFEST
        if manifest.is_file():
            self._known = _names(manifest, self._root)
        elif any(self.place.iterdir()):
            raise Foreign
        else:
            self._sign()  # at once, so that a run that was killed can be run again
        for name in _FOLDERS:
            atomic.make_folder(self.place / name, self._root)

    def put(self, name: str, content: str | bytes) -> None:
        """Have a file of the site hold this."""
        data = content if isinstance(content, bytes) else content.encode()
        self._names.add(name)
        path = self.place / name
        if not _holds(path, data):
            atomic.replace(path, data, root=self._root, remade=True)
            self.written += 1

    def close(self) -> None:
        """Remove what an earlier site had and this one has not, then say what is here."""
        for name in sorted(self._known - self._names):
            path = self.place / name
            if path.is_file() and not path.is_symlink():
                path.unlink()
                self.removed += 1
        self._sign()

    def _sign(self) -> None:
        manifest = {"made_by": _IS, "files": sorted(self._names)}
        data = (json.dumps(manifest, indent=0) + "\n").encode()
        if not _holds(self.place / MANIFEST, data):
            atomic.replace(self.place / MANIFEST, data, root=self._root)


def _holds(path: Path, data: bytes) -> bool:
    try:
        state = path.lstat()
        return S_ISREG(state.st_mode) and state.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _names(manifest: Path, root: Path) -> set[str]:
    """The files that a manifest names, as far as a site has such files. Raises Foreign for another's."""
    try:
        known: Any = json.loads(source.read(manifest, root, _LARGEST))
    except (Refused, ValueError, RecursionError):
        known = None
    if not isinstance(known, dict) or known.get("made_by") != _IS or not isinstance(known.get("files"), list):
        raise Foreign
    return {name for name in known["files"] if isinstance(name, str) and is_name(name)}
