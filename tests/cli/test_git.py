"""`qzqd git` in real repositories, with the git of this machine and nobody's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cli.command import qzqd
from compare.merging.versions import List, row
from repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
PLACE = "catalogues/街道/权责 清单.yaml"
BASE = List((row("A", name="甲"), row("B", name="乙"), row("C", name="丙")))


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)


class Merging(NamedTuple):
    """What `git merge` came to; `text` is the file afterwards."""

    clean: bool
    said: str
    text: str


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Repository:
    """A repository with the driver installed and one catalogue."""
    made = Repository(tmp_path / "仓库")
    monkeypatch.chdir(made.root)
    made.write("qzqd.toml", 'paths = ["catalogues"]\n')
    made.write(PLACE, BASE.text())
    assert qzqd(capsys, "git", "install").code == 0
    made.commit("通用清单")
    return made


def branch(repository: Repository, name: str, start: str, text: str, place: str = PLACE) -> None:
    repository.git("checkout", "-q", "-B", name, start)
    repository.write(place, text)
    repository.commit(name)


def merge(repository: Repository, other: str, place: str = PLACE) -> Merging:
    """`git merge` of a branch into the one that is checked out."""
    try:
        clean, said = True, repository.git("merge", "--no-edit", other)
    except subprocess.CalledProcessError as error:
        clean, said = False, error.stdout + error.stderr
    return Merging(clean, said, (repository.root / place).read_text("utf-8"))


def both(repository: Repository, ours: str, theirs: str, place: str = PLACE) -> Merging:
    branch(repository, "theirs", "main", theirs, place)
    branch(repository, "ours", "main", ours, place)
    return merge(repository, "theirs", place)


def with_last(*rows: str) -> str:
    return List((*BASE.rows, *(row(key, name=key) for key in rows))).text()


def test_both_sides_append_and_nobody_is_asked(repository: Repository) -> None:
    """Git alone takes two additions at the end for a conflict."""
    merging = both(repository, with_last("N"), with_last("O"))
    assert merging.clean
    assert merging.text == with_last("N", "O")


def test_a_conflict_stays_one_until_somebody_has_mended_it(repository: Repository, capsys: Capture) -> None:
    merging = both(repository, BASE.text().replace("丙", "一"), BASE.text().replace("丙", "二"))
    assert not merging.clean
    assert f"{PLACE}:12:1   事项 C" in merging.said
    assert merging.text == BASE.text().replace(
        "    name: 丙\n", "<<<<<<< ours\n    name: 一\n=======\n    name: 二\n>>>>>>> theirs\n"
    )
    assert "UU" in repository.git("status", "--porcelain")
    told = qzqd(capsys, "validate")
    assert told.code == 1
    assert "错误[QZ024] 合并冲突没有解决：第 12、14、16 行\n" in told.out


def test_the_driver_works_from_a_folder_below_and_in_rebase_and_cherry_pick(repository: Repository) -> None:
    branch(repository, "theirs", "main", with_last("O"))
    branch(repository, "ours", "main", with_last("N"))
    repository.git("-C", "catalogues", "cherry-pick", "theirs")
    assert (repository.root / PLACE).read_text("utf-8") == with_last("N", "O")
    branch(repository, "later", "main", with_last("P"))
    repository.git("rebase", "-q", "theirs")
    assert (repository.root / PLACE).read_text("utf-8") == with_last("O", "P")


def test_both_sides_add_the_file(repository: Repository) -> None:
    place = "catalogues/新.yaml"
    assert both(repository, with_last("N"), with_last("N", "O"), place).text == with_last("N", "O")


def test_a_file_renamed_on_one_side(repository: Repository) -> None:
    branch(repository, "theirs", "main", with_last("O"))
    repository.git("checkout", "-q", "-B", "ours", "main")
    repository.git("mv", PLACE, "catalogues/改名.yaml")
    repository.write("catalogues/改名.yaml", with_last("N"))
    repository.commit("改名")
    merging = merge(repository, "theirs", "catalogues/改名.yaml")
    assert merging.clean
    assert merging.text == with_last("N", "O")


def test_merges_that_cross_need_no_markers_in_their_ancestor(repository: Repository) -> None:
    one, two = (BASE.text().replace("丙", name) for name in ("一", "二"))
    branch(repository, "left", "main", one)
    branch(repository, "right", "main", two)
    for side, other, kept in (("left", "right~0", one), ("right", "left~0", two)):
        repository.git("checkout", "-q", "-b", f"{side}-crossed", side)
        assert not merge(repository, other).clean
        repository.write(PLACE, kept)
        repository.commit(side)
    merging = merge(repository, "left-crossed")
    assert not merging.clean
    assert "<<<<<<< ours\n    name: 二\n=======\n    name: 一\n>>>>>>> theirs\n" in merging.text


def test_an_unreadable_side_gets_the_markers_of_git(repository: Repository) -> None:
    """Were ours left alone in the file, a hurried `git add` would lose the other side."""
    merging = both(repository, BASE.text().replace("丙", "[一"), BASE.text().replace("丙", "二"))
    assert not merging.clean
    assert "没有合并" in merging.said
    assert "<<<<<<< ours\n    name: [一\n=======\n    name: 二\n>>>>>>> theirs\n" in merging.text
    assert "UU" in repository.git("status", "--porcelain")


def test_an_unreadable_side_is_a_conflict_even_where_no_lines_collide(repository: Repository) -> None:
    merging = both(repository, BASE.text().replace("甲", "[一"), BASE.text().replace("丙", "二"))
    assert not merging.clean
    assert "name: [一" in merging.text
    assert "name: 二" in merging.text
    assert "UU" in repository.git("status", "--porcelain")


def test_what_is_no_catalogue_merges_as_git_would(repository: Repository) -> None:
    lines = [f"- {number}\n" for number in range(9)]
    branch(repository, "main", "main", "".join(lines), "catalogues/other.yaml")
    ours, theirs = (lines.copy(), lines.copy())
    ours[0], theirs[8] = "- 一\n", "- 九\n"
    merging = both(repository, "".join(ours), "".join(theirs), "catalogues/other.yaml")
    assert merging.clean
    assert merging.text == "".join([ours[0], *lines[1:8], theirs[8]])


def test_a_program_that_is_gone_leaves_git_its_own_way(repository: Repository) -> None:
    repository.git(
        "config",
        "merge.qzqd.driver",
        repository.git("config", "merge.qzqd.driver")
        .replace("-m qzqd", "-m gone")
        .replace("elif qzqd", "elif gone"),
    )
    merging = both(repository, with_last("N"), with_last("O"))
    assert not merging.clean
    assert "<<<<<<< ours" in merging.text


def test_a_folder_of_the_repository_is_never_taken_for_the_program(repository: Repository) -> None:
    repository.write("qzqd/__main__.py", "raise SystemExit(0)\n")
    repository.write("qzqd/__init__.py", "")
    repository.commit("同名文件夹")
    assert both(repository, with_last("N"), with_last("O")).text == with_last("N", "O")


def in_words(capsys: Capture) -> None:
    ran = qzqd(capsys, "git", "install", "--words")
    assert ran.code == 0
    assert "已设置 diff.qzqd-items.textconv" in ran.out


def test_diff_is_in_words_on_request(repository: Repository, capsys: Capture) -> None:
    in_words(capsys)
    branch(
        repository, "theirs", "main", BASE.text().replace("name: 乙", "lead_department: 区委\n    name: 乙乙")
    )
    diff = repository.git("diff", "main", "theirs")
    assert [line for line in diff.split("\n") if line[:1] in "+-" and line[:3] not in ("+++", "---")][:3] == [
        "-B  乙",
        "+B  乙乙",
        "+  牵头部门：区委",
    ]


def test_diff_of_what_is_broken_is_of_the_text(repository: Repository, capsys: Capture) -> None:
    in_words(capsys)
    branch(repository, "broken", "main", BASE.text().replace("name: 乙", "name: [乙"))
    assert "+    name: [乙" in repository.git("diff", "main", "broken")


def test_diff_of_a_conflict_is_of_the_conflict(repository: Repository, capsys: Capture) -> None:
    in_words(capsys)
    merging = both(repository, BASE.text().replace("丙", "一"), BASE.text().replace("丙", "二"))
    assert not merging.clean
    diff = repository.git("diff")
    assert diff.endswith("  B  乙\n  \n++<<<<<<< ours\n +C  一\n++=======\n+ C  二\n++>>>>>>> theirs\n")
    assert "清单类型" not in diff


def test_blame_and_patches_are_those_of_git(repository: Repository) -> None:
    """A textconv would make the lines of `blame` those of its words, and no patch could be applied."""
    branch(repository, "theirs", "main", BASE.text().replace("乙", "乙乙"))
    line = BASE.text().splitlines().index("    name: 乙")
    assert repository.git("blame", "-s", "theirs", "-L", f"{line + 1},{line + 1}", "--", PLACE).endswith(
        ")     name: 乙乙\n"
    )
    patch = repository.git("diff", "main", "theirs", "--", PLACE)
    repository.git("checkout", "-q", "main")
    repository.write("patch", patch)
    repository.git("apply", "patch")
    assert (repository.root / PLACE).read_text("utf-8") == BASE.text().replace("乙", "乙乙")


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        ('  - id: "A-1"\n    name: 甲\n    basis:\n      - {law: 法, article: 1}\n', 'id: "A-1"'),
        ("  - {id: A-1, name: 甲,\n     note: 一,\n     office: 二,\n     lead: 三}\n", "id: A-1, name: 甲,"),
    ],
)
def test_what_changed_in_an_item_is_headed_by_it(lines: str, heading: str, repository: Repository) -> None:
    text = "kind: task-list\nitems:\n" + lines + "".join(f"    # {number}\n" for number in range(5))
    repository.write(PLACE, text)
    repository.commit("一")
    repository.write(PLACE, text.replace("# 4", "# 四"))
    (head,) = [line for line in repository.git("diff").splitlines() if line.startswith("@@")]
    assert head.endswith(f"@@ {heading}")


def elsewhere(monkeypatch: pytest.MonkeyPatch, capsys: Capture, *options: str) -> None:
    """Install with a Python that will not be there."""
    monkeypatch.setattr(sys, "executable", "/moved away/50%P/python")
    assert qzqd(capsys, "git", "install", *options).code == 0


def test_a_moved_interpreter_and_qzqd_on_the_path(
    repository: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as moved:
        elsewhere(moved, capsys, "--words")
    program = tmp_path / "bin/qzqd"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m qzqd "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(repository.root)
    merging = both(repository, with_last("N"), with_last("O"))
    assert merging.clean
    assert merging.text == with_last("N", "O")
    assert "+N  N" in repository.git("diff", "main", "HEAD")


def test_a_moved_interpreter_and_no_qzqd_at_all(
    repository: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as moved:
        elsewhere(moved, capsys, "--words")
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.chdir(repository.root)
    place = "catalogues/$(touch ran) '$(touch ran)' `touch ran`.yaml"
    branch(repository, "start", "main", BASE.text(), place)
    repository.git("branch", "-f", "main", "start")
    merging = both(repository, BASE.text().replace("甲", "一"), BASE.text().replace("丙", "二"), place)
    assert merging.clean
    assert merging.text == BASE.text().replace("甲", "一").replace("丙", "二")
    merging = both(repository, BASE.text().replace("甲", "一"), BASE.text().replace("甲", "二"), place)
    assert not merging.clean
    assert "<<<<<<< ours" in merging.text
    assert f"merged by lines: {place}" in merging.said
    repository.git("merge", "--abort")
    assert "+    name: 一" in repository.git("diff", "main", "ours")
    assert not [*repository.root.rglob("ran")]


def test_words_of_an_earlier_install_are_taken_out(repository: Repository, capsys: Capture) -> None:
    """Others may have them in their clones: they end with the name that the lines gave them."""
    lines = (repository.root / ".gitattributes").read_text("utf-8")
    repository.write(".gitattributes", "# 说明\n" + lines.replace("qzqd-items", "qzqd") + "*.bin binary\n")
    repository.git("config", "diff.qzqd.textconv", "python -m qzqd git textconv --")
    repository.git("config", "--add", "diff.qzqd.textconv", "again")
    ran = qzqd(capsys, "git", "install")
    assert "已去掉 diff.qzqd.textconv\n" in ran.out
    assert "textconv" not in repository.git("config", "--list", "--local")
    assert (repository.root / ".gitattributes").read_text("utf-8") == "# 说明\n*.bin binary\n" + lines
    in_words(capsys)
    assert "已去掉 diff.qzqd-items.textconv\n" in qzqd(capsys, "git", "install").out
    assert "去掉" not in qzqd(capsys, "git", "install").out


def test_what_is_left_to_people_is_said(repository: Repository, capsys: Capture) -> None:
    repository.git("checkout", "-q", "--orphan", "旧")
    repository.git("rm", "-q", "--cached", ".gitattributes")
    repository.git("commit", "-q", "-m", "没有")
    (repository.root / ".gitattributes").unlink()
    repository.git("update-ref", "refs/remotes/origin/远", "HEAD")
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/远")
    ran = qzqd(capsys, "git", "install")
    assert "要提交：git add .gitattributes && git commit -m '清单按事项合并' -- .gitattributes\n" in ran.out
    repository.commit("有了")
    ran = qzqd(capsys, "git", "install")
    assert "要提交" not in ran.out
    assert "注意：这些分支的 .gitattributes 没有这些行，在那里仍然按行合并：origin/远；" in ran.out
    repository.git("update-ref", "refs/remotes/origin/远", "HEAD")
    repository.git("checkout", "-q", "--detach")
    ran = qzqd(capsys, "git", "install")
    assert "要提交" not in ran.out
    assert "注意" not in ran.out


def test_install_where_the_lists_are_elsewhere(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repository(tmp_path / "内")
    (tmp_path / "qzqd.toml").write_text('paths = ["外"]\n', "utf-8")
    monkeypatch.chdir(tmp_path / "内")
    ran = qzqd(capsys, "git", "install")
    assert ran.code == 3
    assert "都不在仓库" in ran.err


def test_install_says_what_it_did_and_does_it_once(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path)
    repository.write(".gitattributes", "*.bin binary")
    repository.write("子目录/qzqd.toml", 'paths = ["清单 [一]", "单个.yaml"]\n')
    repository.write("子目录/单个.yaml", BASE.text())
    repository.write("子目录/清单 [一]/甲.yaml", BASE.text())
    monkeypatch.chdir(tmp_path / "子目录")
    first = qzqd(capsys, "git", "install")
    assert first.code == 0
    assert "已设置 merge.qzqd.driver\n" in first.out
    assert "已加入 .gitattributes  /子目录/单个.yaml diff=qzqd-items merge=qzqd\n" in first.out
    attributes = (tmp_path / ".gitattributes").read_text("utf-8")
    assert attributes.startswith("*.bin binary\n")
    for place in ("子目录/单个.yaml", "子目录/清单 [一]/甲.yaml"):
        assert repository.git("check-attr", "merge", "diff", "--", place).count("qzqd") == 2
    assert "qzqd" not in repository.git("check-attr", "merge", "--", "子目录/清单 一/甲.yaml")
    settings = repository.git("config", "--list", "--local")
    again = qzqd(capsys, "git", "install", "--lang", "en")
    assert again.code == 0
    assert "there already merge.qzqd.driver\n" in again.out
    assert "set merge" not in again.out
    assert repository.git("config", "--list", "--local") == settings
    assert (tmp_path / ".gitattributes").read_text("utf-8") == attributes


def test_without_settings_every_yaml_file_counts(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path)
    repository.git("config", "--add", "merge.qzqd.driver", "old")
    repository.git("config", "--add", "merge.qzqd.driver", "older")
    monkeypatch.chdir(tmp_path)
    assert qzqd(capsys, "git", "install").code == 0
    assert repository.git("config", "--get-all", "merge.qzqd.driver").count("\n") == 1
    for place in ("a.yaml", "b/c.yml"):
        assert "qzqd" in repository.git("check-attr", "merge", place)


def test_install_where_it_cannot_be_done(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert qzqd(capsys, "git", "install").code == 3
    repository = Repository(tmp_path)
    (tmp_path / ".gitattributes").symlink_to("elsewhere")
    ran = qzqd(capsys, "git", "install")
    assert ran.code == 3
    assert ".gitattributes" in ran.err
    (repository.root / ".git/config.lock").touch()
    repository.git("config", "--list")
    (repository.root / ".git/config").write_text("[core]\n\trepositoryformatversion = 0\n", "utf-8")
    assert qzqd(capsys, "git", "install").code == 3
    (tmp_path / "qzqd.toml").write_text("paths =\n", "utf-8")
    assert qzqd(capsys, "git", "install").code == 3


def test_textconv_of_a_file(tmp_path: Path, capsys: Capture) -> None:
    place = tmp_path / "-清单.yaml"
    place.write_text(
        BASE.text().replace("name: 乙", "name: 乙\n    levl: [一, 二]\n    note: |\n      甲\n      乙"),
        "utf-8",
    )
    ran = qzqd(capsys, "git", "textconv", "--", str(place))
    assert ran.code == 0
    assert ran.out == (
        "清单类型：task-list\n清单编号：toy/tasks\n清单名称：任务清单\n版本：2025\n公布数量：公布总数：4\n"
        "\nA  甲\n"
        "\nB  乙\n  备注：\n    甲\n    乙\n  levl：\n    一\n    二\n"
        "\nC  丙\n"
    )
    assert qzqd(capsys, "git", "textconv", str(place), "--lang", "en").out.startswith("Kind: task-list\n")


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe\x00", b"kind: task-list\nitems: [1\n", b"a: \x1b[2J\n", "不是清单\n".encode("gbk")],
)
def test_textconv_shows_what_is_no_catalogue_as_it_is(
    data: bytes, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    place = tmp_path / "a.yaml"
    place.write_bytes(data)
    from qzqd.cli import run

    assert run(["git", "textconv", str(place)]) == 0
    assert capfdbinary.readouterr().out == data


def test_the_command_line_of_git(tmp_path: Path, capsys: Capture) -> None:
    assert qzqd(capsys, "git", "textconv").code == 2
    assert qzqd(capsys, "git", "install", "a.yaml").code == 2
    assert qzqd(capsys, "git", "textconv", "--words", "a.yaml").code == 2
    assert qzqd(capsys, "git", "pull").code == 2
    ran = qzqd(capsys, "git", "textconv", str(tmp_path / "无.yaml"))
    assert (ran.code, ran.out) == (3, "")
    assert "找不到文件" in ran.err
