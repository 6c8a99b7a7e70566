"""What a kind may say its fields are to one another, so that rules need to know no field of it by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Admission(NamedTuple):
    """Items with the value `admitted` were reviewed and then approved; with `barred` they were not.

    field: what tells them apart. review, approval: fields with the body, number and date of either decision.
    requester: who asks for it.
    """

    field: str
    admitted: str
    barred: str
    review: str
    approval: str
    requester: str

    def dates(self, item: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """When an item was reviewed, and when approved."""
        reviewed, approved = (item.get(step, {}).get("date") for step in (self.review, self.approval))
        return reviewed, approved


class Balance(NamedTuple):
    """Records that change a stock: what was there, what came or went, what is there now.

    account: the fields that tell one stock from another. paired: the records with which one comes to nothing.
    cleanup: what goes before an increase; ground: why; excluded: the grounds on which nothing may be added.
    """

    account: tuple[str, ...]
    before: str
    change: str
    after: str
    paired: str
    cleanup: str
    ground: str
    excluded: tuple[str, ...]


class Duties(NamedTuple):
    """Roles that every object of a type has to have, in the field `roles` of the header; the others are of an item."""

    roles: str
    charge: str
    type: str
    role: str
    holder: str
    backup: str
    identity: str
    grade: str
    also: str
    since: str
    until: str
    visited: str
    approval: str


class Progress(NamedTuple):
    """Records that go from step to step. limits, targets, monthly: of the header; level, unit, outcome: of a record.

    content: the outcomes that count as being content.
    """

    limits: str
    level: str
    targets: str
    monthly: str
    unit: str
    outcome: str
    content: tuple[str, ...]


Movement = Literal["提高", "降低"]
RISE: Movement = "提高"
MOVEMENTS: dict[Movement, str] = {RISE: "rise", "降低": "fall"}
"""Which way a number has to move, and the same in English."""

CONCEPTS = {"admission": Admission, "balance": Balance, "duties": Duties, "progress": Progress}
"""By the name under which a kind declares one."""


def unpacked(name: str, packed: Mapping[str, Any]) -> Any:
    """One of them, from JSON."""
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in packed.items()}
    return CONCEPTS[name](**values)
