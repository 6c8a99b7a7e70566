"""What git is never made to do, whatever lies in the repository. Every trap here runs a command that leaves a mark."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd
from compare.editions import item, side
from qzqd.read import git
from qzqd.read.problem import Refused
from qzqd.read.revision import Repository as Found
from qzqd.read.side import sides
from repository import Repository, made_once

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
PLACE = "catalogues/甲.yaml"
FIRE = item("T-1", "防火检查")


def text(name: str) -> str:
    """A list of one item."""
    return side([{**FIRE, "name": name}]).documents[0].data.decode()


@made_once
def two_commits(repository: Repository) -> None:
    """A workspace in a folder of a repository; the item is renamed in its second commit, and again in the work tree."""
    repository.write("lists/qzqd.toml", 'paths = ["catalogues"]\n')
    for number, name in enumerate(("防火检查", "消防检查")):
        repository.write(f"lists/{PLACE}", text(name))
        repository.commit(str(number))
    repository.write(f"lists/{PLACE}", text("消防安全检查"))


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = two_commits(tmp_path / "repository")
    monkeypatch.chdir(repository.root / "lists")
    return repository


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path / "trap")


class Trap:
    """Commands that git could be made to run."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._mark = folder / "ran"
        self.script = folder / "script"
        # The answer is that of an fsmonitor hook; other callers do not mind it.
        self.script.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{self._mark}'\nprintf 'x\\0/\\0'\n")
        self.script.chmod(0o755)

    @property
    def ran(self) -> str:
        """What was run."""
        return self._mark.read_text() if self._mark.exists() else ""


def renamed(capsys: Capture, *arguments: str) -> list[tuple[str, str]]:
    """The name of the item before and after, for each change of it that is told."""
    ran = qzqd(capsys, *arguments, "--format", "json")
    assert ran.code == 0, ran
    told = json.loads(ran.out)
    changes = told["changes"] if "changes" in told else told["lives"][0]["events"]
    return [(change["old"]["name"], change["new"]["name"]) for change in changes if change["old"]]


def everything(capsys: Capture) -> None:
    """Every command that asks git, with the right answers."""
    assert renamed(capsys, "diff") == [("消防检查", "消防安全检查")]
    for spec in (["HEAD~1", "HEAD~0"], ["HEAD~1...HEAD"]):
        assert renamed(capsys, "diff", *spec) == [("防火检查", "消防检查")]
    assert renamed(capsys, "log", "T-1") == [("防火检查", "消防检查")]
    assert "HEAD~1" in qzqd(capsys, "coverage", "--against", "HEAD~1").out


def planted(lists: Repository, trap: Trap, *settings: str) -> None:
    """The inside of a repository lies in the workspace, as part of a pull request; its history has the work tree."""
    made = Repository(trap.script.parent / "made")
    made.write(PLACE, text("消防安全检查"))
    made.commit("planted")
    made.git("config", "core.fsmonitor", str(trap.script))
    made.git("update-index", "--fsmonitor")
    made.git("status")
    folder = lists.root / "lists"
    for name in ("objects", "refs"):
        shutil.copytree(made.root / ".git" / name, folder / name)
    for name in ("HEAD", "index"):
        shutil.copy(made.root / ".git" / name, folder / name)
    own = ["[core]", "repositoryformatversion = 0", f"fsmonitor = {trap.script}", *settings]
    (folder / "config").write_text("\n".join(own) + "\n", "utf-8")
    assert trap.ran
    (trap.script.parent / "ran").unlink()


@pytest.mark.parametrize("settings", [("bare = false", "worktree = ."), ("bare = true",), ()])
def test_a_planted_repository_is_not_asked(
    settings: tuple[str, ...], lists: Repository, trap: Trap, capsys: Capture
) -> None:
    planted(lists, trap, *settings)
    everything(capsys)
    assert not trap.ran


def test_a_planted_repository_outside_of_any_is_none(lists: Repository, trap: Trap, capsys: Capture) -> None:
    planted(lists, trap, "bare = false", "worktree = .")
    shutil.rmtree(lists.root / ".git")
    for arguments in (["diff"], ["log", "T-1"], ["coverage", "--against", "HEAD"], ["git", "install"]):
        assert qzqd(capsys, *arguments).code in (2, 3)
    assert not trap.ran
    assert "qzqd" not in (lists.root / "lists/config").read_text()


