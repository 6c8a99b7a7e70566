"""What a command line names: a file or folder, a revision, a place in one, or the work tree."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import git
from qzqd.read.config import FILE
from qzqd.read.disk import DISK
from qzqd.read.problem import Problem, Refused
from qzqd.read.revision import Repository, top
from qzqd.read.snapshot import Snapshot
from qzqd.read.worktree import WorkTree
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.read.disk import Files

_SPREAD = regex(r"([^./].*?)?(\.{2,3})([^./].*)?")
"""`A..B` or `A...B`, and no path that goes up."""


class Unclear(Refused):
    """It is left open what is to be compared; the help says how to write what may have been meant."""

    def __init__(self, zh: str, en: str, help: Text) -> None:
        super().__init__("QZ008", Problem(Text(zh, en), help=help))


@dataclass(frozen=True, slots=True)
class NamedSide:
    """One side. label: what reports call it, "" for the work tree; paths: all that is meant, none for the workspace.

    settled: it is a folder on the disk that has settings of its own, and is what they say.
    """

    label: str
    files: Files
    paths: tuple[str, ...] = ()
    settled: bool = False

    @property
    def revision(self) -> bool:
        """Whether git has it, and the disk may not."""
        return isinstance(self.files, Snapshot)

    @property
    def whole(self) -> bool:
        """Whether it is all that settings take in."""
        return not self.paths or self.settled

    @property
    def single(self) -> bool:
        """Whether it is one file that was named."""
        return len(self.paths) == 1 and self.files.is_file(Path(self.paths[0]))


def both(old: str | None, new: str | None, paths: Sequence[str]) -> tuple[NamedSide, NamedSide]:
    """The two sides of a comparison, narrowed down alike. None is the work tree, and for the older side HEAD.

    `A..B` and `A...B` name both sides, the latter A as it was when they parted. Raises Refused, Unclear.
    """
    spread = None if old is None or is_path(old) else _SPREAD.fullmatch(old)
    if spread is None:
        before = _revision("HEAD", paths) if old is None else _named(old, paths)
        return _level(before, _work_tree(paths) if new is None else _named(new, paths))
    if new is not None:
        raise Unclear(
            f"“{old}”已经是两个版本",
            f"“{old}” is two revisions already",
            Text("去掉后一个参数", "leave the second argument out"),
        )
    one, other = spread[1] or "HEAD", spread[3] or "HEAD"
    if spread[2] == "..":
        return _revision(one, paths), _revision(other, paths)
    repository = repository_around(paths)
    base = repository.merge_base(one, other)
    return _at(repository, base, base[:9], paths), _revision(other, paths)


def older_side_of(spec: str) -> NamedSide:
    """What the work tree is to be held against as a whole. Raises Refused, Unclear."""
    found = _named(spec, ())
    if found.single:
        raise Unclear(
            f"{spec} 是一个文件，整个工作区不能和它比",
            f"{spec} is one file, which is nothing to compare the whole work tree with",
            Text("写 git 版本，或者整个旧的文件夹", "name a git revision, or a whole older folder"),
        )
    return found


def is_path(spec: str) -> bool:
    """Whether this names a file or a folder that is there."""
    try:
        return bool(spec) and Path(spec).exists()
    except OSError:  # too long for a name
        return False


def _named(spec: str, paths: Sequence[str]) -> NamedSide:
    if not is_path(spec):
        return _revision(spec, paths)
    if _is_revision(spec):
        raise Unclear(
            f"“{spec}”既是文件或文件夹，又是 git 版本",
            f"“{spec}” is a file or folder, and also a git revision",
            Text(
                f"指文件、文件夹写 ./{spec}；指版本写 {spec}^0",
                f"write ./{spec} for what lies here, {spec}^0 for the revision",
            ),
        )
    return NamedSide(spec, DISK, (spec,), settled=DISK.there(Path(spec) / FILE))


def _is_revision(spec: str) -> bool:
    """Anybody can put a file into a pull request that is called as the revision it will be compared with."""
    try:
        repository = Repository.holding(Path.cwd()) if git.installed() else None
        return repository is not None and repository.names(spec)
    except Refused:  # files need no repository
        return False


def _revision(spec: str, paths: Sequence[str]) -> NamedSide:
    revision, colon, place = spec.partition(":")
    repository = repository_around(paths, spec)
    found = _at(repository, repository.commit(revision or spec), revision, paths)
    if not colon:
        return found
    exactly = _from_the_top(place, found.files)
    if (
        exactly.startswith(("../", "/"))
        or exactly == ".."
        or not found.files.there(repository.root / exactly)
    ):
        raise nothing(spec)
    return replace(found, paths=(str(repository.root / exactly),))


def _at(repository: Repository, commit: str, label: str, paths: Sequence[str]) -> NamedSide:
    return NamedSide(label, Snapshot.of(repository, commit, label), tuple(paths))


def _from_the_top(place: str, files: Files) -> str:
    """The path in `REV:PATH` as git reads it: it counts from here where it begins with a dot."""
    here = (
        files.inside(Path.cwd()) if isinstance(files, Snapshot) and place.split("/")[0] in (".", "..") else ""
    )
    return posixpath.normpath(posixpath.join(here or ".", place))


def _work_tree(paths: Sequence[str]) -> NamedSide:
    repository = Repository.holding(start(paths)) if git.installed() else None
    return NamedSide("", WorkTree(repository) if repository else DISK, tuple(paths))


def repository_around(paths: Sequence[str], spec: str = "") -> Repository:
    """The repository of the paths, or of the current folder; a submodule has its own.

    spec: what was asked of it, which is named where there is none. Raises Refused.
    """
    folder = start(paths)
    return Repository.around(folder, "" if spec == "HEAD" else spec)


def start(paths: Sequence[str]) -> Path:
    """Where settings and repository are looked for: here, unless the paths lie in a repository that is not around us."""
    here = Path.cwd()
    if not paths:
        return here
    first = Path(paths[0]).absolute()
    mine = top(here)
    if mine is not None and first.is_relative_to(mine):
        return here
    return next(folder for folder in (first, *first.parents) if folder.is_dir())


def _level(before: NamedSide, after: NamedSide) -> tuple[NamedSide, NamedSide]:
    """Where one side is a part, the other is the same part: what it has besides would seem added or cancelled."""
    if before.whole == after.whole:
        return before, after
    if after.whole:
        return _as_part(before, after), _narrowed(after, before)
    return _narrowed(before, after), _as_part(after, before)


def _as_part(part: NamedSide, other: NamedSide) -> NamedSide:
    """A path in the repository of the other side is read as its work tree is."""
    if not part.revision and isinstance(other.files, Snapshot) and _holds(other, part):
        return replace(part, files=WorkTree(other.files.repository))
    return part


def _narrowed(whole: NamedSide, part: NamedSide) -> NamedSide:
    place = Path(part.paths[0])
    shown = part.files.name(place) if part.revision else part.label
    if not part.revision and not _holds(whole, part):
        if part.single:
            raise _unknown_file(whole.label, shown) if whole.revision else _alone(shown)
        return whole  # a copy of all that lies elsewhere
    if not whole.files.there(place):
        raise _unknown_file(whole.label, shown)
    return replace(whole, paths=(str(place.absolute()),))


def _holds(whole: NamedSide, part: NamedSide) -> bool:
    """Whether a path is one that the revision can have."""
    return isinstance(whole.files, Snapshot) and whole.files.inside(Path(part.paths[0])) is not None


def _alone(spec: str) -> Unclear:
    return Unclear(
        f"只写了一个文件 {spec}，不知道和哪一个比",
        f"{spec} is one file, and nothing says what to compare it with",
        Text(
            f"两个文件：qzqd diff {spec} 新.yaml；它还没有提交的改动：qzqd diff --paths {spec}",
            f"two files: qzqd diff {spec} NEW.yaml; what is not committed of it: qzqd diff --paths {spec}",
        ),
    )


def _unknown_file(label: str, spec: str) -> Unclear:
    side = Text(f"版本 {label} ", f"revision {label}") if label else Text("工作区", "the work tree")
    there = Text(f"{label}:路径", f"{label}:PATH") if label else Text("文件路径", "PATH")
    return Unclear(
        f"{side.zh}里没有 {spec}，不知道和哪个文件比",
        f"{side.en} has no {spec}, so nothing says which file to compare it with",
        Text(f"写明是哪个文件：{there.zh}", f"name the file: {there.en}"),
    )


def nothing(shown: str) -> Refused:
    """The refusal of a side without catalogue files."""
    message = Text(f"{shown} 里没有清单文件", f"{shown} holds no catalogue file")
    help = Text(
        "清单文件以 .yaml 结尾；用 --paths 指明文件夹",
        "catalogue files end in .yaml; --paths names folders",
    )
    return Refused("QZ001", Problem(message, help=help, value=shown))
