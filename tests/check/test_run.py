"""Many files: worker processes, the cache and one process alone come to the same answer."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.check.rule import SOUND, Example
from qzqd.check.run import run
from qzqd.open import pool, store
from qzqd.open.cache import Cache
from qzqd.read.workspace import workspace
from qzqd.report.paper.tally import summary
from workspaces import check
from workspaces import lay as lay_example

if TYPE_CHECKING:
    from pathlib import Path

ITEM = "  - {{id: ZM-{0:04d}, name: 证明{0}, issuance: shall-not, seq: {0}}}\n"


def lay(folder: Path, files: int) -> None:
    for number in range(files):
        head = (
            f"kind: community-certificates\nid: place/list-{number}\ntitle: 清单{number}\nedition: '2025'\n"
            f"jurisdiction: {{code: '{420000 + number}', name: 某地}}\nissuer: 民政厅\n"
            "source: {title: 公告, provenance: compiled}\nitems:\n"
        )
        body = "".join(ITEM.format(n) for n in range(1, 30))
        if number % 3 == 0:
            body += ITEM.format(40).replace("issuance", "isuance")
        if number % 4 == 0:
            body += ITEM.format(1)
        (folder / f"{number:02d}.yaml").write_text(head + body, "utf-8")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(tmp_path, 12)
    monkeypatch.setattr(pool, "WORTH_CACHING", 0)
    monkeypatch.setattr(pool, "WORTH_SHARING", 0)
    monkeypatch.setattr(pool, "_CHUNK", 5_000)
    return tmp_path


def kept_in() -> Path:
    folder = store.folder()
    assert folder is not None
    return folder


def test_workers_cache_and_one_process_agree(place: Path) -> None:
    alone = run(workspace([str(place)]), jobs=1, use_cache=False)
    assert len(alone.findings) > 5
    assert run(workspace([str(place)]), jobs=2, use_cache=False) == alone
    assert run(workspace([str(place)]), jobs=1) == alone
    assert run(workspace([str(place)]), jobs=1) == alone
    assert run(workspace([str(place)]), jobs=2) == alone


def test_from_the_cache_nothing_is_parsed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(workspace([str(place)]), jobs=1)

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("qzqd.check.engine.Engine.check", never)
    assert run(workspace([str(place)]), jobs=1) == first


def test_what_changes_is_checked_again(place: Path) -> None:
    before = run(workspace([str(place)]), jobs=1)
    path = place / "01.yaml"
    path.write_text(path.read_text("utf-8").replace("issuance", "isuance", 1), "utf-8")
    after = run(workspace([str(place)]), jobs=1)
    assert len(after.findings) == len(before.findings) + 1
    (place / "qzqd.toml").write_text('disable = ["QZ104"]\n')
    assert not [found for found in run(workspace([str(place)]), jobs=1).findings if found.code == "QZ104"]


def test_another_program_is_known_even_where_all_files_are_of_one_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = tmp_path / "rules.py"
    monkeypatch.setattr("qzqd.__file__", str(tmp_path / "__init__.py"))
    seen = set()
    for text in ("", "changed"):
        module.write_text(text, "utf-8")
        os.utime(module, (0, 0))
        seen.add(store.program.__wrapped__())
    assert len(seen) == 2


def test_a_damaged_cache_costs_time_and_nothing_else(place: Path) -> None:
    first = run(workspace([str(place)]), jobs=1)
    file = kept_in() / "results.sqlite"
    for trace in kept_in().glob("results.sqlite-*"):
        trace.unlink()
    file.write_bytes(b"not a database" * 1000)
    assert run(workspace([str(place)]), jobs=1) == first
    assert run(workspace([str(place)]), jobs=1) == first


@pytest.mark.parametrize(
    "row",
    [
        "x'00'",
        "'text'",
        "5",
        "NULL",
        "x'7b7d'",
        "substr(value, 1, 20)",
        "value || x'20'",
        "(SELECT value FROM results ORDER BY key LIMIT 1)",
    ],
)
def test_a_row_that_is_not_what_was_kept_costs_time_and_nothing_else(place: Path, row: str) -> None:
    first = run(workspace([str(place)]), jobs=1)
    with contextlib.closing(sqlite3.connect(kept_in() / "results.sqlite")) as kept, kept:
        kept.execute(f"UPDATE results SET value = {row}")
    assert run(workspace([str(place)]), jobs=1) == first
    assert run(workspace([str(place)]), jobs=1) == first


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"[[], [], {}, {}, [], [], {}]", b"\xff" * 40])
def test_kept_registers_that_are_broken_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setattr(pool, "WORTH_CACHING", 0)
    lay(tmp_path, 1)
    (tmp_path / "registers").mkdir()
    units = (
        "kind: units\nid: place/units\ntitle: 单位\nedition: '2025'\njurisdiction: {code: '420000', name: 某地}\n"
        "issuer: 民政厅\nsource: {title: 公告, provenance: compiled}\nitems:\n  - {id: x, name: 某局, type: department}\n"
    )
    (tmp_path / "registers" / "units.yaml").write_text(units, "utf-8")
    first = run(workspace([str(tmp_path)]))
    (kept,) = kept_in().glob("registers-*")
    before = kept.read_bytes()
    kept.write_bytes(content)
    assert run(workspace([str(tmp_path)])) == first
    assert kept.read_bytes() == before


def test_a_cache_that_cannot_be_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = place / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert run(workspace([str(place)]), jobs=1).files == 12


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such owner there")
def test_a_cache_that_others_may_have_filled_is_not_asked(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "shared"))
    ours = store.folder()
    assert ours is not None
    ours.chmod(0o777)
    assert store.folder() is None
    ours.chmod(0o755)
    assert store.folder() == ours
    monkeypatch.setattr(os, "geteuid", lambda: ours.stat().st_uid + 1)
    assert store.folder() is None
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(place / "linked"))
    (place / "linked").mkdir()
    (place / "linked" / "qzqd").symlink_to(ours)
    assert store.folder() is None


def test_nowhere_to_keep_a_cache(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pwd = pytest.importorskip("pwd")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    assert store.folder() is None
    assert run(workspace([str(place)]), jobs=1).files == 12
    (place / "registers").mkdir()
    (place / "registers" / "units.yaml").write_text("kind: units\nitems: [\n")
    assert run(workspace([str(place)]), jobs=1).files == 13


def test_a_relative_folder_for_caches_is_none(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, "here")
    assert store.folder() is None
    monkeypatch.setenv("HOME", str(place / "home"))
    assert store.folder() == place / "home" / ".cache" / "qzqd"
    run(workspace([str(place)]), jobs=1)
    assert not (place / "here").exists()


def test_no_shared_memory(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only file system")

    alone = run(workspace([str(place)]), jobs=1, use_cache=False)
    monkeypatch.setattr("_multiprocessing.SemLock", refuse)
    assert run(workspace([str(place)]), jobs=2, use_cache=False) == alone


def test_only_the_newest_results_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    connect = sqlite3.connect

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_trace_callback(told.append)
        return connection

    monkeypatch.setattr(sqlite3, "connect", connected)
    monkeypatch.setattr("qzqd.open.cache._KEPT", 25)
    days = iter(range(10))
    monkeypatch.setattr("qzqd.open.cache.time.time", lambda: next(days))
    cache = Cache(tmp_path)
    for day in range(10):
        cache.put([(bytes([day, each]), bytes([day])) for each in range(10)])
    cache.close()
    assert sum("DELETE" in query for query in told) == 1
    cache = Cache(tmp_path)
    kept = [key for key in (bytes([day, each]) for day in range(10) for each in range(10)) if cache.get(key)]
    assert len(kept) == 25
    assert {key[0] for key in kept} == {7, 8, 9}
    cache.close()
    assert sum("DELETE" in query for query in told) == 1


def test_pruning_reads_no_results(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put([(b"key", b"result")])
    cache.close()
    connection = sqlite3.connect(tmp_path / "results.sqlite")
    steps = connection.execute("EXPLAIN QUERY PLAN SELECT key FROM results ORDER BY made DESC").fetchall()
    connection.close()
    assert [step[-1] for step in steps] == ["SCAN results USING COVERING INDEX results_made"]


def test_a_broken_register_is_told_even_when_it_is_not_asked_about(tmp_path: Path) -> None:
    lay(tmp_path, 1)
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "units.yaml").write_text("kind: units\nitems: [\n")
    found = run(workspace([str(tmp_path / "00.yaml")]), jobs=1, use_cache=False).findings
    assert "QZ010" in {finding.code for finding in found}


def test_what_no_register_was_at_hand_for_is_told(tmp_path: Path, place: Path) -> None:
    laws = Example(
        'items:\n  - {id: F, name: 消防法, level: 法律, editions: [{date: "2021-04-29", articles: 74}]}\n',
        {"kind": "laws", "id": "example/laws"},
    )
    units = Example(
        'items:\n  - {id: D, name: 东街街道, type: street, code: "420302001", offices: [安监站]}\n',
        {"kind": "units", "id": "example/units"},
    )
    served = SOUND._replace(body=f"{SOUND.body}    office: 安监站\n")
    said = {}
    for name, example in {
        "none": served,
        "laws": served._replace(beside=(laws,)),
        "both": served._replace(beside=(laws, units)),
        "no office": SOUND,
    }.items():
        lay_example(tmp_path / name, example)
        said[name] = summary(check(tmp_path / name)).zh.partition("；")[2]
    assert said == {
        "none": "没有法规登记簿，引用的法规没有核对；没有单位登记簿，单位、部门没有核对。",
        "laws": "没有单位登记簿，单位、部门没有核对。",
        "both": "",
        "no office": "没有法规登记簿，引用的法规没有核对。",
    }
    assert run(workspace([str(place / "00.yaml")]), jobs=1).unheld == ()


def test_one_file_of_a_workspace_is_told_to_be_held_against_no_other(tmp_path: Path) -> None:
    lay_example(tmp_path, SOUND)
    lone = [str(tmp_path / "example.yaml")]
    clause = "只看了指定的文件，没有和其他清单核对"
    assert clause not in summary(run(workspace(lone), jobs=1)).zh  # nothing tells that there are others
    (tmp_path / "qzqd.toml").write_text("", "utf-8")
    assert clause in summary(run(workspace(lone), jobs=1)).zh
    assert clause not in summary(check(tmp_path)).zh
