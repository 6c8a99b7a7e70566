"""What may be written at a place: fields, allowed values with what they mean, names from registers, ids."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import kinds
from qzqd.kinds import kind_of, value_at
from qzqd.kinds.forms import meaning
from qzqd.locale import Text
from qzqd.lsp.cursor import CompletionSlot, slots
from qzqd.lsp.lookup import (
    CATALOGUE,
    ITEM,
    LAW,
    UPSTREAM,
    list_called,
    refers,
    upstream_of,
)
from qzqd.open.catalogue import items_with_id
from qzqd.write.scalar import value_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.locale import Language
    from qzqd.lsp.checking import KeptWorkspace
    from qzqd.open.registers import LawEntry


class Completion(NamedTuple):
    """Something that may be written: what is shown, what it means, what is written, and from where to where.

    found_by: what an editor holds a typed word against.
    """

    label: str
    detail: str
    about: str
    found_by: str
    text: str
    start: int
    end: int
    is_field: bool


class AllowedValue(NamedTuple):
    """What may stand as a value, what it means, and what else it is called."""

    value: str | bool
    detail: str = ""
    names: tuple[str, ...] = ()


def completions_at(kept: KeptWorkspace, text: str, offset: int, language: Language) -> list[Completion]:
    """Everything that fits at an offset, in the order of the kind or of the register."""
    found: dict[str, Completion] = {}
    for slot in slots(text, offset):
        made = _fields(kept, slot, language) if slot.at == "key" else _values(kept, slot, language)
        for option in made:
            found.setdefault(option.label, option)
    return list(found.values())


def _fields(kept: KeptWorkspace, slot: CompletionSlot, language: Language) -> Iterator[Completion]:
    """The fields that the mapping does not have yet."""
    kind = kind_of(slot.data)
    schema = kept.schema(kind).body if kind else {**kinds.schema(kinds.FIRST)}
    above = slot.path[:-1]
    properties = kinds.schema_at(schema, above).get("properties", {})
    if kind is None:
        properties = {"kind": properties["kind"]} if not above else {}
    there = value_at(slot.data, above) or {}
    for name, node in properties.items():
        if name not in there:
            english = node.get("x-en", {})
            title = Text(node.get("title", ""), english.get("title", ""))
            about = Text(node.get("description", ""), english.get("description", ""))
            said = title.in_(language)
            written = slot.lead + (name if slot.named else f"{name}: ")
            yield Completion(
                name,
                said,
                about.in_(language),
                _found_by(name, said),
                written,
                slot.start,
                slot.end,
                is_field=True,
            )


def _values(kept: KeptWorkspace, slot: CompletionSlot, language: Language) -> Iterator[Completion]:
    for value, detail, names in _allowed(kept, slot, language):
        label = value if isinstance(value, str) else str(value).lower()
        yield Completion(
            label,
            detail,
            "",
            _found_by(*names, label, detail),
            value_written(value, slot.flow),
            slot.start,
            slot.end,
            is_field=False,
        )


def _found_by(*names: str) -> str:
    """Editors find a word only where one begins, which in Chinese may be at any character: so each stands alone, too."""
    return " ".join((*names, *(" ".join(name) for name in names if not name.isascii())))


def _allowed(kept: KeptWorkspace, slot: CompletionSlot, language: Language) -> Iterable[AllowedValue]:
    """Every value that may stand there."""
    if slot.path == ("kind",):
        return (AllowedValue(name, kinds.schema(name)["title"]) for name in kinds.names())
    kind = kind_of(slot.data)
    if kind is None:
        return ()
    schema = kept.schema(kind)
    node = schema.at(slot.path)
    above = schema.at(slot.path[:-1])
    if "const" in node:
        return (AllowedValue(node["const"]),)
    if "enum" in node:
        described = node.get("description") or above.get("description", "")
        return (AllowedValue(value, meaning(value, described)) for value in node["enum"])
    if node.get("type") == "boolean":
        words = (True, Text("是", "yes")), (False, Text("否", "no"))
        return (AllowedValue(value, text.in_(language)) for value, text in words)
    if node.get("type") == "array":
        return ()
    target = refers(kept, slot.data, slot.path)
    return _named(kept, target, slot.data) if target else _editions(kept, slot, above)


def _named(kept: KeptWorkspace, target: str, data: Any) -> Iterable[AllowedValue]:
    """The names that a field of this sort may have."""
    registers = kept.registers
    if target == LAW:
        return _laws(registers.laws)
    if target == CATALOGUE:
        return (AllowedValue(summary.id, summary.title) for _, summary in kept.summaries() if summary.id)
    if target == ITEM:
        return _ids(data)
    if target == UPSTREAM:
        lists = list_called(kept, upstream_of(data))
        return chain.from_iterable(_ids(tree.data) for _, tree in lists)
    if target in ("department", "body"):
        return (AllowedValue(name, registers.units.get(name, "")) for name in sorted(registers.departments))
    if target == "office":
        return map(AllowedValue, sorted(registers.offices))
    return (AllowedValue(name, of) for name, of in registers.units.items())


def _laws(registered: dict[str, LawEntry]) -> Iterator[AllowedValue]:
    """Every law by its full name, as it is cited, and found by its others, too."""
    others: dict[str, list[str]] = {}
    for name, law in registered.items():
        others.setdefault(law.title, []).extend([name] if name != law.title else [])
    return (AllowedValue(title, registered[title].level, (*names,)) for title, names in others.items())


def _ids(data: Any) -> Iterator[AllowedValue]:
    for item in items_with_id(data):
        name = item.get("name")
        yield AllowedValue(item["id"], name if isinstance(name, str) else "")


def _editions(kept: KeptWorkspace, slot: CompletionSlot, above: dict[str, Any]) -> Iterator[AllowedValue]:
    """The editions of the law that the field beside names."""
    if slot.path[-1:] != ("edition",):
        return
    for name, node in above.get("properties", {}).items():
        title = value_at(slot.data, (*slot.path[:-1], name))
        known = node.get("x-refers") == LAW and isinstance(title, str) and kept.registers.law(title)
        if known:
            for edition, articles in reversed(known.editions):
                yield AllowedValue(edition, f"{articles} 条" if articles else "")
