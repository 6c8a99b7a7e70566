"""One side of a comparison: a file, a folder, a revision, the work tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd.read.problem import Refused
from qzqd.read.side import sides
from repository import Repository, made_once

if TYPE_CHECKING:
    from pathlib import Path


@made_once
def two_commits(repository: Repository) -> None:
    """Two commits: a list is renamed and another one deleted in between; the work tree has one more."""
    repository.write("qzqd.toml", 'paths = ["清单"]\nexclude = ["清单/草稿/*"]\n')
    repository.write("清单/主责 事项.yaml", "a: 1\n")
    repository.write("清单/gone.yaml", "b: 1\n")
    repository.write("清单/草稿/x.yaml", "c: 1\n")
    repository.write("清单/.hidden/x.yaml", "d: 1\n")
    repository.write("清单/说明.md", "# \n")
    repository.write("别处/x.yaml", "e: 1\n")
    repository.commit("一")
    repository.git("tag", "v1")
    repository.git("mv", "清单/主责 事项.yaml", "清单/主责事项.yaml")
    repository.git("rm", "-q", "清单/gone.yaml")
    repository.commit("二")
    repository.write("清单/新.yaml", "f: 1\n")


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = two_commits(tmp_path / "仓库")
    monkeypatch.chdir(repository.root)
    return repository


def names(old: str | None, new: str | None, *paths: str) -> tuple[list[str], list[str]]:
    left, right = sides(old, new, paths)
    return [each.path for each in left.documents], [each.path for each in right.documents]


@pytest.mark.usefixtures("lists")
def test_a_revision_against_the_work_tree() -> None:
    assert names("v1", None) == (
        ["v1:清单/gone.yaml", "v1:清单/主责 事项.yaml"],
        ["清单/主责事项.yaml", "清单/新.yaml"],
    )
    assert names(None, None) == (["HEAD:清单/主责事项.yaml"], ["清单/主责事项.yaml", "清单/新.yaml"])


@pytest.mark.usefixtures("lists")
def test_two_revisions_and_paths() -> None:
    assert names("v1", "HEAD", "清单/gone.yaml", "清单/主责事项.yaml") == (
        ["v1:清单/gone.yaml"],
        ["HEAD:清单/主责事项.yaml"],
    )
    assert names("v1:别处", "HEAD:别处/x.yaml") == (["v1:别处/x.yaml"], ["HEAD:别处/x.yaml"])
    assert names("HEAD~1", "HEAD")[0] == ["HEAD~1:清单/gone.yaml", "HEAD~1:清单/主责 事项.yaml"]


def test_from_where_two_branches_parted(lists: Repository) -> None:
    lists.git("switch", "-q", "-c", "work", "v1")
    lists.write("清单/分支.yaml", "g: 1\n")
    lists.git("add", "清单/分支.yaml")
    lists.git("commit", "-q", "-m", "三")
    old, new = names("main...work", None)
    base = lists.git("rev-parse", "v1^{commit}")[:9]
    assert old == [f"{base}:清单/gone.yaml", f"{base}:清单/主责 事项.yaml"]
    assert "work:清单/分支.yaml" in new


def test_revisions_that_parted_are_revisions_whatever_lies_around(lists: Repository) -> None:
    lists.git("switch", "-q", "-c", "清单", "v1")
    for name in ("清单", "main"):
        (lists.root / name).mkdir(exist_ok=True)
        (lists.root / name / "x.yaml").write_text("x: 1\n", "utf-8")
    (lists.root / "HEAD").mkdir()
    wanted = ["清单:清单/gone.yaml", "清单:清单/主责 事项.yaml"]
    assert names("main...清单", None)[1] == wanted
    assert names(None, None)[0] == [path.replace("清单:", "HEAD:") for path in wanted]


def test_a_place_in_a_revision_is_read_as_git_reads_it(
    lists: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for spec in ("v1:别处/x.yaml", "v1:别处", "v1:别处/", "v1:./别处/x.yaml", "v1:清单/../别处//x.yaml"):
        assert names(spec, None)[0] == ["v1:别处/x.yaml"]
    whole = names("v1:", None)[0]
    assert {"v1:别处/x.yaml", "v1:清单/gone.yaml"} < {*whole}
    assert names("v1:.", None)[0] == whole
    monkeypatch.chdir(lists.root / "别处")
    assert names("v1:./x.yaml", None)[0] == names("v1:../别处", None)[0] == ["v1:别处/x.yaml"]
    assert sides("v1:./x.yaml", None, ())[0].single


def test_the_work_tree_is_without_what_git_ignores(lists: Repository) -> None:
    lists.write(".gitignore", "新.yaml\nold*\n")
    lists.write("清单/未交.yaml", "h: 1\n")
    lists.write("清单/old.yaml", "i: 1\n")
    lists.git("add", "-f", "清单/old.yaml")
    kept = ["清单/old.yaml", "清单/主责事项.yaml", "清单/未交.yaml"]
    assert names("v1", None)[1] == kept
    assert "清单/新.yaml" in names("v1", "清单")[1]


def test_from_a_folder_inside(lists: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(lists.root / "清单")
    assert names("v1", None)[0] == ["v1:清单/gone.yaml", "v1:清单/主责 事项.yaml"]
    assert names("v1", None, "gone.yaml", "主责事项.yaml")[0] == ["v1:清单/gone.yaml"]


def test_files_and_folders_need_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.yaml").write_text(name, "utf-8")
    assert names("a", "b") == (["a/x.yaml"], ["b/x.yaml"])
    left, right = sides("a/x.yaml", "b/x.yaml", ())
    assert left.single
    assert right.single
    assert left.documents[0].data == b"a"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("nowhere", None, "没有文件、文件夹或者 git 版本“nowhere”"),
        ("--output=x", None, "没有文件、文件夹或者 git 版本“--output=x”"),
        ("main...HEAD", "HEAD", "“main...HEAD”已经是两个版本"),
        ("main...nowhere", None, "没有文件、文件夹或者 git 版本“nowhere”"),
        ("v1:说明.md", None, "v1:说明.md 里没有清单文件"),
        ("v1:../x", None, "v1:../x 里没有清单文件"),
        ("v1:/x", None, "v1:/x 里没有清单文件"),
        (":x", None, "没有文件、文件夹或者 git 版本“:x”"),
    ],
)
@pytest.mark.usefixtures("lists")
def test_what_does_not_exist(old: str, new: str | None, said: str) -> None:
    with pytest.raises(Refused) as refused:
        sides(old, new, ())
    assert refused.value.problem.message.zh == said


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused) as refused:
        sides("main", None, ())
    assert "不在 git 仓库里" in refused.value.problem.message.zh


def test_without_git(lists: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(lists.root))
    with pytest.raises(Refused) as refused:
        sides("v1", None, ())
    assert refused.value.problem.message.zh == "没有安装 git"


def test_a_shallow_clone_says_so(lists: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.git("clone", "-q", "--depth=1", f"file://{lists.root}", str(tmp_path / "shallow"))
    monkeypatch.chdir(tmp_path / "shallow")
    with pytest.raises(Refused) as refused:
        sides("HEAD~1", None, ())
    help = refused.value.problem.help
    assert help
    assert "git fetch --unshallow" in help.zh


def test_a_file_that_cannot_be_had_is_told(lists: Repository) -> None:
    (lists.root / "清单" / "link.yaml").symlink_to("/etc/hostname")
    _, right = sides("v1", None, ())
    (document,) = [each for each in right.documents if each.path.endswith("link.yaml")]
    assert document.refused is not None


def test_paths_do_not_mind_what_lies_around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "qzqd.toml").write_text("", "utf-8")
        (tmp_path / f"{name}.yaml").write_text(name, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert names("one.yaml", "two.yaml") == (["one.yaml"], ["two.yaml"])


def test_a_workspace_inside_another_is_not_compared_with_that(
    lists: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.write("区/a.yaml", "a: 1\n")
    lists.commit("三")
    lists.write("区/qzqd.toml", "")
    lists.write("区/b.yaml", "b: 1\n")
    monkeypatch.chdir(lists.root / "区")
    assert names(None, None) == (["HEAD:区/a.yaml"], ["a.yaml", "b.yaml"])
    lists.commit("四")
    (lists.root / "区/qzqd.toml").unlink()
    assert names(None, None) == (["HEAD:区/a.yaml", "HEAD:区/b.yaml"], ["a.yaml", "b.yaml"])


def test_an_older_side_without_the_workspace_says_so(
    lists: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.write("区/qzqd.toml", "")
    lists.write("区/b.yaml", "b: 1\n")
    monkeypatch.chdir(lists.root / "区")
    with pytest.raises(Refused) as caught:
        sides(None, None, ())
    assert "HEAD" in caught.value.problem.message.zh


def test_settings_that_moved_are_those_of_the_workspace(
    lists: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.git("mv", "qzqd.toml", "清单/qzqd.toml")
    lists.write("清单/qzqd.toml", "")
    monkeypatch.chdir(lists.root / "清单")
    assert "HEAD:清单/主责事项.yaml" in names(None, None)[0]
