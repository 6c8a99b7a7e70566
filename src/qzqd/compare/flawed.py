"""An older edition with faults, as far as it is sound: it must not stand in the way of the change that mends it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.compare.match import parents
from qzqd.finding import Finding
from qzqd.locale import Text
from qzqd.open.opened import Opener
from qzqd.open.partial import Partial, sound_fields, unguarded
from qzqd.read.problem import Problem
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.open.catalogue import Item
    from qzqd.read.config import Config
    from qzqd.read.side import SideFile

_MOST = 5_000
"""Faults beyond this are not looked for: a new rule of the schema may find one in every item of an old edition."""


@dataclass(frozen=True, slots=True)
class Flaws:
    """What of an edition cannot be compared.

    unsure: ids of items of which only the fields that are there can be. lost: id and name, "" for none, of items that
    nobody can tell from others. header: whether that holds for the header as well.
    """

    unsure: frozenset[str]
    lost: tuple[tuple[str, str], ...]
    header: bool

    def may_be(self, item: Item) -> bool:
        """Whether an item of the newer edition may be, or come of, one that was lost: nobody can say it is new."""
        name, ids = normalised(item["name"]), {item["id"], *parents(item)}
        return any(key in ids or (known != "" and normalised(known) == name) for key, known in self.lost)


class Flawed(NamedTuple):
    """The sound part of an edition, and what is wrong with the rest."""

    header: dict[str, Any]
    items: list[Item]
    flaws: Flaws
    findings: list[Finding]


def flawed(document: SideFile, config: Config) -> Flawed | None:
    """None where too much is wrong for anything to be compared."""
    opener = Opener(replace(config, most=max(config.most, _MOST)))
    file = opener.open(document.data, document.path)
    if isinstance(file, Finding) or not isinstance(file.data, dict):
        return None
    left, misread = file.sound()
    if left is None:
        return None
    header = {"id": str(file.data.get("id", document.path)), **sound_fields(unguarded(left.header))}
    held = {at: dict(sound_fields(unguarded(item))) for at, item in left.items}
    ids = Counter(item["id"] for item in held.values() if _named(item))
    twice = {key for key, number in ids.items() if number > 1}
    for at in [at for at, item in held.items() if item.get("id") in twice]:
        file.add("QZ801", _repeated(held[at]["id"], at))
    known = {
        at: item
        for at, item in held.items()
        if _named(item, "name") and item["id"] not in twice and at not in misread
    }
    lost = [_label(item) for at, item in enumerate(file.data["items"]) if at not in known]
    unsure = frozenset(known[at]["id"] for at in left.doubtful if at in known)
    flaws = Flaws(unsure, tuple(lost), isinstance(left.header, Partial))
    return Flawed(header, [*known.values()], flaws, as_warnings(file.findings))


def _named(holder: dict[str, Any], *fields: str) -> bool:
    return all(isinstance(holder.get(field), str) for field in ("id", *fields))


def _label(item: Any) -> tuple[str, str]:
    fields = item if isinstance(item, dict) else {}
    key, name = fields.get("id"), fields.get("name")
    return key if isinstance(key, str) else "", name if isinstance(name, str) else ""


def as_warnings(findings: Iterable[Finding]) -> list[Finding]:
    """What is wrong with what was is a warning: the newer edition is what is judged."""
    return [replace(found, severity="warning") if found.severity == "error" else found for found in findings]


def _repeated(key: str, at: int) -> Problem:
    message = Text(
        f"编号 {key} 重复，这个事项没有比较", f"the id {key} occurs twice, so this item was not compared"
    )
    return Problem(message, ("items", at, "id"), value=key)
