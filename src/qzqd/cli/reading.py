"""The lists of a workspace, for commands that look something up; and what to say of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.cli.declared import Misused
from qzqd.cli.language import about, chosen, say
from qzqd.cli.output import UNABLE
from qzqd.console import tell
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence, Sized
    from pathlib import Path

    from qzqd.check.lookup import IndexCard
    from qzqd.open.registers import Registers
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace, WorkspaceFile
    from qzqd.write.proof import Unsafe

_UNUSED = Text(
    "登记簿有问题，没有用上；先运行 qzqd validate", "this register is not used; run qzqd validate first"
)
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
            tell(about(entry.name, refused.problem.message))
            yield entry, None
            continue
        if kinds.kind_of(data):
            yield entry, data
        else:
            tell(about(entry.name, NO_LIST))
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
            tell(about(entry.name, card.fault))
    return LookedUp(
        [(entry, card) for entry, card in cards if card.fault is None and wanted(card)],
        [entry for entry, card in cards if card.fault is not None],
        [card.table for _, card in cards if card.table],
    )


def tables_of(lists: Iterable[ListData]) -> list[str]:
    """The tables beside ledgers."""
    from qzqd.kinds import text_at

    return [table for data in lists if (table := text_at(data, "records"))]


def tell_tables(tables: Sequence[str]) -> None:
    """Which tables beside ledgers were not looked through."""
    from qzqd.text import listed

    if tables:
        names = listed(tables)
        tell(say(f"台账表格里的记录没有找：{names.zh}", f"not searched: the tables of ledgers, {names.en}"))


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
            tell(about(entry.name, _UNUSED))
    return found


def unable(error: Refused | Unsafe, place: object = "") -> int:
    """Why nothing could be done, at a place or at that of the settings, and what to do about it; the exit code for that."""
    from qzqd.read.config import Unusable
    from qzqd.read.problem import Refused
    from qzqd.write.proof import reason

    place = place or (error.name if isinstance(error, Unusable) else "")
    tell(about(place, reason(error)) if place else reason(error).in_(chosen()))
    if isinstance(error, Refused) and error.problem.help:
        tell(error.problem.help.in_(chosen()))
    return UNABLE


NOTHING_IMPORTED = Text("没有导入", "nothing imported")


def unsound(faults: Sized, undone: Text) -> Text:
    """That a list is too faulty for what was to be done with it."""
    return Text(
        f"有 {len(faults)} 个格式错误，{undone.zh}；先运行 qzqd validate",
        f"{len(faults)} faults of structure, {undone.en}; run qzqd validate first",
    )
