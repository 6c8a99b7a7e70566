"""One difference between two editions, in official terms. All that reports ever see of a comparison."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from qzqd.kinds.traits import REGISTERS, archetype
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import Finding, Severity
    from qzqd.open.places import Locator

ChangeType = Literal[
    "added",
    "cancelled",
    "withdrawn",
    "delegated",
    "recalled",
    "adopted",
    "merged",
    "split",
    "renamed",
    "basis",
    "transferred",
    "moved",
    "edited",
]
LABELS: dict[ChangeType, Text] = {
    "added": Text("新增", "added"),
    "cancelled": Text("取消", "cancelled"),
    "withdrawn": Text("退出", "withdrawn"),
    "delegated": Text("下放", "delegated"),
    "recalled": Text("收回", "recalled"),
    "adopted": Text("承接", "adopted"),
    "merged": Text("合并", "merged"),
    "split": Text("拆分", "split"),
    "renamed": Text("名称变更", "renamed"),
    "basis": Text("依据调整", "basis changed"),
    "transferred": Text("职权划转", "transferred"),
    "moved": Text("类型变更", "moved"),
    "edited": Text("要素变更", "edited"),
}
"""Every change type by its official name, in the order in which reports list them."""

Match = Literal["id", "lineage", "upstream", "name", "suspected"]
"""How the two sides were found to be the same item. upstream: one list says for which item of the other each of its
own stands. `suspected` never decides a verdict."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs. `old` and `new` are plain data, None where the field is absent."""

    field: str
    title: Text
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class ChangeSide:
    """The item, or the items, on one side: more than one id before a merge and after a split."""

    ids: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """`item` is the id under which the change is reported: the new one, or the old one where none is left.

    fields: what differs; of a merger or a split, in the item that keeps its id, if one does.
    score: similarity from 0 to 1, only where `by` is `suspected`; lineage: the line to paste that would
    declare it. severity and approval are the policy's verdict: None where no policy was asked, or none needed;
    rules: the codes that the severity is due to.
    before and after: the whole items, for tables that print their columns.
    """

    type: ChangeType
    catalogue: str
    item: str
    old: ChangeSide | None
    new: ChangeSide | None
    fields: tuple[FieldChange, ...] = ()
    by: Match = "id"
    score: float | None = None
    lineage: str = ""
    severity: Severity | None = None
    approval: str | None = None
    before: tuple[dict[str, Any], ...] = ()
    after: tuple[dict[str, Any], ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def regroups(self) -> bool:
        """Whether several items became one, or one became several."""
        return self.type in ("merged", "split")


@dataclass(frozen=True, slots=True)
class Compared:
    """Two editions of one catalogue. A path is "" on the side that does not have it.

    old_header, new_header: everything but the items. reordered: how many items only changed their place.
    reused: how many ids stand for something else than they did.
    header: what differs in the header. old_items, new_items: how many are in force. Of the newer edition,
    pending: how many items take effect later; announced: how many it cancels on a later day, and are in force until then.
    """

    id: str
    kind: str
    old_path: str
    new_path: str
    old_header: dict[str, Any]
    new_header: dict[str, Any]
    old_items: int
    new_items: int
    changes: tuple[Change, ...] = ()
    header: tuple[FieldChange, ...] = ()
    reordered: int = 0
    reused: int = 0
    pending: int = 0
    announced: int = 0

    @property
    def title(self) -> str:
        """The title of the newer edition."""
        title = (self.new_header or self.old_header).get("title", "")
        return title if isinstance(title, str) else ""

    def origin(self, change: Change) -> str:
        """The file, sheet and cell that the item of the newer edition was imported from; "" where that is not known."""
        imported = self.new_header.get("imported")
        file = imported.get("file") if isinstance(imported, dict) else None
        cell = change.after[0].get("origin") if change.after else None
        return f"{file} {cell}" if isinstance(file, str) and isinstance(cell, str) else ""


def _nowhere() -> Locator:
    from qzqd.open.places import Locator

    return Locator([])


@dataclass(slots=True)
class Comparison:
    """The answer of one run of `diff`. old, new: what the two sides are called.

    catalogues: in order of id, those without a difference included. findings: what stood in the way of comparing, and
    what the policy has to say. unreadable: a side could not be read, so the absence of changes means nothing; uncompared:
    the files to blame. older: the findings about the older side, of which only what is sound was compared; they are
    told, but the verdict is about the newer. places: where anything of either side stands.
    """

    old: str
    new: str
    catalogues: list[Compared] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unreadable: bool = False
    uncompared: list[str] = field(default_factory=list)
    older: list[Finding] = field(default_factory=list)
    places: Locator = field(default_factory=_nowhere, repr=False, compare=False)

    def changes(self) -> Iterator[Change]:
        """Every change, catalogue by catalogue."""
        for compared in self.catalogues:
            yield from compared.changes

    def by_type(self) -> dict[ChangeType, int]:
        """How many changes of each type there are, in the order of `LABELS`; suspected ones do not count."""
        counts = Counter(change.type for change in self.changes() if change.by != "suspected")
        return {kind: counts[kind] for kind in LABELS if counts[kind]}

    @property
    def old_items(self) -> int:
        """Items in force on the old side."""
        return sum(compared.old_items for compared in self._counted())

    @property
    def new_items(self) -> int:
        """Items in force on the new side."""
        return sum(compared.new_items for compared in self._counted())

    def registers(self) -> list[Compared]:
        """The registers that changed, where there are lists beside them."""
        changed = [each for each in self.catalogues if each.changes and archetype(each.kind) in REGISTERS]
        return [] if self._counted() is self.catalogues else changed

    def _counted(self) -> list[Compared]:
        """The lists, and registers only beside no list.

        Else the nine hundred laws of every workspace would stand in the sum of an adjustment of four items.
        """
        lists = [each for each in self.catalogues if archetype(each.kind) not in REGISTERS]
        return lists or self.catalogues
