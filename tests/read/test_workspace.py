"""Which files a run looks at, and what they are called."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.read import globs
from qzqd.read.config import Config
from qzqd.read.problem import Refused
from qzqd.read.revision import Repository
from qzqd.read.scope import ListPaths
from qzqd.read.snapshot import Snapshot
from qzqd.read.workspace import workspace
from repository import Repository as Laid
from work import assert_linear

if TYPE_CHECKING:
    from collections.abc import Callable


def names(*paths: str) -> list[str]:
    return [entry.name for entry in workspace(paths).entries]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in (
        "a.yaml",
        "lists/b.yml",
        "lists/C.YAML",
        "lists/drafts/d.yaml",
        ".hidden/e.yaml",
        "lists/f.txt",
    ):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("kind: units\n")
    (tmp_path / "qzqd.toml").write_text('exclude = ["*/drafts/*"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_workspace_by_default_without_what_is_hidden_or_excluded(place: Path) -> None:
    assert names() == ["a.yaml", "lists/C.YAML", "lists/b.yml"]


def test_what_is_named_is_never_excluded(place: Path) -> None:
    assert names("lists/drafts/d.yaml") == ["lists/drafts/d.yaml"]


def test_a_file_is_looked_at_once_however_it_is_spelt(place: Path) -> None:
    assert names("a.yaml", str(place / "a.yaml"), "lists/../a.yaml", ".") == [
        "a.yaml",
        "lists/C.YAML",
        "lists/b.yml",
    ]


def test_names_are_relative_wherever_one_stands(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place / "lists")
    assert names() == ["../a.yaml", "C.YAML", "b.yml"]
    assert names(str(place / "a.yaml")) == ["../a.yaml"]


def test_a_workspace_inside_another_is_not_mixed_in(place: Path) -> None:
    (place / "lists" / "qzqd.toml").write_text("")
    with pytest.raises(Refused) as refused:
        workspace([])
    assert refused.value.code == "QZ009"
    with pytest.raises(Refused):
        workspace(["a.yaml", "lists/b.yml"])
    assert names("lists") == ["lists/C.YAML", "lists/b.yml", "lists/drafts/d.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_links_inside_are_followed_once_and_links_outside_are_told(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "x.yaml").write_text("kind: units\n")
    (place / "again").symlink_to(place / "lists")
    (place / "lists" / "loop").symlink_to(place)
    (place / "zzz").symlink_to(elsewhere)
    assert names() == ["a.yaml", "again/C.YAML", "again/b.yml", "zzz"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_settings_hold_when_the_workspace_is_reached_through_a_link(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    link = tmp_path_factory.mktemp("home") / "ws"
    link.symlink_to(place)
    assert [Path(name).name for name in names(str(link))] == ["a.yaml", "C.YAML", "b.yml"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_that_leads_round_in_a_circle_is_no_folder(place: Path) -> None:
    (place / "round").symlink_to("round")
    (place / "round.yaml").symlink_to("round.yaml")
    assert names() == ["a.yaml", "lists/C.YAML", "lists/b.yml", "round.yaml"]


def test_folders_may_lie_deeper_than_python_calls(place: Path) -> None:
    deep = place / "/".join("d" * 200)
    deep.mkdir(parents=True)
    (deep / "x.yaml").write_text("kind: units\n")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = names()
    finally:
        sys.setrecursionlimit(limit)
    assert len(found) == 4


def fill(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"{number}.yaml").write_text("kind: units\n")


def test_a_folder_named_often_is_walked_once(place: Path) -> None:
    def named(count: int) -> Callable[[], Any]:
        fill(place / "many", count)
        paths = ["./" * number + "many" for number in range(1, count)]
        return lambda: names(*paths)

    assert len(named(30)()) == 30
    assert_linear(named, 30)


def test_many_paths_take_no_longer_each(place: Path) -> None:
    def listed(count: int) -> Callable[[], Any]:
        paths = ", ".join(f'"p{number}.yaml"' for number in range(count))
        (place / "qzqd.toml").write_text(f"paths = [{paths}]\n")
        return lambda: workspace([])

    assert listed(30)().whole
    assert_linear(listed, 30)


def test_a_revision_is_held_against_many_paths_at_once(tmp_path: Path) -> None:
    top = Snapshot(Repository.around(Laid(tmp_path).root), {}, "")

    def asked(count: int) -> Callable[[], Any]:
        paths = [tmp_path / f"p{number}" for number in range(count)]
        scope = ListPaths(top, Config(), tmp_path, paths, frozenset())
        return lambda: [scope.lists(f"p{number}/x/y.yaml") for number in range(count)]

    assert all(asked(30)())
    assert_linear(asked, 30)


def test_many_exceptions_are_looked_up_at_once(place: Path) -> None:
    def shut(count: int) -> Callable[[], Any]:
        fill(place / "many", count)
        patterns = ", ".join(f'"*drafts-{number}*"' for number in range(count))
        (place / "qzqd.toml").write_text(f"exclude = [{patterns}]\n")
        return names

    assert_linear(shut, 100)


def test_registers_are_found_once_and_links_outside_are_told(
    place: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "x.yaml").write_text("kind: units\n")
    (place / "again").symlink_to(place / "lists")
    (place / "out").symlink_to(elsewhere)
    (place / "qzqd.toml").write_text('registers = ["*/*.yml", "**/*.yml", "out/*.yaml", "gone/*"]\n')
    assert [entry.name for entry in workspace([]).registers] == ["lists/b.yml", "out"]


def test_patterns_without_end_are_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(globs, "MOST", 5)
    (place / "qzqd.toml").write_text('registers = ["**/**/*.yaml"]\n')
    with pytest.raises(Refused) as refused:
        workspace([])
    assert refused.value.code == "QZ009"
    assert refused.value.problem.offsets == (0, len("registers"))
