"""Which columns a published table has: those its kind declares, then whatever else holds something."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds import title_of
from qzqd.kinds.traits import LINEAGE, PublishedColumn, field_by_role
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qzqd.kinds.traits import KindTraits
    from qzqd.locale import Language
    from qzqd.open.catalogue import Item

    Path = tuple[str, ...]

NUMBER, NAME, NOTE, EXTRA, PARENT = ("seq",), ("name",), ("note",), ("extra",), ("parent",)
FIRM = frozenset((NUMBER, NAME, PARENT))
"""What tells where an item begins: never in pieces."""
_INSIDE = frozenset(
    {
        "id",
        "parent",
        "upstream",
        *LINEAGE,
        "repealed",
        "repealed_by",
        "provenance",
        "origin",
        "ignore",
        "extra",
    }
)
"""What keeps a list in order and is no part of what is published."""
_UNSAID = frozenset({"id", "parent", "origin", "extra"})
"""Of these, what the table shows in another way, or what is of no interest outside the files."""


@dataclass(frozen=True)
class ColumnSource:
    """Where the texts of a column come from. under: the heading that it shares with its neighbours, "" for none."""

    path: Path
    node: Mapping[str, Any]
    heading: str
    under: str = ""

    @cached_property
    def words(self) -> frozenset[str]:
        """Everything that the column may be headed with in tables that come in."""
        headings = (self.heading, self.node.get("title", ""), *self.node.get("x-aka", ()))
        return frozenset(heading_key(word) for word in headings if word)

    def original(self, item: Item) -> str:
        """The words of the cell that an item came from, where `import` kept them as they were; "" else."""
        extra: Mapping[str, str] = item.get(EXTRA[0], {})
        if self.path in FIRM or self.path[:1] == EXTRA:
            return ""
        return next((text for key, text in extra.items() if heading_key(key) in self.words), "")


def sources(
    own: KindTraits, schema: dict[str, Any], items: Sequence[Item], besides: Iterable[str], language: Language
) -> tuple[list[ColumnSource], list[str]]:
    """The columns in order, the number and the name first; and the titles of fields that are filled and no column.

    besides: fields that the table shows in another way, as titles of sections or of itself.
    """
    filled = _filled(items)
    beside = {*besides}
    shown = [*_declared(own), *_others(own, schema, filled, beside)]
    found: list[ColumnSource] = []
    for column in shown:
        path = tuple(column.field.split("."))
        if path in (NUMBER, NAME) or (path in filled and path[0] not in beside):
            node = kinds.schema_at(schema, ("items", 0, *path))
            title = (column.heading or title_of(node)).in_(language)
            found.append(ColumnSource(path, node, title, column.under.in_(language) if column.under else ""))
    known = {word for source in found if source.path not in FIRM for word in source.words}
    firm = {heading_key(source.heading) for source in found if source.path in FIRM}
    keys = dict.fromkeys(key for item in items for key in item.get("extra", ()))
    found += [
        ColumnSource((*EXTRA, key), {}, f"原{key}" if heading_key(key) in firm else key)
        for key in keys
        if heading_key(key) not in known
    ]
    found.sort(key=lambda source: source.path == NOTE)
    left = [
        own.titled(name).in_(language)
        for name in own.fields
        if name in _INSIDE - _UNSAID and (name,) in filled and (name,) not in {each.path for each in found}
    ]
    return [*_alone(found)], left


def _filled(items: Sequence[Item]) -> set[Path]:
    """The paths at which any item holds something."""
    below = {
        (name, key)
        for item in items
        for name, value in item.items()
        if isinstance(value, dict) and name != EXTRA[0]
        for key in value
    }
    return {(name,) for name in set().union(*items)} | below


def _declared(own: KindTraits) -> tuple[PublishedColumn, ...]:
    return own.declared.columns or (PublishedColumn("seq"), PublishedColumn("name"))


def _others(
    own: KindTraits, schema: dict[str, Any], filled: set[Path], beside: set[str]
) -> Iterator[PublishedColumn]:
    """Fields that hold something and are not declared; what is inside one by itself where some of that is declared."""
    declared = {tuple(column.field.split(".")) for column in _declared(own)}
    apart = {path[0] for path in declared if len(path) > 1}
    needed = kinds.item_schema(schema)["required"]
    for name in own.fields:
        hidden = name in beside or (name in _INSIDE and (name not in needed or name == "id"))
        if hidden or (name,) in declared or (name,) not in filled:
            continue
        if name not in apart:
            yield PublishedColumn(name)
            continue
        inner = kinds.schema_at(schema, ("items", 0, name))["properties"]
        lead_in = field_by_role(inner).get("lead-in")
        for key in inner:
            if (name, key) in filled - declared and key != lead_in:
                yield PublishedColumn(f"{name}.{key}")


def _alone(found: list[ColumnSource]) -> Iterator[ColumnSource]:
    """A heading is shared only where there is a neighbour to share it with."""
    for at, source in enumerate(found):
        beside = (found[place].under for place in (at - 1, at + 1) if 0 <= place < len(found))
        yield source if source.under in beside else ColumnSource(source.path, source.node, source.heading)
