"""A run that is killed leaves nothing behind: no process that holds the pipe of whoever waits, no half of anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import weakref
from contextlib import suppress
from pathlib import Path

import pytest

from forking import forked
from qzqd import console

from .command import qzqd

LONG = 5
"""So many lists of two megabytes are enough for other processes, and for some time."""


def lay(folder: Path) -> None:
    """A workspace large enough to be shared out."""
    for number in range(LONG):
        head = (
            f"kind: community-certificates\nid: place/list-{number}\ntitle: 清单\nedition: '2025'\n"
            "jurisdiction: {code: '420000', name: 湖北省}\nissuer: 民政厅\n"
            "source: {title: 公告, provenance: compiled}\nitems:\n"
        )
        items = "".join(
            f"  - {{id: ZM-{n}, name: 居民养犬证明{n}, issuance: shall-not}}\n" for n in range(30_000)
        )
        (folder / f"{number}.yaml").write_text(head + items, "utf-8")


def children(process: subprocess.Popen[bytes]) -> list[str]:
    place = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return place.read_text().split() if place.exists() else []


KILLED = """
import os, signal
from qzqd.cli import run
done, replace = 0, os.replace
def replaced(*arguments, **options):
    global done
    if done == {writes}:
        os.kill(os.getpid(), signal.SIGKILL)
    done += 1
    replace(*arguments, **options)
os.replace = replaced
run({arguments})
"""


def killed(folder: Path, writes: int, *arguments: str) -> None:
    """A run that is killed after it has put so many files in their places, with the next one half-way."""
    script = KILLED.format(writes=writes, arguments=list(arguments))
    ran = forked([], script, cwd=folder)
    assert ran.code == -signal.SIGKILL, ran.err


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".qzqd-")
    }


@pytest.mark.skipif(sys.platform != "linux", reason="children are looked up in /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path: Path, sign: signal.Signals) -> None:
    lay(tmp_path)
    command = [sys.executable, "-m", "qzqd", "validate", "--no-cache", "--jobs", "3"]
    heeded = signal.signal(
        signal.SIGHUP, signal.SIG_DFL
    )  # which a job under nohup ignores, with all it starts
    try:
        # The reader of the pipe waits until nobody holds its other end any more.
        process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True)
    finally:
        signal.signal(signal.SIGHUP, heeded)
    try:
        while len(children(process)) < 3 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(sign)
        process.communicate(timeout=30)
        assert process.returncode == -sign
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
@pytest.mark.parametrize("writes", range(7))
def test_what_init_had_begun_is_done_by_the_next(
    tmp_path: Path, writes: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("begun", "whole"):
        (tmp_path / name).mkdir()
    killed(tmp_path / "begun", writes, "init")
    for name in ("begun", "whole"):
        monkeypatch.chdir(tmp_path / name)
        assert qzqd(capsys, "init").code == 0
    assert files(tmp_path / "begun") == files(tmp_path / "whole")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_what_a_killed_run_had_begun_to_write_is_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("id: a/b\nkind: laws\n")
    killed(tmp_path, 0, "fmt")
    killed(tmp_path, 0, "fmt")
    old, young = tmp_path.glob(".qzqd-*.tmp")
    others = [tmp_path / ".qzqd-0123456789abcdef.tmp.yaml", tmp_path / ".qzqd-mine.tmp"]
    for path in others:
        path.write_text("x")
    folder = tmp_path / ".qzqd-0123456789abcdef.tmp"
    folder.mkdir()
    link = tmp_path / ".qzqd-fedcba9876543210.tmp"
    link.symlink_to(others[0])
    eleven_minutes_ago = time.time() - 660
    for path in (old, *others, folder):
        os.utime(path, (eleven_minutes_ago,) * 2)
    assert qzqd(capsys, "fmt").code == 0
    assert (tmp_path / "a.yaml").read_text() == "kind: laws\nid: a/b\n"
    assert sorted(tmp_path.glob(".qzqd-*")) == sorted([young, *others, folder, link])


class Large:
    """What fills the memory."""


def test_a_run_without_memory_lets_go_of_what_filled_it_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    held: list[weakref.ref[Large]] = []

    def fill(*_: object, **__: object) -> None:
        large = Large()
        held.append(weakref.ref(large))
        raise MemoryError

    def tell(*lines: str) -> None:
        assert held[0]() is None
        told(*lines)

    told = console.tell
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("id: a/b\nkind: laws\n")
    monkeypatch.setattr("qzqd.check.run.run", fill)
    monkeypatch.setattr(console, "tell", tell)
    ran = qzqd(capsys, "validate")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("内存不够：")


def test_a_pipe_in_the_place_of_the_cache_is_not_waited_for(tmp_path: Path) -> None:
    lay(tmp_path)
    for number in range(1, LONG):
        (tmp_path / f"{number}.yaml").unlink()
    cache = tmp_path / "cache" / "qzqd"
    cache.mkdir(parents=True, mode=0o700)
    os.mkfifo(cache / "results.sqlite")
    command = [sys.executable, "-m", "qzqd", "validate", str(tmp_path)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    assert subprocess.run(
        command, env=environment, capture_output=True, timeout=60, check=False
    ).returncode in (0, 1)
