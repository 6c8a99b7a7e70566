"""One side of a comparison: the files of a path, of a git revision, or of the work tree."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import Config
from qzqd.read.problem import Problem, Refused
from qzqd.read.revision import Repository
from qzqd.read.scope import Scope, visible
from qzqd.read.workspace import APPROVALS, Entry, below, name, workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.read.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a side: what it is called, and its bytes or why they cannot be had."""

    path: str
    data: bytes
    refused: Refused | None = None


@dataclass(slots=True)
class Side:
    """`label` is what reports call it, "" for the work tree; `single`: it was named as one file.

    config: the settings that hold. approvals: the documents that this side has to show for its changes.
    repository: where a revision was read from.
    """

    label: str
    documents: list[Document] = field(default_factory=list)
    single: bool = False
    config: Config = field(default_factory=Config)
    approvals: list[Document] = field(default_factory=list)
    repository: Repository | None = None


def sides(old: str | None, new: str | None, paths: Sequence[str]) -> tuple[Side, Side]:
    """The two sides that a command line names: a file, a folder, a revision, `REV:PATH`, or `A...B` for both.

    None is the work tree, and for the older side HEAD. `paths` narrow revisions and the work tree down.
    Raises Refused where a side does not exist or holds no catalogue file.
    """
    if old and "..." in old and not is_path(old):
        one, _, other = old.partition("...")
        if new is not None:
            message = Text(f"“{old}”已经是两个版本", f"“{old}” is two revisions already")
            raise Refused(
                "QZ008", Problem(message, help=Text("去掉后一个参数", "leave the second argument out"))
            )
        space = workspace(paths)
        repository = Repository.around(_root(space))
        base, head = repository.merge_base(one or "HEAD", other or "HEAD"), other or "HEAD"
        newer = _revision(repository, repository.commit(head), head, space, paths)
        return _revision(repository, base, base[:9], space, paths), newer
    before = _at("HEAD", paths) if old is None else _side(old, paths)
    return before, _work_tree(paths, before.repository) if new is None else _side(new, paths)


def older(spec: str) -> Side:
    """The side that a git revision, a file or a folder is. Raises Refused where there is no such thing."""
    return _side(spec, ())


def _side(spec: str, paths: Sequence[str]) -> Side:
    """A path has its own workspace; the one around the current folder is only asked where there is none."""
    if is_path(spec):
        inside = workspace([spec])
        found, approvals = documents(inside.entries, inside.config), _approvals(inside)
        return _filled(Side(spec, found, Path(spec).is_file(), inside.config, approvals), spec)
    return _at(spec, paths)


def _at(spec: str, paths: Sequence[str]) -> Side:
    space = workspace(paths)
    repository = Repository.around(_root(space))
    revision, colon, place = spec.partition(":")
    commit = repository.commit(revision or spec)
    if not colon:
        return _revision(repository, commit, revision, space, paths)
    exactly = _from_the_top(place, repository.root)
    if exactly.startswith(("../", "/")) or exactly == "..":
        raise _nothing(spec)
    return _revision(repository, commit, revision, space, [exactly], exact=True)


def _work_tree(paths: Sequence[str], repository: Repository | None) -> Side:
    """Without what git ignores where the other side is a revision of `repository`, which cannot have it."""
    space = workspace(paths)
    found = documents(_kept(space.entries, repository) if repository else space.entries, space.config)
    return _filled(Side("", found, config=space.config, approvals=_approvals(space)), name(_root(space)))


def _kept(entries: list[Entry], repository: Repository) -> Iterator[Entry]:
    places = [below(entry.real, repository.root) for entry in entries]
    ignored = repository.ignored(place for place in places if place)
    return (entry for entry, place in zip(entries, places, strict=True) if place not in ignored)


def _from_the_top(place: str, top: Path) -> str:
    """The path in `REV:PATH` as git reads it: it counts from here where it begins with a dot."""
    here = below(Path.cwd(), top) if place.split("/")[0] in (".", "..") else None
    return posixpath.normpath(posixpath.join(here or ".", place))


def is_path(spec: str) -> bool:
    """Whether this names a file or a folder, and so no revision."""
    try:
        return bool(spec) and Path(spec).exists()
    except OSError:  # too long for a name
        return False


def _root(space: Workspace) -> Path:
    return space.config.root or Path.cwd()


def documents(entries: Iterable[Entry], config: Config) -> list[Document]:
    """The files with their bytes, or why they cannot be had."""
    return [_document(entry, config) for entry in entries]


def _document(entry: Entry, config: Config) -> Document:
    try:
        return Document(entry.name, source.read(entry.path, entry.root, config.max_bytes))
    except Refused as refused:
        return Document(entry.name, b"", refused)


def _approvals(space: Workspace) -> list[Document]:
    root = source.real(_root(space))
    folder, paths = root / APPROVALS, [root / APPROVALS]
    if source.within(source.real(folder), root):  # else it is told of the folder, and not what is in there
        paths = sorted(path for path in folder.rglob("*") if visible(path.relative_to(folder).as_posix()))
    return documents((Entry(path, name(path), source.real(path), root) for path in paths), space.config)


def _revision(
    repository: Repository,
    commit: str,
    label: str,
    space: Workspace,
    paths: Sequence[str],
    *,
    exact: bool = False,
) -> Side:
    scope = Scope(repository.root, space, paths, exact=exact)
    listed = repository.files(commit, scope.folders)
    lists = [path for path in listed if scope.lists(path)]
    approvals = [path for path in listed if scope.approves(path)]
    contents = repository.contents(listed[path] for path in (*lists, *approvals))
    found = [
        Document(f"{label}:{path}", data) for path, data in zip((*lists, *approvals), contents, strict=True)
    ]
    single = scope.wanted == lists and len(lists) == 1
    side = Side(label, found[: len(lists)], single, space.config, found[len(lists) :], repository)
    return _filled(side, ":".join([label, *paths]) if exact else label)


def _filled(side: Side, shown: str) -> Side:
    if not side.documents:
        raise _nothing(shown)
    return side


def _nothing(shown: str) -> Refused:
    message = Text(f"{shown} 里没有清单文件", f"{shown} holds no catalogue file")
    help = Text(
        "清单文件以 .yaml 结尾；用 --paths 指明文件夹",
        "catalogue files end in .yaml; --paths names folders",
    )
    return Refused("QZ001", Problem(message, help=help, value=shown))
