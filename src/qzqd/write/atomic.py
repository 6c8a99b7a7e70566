"""A file replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.write import strays

if TYPE_CHECKING:
    from pathlib import Path


class Changed(OSError):
    """The file is no longer what was read."""

    message = Text(
        "文件在读取之后被改动，没有写入", "the file was changed after it was read; nothing was written"
    )
    help = Text("确认没有其他程序在编辑它，再运行一次", "see that nothing else is editing it, then run again")


class Irregular(OSError):
    """A symbolic link, a folder, a device: the bytes would not go where the name shows."""

    message = Text(
        "不是普通文件（符号链接、目录、设备），没有写入", "not a regular file; nothing was written"
    )
    help = Text("若是符号链接，请直接指明它指向的文件", "name the file that a symbolic link points at")


def replace(path: Path, data: bytes, expected: bytes | None = None) -> None:
    """Put `data` in the place of a file, or make it; permissions and owner of an old one stay.

    expected: what the file held when it was read; None writes over whatever is there.
    Raises Changed if it holds something else or is gone, Irregular for what is no regular file (symbolic
    links are never written through), OSError else. Whatever happens, the file holds its old bytes or all of
    the new ones, and nothing is left beside it.
    """
    state = _state(path, expected)
    if state and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = strays.draft(path)
    try:
        with open(temporary, "xb") as file:
            if state:
                _dress(temporary, state)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _state(path, expected)
        os.replace(temporary, path)
        strays.clear(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _state(path: Path, expected: bytes | None) -> os.stat_result | None:
    """The state of the file once it is found as it should be; None if there is none and none is expected."""
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise Irregular(errno.EINVAL, Irregular.message.en, str(path))
        if expected is not None and path.read_bytes() != expected:
            raise Changed(errno.EBUSY, Changed.message.en, str(path))
    except FileNotFoundError:
        if expected is not None:
            raise Changed(errno.ENOENT, Changed.message.en, str(path)) from None
        return None
    return state


def _dress(temporary: Path, state: os.stat_result) -> None:
    """Owner before mode: a change of owner clears mode bits."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, state.st_uid, state.st_gid)
    temporary.chmod(stat.S_IMODE(state.st_mode))
