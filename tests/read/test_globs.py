"""Patterns name what `Path.glob` says they do, and nothing that a stranger writes makes that take long."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.read import globs
from qzqd.read.disk import DISK
from qzqd.read.globs import Endless, Globs

if TYPE_CHECKING:
    from pathlib import Path

PARTS = ["a", "b", "*", "**", "a*", "*.yaml", "x.yaml", "?", "[ab]", ".h"]
TREE = ["x.yaml", "a/x.yaml", "a/a/y.yaml", "a/b/ax.yaml", "b/.h/x.yaml", "b/a/b/x.yaml", "b/a/b/a/.z.yaml"]
links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tree")
    for name in TREE:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    return root


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=6))
def test_what_a_pattern_names(tree: Path, parts: list[str]) -> None:
    pattern = "/".join(parts)
    found = [place.path for place in DISK.glob(tree, [pattern])]
    # Before Python 3.13 two stars at the end were folders alone.
    expected = {path for path in tree.glob(pattern + "/*" * (parts[-1] == "**")) if path.is_file()}
    assert {path for path in found if path.is_file()} == expected
    assert found == sorted(set(found))


@given(st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("/".join), max_size=4))
def test_several_patterns_name_what_each_of_them_does(tree: Path, patterns: list[str]) -> None:
    each = {place.path for pattern in patterns for place in DISK.glob(tree, [pattern])}
    found = DISK.glob(tree, patterns)
    assert [place.path for place in found] == sorted(each)
    for pattern in patterns:
        own = [place.path for place in DISK.glob(tree, [pattern])]
        assert own == [place.path for place in found if pattern in place.patterns]


@links
@pytest.mark.parametrize(
    "pattern", ["**/" * 40 + "*.yaml", "*/" * 40 + "x.yaml", "*/**/" * 20 + "x.yaml", "a/" * 200 + "x.yaml"]
)
def test_every_folder_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).symlink_to(".")
    (tmp_path / "x.yaml").write_text("")
    inner = tmp_path / "d" / "d" / "d"
    inner.mkdir(parents=True)
    (inner / "again").symlink_to(tmp_path)
    read: list[str] = []
    scandir = os.scandir

    def counted(folder: str) -> os._ScandirIterator[str]:
        read.append(os.path.realpath(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    assert [place.real for place in DISK.glob(tmp_path, [pattern] * 3)] == [tmp_path / "x.yaml"]
    assert len(read) == len(set(read)) <= 4


@links
def test_a_folder_outside_is_not_looked_into(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tree)
    (tmp_path / "round").symlink_to("round")
    for pattern in ("out/a/x.yaml", "*/x.yaml", "*/*/*.yaml", "**/out/x.yaml"):
        assert DISK.glob(tmp_path, [pattern]) == [(tmp_path / "out", tree, {pattern})], pattern
    assert DISK.glob(tmp_path, ["**/*.yaml"]) == []


def test_too_many_names_are_refused(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(globs, "MOST", 30)
    assert [place.path for place in DISK.glob(tree, ["a/*.yaml", "b/*.yaml"])] == [tree / "a" / "x.yaml"]
    with pytest.raises(Endless):
        DISK.glob(tree, ["**/*.yaml", "**/b/*.yaml", "**/a/*.yaml"])


def test_whole_paths_are_matched_in_the_order_given() -> None:
    found = Globs(["*/drafts/*", "a.yaml", "*.yml", "[a]*", "*", "a.yaml"])
    assert found.matching("a.yaml") == ["a.yaml", "[a]*", "*"]
    assert found.matching("x/drafts/y/z.yml") == ["*/drafts/*", "*.yml", "*"]
    assert "anything" in found
    assert "b.yaml" not in Globs(["a.yaml", "*.yml"])
    assert "a.yaml" not in Globs([])
