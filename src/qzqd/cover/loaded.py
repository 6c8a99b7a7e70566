"""A sound catalogue as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd.kinds.traits import traits

if TYPE_CHECKING:
    from qzqd.kinds.traits import Archetype


@dataclass(frozen=True, slots=True)
class Loaded:
    """One sound catalogue: its header and its items, as plain data."""

    path: str
    header: dict[str, Any]
    items: list[dict[str, Any]]

    @property
    def kind(self) -> str:
        """Which list it is."""
        return str(self.header["kind"])

    @property
    def archetype(self) -> Archetype:
        """What it is for."""
        return traits(self.kind).archetype

    @property
    def id(self) -> str:
        """The id of the catalogue."""
        return str(self.header["id"])

    @property
    def upstream(self) -> str:
        """The id of the list it derives from or is about; "" for none."""
        return str(self.header.get("upstream", {}).get("catalogue", ""))

    @property
    def published(self) -> int:
        """How many items it has by its own account; 0 where it does not say."""
        return int(self.header.get("published_count", {}).get("total", 0))

    @property
    def main(self) -> list[dict[str, Any]]:
        """The items in force that are no part of another one: what a published count counts."""
        return [item for item in self.live if "parent" not in item]

    @property
    def live(self) -> list[dict[str, Any]]:
        """The items in force."""
        return [item for item in self.items if "repealed" not in item]
