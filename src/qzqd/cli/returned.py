"""A workbook of `qzqd export --edit` that comes back through `qzqd import`: what it changes is shown, then written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.language import chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.reading import registers_of
from qzqd.console import tell
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qzqd.finding import Finding
    from qzqd.office.editing.marks import Table
    from qzqd.office.editing.returned import Remark, Returned
    from qzqd.open.opened import Opener
    from qzqd.read.workspace import Entry, Workspace
    from qzqd.tables.grid import Workbook


def take_back(
    file: Path, book: Workbook, tables: list[Table], space: Workspace, *, dry_run: bool, ask: bool
) -> int:
    """Every list of the workbook. Exit code 1 where a cell has to be mended first: then that list is not written."""
    headers = next((table for table in tables if not table.id), None)
    takers = [_List(file, table, space) for table in tables if table.id]
    return max(
        (taker.take(book, headers, dry_run=dry_run, ask=ask) for taker in takers),
        default=OK,
    )


class _List:
    """One list of the workbook."""

    def __init__(self, file: Path, table: Table, space: Workspace) -> None:
        self.file, self.table, self.space = file, table, space

    def take(self, book: Workbook, headers: Table | None, *, dry_run: bool, ask: bool) -> int:
        from qzqd.office.editing.returned import returned
        from qzqd.office.importing import update
        from qzqd.open.opened import Opener
        from qzqd.read import source

        opener = Opener(self.space.config)
        entry, data = self._found(opener)
        if entry is None or data is None:
            return UNABLE
        registers = registers_of(self.space)

        def level_of(title: str) -> str | None:
            law = registers.laws.get(title)
            return law.level if law else None

        schema = opener.schema(data["kind"]).body
        came = returned(book, self.table, headers, data, schema, level_of)
        self._told(came)
        if came.faults:
            return self._refuse(entry, came.faults)
        if came.data == data:
            tell(say(f"{entry.name}：没有改动", f"{entry.name}: nothing changed"))
            return OK
        raw = source.load(entry.path, entry.root, self.space.config.max_bytes)
        made = update.update(raw, came.data, update.digests(data)).data
        if faults := [*_new_faults(opener, raw, made, entry.name)]:
            return self._refuse(entry, _placed(faults, came))
        _preview(entry.name, self.file.name, raw, made)
        if dry_run:
            tell(say(f"没有写入（--dry-run）：{entry.name}", f"nothing written (--dry-run): {entry.name}"))
            return OK
        if ask and not typer.confirm(say("写入吗", "write it"), default=True):
            return UNABLE
        self._write(entry, made, raw)
        return OK

    def _found(self, opener: Opener) -> tuple[Entry | None, dict[str, Any] | None]:
        """The file of the workspace that has this list."""
        from qzqd.read import source
        from qzqd.read.problem import Refused

        for entry in (*self.space.entries, *self.space.registers):
            try:
                raw = source.load(entry.path, entry.root, self.space.config.max_bytes)
            except Refused:
                continue
            if self.table.id.encode() not in raw:
                continue
            _, opened, _ = opener.open(raw, entry.name)
            data = opened.data if opened else None
            if not isinstance(data, dict) or data.get("id") != self.table.id:
                continue
            if opened and (findings := opened.close()):
                self._broken(entry, findings)
                return None, None
            return entry, data
        tell(
            say(
                f"{self.file}：工作区里没有清单 {self.table.id}（{self.table.sheet}）：在这张清单所在的工作区里运行",
                f"{self.file}: no list {self.table.id} in this workspace: run it in the workspace of that list",
            )
        )
        return None, None

    def _broken(self, entry: Entry, findings: list[Finding]) -> None:
        tell(
            say(
                f"{entry.name}：有 {len(findings)} 个格式错误，没有导入；先运行 qzqd validate",
                f"{entry.name}: {len(findings)} faults of structure, nothing imported; run qzqd validate first",
            )
        )

    def _told(self, came: Returned) -> None:
        tell(*(_line(remark) for remark in came.remarks))
        tell(
            *(
                say(
                    f"{key} 在工作簿里没有了，清单里保留；确已取消的，请填写取消日期",
                    f"{key} is no longer in the workbook and was kept; if it was cancelled, fill in when",
                )
                for key in came.gone
            )
        )

    def _refuse(self, entry: Entry, faults: Iterable[Remark]) -> int:
        tell(*map(_line, faults))
        tell(
            say(
                f"{entry.name}：没有写入；先在 {self.file.name} 里改好上面的单元格",
                f"{entry.name}: nothing written; mend these cells of {self.file.name} first",
            )
        )
        return FINDINGS

    def _write(self, entry: Entry, made: bytes, raw: bytes) -> None:
        from qzqd.write import atomic

        with out.writing(entry.path):
            atomic.replace(entry.path, made, expected=raw, root=entry.root)
        done = Text(
            f"已写入 {entry.name}；下一步运行 qzqd validate", f"wrote {entry.name}; next run qzqd validate"
        )
        tell(done.in_(chosen()))


def _line(remark: Remark) -> str:
    return f"{remark.place}{say('：', ': ')}{remark.message.in_(chosen())}"


def _new_faults(opener: Opener, before: bytes, after: bytes, name: str) -> Iterable[Finding]:
    """What is wrong with the structure of the list and was not before."""
    known = {finding.fingerprint for finding in _structure(opener, before, name)}
    return (finding for finding in _structure(opener, after, name) if finding.fingerprint not in known)


def _structure(opener: Opener, raw: bytes, name: str) -> list[Finding]:
    findings, _ = opener.structure(raw, name)
    return findings


def _placed(findings: Iterable[Finding], came: Returned) -> list[Remark]:
    """The findings at the cells that they are about; the sheet where there is no such cell."""
    from qzqd.office.editing.returned import Remark

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
        told = finding.message
        if finding.help:
            told = Text(f"{told.zh}；{finding.help.zh}", f"{told.en}; {finding.help.en}")
        result.append(Remark(place, told))
    return result


def _preview(old_name: str, new_name: str, old: bytes, new: bytes) -> None:
    """What changes, in the words of an adjustment."""
    from qzqd.compare.run import compare
    from qzqd.read.side import Document, Side
    from qzqd.report import Page
    from qzqd.report.changes.text import render

    sides = [
        Side(label, [Document(old_name, data)], single=True)
        for label, data in ((old_name, old), (new_name, new))
    ]
    console.report(render(compare(*sides), Page(chosen(), out.colour(), out.width())))
