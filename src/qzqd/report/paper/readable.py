"""A catalogue in words, a field to a line: what `git diff` compares in place of the YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.values import field_words
from qzqd.report.paper.words import COLON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.locale import Language
    from qzqd.report.paper.values import FieldWords


def readable(catalogue: dict[str, Any], language: Language) -> str:
    """The header, then a block for each item; nothing is left out but comments, and no line depends on another.

    The items of the catalogue are mappings; what is in them may be of any shape.
    """
    wording = field_words(str(catalogue.get("kind")), language)
    blocks = [[*_fields(catalogue, wording.header, wording, "", ("items",))]]
    for item in catalogue["items"]:
        head = f"{item.get('id', '')}  {item.get('name', '')}"
        blocks.append([head, *_fields(item, wording.item, wording, "  ", ("id", "name"))])
    return inert("\n\n".join("\n".join(map(safe, block)) for block in blocks)) + "\n"


def _fields(
    mapping: dict[str, Any],
    known: dict[str, Any],
    wording: FieldWords,
    indent: str,
    left_out: tuple[str, ...],
) -> Iterator[str]:
    """In the order of the schema; what it does not know comes last. The entries of a list get lines of their own."""
    for name in (
        *(name for name in known if name in mapping),
        *(name for name in mapping if name not in known),
    ):
        if name in left_out:
            continue
        field, value = known.get(name, {}), mapping[name]
        title = f"{indent}{wording.title(field) if field else name}{COLON.in_(wording.language)}"
        entries = wording.value(name, field, value, whole=True)
        lines = [line for entry in entries for line in entry.removesuffix("\n").split("\n")]
        if len(lines) == 1 and not isinstance(value, list):
            yield title + lines[0]
        else:
            yield title.rstrip()
            yield from (f"{indent}  {line}" for line in lines)
