"""Many files, one answer each: from the cache, or worked out in as many processes as that is worth."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qzqd.read.disk import DISK
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.open.cache import Cache
    from qzqd.read.config import Config
    from qzqd.read.disk import Files
    from qzqd.read.workspace import WorkspaceFile

Reply = TypeVar("Reply")
_Read = tuple[str, bytes, Reply | None]
"""What findings call a file, its bytes, and what it comes to where there are none."""
_Packed = tuple[bytes, bytes]
"""The key to keep an answer under, empty for what must not be kept; and the answer."""

# Below this, opening the cache or starting a process costs more than the work itself.
WORTH_CACHING = 150_000
WORTH_SHARING = 8_000_000
_CHUNK = 2_000_000
_AT_ONCE = 200


class Worker(ABC, Generic[Reply]):
    """Knows what becomes of one file. context: a digest of all else that follows from, where answers are kept. files: where they lie."""

    config: Config
    files: Files = DISK
    context: bytes = b""

    def parts(self) -> tuple[Any, ...]:
        """What it is made of, from which it is made anew where it is sent."""
        return (self.config,)

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.parts(), self.context)

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
        return self._answered(entry.name, *self.read(entry))[0]

    def packed(self, name: str, data: bytes, refused: Reply | None) -> _Packed:
        """The same as bytes, with the key to keep it under (empty for what must not be kept)."""
        from qzqd.open import store

        answer, follows = self._answered(name, data, refused)
        kept = follows and bool(self.context)
        return store.key(self.context, data) if kept else b"", self.pack(answer)

    def _answered(self, name: str, data: bytes, refused: Reply | None) -> tuple[Reply, bool]:
        """What a file comes to, and whether that follows from its bytes."""
        if refused is not None:
            return refused, False
        try:
            return self.work(data, name), True
        except Refused as reason:  # something that the work needs cannot be had
            return self.refuse(reason, name), False

    def fetched(self, entries: list[WorkspaceFile]) -> list[_Read[Reply]]:
        """Files as far as they can be read: all that their answers follow from, wherever those are worked out."""
        return [(entry.name, *self.read(entry)) for entry in entries]

    def batch(self, files: list[_Read[Reply]]) -> list[_Packed]:
        """The answers of several files, packed."""
        return [self.packed(*file) for file in files]

    def batch_from_disk(self, entries: list[WorkspaceFile]) -> list[_Packed]:
        """The same of files that are still to be read."""
        return self.batch(self.fetched(entries))


def answers(
    worker: Worker[Reply],
    entries: list[WorkspaceFile],
    cache: Cache | None,
    jobs: int = 0,
    scheduler: str = "",
) -> Iterator[Reply]:
    """The answer for every file, in no certain order.

    jobs: so many processes here, 0 for one per core. scheduler: the address of one whose workers do it instead.
    Raises `cluster.SchedulerUnusable`.
    """
    jobs = jobs or os.cpu_count() or 1
    if cache is None and ((jobs == 1 and not scheduler) or total(entries) < WORTH_SHARING):
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
    if total(missing) < WORTH_SHARING:
        jobs, scheduler = 1, ""
    fresh: list[tuple[bytes, bytes]] = []
    for name, (key, packed) in _packed(worker, missing, jobs, scheduler):
        if key:
            fresh.append((key, packed))
        yield worker.unpack(packed, name)
        if cache is not None and len(fresh) >= _AT_ONCE:
            cache.put(fresh)
            fresh.clear()
    if cache is not None and fresh:
        cache.put(fresh)


def _open_cache(entries: list[WorkspaceFile]) -> Cache | None:
    """The cache, where there can be one and opening it is worth while."""
    if not worth_caching(entries):
        return None
    from qzqd.open import store

    place = store.folder()
    if place is None:
        return None
    from qzqd.open.cache import Cache

    return Cache(place)


@contextmanager
def cache_for(
    worker: Worker[Any], entries: list[WorkspaceFile], contents: list[bytes], *, use_cache: bool = True
) -> Iterator[Cache | None]:
    """The cache for what these files come to, as long as it is needed; None where there is none or it is not wanted.

    contents: what answers follow from besides the settings and the program; the worker is told of all of it.
    """
    cache = _open_cache(entries) if use_cache else None
    if cache is None:
        yield None
        return
    from qzqd.open import store

    worker.context = store.context(worker.config, contents)
    try:
        yield cache
    finally:
        cache.close()


def worth_caching(entries: list[WorkspaceFile]) -> bool:
    """Whether what the files come to is looked up sooner than worked out again."""
    return total(entries) >= WORTH_CACHING


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
    worker: Worker[Any], entries: list[WorkspaceFile], jobs: int, scheduler: str
) -> Iterator[tuple[str, _Packed]]:
    """The one place where work goes elsewhere, piece by piece."""
    if scheduler:  # other machines do not see the disk: the bytes are sent
        from qzqd.open import cluster

        pieces = map(worker.fetched, _chunks(entries))
        for files, packed in cluster.share(worker.batch, pieces, scheduler):
            yield from zip((name for name, *_ in files), packed, strict=True)
        return
    from qzqd.open import processes

    for piece, packed in processes.share(worker.batch_from_disk, [*_chunks(entries)], jobs):
        yield from zip((entry.name for entry in piece), packed, strict=True)


def _again(make: Callable[..., Worker[Any]], parts: tuple[Any, ...], context: bytes) -> Worker[Any]:
    worker = make(*parts)
    worker.context = context
    return worker


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
