"""The lists of a workspace, for commands that look something up; and what to say of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.cli.declared import Misused
from qzqd.cli.language import chosen, say
from qzqd.cli.output import UNABLE
from qzqd.console import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from pathlib import Path

    from qzqd.check.lookup import IndexCard
    from qzqd.locale import Text
    from qzqd.open.registers import Registers
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace, WorkspaceFile

ListData = dict[str, Any]
"""Plain data of a known kind; nothing else about it is certain."""


def require_words(wanted: str) -> None:
    """Nothing is found by nothing, or all is. Raises Misused."""
    if not wanted.strip():
        raise Misused(say("要找的没有写", "nothing was said to look for"))


def catalogues(space: Workspace) -> Iterator[tuple[WorkspaceFile, ListData | None]]:
    """Every list with its file; None for what cannot be read, which has been told."""
    from qzqd import kinds
    from qzqd.open.catalogue import NO_LIST
    from qzqd.read import source
    from qzqd.read.problem import Refused
    from qzqd.read.tree import parse

    for entry in space.entries:
        try:
            data = parse(source.load(entry.path, entry.root, space.config.max_bytes)).data
        except Refused as refused:
            _tell_unread(entry, refused.problem.message)
            yield entry, None
            continue
        if kinds.kind_of(data):
            yield entry, data
        else:
            _tell_unread(entry, NO_LIST)
            yield entry, None


class LookedUp(NamedTuple):
    """cards: of the lists that are wanted for what they can be found by. unread: what cannot be read, which has been told.

    tables: those beside ledgers, in which nothing was looked for.
    """

    cards: list[tuple[WorkspaceFile, IndexCard]]
    unread: list[WorkspaceFile]
    tables: list[str]


def looked_up(space: Workspace, wanted: Callable[[IndexCard], bool], scheduler: str = "") -> LookedUp | None:
    """What can be told without reading all lists; None where that takes longer than to read them."""
    from qzqd.check.lookup import index_cards

    cards = index_cards(space, wanted, scheduler)
    if cards is None:
        return None
    for entry, card in cards:
        if card.fault is not None:
            _tell_unread(entry, card.fault)
    return LookedUp(
        [(entry, card) for entry, card in cards if card.fault is None and wanted(card)],
        [entry for entry, card in cards if card.fault is not None],
        [card.table for _, card in cards if card.table],
    )


def tables_of(lists: Iterable[ListData]) -> list[str]:
    """The tables beside ledgers."""
    from qzqd.open.findings import text_at

    return [table for data in lists if (table := text_at(data, "records"))]


def tell_tables(tables: Sequence[str]) -> None:
    """Which tables beside ledgers were not looked through."""
    from qzqd.text import listed

    if tables:
        names = listed(tables)
        tell(say(f"台账表格里的记录没有找：{names.zh}", f"not searched: the tables of ledgers, {names.en}"))


def _tell_unread(entry: WorkspaceFile, why: Text) -> None:
    tell(f"{entry.name}{say('：', ': ')}{why.in_(chosen())}")


def usable_registers(space: Workspace, further: Container[Path] = ()) -> Registers:
    """The registers that can be used; of the others it is told that they were not. further: lists that are registers too."""
    from qzqd.open.opened import Opener
    from qzqd.open.registers import Registers
    from qzqd.read import source
    from qzqd.read.problem import Refused

    found, opener = Registers(), Opener(space.config)
    entries = [*space.registers, *(entry for entry in space.entries if entry.path in further)]
    for entry in {entry.real: entry for entry in entries}.values():
        try:
            data = source.read(entry.path, entry.root, space.config.max_bytes)
        except Refused:
            data = b""
        _, catalogue = opener.structure(data, entry.name)
        if catalogue:
            found.add(catalogue)
        else:
            tell(
                say(
                    f"{entry.name}：登记簿有问题，没有用上；先运行 qzqd validate",
                    f"{entry.name}: this register is not used; run qzqd validate first",
                )
            )
    return found


def unable(refused: Refused) -> int:
    """Why nothing could be done, and what to do about it; the exit code for that."""
    from qzqd.read.config import Unusable

    where = f"{refused.name}{say('：', ': ')}" if isinstance(refused, Unusable) else ""
    tell(where + refused.problem.message.in_(chosen()))
    if refused.problem.help:
        tell(refused.problem.help.in_(chosen()))
    return UNABLE
