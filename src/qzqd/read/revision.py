"""Files as a git revision has them. Git is asked in bulk: one process for the names, one for the contents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import git
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WHERE = ("rev-parse", "--is-inside-work-tree", "--show-prefix", "--git-dir")
REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git work tree; `root` is its top folder."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that `folder` lies in. Raises Refused where there is none, or no git."""
        top = _top(folder)
        if top is None:
            raise _outside(folder)
        inside, prefix, place = git.output(top, *_WHERE).split(b"\n", 2)
        if (inside, prefix) != (b"true", b"") or place == b".\n":
            message = Text(
                f"{top}/.git 是仓库，但按它的设置，工作区不在这里",
                f"{top}/.git is a repository whose settings say that its work tree is not here",
            )
            help = Text(
                "检查设置 core.worktree 和 core.bare", "look at its settings core.worktree and core.bare"
            )
            raise Refused("QZ008", Problem(message, help=help))
        return cls(top)

    def ask(self, *arguments: str, data: bytes = b"") -> git.Answer:
        """Run one git command in the work tree."""
        return git.ask(self.root, *arguments, data=data)

    def commit(self, revision: str) -> str:
        """The id of the commit a revision names. Raises Refused for an unknown one."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if found.code:
            raise Refused("QZ008", self._unknown(revision))
        return found.out.decode().strip()

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which both have grown. Raises Refused where there is none."""
        found = self.ask("merge-base", self.commit(one), self.commit(other))
        if found.code:
            message = Text(f"{one} 和 {other} 没有共同的祖先", f"{one} and {other} have no common ancestor")
            raise Refused("QZ008", Problem(message, help=self._deepen()))
        return found.out.decode().strip()

    def files(self, commit: str, paths: Iterable[str] = ()) -> dict[str, str]:
        """Path from the root to the id of its content, of every regular file of a commit, below `paths` if any."""
        listed = self.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        if listed.code:
            message = Text("仓库不全，读不出这个版本", "the repository lacks part of this revision")
            raise Refused("QZ008", Problem(message, help=self._deepen()))
        found = {}
        for entry in listed.out.split(b"\0")[:-1]:
            facts, _, name = entry.partition(b"\t")
            mode, _, blob = facts.split(b" ")
            if mode in REGULAR:
                found[os.fsdecode(name)] = blob.decode()
        return found

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """The content of each id, in order, one at a time. Raises Refused when one is not there, as in a partial clone."""
        wanted = list(blobs)
        asked = "".join(f"{blob}\n" for blob in wanted).encode()
        with git.stream(self.root, "cat-file", "--batch", data=asked) as answers:
            for _ in wanted:
                yield self._next(answers)

    def _next(self, answers: IO[bytes]) -> bytes:
        facts = answers.readline().split()
        if len(facts) == 3:
            content = answers.read(int(facts[2]))
            if answers.read(1):  # the line that ends it
                return content
        message = Text("仓库里没有这个文件的内容", "the repository does not hold the content of a file")
        raise Refused("QZ008", Problem(message, help=self._deepen()))

    def ignored(self, paths: Iterable[str]) -> set[str]:
        """Those of these paths from the root that git neither has nor would take; none where it cannot tell."""
        asked = b"".join(os.fsencode(path) + b"\0" for path in paths)
        found = self.ask("check-ignore", "-z", "--stdin", data=asked)
        return {os.fsdecode(path) for path in found.out.split(b"\0") if found.code == 0 and path}

    def _unknown(self, revision: str) -> Problem:
        message = Text(
            f"没有文件、文件夹或者 git 版本“{revision}”", f"no file, folder or git revision “{revision}”"
        )
        return Problem(message, help=self._deepen(), value=revision)

    def _deepen(self) -> Text:
        if self.ask("rev-parse", "--is-shallow-repository").out.strip() == b"true":
            return Text(
                "这是浅克隆，历史不全：先运行 git fetch --unshallow（GitHub Actions 写 fetch-depth: 0）",
                "this is a shallow clone: run git fetch --unshallow first (fetch-depth: 0 in GitHub Actions)",
            )
        return Text(
            "核对拼写；git log 可以看到有哪些版本",
            "check the spelling; git log shows the revisions there are",
        )


def _outside(folder: Path) -> Refused:
    """Why there is no repository to ask: git may have a better reason than that there is none."""
    reason = git.ask(folder.resolve(), *_WHERE).reason
    if reason and "not a git repository" not in reason:
        return git.failed(reason)
    message = Text(f"{folder} 不在 git 仓库里", f"{folder} is in no git repository")
    help = Text(
        "写文件或者文件夹；要比较版本，先进入仓库", "name files or folders, or change into a repository"
    )
    return Refused("QZ008", Problem(message, help=help))


def _top(folder: Path) -> Path | None:
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
