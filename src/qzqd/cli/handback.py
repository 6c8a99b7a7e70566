"""`qzqd validate FILE --format xlsx --output FILE`: the workbook handed back, with what is wrong at its cells."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from qzqd.cli import output as out
from qzqd.cli.declared import Misused
from qzqd.cli.language import chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.reading import unable, usable_registers
from qzqd.console import tell
from qzqd.finding import Finding
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.editing.marks import MarkedTable
    from qzqd.office.handback.marked import MarkedWorkbook
    from qzqd.office.handback.note import Note
    from qzqd.read.workspace import Workspace
    from qzqd.tables.grid import Workbook

_TABLES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".docx")


def hand_back(paths: list[str], output: Path, space: Workspace) -> int:
    """One workbook, or the list that came from it. Exit code 1 where something is wrong with it."""
    from qzqd.read.problem import Refused
    from qzqd.write.proof import Unsafe

    if len(paths) != 1:
        raise Misused(say("一次只交回一个工作簿", "one workbook at a time is handed back"))
    path = Path(paths[0])
    try:
        if path.suffix.lower() in _TABLES:
            return _one(path, None, output, space)
        return _one(*_source(path, space), output, space)
    except (Refused, Unsafe) as error:
        return unable(error)


@dataclass(frozen=True, slots=True)
class _Source:
    """A list that was imported: its bytes, and what they say."""

    raw: bytes
    data: dict[str, Any]


def _one(file: Path, stored: _Source | None, output: Path, space: Workspace) -> int:
    from qzqd.office.editing.marks import remembered
    from qzqd.office.handback.marked import MarkedWorkbook
    from qzqd.office.importing.sheets import without_controls
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.tables.reading import read_tables

    raw = source.read(file, bounds(file), space.config.max_bytes)
    book = read_tables(raw, file.name)
    if stored and stored.data["imported"]["digest"] != hashlib.sha256(raw).hexdigest():
        tell(
            say(
                f"{file} 在导入以后改过，单元格可能对不上：先重新导入",
                f"{file} was changed since the import, so that cells may differ: import it again first",
            )
        )
        return UNABLE
    tables = None if stored else remembered(book)
    legible, _ = without_controls(book)
    handed_back = (
        _edited(file, legible, tables, space) if tables else _sent(file, raw, legible, stored, space)
    )
    if handed_back is None:
        return UNABLE
    _deliver(file, MarkedWorkbook(raw, book, handed_back), output)
    return FINDINGS if any(note.severity != "info" for note in handed_back) else OK


def _deliver(file: Path, marked: MarkedWorkbook, output: Path) -> None:
    form = marked.book.format
    if marked.copied:
        tell(
            say(
                f"{file} 是 {form}，不能原样改：交回的是带标记的 .xlsx 副本",
                f"{file} is {form} and cannot be changed as it is: an .xlsx copy with the marks is handed back",
            )
        )
    doubtful = marked.doubtful
    out.deliver("validate", "xlsx", marked, output)
    _tell_of_earlier(file, marked, doubtful)
    count, placed = len(marked.found), sum(note.place is not None for note in marked.found)
    tell(
        say(
            f"{count} 个问题，{placed} 个标在单元格上，都列在“问题清单”里",
            f"{count} findings, {placed} at their cells, all in the sheet “Findings”",
        )
    )


def _tell_of_earlier(file: Path, marked: MarkedWorkbook, doubtful: Sequence[str]) -> None:
    """What has become of the marks that it still had."""
    from qzqd.text import listed

    earlier = marked.earlier
    if earlier.lists or earlier.kept:
        tell(
            say(
                f"{file} 里上次退回的批注、底色和“问题清单”换成了这一次的",
                f"comments, colours and findings that {file} had from the last time have given way to these",
            )
        )
    if earlier.kept:
        names = listed(earlier.kept)
        tell(
            say(
                f"上次的“{names.zh}”里写了别的，留着没有动；这一次的在最后一张",
                f"somebody has written in “{names.en}” of the last time, which stays; the findings of this time are on the last sheet",
            )
        )
    if doubtful:
        cells = listed(doubtful)
        tell(
            say(
                f"认不出是不是上次退回的批注，留着没有动：{cells.zh}",
                f"comments that may be of the last time and stay, as nothing lists them: {cells.en}",
            )
        )


def _source(path: Path, space: Workspace) -> tuple[Path, _Source]:
    """The workbook that a list came from, beside the list or here, and the list. Raises Refused."""
    from qzqd import kinds
    from qzqd.kinds import text_at
    from qzqd.open.opened import Opener
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.read.problem import Problem, Refused

    raw = source.read(path, bounds(path), space.config.max_bytes)
    opened = Opener(space.config).open(raw, str(path))
    data: Any = None if isinstance(opened, Finding) else opened.data
    imported = kinds.value_at(data, ["imported"])
    name = Path(text_at(imported, "file") or "").name
    if kinds.kind_of(data) is None or not name or text_at(imported, "digest") is None:
        message = Text(
            f"{path} 不是从工作簿导入的，没有工作簿可以交回",
            f"{path} was not imported from a workbook, so there is none to hand back",
        )
        raise Refused("QZ002", Problem(message))
    beside = (path.with_name(name), Path(name))
    found = next((each for each in beside if each.is_file()), None)
    if found is None:
        message = Text(
            f"找不到 {path} 的工作簿 {name}：把它放在清单旁边，或者直接写工作簿的名字",
            f"{name}, which {path} came from, is not here: put it beside the list, or name the workbook itself",
        )
        raise Refused("QZ001", Problem(message))
    return found, _Source(raw, data)


def _sent(file: Path, raw: bytes, book: Workbook, stored: _Source | None, space: Workspace) -> list[Note]:
    """A workbook as offices send it, read as `qzqd import` reads it. Raises Refused."""
    from qzqd.office.handback.places import notes, with_unread
    from qzqd.office.handback.sent import sent
    from qzqd.office.importing.writing import written_list

    taken = sent(file.name, raw, book, stored.data if stored else None, usable_registers(space), chosen())
    made = stored.raw if stored else written_list(taken.data)
    findings = filter(taken.concerns, _checked(made, file.name, space))
    found = notes(findings, taken.place, _names(taken.data), chosen())
    return with_unread(map(taken.by_rows, found), taken.unread)


def _edited(file: Path, book: Workbook, tables: list[MarkedTable], space: Workspace) -> list[Note] | None:
    """A workbook of `qzqd export --edit`: what cannot be read of it, and what the lists would be with its changes.

    None, once that is told, where one of its lists cannot be judged.
    """
    from qzqd.cli.returned import ReturnedWorkbook
    from qzqd.office.handback.places import by_cell, notes, refused

    taker = ReturnedWorkbook(file, book, tables, space)
    marked: list[Note] = []
    for table in tables:
        if not table.id:
            continue
        came = taker.came(table)
        if came is None:
            return None
        marked += refused(came.back.faults, book, chosen())
        findings = _checked(came.made, came.entry.name, space)
        marked += notes(findings, by_cell(came.back.cells, book), _names(came.back.data), chosen())
    return marked


def _names(data: dict[str, Any]) -> dict[str, str]:
    from qzqd.open.catalogue import items_with_id

    return {item["id"]: str(item.get("name", "")) for item in items_with_id(data)}


def _checked(made: bytes, name: str, space: Workspace) -> list[Finding]:
    """What is wrong with a list that lies nowhere yet, beside the registers of the workspace."""
    from qzqd.check.run import run
    from qzqd.read.workspace import WorkspaceFile

    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        path = root / "list.yaml"
        path.write_bytes(made)
        entry = WorkspaceFile(path, name, path, root)
        return run(space._replace(entries=[entry], whole=False), jobs=1, use_cache=False).findings
