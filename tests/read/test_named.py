"""What a command line is taken to mean; what it leaves open is asked and never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.command import promised, qzqd
from compare.editions import item, side
from qzqd.read.problem import Refused
from qzqd.read.side import sides
from repository import Repository, made_once

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


def text(key: str, name: str = "防火检查") -> str:
    return side([item(f"{key.upper()}-1", name)], id=f"toy/{key}").documents[0].data.decode()


@made_once
def two_lists(repository: Repository) -> None:
    """Two lists, one of which is renamed in the second commit; the first is tagged."""
    repository.write("qzqd.toml", 'paths = ["清单"]\n')
    repository.write("清单/a.yaml", text("a"))
    repository.write("清单/b.yaml", text("b"))
    repository.commit("一")
    repository.git("tag", "v1")
    repository.write("清单/a.yaml", text("a", "改名"))
    repository.commit("二")


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = two_lists(tmp_path / "仓库")
    monkeypatch.chdir(repository.root)
    return repository


def told(capsys: Capture, *arguments: str) -> list[tuple[str, str]]:
    ran = qzqd(capsys, "diff", *arguments, "--format", "json")
    assert ran.code == 0, ran
    return [(change["type"], change["catalogue"]) for change in promised("diff", ran.out)["changes"]]


RENAMED = [("renamed", "toy/a")]


@pytest.mark.parametrize("spec", ["v1..HEAD", "v1..", "v1...main", "v1..."])
def test_a_range_is_both_sides(spec: str, lists: Repository, capsys: Capture) -> None:
    assert told(capsys, spec) == RENAMED
    assert told(capsys, spec, "--paths", "清单/b.yaml") == []


def test_a_range_goes_one_way(lists: Repository, capsys: Capture) -> None:
    lists.git("switch", "-q", "-c", "side", "v1")
    lists.write("清单/b.yaml", text("b", "另改"))
    lists.commit("三")
    assert {*told(capsys, "main..side")} == {("renamed", "toy/a"), ("renamed", "toy/b")}
    assert told(capsys, "main...side") == [("renamed", "toy/b")]
    assert told(capsys, "..side") == []
    assert "“main..side”已经是两个版本" in qzqd(capsys, "diff", "main..side", "HEAD").err


def test_a_path_that_goes_up_is_no_range(lists: Repository, capsys: Capture) -> None:
    for spec in ("../x", "清单/../x.yaml", "./..x"):
        with pytest.raises(Refused) as refused:
            sides(spec, "v1", ())
        assert spec in refused.value.problem.message.zh or "一个文件" in refused.value.problem.message.zh


@pytest.mark.parametrize(
    "arguments",
    [
        ("v1", "清单/a.yaml"),
        ("v1", "清单"),
        ("v1:清单/a.yaml",),
        ("v1:清单",),
        ("v1:清单/a.yaml", "HEAD"),
        ("v1:./清单/a.yaml", "清单/a.yaml"),
        ("v1", "HEAD:清单/a.yaml"),
        ("v1", "."),
        ("v1", "HEAD", "--paths", "清单/a.yaml"),
        ("v1", "--paths", "清单/a.yaml", "--paths", "清单/b.yaml"),
    ],
)
def test_what_is_named_of_one_side_is_compared_with_the_same_of_the_other(
    arguments: tuple[str, ...], lists: Repository, capsys: Capture
) -> None:
    assert told(capsys, *arguments) == RENAMED


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("清单/a.yaml",), "只写了一个文件 清单/a.yaml，不知道和哪一个比"),
        (("../外.yaml",), "qzqd diff ../外.yaml 新.yaml"),
        (("../外.yaml", "v1"), "版本 v1 里没有 ../外.yaml"),
        (("v1", "../外.yaml"), "写明是哪个文件：v1:路径"),
        (("v1", "新.yaml"), "版本 v1 里没有 新.yaml"),
        (("v1:清单/a.yaml", "清单"), "v1:清单/a.yaml 是一个文件，清单 里有 2 个"),
        (("../外.yaml", "清单"), "../外.yaml 是一个文件，清单 里有 2 个"),
        (("清单",), "清单 是工作区的一部分，和工作区比就是和自己比"),
        ((".",), ". 是工作区的一部分，和工作区比就是和自己比"),
    ],
)
def test_what_is_left_open_is_asked(
    arguments: tuple[str, ...], said: str, lists: Repository, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "外.yaml").write_text(text("a"), "utf-8")
    lists.write("新.yaml", text("a"))
    ran = qzqd(capsys, "diff", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_part_that_is_new_or_gone(lists: Repository, capsys: Capture) -> None:
    lists.write("清单/c.yaml", text("c"))
    (lists.root / "清单/b.yaml").unlink()
    assert told(capsys, "--paths", "清单/c.yaml") == [("added", "toy/c")]
    assert told(capsys, "--paths", "清单/b.yaml") == [("cancelled", "toy/b")]
    lists.commit("三")
    assert told(capsys, "v1", "HEAD", "--paths", "清单/b.yaml") == [("cancelled", "toy/b")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("清单s/a.yaml", "清单/b.yaml"), "是否想写 清单？"),
        (("清单/aa.yaml", "清单/b.yaml"), "是否想写 清单/a.yaml？"),
        (("v1", "清单/aa.yaml"), "是否想写 清单/a.yaml？"),
        (("--paths", "清单/aa.yaml"), "是否想写 清单/a.yaml？"),
        (("v1", "HEAD", "--paths", "清单/a.yaml", "--paths", "清单/aa.yaml"), "两边都没有 清单/aa.yaml"),
        (("v9",), "git log 可以看到有哪些版本"),
        (("v9..HEAD",), "没有文件、文件夹或者 git 版本“v9”"),
        (("v1:清单/aa.yaml",), "v1:清单/aa.yaml 里没有清单文件"),
    ],
)
def test_a_slip_is_no_comparison(
    arguments: tuple[str, ...], said: str, lists: Repository, capsys: Capture
) -> None:
    ran = qzqd(capsys, "diff", *arguments)
    assert ran.code == 3
    assert said in ran.out.replace("\n", "")
    assert "取消" not in ran.out


def test_a_slip_without_a_repository(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(text("a"), "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "diff", "aa.yaml", "a.yaml")
    assert ran.code == 3
    assert "没有文件或文件夹“aa.yaml”" in ran.out
    assert "是否想写 a.yaml？" in ran.out


@pytest.mark.parametrize(
    ("spec", "folder"),
    [
        *[
            ("v1", True),
            ("v1", False),
            ("main", True),
            ("HEAD", False),
            ("HEAD~1", True),
            ("main@{0}", False),
        ],
        *[("whole", True), ("whole", False), ("short", True)],
    ],
)
def test_a_file_called_like_a_revision_is_refused(
    spec: str, folder: bool, lists: Repository, capsys: Capture
) -> None:
    """A pull request could bring one along, and have the check compare with what it holds."""
    if spec in ("whole", "short"):
        spec = lists.git("rev-parse", *(["--short=8"] if spec == "short" else []), "v1").strip()
    lists.write(f"{spec}/a.yaml" if folder else spec, text("a", "改名"))
    for arguments in (
        ["diff", spec],
        ["diff", spec, "v1^0"],
        ["diff", "v1^0", spec],
        ["coverage", "--against", spec],
    ):
        ran = qzqd(capsys, *arguments)
        assert ran.code == 2
        assert f"“{spec}”既是文件或文件夹，又是 git 版本" in ran.err
    # What is not named is not looked for among the files.
    assert told(capsys) == []
    assert told(capsys, f"{spec}^0") in ([], RENAMED)
    if folder:
        lists.write(f"{spec}/b.yaml", text("b"))
        assert told(capsys, f"./{spec}") == []


def test_a_folder_named_by_the_year_is_no_short_id(lists: Repository, capsys: Capture) -> None:
    year = lists.git("rev-parse", "v1").strip()[:4]
    lists.write(f"{year}/a.yaml", text("a"))
    lists.write(f"{year}/b.yaml", text("b"))
    assert told(capsys, year) == RENAMED
    lists.git("tag", year)
    assert qzqd(capsys, "diff", year).code == 2


def test_a_checkout_is_what_its_settings_say(lists: Repository, tmp_path: Path, capsys: Capture) -> None:
    """Else what lies beside the lists would be cancelled."""
    lists.write("模板/x.yaml", text("x"))
    lists.commit("三")
    lists.git("worktree", "add", "-q", str(tmp_path / "旧"), "v1")
    (tmp_path / "旧/模板").mkdir()
    (tmp_path / "旧/模板/y.yaml").write_text(text("y"), "utf-8")
    for arguments in (("../旧",), ("../旧", "."), ("../旧", "HEAD")):
        assert told(capsys, *arguments) == RENAMED


def test_one_file_is_nothing_to_hold_a_workspace_against(lists: Repository, capsys: Capture) -> None:
    for spec in ("清单/a.yaml", "v1:清单/a.yaml"):
        ran = qzqd(capsys, "coverage", "--against", spec)
        assert ran.code == 2
        assert "是一个文件，整个工作区不能和它比" in ran.err
    assert qzqd(capsys, "coverage", "--no-decrease", "v2").code == 3


def test_paths_of_another_repository_are_asked_there(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(capsys, "v1", "--paths", "仓库/清单") == RENAMED
    assert told(capsys, "v1", "HEAD", "--paths", str(lists.root / "清单/a.yaml")) == RENAMED
    assert "“v1”" in qzqd(capsys, "diff", "v1").out
