"""`qzqd show ID|CODE|TEXT`: what an item is, who does it, and on what basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Argument
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import Paths
from qzqd.cli.reading import catalogues, looked_up, require_words, tables_of, tell_tables, unable
from qzqd.console import tell
from qzqd.kinds.traits import Archetype, archetype
from qzqd.locale import Text
from qzqd.report.paper.terminal import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.cli.reading import ListData
    from qzqd.open.catalogue import Item
    from qzqd.read.workspace import Workspace
    from qzqd.report.paper.values import FieldWords

    _Found = tuple[Item, Item]
    """A list and one of its items, of any shape but for the id."""

ABOUT = Text(
    "按编号、编码、名称或清单名称查找事项。",
    "Find an item by its id, a code, its name, or the title of its list.",
)

_SHORT = 30
_LATER: dict[Archetype | None, int] = {Archetype.ADOPTION: 1, Archetype.LAWS: 2, Archetype.UNITS: 2}
_FULL = 3
"""So many matches are shown in full; more become a table."""


def show(
    wanted: Annotated[
        str,
        Argument(
            metavar="ID",
            help=say("编号、编码，或名称里的文字", "an id, a code, or part of a name or a title"),
        ),
    ],
    paths: Paths = None,
    lang: Lang = None,
) -> int:
    """Exit code 1 when nothing matches."""
    from qzqd.check.settings import judged_workspace
    from qzqd.read.problem import Refused

    require_words(wanted)
    try:
        space = judged_workspace(paths or [])
    except Refused as refused:
        return unable(refused)
    found, tables, unread = _matches(space, wanted.casefold())
    matches = sorted(found, key=_rank)
    if not matches:
        tell(say(f"没有找到“{wanted}”", f"nothing matches “{wanted}”"))
        tell_tables(tables)
        return UNABLE if unread else FINDINGS
    if len(matches) > _FULL:
        _list(matches)
    else:
        for number, (catalogue, item) in enumerate(matches):
            console.put(*[""] * bool(number), *_card(catalogue, item))
    return OK


def _matches(space: Workspace, wanted: str) -> tuple[list[_Found], list[str], bool]:
    """What matches best; of more than are shown in full, only what can be told without reading the lists.

    With it the tables beside ledgers, in which nothing was looked for, and whether a file could not be read.
    """
    known = looked_up(space, lambda card: card.may_hold(wanted))
    if known is None:
        every = [data for _, data in catalogues(space)]
        lists = [data for data in every if data]
        return _best(_listed(lists), wanted), tables_of(lists), len(lists) < len(every)
    cards = {entry: card.data() for entry, card in known.cards}
    best = _best(_listed(cards.values()), wanted)
    if len(best) <= _FULL:
        holding = [entry for entry, data in cards.items() if any(data is found[0] for found in best)]
        read = (data for _, data in catalogues(space._replace(entries=holding)) if data)
        best = _best(_listed(read), wanted)
    return best, known.tables, bool(known.unread)


def _listed(lists: Iterable[ListData]) -> list[_Found]:
    """Every item with its list."""
    from qzqd.open.catalogue import items_with_id

    return [(data, item) for data in lists for item in items_with_id(data)]


def _best(listed: list[_Found], wanted: str) -> list[_Found]:
    """Those whose id or code it is; else those that have it in their name, id or a code; else those of lists so called."""
    for fits in (_is_known_by, _is_named, _is_titled):
        if found := [each for each in listed if fits(each, wanted)]:
            return found
    return []


def _is_known_by(found: _Found, wanted: str) -> bool:
    return wanted in (found[1]["id"].casefold(), *_codes(found[1]))


def _is_named(found: _Found, wanted: str) -> bool:
    item = found[1]
    known_by = (str(item.get("name", "")).casefold(), item["id"].casefold(), *_codes(item))
    return any(wanted in text for text in known_by)


def _is_titled(found: _Found, wanted: str) -> bool:
    return wanted in str(found[0].get("title", "")).casefold()


def _codes(item: Item) -> list[str]:
    from qzqd.check.lookup import item_codes

    return item_codes(item)


def _rank(found: _Found) -> int:
    """What units did with items comes after the items, and entries of registers after both."""
    return _LATER.get(archetype(found[0]["kind"]), 0)


def _list(matches: list[_Found]) -> None:
    rows = [
        (item["id"], f"{item.get('name', '')}{_state(catalogue, item)}", str(catalogue.get("title", "")))
        for catalogue, item in matches
    ]
    out.table((say("编号", "Id"), say("事项", "Item"), say("清单", "List")), rows)


def _card(catalogue: Item, item: Item) -> list[str]:
    from qzqd.report.paper.provenance import titled
    from qzqd.report.paper.values import field_words

    wording = field_words(catalogue["kind"], chosen())
    lines = [
        f"{item['id']}  {item.get('name', '')}{_state(catalogue, item)}",
        f"  {titled(catalogue).in_(chosen())}",
    ]
    for name, field in wording.item.items():
        if name in item and name not in ("id", "name"):
            lines += _told(wording, name, field, item[name], "  ")
    return lines


def _told(words: FieldWords, name: str, field: dict[str, Any], value: Any, indent: str) -> list[str]:
    """A field: short on the line of its title, else below it; what has entries as a list, each field of one in its turn."""
    title = f"{indent}{words.title(field)}{say('：', ': ')}"
    inner = words.inner(field)
    entries = value if isinstance(value, list) else [value]
    if inner and name != "basis" and all(isinstance(entry, dict) for entry in entries):
        lines = [title.rstrip()]
        for entry in entries:
            parts = [
                line
                for key, part in entry.items()
                for line in _told(
                    words, key, inner.get(key, {"title": key, "x-en": {"title": key}}), part, f"{indent}    "
                )
            ]
            if isinstance(value, list) and parts:
                parts[0] = f"{indent}  - {parts[0].lstrip()}"
            lines += parts
        return lines
    values = [line for entry in entries for line in words.value(name, field, entry)]
    room = max(out.width() - len(indent) - 4, 20)
    if len(values) == 1 and len(values[0]) < _SHORT and "\n" not in values[0]:
        return [f"{title}{values[0]}"]
    mark = "- " if isinstance(value, list) and len(values) > 1 else "  " if isinstance(value, list) else ""
    lines = [title.rstrip()]
    for each in values:
        first, *rest = wrap(each, room) or [""]
        lines += [f"{indent}  {mark}{first}", *(f"{indent}  {' ' * len(mark)}{line}" for line in rest)]
    return lines


def _state(catalogue: Item, item: Item) -> str:
    """What to say beside the name of an item that is not in force today, whatever else is wrong with it."""
    from qzqd.open.catalogue import state
    from qzqd.read.config import day_in_china

    today = day_in_china()
    states = [state(holder, today) for holder in (catalogue, item)]
    if "cancelled" in states:
        return say("（已取消）", " (cancelled)")
    return say("（尚未生效）", " (not yet in force)") if "pending" in states else ""