def handed_over(lists: Repository, trap: Trap) -> None:
    """A repository whose settings name a command wherever git takes one, and whose index asks for fsmonitor."""
    lists.git("config", "core.fsmonitor", str(trap.script))
    lists.git("update-index", "--fsmonitor")
    lists.git("status")
    (trap.script.parent / "ran").unlink()
    hooks = trap.script.parent / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "pre-auto-gc", "fsmonitor-watchman"):
        shutil.copy(trap.script, hooks / name)
        shutil.copy(trap.script, lists.root / ".git/hooks" / name)
    elsewhere = trap.script.parent / "included"
    run = f"!{trap.script}"
    settings = {
        "core.hooksPath": str(hooks),
        "core.pager": str(trap.script),
        "pager.log": str(trap.script),
        "pager.diff": str(trap.script),
        "core.editor": str(trap.script),
        "core.sshCommand": str(trap.script),
        "core.gitProxy": str(trap.script),
        "core.askPass": str(trap.script),
        "core.alternateRefsCommand": str(trap.script),
        "credential.helper": run,
        "diff.external": str(trap.script),
        "diff.trap.command": str(trap.script),
        "diff.trap.textconv": str(trap.script),
        "filter.trap.clean": str(trap.script),
        "filter.trap.smudge": str(trap.script),
        "filter.trap.process": str(trap.script),
        "filter.trap.required": "true",
        "merge.trap.driver": str(trap.script),
        "gpg.program": str(trap.script),
        "gpg.ssh.program": str(trap.script),
        "log.showSignature": "true",
        "interactive.diffFilter": str(trap.script),
        "uploadpack.packObjectsHook": str(trap.script),
        "trailer.trap.command": str(trap.script),
        **{f"alias.{name}": run for name in ("rev-parse", "ls-tree", "cat-file", "log", "ls-files")},
    }
    for name, value in settings.items():
        lists.git("config", "--file", str(elsewhere), name, value)
    lists.git("config", "include.path", str(elsewhere))
    lists.git("config", f"includeIf.gitdir:{lists.root}/.git.path", str(elsewhere))
    (lists.root / ".git/info/attributes").write_text("* diff=trap filter=trap merge=trap\n")
    # Git would ask the filter whether a file that is newer than the index is the same.
    (lists.root / f"lists/{PLACE}").touch()


def test_settings_of_a_repository_run_nothing(lists: Repository, trap: Trap, capsys: Capture) -> None:
    handed_over(lists, trap)
    everything(capsys)
    assert qzqd(capsys, "git", "install").code == 0
    assert not trap.ran


def test_a_signature_is_not_looked_at(lists: Repository, trap: Trap, capsys: Capture) -> None:
    """`log.showSignature` has git run whatever program is said to judge signatures."""
    raw = lists.git("cat-file", "commit", "HEAD").split("\n\n", 1)
    signed = f"{raw[0]}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n{raw[1]}"
    (lists.root / "signed").write_text(signed, "utf-8")
    lists.git("update-ref", "HEAD", lists.git("hash-object", "-t", "commit", "-w", "signed").strip())
    lists.git("config", "gpg.program", str(trap.script))
    lists.git("config", "log.showSignature", "true")
    everything(capsys)
    assert not trap.ran


