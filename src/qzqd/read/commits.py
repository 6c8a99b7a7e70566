"""The commits that touched catalogue files, as git's first parents tell them: one process for all of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from qzqd.read import git
from qzqd.read.revision import REGULAR
from qzqd.read.workspace import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.read.revision import Repository
    from qzqd.read.scope import Scope

_SETTINGS = ("-c", "log.diffMerges=separate", "-c", "log.showRoot=true")
_LOG = ("log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev")
_PLAINLY = ("--no-color", "--no-show-signature", "--encoding=UTF-8")
"""Whatever the settings of the user say."""
_HEAD = "%x00%H %as %P%n%an%n%s"


class Touched(NamedTuple):
    """A file that a commit changed, and the id of its content: "" where it no longer is a file."""

    path: str
    blob: str


class Commit(NamedTuple):
    """date: the author's day. oldest: nothing is known of what stood before it."""

    id: str
    date: str
    author: str
    subject: str
    oldest: bool
    files: tuple[Touched, ...]


def commits(repository: Repository, scope: Scope) -> list[Commit]:
    """Every commit that touched a file in scope, oldest first; of a merge, what it brought to its branch.

    A file that came into scope from elsewhere is followed to where it was.
    """
    written = (f":(icase)*{suffix}" for suffix in SUFFIXES)
    answer = git.output(
        repository.root, *_SETTINGS, *_LOG, *_PLAINLY, f"--format={_HEAD}", "HEAD", "--", *written
    )
    followed: set[str] = set()
    found = []
    for commit in _parsed(answer):
        if any(scope.lists(touched.path) or touched.path in followed for touched in commit.files):
            followed |= {touched.path for touched in commit.files if not touched.blob}
            files = (
                touched for touched in commit.files if scope.lists(touched.path) or touched.path in followed
            )
            found.append(commit._replace(files=tuple(files)))
    return found[::-1]


def contents(repository: Repository, found: Iterable[Commit]) -> Iterator[bytes]:
    """What each file that the commits wrote held, in order. Raises Refused as `Repository.contents` does."""
    return repository.contents(touched.blob for commit in found for touched in commit.files if touched.blob)


def is_shallow(repository: Repository) -> bool:
    """Whether the history was cut off when the repository was cloned."""
    return repository.ask("rev-parse", "--is-shallow-repository").out.strip() == b"true"


def _parsed(log: bytes) -> Iterator[Commit]:
    """Newest first. A file is two tokens, `:mode mode id id status` and its path; any other begins a commit."""
    head: bytes = b""
    files: list[Touched] = []
    tokens = iter([token for token in log.split(b"\0") if token.strip()])
    for token in tokens:
        if not token.lstrip(b"\n").startswith(b":"):
            if head:
                yield _commit(head, files)
            head, files = token, []
            continue
        _, mode, _, blob, _ = token.split()
        files.append(Touched(os.fsdecode(next(tokens)), blob.decode() if mode in REGULAR else ""))
    if head:
        yield _commit(head, files)


def _commit(head: bytes, files: list[Touched]) -> Commit:
    facts, author, subject = head.decode("utf-8", "replace").split("\n")
    key, date, *parents = facts.split()
    return Commit(key, date, author, subject, not parents, tuple(files))
