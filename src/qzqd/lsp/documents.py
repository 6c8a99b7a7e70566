"""The files of a workspace as somebody sees them in the editor: what is open there counts as it stands, saved or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.read import source
from qzqd.read.disk import Disk

if TYPE_CHECKING:
    from pathlib import Path


class Documents(Disk):
    """The files on the disk, with the texts that are open in place of some. Texts go by the file with its links resolved."""

    def __init__(self) -> None:
        self._texts: dict[Path, bytes] = {}

    def put(self, path: Path, text: str | None) -> None:
        """What the editor has for a file; None once it is closed there."""
        real = source.real(path)
        if text is None:
            self._texts.pop(real, None)
        else:
            self._texts[real] = text.encode("utf-8", "replace")

    def text(self, path: Path) -> str | None:
        """The open text of a file, without a byte order mark; None where it is not open."""
        data = self._texts.get(source.real(path))
        return None if data is None else data.removeprefix(source.BOM).decode()

    def read(self, path: Path, root: Path, limit: int) -> bytes:
        """The bytes of a file. Raises Refused."""
        data = self._texts.get(source.real(path))
        if data is None or not source.within(source.real(path), root):
            return super().read(path, root, limit)
        if len(data) > limit:
            raise source.too_large(len(data), limit)
        return data
