"""Which items of a baseline are for which unit, and how many of each a unit has to have."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from qzqd.kinds.traits import traits

if TYPE_CHECKING:
    from qzqd.open.catalogue import Catalogue, Item


def least(baseline: Catalogue) -> dict[str, int]:
    """The items of which a unit has to have more than one, and how many. One is there by being adopted."""
    field = traits(baseline.kind).field("at-least")
    return {item["id"]: item[field] for item in baseline.in_force if item.get(field, 1) > 1}


def most(baseline: Catalogue) -> dict[str, int]:
    """The items of which a unit may have no more than so many."""
    field = traits(baseline.kind).field("at-most")
    return {item["id"]: item[field] for item in baseline.in_force if field in item}


class ItemScope:
    """The items that are only for some units: those that they name, or those of a class."""

    def __init__(self, baseline: Catalogue) -> None:
        kind, items = traits(baseline.kind), baseline.in_force
        self._receivers = _limited(items, kind.field("receivers"))
        self._profiles = _limited(items, kind.field("profiles"))

    @cached_property
    def by_profile(self) -> bool:
        """Whether the class of a unit decides about any item."""
        return bool(self._profiles)

    def not_due(self, unit: Item) -> frozenset[str]:
        """The items that are not for this unit. Of a unit without a class nobody knows, so all are."""
        if not (self._receivers or self._profiles):
            return frozenset()
        names = {unit["name"], *unit.get("aliases", ())}
        others = {key for key, meant in self._receivers.items() if names.isdisjoint(meant)}
        if "profile" in unit:
            others |= {key for key, meant in self._profiles.items() if unit["profile"] not in meant}
        return frozenset(others)


def _limited(items: list[Item], field: str) -> dict[str, frozenset[str]]:
    return {item["id"]: frozenset(item[field]) for item in items if field in item}
