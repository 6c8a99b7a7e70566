"""The commits that touched catalogue files, as git's first parents tell them: one process for all of them."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from qzqd.read.workspace import SUFFIXES
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.revision import Repository

_SETTINGS = ("-c", "log.diffMerges=separate", "-c", "log.showRoot=true")
_LOG = ("log", "--first-parent", "-m", "--raw", "-z", "--no-renames", "--no-abbrev")
_PLAINLY = ("--no-color", "--no-show-signature", "--encoding=UTF-8")
"""Whatever the settings of the user say."""
_FORMAT = "%x00%H%x00%P%x00%at%x00%as%x00%an%x00%s"
_FIELDS = _FORMAT.count("%x00")
_DAY = regex(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LAST = "253402300799"
"""The last second of the year 9999."""


class TouchedFile(NamedTuple):
    """A file that a commit changed, and the id of its content: "" where it no longer is a file."""

    path: str
    blob: str


class Commit(NamedTuple):
    """date: the author's day, "" where it cannot be read. oldest: nothing is known of what stood before it."""

    id: str
    date: str
    author: str
    subject: str
    oldest: bool
    files: tuple[TouchedFile, ...]


def commits(repository: Repository, besides: str) -> list[Commit]:
    """Every commit that touched a YAML file or one that is called `besides`, oldest first.

    Of a merge it tells what it brought to its branch. Raises Refused with git's reason where history is damaged.
    """
    if repository.is_new():
        return []
    written = (f":(icase)*{suffix}" for suffix in SUFFIXES)
    answer = repository.output(
        *_SETTINGS, *_LOG, *_PLAINLY, f"--format={_FORMAT}", "HEAD", "--", *written, f"*{besides}"
    )
    return [*_parsed(answer)][::-1]


def _parsed(log: bytes) -> Iterator[Commit]:
    """Newest first. An empty token begins a commit; a file is two tokens, `:mode mode id id status` and its path."""
    tokens = iter(log.split(b"\0")[:-1])
    commit, files = None, list[TouchedFile]()
    for token in tokens:
        if not token:
            if commit:
                yield commit._replace(files=tuple(files))
            commit, files = _commit([next(tokens) for _ in range(_FIELDS)]), []
            continue
        _, mode, _, blob, _ = token.split()
        files.append(TouchedFile(os.fsdecode(next(tokens)), blob.decode() if mode.startswith(b"100") else ""))
    if commit:
        yield commit._replace(files=tuple(files))


def _commit(fields: list[bytes]) -> Commit:
    """Names and subjects may be anything: nothing is taken to be there, or to be of one line, or UTF-8."""
    key, parents, seconds, day, author, subject = (field.decode("utf-8", "replace") for field in fields)
    # Of a number that is none, or beyond all calendars, git makes the first of January 1970.
    known = seconds.isdecimal() and len(seconds) <= len(_LAST) and _DAY.fullmatch(day)
    return Commit(key, day if known else "", author, subject, not parents, ())
