"""What an item is known by where its id proves nothing: its name, its bodies, its basis, all of its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd.kinds.traits import LINEAGE, traits
from qzqd.text import canonical_json, normalised

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Item

LegalPlace = tuple[str, Any, Any, Any]
"""Law, article, paragraph, subparagraph."""

BODIES = frozenset(("office", "department"))
"""What a field refers to whose change hands an item from one body to another."""
NO_CONTENT = frozenset(("seq", "id", "origin", *LINEAGE))
"""Order, labels, and where a row stood in a workbook say nothing of the item; lineage tells of a change and is none."""


@dataclass(frozen=True, slots=True)
class Identity:
    """name: as people compare names. apart: the values that tell items of one name apart, bodies among them.

    basis: the places in law; content: every field that says something of the item.
    """

    name: str
    apart: tuple[str, ...]
    basis: frozenset[LegalPlace]
    content: str

    @property
    def whole(self) -> Hashable:
        """Name, bodies and basis."""
        return self.name, self.apart, self.basis

    @property
    def named(self) -> Hashable | None:
        """Name and bodies; None where nothing is said beside the name."""
        return (self.name, self.apart) if any(self.apart) else None

    @property
    def grounded(self) -> Hashable | None:
        """Name and basis; None where there is no basis."""
        return (self.name, self.basis) if self.basis else None


def identities(kind: str, items: Mapping[str, Item]) -> dict[str, Identity]:
    """The identity of each item, by id. What refers to another of these items is told by the name of that one."""
    own = traits(kind)
    names = {key: normalised(item["name"]) for key, item in items.items()}
    links = frozenset(name for name in own.fields if own.target(name) == "item")
    apart = telling(own)
    return {key: _identity(item, names, links, apart) for key, item in items.items()}


def legal_places(item: Item) -> frozenset[LegalPlace]:
    """The places in law that an item rests on."""
    return frozenset(
        (each["law"], each.get("article"), each.get("paragraph"), each.get("subparagraph"))
        for each in item.get("basis", ())
    )


def telling(own: KindTraits) -> list[str]:
    """The fields that tell items of one name apart, the exercising body first."""
    bodies, apart = own.having("body"), own.having("distinguishes")
    linked = [name for name in own.fields if own.target(name) in BODIES | {"upstream"}]
    return [*dict.fromkeys((*bodies, *linked, *apart))]


def _identity(item: Item, names: Mapping[str, str], links: frozenset[str], apart: list[str]) -> Identity:
    said = {name: _followed(value, names) if name in links else value for name, value in item.items()}
    return Identity(
        names[item["id"]],
        tuple(canonical_json(said[name]) if name in said else "" for name in apart),
        legal_places(item),
        canonical_json({name: value for name, value in said.items() if name not in NO_CONTENT}),
    )


def _followed(value: Any, names: Mapping[str, str]) -> Any:
    """An id, or each of several, as the name of the item it stands for where that is known."""
    if isinstance(value, list):
        return [_followed(each, names) for each in value]
    return names.get(value, value)