@pytest.mark.parametrize("old", [False, True], ids=["git of today", "git that fetches whatever it is told"])
@pytest.mark.parametrize("transport", ["ext", "local", "ssh", "vcs"])
def test_nothing_is_fetched(
    transport: str, old: bool, lists: Repository, trap: Trap, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git gets what a partial clone lacks by itself, from where and by what program the settings say."""
    url = {
        "ext": f"ext::{trap.script} %S",
        "local": str(trap.script.parent / "nowhere"),
        "ssh": "ssh://host/x",
        "vcs": "x",
    }
    settings = {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": url[transport],
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": str(trap.script),
        "core.sshCommand": str(trap.script),
        "protocol.allow": "always",
        "protocol.ext.allow": "always",
        **({"remote.origin.vcs": "ext"} if transport == "vcs" else {}),
    }
    for name, value in settings.items():
        lists.git("config", name, value)
    blob = lists.git("rev-parse", f"HEAD~1:lists/{PLACE}").strip()
    (lists.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    if old:
        real = git._program()
        wrapper = trap.script.parent / "bin" / "git"
        wrapper.parent.mkdir()
        wrapper.write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {real} "$@"\n')
        wrapper.chmod(0o755)
        monkeypatch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
    ran = qzqd(capsys, "diff", "HEAD~1", "HEAD")
    assert ran.code == 3, ran
    assert qzqd(capsys, "log", "T-1").code == 3
    assert not trap.ran


def test_history_is_what_the_commits_say(lists: Repository, capsys: Capture) -> None:
    """A replaced object or a graft would have the gate say that nothing has changed."""
    old, new = (lists.git("rev-parse", f"{rev}:lists/{PLACE}").strip() for rev in ("HEAD~1", "HEAD"))
    lists.git("replace", old, new)
    assert lists.git("diff", "HEAD~1", "HEAD") == ""
    everything(capsys)
    lists.git("replace", "-d", old)
    (lists.root / ".git/info/grafts").write_text(lists.git("rev-parse", "HEAD"))
    everything(capsys)


def test_nothing_that_a_hook_exports_reaches_git(
    lists: Repository, tmp_path: Path, trap: Trap, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.write(f"lists/{PLACE}", text("别处"))
    other.commit("别处")
    local = subprocess.run(
        ["git", "rev-parse", "--local-env-vars"], capture_output=True, text=True, check=True
    )
    values = {
        "GIT_DIR": str(other.root / ".git"),
        "GIT_COMMON_DIR": str(other.root / ".git"),
        "GIT_WORK_TREE": str(other.root),
        "GIT_INDEX_FILE": str(other.root / ".git/index"),
        "GIT_OBJECT_DIRECTORY": str(other.root / ".git/objects"),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor'='{trap.script}'",
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.worktree",
        "GIT_CONFIG_VALUE_0": str(other.root),
        "GIT_PREFIX": "catalogues/",
        "GIT_EXTERNAL_DIFF": str(trap.script),
        "GIT_PAGER": str(trap.script),
        "GIT_SSH": str(trap.script),
        "GIT_NAMESPACE": "x",
        "GIT_TRACE": "1",
        **dict.fromkeys(
            ("GIT_LITERAL_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS", "GIT_DIFF_OPTS"), "1"
        ),
    }
    for name in {*local.stdout.split(), *values}:
        monkeypatch.setenv(name, values.get(name, "1"))
    everything(capsys)
    assert not trap.ran


def test_in_a_hook_of_a_linked_work_tree(lists: Repository, tmp_path: Path, trap: Trap) -> None:
    lists.git("worktree", "add", "-q", "-b", "linked", str(tmp_path / "linked"))
    lists.write(PLACE, text("别处"))
    lists.commit("别处")
    hook = lists.root / ".git/hooks/pre-commit"
    hook.write_text(
        f'#!/bin/sh\necho "$GIT_DIR $GIT_INDEX_FILE" > {trap.script.parent}/exported\n'
        f"cd lists && {sys.executable} -m qzqd diff HEAD~1 --format json > {trap.script.parent}/out\n"
    )
    hook.chmod(0o755)
    (tmp_path / "linked/lists" / PLACE).write_text(text("消防安全检查"), "utf-8")
    lists.git("-C", str(tmp_path / "linked"), "commit", "-qam", "三")
    assert ".git/worktrees/linked" in (trap.script.parent / "exported").read_text()
    (change,) = json.loads((trap.script.parent / "out").read_bytes())["changes"]
    assert change["new"]["name"] == "消防安全检查"


@pytest.mark.parametrize("folder", ["", ".", "bin", "./bin"])
def test_a_git_in_the_current_folder_is_never_run(
    folder: str, lists: Repository, trap: Trap, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in (lists.root / "lists", lists.root / "lists/bin", lists.root, lists.root / "bin"):
        place.mkdir(exist_ok=True)
        shutil.copy(trap.script, place / "git")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    everything(capsys)
    assert not trap.ran


def test_settings_that_have_the_work_tree_elsewhere(
    lists: Repository, tmp_path: Path, capsys: Capture
) -> None:
    other = tmp_path / "elsewhere"
    shutil.copytree(lists.root / "lists", other / "lists")
    for setting in (("core.worktree", str(other)), ("core.bare", "true")):
        lists.git("config", *setting)
        for arguments in (["diff"], ["log", "T-1"], ["git", "install"]):
            ran = qzqd(capsys, *arguments)
            assert ran.code == 3
            assert "按它的设置，工作区不在这里" in ran.out + ran.err
        lists.git("config", "--file", str(lists.root / ".git/config"), "--unset", setting[0])


def test_a_repository_elsewhere_has_to_know_the_folder(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that somebody sends could point to any repository of the machine, and have it shown."""
    sent = tmp_path / "sent"
    shutil.copytree(lists.root / "lists", sent / "lists")
    monkeypatch.chdir(sent / "lists")
    for pointer in ("file", "link"):
        if pointer == "file":
            (sent / ".git").write_text(f"gitdir: {lists.root}/.git\n")
        else:
            (sent / ".git").unlink()
            (sent / ".git").symlink_to(lists.root / ".git")
        for arguments in (
            ["diff", "HEAD~1"],
            ["log", "T-1"],
            ["coverage", "--against", "HEAD~1"],
            ["git", "install"],
        ):
            ran = qzqd(capsys, *arguments)
            assert ran.code == 3
            assert "那个仓库却不认这个文件夹" in (ran.out + ran.err).replace("\n", "")
            assert "防火检查" not in ran.out


def test_repositories_that_are_kept_apart(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.git("worktree", "add", "-q", "--detach", str(tmp_path / "linked"))
    (tmp_path / "linked/lists" / PLACE).write_text(text("消防安全检查"), "utf-8")
    monkeypatch.chdir(tmp_path / "linked/lists")
    everything(capsys)
    (tmp_path / "linked").rename(tmp_path / "moved")
    monkeypatch.chdir(tmp_path / "moved/lists")
    assert "git worktree repair" in " ".join(qzqd(capsys, "diff").out.split())
    lists.git("worktree", "repair", str(tmp_path / "moved"))
    everything(capsys)
    lists.git("clone", "-q", "--bare", ".", str(tmp_path / "bare.git"))
    lists.git(
        "-C", str(tmp_path / "bare.git"), "worktree", "add", "-q", "--detach", str(tmp_path / "of bare")
    )
    monkeypatch.chdir(tmp_path / "of bare/lists")
    assert renamed(capsys, "diff", "HEAD~1") == [("防火检查", "消防检查")]
    lists.git("clone", "-q", "--separate-git-dir", str(tmp_path / "apart.git"), ".", str(tmp_path / "apart"))
    monkeypatch.chdir(tmp_path / "apart/lists")
    assert "git config core.worktree" in " ".join(qzqd(capsys, "diff").out.split())
    lists.git("-C", str(tmp_path / "apart"), "config", "core.worktree", str(tmp_path / "apart"))
    assert qzqd(capsys, "diff", "HEAD~1").code == 0


def test_a_folder_of_git_that_is_no_repository(lists: Repository, capsys: Capture) -> None:
    """Were it passed over, another repository above would be compared without a word."""
    (lists.root / "lists/.git").mkdir()
    ran = qzqd(capsys, "diff")
    assert ran.code == 3
    assert "not a git repository" in ran.out


def test_a_folder_whose_name_breaks_lines(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = tmp_path / "a\n:b\r\n"
    lists.root.rename(odd)
    monkeypatch.chdir(odd / "lists")
    everything(capsys)


def test_an_answer_that_never_comes(lists: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    (lists.root / ".git/info/exclude").unlink()
    os.mkfifo(lists.root / ".git/info/exclude")
    monkeypatch.setattr(git, "_PATIENCE", 0.5)
    with pytest.raises(Refused) as refused:
        Found.around(lists.root).ignored(["lists/x.yaml"])
    assert "没有在限度内回答" in refused.value.problem.message.zh


def test_an_answer_that_never_ends(lists: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "_LONGEST", 100)
    with pytest.raises(Refused) as refused:
        Found.around(lists.root).ask("log", "--patch", "HEAD")
    assert "没有在限度内回答" in refused.value.problem.message.zh


def test_an_object_that_unpacks_to_gigabytes_is_not_unpacked(
    lists: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(git._FIXED, "GIT_ALLOC_LIMIT", "4m")
    (lists.root / "message").write_text("x" * 8_000_000)
    lists.git("commit", "-q", "--allow-empty", "-F", "message")
    lists.write(f"lists/{PLACE}", text("又一次"))
    lists.commit("later")
    ran = qzqd(capsys, "log", "T-1")
    assert ran.code == 3
    assert "over limit" in ran.err


def test_without_a_temporary_folder_or_permission(
    lists: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "git").write_text("\0")
    (broken / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(broken))
    with pytest.raises(Refused) as refused:
        sides("HEAD~1", None, ())
    assert refused.value.problem.message.zh.startswith("git 不能运行：")
