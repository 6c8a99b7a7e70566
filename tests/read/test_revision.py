"""What a repository cannot give, and what it gives too much of."""

from __future__ import annotations

import shutil
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from cli.command import promised, qzqd
from compare.editions import item, side
from qzqd.read.problem import Refused
from qzqd.read.revision import Repository as Found
from qzqd.read.side import sides
from repository import Repository, made_once

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
PLACE = "清单/甲.yaml"
FIRE = item("T-1", "防火检查")


def text(name: str) -> str:
    return side([{**FIRE, "name": name}]).documents[0].data.decode()


@made_once
def three_commits(repository: Repository) -> None:
    """Three commits that rename an item."""
    repository.write("qzqd.toml", 'paths = ["清单"]\n')
    for name in ("甲", "乙", "丙"):
        repository.write(PLACE, text(name))
        repository.commit(name)


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = three_commits(tmp_path / "仓库")
    monkeypatch.chdir(repository.root)
    return repository


def lose(repository: Repository, name: str) -> None:
    """An object is gone, as after a crash."""
    key = repository.git("rev-parse", name).strip()
    (repository.root / ".git/objects" / key[:2] / key[2:]).unlink()


def test_a_large_content_is_refused_as_a_large_file_is_and_never_read(
    lists: Repository, capsys: Capture
) -> None:
    (lists.root / "清单/大.yaml").write_bytes(b"#" * 40_000_000)
    lists.commit("大")
    lists.git("tag", "large")
    (lists.root / "清单/大.yaml").unlink()
    lists.write(PLACE, text("丁"))
    lists.commit("删")
    tracemalloc.start()
    old, _ = sides("large", "HEAD", ())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    (large,) = [document for document in old.documents if document.path == "large:清单/大.yaml"]
    assert large.refused is not None
    assert large.refused.code == "QZ005"
    ran = qzqd(capsys, "diff", "large", "HEAD")
    assert ran.code == 3
    assert "错误[QZ005] 文件 40,000,000 字节，超过上限 33,554,432" in ran.out
    assert "名称变更" in ran.out
    for against in ("--against", "--no-decrease"):
        assert "QZ005" in qzqd(capsys, "coverage", against, "large").out
    log = qzqd(capsys, "log", "T-1")
    assert log.code == 0
    assert "大.yaml：文件 40,000,000 字节，超过上限" in log.out.replace("\n", "")


def test_a_merge_and_words_for_git_are_bounded_too(lists: Repository, capsys: Capture) -> None:
    large = lists.root / "大.yaml"
    large.write_bytes(b"#" * 40_000_000)
    ran = qzqd(capsys, "merge", str(large), PLACE, PLACE)
    assert ran.code == 3
    assert "QZ005" in ran.err
    ran = qzqd(capsys, "git", "textconv", str(large))
    assert (ran.code, ran.out) == (0, "#" * 40_000_000)


def test_an_entry_that_is_no_file_at_all(lists: Repository, capsys: Capture) -> None:
    """A tree may call anything a file."""
    tree = bytes.fromhex(lists.git("rev-parse", "HEAD:清单").strip())
    (lists.root / "raw").write_bytes(b"100644 x.yaml\0" + tree)
    inner = lists.git("hash-object", "-t", "tree", "-w", "--literally", "raw").strip()
    (lists.root / "raw").write_bytes("40000 清单\0".encode() + bytes.fromhex(inner))
    outer = lists.git("hash-object", "-t", "tree", "-w", "--literally", "raw").strip()
    lists.git("tag", "odd", lists.git("commit-tree", "-m", "x", outer).strip())
    ran = qzqd(capsys, "diff", "odd", "HEAD")
    assert ran.code == 3
    assert "仓库里读不出一个文件的内容" in ran.out


@pytest.mark.parametrize("lost", ["HEAD~1", "HEAD~1^{tree}", "HEAD~1:清单", f"HEAD~1:{PLACE}"])
def test_damage_is_no_beginning_of_history(lost: str, lists: Repository, capsys: Capture) -> None:
    lose(lists, lost)
    for arguments in (["log", "T-1"], ["diff", "HEAD~1", "HEAD"], ["coverage", "--against", "HEAD~1"]):
        ran = qzqd(capsys, *arguments)
        assert ran.code == 3
        assert "git fsck" in ran.out + ran.err
        assert "核对拼写" not in ran.out + ran.err
    for format in ("text", "json"):
        assert qzqd(capsys, "log", "T-1", "--format", format).out == ""


@pytest.mark.parametrize(
    "junk", [b"", b"junk", zlib.compress(b"blob 900\0"), zlib.compress(b"blob 3\0abcdefgh")]
)
def test_a_content_that_is_corrupt_is_told_with_the_reason(
    junk: bytes, lists: Repository, capsys: Capture
) -> None:
    key = lists.git("rev-parse", f"HEAD~1:{PLACE}").strip()
    place = lists.root / ".git/objects" / key[:2] / key[2:]
    place.chmod(0o644)
    place.write_bytes(junk)
    for arguments in (["log", "T-1"], ["diff", "HEAD~1", "HEAD"], ["coverage", "--against", "HEAD~1"]):
        ran = qzqd(capsys, *arguments)
        assert ran.code == 3
        assert key in (ran.out + ran.err).replace("\n", "").replace("    ", "")


