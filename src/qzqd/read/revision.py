"""Files as a git revision has them. Git is asked in bulk: one process for the names, one for the contents."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git work tree; `root` is its top folder."""

    root: Path

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that `folder` lies in. Raises Refused where there is none, or no git."""
        found = _git(folder, "rev-parse", "--show-toplevel")
        if found.returncode:
            message = Text(f"{folder} 不在 git 仓库里", f"{folder} is in no git repository")
            help = Text(
                "写文件或者文件夹；要比较版本，先进入仓库",
                "name files or folders, or change into a repository",
            )
            raise Refused("QZ008", Problem(message, help=help))
        return cls(Path(os.fsdecode(found.stdout.rstrip(b"\n"))))

    def ask(self, *arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
        """Run one git command in the work tree."""
        return _git(self.root, *arguments, data=data)

    def commit(self, revision: str) -> str:
        """The id of the commit a revision names. Raises Refused for an unknown one."""
        found = self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
        if found.returncode:
            raise Refused("QZ008", self._unknown(revision))
        return found.stdout.decode().strip()

    def merge_base(self, one: str, other: str) -> str:
        """The commit from which both have grown. Raises Refused where there is none."""
        found = self.ask("merge-base", self.commit(one), self.commit(other))
        if found.returncode:
            message = Text(f"{one} 和 {other} 没有共同的祖先", f"{one} and {other} have no common ancestor")
            raise Refused("QZ008", Problem(message, help=self._deepen()))
        return found.stdout.decode().strip()

    def files(self, commit: str, paths: Iterable[str] = ()) -> dict[str, str]:
        """Path from the root to the id of its content, of every regular file of a commit, below `paths` if any."""
        listed = self.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        if listed.returncode:
            message = Text("仓库不全，读不出这个版本", "the repository lacks part of this revision")
            raise Refused("QZ008", Problem(message, help=self._deepen()))
        found = {}
        for entry in listed.stdout.split(b"\0")[:-1]:
            facts, _, name = entry.partition(b"\t")
            mode, _, blob = facts.split(b" ")
            if mode in REGULAR:
                found[os.fsdecode(name)] = blob.decode()
        return found

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """The content of each id, in order, one at a time. Raises Refused when one is not there, as in a partial clone."""
        from tempfile import TemporaryFile

        wanted = "".join(f"{blob}\n" for blob in blobs).encode()
        with TemporaryFile() as asked:
            asked.write(wanted)
            asked.seek(0)
            with _started(self.root, "cat-file", "--batch", asked=asked) as git:
                for _ in range(wanted.count(b"\n")):
                    yield self._next(cast("IO[bytes]", git.stdout))

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
        return {os.fsdecode(path) for path in found.stdout.split(b"\0") if found.returncode == 0 and path}

    def _unknown(self, revision: str) -> Problem:
        message = Text(
            f"没有文件、文件夹或者 git 版本“{revision}”", f"no file, folder or git revision “{revision}”"
        )
        return Problem(message, help=self._deepen(), value=revision)

    def _deepen(self) -> Text:
        if self.ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            return Text(
                "这是浅克隆，历史不全：先运行 git fetch --unshallow（GitHub Actions 写 fetch-depth: 0）",
                "this is a shallow clone: run git fetch --unshallow first (fetch-depth: 0 in GitHub Actions)",
            )
        return Text(
            "核对拼写；git log 可以看到有哪些版本",
            "check the spelling; git log shows the revisions there are",
        )


def _started(folder: Path, *arguments: str, asked: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - no shell
        ["git", *arguments],  # noqa: S607 - the git of the user's own path
        cwd=folder,
        stdin=asked,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **_QUIET},
    )


def _git(folder: Path, *arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and revisions stand after --end-of-options
            ["git", *arguments],  # noqa: S607 - the git of the user's own path
            cwd=folder,
            input=data,
            capture_output=True,
            check=False,
            env={**os.environ, **_QUIET},
        )
    except FileNotFoundError:
        message = Text("没有安装 git", "git is not installed")
        help = Text("安装 git，或者直接比较两个文件", "install git, or compare two files")
        raise Refused("QZ008", Problem(message, help=help)) from None
