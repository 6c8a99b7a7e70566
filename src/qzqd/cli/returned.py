"""A workbook of `qzqd export --edit` that comes back through `qzqd import`: what it changes is shown, then written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd.cli import output as out
from qzqd.cli.asking import agrees
from qzqd.cli.language import about, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.reading import NOTHING_IMPORTED, unsound, usable_registers
from qzqd.console import tell
from qzqd.finding import Finding
from qzqd.kinds import text_at
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qzqd.office.editing.marks import MarkedTable
    from qzqd.office.editing.returned import Returned, ReturnRemark
    from qzqd.open.opened import Opened
    from qzqd.read.workspace import Workspace, WorkspaceFile
    from qzqd.tables.grid import Workbook


@dataclass(frozen=True, slots=True)
class EditedList:
    """A list of the workspace, and what a workbook makes of it. raw, data: the file as it is, and what it says."""

    entry: WorkspaceFile
    raw: bytes
    data: dict[str, Any]
    back: Returned

    @property
    def made(self) -> bytes:
        """The file as it would be."""
        from qzqd.office.importing import update

        if self.back.data == self.data:
            return self.raw
        return update.update(self.raw, self.back.data, update.digests(self.data)).data


def take_back(
    file: Path, book: Workbook, tables: list[MarkedTable], space: Workspace, *, dry_run: bool, ask: bool
) -> int:
    """Every list of the workbook. Exit code 1 where a cell has to be mended first: then that list is not written."""
    from qzqd.office.editing.returned import added_sheets

    tell(*map(_line, added_sheets(book, tables)))
    taker = ReturnedWorkbook(file, book, tables, space)
    return max((taker.take(table, dry_run=dry_run, ask=ask) for table in tables if table.id), default=OK)


class ReturnedWorkbook:
    """Of one workbook."""

    def __init__(self, file: Path, book: Workbook, tables: list[MarkedTable], space: Workspace) -> None:
        from qzqd.open.opened import Opener

        self.file, self.book, self.space = file, book, space
        self._tables = tables
        self._opener = Opener(space.config)
        self._registers = usable_registers(space)

    def take(self, table: MarkedTable, *, dry_run: bool, ask: bool) -> int:
        """Show what changes in a list, then write it."""
        from qzqd.office.importing.delivery import list_differences

        came = self.came(table)
        if came is None:
            return UNABLE
        self._told(came.back)
        if came.back.faults:
            return self._refuse(came.entry, came.back.faults)
        name = came.entry.name
        if came.back.data == came.data:
            tell(about(name, Text("没有改动", "nothing changed")))
            return OK
        made = came.made
        if faults := [*self._new_faults(came.raw, made, name)]:
            return self._refuse(came.entry, _placed(faults, came.back))
        out.deliver("diff", "text", list_differences(came.raw, made, self.file.name, name))
        if dry_run:
            tell(say(f"没有写入（--dry-run）：{name}", f"nothing written (--dry-run): {name}"))
            return OK
        if ask and not agrees(say("写入吗", "write it"), proposed=True):
            return UNABLE
        self._write(came.entry, made, came.raw)
        return OK

    def came(self, table: MarkedTable) -> EditedList | None:
        """What came back of one list; None, once that is told, where the workspace has no such list."""
        from qzqd.office.editing.returned import returned

        found = self._found(table)
        if found is None:
            return None
        entry, raw, data = found

        schema = self._opener.schema(data["kind"]).body
        back = returned(self.book, table, self._tables, data, schema, self._registers.level_of)
        return EditedList(entry, raw, data, back)

    def _found(self, table: MarkedTable) -> tuple[WorkspaceFile, bytes, dict[str, Any]] | None:
        """The file of the workspace that has this list; of several editions the one that was exported."""
        named = [*self._named(table.id)]
        found = [each for each in named if each[2].data.get("edition") == table.edition] or named
        if len(found) != 1:
            self._tell_lost(table, [entry.name for entry, *_ in found])
            return None
        ((entry, raw, opened),) = found
        if findings := opened.close():
            tell(about(entry.name, unsound(findings, NOTHING_IMPORTED)))
            return None
        return entry, raw, opened.data

    def _named(self, wanted: str) -> Iterator[tuple[WorkspaceFile, bytes, Opened]]:
        """The files that have a list of this id."""
        from qzqd.read import source
        from qzqd.read.problem import Refused

        for entry in {each.real: each for each in (*self.space.entries, *self.space.registers)}.values():
            try:
                raw = source.load(entry.path, entry.root, self.space.config.max_bytes)
            except Refused:
                continue
            if wanted.encode() in raw:
                opened = self._opener.open(raw, entry.name)
                if not isinstance(opened, Finding) and text_at(opened.data, "id") == wanted:
                    yield entry, raw, opened

    def _tell_lost(self, table: MarkedTable, several: list[str]) -> None:
        if several:
            names = "、".join(several)
            lost = Text(
                f"{table.id} 在工作区里有几份，没有导出时的 {table.edition} 版，不知道改哪一份：{names}",
                f"which {table.id} to change is open, as none is edition {table.edition} any more: {names}",
            )
        else:
            lost = Text(
                f"工作区里没有清单 {table.id}（{table.sheet}）：在这张清单所在的工作区里运行",
                f"no list {table.id} in this workspace: run it in the workspace of that list",
            )
        tell(about(self.file, lost))

    def _told(self, came: Returned) -> None:
        tell(*(_line(remark) for remark in came.remarks))
        tell(
            *(
                say(
                    f"{key} 在工作簿里没有了，清单里保留；确已取消的，请填写取消日期",
                    f"{key} is no longer in the workbook and was kept; if it was cancelled, fill in when",
                )
                for key in came.removed
            )
        )

    def _refuse(self, entry: WorkspaceFile, faults: Iterable[ReturnRemark]) -> int:
        tell(*map(_line, faults))
        undone = Text(
            f"没有写入；先在 {self.file.name} 里改好上面的单元格",
            f"nothing written; mend these cells of {self.file.name} first",
        )
        tell(about(entry.name, undone))
        return FINDINGS

    def _write(self, entry: WorkspaceFile, made: bytes, raw: bytes) -> None:
        from qzqd.write import atomic

        with out.writing(entry.path):
            atomic.replace(entry.path, made, expected=raw, root=entry.root)
        tell(
            say(
                f"已写入 {entry.name}；下一步运行 qzqd validate",
                f"wrote {entry.name}; next run qzqd validate",
            )
        )

    def _new_faults(self, before: bytes, after: bytes, name: str) -> Iterable[Finding]:
        """What is wrong with the structure of the list and was not before."""
        known, _ = self._opener.structure(before, name)
        found, _ = self._opener.structure(after, name)
        old = {finding.fingerprint for finding in known}
        return (finding for finding in found if finding.fingerprint not in old)


def _line(remark: ReturnRemark) -> str:
    return about(remark.place, remark.message)


def _placed(findings: Iterable[Finding], came: Returned) -> list[ReturnRemark]:
    """The findings at the cells that they are about; the sheet where there is no such cell."""
    from qzqd.office.editing.returned import ReturnRemark

    result = []
    for finding in findings:
        keys = [part for part in finding.pointer.split("/")[1:] if not part.isdigit()]
        path = tuple(keys[1:] if finding.item else keys)
        place = next(
            (
                came.cells[finding.item or "", path[:length]]
                for length in range(len(path), 0, -1)
                if (finding.item or "", path[:length]) in came.cells
            ),
            came.cells.get((finding.item or "", ("id",)), finding.item or finding.path),
        )
        message = finding.message
        if finding.help:
            message = Text(f"{message.zh}；{finding.help.zh}", f"{message.en}; {finding.help.en}")
        result.append(ReturnRemark(place, message))
    return result
