"""A list as it goes out: its data, and the schema of its kind as this place has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class ExportedList:
    """data: of a list whose structure is sound. schema: with the values that the settings of the place add."""

    data: Mapping[str, Any]
    schema: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["id"])

    @property
    def edition(self) -> str:
        """Its edition."""
        return str(self.data["edition"])

    @property
    def kind(self) -> str:
        """Which list it is."""
        return str(self.data["kind"])

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.data["title"])
