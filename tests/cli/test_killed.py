"""A run that is killed leaves nothing behind: no process that holds the pipe of whoever waits, no half of anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

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


@pytest.mark.skipif(sys.platform != "linux", reason="children are looked up in /proc")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_workers_end_with_their_parent(tmp_path: Path, sign: signal.Signals) -> None:
    lay(tmp_path)
    command = [sys.executable, "-m", "qzqd", "validate", "--no-cache", "--jobs", "3"]
    # The reader of the pipe waits until nobody holds its other end any more.
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, start_new_session=True)
    try:
        while len(children(process)) < 3 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(sign)
        process.communicate(timeout=30)
        assert process.returncode == -sign
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
