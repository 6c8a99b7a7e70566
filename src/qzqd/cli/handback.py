"""`qzqd validate FILE --format xlsx --output FILE`: the workbook handed back, with what is wrong at its cells."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import typer

from qzqd.cli import output as out
from qzqd.cli.language import chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.reading import registers_of, unable
from qzqd.console import tell
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.office.editing.marks import Table
    from qzqd.office.handback.marked import Marked
    from qzqd.office.handback.note import Note
    from qzqd.read.workspace import Workspace
    from qzqd.tables.grid import Workbook

_TABLES = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".docx")


def hand_back(paths: list[str], output: Path, space: Workspace) -> int:
    """One workbook, or the list that came from it. Exit code 1 where something is wrong with it."""
    from qzqd.read.problem import Refused

    if len(paths) != 1:
        raise typer.BadParameter(say("一次只交回一个工作簿", "one workbook at a time is handed back"))
    path = Path(paths[0])
    try:
        if path.suffix.lower() in _TABLES:
            file, data = path, None
        else:
            file, data = _source(path, space)
        return _one(file, data, output, space)
    except Refused as refused:
        return unable(refused)


def _one(file: Path, data: dict[str, Any] | None, output: Path, space: Workspace) -> int:
    from qzqd.office.editing.marks import remembered
    from qzqd.office.handback.marked import Marked
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.tables.reading import read

    raw = source.read(file, bounds(file), space.config.max_bytes)
    book = read(raw, file.name)
    if data is not None and data["imported"]["digest"] != hashlib.sha256(raw).hexdigest():
        tell(
            say(
                f"{file} 在导入以后改过，单元格可能对不上：先重新导入",
                f"{file} was changed since the import, so that cells may differ: import it again first",
            )
        )
        return UNABLE
    tables = remembered(book) if data is None else None
    told = _edited(file, book, tables, space) if tables else _imported(file, raw, book, data, space)
    _deliver(file, Marked(raw, book, told), output)
    return FINDINGS if any(note.severity != "info" for note in told) else OK


def _deliver(file: Path, marked: Marked, output: Path) -> None:
    form = marked.book.format
    if marked.copied:
        tell(
            say(
                f"{file} 是 {form}，不能原样改：交回的是带标记的 .xlsx 副本",
                f"{file} is {form} and cannot be changed as it is: an .xlsx copy with the marks is handed back",
            )
        )
    out.deliver("validate", "xlsx", marked, output)
    count, placed = len(marked.notes), sum(note.place is not None for note in marked.notes)
    tell(
        say(
            f"{count} 个问题，{placed} 个标在单元格上，都列在“问题清单”里",
            f"{count} findings, {placed} at their cells, all in the sheet “Findings”",
        )
    )


def _source(path: Path, space: Workspace) -> tuple[Path, dict[str, Any]]:
    """The workbook that a list came from, beside the list or here, and the list. Raises Refused."""
    from qzqd.open.opened import Opener
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.read.problem import Problem, Refused

    raw = source.read(path, bounds(path), space.config.max_bytes)
    _, opened, _ = Opener(space.config).open(raw, str(path))
    data = opened.data if opened else None
    imported = data.get("imported") if isinstance(data, dict) else None
    name, digest = ((imported or {}).get(key) for key in ("file", "digest"))
    if not isinstance(data, dict) or not isinstance(name, str) or not isinstance(digest, str):
        told = Text(
            f"{path} 不是从工作簿导入的，没有工作簿可以交回",
            f"{path} did not come from a workbook, so that there is none to hand back",
        )
        raise Refused("QZ002", Problem(told))
    beside = (path.with_name(Path(name).name), Path(Path(name).name))
    found = next((each for each in beside if each.is_file()), None)
    if found is None:
        told = Text(
            f"找不到 {path} 的工作簿 {name}：把它放在清单旁边，或者直接写工作簿的名字",
            f"{name}, which {path} came from, is not here: put it beside the list, or name the workbook itself",
        )
        raise Refused("QZ001", Problem(told))
    return found, data


def _imported(
    file: Path, raw: bytes, book: Workbook, data: dict[str, Any] | None, space: Workspace
) -> list[Note]:
    """A workbook as offices send it, read as `qzqd import` reads it. Raises Refused."""
    from qzqd.office.handback.places import by_origin, in_order, notes, unread
    from qzqd.office.importing import build, listed, plan, sheets
    from qzqd.office.importing.writing import written_list
    from qzqd.read.problem import Problem, Refused

    registers = registers_of(space)
    found = sheets.tables(book, "", False)
    proposal = (
        plan.propose(book, found, str(data["kind"]) if data else "", registers.units) if found else None
    )
    if proposal is None or not proposal.kind:
        raise Refused("QZ002", Problem(Text(f"{file} 里没有找到清单", f"no list was found in {file}")))
    assumed = [
        name
        for name in ("id", "edition", "code", "place", "issuer", "prefix", "title")
        if not getattr(proposal, name)
    ]
    for name in assumed:
        setattr(proposal, name, _ASSUMED[name])
    for key, goal in plan.columns(found, proposal.kind).items():
        proposal.columns.setdefault(key, goal)

    def level_of(title: str) -> str | None:
        law = registers.laws.get(title)
        return law.level if law else None

    told: list[Note] = []
    if data is None:
        built = build.build(book, found, proposal, level_of, False)
        ids = [f"{proposal.prefix}-{at:03}" for at in range(1, len(built.items) + 1)]
        digest = hashlib.sha256(raw).hexdigest()
        data = listed.catalogue(proposal, built, {"file": file.name, "digest": digest}, ids)
        listed.fit(data)
        told = unread(built.account, chosen())
    findings = _checked(written_list(data), file.name, space)
    kept = [finding for finding in findings if finding.item or not assumed or not _about(finding, assumed)]
    told += notes(kept, by_origin(data, found, proposal.columns), _names(data), chosen())
    return in_order(told)


_ASSUMED = {
    "id": "toy/list",
    "edition": "2000",
    "code": "100000",
    "place": "全国",
    "issuer": "未写明",
    "prefix": "SX",
    "title": "未写明",
}
"""What stands in for what a workbook does not say of itself; nothing is told of it."""
_KEPT_IN = {"code": "jurisdiction", "place": "jurisdiction", "prefix": ""}


def _about(finding: Finding, assumed: list[str]) -> bool:
    """Whether a finding is about what was only assumed, or about the header as the import writes it."""
    first = finding.pointer.split("/")[1:2]
    return any(first == [_KEPT_IN.get(name, name)] for name in assumed)


def _edited(file: Path, book: Workbook, tables: list[Table], space: Workspace) -> list[Note]:
    """A workbook of `qzqd export --edit`: what cannot be read of it, and what the lists would be with its changes."""
    from qzqd.cli.returned import Taker
    from qzqd.office.handback.places import by_cell, notes, refused

    taker = Taker(file, book, tables, space)
    told: list[Note] = []
    for table in tables:
        came = taker.came(table) if table.id else None
        if came is not None:
            told += refused(came.back.faults, book, chosen())
            findings = _checked(came.made, came.entry.name, space)
            told += notes(findings, by_cell(came.back.cells, book), _names(came.back.data), chosen())
    return told


def _names(data: dict[str, Any]) -> dict[str, str]:
    return {str(item["id"]): str(item.get("name", "")) for item in data["items"]}


def _checked(made: bytes, name: str, space: Workspace) -> list[Finding]:
    """What is wrong with a list that lies nowhere yet, beside the registers of the workspace."""
    from qzqd.check.run import run
    from qzqd.read.workspace import Entry

    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        path = root / "list.yaml"
        path.write_bytes(made)
        entry = Entry(path, name, path, root)
        return run(replace(space, entries=[entry], whole=False), jobs=1, use_cache=False).findings
