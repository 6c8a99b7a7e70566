"""The one place that calls git: it reads what a repository holds, runs nothing that lies in it, and fetches nothing.

A repository may come from a stranger, with settings of its own. What git can be told to run is switched off here
for every call, and only commands that read objects, refs and the index are asked for.
"""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOWHERE = "/dev/null"
"""Git knows this name on Windows, too."""
_OPTIONS = (
    "--no-pager",
    # A folder that only looks like a repository is none: HEAD, objects/ and refs/ can be part of a pull request.
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=",
    "-c",
    f"core.hooksPath={NOWHERE}",
    "-c",
    "advice.graftFileDeprecated=false",
)
_FIXED = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # Nothing is fetched. Before 2.39.4 git does not know that variable; there the list of protocols stops it, and
    # with it every remote helper, ssh or proxy command and credential helper that settings could name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    # History is what the commits say, whatever stands in refs/replace or info/grafts.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": NOWHERE,
    # An object that unpacks to more than that is not unpacked: a few kilobytes could fill the memory.
    "GIT_ALLOC_LIMIT": "512m",
}
_INHERITED = {"GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"}
"""Where git is installed, and where the user and the machine have their settings. All other variables of git go:
a hook exports what holds for its own repository, index and paths."""
_REMEDIES = {
    "safe.directory": Text(
        "这个文件夹属于别的用户；确认可信以后，运行上面的 git config 命令",
        "the folder belongs to another user; if you trust it, run the git config command above",
    ),
    "bare repository": Text(
        "裸仓库没有工作区，里面的文件也可能是别人放的；克隆出来，到克隆里运行",
        "a bare repository has no work tree, and its files may be planted: clone it and run this in the clone",
    ),
}
_LONGEST = 256 * 1024 * 1024
_PIECE = 1024 * 1024
_PATIENCE = 600.0
_WORDS = 1_000


class GitOutput(NamedTuple):
    """What a command said; `reason`, what it said on the side, in one line."""

    code: int
    out: bytes
    reason: str


def ask(folder: Path, *arguments: str, data: bytes = b"") -> GitOutput:
    """Run one command in the top folder of a repository. Raises Refused where git cannot be run or never ends."""
    with TemporaryFile() as said:
        with _started(folder, arguments, data, said) as process:
            patience = Timer(_PATIENCE, process.kill)
            patience.start()
            try:
                out = _bounded(cast("IO[bytes]", process.stdout))
            finally:
                late = not patience.is_alive()
                patience.cancel()
            if len(out) > _LONGEST:
                process.kill()
        if late or len(out) > _LONGEST:
            raise _endless(arguments[0])
        return GitOutput(process.returncode, out, _reason(said))


def output(folder: Path, *arguments: str, data: bytes = b"") -> bytes:
    """The same where failing is no answer. Raises Refused with git's reason."""
    answer = ask(folder, *arguments, data=data)
    if answer.code:
        raise failed(answer.reason or f"git {arguments[0]}: {answer.code}")
    return answer.out


@contextmanager
def stream(folder: Path, *arguments: str, data: bytes) -> Iterator[IO[bytes]]:
    """The same for answers that are read a piece at a time."""
    with TemporaryFile() as said, _started(folder, arguments, data, said) as process:
        yield cast("IO[bytes]", process.stdout)


def failed(reason: str, help: Text | None = None) -> Refused:
    """What git could not do, in its own words."""
    message = Text(f"git 出错：{reason}", f"git failed: {reason}")
    help = next((remedy for word, remedy in _REMEDIES.items() if word in reason), help)
    return Refused("QZ008", Problem(message, help=help))


def _bounded(answer: IO[bytes]) -> bytes:
    """All of it, or more than is allowed; asked for at once, that much memory would be taken at once."""
    pieces, size = [], 0
    while size <= _LONGEST and (piece := answer.read(_PIECE)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


@contextmanager
def _started(
    folder: Path, arguments: tuple[str, ...], data: bytes, said: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    try:
        with TemporaryFile() as asked:
            asked.write(data)
            asked.seek(0)
            started = subprocess.Popen(  # noqa: S603 - no shell, an absolute path
                [_program(), *_OPTIONS, *arguments],
                cwd=folder,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=said,
                env=_environment(folder),
            )
    except OSError as error:
        from qzqd.locale.fault import why

        reason = why(error)
        message = Text(f"git 不能运行：{reason.zh}", f"git cannot be run: {reason.en}")
        raise Refused("QZ008", Problem(message)) from None
    with started:
        yield started


def installed() -> bool:
    """Whether there is a git to ask."""
    return _found() is not None


def _program() -> str:
    """Raises Refused where git is not installed."""
    if place := _found():
        return place
    message = Text("没有安装 git", "git is not installed")
    help = Text("安装 git，或者直接比较两个文件", "install git, or compare two files")
    raise Refused("QZ008", Problem(message, help=help))


def _found() -> str | None:
    """The git of the search path by its full path: never one that lies in the current folder."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        place = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(place) and os.access(place, os.X_OK):
            return place
    return None


def _environment(folder: Path) -> dict[str, str]:
    """Git looks for a repository in this folder and not above it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("GIT_") or name.upper() in _INHERITED
    }
    return {**kept, **_FIXED, "GIT_CEILING_DIRECTORIES": str(folder.parent)}


def _reason(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read(_WORDS).decode("utf-8", "replace").splitlines()
    reasons = (
        line.strip().removeprefix("fatal: ").removeprefix("error: ")
        for line in lines
        if not line.startswith("hint:")
    )
    return " ".join(line for line in reasons if line)


def _endless(command: str) -> Refused:
    message = Text(
        f"git {command} 没有在限度内回答",
        f"git {command} gave no answer within {int(_PATIENCE)} seconds and {_LONGEST:,} bytes",
    )
    help = Text("仓库可能损坏：运行 git fsck", "the repository may be damaged: run git fsck")
    return Refused("QZ008", Problem(message, help=help))
