"""What may be written at a place: fields, allowed values with what they mean, names from registers, ids."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import kinds
from qzqd.kinds.forms import meaning
from qzqd.locale import Text
from qzqd.lsp.cursor import CompletionSlot, data_at, slots
from qzqd.lsp.lookup import (
    CATALOGUE,
    ITEM,
    LAW,
    UPSTREAM,
    item_positions,
    kind_of,
    list_called,
    refers,
    upstream_of,
)
from qzqd.write.scalar import value_written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.locale import Language
    from qzqd.lsp.checking import KeptWorkspace


class Completion(NamedTuple):
    """Something that may be written: what is shown, what it means, what is written, and from where to where."""

    label: str
    detail: str
    about: str
    text: str
    start: int
    end: int
    is_field: bool


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
    there = data_at(slot.data, above) or {}
    for name, node in properties.items():
        if name not in there:
            english = node.get("x-en", {})
            title = Text(node.get("title", ""), english.get("title", ""))
            about = Text(node.get("description", ""), english.get("description", ""))
            written = name if slot.named else f"{name}: "
            yield Completion(
                name, title.in_(language), about.in_(language), written, slot.start, slot.end, is_field=True
            )


def _values(kept: KeptWorkspace, slot: CompletionSlot, language: Language) -> Iterator[Completion]:
    for value, detail in _allowed(kept, slot, language):
        yield Completion(
            value if isinstance(value, str) else str(value).lower(),
            detail,
            "",
            value_written(value, slot.flow),
            slot.start,
            slot.end,
            is_field=False,
        )


def _allowed(
    kept: KeptWorkspace, slot: CompletionSlot, language: Language
) -> Iterable[tuple[str | bool, str]]:
    """Every value that may stand there, with what it means."""
    if slot.path == ("kind",):
        return ((name, kinds.schema(name)["title"]) for name in kinds.names())
    kind = kind_of(slot.data)
    if kind is None:
        return ()
    schema = kept.schema(kind)
    node = schema.at(slot.path)
    above = schema.at(slot.path[:-1])
    if "const" in node:
        return ((node["const"], ""),)
    if "enum" in node:
        described = node.get("description") or above.get("description", "")
        return ((value, meaning(value, described)) for value in node["enum"])
    if node.get("type") == "boolean":
        return ((True, Text("是", "yes").in_(language)), (False, Text("否", "no").in_(language)))
    if node.get("type") == "array":
        return ()
    target = refers(kept, slot.data, slot.path)
    return _named(kept, target, slot.data) if target else _editions(kept, slot, above)


def _named(kept: KeptWorkspace, target: str, data: Any) -> Iterable[tuple[str, str]]:
    """The names that a field of this sort may have."""
    registers = kept.registers
    if target == LAW:
        return ((title, _called(law.title, title, law.level)) for title, law in registers.laws.items())
    if target == CATALOGUE:
        return ((summary.id, summary.title) for _, summary in kept.summaries() if summary.id)
    if target == ITEM:
        return _ids(data)
    if target == UPSTREAM:
        lists = list_called(kept, upstream_of(data))
        return chain.from_iterable(_ids(tree.data) for _, tree in lists)
    if target in ("department", "body"):
        return ((name, registers.units.get(name, "")) for name in sorted(registers.departments))
    if target == "office":
        return ((name, "") for name in sorted(registers.offices))
    return registers.units.items()


def _called(title: str, cited: str, level: str) -> str:
    return level if title == cited else f"{title}（{level}）"


def _ids(data: Any) -> Iterator[tuple[str, str]]:
    for _, item in item_positions(data):
        name = item.get("name")
        yield item["id"], name if isinstance(name, str) else ""


def _editions(kept: KeptWorkspace, slot: CompletionSlot, above: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The editions of the law that the field beside names."""
    if slot.path[-1:] != ("edition",):
        return
    for name, node in above.get("properties", {}).items():
        title = data_at(slot.data, (*slot.path[:-1], name))
        if node.get("x-refers") == LAW and isinstance(title, str) and title in kept.registers.laws:
            for edition, articles in reversed(kept.registers.laws[title].editions):
                yield edition, f"{articles} 条" if articles else ""
