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
    LookupTarget,
    is_item_id,
    list_called,
    lookup_targets,
    refers,
    upstream_of,
)
from qzqd.open.catalogue import items_with_id
from qzqd.read.config import FILE
from qzqd.read.positions import spots
from qzqd.read.problem import Problem, Refused
from qzqd.read.side import approvals
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


_OF_LIST = ("id",)
"""Where a list has its id."""


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
    is_id = is_item_id(found.path) or found.path == _OF_LIST
    return found if is_id or refers(kept, tree.data, found.path) in (ITEM, UPSTREAM, CATALOGUE) else None


def rename(kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree, offset: int, new: str) -> Renaming:
    """What changes where an id gets a new name. Raises Refused, Unsafe where nothing may be changed.

    Each file is read back and says the new id in those places and nothing else.
    """
    found = renamable(kept, tree, offset)
    if found is None:
        raise _refused(Text("这里没有可以改名的编号", "there is no id here to rename"))
    old = str(value_at(tree.data, found.path))
    of_list = found.path == _OF_LIST
    homes = (
        [LookupTarget(entry, tree, _OF_LIST, tree.data)]
        if of_list
        else lookup_targets(kept, entry, tree, found.path, old)
    )
    if not homes:
        raise _refused(Text(f"找不到编号 {old}", f"there is no id {old}"))
    if len(homes) > 1:
        raise _refused(
            Text(f"编号 {old} 不止一处，先改正重复", f"{old} stands more than once: mend that first")
        )
    (home,) = homes
    _acceptable(kept, home, new)
    changed = [*_changed(kept, home, old, new)]
    if home.path == _OF_LIST:
        return Renaming(changed, [], [])
    before = kept.settings()
    after = mentions.settings(before, old, new)
    naming = [*mentions.approvals(approvals(kept.space), old)]
    if sum(old in summary.ids for _, summary in kept.summaries()) > 1:
        return Renaming(changed, [], [*([FILE] if after != before else []), *naming])
    changed += [(kept.root / FILE, before, after)] if after != before else []
    return Renaming(changed, naming, [])


def _changed(kept: KeptWorkspace, home: LookupTarget, old: str, new: str) -> Iterator[tuple[Path, str, str]]:
    """Every file with the id, with its text before and after. Raises Refused where one cannot be read or rewritten."""
    for entry in kept.entries():
        tree = kept.tree(entry)
        if tree is None:
            raise _refused(
                Text(
                    f"{entry.name} 读不出来，里面可能引用这个编号；先改正",
                    f"{entry.name} cannot be read and may refer to the id: mend it first",
                )
            )
        places = [
            Fix((at.start, at.end), new)
            for at, value in spots(tree)
            if value == old and _means(kept, entry, tree, at, home)
        ]
        if places:
            written, made = fixes.apply(kept.bytes_of(entry), places)
            if len(made) != len(places):
                raise _refused(
                    Text(f"{entry.name} 里有一处写法不能改", f"one place in {entry.name} cannot be rewritten")
                )
            yield entry.path, tree.source.decode(), written.decode("utf-8-sig")


def _means(kept: KeptWorkspace, entry: WorkspaceFile, tree: Tree, at: Spot, home: LookupTarget) -> bool:
    """Whether a value is that id, or refers to it; so may a key, of marks for the parts of a scoring."""
    declared = home.tree.data.get("id")
    follows = bool(upstream_of(tree.data) == declared)
    if at.at == "key":
        kind = kind_of(tree.data)
        return follows and kind is not None and at.path[2:3] == (traits(kind).field("marks"),)
    if counted := _counted(kept, tree, at.path):
        target = refers(kept, counted.data, ("items", 0, at.path[-1]))
        meant = {ITEM: counted.data.get("id"), UPSTREAM: upstream_of(counted.data)}
        return home.path != _OF_LIST and bool(meant.get(target) == declared)
    target = refers(kept, tree.data, at.path)
    if home.path == _OF_LIST:
        return target == CATALOGUE or (entry.real == home.entry.real and at.path == _OF_LIST)
    if target == UPSTREAM:
        return follows
    if entry.real != home.entry.real:
        return False
    of_lineage = at.path[0] == "items" and len(at.path) > 2 and at.path[2] in LINEAGE
    return at.path == home.path or target == ITEM or of_lineage


def _counted(kept: KeptWorkspace, tree: Tree, path: DataPath) -> Tree | None:
    """The list whose items are counted where a field has the value at a path; None for no such condition."""
    if path[-2:-1] != ("where",):
        return None
    catalogue = value_at(tree.data, (*path[:-2], "catalogue"))
    return next((counted for _, counted in list_called(kept, catalogue)), None)


def _acceptable(kept: KeptWorkspace, home: LookupTarget, new: str) -> None:
    """Raises Refused for an id that no list may have, or that another one has."""
    kind = kind_of(home.tree.data)
    pattern = kept.schema(kind).at(home.path).get("pattern", "") if kind else ""
    if not fits(pattern, new):
        raise _refused(Text(f"编号不能写成 {new}", f"{new} is no id"))
    if home.path == _OF_LIST:
        taken = any(summary.id == new for _, summary in kept.summaries())
    else:
        taken = any(item["id"] == new for item in items_with_id(home.tree.data))
    if taken:
        raise _refused(Text(f"编号 {new} 已经有了", f"there is already an id {new}"))


def _refused(message: Text) -> Refused:
    return Refused("", Problem(message))
