"""Which headings of tables each kind of list knows: in full on its page, in short in the guide."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.traits import Archetype, traits
from qzqd.office.importing.columns import FieldTarget, field_targets, headings, importable
from qzqd.open.cells import TableFields

if TYPE_CHECKING:
    from collections.abc import Mapping

START, END = "<!-- kinds -->", "<!-- /kinds -->"
"""What stands about the table in the guide, which is written between them."""
_MATRIX = "一行一个事项，一栏一个单位：[例子](#从零开始一座新城市)"
_NONE = "不从表格导入，写 YAML"


def in_full(kind: str) -> list[tuple[str, str]]:
    """Each field that a column may stand for, and its headings: the title first, then what tables call it."""
    if kind in ledgers():
        return _of_records(kind)
    if kind not in importable():
        return []
    return [
        (
            f"`{'.'.join(target.path)}`",
            "、".join(dict.fromkeys(map(_unspaced, headings(target.path, target.node)))),
        )
        for target in _fields(kind)
    ]


@cache
def ledgers() -> tuple[str, ...]:
    """The kinds whose records may lie in a table beside them."""
    return tuple(kind for kind in kinds.names() if "records" in kinds.schema(kind)["properties"])


def shared(group: tuple[str, ...]) -> list[str]:
    """The headings that every kind of a group knows."""
    first, *others = (_titles(kind) for kind in group)
    return [title for title in first if all(title in titles for titles in others)]


def in_short() -> str:
    """The table of the guide: every kind, and the headings that not every list knows."""
    rows = [
        f"| {kinds.schema(kind)['title']} | [`{kind}`](docs/kinds/{kind}.md) | {_own(kind)} |"
        for kind in kinds.names()
    ]
    head = [
        f"各种清单都认得的表头：{'、'.join(shared(importable()))}。",
        f"各种台账都认得的：{'、'.join(shared(ledgers()))}；[台账的表格怎么写](docs/ledgers.md)。",
        "",
        "| 清单 | `kind`（点开看每个字段，和同一栏的其他叫法） | 另外认得的表头 |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows])


def guide(text: str) -> str:
    """The guide with the table as it has to be."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"the guide has no place for the table of kinds: {START} and {END}")
    return f"{before}{START}\n{in_short()}\n{END}{after}"


def _own(kind: str) -> str:
    if kind not in (*importable(), *ledgers()):
        return _MATRIX if traits(kind).archetype is Archetype.ADOPTION else _NONE
    common = {*shared(ledgers() if kind in ledgers() else importable())}
    return "、".join(title for title in _titles(kind) if title not in common)


def _titles(kind: str) -> list[str]:
    """The first heading of each field."""
    return [*dict.fromkeys(words.split("、")[0] for _, words in in_full(kind))]


def _of_records(kind: str) -> list[tuple[str, str]]:
    """The same of a ledger, whose table is read as it stands; what two fields have in common names neither."""
    schema = kinds.schema(kind)
    columns, fields = TableFields(schema), kinds.item_schema(schema)["properties"]
    rows = []
    for name, title in columns.titles.items():
        others = [word for word in _other(fields[name]) if columns.path(word) == (name,)]
        rows.append((f"`{name}`", "、".join(dict.fromkeys((title.zh, *others)))))
    return rows


def _other(node: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(map(_unspaced, node.get("x-aka", ())))


def _unspaced(word: str) -> str:
    return "".join(word.split())


@cache
def _fields(kind: str) -> tuple[FieldTarget, ...]:
    """Every field that a column may stand for, once, in the order of its page."""
    found = {target.path: target for each in field_targets(kind).values() for target in each}
    order = list(kinds.item_schema(kinds.schema(kind))["properties"])
    return tuple(sorted(found.values(), key=lambda target: order.index(target.path[0])))
