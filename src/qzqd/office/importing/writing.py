"""A list as YAML: longer texts as blocks of lines, and all of it in the one form that `fmt` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.write import canonical
from qzqd.write.proof import says
from qzqd.write.scalar import scalar_text, value_written

if TYPE_CHECKING:
    from collections.abc import Iterator


def written_list(data: dict[str, Any]) -> bytes:
    """The file. Raises Unsafe if it would not read as this data."""
    source = "\n".join([*_mapping(data, ""), ""]).encode()
    says(source, data)
    return canonical.format(source, kinds.schema(data["kind"]))


def field_lines(name: str, value: Any, indent: str) -> str:
    """One field of an item, in whole lines."""
    return "\n".join([*_mapping({name: value}, indent), ""])


def item_lines(item: dict[str, Any], indent: str) -> str:
    """One item of the list, in whole lines, the dash behind `indent`."""
    return "\n".join([*_entry(item, indent), ""])


def _mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for name, value in data.items():
        yield from _labelled(f"{indent}{scalar_text(name)}:", value, indent)


def _labelled(label: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield label
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, list) and value:
        yield label
        for entry in value:
            yield from _entry(entry, indent + "  ")
    elif isinstance(value, str) and _is_block(value):
        yield f"{label} |-"
        yield from (f"{indent}  {line}" for line in value.split("\n"))
    else:
        yield f"{label} {value_written(value)}"


def _entry(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        first, *rest = _mapping(value, indent + "  ")
        yield f"{indent}- {first.strip()}"
        yield from rest
    else:
        yield from _labelled(f"{indent}-", value, indent)


def _is_block(text: str) -> bool:
    lines = text.split("\n")
    return len(lines) > 1 and all(line and line == line.strip() and line.isprintable() for line in lines)
