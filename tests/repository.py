"""A git repository made for a test; the user's own settings of git play no part."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from copy import copy
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WHO = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "编办",
    "GIT_AUTHOR_EMAIL": "bb@example.com",
    "GIT_COMMITTER_NAME": "编办",
    "GIT_COMMITTER_EMAIL": "bb@example.com",
}
# Housekeeping would be two more processes a commit.
_PLAINLY = ("-c", "maintenance.auto=false", "-c", "gc.auto=0")


class Repository:
    """`root` is its work tree. Each commit is dated a day after the last, from 2025-01-01 on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._commits = 0
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        """What a git command says."""
        date = f"2025-01-{self._commits % 28 + 1:02d}T08:00:00+08:00"
        env = {**os.environ, **_WHO, "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env=env,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",  # git cuts the line above a hunk in the middle of a character
        )
        return ran.stdout

    def write(self, path: str, text: str) -> None:
        """A file of the work tree."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def commit(self, subject: str) -> None:
        """All that is in the work tree."""
        self._commits += 1
        self.git("add", "-A")
        self.git(*_PLAINLY, "commit", "-q", "--allow-empty", "-m", subject)

    def last_commit(self) -> str:
        """The id of the last commit."""
        return self.git("rev-parse", "HEAD").strip()


def made_once(fill: Callable[[Repository], None]) -> Callable[[Path], Repository]:
    """Gives the repository that `fill` fills wherever it is asked for: a copy, which takes less time than git does."""

    @cache
    def first() -> Repository:
        folder = mkdtemp()
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        repository = Repository(Path(folder, "repository"))
        fill(repository)
        return repository

    def made(root: Path) -> Repository:
        repository = copy(first())
        repository.root = Path(shutil.copytree(first().root, root, symlinks=True))
        repository.git("status")  # the index knows files by where they lie on the disk
        return repository

    return made
