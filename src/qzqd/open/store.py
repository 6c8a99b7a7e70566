"""What is kept between runs, and under which digest. Whatever goes wrong with it costs time, never a result."""

from __future__ import annotations

import functools
import json
import os
import sys
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b, sha256
from pathlib import Path
from stat import S_ISDIR, S_IWGRP, S_IWOTH
from typing import TYPE_CHECKING

import qzqd
from qzqd import resources
from qzqd.open import local
from qzqd.open.registers import Registers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.config import Config

_REGISTERS = 8
_SEAL = 16


def folder() -> Path | None:
    """Where the cache lies: in the platform's folder for caches. None where the user has no such place to himself."""
    name = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME"
    place = Path(os.environ.get(name, ""))
    if not place.is_absolute():  # the standard says that a relative one is to be ignored
        try:
            place = Path.home() / ("AppData/Local" if sys.platform == "win32" else ".cache")
        except RuntimeError:  # neither HOME nor an entry in the list of users
            return None
    return _own(place / "qzqd") if place.is_absolute() else None


def _own(place: Path) -> Path | None:
    """The folder, made if need be; None where somebody else can write to it, and so have any answer given."""
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        state = place.lstat()
    except OSError:
        return None
    if not S_ISDIR(state.st_mode):
        return None
    theirs = sys.platform != "win32" and (state.st_uid != os.geteuid() or state.st_mode & (S_IWGRP | S_IWOTH))
    return None if theirs else place


def context(config: Config, contents: list[bytes]) -> bytes:
    """A digest of all but the file that a result follows from: program, settings, local schemas, and the contents of other files.

    Raises Refused where one of these cannot be read.
    """
    found = sha256(program())
    for data in contents:
        found.update(sha256(data).digest())
    settings = asdict(config)
    for elsewhere in ("root", "paths", "exclude", "ignores", "policy", "coverage", "local"):
        del settings[elsewhere]
    found.update(json.dumps(settings, sort_keys=True, default=str).encode())
    for kind in config.schemas:
        found.update(local.read(kind, config))
    return found.digest()


@functools.cache
def program() -> bytes:
    """A digest of this version, and of the state of its files: in a checkout they change between releases."""
    digest = sha256(qzqd.__version__.encode())
    for folder, ending in ((Path(qzqd.__file__).parent, ".py"), (resources.schemas(), ".json")):
        for name, size, changed in sorted(_files(folder, ending)):
            digest.update(f"{name}:{size}:{changed}".encode())
    return digest.digest()


def _files(folder: str | Path, ending: str) -> Iterator[tuple[str, int, int]]:
    """Every file below a folder whose name ends so, its size, as images may give all files one time, and when it was changed.

    Asked at each start: many times faster than pathlib.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(ending):
                state = entry.stat()
                yield entry.name, state.st_size, state.st_mtime_ns
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _files(entry.path, ending)


def registers(digest: bytes) -> Registers | None:
    """The registers kept under the digest of their files."""
    place = _place(digest)
    if place is None or not place.is_file():  # opening a pipe would wait for ever
        return None
    try:
        known = unseal(digest, place.read_bytes())
    except OSError:
        return None
    return None if known is None else Registers.unpack(known)


def keep_registers(digest: bytes, registers: Registers) -> None:
    """Keep registers under the digest of their files, and only the latest few."""
    place = _place(digest)
    if place is None:
        return
    draft = place.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        draft.write_bytes(seal(digest, registers.pack()))
        draft.replace(place)
        # Drafts that a killed run has left grow old, too.
        kept = sorted(
            place.parent.glob("registers-*"), key=lambda path: path.stat().st_mtime_ns, reverse=True
        )
        for old in kept[_REGISTERS:]:
            old.unlink(missing_ok=True)


def _place(digest: bytes) -> Path | None:
    inside = folder()
    return inside and inside / f"registers-{sha256(digest).hexdigest()[:32]}"


def key(context: bytes, data: bytes) -> bytes:
    """What the result for these bytes is kept under."""
    return sha256(context + sha256(data).digest()).digest()


def seal(key: bytes, value: bytes) -> bytes:
    """The value as it is kept under its key, so that `unseal` can tell that it is whole and where it belongs."""
    return _mark(key, value) + value


def unseal(key: bytes, kept: object) -> bytes | None:
    """The value, if it is the one that was kept under this key; None for anything else."""
    if not isinstance(kept, bytes):
        return None
    value = kept[_SEAL:]
    return value if kept[:_SEAL] == _mark(key, value) else None


def _mark(key: bytes, value: bytes) -> bytes:
    mark = blake2b(key, digest_size=_SEAL)
    mark.update(value)
    return mark.digest()
