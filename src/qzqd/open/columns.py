"""What the items of a list have, a column a field: one piece of bytes a list, which is laid aside where a run has many."""

from __future__ import annotations

from contextlib import suppress
from io import SEEK_END
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from io import FileIO

_HELD = 200_000
"""So many bytes a run holds in memory."""


class _Place(NamedTuple):
    """Where bytes are laid aside."""

    file: FileIO
    start: int
    size: int


class Columns:
    """Texts with a line for each item, "" where no item has such a thing. No text holds a NUL, as no file does."""

    __slots__ = ("_packed",)

    def __init__(self, packed: bytes | _Place = b"") -> None:
        self._packed = packed

    @classmethod
    def of(cls, columns: Iterable[list[str]]) -> Columns:
        """Of the values of all items, column for column."""
        return cls(b"\0".join([_text(values).encode("utf-8", "surrogatepass") for values in columns]))

    @property
    def packed(self) -> bytes:
        """All of them as bytes."""
        if isinstance(self._packed, bytes):
            return self._packed
        file, start, size = self._packed
        file.seek(start)
        return file.read(size)

    def all(self) -> list[list[str]]:
        """The values of all items, column for column; none in a column in which no item has one."""
        return [_values(text) for text in self.packed.split(b"\0")]

    def column(self, number: int) -> list[str]:
        """The values of one column."""
        texts = self.packed.split(b"\0")
        return _values(texts[number]) if number < len(texts) else []

    def lay_aside(self, file: FileIO) -> None:
        """Keep the bytes at the end of a file, and not in memory. Raises OSError where that cannot be done."""
        packed = self.packed
        start = file.seek(0, SEEK_END)
        if file.write(packed) == len(packed):  # a full disk may take a part
            self._packed = _Place(file, start, len(packed))


class Shelf:
    """What a run keeps of single items: in memory as far as that is little, and beyond in a file that has no name."""

    def __init__(self) -> None:
        self._held = 0
        self._file: FileIO | None = None

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def keep(self, columns: Columns) -> None:
        """Lay columns aside where too many are held; where the disk takes none, they stay in memory."""
        self._held += len(columns.packed)
        if self._held > _HELD:
            with suppress(OSError):
                if self._file is None:
                    from tempfile import TemporaryFile

                    # Without a buffer, what the disk does not take is told at once.
                    self._file = TemporaryFile(buffering=0)  # noqa: SIM115  (closed with the shelf)
                columns.lay_aside(self._file)


def _text(values: list[str]) -> str:
    if not any(values):
        return ""
    text = "\n".join(values)
    if text.count("\n") >= len(values):
        text = "\n".join([value.replace("\n", " ") for value in values])
    return text


def _values(text: bytes) -> list[str]:
    return text.decode("utf-8", "surrogatepass").split("\n") if text else []
