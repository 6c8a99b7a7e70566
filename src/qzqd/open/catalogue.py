"""One catalogue in memory: its header, its items, and which of them are in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from qzqd.kinds.traits import Archetype, traits
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Item = dict[str, Any]
"""One item as plain data."""

State = Literal["in force", "pending", "cancelled"]


class Headed:
    """What the head of a list says, for whatever has one. header: everything but the items."""

    __slots__ = ()

    header: dict[str, Any]

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
    def title(self) -> str:
        """What it is called."""
        return str(self.header.get("title", ""))

    @property
    def edition(self) -> str:
        """Date or year of this edition."""
        return str(self.header.get("edition", ""))

    @property
    def provenance(self) -> str:
        """Where the list comes from."""
        return str(self.header["source"]["provenance"])

    @property
    def upstream(self) -> str:
        """The id of the list it derives from or is about; "" for none."""
        return str(self.header.get("upstream", {}).get("catalogue", ""))

    @property
    def unlisted(self) -> str:
        """The status that an adoption gives to items it does not list; "" for none."""
        return str(self.header.get("unlisted", ""))


@dataclass(frozen=True, eq=False)
class Catalogue(Headed):
    """One catalogue as it stands today.

    The header and its items are told apart. A list as a whole is in force from its `effective` until its `repealed`.
    Its items are looked at on `day`: today, or the nearest day on which the list is in force, so that a list that is
    still to come or has been repealed can be checked, compared and counted like any other.

    path: its file, "" where it has none.
    """

    header: dict[str, Any]
    items: list[Item]
    today: str
    path: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any], today: str, path: str = "") -> Catalogue:
        """Of the plain data of a file, whose structure is sound."""
        header = {key: value for key, value in data.items() if key != "items"}
        return cls(header, data["items"], today, path)

    @property
    def published(self) -> int:
        """How many items it has by its own account; 0 where it does not say."""
        return int(self.header.get("published_count", {}).get("total", 0))

    @cached_property
    def state(self) -> State:
        """Whether the list as a whole is in force today."""
        return state(self.header, self.today)

    @cached_property
    def day(self) -> str:
        """The day on which its items are looked at."""
        return day_of(self.header, self.today)

    @cached_property
    def not_cancelled(self) -> list[Item]:
        """The items that are not cancelled, those that take effect later among them."""
        return [item for item in self.items if state(item, self.day) != "cancelled"]

    @cached_property
    def in_force(self) -> list[Item]:
        """The items in force."""
        return [item for item in self.items if state(item, self.day) == "in force"]

    @property
    def pending(self) -> list[Item]:
        """The items that take effect later."""
        return [item for item in self.items if state(item, self.day) == "pending"]

    @cached_property
    def main(self) -> list[Item]:
        """The items in force that are no part of another one: what a published count counts."""
        every = counts_every(self.archetype)
        return [item for item in self.in_force if every or "parent" not in item]

    def state_of(self, item: Item) -> State:
        """Whether one of its items is in force today, which none is of a list that is not."""
        return self.state if self.state != "in force" else state(item, self.day)


def state(holder: Mapping[str, Any], day: str) -> State:
    """Whether a list or an item is in force on a day: from `effective` on, and no longer on the day of `repealed`.

    The data may be of any shape; what is no date says nothing.
    """
    repealed, effective = holder.get("repealed"), holder.get("effective")
    if isinstance(repealed, str) and repealed <= day:
        return "cancelled"
    if isinstance(effective, str) and effective > day:
        return "pending"
    return "in force"


def day_of(header: Mapping[str, Any], today: str) -> str:
    """Today, or the nearest day on which a list with this header is in force."""
    match state(header, today):
        case "pending":
            return str(header["effective"])
        case "cancelled":
            return _day_before(str(header["repealed"]))
    return today


def counts_every(archetype: Archetype) -> bool:
    """Whether sub-items count like any other: the parent of a unit is only where it lies."""
    return archetype is Archetype.UNITS


def _day_before(day: str) -> str:
    try:
        return str(date.fromisoformat(day) - timedelta(days=1))
    except (ValueError, OverflowError):
        return day


NO_LIST = Text("没有写 kind，或者没有这种清单，没有读", "has no known kind and is not read")
"""Why commands that look something up leave a file out."""


def items_with_id(data: Any) -> Iterator[Item]:
    """Every item that has an id, of a list of any shape."""
    return (item for _, item in item_positions(data))


def item_positions(data: Any) -> Iterator[tuple[int, Item]]:
    """The same, each with its position."""
    entries = data.get("items") if isinstance(data, dict) else None
    for index, item in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield index, item
