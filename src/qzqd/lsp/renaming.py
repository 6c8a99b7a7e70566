"""An id by another name, with everything in the lists and the settings of the workspace that refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.kinds import kind_of, value_at
from qzqd.kinds.traits import LINEAGE, traits
from qzqd.locale import Text
from qzqd.lsp import mentions
from qzqd.lsp.cursor import spot
from qzqd.lsp.lookup import (
    CATALOGUE,
    ITEM,
    UPSTREAM,
    is_item_id,
    item_positions,
    list_called,
    lookup_targets,
    refers,
    upstream_of,
)
from qzqd.read.config import FILE
from qzqd.read.positions import spots
from qzqd.read.problem import Problem, Refused
from qzqd.text import fits
from qzqd.write import fixes
from qzqd.write.fixes import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qzqd.finding import DataPath
    from qzqd.lsp.checking import KeptWorkspace
    from qzqd.read.positions import Spot
    from qzqd.read.tree import Tree
    from qzqd.read.workspace import WorkspaceFile


class Renaming(NamedTuple):
    """changed: every file that changes, with its text before and after. left: approvals that name the old id.

    unsure: settings and approvals that name it where several lists have such an id, and any may be meant.
    """

    changed: list[tuple[Path, str, str]]
    left: list[str]
    unsure: list[str]


def renamable(kept: KeptWorkspace, tree: Tree, offset: int) -> Spot | None:
    """The id of an item or of a list at an offset, or what refers to one; None where nothing is to be renamed."""
    found = spot(tree, offset)
    if found is None or found.at == "key" or not isinstance(value_at(tree.data, found.path), str):
        return None
    is_id = is_item_id(found.path) or found.path == ("id",)
    return found if is_id or refers(kept, tree.data, found.path) in (ITEM, UPSTREAM, CATALOGUE) else None


def rename(kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree, offset: int, new: str) -> Renaming:
    """What changes where an id gets a new name. Raises Refused, Unsafe where nothing may be changed.

    Each file is read back and says the new id in those places and nothing else.
    """
    found = renamable(kept, tree, offset)
    if found is None:
        raise _refused(Text("这里没有可以改名的编号", "there is no id here to rename"))
    old = str(value_at(tree.data, found.path))
    homes = _homes(kept, entry, tree, found.path, old)
    if not homes:
        raise _refused(Text(f"找不到编号 {old}", f"there is no id {old}"))
    if len({home.path for home, _, _ in homes}) > 1 or len(homes) > 1:
        raise _refused(
            Text(f"编号 {old} 不止一处，先改正重复", f"{old} stands more than once: mend that first")
        )
    home, there, path = homes[0]
    _acceptable(kept, there, path, new)
    _all_read(kept)
    changed = []
    for each in kept.entries():
        read = there if each.real == home.real else kept.tree(each)
        places = [
            Fix((at.start, at.end), new)
            for at, value in (spots(read) if read else ())
            if value == old and _means(kept, each, read, at, (home, there, path))
        ]
        if places and read is not None:
            source = kept.bytes_of(each)
            written, made = fixes.apply(source, places)
            if len(made) != len(places):
                raise _refused(
                    Text(f"{each.name} 里有一处写法不能改", f"one place in {each.name} cannot be rewritten")
                )
            changed.append((each.path, read.source.decode(), written.decode("utf-8-sig")))
    if path == ("id",):
        return Renaming(changed, [], [])
    before = kept.settings()
    after = mentions.settings(before, old, new)
    approvals = [*mentions.approvals(kept.approvals(), old)]
    if sum(old in summary.ids for _, summary in kept.summaries()) > 1:
        return Renaming(changed, [], [*([FILE] if after != before else []), *approvals])
    changed += [(kept.root / FILE, before, after)] if after != before else []
    return Renaming(changed, approvals, [])


_Home = tuple["WorkspaceFile", "Tree", "DataPath"]
"""The file where an id is declared, and the path of it there."""


def _homes(kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree, path: DataPath, old: str) -> list[_Home]:
    if path == ("id",):
        return [(entry, tree, path)]
    return [(each.entry, each.tree, each.path) for each in lookup_targets(kept, entry, tree, path, old)]


def _means(kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree | None, at: Spot, home: _Home) -> bool:
    """Whether a value is that id, or refers to it; so may a key, of marks for the parts of a scoring."""
    if tree is None:
        return False
    declared, there, place = home
    follows = bool(upstream_of(tree.data) == there.data.get("id"))
    if at.at == "key":
        kind = kind_of(tree.data)
        return follows and kind is not None and at.path[2:3] == (traits(kind).field("marks"),)
    if counted := _counted(kept, tree, at.path):
        target = refers(kept, counted.data, ("items", 0, at.path[-1]))
        meant = {ITEM: counted.data.get("id"), UPSTREAM: upstream_of(counted.data)}
        return place != ("id",) and bool(meant.get(target) == there.data.get("id"))
    target = refers(kept, tree.data, at.path)
    if place == ("id",):
        return target == CATALOGUE or (entry.real == declared.real and at.path == place)
    if target == UPSTREAM:
        return follows
    if entry.real != declared.real:
        return False
    of_lineage = at.path[0] == "items" and len(at.path) > 2 and at.path[2] in LINEAGE
    return at.path == place or target == ITEM or of_lineage


def _counted(kept: KeptWorkspace, tree: Tree, path: DataPath) -> Tree | None:
    """The list whose items are counted where a field has the value at a path; None for no such condition."""
    if path[-2:-1] != ("where",):
        return None
    catalogue = value_at(tree.data, (*path[:-2], "catalogue"))
    return next((counted for _, counted in list_called(kept, catalogue)), None)


def _acceptable(kept: KeptWorkspace, tree: Tree, path: DataPath, new: str) -> None:
    """Raises Refused for an id that no list may have, or that another one has."""
    kind = kind_of(tree.data)
    pattern = kept.schema(kind).at(path).get("pattern", "") if kind else ""
    if not fits(pattern, new):
        raise _refused(Text(f"编号不能写成 {new}", f"{new} is no id"))
    if path == ("id",):
        taken = any(summary.id == new for _, summary in kept.summaries())
    else:
        taken = any(item["id"] == new for _, item in item_positions(tree.data))
    if taken:
        raise _refused(Text(f"编号 {new} 已经有了", f"there is already an id {new}"))


def _all_read(kept: KeptWorkspace) -> None:
    """Raises Refused where a file cannot be read: it may refer to the id as well."""
    unread = next(_unread(kept), None)
    if unread is not None:
        raise _refused(
            Text(
                f"{unread.name} 读不出来，里面可能引用这个编号；先改正",
                f"{unread.name} cannot be read and may refer to the id: mend it first",
            )
        )


def _unread(kept: KeptWorkspace) -> Iterator[WorkspaceFile]:
    return (entry for entry in kept.entries() if kept.tree(entry) is None)


def _refused(message: Text) -> Refused:
    return Refused("", Problem(message))
