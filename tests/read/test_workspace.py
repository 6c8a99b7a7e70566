"""Which files a run looks at, and what they are called."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qzqd.read.problem import Refused
from qzqd.read.workspace import workspace


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
