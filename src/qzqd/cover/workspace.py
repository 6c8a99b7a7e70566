"""Catalogues of a workspace as plain data, by kind and by id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
    def id(self) -> str:
        """The id of the catalogue."""
        return str(self.header["id"])

    @property
    def live(self) -> list[dict[str, Any]]:
        """The items in force."""
        return [item for item in self.items if "repealed" not in item]
