"""Many files, one answer each: from the cache, or worked out in as many processes as that is worth."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qzqd.read.disk import DISK
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from qzqd.open.cache import Cache
    from qzqd.read.config import Config
    from qzqd.read.disk import Files
    from qzqd.read.workspace import WorkspaceFile

Reply = TypeVar("Reply")
Maker = tuple[Callable[..., "Worker[Any]"], tuple[Any, ...]]
"""What makes the worker of another process, and what it is made of."""
_Packed = tuple[bytes, bytes]
"""The key to keep an answer under, empty for what must not be kept; and the answer."""

# Below this, opening the cache or starting a process costs more than the work itself.
WORTH_CACHING = 150_000
WORTH_SHARING = 8_000_000
_CHUNK = 2_000_000
_AT_ONCE = 200


class Worker(ABC, Generic[Reply]):
    """Knows what becomes of one file. context: a digest of all else that follows from. files: where they lie."""

    config: Config
    files: Files = DISK
    context: bytes = b""

    @abstractmethod
    def work(self, data: bytes, name: str) -> Reply:
        """What the bytes of a file come to; `name` is what findings call it."""

    @abstractmethod
    def refuse(self, refused: Refused, name: str) -> Reply:
        """What a file comes to whose bytes cannot be had."""

    @abstractmethod
    def pack(self, answer: Reply) -> bytes:
        """The answer as bytes, without the name of the file."""

    @abstractmethod
    def unpack(self, packed: bytes, name: str) -> Reply:
        """The inverse of `pack`."""

    def read(self, entry: WorkspaceFile) -> tuple[bytes, Reply | None]:
        """The bytes of a file, or what it comes to when there are none."""
        try:
            return self.files.read(entry.path, entry.root, self.config.max_bytes), None
        except Refused as refused:
            return b"", self.refuse(refused, entry.name)

    def answer(self, entry: WorkspaceFile) -> Reply:
        """What one file comes to."""
        return self._answered(entry)[1]

    def packed(self, entry: WorkspaceFile) -> _Packed:
        """The same as bytes, with the key to keep it under (empty for what must not be kept)."""
        from qzqd.open import store

        data, answer = self._answered(entry)
        return store.key(self.context, data) if data is not None else b"", self.pack(answer)

    def _answered(self, entry: WorkspaceFile) -> tuple[bytes | None, Reply]:
        """The bytes of a file and what it comes to; no bytes where that does not follow from them."""
        data, refused = self.read(entry)
        if refused is not None:
            return None, refused
        try:
            return data, self.work(data, entry.name)
        except Refused as reason:  # something that the work needs cannot be had
            return None, self.refuse(reason, entry.name)

    def batch(self, entries: list[WorkspaceFile]) -> list[_Packed]:
        """The same of several files."""
        return [*map(self.packed, entries)]


def answers(
    worker: Worker[Reply], maker: Maker, entries: list[WorkspaceFile], cache: Cache | None, jobs: int
) -> Iterator[Reply]:
    """The answer for every file, in no certain order."""
    if cache is None and (jobs == 1 or total(entries) < WORTH_SHARING):
        yield from map(worker.answer, entries)
        return
    from qzqd.open import store

    missing = entries
    if cache is not None and not cache.empty():
        missing = []
        for entry in entries:
            data, refused = worker.read(entry)
            known = None if refused is not None else cache.get(store.key(worker.context, data))
            if known is not None:
                yield worker.unpack(known, entry.name)
            else:
                missing.append(entry)
    jobs = jobs if total(missing) >= WORTH_SHARING else 1
    fresh: list[tuple[bytes, bytes]] = []
    for entry, (key, packed) in _packed(worker, maker, missing, jobs):
        if key:
            fresh.append((key, packed))
        yield worker.unpack(packed, entry.name)
        if cache is not None and len(fresh) >= _AT_ONCE:
            cache.put(fresh)
            fresh.clear()
    if cache is not None and fresh:
        cache.put(fresh)


def open_cache(entries: list[WorkspaceFile]) -> Cache | None:
    """The cache, where there can be one and opening it is worth while."""
    if total(entries) < WORTH_CACHING:
        return None
    from qzqd.open import store

    place = store.folder()
    if place is None:
        return None
    from qzqd.open.cache import Cache

    return Cache(place)


def total(entries: list[WorkspaceFile]) -> int:
    """How many bytes the files have."""
    return sum(map(size, entries))


def size(entry: WorkspaceFile) -> int:
    """The bytes of one file; 0 where that cannot be told."""
    try:
        return entry.path.stat().st_size
    except OSError:
        return 0


def _packed(
    worker: Worker[Reply], maker: Maker, entries: list[WorkspaceFile], jobs: int
) -> Iterator[tuple[WorkspaceFile, _Packed]]:
    """The one place where work goes to other processes, piece by piece."""
    from qzqd.open.processes import share

    pieces = [*_chunks(entries)]
    for piece, packed in share(worker.batch, (_hired, (maker, worker.context)), pieces, jobs):
        yield from zip(piece, packed, strict=True)


def _hired(maker: Maker, context: bytes) -> Callable[[list[WorkspaceFile]], list[_Packed]]:
    """What does pieces in another process."""
    make, parts = maker
    worker = make(*parts)
    worker.context = context
    return worker.batch


def _chunks(entries: list[WorkspaceFile]) -> Iterator[list[WorkspaceFile]]:
    """Pieces of about two megabytes: large enough to send, small enough to end at the same time."""
    chunk: list[WorkspaceFile] = []
    weight = 0
    for entry in entries:
        chunk.append(entry)
        weight += size(entry)
        if weight >= _CHUNK:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk
