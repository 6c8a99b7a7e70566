"""QZ224: the same value, or the same entry, twice in one field."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd.check.rule import Example, rule
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import canonical_json, repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item


@cache
def _of_several(kind: str) -> tuple[str, ...]:
    """The fields that hold several texts, none of which may stand there twice.

    A figure may that is an operand, and a stage that a call went through again.
    """
    about = traits(kind)
    return tuple(
        name
        for name, node in about.fields.items()
        if node.get("items", {}).get("type") == "string"
        and about.target(name) != "item"
        and name not in about.having("stages")
    )


_BODIES = ("department", "unit", "body")


def _columns_differ(subject: Subject, full: dict[str, str]) -> bool:
    about = subject.traits
    for name in _of_several(about.kind):
        known = full if about.target(name) in _BODIES else {}
        for values in subject.column(name) if name in subject.fields else ():
            if len(values) > 1 and len({known.get(value, value) for value in values}) < len(values):
                return False
    return True


@rule(
    "QZ224",
    "warning",
    title=Text("一个字段里写了两遍", "The same value twice in one field"),
    why=Text(
        "同一个部门、标签、单位、依据、级别在一个字段里写两遍，数起来就多一个；同一级写了两个时限，就不知道按哪一个。"
        "全称和登记簿里的简称是同一个。",
        "A department, label, unit, ground or level that stands twice in one field counts twice; with two limits for one level "
        "nobody knows which holds. A full name and a registered short one are the same.",
    ),
    fails=Example(
        "items:\n  - {id: FW-01, name: 老年优待证, labels: [网上办, 网上办]}\n", {"kind": "public-services"}
    ),
    passes=Example(
        "items:\n  - {id: FW-01, name: 老年优待证, labels: [网上办, 一次办]}\n", {"kind": "public-services"}
    ),
    quiet=lambda subject: (
        _columns_differ(subject, subject.registers.full) and not [*_repeated_entries(subject)]
    ),
)
def repeated_values(subject: Subject) -> Iterator[Problem]:
    about, full = subject.traits, subject.registers.full
    for name in _of_several(about.kind):
        known = full if about.target(name) in _BODIES else {}
        for index, item in () if subject.lacks(name) else subject.live:
            values = item.get(name, ())
            if len(values) < 2:
                continue
            meant = [known.get(value, value) for value in values]
            if len(set(meant)) < len(meant):
                at = _repeated(meant)[0]
                yield _twice(("items", index, name, at), values[at], values[meant.index(meant[at])])
    yield from _repeated_entries(subject)


def _repeated_entries(subject: Subject) -> Iterator[Problem]:
    """Entries of a list of mappings that are the same, or that have one name or level for two things."""
    for field, entries in subject.header.items():
        if isinstance(entries, list) and len(entries) > 1 and isinstance(entries[0], dict):
            said: dict[tuple[str, ...], set[str]] = {}
            for at, entry in enumerate(entries):
                key = tuple(entry[name] for name in _TOLD_BY if name in entry)
                more = entry.keys() - {*_TOLD_BY, "basis"}
                before = said.get(key)
                # One may say how few there are at the least, and another, on another ground, how many at the most.
                if key and before is not None and not (before and more and before.isdisjoint(more)):
                    yield _twice((field, at), " ".join(key), " ".join(key))
                said.setdefault(key, set()).update(more)
    levels = subject.traits.field("limits")
    for index, item in () if not levels or subject.lacks(levels) else subject.live:
        told = [limit["level"] for limit in item.get(levels, ())]
        for at in _repeated(told):
            yield _twice(("items", index, levels, at), told[at], told[at])
    for field in [path[0] for path in subject.traits.refers.get("law", ()) if len(path) == 3]:
        for index, grounds in () if subject.lacks(field) else _grounds(subject, field):
            for at in _repeated(grounds):
                yield _twice(("items", index, field, at), grounds[at]["law"], grounds[at]["law"])


def _grounds(subject: Subject, field: str) -> list[tuple[int, list[Item]]]:
    """Those of live items, but for two that differ, as most have."""
    return [
        (index, grounds)
        for index, item in subject.live
        if len(grounds := item.get(field, ())) > 1 and (len(grounds) > 2 or grounds[0] == grounds[1])
    ]


_TOLD_BY = ("name", "per", "level", "type", "attribute", "rule")
"""What tells the entries of a list at the head from one another."""


_FEW = 20


def _repeated(values: Sequence[Any]) -> list[int]:
    """Where a value stands that stands before, too. Of a few, comparing each with each takes less than making keys."""
    if len(values) <= _FEW:
        return [at for at in range(1, len(values)) if values[at] in values[:at]]
    return repeats([canonical_json(value) for value in values])


def _twice(path: DataPath, value: str, first: str) -> Problem:
    message = (
        Text(f"“{value}”写了两遍", f"“{value}” stands there twice")
        if value == first
        else Text(f"“{value}”就是前面的“{first}”", f"“{value}” is “{first}”, which stands before it")
    )
    return Problem(message, path, Text("删去一个", "delete one"), value=value)
