"""What is kept of a catalogue after its file is closed: small, and enough for rules across files."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Summary:
    """`ids` and `repealed` are item ids in file order; `upstream` maps an item's position to what it derives from.

    lineage: position, field and id of every pointer to an earlier or later item.
    """

    path: str = ""
    kind: str = ""
    id: str = ""
    title: str = ""
    edition: str = ""
    provenance: str = ""
    jurisdiction: str = ""
    items: int = 0
    ids: list[str] = field(default_factory=list)
    repealed: list[str] = field(default_factory=list)
    upstream_catalogue: str = ""
    upstream: dict[str, str] = field(default_factory=dict)
    provenances: dict[str, int] = field(default_factory=dict)

    def pack(self) -> dict[str, Any]:
        """As plain data, without the path: the same bytes elsewhere have the same summary."""
        packed = asdict(self)
        del packed["path"]
        return packed
