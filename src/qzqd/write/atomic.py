"""A file replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import bounds
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = regex(r"\.qzqd-[0-9a-f]{16}\.tmp")
_STALE = 600
"""Seconds without a byte written, after which nobody is writing a draft any more."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_OLD = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Changed(OSError):
    """The file is no longer what was read."""

    message = Text(
        "文件在读取之后被改动，没有写入", "the file was changed after it was read; nothing was written"
    )
    help = Text(
        "确认没有其他程序在编辑它，再运行一次", "make sure nothing else is editing it, then run again"
    )


class Irregular(OSError):
    """A symbolic link, a folder, a device: the bytes would not go where the name shows."""

    message = Text(
        "不是普通文件（符号链接、目录、设备），没有写入", "not a regular file; nothing was written"
    )
    help = Text("若是符号链接，请直接指明它指向的文件", "name the file that a symbolic link points at")


class InsideGit(OSError):
    """Inside of `.git`, where a file may be a setting, a hook or history."""

    message = Text(
        "在 .git 里，那里只由 git 写，没有写入", "inside .git, where only git writes; nothing was written"
    )
    help = Text("换一个文件夹", "choose another folder")


class OutsideWorkspace(OSError):
    """A link on the way leads out of the workspace."""

    message = Text(
        "所在的文件夹是指向工作区之外的链接，没有写入；要写到那里，请写链接指向的路径",
        "its folder is a link that leaves the workspace; nothing was written; to write there, name what it points at",
    )


def replace(path: Path, data: bytes, expected: bytes | None = None, root: Path | None = None) -> None:
    """Put `data` in the place of a file, or make it; permissions and owner of an old one stay.

    expected: what the file held when it was read; None writes over whatever is there. root: the folder that links
    may not leave, its own resolved; None for what holds of a path that a person named.
    Raises Changed if it holds something else or is gone, Irregular for what is no regular file (symbolic
    links are neither written through nor replaced), OutsideWorkspace for a folder outside of `root`, InsideGit for what belongs to
    git, OSError else. Whatever happens, the file holds its old bytes or all of the new ones, and nothing is left
    beside it; what a process leaves that is killed meanwhile, a later write takes away.
    """
    with held(path.parent, bounds(path.parent) if root is None else root) as folder:
        folder.replace(path.name, data, expected)


def make_folder(place: Path, root: Path) -> None:
    """Make a folder, and those above it. Raises OutsideWorkspace where a link leads out of `root`, InsideGit inside of `.git`, OSError else."""
    _inside(str(source.real(place)), place, root)
    place.mkdir(parents=True, exist_ok=True)


@contextlib.contextmanager
def held(place: Path, root: Path) -> Iterator[HeldFolder]:
    """A folder to write to. Raises OutsideWorkspace where a link leads out of `root`, InsideGit inside of `.git`, OSError else."""
    if os.open not in os.supports_dir_fd:
        _inside(str(source.real(place)), place, root)
        yield HeldFolder(place, None)
        return
    # Linux needs no right to list it.
    descriptor = os.open(place, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
    try:
        _inside(source.whereabouts(descriptor, place), place, root)
        yield HeldFolder(place, descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class HeldFolder:
    """A folder held open where the system can do that: what takes its name meanwhile is not written to.

    Names then count from it; without a descriptor, on Windows, they are paths.
    """

    place: Path
    descriptor: int | None

    def replace(self, name: str, data: bytes, expected: bytes | None = None, *, waits: bool = True) -> None:
        """As above. waits: whether until the disk has it; else it may be cut short where the power fails."""
        path, folder = self.place / name, self.descriptor
        _not_of_git(path.name, path)
        place = path if folder is None else Path(path.name or ".")
        state = _state(place, folder, expected)
        if state and not os.access(place, os.W_OK, dir_fd=folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        temporary = _draft(place)
        try:
            descriptor = os.open(temporary, _NEW, 0o666, dir_fd=folder)
            with os.fdopen(descriptor, "wb") as file:
                if state:
                    _dress(temporary, folder, state)
                file.write(data)
                if waits:
                    file.flush()
                    os.fsync(descriptor)
            _state(place, folder, expected)
            os.replace(temporary, place, src_dir_fd=folder, dst_dir_fd=folder)
            _clear(self.place)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary, dir_fd=folder)
            raise

    def remake(self, name: str, data: bytes) -> None:
        """Put `data` in a file that every run makes again, so that it need not wait for the disk, which costs more than making it.

        A file that was not there is written in its place: nobody has read it yet. Where the run is killed meanwhile it
        may be cut short, as what it belongs to is.
        """
        _not_of_git(name, self.place / name)
        place = name if self.descriptor is not None else str(self.place / name)
        try:
            descriptor = os.open(place, _NEW, 0o666, dir_fd=self.descriptor)
        except FileExistsError:
            self.replace(name, data, waits=False)
            return
        try:
            with open(descriptor, "wb") as file:
                file.write(data)
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(place, dir_fd=self.descriptor)
            raise


def _inside(place: str, folder: Path, root: Path) -> None:
    if not source.within(place, root):
        raise OutsideWorkspace(errno.EXDEV, OutsideWorkspace.message.en, str(folder))
    _not_of_git(place, folder)


def _not_of_git(place: str, named: Path) -> None:
    if ".git" in Path(place.casefold()).parts:
        raise InsideGit(errno.EACCES, InsideGit.message.en, str(named))


def _state(place: Path, folder: int | None, expected: bytes | None) -> os.stat_result | None:
    """The state of the file once it is found as it should be; None if there is none and none is expected."""
    try:
        state = os.lstat(place, dir_fd=folder)
        if not stat.S_ISREG(state.st_mode):
            raise Irregular(errno.EINVAL, Irregular.message.en, str(place))
        if expected is not None and _content(place, folder, len(expected)) != expected:
            raise Changed(errno.EBUSY, Changed.message.en, str(place))
    except FileNotFoundError:
        if expected is not None:
            raise Changed(errno.ENOENT, Changed.message.en, str(place)) from None
        return None
    return state


def _content(place: Path, folder: int | None, size: int) -> bytes:
    """What the file holds, and no more of it than tells whether that is longer than `size`."""
    with os.fdopen(os.open(place, _OLD, dir_fd=folder), "rb") as file:
        return file.read(size + 1)


def _dress(temporary: Path, folder: int | None, state: os.stat_result) -> None:
    """Owner before mode: a change of owner clears mode bits."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(temporary, state.st_uid, state.st_gid, dir_fd=folder)
    os.chmod(temporary, stat.S_IMODE(state.st_mode), dir_fd=folder)


def _draft(path: Path) -> Path:
    """Where to write what shall stand at `path`: not under the name of a catalogue, so that nobody reads it."""
    return path.with_name(f".qzqd-{secrets.token_hex(8)}.tmp")


@cache
def _clear(folder: Path) -> None:
    """Remove drafts that have grown old, once a run; whatever else is called so stays."""
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for child in found:
            if _NAME.fullmatch(child.name) and child.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):  # gone, or not ours to remove
                    if time.time() - child.stat(follow_symlinks=False).st_mtime > _STALE:
                        os.unlink(child.path)
