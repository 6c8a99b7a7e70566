"""Other machines do the work and never decide what comes of it: with them, killed, alien or absent, the answer is the same or none.

Here they are two processes on this machine, in a folder of their own: they see nothing of a workspace but what is sent.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from qzqd.check.run import Checker
from qzqd.open import cluster, pool, store
from town import Town, list_head

from .command import Ran, qzqd

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch

ABSENT = "the extra qzqd[cluster] is not installed"
NOWHERE = "tcp://127.0.0.1:9"
_CLUSTER = """
import sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        print(cluster.scheduler_address, *[worker.pid for worker in cluster.workers.values()], flush=True)
        sys.stdin.read()
"""
_SPARING = {
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]",
}


class Running(NamedTuple):
    process: subprocess.Popen[str]
    address: str
    workers: list[int]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A scheduler and two workers."""
    pytest.importorskip("distributed", reason=ABSENT)
    folder = tmp_path_factory.mktemp("elsewhere")
    (folder / "cluster.py").write_text(_CLUSTER)
    command = [sys.executable, "-P", "cluster.py"]
    environment = {**os.environ, **_SPARING}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        address, *workers = process.stdout.readline().split()
        yield Running(process, address, [*map(int, workers)])
        process.communicate()


@pytest.fixture
def town(tmp_path: Path, monkeypatch: Patch) -> Town:
    """A workspace of which every file is worth sending: a local schema, a file that cannot be read, figures, streets."""
    made = Town(tmp_path / "town")
    for code in ("420302001", "420302002"):
        made.says(code)
    head = list_head("claims", "example/claims", "公布数据", "2025")
    made.write(
        "claims.yaml",
        head
        + "items:\n  - {id: GB-1, name: 事项数, figure: 5项, value: 5, measure: 项, recount: {catalogue: example/list}}\n",
    )
    (made.folder / "catalogues" / "latin.yaml").write_bytes(b"kind: \xff\n")
    (made.folder / "own.json").write_text('{"required": ["no-such-field"]}')
    (made.folder / "qzqd.toml").write_text(
        'paths = ["catalogues"]\n[schemas]\nstreet-powers = "own.json"\n', "utf-8"
    )
    monkeypatch.chdir(made.folder)
    monkeypatch.setattr(pool, "WORTH_SHARING", 0)
    monkeypatch.setattr(pool, "_CHUNK", 1)
    return made


@pytest.fixture
def hasty(monkeypatch: Patch) -> None:
    """Nobody waits long for whom there is not."""
    pytest.importorskip("distributed", reason=ABSENT)
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)


VERBS = {
    "validate": ["validate", "--no-cache", "--format", "json"],
    "coverage": ["coverage", "--no-cache"],
    "claims": ["claims", "--no-cache", "--format", "json"],
}


@pytest.mark.usefixtures("town")
def test_the_answer_is_the_same_whoever_works(running: Running, capsys: Capture, monkeypatch: Patch) -> None:
    alone = {verb: qzqd(capsys, *command, "--jobs", "1") for verb, command in VERBS.items()}
    assert "no-such-field" in alone["validate"].out
    for verb, command in VERBS.items():
        assert qzqd(capsys, *command, "--scheduler", running.address) == alone[verb]
    monkeypatch.setattr(pool, "WORTH_CACHING", 0)
    monkeypatch.setenv("QZQD_SCHEDULER", running.address)
    for _ in range(2):  # what comes back is kept
        assert qzqd(capsys, "validate", "--format", "json") == alone["validate"]
    monkeypatch.setenv("QZQD_SCHEDULER", NOWHERE)
    assert qzqd(capsys, *VERBS["validate"], "--jobs", "2") == alone["validate"]


@pytest.mark.usefixtures("town")
def test_what_rests_on_a_law_is_looked_up_by_others_too(
    running: Running, capsys: Capture, monkeypatch: Patch
) -> None:
    alone = qzqd(capsys, "impact", "消防法")
    assert alone.out.count("JD-00") == 4
    monkeypatch.setattr(pool, "WORTH_CACHING", 0)
    assert one_error(qzqd(capsys, "impact", "消防法", "--scheduler", running.address.replace("tcp", "tls")))
    assert qzqd(capsys, "impact", "消防法", "--scheduler", running.address) == alone
    monkeypatch.setattr(store, "folder", lambda: None)  # nothing can be kept
    assert one_error(qzqd(capsys, "impact", "消防法", "--scheduler", NOWHERE.replace("tcp", "tls")))
    assert qzqd(capsys, "impact", "消防法", "--scheduler", running.address) == alone


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_worker_that_is_killed_half_way(
    running: Running, town: Town, capsys: Capture, monkeypatch: Patch
) -> None:
    for number in range(40):
        town.write(f"{number}.yaml", (town.folder / "catalogues" / "list.yaml").read_text("utf-8"))
    alone = qzqd(capsys, *VERBS["validate"], "--jobs", "1")
    unpack, came = Checker.unpack, 0

    def killing(self: Checker, packed: bytes, name: str) -> Any:
        nonlocal came
        came += 1
        if came == 3:
            with suppress(ProcessLookupError):
                os.kill(running.workers[0], signal.SIGKILL)
        return unpack(self, packed, name)

    monkeypatch.setattr(Checker, "unpack", killing)
    assert qzqd(capsys, *VERBS["validate"], "--scheduler", running.address) == alone
    assert came > 40


