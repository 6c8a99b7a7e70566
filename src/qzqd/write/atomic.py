"""A file replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from typing import TYPE_CHECKING

from qzqd.locale import Text

if TYPE_CHECKING:
    from pathlib import Path


class Changed(Exception):
    """The file is no longer what was read."""

    message = Text(
        "文件在读取之后被改动，没有写入", "the file was changed after it was read; nothing was written"
    )
    help = Text("确认没有其他程序在编辑它，再运行一次", "see that nothing else is editing it, then run again")


class Irregular(OSError):
    """A symbolic link, a folder, a device: what the name shows is not where the bytes would go."""

    message = Text(
        "只改写普通文件，不改写符号链接等",
        "only regular files are rewritten, not symbolic links and the like",
    )
    help = Text("请直接指明链接指向的文件", "name the file that the link points at")


def replace(path: Path, data: bytes, expected: bytes) -> None:
    """Put `data` in the place of a regular file that still holds `expected`; permissions and owner stay.

    Raises Irregular (symbolic links are never written through), Changed (also when the file is gone) and
    OSError. Whatever happens, the file holds its old bytes or all of the new ones, and nothing lies beside it.
    """
    state = _state(path)
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    # Neither the name nor the suffix of a catalogue, so that nobody reads it while it is being written.
    handle, temporary = tempfile.mkstemp(prefix=".qzqd-", suffix=".tmp", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        _dress(temporary, state)
        _unchanged(path, expected)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _state(path: Path) -> os.stat_result:
    try:
        state = path.lstat()
    except FileNotFoundError:
        raise Changed(str(path)) from None
    if not stat.S_ISREG(state.st_mode):
        raise Irregular(errno.EINVAL, Irregular.message.en, str(path))
    return state


def _dress(temporary: str, state: os.stat_result) -> None:
    """Owner before mode: a change of owner clears mode bits."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, state.st_uid, state.st_gid)
    os.chmod(temporary, stat.S_IMODE(state.st_mode))


def _unchanged(path: Path, expected: bytes) -> None:
    _state(path)
    if path.read_bytes() != expected:
        raise Changed(str(path))
