"""`qzqd import FILE…`: the office's own workbooks and documents become lists."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import OK, UNABLE, USAGE
from qzqd.cli.reading import catalogues, registers_of, unable
from qzqd.console import tell
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.office.importing.build import Built
    from qzqd.office.importing.known import Known
    from qzqd.office.importing.plan import Plan, Table
    from qzqd.open.registers import Registers
    from qzqd.read.workspace import Workspace
    from qzqd.tables.grid import Workbook

ABOUT = Text(
    "把电子表格和文档里的清单导入进来；再次导入时按原编号更新。",
    "Make lists of tables in Excel or Word; a later import updates them, ids kept.",
)


def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help=say("工作簿或文档", "workbooks or documents"))
    ],
    kind: Annotated[str, typer.Option(metavar="KIND", help=say("清单类型", "kind of list"))] = "",
    sheet: Annotated[
        str, typer.Option(metavar="NAME", help=say("只读这个工作表", "read this sheet only"))
    ] = "",
    mapped: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help=say("对照文件", "the map of the columns"))
    ] = None,
    into: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=say("清单放在哪里", "where the lists go"))
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.xlsx", help=say("把每个单元格的去向写成工作簿", "write the fate of every cell")
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say("只看，不写", "show, and write nothing"))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=say("不问，按建议办", "take what is proposed"))] = False,
    include_hidden: Annotated[
        bool, typer.Option("--include-hidden", help=say("隐藏的行列也读", "read what is hidden as well"))
    ] = False,
    traditional: Annotated[
        bool,
        typer.Option("--traditional", help=say("繁体字改成简体", "make traditional characters simplified")),
    ] = False,
    lang: Lang = None,
) -> int:
    """Exit code 2 where something has to be decided and nobody can be asked."""
    from qzqd.check.settings import workspace
    from qzqd.cli.kinds import known
    from qzqd.read.problem import Refused
    from qzqd.write.proof import Unsafe, reason

    asked = Asked(
        known(kind) if kind else "", sheet, mapped, into, report, dry_run, yes, include_hidden, traditional
    )
    try:
        space = workspace([])
        seen: dict[str, Path] = {}
        codes = [_one(file, asked, space, seen) for file in files]
    except Refused as refused:
        return unable(refused)
    except Unsafe as error:
        tell(reason(error).in_(chosen()))
        return UNABLE
    return max(codes, default=OK)


@dataclass(frozen=True, slots=True)
class Asked:
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


def _one(file: Path, asked: Asked, space: Workspace, seen: dict[str, Path]) -> int:
    from qzqd.kinds.traits import Archetype, archetype
    from qzqd.office.importing import known, plan, sheets
    from qzqd.read import source
    from qzqd.read.config import bounds
    from qzqd.read.problem import Refused
    from qzqd.tables.reading import read as read_tables

    try:
        raw = source.read(file, bounds(file), space.config.max_bytes)
        digest = hashlib.sha256(raw).hexdigest()
        if digest in seen:
            _say(
                file,
                Text(
                    f"与 {seen[digest]} 是同一个文件，没有再导入",
                    f"the same bytes as {seen[digest]}; not imported again",
                ),
            )
            return OK
        seen[digest] = file
        lists = [known.Known(entry.path, entry.name, data) for entry, data in catalogues(space) if data]
        if same := known.same(lists, digest):
            _say(
                file,
                Text(
                    f"已经导入为 {same.name}，没有改动", f"imported already as {same.name}; nothing changed"
                ),
            )
            return OK
        book = read_tables(raw, file.name)
        if asked.traditional:
            book, changed = sheets.in_simplified(book)
            _say(file, Text(f"繁体字改成简体 {changed} 格", f"made simplified: {changed} cells"))
    except Refused as refused:
        tell(f"{file}{say('：', ': ')}{refused.problem.message.in_(chosen())}")
        if refused.problem.help:
            tell(refused.problem.help.in_(chosen()))
        return UNABLE
    from qzqd.office.editing.marks import remembered

    if tables := remembered(book):
        from qzqd.cli.returned import take_back

        if asked.kind or asked.sheet or asked.map or asked.into or asked.report:
            raise typer.BadParameter(
                say(
                    f"{file} 是 qzqd export --edit 做的，自己知道是哪张清单：不用 --kind、--sheet、--map、--into、--report",
                    f"{file} was made by qzqd export --edit and knows its list: no --kind, --sheet, --map, --into or --report",
                )
            )

        return take_back(file, book, tables, space, dry_run=asked.dry_run, ask=asked.terminal)
    if asked.kind and archetype(asked.kind) is Archetype.ADOPTION:
        return _matrix(file, asked, space, book, lists, digest)
    found = sheets.tables(book, asked.sheet, asked.include_hidden)
    if not found:
        return _no_table(file, book)
    registers = registers_of(space)
    proposal = plan.propose(book, found, asked.kind, registers.units)
    before = known.before(lists, file.name, proposal)
    return _Import(file, asked, space, book, found, proposal, before, lists, registers, digest).run()


def _no_table(file: Path, book: Workbook) -> int:
    names = "、".join(grid.name for grid in book.grids)
    _say(
        file,
        Text(
            f"没有找到清单：前 15 行里没有认得的表头（工作表：{names}）。表头至少要有事项名称和另一栏",
            f"no list was found: none of the first 15 rows has headings that are known (sheets: {names})",
        ),
    )
    return UNABLE


@dataclass(slots=True)
class _Import:
    file: Path
    asked: Asked
    space: Workspace
    book: Workbook
    found: list[Table]
    plan: Plan
    before: Known | None
    lists: list[Known]
    registers: Registers
    digest: str

    def run(self) -> int:
        from qzqd.office.importing import build, known, listed, told

        if code := self._decide():
            return code
        built = build.build(self.book, self.found, self.plan, self._level, self.asked.include_hidden)
        data = self._data(built)
        _tell(known.elsewhere(self.lists, data, self.before))
        moved = listed.fit(data)
        _put(told.summary(str(self.file), self.plan, built, moved, fresh=self.before is None))
        if self.asked.report:
            from qzqd.office.importing.sheet import write_account

            report = self.asked.report
            out.office(lambda: write_account(built.account, self.file.name, report, chosen()), report)
        return self._write(data)

    def _level(self, title: str) -> str | None:
        entry = self.registers.laws.get(title)
        return entry.level if entry else None

    def _decide(self) -> int:
        """Everything that has to be known before a cell is read; the exit code where that cannot be."""
        from qzqd.office.importing import asking, known, mapping, plan
        from qzqd.read import source
        from qzqd.read.config import bounds

        asked = self.asked
        if self.before:
            known.take_over(self.plan, self.before.data)
        elif asked.map is None and asked.terminal and not asking.complete(self.plan, self.found, _Person()):
            return self._leave_map()
        if asked.map is not None:
            data = source.read(asked.map, bounds(asked.map), self.space.config.max_bytes)
            mapping.apply(data, self.plan)
        for key, goal in plan.columns(self.found, self.plan.kind).items() if self.plan.kind else ():
            self.plan.columns.setdefault(key, goal)
        settled = self.before or asked.map or asked.yes or asked.terminal
        rivals = self.plan.rivals and not asked.yes and not asked.terminal
        return OK if settled and not rivals and not self.plan.lacking() else self._leave_map()

    def _leave_map(self) -> int:
        from qzqd.office.importing import mapping

        place = self.file.with_suffix(".map.toml").name
        lacking = self.plan.lacking()
        names = mapping.called(lacking)
        why = (
            Text(f"还缺：{names.zh}", f"still open: {names.en}")
            if lacking
            else Text("有几处是建议，要有人确认", "some of it is a proposal that somebody has to confirm")
        )
        _say(self.file, why)
        if Path(place).exists():
            told = Text(
                f"{place} 已经存在，没有改动；填好后用 --map {place}",
                f"{place} is there already; complete it and pass --map {place}",
            )
        else:
            out.save(mapping.written(self.plan, self.file.name), Path(place))
            or_yes = (
                Text("", "")
                if lacking
                else Text("；或者加 --yes 按建议办", "; or --yes to take what is proposed")
            )
            told = Text(
                f"已写入对照文件 {place}：核对、填完后运行 qzqd import {self.file} --map {place}{or_yes.zh}",
                f"wrote the map {place}: check and complete it, then qzqd import {self.file} --map {place}{or_yes.en}",
            )
        _tell([told])
        return USAGE

    def _data(self, built: Built) -> dict[str, Any]:
        from qzqd.office.importing import listed, update

        if self.before:
            ids = update.matched(
                self.plan.kind, self.before.data["items"], built.items, built.parents, self.plan.prefix
            )
        else:
            fresh = listed.numbered_ids(len(built.items), self.plan.prefix, set())
            ids = [next(fresh) for _ in built.items]
        return listed.catalogue(self.plan, built, {"file": self.file.name, "digest": self.digest}, ids)

    def _write(self, data: dict[str, Any]) -> int:
        if self.before:
            return _deliver(self.file, self.asked, self.space, data, self.before.path)
        folder = self.asked.into or _folder(self.space)
        place = folder / f"{self.plan.id.rpartition('/')[2]}.yaml"
        if place.exists():
            told = Text(
                f"{place} 已经存在，不是从这个文件导入的，没有写入；用 --into 或者在对照文件里换一个 id",
                f"{place} is there and did not come from this file; use --into, or another id in the map",
            )
            _tell([told])
            return UNABLE
        return _deliver(self.file, self.asked, self.space, data, place)


class _Person:
    """Whoever sits at the terminal."""

    def answer(self, question: Text, proposed: str) -> str:
        said: str = typer.prompt(question.in_(chosen()), default=proposed or None)
        return said.strip()

    def agrees(self, question: Text, *, proposed: bool) -> bool:
        return typer.confirm(question.in_(chosen()), default=proposed)

    def shown(self, line: Text) -> None:
        _put([line])


def _folder(space: Workspace) -> Path:
    """Where lists go that nobody has named a folder for."""
    return (space.config.root or Path()) / next(iter(space.config.paths), ".")


def _deliver(file: Path, asked: Asked, space: Workspace, data: dict[str, Any], place: Path) -> int:
    """Write a list, or bring the one that is there up to date; what changes is shown first."""
    from qzqd.office.importing.delivery import Delivery
    from qzqd.read.config import bounds
    from qzqd.read.workspace import name

    root = bounds(asked.into or space.config.root or Path())
    delivery = Delivery.to(place, data, root, space.config.max_bytes)
    if days := _cancelled(delivery.gone) if asked.terminal else {}:
        delivery.settle(days)
    if comparison := delivery.compared(file.name, name(place)):
        out.deliver("diff", "text", comparison)
        _tell(delivery.stays())
    if asked.dry_run:
        _say(
            file, Text(f"没有写入（--dry-run）：{name(place)}", f"nothing written (--dry-run): {name(place)}")
        )
        return OK
    if comparison and asked.terminal and not _Person().agrees(Text("写入吗", "write it"), proposed=True):
        return UNABLE
    with out.writing(place):
        delivery.write()
    _say(
        file,
        Text(
            f"已写入 {name(place)}；下一步运行 qzqd validate", f"wrote {name(place)}; next run qzqd validate"
        ),
    )
    return OK


def _cancelled(gone: list[str]) -> dict[str, str]:
    """Of the items that have gone from the workbook, those that somebody says were cancelled, with the day."""
    from qzqd.read.config import day_in_china

    def asked(key: str) -> bool:
        question = Text(
            f"{key} 在工作簿里没有了：记为今天取消吗（否则保留）",
            f"{key} is no longer in the workbook: cancelled today (else it stays)",
        )
        return _Person().agrees(question, proposed=False)

    return {key: day_in_china() for key in gone if asked(key)}


def _matrix(
    file: Path, asked: Asked, space: Workspace, book: Workbook, lists: list[Known], digest: str
) -> int:
    """What units report of a list, one file a unit."""
    from qzqd.kinds.traits import Archetype, archetype
    from qzqd.office.importing import matrix, told

    wanted = [known.data for known in lists if archetype(known.data["kind"]) is Archetype.LIST]
    data = matrix.baseline(book, wanted)
    registers = registers_of(space)
    if data is None:
        _say(
            file,
            Text(
                "看不出是哪张清单的承接情况：表里的事项名称在工作区的清单里找不到，或者几张清单都有",
                "no list, or more than one, has the items that this table names",
            ),
        )
        return UNABLE
    reported = matrix.read(book, data, registers.units)
    _put(told.matrix(str(file), data["title"], reported))
    if not reported.by_unit:
        _say(
            file,
            Text(
                "没有认得的单位：先把单位登记到单位登记簿（要有代码）",
                "no unit is known: enter the units, with their codes, in the register of units",
            ),
        )
        return UNABLE
    folder = asked.into or _folder(space) / "adoption"
    codes = []
    for unit, said in reported.by_unit.items():
        code = registers.units[unit]
        made = matrix.catalogue(unit, code, said, reported, data, file.stem, str(data["edition"])[:4])
        made["imported"] = {"file": file.name, "digest": digest}
        codes.append(_deliver(file, asked, space, made, folder / f"{code}.yaml"))
    return max(codes)


def _say(file: Path, text: Text) -> None:
    console.put(f"{file}{say('：', ': ')}{text.in_(chosen())}")


def _put(texts: Iterable[Text]) -> None:
    console.put(*(text.in_(chosen()) for text in texts))


def _tell(texts: Iterable[Text]) -> None:
    for text in texts:
        tell(text.in_(chosen()))