@pytest.mark.usefixtures("town")
def test_whoever_differs_does_nothing(running: Running, capsys: Capture, monkeypatch: Patch) -> None:
    here = cluster.likeness()
    monkeypatch.setattr(cluster, "likeness", lambda: {**here, "Python": "2.7", "qzqd": "0.0.1"})
    ran = qzqd(capsys, "validate", "--scheduler", running.address)
    told = f"那里是 Python {here['Python']}、qzqd {here['qzqd']}，这里是 Python 2.7、qzqd 0.0.1"
    assert told in one_error(ran)
    assert "安装同一个 qzqd[cluster]" in ran.err
    with pytest.raises(cluster.SchedulerUnusable, match="a worker differs"):  # one that came later
        cluster._done(b"", here, [])


@pytest.mark.usefixtures("town")
def test_no_workers(running: Running, capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setattr("distributed.Client.nthreads", lambda _: {})
    ran = qzqd(capsys, "coverage", "--scheduler", running.address)
    assert one_error(ran) == f"调度器 {running.address} 没有工作进程"
    assert "dask worker" in ran.err


def one_error(ran: Ran) -> str:
    """What a run says that could do nothing: one line, and how to mend it; nothing of the library's own."""
    assert (ran.code, ran.out) == (3, "")
    error, help = ran.err.splitlines()
    assert help
    return error


@pytest.mark.usefixtures("town", "hasty")
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_there(verb: str, capsys: Capture) -> None:
    ran = qzqd(capsys, *VERBS[verb], "--scheduler", NOWHERE)
    assert one_error(ran) == f"连不上调度器 {NOWHERE}"


@pytest.mark.usefixtures("town", "hasty")
def test_somebody_there_who_is_no_scheduler(capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ran = qzqd(capsys, "validate", "--scheduler", f"tcp://127.0.0.1:{port}")
        assert one_error(ran) == f"连不上调度器 tcp://127.0.0.1:{port}"
        ran = qzqd(capsys, "validate", "--scheduler", f"tls://127.0.0.1:{port}", "--lang", "en")
    assert "for tls:// its settings have to name the certificates" in ran.err
    assert one_error(ran)


@pytest.mark.usefixtures("town")
def test_without_the_extra(capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = qzqd(capsys, "coverage", "--scheduler", NOWHERE)
    assert one_error(ran) == "没有安装集群支持的组件"
    assert 'pip install "qzqd[cluster]"' in ran.err


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--scheduler", NOWHERE, "--jobs", "2"], "只能写一个"),
        (["--scheduler", "HOST:8786"], "--scheduler 'HOST:8786': 应当写成 tcp://主机:端口"),
        (["--scheduler", "inproc://x/1"], "应当写成 tcp://主机:端口"),
        (["--scheduler", ""], "应当写成 tcp://主机:端口"),
        ([], "QZQD_SCHEDULER 'no address': 应当写成 tcp://主机:端口"),
    ],
    ids=["both", "no protocol", "another protocol", "empty", "environment"],
)
def test_a_command_line_that_does_not_say_who(
    arguments: list[str], told: str, capsys: Capture, monkeypatch: Patch
) -> None:
    monkeypatch.setenv("QZQD_SCHEDULER", "no address")
    ran = qzqd(capsys, "validate", *arguments)
    assert ran.code == 2
    assert told in ran.err


def test_a_repository_names_no_scheduler(town: Town, capsys: Capture) -> None:
    settings = (town.folder / "qzqd.toml").read_text("utf-8")
    (town.folder / "qzqd.toml").write_text(f'scheduler = "{NOWHERE}"\n{settings}', "utf-8")
    for verb in VERBS:
        ran = qzqd(capsys, verb)
        assert ran.code == 3
        assert "scheduler" in ran.out + ran.err
        assert NOWHERE not in ran.err


@pytest.mark.usefixtures("town")
def test_what_is_soon_done_is_done_here(capsys: Capture, monkeypatch: Patch) -> None:
    monkeypatch.setattr(pool, "WORTH_SHARING", 8_000_000)
    assert qzqd(capsys, "validate", "--scheduler", NOWHERE) == qzqd(capsys, "validate")


@pytest.mark.usefixtures("town")
def test_a_scheduler_that_is_gone_half_way(running: Running, capsys: Capture, monkeypatch: Patch) -> None:
    """The last one here: the next would start another."""
    unpack = Checker.unpack

    def killing(self: Checker, packed: bytes, name: str) -> Any:
        running.process.kill()
        running.process.wait()
        return unpack(self, packed, name)

    monkeypatch.setattr(pool, "_CHUNK", 1)
    monkeypatch.setattr(Checker, "unpack", killing)
    ran = qzqd(capsys, "validate", "--no-cache", "--scheduler", running.address)
    assert one_error(ran) == f"与调度器 {running.address} 的连接断了"
