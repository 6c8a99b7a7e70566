"""Files as a git revision has them. Git is asked in bulk: one process for the names, one for the contents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha1, sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.read import git
from qzqd.read.problem import Problem, Refused
from qzqd.read.source import too_large
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WHERE = ("rev-parse", "--is-inside-work-tree", "--show-prefix", "--git-dir")
_PARTIAL = r"^(extensions\.partialclone|remote\..*\.promisor)$"
_LONGEST_PATH = 4096
_SHA1 = 40
_SHORT = regex(r"[0-9a-f]{4,6}")
_SPELLING = Text(
    "核对拼写；git log 可以看到有哪些版本", "check the spelling; git log shows the revisions there are"
)
_DAMAGED = Text(
    "仓库不全或者损坏：git fsck 会列出缺什么，从别的克隆取回来",
    "the repository is incomplete or damaged: git fsck lists what is missing; fetch it from another clone",
)
FILE = b"100644"
LINK = b"120000"
FOLDER = b"160000"
"""A submodule: the folder of another repository, and the commit of that."""


class TreeEntry(NamedTuple):
    """What stands at a path: its mode and the id of its content, or of the commit of a submodule."""

    mode: bytes
    id: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A git work tree; `root` is its top folder."""

    root: Path

    @classmethod
    def around(cls, folder: Path, spec: str = "") -> Repository:
        """The repository that `folder` lies in. Raises Refused where there is none, or no git.

        spec: what is asked of it, if a file was as likely meant.
        """
        found = cls.holding(folder)
        if found is None:
            raise _outside(folder, spec)
        return found

    @classmethod
    def holding(cls, folder: Path) -> Repository | None:
        """The same; None where there is none. Raises Refused where there is one that git does not read."""
        root = top(folder)
        if root is None:
            return None
        inside, prefix, place = git.output(root, *_WHERE).split(b"\n", 2)
        if (inside, prefix) != (b"true", b"") or place == b".\n":
            message = Text(
                f"{root}/.git 是仓库，但按它的设置，工作区不在这里",
                f"{root}/.git is a repository whose settings say that its work tree is not here",
            )
            help = Text(
                "检查设置 core.worktree 和 core.bare", "look at its settings core.worktree and core.bare"
            )
            raise Refused("QZ008", Problem(message, help=help))
        if not _is_own(root, Path(os.fsdecode(place.removesuffix(b"\n")))):
            raise _foreign(root)
        return cls(root)

    def ask(self, *arguments: str, data: bytes = b"") -> git.GitOutput:
        """Run one git command in the work tree."""
        return git.ask(self.root, *arguments, data=data)

    def output(self, *arguments: str, data: bytes = b"") -> bytes:
        """The same where failing is no answer. Raises Refused with git's reason, and what to do about it."""
        answer = self.ask(*arguments, data=data)
        if answer.code:
            raise git.failed(answer.reason, self._deepen(_DAMAGED))
        return answer.out

    def commit(self, revision: str) -> str:
        """The id of the commit a revision names. Raises Refused for an unknown one."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if found.code:
            raise self._unknown(revision)
        return found.out.decode().strip()

    def names(self, spec: str) -> bool:
        """Whether this is a revision. The few first digits of an id are none: a folder called 2025 is meant."""
        found = self.ask("rev-parse", "--symbolic-full-name", "--verify", "--quiet", "--end-of-options", spec)
        return found.code == 0 and (bool(found.out.strip()) or not _SHORT.fullmatch(spec))

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which both have grown. Raises Refused where there is none."""
        found = self.ask("merge-base", self.commit(one), self.commit(other))
        if found.code:
            if found.reason:
                raise git.failed(found.reason, self._deepen(_DAMAGED))
            message = Text(f"{one} 和 {other} 没有共同的祖先", f"{one} and {other} have no common ancestor")
            raise Refused("QZ008", Problem(message, help=self._deepen(_SPELLING)))
        return found.out.decode().strip()

    def tree(self, commit: str) -> dict[str, TreeEntry]:
        """All that a commit has, by the path from the top. Raises Refused where part of that is not there."""
        listed = self.output("ls-tree", "-r", "-z", "--full-tree", commit)
        found = {}
        for entry in listed.split(b"\0")[:-1]:
            facts, _, path = entry.partition(b"\t")
            mode, _, key = facts.split(b" ")
            found[os.fsdecode(path)] = TreeEntry(mode, key.decode())
        return found

    def index(self) -> dict[str, tuple[bool, TreeEntry]]:
        """All that the index has; whether git leaves it out of the work tree on purpose, as in a sparse checkout."""
        found = {}
        for entry in self.output("ls-files", "-t", "-s", "-z").split(b"\0")[:-1]:
            facts, _, path = entry.partition(b"\t")
            tag, mode, key, _ = facts.split(b" ")
            found[os.fsdecode(path)] = tag == b"S", TreeEntry(mode, key.decode())
        return found

    def contents(self, blobs: Iterable[str], limit: int) -> Iterator[bytes | Refused]:
        """The content of each id, in order, one at a time; of one that is larger than `limit` why it is not read.

        Raises Refused when one is not there, as in a partial clone.
        """
        wanted = list(blobs)
        sizes = list(self._sizes(wanted))
        small = [blob for blob, size in zip(wanted, sizes, strict=True) if size <= limit]
        with git.stream(self.root, "cat-file", "--batch", data=_lines(small)) as answers:
            for blob, size in zip(wanted, sizes, strict=True):
                yield self._next(answers, blob) if size <= limit else too_large(size, limit)

    def branches(self) -> dict[str, str]:
        """Every branch but the one that is checked out, those of remotes included: name to commit."""
        form = "--format=%(HEAD)%00%(objectname)%00%(symref)%00%(refname:short)"
        found = {}
        for line in self.output("for-each-ref", form, "refs/heads", "refs/remotes").splitlines():
            head, commit, alias, name = line.decode("utf-8", "replace").split("\0")
            if head != "*" and not alias:
                found[name] = commit
        return found

    def contents_at(self, commits: list[str], path: str, limit: int) -> list[bytes | Refused]:
        """What each commit has at a path, b"" where that is nothing."""
        asked = "".join(f"{commit}:{path}\n" for commit in commits).encode()
        answers = self.output(
            "cat-file", "--batch-check=%(objectname) %(objecttype)", data=asked
        ).splitlines()
        blobs = [answer.split()[0].decode() if answer.endswith(b" blob") else "" for answer in answers]
        contents = self.contents(filter(None, blobs), limit)
        return [next(contents) if blob else b"" for blob in blobs]

    def _sizes(self, blobs: list[str]) -> Iterator[int]:
        """Asked before the contents: git would send all of a content that nobody wants to read."""
        answers = self.output("cat-file", "--batch-check", data=_lines(blobs)).splitlines()
        for blob, answer in zip(blobs, answers, strict=True):
            facts = answer.split()
            if len(facts) != 3 or facts[1] != b"blob":
                raise self._lacking(blob)
            yield int(facts[2])

    def _next(self, answers: IO[bytes], blob: str) -> bytes:
        """Git goes on after some kinds of damage: only what the id stands for is taken."""
        facts = answers.readline().split()
        if len(facts) == 3:
            size = int(facts[2])
            content = answers.read(size)
            answers.read(1)  # the line that ends it
            digest = sha1(usedforsecurity=False) if len(blob) == _SHA1 else sha256()
            digest.update(b"blob %d\0" % size)
            digest.update(content)
            if digest.hexdigest() == blob:
                return content
        raise self._lacking(blob)

    def _lacking(self, blob: str) -> Refused:
        reason = self.ask("cat-file", "blob", blob).reason
        reason_text = (
            Text(reason, reason) if reason else Text("与编号不符", "it is not what the id stands for")
        )
        message = Text(
            f"仓库里读不出一个文件的内容（{blob}）：{reason_text.zh}",
            f"the repository does not give the content of a file ({blob}): {reason_text.en}",
        )
        return Refused("QZ008", Problem(message, help=self._deepen(_DAMAGED)))

    def is_new(self) -> bool:
        """Whether the branch that is checked out has no commit yet; one that is broken has."""
        branch = self.ask("symbolic-ref", "--quiet", "HEAD").out.strip()
        return bool(branch) and self.ask("for-each-ref", os.fsdecode(branch))[1:] == (b"", "")

    def is_shallow(self) -> bool:
        """Whether the history was cut off when the repository was cloned."""
        return self.ask("rev-parse", "--is-shallow-repository").out.strip() == b"true"

    def ignored(self, paths: Iterable[str]) -> set[str]:
        """Those of these paths from the root that git neither has nor would take."""
        asked = b"".join(os.fsencode(path) + b"\0" for path in paths)
        found = self.ask("check-ignore", "-z", "--stdin", data=asked)
        if found.code not in (0, 1):  # 1: none of them
            raise git.failed(found.reason)
        return {os.fsdecode(path) for path in found.out.split(b"\0") if path}

    def _unknown(self, revision: str) -> Refused:
        """Nothing is called so; or something is, and the repository lacks it."""
        if revision == "HEAD" and self.is_new():
            message = Text("这个仓库里还没有提交", "nothing has been committed to this repository yet")
            if self.ask("for-each-ref", "--count=1").out:
                message = Text("当前分支上还没有提交", "nothing has been committed to this branch yet")
            return Refused("QZ008", Problem(message, value=revision))
        reason = self.ask("rev-list", "-1", "--end-of-options", revision, "--").reason
        if revision == "HEAD" or reason not in ("", f"bad revision '{revision}'"):
            return git.failed(reason, self._deepen(_DAMAGED))
        message = Text(
            f"没有文件、文件夹或者 git 版本“{revision}”", f"no file, folder or git revision “{revision}”"
        )
        return Refused("QZ008", Problem(message, help=self._deepen(_SPELLING), value=revision))

    def _deepen(self, otherwise: Text) -> Text:
        """How to get what is not here: qzqd itself never fetches anything."""
        if self.is_shallow():
            return Text(
                "这是浅克隆，历史不全：先运行 git fetch --unshallow（GitHub Actions 写 fetch-depth: 0）",
                "this is a shallow clone: run git fetch --unshallow first (fetch-depth: 0 in GitHub Actions)",
            )
        if not self.ask("config", "--get-regexp", _PARTIAL).code:
            return Text(
                "这是部分克隆，内容不全：先运行 git fetch --refetch --no-filter（GitHub Actions 去掉 filter）",
                "this is a partial clone: run git fetch --refetch --no-filter first (no filter in GitHub Actions)",
            )
        return otherwise