@pytest.mark.parametrize("left_out", ["blob:none", "tree:0"])
def test_a_partial_clone_is_told_to_be_one(
    left_out: str, lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.git("config", "uploadpack.allowFilter", "true")
    lists.git("clone", "-q", f"--filter={left_out}", lists.root.as_uri(), str(tmp_path / "部分"))
    monkeypatch.chdir(tmp_path / "部分")
    for arguments in (["log", "T-1"], ["diff", "HEAD~2", "HEAD"], ["coverage", "--against", "HEAD~2"]):
        ran = qzqd(capsys, *arguments)
        assert ran.code == 3
        assert "git fetch --refetch --no-filter" in (ran.out + ran.err).replace("\n", "")
    assert qzqd(capsys, "diff").code == 0
    partial = Repository(tmp_path / "部分")
    partial.git("fetch", "-q", "--refetch", "--no-filter")
    assert qzqd(capsys, "log", "T-1").code == 0


@pytest.mark.parametrize("content", ["garbage\n", "1" * 40 + "\n", ""])
def test_a_broken_branch_is_not_one_without_commits(content: str, lists: Repository, capsys: Capture) -> None:
    (lists.root / ".git/refs/heads/main").write_text(content)
    for arguments in (["log", "T-1"], ["diff"], ["coverage", "--against", "HEAD"]):
        ran = qzqd(capsys, *arguments)
        assert ran.code == 3
        assert "git 出错" in ran.out + ran.err
        assert "还没有提交" not in ran.out + ran.err


def test_before_the_first_commit(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path)
    repository.write("a.yaml", text("甲"))
    monkeypatch.chdir(tmp_path)
    assert "这个仓库里还没有提交" in qzqd(capsys, "diff").out
    assert qzqd(capsys, "log", "T-1") == (1, "", "事项 T-1 还没有提交到 git\n")


def test_before_the_first_commit_of_a_branch(lists: Repository, capsys: Capture) -> None:
    lists.git("switch", "-q", "--orphan", "new")
    told = qzqd(capsys, "diff").out
    assert "当前分支上还没有提交" in told
    assert "这个仓库里" not in told


def test_a_repository_of_somebody_else(
    lists: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's own test hook stands for another owner, which a test can only make as root."""
    from qzqd.read import git

    monkeypatch.setitem(git._FIXED, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for arguments in (["log", "T-1"], ["diff"], ["coverage", "--against", "HEAD"], ["git", "install"]):
        ran = qzqd(capsys, *arguments)
        told = (ran.out + ran.err).replace("\n", "")
        assert ran.code == 3
        assert "detected dubious ownership" in told
        assert f"git config --global --add safe.directory '{lists.root}'" in told
        assert "确认可信以后" in told
        assert "不在 git 仓库里" not in told


def test_a_bare_repository_is_told_to_be_one(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    monkeypatch.chdir(tmp_path / "bare.git")
    for arguments in (["log", "T-1"], ["diff"], ["diff", "HEAD~1", "HEAD"]):
        ran = qzqd(capsys, *arguments)
        assert ran.code == 3
        assert "裸仓库没有工作区" in ran.out + ran.err


def test_two_files_of_one_edition_have_no_trend(lists: Repository, capsys: Capture) -> None:
    lists.write("清单/乙.yaml", text("乙").replace("items:", "items:\n  - {id: T-9, name: 另一项}"))
    lists.commit("两份")
    twice = lists.last_commit()
    (lists.root / "清单/乙.yaml").unlink()
    ran = qzqd(capsys, "coverage", "--against", twice, "--format", "json")
    assert ran.code == 3
    assert '"QZ210"' in ran.out
    assert '"trends": []' in ran.out
    log = qzqd(capsys, "log", "T-1").out.replace("\n", "")
    assert "清单/乙.yaml：同一清单的同一版本另有一个文件" in log


def test_paths_are_what_they_are_called(lists: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (":清单", ":(top)清单", "清单*", "[清单]"):
        lists.write(f"{folder}/x.yaml", text("x"))
    lists.commit("x")
    for folder in (":清单", ":(top)清单", "清单*", "[清单]"):
        old, new = sides("HEAD", None, [folder])
        assert [document.path for document in old.documents] == [f"HEAD:{folder}/x.yaml"]
        assert [document.path for document in new.documents] == [f"{folder}/x.yaml"]


def test_without_a_repository_there_is_nothing_to_ask(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Found.around(tmp_path)
    assert "不在 git 仓库里" in refused.value.problem.message.zh


def test_ids_of_another_length(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    repository.git("init", "-q", "-b", "main", "--object-format=sha256")
    for name in ("甲", "乙"):
        repository.write("a.yaml", text(name))
        repository.commit(name)
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "diff", "HEAD~1", "--format", "json")
    assert [change["new"]["name"] for change in promised("diff", ran.out)["changes"]] == ["乙"]
    assert len(promised("log", qzqd(capsys, "log", "T-1", "--format", "json").out)["lives"][0]["events"]) == 2
