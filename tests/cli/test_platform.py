"""Paths from the top of what a platform has checked out, wherever a command runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from qzqd.cli.platform import from_the_top


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a repository that has lists in a folder of its own."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository/lists/catalogues").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "repository/lists/catalogues")
    return tmp_path


@pytest.mark.parametrize("below", [".", "lists", "lists/catalogues"])
def test_paths_count_from_the_repository(below: str, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town / "repository" / below)
    place = from_the_top()
    for file in ("lists/catalogues/a.yaml", "lists/qzqd.toml", "a.yaml"):
        whole = town / "repository" / file
        relative = Path(*[".."] * (len(Path(below).parts)), file)
        assert place(str(whole)) == place(str(relative)) == file


def test_what_is_outside_keeps_its_name(town: Path) -> None:
    assert from_the_top()("../../../elsewhere.yaml") == "../../../elsewhere.yaml"
    assert from_the_top()("HEAD:lists/a.yaml") == "lists/catalogues/HEAD:lists/a.yaml"


def test_of_the_revision_that_is_shown_the_path_counts(town: Path) -> None:
    place = from_the_top("origin/next")
    assert place("origin/next:lists/catalogues/a.yaml") == "lists/catalogues/a.yaml"


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_a_platform_says_where_it_has_checked_out(
    variable: str, town: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (town / "repository/.git").rmdir()
    monkeypatch.setenv(variable, str(town / "repository"))
    assert from_the_top()("a.yaml") == "lists/catalogues/a.yaml"
    monkeypatch.setenv(variable, str(town / "elsewhere"))
    assert from_the_top()("a.yaml") == "a.yaml"
    monkeypatch.setenv(variable, "repository")
    assert from_the_top()("a.yaml") == "a.yaml"


def test_a_submodule_is_part_of_what_a_platform_shows(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (town / "repository/lists/.git").write_text("gitdir: ../.git/modules/lists\n", "utf-8")
    assert from_the_top()("a.yaml") == "catalogues/a.yaml"
    monkeypatch.setenv("GITHUB_WORKSPACE", str(town))
    assert from_the_top()("a.yaml") == "lists/catalogues/a.yaml"


def test_links_on_the_way_are_where_they_lead(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (town / "repository/shown").symlink_to(town / "repository/lists", target_is_directory=True)
    assert from_the_top()("../../shown/a.yaml") == "lists/a.yaml"
