"""`qzqd import FILE…`: the office's own workbooks and documents become lists."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.exits import OK, UNABLE, USAGE
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.reading import catalogues, registers_of, unable
from qzqd.console import tell
from qzqd.locale import Text
from qzqd.text import normalised

if TYPE_CHECKING:
    from qzqd.office.importing.build import Built
    from qzqd.office.importing.plan import Plan, Table
    from qzqd.office.importing.update import Updated
    from qzqd.open.registers import Registers
    from qzqd.read.workspace import Entry, Workspace
    from qzqd.tables.grid import Workbook

ABOUT = Text(
    "把电子表格和文档里的清单导入进来；再次导入时按原编号更新。",
    "Make lists of tables in Excel or Word; a later import updates them, ids kept.",
)
_STATE = ".import.json"


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
    lang: Lang = None,
) -> int:
    """Exit code 2 where something has to be decided and nobody can be asked."""
    from qzqd.check.settings import workspace
    from qzqd.cli.kinds import known
    from qzqd.read.problem import Refused

    asked = Asked(known(kind) if kind else "", sheet, mapped, into, report, dry_run, yes, include_hidden)
    try:
        space = workspace([])
        seen: dict[str, Path] = {}
        codes = [_one(file, asked, space, seen) for file in files]
    except Refused as refused:
        return unable(refused)
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

    @property
    def terminal(self) -> bool:
        """Whether somebody can be asked."""
        return not self.yes and sys.stdin.isatty() and console.is_terminal()


@dataclass(frozen=True, slots=True)
class Known:
    """A list of the workspace that came from this workbook, or an earlier state of it."""

    entry: Entry
    data: dict[str, Any]


def _one(file: Path, asked: Asked, space: Workspace, seen: dict[str, Path]) -> int:
    from qzqd.kinds.traits import Archetype, archetype
    from qzqd.office.importing import plan, sheets
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
        lists = [Known(entry, data) for entry, data in catalogues(space) if data]
        if same := next((each for each in lists if _imported(each).get("digest") == digest), None):
            _say(
                file,
                Text(
                    f"已经导入为 {same.entry.name}，没有改动",
                    f"imported already as {same.entry.name}; nothing changed",
                ),
            )
            return OK
        book = read_tables(raw, file.name)
    except Refused as refused:
        tell(f"{file}{say('：', ': ')}{refused.problem.message.in_(chosen())}")
        if refused.problem.help:
            tell(refused.problem.help.in_(chosen()))
        return UNABLE
    if asked.kind and archetype(asked.kind) is Archetype.ADOPTION:
        return _matrix(file, asked, space, book, lists, digest)
    found = sheets.tables(book, asked.sheet, asked.include_hidden)
    if not found:
        return _no_table(file, book)
    known = registers_of(space)
    proposal = plan.propose(book, found, asked.kind, known.units)
    before = _before(lists, file, proposal)
    return _Import(file, asked, space, book, found, proposal, before, lists, known, digest).run()


def _imported(known: Known) -> dict[str, Any]:
    said = known.data.get("imported")
    return said if isinstance(said, dict) else {}


def _before(lists: list[Known], file: Path, proposal: Plan) -> Known | None:
    """The list that an earlier state of this workbook became: by the name of the file, or kind and title."""
    for known in lists:
        if _imported(known) and known.data["kind"] == proposal.kind:
            source = known.data.get("source")
            title = source.get("title") if isinstance(source, dict) else None
            if _imported(known).get("file") == file.name or title == proposal.title:
                return known
    return None


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


def _say(file: Path, text: Text) -> None:
    console.put(f"{file}{say('：', ': ')}{text.in_(chosen())}")


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
        from qzqd.office.importing import build, listed

        if code := self._decide():
            return code
        built = build.build(self.book, self.found, self.plan, self._level, self.asked.include_hidden)
        data = self._data(built)
        self._elsewhere(data)
        moved = listed.fit(data)
        self._told(built, data, moved)
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
        from qzqd.office.importing import mapping, plan
        from qzqd.read import source
        from qzqd.read.config import bounds

        if self.before:
            self._as_before(self.before.data)
        elif self.asked.map is None and self.asked.terminal:
            self._ask()
        if self.asked.map is not None:
            data = source.read(self.asked.map, bounds(self.asked.map), self.space.config.max_bytes)
            mapping.apply(data, self.plan)
        for key, goal in plan.columns(self.found, self.plan.kind).items() if self.plan.kind else ():
            self.plan.columns.setdefault(key, goal)
        certain = self.before or self.asked.map or self.asked.yes or self.asked.terminal
        if (
            self.plan.lacking()
            or not certain
            or (self.plan.rivals and not self.asked.yes and not self.asked.terminal)
        ):
            return self._leave_map()
        return OK

    def _as_before(self, data: dict[str, Any]) -> None:
        plan = self.plan
        plan.id, plan.rivals = data["id"], ()
        place = data.get("jurisdiction", {})
        plan.code, plan.place = place.get("code", ""), place.get("name", "")
        plan.issuer = plan.issuer or data.get("issuer", "")
        plan.edition = plan.edition or data.get("edition", "")
        first = next(iter(item["id"] for item in data["items"]), "")
        plan.prefix = first.rpartition("-")[0] or plan.prefix

    def _leave_map(self) -> int:
        from qzqd.office.importing import mapping

        place = self.file.with_suffix(".map.toml").name
        lacking = "、".join(self.plan.lacking())
        why = (
            Text(f"还缺：{lacking}", f"still open: {lacking}")
            if lacking
            else Text("有几处是建议，要有人确认", "some of it is a proposal that somebody has to confirm")
        )
        _say(self.file, why)
        if Path(place).exists():
            tell(
                say(
                    f"{place} 已经存在，没有改动；填好后用 --map {place}",
                    f"{place} is there already; complete it and pass --map {place}",
                )
            )
            return USAGE
        out.write(mapping.written(self.plan, self.file.name), Path(place))
        tell(
            say(
                f"写好了对照文件 {place}：核对、填完后运行 qzqd import {self.file} --map {place}；或者加 --yes 按建议办",
                f"wrote the map {place}: check and complete it, then qzqd import {self.file} --map {place}; or --yes to take what is proposed",
            )
        )
        return USAGE

    def _ask(self) -> None:
        """At most four questions: the kind, the columns, the division, the beginning of ids."""
        from qzqd.office.importing import plan as planning

        plan = self.plan
        if plan.rivals:
            options = (plan.kind, *plan.rivals)
            answer = _prompt(
                say(f"清单类型（{'、'.join(options)}）", f"kind of list ({', '.join(options)})"), plan.kind
            )
            plan.kind = answer if answer in options else plan.kind
            plan.columns, plan.rivals = planning.columns(self.found, plan.kind), ()
        for key, goal in plan.columns.items():
            console.put(f"  {key} → {goal}  {self._example(key)}")
        if not typer.confirm(say("各栏这样对应，对吗", "are these columns right"), default=True):
            raise typer.Exit(self._leave_map())
        if not plan.code or not plan.place:
            answer = _prompt(
                say(
                    f"行政区划代码和名称，如 420300 十堰市（{plan.place or plan.title}）",
                    f"division code and name ({plan.place or plan.title})",
                ),
                "",
            )
            code, _, place = answer.strip().partition(" ")
            bare = plan.id
            plan.code, plan.place = code, place.strip() or plan.place
            plan.id = f"{code}/{bare}" if "/" not in bare else bare
        plan.prefix = _prompt(say("事项编号的开头", "what ids begin with"), plan.prefix)

    def _example(self, key: str) -> str:
        from qzqd.office.importing.plan import assigned

        for table in self.found:
            for known, heading, _ in assigned(table, self.plan.kind):
                if known == key:
                    rows = (row for row in table.grid.rows if row > table.header.bottom)
                    text = next((text for row in rows if (text := table.grid.text(row, heading.column))), "")
                    return say("例：", "e.g. ") + "".join(text.split())[:24] if text else ""
        return ""

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

    def _elsewhere(self, data: dict[str, Any]) -> None:
        """Say which lists have most of these items already."""
        names = {normalised(item["name"]) for item in data["items"]}
        for known in self.lists:
            if self.before is None or known.entry.path != self.before.entry.path:
                shared = names & {normalised(str(item.get("name", ""))) for item in known.data["items"]}
                if len(names) > 1 and len(shared) * 5 >= len(names) * 4:
                    tell(
                        say(
                            f"{known.entry.name} 已经有其中 {len(shared)} 项（共 {len(names)} 项）：请核对是不是同一份清单",
                            f"{known.entry.name} has {len(shared)} of these {len(names)} items already: is it the same list?",
                        )
                    )

    def _told(self, built: Built, data: dict[str, Any], moved: list[tuple[str, str]]) -> None:
        from qzqd.office.importing.told import account

        plan = self.plan
        lines = [
            say(
                f"{self.file}：{plan.kind}“{plan.title}”，{len(data['items'])} 项",
                f"{self.file}: {plan.kind} “{plan.title}”, {len(data['items'])} items",
            )
        ]
        if not self.before:
            lines.append(
                say(
                    f"  清单编号 {plan.id}，版本 {plan.edition}，{plan.code} {plan.place}，发布机关 {plan.issuer}，事项编号以 {plan.prefix}- 开头，来源性质 official",
                    f"  id {plan.id}, edition {plan.edition}, {plan.code} {plan.place}, issuer {plan.issuer}, ids begin with {plan.prefix}-, provenance official",
                )
            )
        lines += account(built.account, chosen())
        lines += [
            say(
                f"  {key} 的 {name} 写不下，保留在 extra",
                f"  {name} of {key} does not fit and is kept as extra",
            )
            for key, name in moved
        ]
        console.put(*lines)

    def _place(self) -> Path:
        if self.before:
            return self.before.entry.path
        root = self.space.config.root or Path()
        folder = self.asked.into or root / next(iter(self.space.config.paths), ".")
        return folder / f"{self.plan.id.rpartition('/')[2]}.yaml"

    def _write(self, data: dict[str, Any]) -> int:
        place = self._place()
        if self.before is None and place.exists():
            tell(
                say(
                    f"{place} 已经存在，不是从这个文件导入的，没有写入；用 --into 或者在对照文件里换一个 id",
                    f"{place} is there and did not come from this file; use --into, or another id in the map",
                )
            )
            return UNABLE
        return _deliver(self.file, self.asked, self.space, data, place)


def _deliver(file: Path, asked: Asked, space: Workspace, data: dict[str, Any], place: Path) -> int:
    """Write a list, or bring the one that is there up to date; what changes is shown first."""
    from qzqd.office.importing import update, writing

    state = place.with_suffix(_STATE)
    old = place.read_bytes() if place.exists() else None
    if old is None:
        made, base = writing.written_list(data), update.digests(data)
    else:
        updated = update.update(old, data, _base(state))
        if days := _cancelled(updated) if asked.terminal else {}:
            updated = update.update(old, data, _base(state), days)
        made, base = updated.data, updated.base
        _changes(place, file, old, updated)
    if asked.dry_run:
        _say(file, Text(f"没有写入（--dry-run）：{place}", f"nothing written (--dry-run): {place}"))
        return OK
    if old and asked.terminal and not typer.confirm(say("写入吗", "write it"), default=True):
        return UNABLE
    _put(file, asked, space, place, made, old, state, base)
    return OK


def _put(
    file: Path,
    asked: Asked,
    space: Workspace,
    place: Path,
    made: bytes,
    old: bytes | None,
    state: Path,
    base: dict[str, Any],
) -> None:
    from qzqd.read.config import bounds
    from qzqd.write import atomic

    root = bounds(asked.into or space.config.root or Path())
    with out.writing(place):
        atomic.make_folder(place.parent, root)
        atomic.replace(place, made, expected=old, root=root)
    text = json.dumps({"version": 1, "items": base}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    out.write(text, state, root)
    _say(file, Text(f"写入 {place}；下一步运行 qzqd validate", f"wrote {place}; next run qzqd validate"))


def _cancelled(updated: Updated) -> dict[str, str]:
    """Of the items that have gone from the workbook, those that somebody says were cancelled, with the day."""
    from datetime import date

    def asked(key: str) -> bool:
        return typer.confirm(
            say(
                f"{key} 在工作簿里没有了：记为今天取消吗（否则保留）",
                f"{key} is no longer in the workbook: cancelled today (else it stays)",
            ),
            default=False,
        )

    return {key: date.today().isoformat() for key in updated.gone if asked(key)}


def _changes(place: Path, file: Path, old: bytes, updated: Updated) -> None:
    """What a second import changes, in the words of an adjustment."""
    from qzqd.compare.run import compare
    from qzqd.read.side import Document, Side
    from qzqd.read.workspace import name
    from qzqd.report.changes import render

    sides = [
        Side(label, [Document(name(place), data)], single=True)
        for label, data in ((name(place), old), (file.name, updated.data))
    ]
    comparison = compare(*sides)
    told = render(comparison, "text", chosen(), colour=out.colour(), width=out.width(), stat=False)
    console.report(told)
    for key in updated.gone:
        tell(
            say(
                f"{key} 在工作簿里没有了，清单里保留；确已取消的，请填写 repealed（取消日期）",
                f"{key} is no longer in the workbook and was kept; if it was cancelled, fill in repealed",
            )
        )
    for key, field in updated.kept:
        where = key or say("清单开头", "header")
        tell(
            say(
                f"{where} 的 {field} 清单和工作簿不一致，清单里的是手工改过的，保留；请核对",
                f"{field} of {where} was edited by hand and differs from the workbook; the edit was kept",
            )
        )


def _matrix(
    file: Path, asked: Asked, space: Workspace, book: Workbook, lists: list[Known], digest: str
) -> int:
    """What units report of a list, one file a unit."""
    from qzqd.kinds.traits import Archetype, archetype
    from qzqd.office.importing import matrix
    from qzqd.office.importing.told import account

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
    console.put(
        say(
            f"{file}：{data['title']}的承接情况，{len(reported.by_unit)} 个单位，空白（没有填报）{reported.blank} 处",
            f"{file}: adoption of {data['title']}, {len(reported.by_unit)} units, {reported.blank} cells blank (not reported)",
        ),
        *account(reported.account, chosen()),
    )
    if not reported.by_unit:
        _say(
            file,
            Text(
                "没有认得的单位：先把单位登记到单位登记簿（要有代码）",
                "no unit is known: enter the units, with their codes, in the register of units",
            ),
        )
        return UNABLE
    folder = asked.into or (space.config.root or Path()) / next(iter(space.config.paths), ".") / "adoption"
    codes = []
    for unit, said in reported.by_unit.items():
        code = registers.units[unit]
        made = matrix.catalogue(unit, code, said, reported, data, file.stem, str(data["edition"])[:4])
        made["imported"] = {"file": file.name, "digest": digest}
        codes.append(_deliver(file, asked, space, made, folder / f"{code}.yaml"))
    return max(codes)


def _base(state: Path) -> dict[str, dict[str, str]]:
    try:
        said = json.loads(state.read_bytes())
    except (OSError, ValueError):
        return {}
    items = said.get("items") if isinstance(said, dict) and said.get("version") == 1 else None
    return items if isinstance(items, dict) else {}


def _prompt(question: str, default: str) -> str:
    answer: str = typer.prompt(question, default=default or None)
    return answer.strip()
