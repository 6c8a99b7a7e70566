"""Which headings of tables each kind of list knows: in full on its page, in short in the guide."""

from __future__ import annotations

from functools import cache

from qzqd import kinds
from qzqd.kinds.traits import Archetype, traits
from qzqd.office.importing.columns import Target, importable, targets

START, END = "<!-- kinds -->", "<!-- /kinds -->"
"""What stands about the table in the guide, which is written between them."""
_OTHERWISE = {
    Archetype.LEDGER: "台账：[第一行写字段名称](docs/ledgers.md)",
    Archetype.ADOPTION: "一行一个事项，一栏一个单位：[例子](#从零开始一座新城市)",
}


def in_full(kind: str) -> list[tuple[str, str]]:
    """Each field that a column may stand for, and its headings: the title first, then what tables call it."""
    if kind not in importable():
        return []
    return [
        (f"`{'.'.join(target.path)}`", "、".join(dict.fromkeys((target.node["title"], *_other(target)))))
        for target in _fields(kind)
    ]


def shared() -> list[str]:
    """The headings that every list knows."""
    first, *others = ([target.node["title"] for target in _fields(kind)] for kind in importable())
    return [title for title in first if all(title in titles for titles in others)]


def in_short() -> str:
    """The table of the guide: every kind, and the headings that not every list knows."""
    rows = [
        f"| {kinds.schema(kind)['title']} | [`{kind}`](docs/kinds/{kind}.md) | {_own(kind)} |"
        for kind in kinds.names()
    ]
    head = [
        f"各种清单都认得的表头：{'、'.join(shared())}。",
        "",
        "| 清单 | `kind`（点开看每个字段，和同一栏的其他叫法） | 另外认得的表头 |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows])


def guide(text: str) -> str:
    """The guide with the table as it has to be."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{in_short()}\n{END}{after}"


def _own(kind: str) -> str:
    if kind not in importable():
        return _OTHERWISE.get(traits(kind).archetype, "不从表格导入，写 YAML")
    common = {*shared()}
    titles = (target.node["title"] for target in _fields(kind))
    return "、".join(dict.fromkeys(title for title in titles if title not in common))


def _other(target: Target) -> tuple[str, ...]:
    return tuple("".join(word.split()) for word in target.node.get("x-aka", ()))


@cache
def _fields(kind: str) -> tuple[Target, ...]:
    """Every field that a column may stand for, once, in the order of its page."""
    found = {target.path: target for each in targets(kind).values() for target in each}
    order = list(kinds.item_schema(kinds.schema(kind))["properties"])
    return tuple(sorted(found.values(), key=lambda target: order.index(target.path[0])))
