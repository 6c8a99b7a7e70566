"""One side of a comparison: the files of a path, of a git revision, or of the work tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.config import Config
from qzqd.read.problem import Problem, Refused
from qzqd.read.revision import Repository
from qzqd.read.scope import Scope, visible
from qzqd.read.workspace import APPROVALS, Entry, name, workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qzqd.read.workspace import Workspace

WORK_TREE = Text("工作区", "work tree")


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a side: what it is called, and its bytes or why they cannot be had."""

    path: str
    data: bytes
    refused: Refused | None = None


@dataclass(slots=True)
class Side:
    """`label` is what reports call it; `single`: it was named as one file; `config`: the settings that hold.

    approvals: the documents that this side has to show for its changes.
    """

    label: str
    documents: list[Document] = field(default_factory=list)
    single: bool = False
    config: Config = field(default_factory=Config)
    approvals: list[Document] = field(default_factory=list)


def sides(old: str | None, new: str | None, paths: Sequence[str]) -> tuple[Side, Side]:
    """The two sides that a command line names: a file, a folder, a revision, `REV:PATH`, or `A...B` for both.

    None is the work tree, and for the older side HEAD. `paths` narrow revisions and the work tree down.
    Raises Refused where a side does not exist or holds no catalogue file.
    """
    if old and "..." in old and not _exists(Path(old)):
        one, _, other = old.partition("...")
        if new is not None:
            message = Text(f"“{old}”已经是两个版本", f"“{old}” is two revisions already")
            raise Refused(
                "QZ008", Problem(message, help=Text("去掉后一个参数", "leave the second argument out"))
            )
        space = workspace(paths)
        repository = Repository.around(_root(space))
        base = repository.merge_base(one or "HEAD", other or "HEAD")
        return _revision(repository, base, base[:9], space, paths), _side(other or "HEAD", paths)
    return _side("HEAD" if old is None else old, paths), _side(new, paths)


def _side(spec: str | None, paths: Sequence[str]) -> Side:
    """A path has its own workspace; the one around the current folder is only asked where there is none."""
    if spec and (path := Path(spec)) and _exists(path):
        inside = workspace([spec])
        documents = _documents(inside.entries, inside.config)
        return _filled(Side(spec, documents, path.is_file(), inside.config, _approvals(inside)), spec)
    space = workspace(paths)
    if spec is None:
        documents, approvals = _documents(space.entries, space.config), _approvals(space)
        return _filled(Side(name(_root(space)), documents, config=space.config, approvals=approvals), spec)
    repository = Repository.around(_root(space))
    revision, colon, place = spec.partition(":")
    commit = repository.commit(revision)
    return _revision(repository, commit, revision, space, [place] if colon else paths, exact=bool(colon))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long for a name
        return False


def _root(space: Workspace) -> Path:
    return space.config.root or Path.cwd()


def _documents(entries: Iterable[Entry], config: Config) -> list[Document]:
    return [_document(entry, config) for entry in entries]


def _document(entry: Entry, config: Config) -> Document:
    try:
        return Document(entry.name, source.read(entry.path, entry.root, config.max_bytes))
    except Refused as refused:
        return Document(entry.name, b"", refused)


def _approvals(space: Workspace) -> list[Document]:
    folder = _root(space) / APPROVALS
    paths = sorted(path for path in folder.rglob("*") if visible(path.relative_to(folder).as_posix()))
    return _documents(
        (Entry(path, name(path), path.resolve(), _root(space).resolve()) for path in paths), space.config
    )


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
    contents = repository.contents([listed[path] for path in (*lists, *approvals)])
    documents = [
        Document(f"{label}:{path}", data) for path, data in zip((*lists, *approvals), contents, strict=True)
    ]
    single = scope.wanted == lists and len(lists) == 1
    side = Side(label, documents[: len(lists)], single, space.config, documents[len(lists) :])
    return _filled(side, ":".join([label, *paths]) if exact else label)


def _filled(side: Side, spec: str | None) -> Side:
    if not side.documents:
        shown = spec or side.label
        message = Text(f"{shown} 里没有清单文件", f"{shown} holds no catalogue file")
        help = Text(
            "清单文件以 .yaml 结尾；用 --paths 指明文件夹",
            "catalogue files end in .yaml; --paths names folders",
        )
        raise Refused("QZ001", Problem(message, help=help, value=shown))
    return side
