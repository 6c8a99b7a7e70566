"""The lists of a workspace, for commands that look something up; and what to say of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.cli.language import chosen, say
from qzqd.cli.output import UNABLE
from qzqd.console import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.open.registers import Registers
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace, WorkspaceFile

ListData = dict[str, Any]
"""Plain data of a known kind; nothing else about it is certain."""


def catalogues(space: Workspace) -> Iterator[tuple[WorkspaceFile, ListData | None]]:
    """Every list with its file; None for what cannot be read, which has been told."""
    from qzqd import kinds
    from qzqd.read import source
    from qzqd.read.problem import Refused
    from qzqd.read.tree import parse

    for entry in space.entries:
        try:
            data = parse(source.load(entry.path, entry.root, space.config.max_bytes)).data
        except Refused as refused:
            tell(f"{entry.name}{say('：', ': ')}{refused.problem.message.in_(chosen())}")
            yield entry, None
            continue
        if isinstance(data, dict) and data.get("kind") in kinds.names():
            yield entry, data
        else:
            tell(
                say(
                    f"{entry.name}：没有写 kind，或者没有这种清单，没有读",
                    f"{entry.name}: has no known kind and is not read",
                )
            )
            yield entry, None


def usable_registers(space: Workspace) -> Registers:
    """The registers that can be used; of the others it is told that they were not."""
    from qzqd.open.opened import Opener
    from qzqd.open.registers import Registers
    from qzqd.read import source
    from qzqd.read.problem import Refused

    found, opener = Registers(), Opener(space.config)
    for entry in space.registers:
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


def items_with_id(catalogue: ListData) -> Iterator[dict[str, Any]]:
    """Every item that has an id."""
    entries = catalogue.get("items")
    for item in entries if isinstance(entries, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item


def unable(refused: Refused) -> int:
    """Why nothing could be done, and what to do about it; the exit code for that."""
    tell(refused.problem.message.in_(chosen()))
    if refused.problem.help:
        tell(refused.problem.help.in_(chosen()))
    return UNABLE