def _lines(blobs: list[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode()


def _is_own(root: Path, place: Path) -> bool:
    """Whether the repository at `place` has its work tree here, by its own account where it lies elsewhere.

    Else anybody who hands over a folder could have the history of another repository shown.
    """
    pointer = root / ".git"
    if not pointer.is_symlink() and not pointer.is_file():
        return True
    if not git.ask(root, "config", "--get", "core.worktree").code:
        return True  # git has said already that it is here
    try:
        gitdir = (place / "gitdir").read_bytes()[:_LONGEST_PATH]
        return os.path.samefile(os.fsdecode(gitdir.removesuffix(b"\n")), pointer)
    except (OSError, ValueError):
        return False


def _foreign(root: Path) -> Refused:
    message = Text(
        f"{root}/.git 指向别处的仓库，那个仓库却不认这个文件夹",
        f"{root}/.git points to a repository elsewhere, which does not know this folder",
    )
    help = Text(
        "移动过的工作区先运行 git worktree repair；仓库确实分开存放的，运行 git config core.worktree 加这个文件夹的路径",
        "run git worktree repair if it has been moved; where the repository is kept apart on purpose, "
        "git config core.worktree with the path of this folder",
    )
    return Refused("QZ008", Problem(message, help=help))


def _outside(folder: Path, spec: str) -> Refused:
    """Why there is no repository to ask: git may have a better reason than that there is none."""
    reason = git.ask(folder.resolve(), *_WHERE).reason
    if reason and "not a git repository" not in reason:
        return git.failed(reason)
    if spec:
        message = Text(
            f"没有文件或文件夹“{spec}”；也没有这个 git 版本，因为 {folder} 不在 git 仓库里",
            f"no file or folder “{spec}”; nor such a revision, as {folder} is in no git repository",
        )
        return Refused("QZ008", Problem(message, value=spec))
    message = Text(f"{folder} 不在 git 仓库里", f"{folder} is in no git repository")
    help = Text(
        "先进入仓库，或者用 git init 建立；比较两个文件、文件夹不用仓库",
        "change into a repository, or make one with git init; two files or folders are compared without",
    )
    return Refused("QZ008", Problem(message, help=help))


def top(folder: Path) -> Path | None:
    """The nearest folder at or above this one that has a `.git`; none beyond what the user has set as a ceiling.

    Git itself would also take the folder for a repository that looks like the inside of one.
    """
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "").split(os.pathsep)
    closed = {Path(ceiling).resolve() for ceiling in ceilings if os.path.isabs(ceiling)}
    start = folder.resolve()
    for place in (start, *start.parents):
        if place in closed and place != start:
            return None
        if os.path.lexists(place / ".git"):
            return place
    return None
