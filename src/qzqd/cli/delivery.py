"""What `qzqd import` brings to a workspace: shown, agreed to where somebody can be asked, then written."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd import console
from qzqd.cli import asking
from qzqd.cli import output as out
from qzqd.cli.language import about, chosen
from qzqd.cli.output import OK, UNABLE
from qzqd.cli.reading import NOTHING_IMPORTED, unsound
from qzqd.console import tell
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.office.importing.account import Account
    from qzqd.office.importing.known import KnownList
    from qzqd.read.workspace import Workspace
    from qzqd.tables.grid import Workbook


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of the command."""

    kind: str
    sheet: str
    map: Path | None
    into: Path | None
    report: Path | None
    dry_run: bool
    yes: bool
    include_hidden: bool
    traditional: bool

    @property
    def terminal(self) -> bool:
        """Whether somebody can be asked."""
        return not self.yes and sys.stdin.isatty() and console.is_terminal()

    @property
    def reads_otherwise(self) -> bool:
        """Whether the same workbook may come out as another list than it did without these options."""
        return bool(self.kind or self.sheet or self.map or self.include_hidden or self.traditional)


@dataclass(frozen=True, slots=True)
class Incoming:
    """One workbook on its way in. lists: all of the workspace."""

    file: Path
    digest: str
    book: Workbook
    asked: ImportOptions
    space: Workspace
    lists: list[KnownList]

    @property
    def origin(self) -> dict[str, str]:
        """What a list that was made of it tells of it."""
        return {"file": self.file.name, "digest": self.digest}

    def say(self, text: Text) -> None:
        say_of(self.file, text)

    def report(self, account: Account) -> None:
        """Write what became of every cell, where that was asked for."""
        from qzqd.office.importing.sheet import write_account

        if report := self.asked.report:
            out.office(lambda: write_account(account, self.file.name, report, chosen()), report)


class TerminalPerson:
    """Whoever sits at the terminal."""

    def answer(self, question: Text, proposed: str) -> str:
        return asking.answer(question.in_(chosen()), proposed).strip()

    def agrees(self, question: Text, *, proposed: bool) -> bool:
        return asking.agrees(question.in_(chosen()), proposed=proposed)

    def shown(self, line: Text) -> None:
        print_lines([line])


def is_sound(place: Path, space: Workspace) -> bool:
    """Whether an import may rest on a list; why not, is told. Raises Refused."""
    from qzqd.open.opened import Opener
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.read.workspace import shown_path

    raw, name = source.load(place, bounds(place), space.config.max_bytes), shown_path(place)
    findings, data = Opener(space.config).structure(raw, name)
    if data is None:
        tell(about(name, unsound(findings, NOTHING_IMPORTED)))
    return data is not None


def folder_of(space: Workspace) -> Path:
    """Where lists go that nobody has named a folder for."""
    from qzqd.read.globs import magic

    path = Path(next(iter(space.config.paths), "."))
    plain = Path(*takewhile(lambda part: not magic(part), path.parts))
    return (space.config.root or Path()) / (plain.parent if plain == path and path.suffix else plain)


def deliver_list(
    came: Incoming,
    data: dict[str, Any],
    place: Path,
    *,
    header: dict[str, Any] | None = None,
    unread: frozenset[str] = frozenset(),
    last: bool = True,
) -> int:
    """Write a list, or bring the one that is there up to date; what changes is shown first.

    header, unread: as `Delivery` has them. last: none follows.
    """
    from qzqd.office.importing.delivery import Delivery
    from qzqd.read.config import bounds
    from qzqd.read.workspace import shown_path

    asked, config = came.asked, came.space.config
    root = bounds(asked.into or config.root or Path())
    delivery = Delivery.to(place, data, root, config.max_bytes, header, unread)
    if days := _cancelled(delivery.removed) if asked.terminal else {}:
        delivery.settle(days)
    if comparison := delivery.compared(came.file.name, shown_path(place)):
        out.deliver("diff", "text", comparison)
        tell_all(delivery.stays())
    if asked.dry_run:
        came.say(
            Text(
                f"没有写入（--dry-run）：{shown_path(place)}",
                f"nothing written (--dry-run): {shown_path(place)}",
            )
        )
        return OK
    if (
        comparison
        and asked.terminal
        and not TerminalPerson().agrees(Text("写入吗", "write it"), proposed=True)
    ):
        return UNABLE
    with out.writing(place):
        delivery.write()
    then = Text("；下一步运行 qzqd validate", "; next run qzqd validate") if last else Text("", "")
    came.say(Text(f"已写入 {shown_path(place)}{then.zh}", f"wrote {shown_path(place)}{then.en}"))
    return OK


def _cancelled(removed: list[str]) -> dict[str, str]:
    """Of the items that have gone from the workbook, those that somebody says were cancelled, with the day."""
    from qzqd.read.config import day_in_china

    def asked(key: str) -> bool:
        question = Text(
            f"{key} 在工作簿里没有了：记为今天取消吗（否则保留）",
            f"{key} is no longer in the workbook: cancelled today (else it stays)",
        )
        return TerminalPerson().agrees(question, proposed=False)

    return {key: day_in_china() for key in removed if asked(key)}


def say_of(file: Path, text: Text) -> None:
    console.put(about(file, text))


def print_lines(texts: Iterable[Text]) -> None:
    console.put(*(text.in_(chosen()) for text in texts))


def tell_all(texts: Iterable[Text]) -> None:
    for text in texts:
        tell(text.in_(chosen()))
