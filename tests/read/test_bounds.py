"""Nothing is read that lies outside of the workspace, however links are laid and whenever they change."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from qzqd.read import source
from qzqd.read.config import FILE, bounds
from qzqd.read.problem import Refused

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
LIMIT = 1_000_000


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a list, beside a folder with a secret; the current folder is the workspace."""
    (tmp_path / "space" / "lists").mkdir(parents=True)
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "secret").write_text("token\n")
    (tmp_path / "space" / FILE).write_text("")
    (tmp_path / "space" / "lists" / "a.yaml").write_text("a: 1\n")
    monkeypatch.chdir(tmp_path / "space")
    return tmp_path / "space"


def refused(path: Path, root: Path) -> str:
    with pytest.raises(Refused) as caught:
        source.read(path, root, LIMIT)
    return caught.value.code


def test_the_workspace_that_a_name_lies_in(space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert bounds(Path("lists/a.yaml")) == bounds(Path("lists")) == bounds(Path("new.json")) == space
    monkeypatch.chdir(space.parent)
    assert bounds(Path("space/lists/a.yaml")) == space
    assert bounds(space / "lists" / "a.yaml") == space
    assert bounds(Path("away/secret")) == bounds(Path("away")) == space.parent / "away"
    assert bounds(Path("x")) == space.parent


@pytest.mark.parametrize("here", [".", "lists", "..", "/"])
def test_no_link_inside_a_workspace_leads_out_of_it(
    here: str, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (space / "out").symlink_to(space.parent / "away")
    monkeypatch.chdir(here)
    for name in (space / "out", space / "out" / "secret", space / "out" / "x" / "y"):
        assert bounds(name) == space
        assert bounds(Path(os.path.relpath(name))) == space


def test_a_workspace_that_a_link_leads_to_is_another(space: Path) -> None:
    (space.parent / "away" / FILE).write_text("")
    (space / "out").symlink_to(space.parent / "away")
    assert bounds(Path("out/secret")) == bounds(Path("out")) == space


def test_below_the_current_folder_links_lead_no_further_than_the_folder_they_lie_in(
    space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (space / FILE).unlink()
    (space / "out").symlink_to(space.parent / "away")
    (space / "lists" / "out").symlink_to(space.parent / "away")
    assert bounds(Path("out/secret")) == space
    assert bounds(Path("lists/out/secret")) == space / "lists"
    monkeypatch.chdir(space.parent)
    assert bounds(Path("space/out/secret")) == space


def test_elsewhere_folders_are_as_they_are_named(
    space: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "link").symlink_to(space)
    assert bounds(home / "link" / "lists" / "a.yaml") == bounds(home / "link") == space
    (home / "to").symlink_to(space.parent / "away")
    assert bounds(home / "to" / "secret") == space.parent / "away"
    (home / "file").symlink_to(space.parent / "away" / "secret")
    assert refused(home / "file", bounds(home / "file")) == "QZ004"


def test_whatever_is_called_like_the_settings_marks_a_workspace(space: Path) -> None:
    (space / FILE).unlink()
    (space / FILE).symlink_to("nowhere")
    assert bounds(Path("lists/a.yaml")) == space


@pytest.mark.parametrize("target", ["secret", "gone", "pipe", ".", "locked/x"])
def test_whether_there_is_anything_outside_is_not_told(target: str, space: Path) -> None:
    away = space.parent / "away"
    os.mkfifo(away / "pipe")
    (away / "locked").write_text("")
    (space / "link").symlink_to(away / target)
    assert refused(space / "link", space) == "QZ004"
    assert refused(space / ".." / "away" / target, space) == "QZ004"


def test_links_in_a_circle(space: Path) -> None:
    (space / "a").symlink_to("b")
    (space / "b").symlink_to("a")
    assert refused(space / "a", space) == "QZ008"
    assert bounds(space / "a" / "x.yaml") == space


@pytest.mark.parametrize("again", [False, True])
def test_a_file_that_becomes_a_link_while_it_is_opened(
    again: bool, space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """again: once it is open, the link is a file once more, so that its name leads to nothing wrong."""
    path, opening = space / "lists" / "a.yaml", os.open

    def swapping(name: Any, flags: int, *rest: Any, **options: Any) -> int:
        if name != path:
            return opening(name, flags, *rest, **options)
        path.rename(space / "kept")
        path.symlink_to(space.parent / "away" / "secret")
        try:
            return opening(name, flags, *rest, **options)
        finally:
            if again:
                path.unlink()
                (space / "kept").rename(path)

    monkeypatch.setattr(os, "open", swapping)
    assert refused(path, space) == "QZ004"


def test_where_the_system_does_not_tell_what_is_open(space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, secret = space / "lists" / "a.yaml", space.parent / "away" / "secret"

    def readlink(*_: Any, **__: Any) -> str:
        raise FileNotFoundError

    for name, told in ((path, str(path)), (secret, "")):
        descriptor = os.open(name, os.O_RDONLY)
        with monkeypatch.context() as patch:
            patch.setattr(os, "readlink", readlink)
            assert source.whereabouts(descriptor, path) == told
        os.close(descriptor)


def test_a_file_that_becomes_a_pipe_is_not_waited_for(space: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opening = space / "lists" / "a.yaml", os.open

    def swapping(name: Any, flags: int, *rest: Any, **options: Any) -> int:
        if name == path:
            path.unlink()
            os.mkfifo(path)
        return opening(name, flags, *rest, **options)

    monkeypatch.setattr(os, "open", swapping)
    assert refused(path, space) == "QZ003"


def test_of_a_file_that_grows_no_more_is_read_than_it_had(
    space: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asking, read = space / "lists" / "a.yaml", os.fdopen, []

    class Growing:
        def __init__(self, descriptor: int, mode: str) -> None:
            self._file = asking(descriptor, mode)
            self.fileno = self._file.fileno

        def __enter__(self) -> Growing:
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def read(self, size: int) -> bytes:
            path.write_bytes(b"#" * 10 * LIMIT)
            data: bytes = self._file.read(size)
            read.append(len(data))
            return data

    monkeypatch.setattr(os, "fdopen", Growing)
    assert refused(path, space) == "QZ008"
    assert read == [len("a: 1\n") + 1]
