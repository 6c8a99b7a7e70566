"""The folder that a site is written to: only what differs is written, and what the site no longer has goes."""

from __future__ import annotations

import json
from contextlib import ExitStack
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, Self

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import bounds
from qzqd.read.problem import Refused
from qzqd.site.names import is_name
from qzqd.write import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.write.atomic import HeldFolder

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


class Folder:
    """Opened by `with`, which removes at the end, if there was no error, what an earlier site had and this one has not.

    written: how many files did not hold already what they hold now; removed: how many went.
    """

    def __init__(self, place: Path) -> None:
        self.place, self.written, self.removed = place, 0, 0
        self._names: set[str] = set()
        self._known: set[str] = set()
        self._held: dict[str, HeldFolder] = {}
        self._stack = ExitStack()

    @property
    def files(self) -> int:
        """How many files the site has."""
        return len(self._names)

    def __enter__(self) -> Self:
        """Make the folder, or take up the site that lies there. Raises Foreign, OSError."""
        atomic.make_folder(self.place, bounds(self.place))
        root = source.real(self.place)
        manifest = self.place / MANIFEST
        known = manifest.is_file()
        if known:
            self._known = _names(manifest, root)
        elif any(self.place.iterdir()):
            raise Foreign
        with ExitStack() as stack:
            self._held[""] = stack.enter_context(atomic.held(self.place, root))
            if not known:
                self._sign()  # at once, so that a run that was killed can be run again
            for name in _FOLDERS:
                atomic.make_folder(self.place / name, root)
                self._held[name] = stack.enter_context(atomic.held(self.place / name, root))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, error: object, *_: object) -> None:
        with self._stack:
            if error is None:
                self._finish()

    def put(self, name: str, content: str | bytes) -> None:
        """Have a file of the site hold this."""
        data = content if isinstance(content, bytes) else content.encode()
        self._names.add(name)
        if not _holds(self.place / name, data):
            folder, _, own = name.rpartition("/")
            self._held[folder].remake(own, data)
            self.written += 1

    def _finish(self) -> None:
        """Remove what is not the site's any more, then say what is here."""
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
            self._held[""].replace(MANIFEST, data)


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
