"""Roles that every object of a type has to have: who holds them, and what is wrong with that."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.kinds.rank import inside
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.kinds.concepts import Duties
    from qzqd.open.catalogue import Item
    from qzqd.open.registers import Registers

    PlacedItem = tuple[int, Item]


class Seat(NamedTuple):
    """One role of one object. at: the position of the role in the header; held: by which items, with their positions."""

    at: int
    role: Item
    object: str
    held: list[PlacedItem]

    @property
    def filled(self) -> bool:
        """Whether as many hold it as have to."""
        exactly: int | None = self.role.get("exactly")
        least: int = self.role.get("at_least", 1)
        return len(self.held) >= least if exactly is None else len(self.held) == exactly

    @property
    def wanted(self) -> Text:
        """How many have to hold it, in words."""
        if "exactly" in self.role:
            return Text(f"正好 {self.role['exactly']} 个", f"exactly {self.role['exactly']}")
        least = self.role.get("at_least", 1)
        return Text(f"至少 {least} 个", f"at least {least}")


def seats(
    header: Item, items: Sequence[PlacedItem], duties: Duties, registers: Registers, today: str
) -> Iterator[Seat]:
    """Every role of every object that the list or the register of units knows, role by role."""
    lasting = [(at, item) for at, item in items if lasts(item, duties, today)]
    registered = units_by_type(header, registers)
    for at, role in enumerate(header.get(duties.roles, ())):
        per = role["per"]
        objects = [item[duties.charge] for _, item in items if item[duties.type] == per]
        objects += registered.get(per, ())
        held: dict[str, list[PlacedItem]] = {name: [] for name in objects}
        for position, item in lasting:
            if item[duties.role] == role["name"] and item[duties.type] == per:
                held[item[duties.charge]].append((position, item))
        for name, holders in held.items():
            yield Seat(at, role, name, holders)


def units_by_type(header: Item, registers: Registers) -> dict[str, list[str]]:
    """The registered units of the place that a list is about, and those without a code."""
    place = header.get("jurisdiction", {}).get("code", "")
    found: dict[str, list[str]] = {}
    for name, kind in registers.types.items():
        if not registers.units[name] or inside(registers.units[name], place):
            found.setdefault(kind, []).append(name)
    return found


def lasts(item: Item, duties: Duties, today: str) -> bool:
    """Whether an assignment that is not cancelled holds today."""
    return str(item.get(duties.since, today)) <= today <= str(item.get(duties.until, today))


def not_filled(found: Sequence[Seat]) -> Iterator[tuple[Seat, Text]]:
    """Seats that too few or too many hold; what nobody at all is entered for, once for each role."""
    nowhere: dict[int, list[Seat]] = {}
    for seat in found:
        if seat.filled:
            continue
        if not seat.held:
            nowhere.setdefault(seat.at, []).append(seat)
            continue
        number, name = len(seat.held), seat.role["name"]
        yield (
            seat,
            Text(
                f"{seat.object}的{name}有 {number} 个，应当{seat.wanted.zh}",
                f"{seat.object}: {number} hold the role {name}; there have to be {seat.wanted.en}",
            ),
        )
    for lacking in nowhere.values():
        objects, name = listed([seat.object for seat in lacking]), lacking[0].role["name"]
        yield (
            lacking[0],
            Text(
                f"{len(lacking)} 个对象没有{name}：{objects.zh}",
                f"{len(lacking)} objects without the role {name}: {objects.en}",
            ),
        )


def outside_chain(found: Sequence[Seat], duties: Duties) -> Iterator[tuple[int, Item, str]]:
    """Holders that ought to be objects of another role themselves, and are not: position, item, that role."""
    objects: dict[str, set[str]] = {}
    for seat in found:
        if seat.held:
            objects.setdefault(seat.role["name"], set()).add(seat.object)
    for seat in found:
        above = seat.role.get("held_by")
        for position, item in seat.held if above else ():
            if item[duties.holder] not in objects.get(str(above), ()):
                yield position, item, str(above)


def overdue(seat: Seat, duties: Duties, today: str) -> Iterator[tuple[int, Item, int | None]]:
    """Who has not been there for longer than the role allows: position, item, days since; None where never."""
    most: int = seat.role.get("every_days", 0)
    for position, item in seat.held if most else ():
        visited = item.get(duties.visited)
        days = (date.fromisoformat(today) - date.fromisoformat(visited)).days if visited else None
        if days is None or days > most:
            yield position, item, days


def roles_by_name(header: Mapping[str, Any], duties: Duties) -> dict[str, Item]:
    """The roles at the head of the list."""
    return {role["name"]: role for role in header.get(duties.roles, ())}
