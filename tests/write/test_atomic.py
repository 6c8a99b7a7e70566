"""A file holds its old bytes or all of the new ones; nothing is left beside it."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qzqd.write import atomic

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "清单.yaml"
    path.write_bytes(b"old")
    return path


def test_the_new_bytes_stand_in_the_file(file: Path) -> None:
    atomic.replace(file, "新".encode(), expected=b"old")
    assert file.read_bytes() == "新".encode()
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    atomic.replace(file, b"new", expected=b"old")
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_the_owner_stays_where_the_system_allows(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def chown(path: Path, user: int, group: int, **_: Any) -> None:
        asked.append((user, group))
        raise PermissionError

    monkeypatch.setattr(os, "chown", chown)
    atomic.replace(file, b"new", expected=b"old")
    assert asked == [(file.stat().st_uid, file.stat().st_gid)]
    assert file.read_bytes() == b"new"


def test_a_file_is_made_with_the_usual_permissions(tmp_path: Path) -> None:
    atomic.replace(tmp_path / "a", b"new")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_without_expectation_whatever_is_there_gives_way(file: Path) -> None:
    atomic.replace(file, b"new")
    assert file.read_bytes() == b"new"


def test_an_edit_made_since_is_not_lost(file: Path) -> None:
    file.write_bytes(b"edited")
    with pytest.raises(atomic.Changed):
        atomic.replace(file, b"new", expected=b"old")
    assert file.read_bytes() == b"edited"
    assert os.listdir(file.parent) == [file.name]


def test_an_edit_made_while_writing_is_not_lost(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: file.write_bytes(b"edited"))
    with pytest.raises(atomic.Changed):
        atomic.replace(file, b"new", expected=b"old")
    assert file.read_bytes() == b"edited"
    assert os.listdir(file.parent) == [file.name]


def test_a_file_that_is_gone_stays_gone(file: Path) -> None:
    file.unlink()
    with pytest.raises(atomic.Changed):
        atomic.replace(file, b"new", expected=b"old")
    assert os.listdir(file.parent) == []


@pytest.mark.parametrize("expected", [b"old", None])
def test_symbolic_links_are_not_written_through(file: Path, expected: bytes | None) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file)
    with pytest.raises(atomic.Irregular):
        atomic.replace(link, b"new", expected)
    assert link.is_symlink()
    assert file.read_bytes() == b"old"


def test_folders_and_pipes_are_not_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(atomic.Irregular):
            atomic.replace(path, b"new", expected=b"")


def test_a_read_only_file_is_respected(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(PermissionError):
        atomic.replace(file, b"new", expected=b"old")
    assert file.read_bytes() == b"old"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    failing=st.sampled_from(["fsync", "replace"]),
    error=st.sampled_from([OSError, KeyboardInterrupt, MemoryError]),
    new=st.binary(),
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failing: str, error: type[BaseException], new: bytes
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def fail(*_: Any, **__: Any) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, failing, fail)
        with pytest.raises(error):
            atomic.replace(path, new, expected=b"old")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == [path.name]


@pytest.fixture
def away(tmp_path: Path) -> Path:
    (tmp_path / "away").mkdir()
    return tmp_path / "away"


def test_no_folder_outside_of_the_limit_is_written_to(tmp_path: Path, away: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "out").symlink_to(away)
    for path in (tmp_path / "root" / "out" / "a", away / "a", tmp_path / "root" / ".." / "away" / "a"):
        with pytest.raises(atomic.OutsideWorkspace):
            atomic.replace(path, b"new", root=tmp_path / "root")
        with pytest.raises(atomic.OutsideWorkspace):
            atomic.make_folder(path, tmp_path / "root")
    assert os.listdir(away) == []
    atomic.make_folder(tmp_path / "root" / "a" / "b", tmp_path / "root")
    atomic.replace(tmp_path / "root" / "a" / "b" / "c", b"new", root=tmp_path / "root")


def test_a_folder_that_becomes_a_link_meanwhile_is_not_followed(
    tmp_path: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, moved = tmp_path / "lists", tmp_path / "moved"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(b"old")

    def fsync(_: int) -> None:
        folder.rename(moved)
        folder.symlink_to(away)

    monkeypatch.setattr(os, "fsync", fsync)
    atomic.replace(folder / "a.yaml", b"new", b"old", tmp_path)
    assert os.listdir(away) == []
    assert (moved / "a.yaml").read_bytes() == b"new"


def test_of_a_file_that_has_grown_no_more_is_read_than_tells_so(file: Path) -> None:
    with file.open("ab") as growing:
        growing.truncate(1 << 40)
    with pytest.raises(atomic.Changed):
        atomic.replace(file, b"new", expected=b"old")


@pytest.mark.parametrize("name", ["file.yaml", "other.yaml"])
def test_what_is_made_again_stands_in_its_place(name: str, file: Path) -> None:
    with atomic.held(file.parent, file.parent.resolve()) as folder:
        folder.remake(name, b"new")
    assert file.with_name(name).read_bytes() == b"new"
    assert {*os.listdir(file.parent)} == {file.name, name}


def test_what_is_made_again_goes_through_no_link_and_into_no_git(file: Path) -> None:
    file.with_name("link.yaml").symlink_to(file)
    file.with_name("loose.yaml").symlink_to(file.with_name("nothing.yaml"))
    with atomic.held(file.parent, file.parent.resolve()) as folder:
        for name, error in (
            ("link.yaml", atomic.Irregular),
            ("loose.yaml", atomic.Irregular),
            (".git", atomic.InsideGit),
        ):
            with pytest.raises(error):
                folder.remake(name, b"new")
    assert file.read_bytes() == b"old"
    assert not file.with_name("nothing.yaml").exists()


def test_of_what_could_not_be_made_nothing_is_left(file: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with atomic.held(file.parent, file.parent.resolve()) as folder:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
        try:
            with pytest.raises(OSError, match="too large"):
                folder.remake("new.yaml", b"new")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert os.listdir(file.parent) == [file.name]
