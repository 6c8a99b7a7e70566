"""What every list can be found by, kept between runs: then only lists that may hold what is wanted are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import kinds
from qzqd.check.impact import cited_titles
from qzqd.kinds import text_at
from qzqd.kinds.traits import CODED
from qzqd.locale import Text
from qzqd.open import pool
from qzqd.open.catalogue import NO_LIST, items_with_id, state
from qzqd.read import source
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qzqd.open.catalogue import Item
    from qzqd.read.config import Config
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace, WorkspaceFile


_HEAD = ("kind", "title", "effective", "repealed")
_ITEM = ("id", "name", "effective", "repealed", *CODED.fields, "code")
"""What an item can be found by, and what a table shows of it."""


class IndexCard(NamedTuple):
    """What one file can be found by. fault: why it cannot be.

    brief: the list as JSON, without all else. laws: what its items rest on that are not cancelled, as they cite it.
    table: where the records of a ledger lie, which nothing is looked for in; "" where it has none beside it. edition: as
    `edition_of` has it.
    """

    brief: str = ""
    laws: tuple[str, ...] = ()
    fault: Text | None = None
    table: str = ""
    edition: tuple[str, str] = ("", "")

    def may_hold(self, wanted: str) -> bool:
        """Whether the text, in lower case, may be part of something that the list can be found by."""
        return json.dumps(wanted, ensure_ascii=False)[1:-1] in self.brief.casefold()

    def data(self) -> dict[str, Any]:
        """The list, as far as it is kept here; id and texts are as in the file, and nothing else is certain."""
        found: dict[str, Any] = json.loads(self.brief)
        return found


def index_cards(
    space: Workspace, wanted: Callable[[IndexCard], bool], scheduler: str
) -> list[tuple[WorkspaceFile, IndexCard]] | None:
    """The cards that are wanted, those of ledgers with a table, and those of files with a fault.

    None where nothing can be kept and nobody else does it, so that reading the lists at once takes less.
    scheduler: as `open.pool` has it; "" for this machine.
    """
    worker = _Worker(space.config)
    with pool.cache_for(worker, space.entries, [b"lookup"]) as cache:
        if cache is None and not scheduler:
            return None
        made = pool.answers(worker, space.entries, cache, scheduler=scheduler)
        cards = {name: card for name, card in made if card.fault is not None or card.table or wanted(card)}
    return [(entry, cards[entry.name]) for entry in space.entries if entry.name in cards]


def item_codes(item: Item) -> list[str]:
    """Every code of an item, of whatever sort, without regard to case."""
    values = [item.get(name) for name in (*CODED.fields, "code")]
    codes = [code for value in values for code in (value.values() if isinstance(value, dict) else [value])]
    return [code.casefold() for code in codes if isinstance(code, str)]


class _Worker(pool.Worker[tuple[str, IndexCard]]):
    """Answers are of a file by its name."""

    def __init__(self, config: Config) -> None:
        self.config = config

    def work(self, data: bytes, name: str) -> tuple[str, IndexCard]:
        return name, _card(parse(source.check(data)).data, self.config.today)

    def refuse(self, refused: Refused, name: str) -> tuple[str, IndexCard]:
        return name, IndexCard(fault=refused.problem.message)

    def pack(self, answer: tuple[str, IndexCard]) -> bytes:
        return json.dumps(answer[1], ensure_ascii=False).encode("utf-8", "surrogatepass")

    def unpack(self, packed: bytes, name: str) -> tuple[str, IndexCard]:
        brief, laws, fault, table, edition = json.loads(packed.decode("utf-8", "surrogatepass"))
        return name, IndexCard(brief, tuple(laws), Text(*fault) if fault else None, table, tuple(edition))


def _card(data: Any, today: str) -> IndexCard:
    if kinds.kind_of(data) is None:
        return IndexCard(fault=NO_LIST)
    items = [_picked(item, _ITEM) for item in items_with_id(data)]
    brief = json.dumps({**_picked(data, _HEAD), "items": items}, ensure_ascii=False)
    return IndexCard(
        brief,
        tuple(cited_titles(data, today)),
        table=text_at(data, "records") or "",
        edition=edition_of(data, today),
    )


def edition_of(data: dict[str, Any], today: str) -> tuple[str, str]:
    """Id and edition of a list; "" for both while it is still to come, as it then takes the place of none."""
    key, edition = text_at(data, "id"), text_at(data, "edition")
    return (key, edition) if key and edition and state(data, today) != "pending" else ("", "")


def _picked(holder: dict[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    picked = {name: holder[name] for name in fields if name in holder}
    return picked | {name: str(picked[name]) for name in ("name", "title") if name in picked}
