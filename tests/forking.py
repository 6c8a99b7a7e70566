"""Programs as processes of their own, forked from one that has qzqd at hand: to start Python takes longer than most runs.

Streams, folder, environment, exit code and end are those of a process; only its start is not. What a test wants to
know of the start, it has to start.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

QZQD = "import sys\nfrom qzqd.__main__ import main\nsys.exit(main())\n"
CLOSED = ""
"""In place of the path of a stream: it is not open."""
_LIMIT = 120


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def forked(
    arguments: Sequence[str],
    program: str = QZQD,
    *,
    cwd: Path | None = None,
    streams: Mapping[int, str] | None = None,
    environment: Mapping[str, str] | None = None,
    source: Path | None = None,
) -> Ran:
    """A Python program, as `python -c` runs it, to its end.

    streams: number to the file that is opened in place of what is gathered, or CLOSED; on Linux only. source: the
    folder that qzqd is imported from.
    """
    surroundings = {**os.environ, **(environment or {})}
    if sys.platform != "linux":
        return _started([*arguments], program, cwd, surroundings, source)
    with ExitStack() as opened:
        out, err = (opened.enter_context(TemporaryFile()) for _ in range(2))
        kept: dict[int, int] = {1: out.fileno(), 2: err.fileno()}
        for number, path in {0: os.devnull, **(streams or {})}.items():
            kept.pop(number, None)
            if path != CLOSED:
                kept[number] = opened.enter_context(
                    open(path, "wb" if number else "rb", buffering=0)
                ).fileno()
        asked = {
            "program": program,
            "arguments": [*arguments],
            "cwd": os.fspath(cwd or Path.cwd()),
            "environment": surroundings,
            "streams": [*kept],
        }
        code = _server(source).run(asked, [*kept.values()])
        for file in (out, err):
            file.seek(0)
        return Ran(code, out.read().decode(), err.read().decode())


def _started(
    arguments: list[str], program: str, cwd: Path | None, surroundings: dict[str, str], source: Path | None
) -> Ran:
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=cwd,
        env=surroundings | _importing(source),
        capture_output=True,
        timeout=_LIMIT,
        check=False,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def _importing(source: Path | None) -> dict[str, str]:
    return {"PYTHONPATH": str(source)} if source else {}


class _Server:
    """The process that the others are forked from."""

    def __init__(self, source: Path | None) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._ours.settimeout(_LIMIT)
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(theirs.fileno())],
            env=os.environ | _importing(source),
            pass_fds=[theirs.fileno()],
        )
        theirs.close()
        atexit.register(self.end)

    def run(self, asked: dict[str, Any], streams: list[int]) -> int:
        """The exit code, negative after a signal."""
        socket.send_fds(self._ours, [json.dumps(asked).encode()], streams)
        return int(self._ours.recv(16))

    def end(self) -> None:
        self._ours.shutdown(socket.SHUT_RDWR)  # whoever else may have got a copy of it
        self._ours.close()
        self._process.wait(_LIMIT)


_server = cache(_Server)


def _serve(asking: socket.socket) -> None:
    while True:
        message, descriptors, _, _ = socket.recv_fds(asking, 1 << 20, 3)
        if not message:
            return
        child = os.fork()
        if not child:
            asking.close()
            asked = json.loads(message)
            _become(asked, descriptors)
            exec(asked["program"], {"__name__": "__main__"})
            sys.exit()
        for descriptor in descriptors:
            os.close(descriptor)
        asking.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(asked: dict[str, Any], descriptors: list[int]) -> None:
    """Take on what a process is started with."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv[:] = ["qzqd", *asked["arguments"]]
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.close(number)
        stream = None
        if number in asked["streams"]:
            os.dup2(descriptors[asked["streams"].index(number)], number)
            stream = open(number, "w" if number else "r", encoding="utf-8", closefd=False)  # noqa: SIM115
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    for descriptor in descriptors:
        os.close(descriptor)


def _at_hand() -> None:
    """What most runs import."""
    from importlib import import_module
    from pkgutil import walk_packages

    for room in ("check", "open", "read", "compare", "cover", "report", "write", "cli"):
        package = import_module(f"qzqd.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


if __name__ == "__main__":
    _at_hand()
    _serve(socket.socket(fileno=int(sys.argv[1])))
