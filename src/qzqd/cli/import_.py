"""`qzqd import FILE…`: the office's own workbooks and documents become lists."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.delivery import ImportOptions, Incoming, say_of
from qzqd.cli.language import Lang, say
from qzqd.cli.output import OK, UNABLE
from qzqd.cli.reading import catalogues, unable, usable_registers
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.read.workspace import Workspace
    from qzqd.tables.grid import Workbook

ABOUT = Text(
    "把电子表格和文档里的清单导入进来；再次导入时按原编号更新。",
    "Make lists of tables in Excel or Word; a later import updates them, ids kept.",
)


def import_(
    files: Annotated[
        list[Path], Argument(metavar="FILE", help=say("工作簿或文档", "workbooks or documents"))
    ],
    kind: Annotated[str, Option(metavar="KIND", help=say("清单类型", "kind of list"))] = "",
    sheet: Annotated[str, Option(metavar="NAME", help=say("只读这个工作表", "read this sheet only"))] = "",
    mapped: Annotated[
        Path | None, Option(name="--map", metavar="FILE", help=say("对照文件", "the map of the columns"))
    ] = None,
    into: Annotated[
        Path | None, Option(metavar="FOLDER", help=say("清单放在哪里", "where the lists go"))
    ] = None,
    report: Annotated[
        Path | None,
        Option(metavar="FILE.xlsx", help=say("把每个单元格的去向写成工作簿", "write the fate of every cell")),
    ] = None,
    dry_run: Annotated[
        bool, Option(help=say("只看，只写 --report", "show, and write nothing but --report"))
    ] = False,
    yes: Annotated[bool, Option(help=say("不问，按建议办", "take what is proposed"))] = False,
    include_hidden: Annotated[
        bool,
        Option(help=say("隐藏的行列、划了删除线的也读", "read what is hidden or struck through as well")),
    ] = False,
    traditional: Annotated[
        bool,
        Option(help=say("繁体字改成简体", "make traditional characters simplified")),
    ] = False,
    lang: Lang = None,
) -> int:
    """Exit code 2 where something has to be decided and nobody can be asked."""
    from qzqd.check.settings import judged_workspace
    from qzqd.cli.kinds import known_kind
    from qzqd.read import source
    from qzqd.read.problem import Refused
    from qzqd.write.proof import Unsafe

    if report is not None:
        if len(files) > 1:
            raise Misused(say("--report 一次只写一个文件的去向", "--report takes one file at a time"))
        out.keep_lists(report)
        if source.real(report) in map(source.real, files):
            raise Misused(
                say(
                    f"{report} 是要导入的文件，不能写报告",
                    f"{report} is what is imported: no report goes there",
                )
            )
    asked = ImportOptions(
        known_kind(kind) if kind else "",
        sheet,
        mapped,
        into,
        report,
        dry_run,
        yes,
        include_hidden,
        traditional,
    )
    try:
        space = judged_workspace([])
        seen: dict[str, Path] = {}
        codes = [_one(file, asked, space, seen) for file in files]
    except (Refused, Unsafe) as error:
        return unable(error)
    return max(codes, default=OK)


def _one(file: Path, asked: ImportOptions, space: Workspace, seen: dict[str, Path]) -> int:
    from qzqd.office.importing import known, sheets
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.read.problem import Refused
    from qzqd.tables.reading import read_tables

    try:
        raw = source.read(file, bounds(file), space.config.max_bytes)
        digest = hashlib.sha256(raw).hexdigest()
        if digest in seen:
            say_of(
                file,
                Text(
                    f"与 {seen[digest]} 是同一个文件，没有再导入",
                    f"the same bytes as {seen[digest]}; not imported again",
                ),
            )
            return OK
        seen[digest] = file
        lists = [known.KnownList(entry.path, entry.name, data) for entry, data in catalogues(space) if data]
        if (same := known.same(lists, digest)) and not asked.reads_otherwise:
            say_of(
                file,
                Text(
                    f"已经导入为 {same.name}，没有改动", f"imported already as {same.name}; nothing changed"
                ),
            )
            return OK
        book = read_tables(raw, file.name)
        if asked.include_hidden:
            book = book.with_struck()
        book, cleared = sheets.without_controls(book)
        if cleared:
            say_of(
                file,
                Text(
                    f"有看不见的字符，删去后再读：{cleared} 格",
                    f"characters that show nothing were left out: {cleared} cells",
                ),
            )
        if asked.traditional:
            book, changed = sheets.in_simplified(book)
            say_of(file, Text(f"繁体字改成简体 {changed} 格", f"made simplified: {changed} cells"))
    except Refused as refused:
        return unable(refused, file)
    return _taken(Incoming(file, digest, book, asked, space, lists))


def _taken(came: Incoming) -> int:
    """A workbook of `qzqd export --edit`, what units report, or a list: each goes its own way."""
    from qzqd.cli.list_import import ListImport
    from qzqd.cli.matrix_import import import_matrix
    from qzqd.cli.returned import take_back
    from qzqd.kinds.traits import Archetype, archetype
    from qzqd.office.editing.marks import remembered
    from qzqd.office.importing import known, plan, sheets

    file, asked, book, space = came.file, came.asked, came.book, came.space
    if tables := remembered(book):
        if asked.kind or asked.sheet or asked.map or asked.into or asked.report:
            raise Misused(
                say(
                    f"{file} 是 qzqd export --edit 做的，自己知道是哪张清单：不用 --kind、--sheet、--map、--into、--report",
                    f"{file} was made by qzqd export --edit and knows its list: no --kind, --sheet, --map, --into or --report",
                )
            )
        return take_back(file, book, tables, space, dry_run=asked.dry_run, ask=asked.terminal)
    if asked.sheet and asked.sheet not in [grid.name for grid in book.grids]:
        return _no_sheet(file, asked.sheet, book)
    if asked.kind and archetype(asked.kind) is Archetype.ADOPTION:
        if asked.map:
            raise Misused(say("承接情况没有对照文件：不用 --map", "what units report has no map: no --map"))
        return import_matrix(came)
    found = sheets.tables(book, asked.sheet, asked.include_hidden)
    if not found:
        return _no_table(file, book)
    registers = usable_registers(space, known.registers(came.lists))
    proposal = plan.propose(book, found, asked.kind, registers.units)
    before = known.before(came.lists, file.name, proposal)
    return ListImport(came, found, proposal, before, registers).run()


def _no_sheet(file: Path, wanted: str, book: Workbook) -> int:
    from qzqd.text import did_you_mean, suggest

    names = [grid.name for grid in book.grids]
    among = Text(f"有 {'、'.join(names)}", f"there are {', '.join(names)}")
    guess = did_you_mean(suggest(wanted, names), among)
    say_of(file, Text(f"没有工作表“{wanted}”；{guess.zh}", f"there is no sheet {wanted}; {guess.en}"))
    return UNABLE


def _no_table(file: Path, book: Workbook) -> int:
    names = "、".join(grid.name for grid in book.grids if grid.name)
    zh, en = (f"（工作表：{names}）", f" (sheets: {names})") if names else ("", "")
    say_of(
        file,
        Text(
            f"没有找到清单：前 15 行里没有认得的表头{zh}。表头至少要有事项名称和另一栏",
            f"no list was found: none of the first 15 rows has headings that are known{en}; the name of the items and one more are needed",
        ),
    )
    return UNABLE
