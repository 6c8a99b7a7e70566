"""One thing that a commit did to an item: a change in official terms, or a move that leaves it as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qzqd.compare.change import LABELS, ChangeType
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.compare.change import Change
    from qzqd.compare.history.file_state import FileState
    from qzqd.compare.reuse import Reused
    from qzqd.read.commits import Commit

ItemNode = tuple[str, str]
"""An item: the id of its catalogue, and its own."""

Happening = ChangeType | Literal["revived", "refiled", "relisted", "began"]
HAPPENINGS = dict[str, Text](LABELS.items()) | {
    "revived": Text("恢复", "revived"),
    "refiled": Text("移至另一文件", "moved to another file"),
    "relisted": Text("移至另一清单", "moved to another list"),
    "began": Text("已在清单中", "already listed"),
}
"""What can happen to an item. `began`: it stood there when the history that is known begins."""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """nodes: the items that it is about. state: of their list afterwards; before, where the list is gone.

    change: None for a move. left: the file or the list that the item moved away from. document: the number of
    the document that did it, "" where none is stated. reused: what its id stood for before, where that was another item.
    """

    type: Happening
    commit: Commit
    nodes: tuple[ItemNode, ...]
    state: FileState
    change: Change | None = None
    left: str = ""
    document: str = ""
    reused: Reused | None = None

    @property
    def item(self) -> str:
        """The id that the item has afterwards."""
        return self.change.item if self.change else self.nodes[-1][1]


@dataclass(frozen=True, slots=True)
class UnreadState:
    """A state of a file that could not be read, or is not the one that counts; what stood before is taken to stay."""

    commit: Commit
    path: str
    reason: Text
