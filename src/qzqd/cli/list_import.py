"""One workbook that becomes a list, or brings the list that came from it up to date."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd.cli import output as out
from qzqd.cli.delivery import (
    TerminalPerson,
    deliver_list,
    folder_of,
    is_sound,
    print_lines,
    tell_all,
)
from qzqd.cli.output import OK, UNABLE, USAGE
from qzqd.locale import Text
from qzqd.text import file_stem

if TYPE_CHECKING:
    from qzqd.cli.delivery import Incoming
    from qzqd.office.importing.build import Built
    from qzqd.office.importing.known import KnownList
    from qzqd.office.importing.plan import Plan, PlannedTable
    from qzqd.open.registers import Registers


@dataclass(slots=True)
class ListImport:
    """before: the list that came from this workbook earlier. said: the plan as the workbook says it."""

    came: Incoming
    found: list[PlannedTable]
    plan: Plan
    before: KnownList | None
    registers: Registers
    said: Plan = field(init=False)

    def run(self) -> int:
        """The exit code."""
        from qzqd.office.importing import build, known, listed, summary

        if self.before and not is_sound(self.before.path, self.came.space):
            return UNABLE
        if code := self._decide():
            return code
        built = build.build(
            self.came.book, self.found, self.plan, self.registers.level_of, self.came.asked.include_hidden
        )
        data = self._data(built)
        tell_all(known.elsewhere(self.came.lists, data, self.before))
        moved = listed.fit(data)
        print_lines(summary.of_list(str(self.came.file), self.plan, built, moved, fresh=self.before is None))
        self.came.report(built.account)
        if not built.items:
            self.came.say(Text("没有一项可以导入，没有写入", "not one item to import; nothing written"))
            return UNABLE
        return self._write(data, built)

    def _decide(self) -> int:
        """Everything that has to be known before a cell is read; the exit code where that cannot be."""
        from qzqd.office.importing import asking, known, plan
        from qzqd.text import listed

        asked = self.came.asked
        proposed = replace(self.plan)
        if self.before:
            known.take_over(self.plan, self.before.data)
        elif (
            asked.map is None
            and asked.terminal
            and not asking.complete(self.plan, self.found, TerminalPerson())
        ):
            return self._leave_map()
        if asked.map is not None:
            self._read_map(asked.map)
        self.said = plan.with_what_was_proposed(self.plan, proposed)
        fates = plan.column_fates(self.found, self.plan.kind) if self.plan.kind else {}
        if asked.map and (absent := [key for key in self.plan.columns if key not in fates]):
            told = listed(absent)
            self.came.say(
                Text(
                    f"对照文件里有、表里没有的列：{told.zh}",
                    f"columns of the map that no table has: {told.en}",
                )
            )
        for key, goal in fates.items():
            self.plan.columns.setdefault(key, goal)
        if self.plan.rivals and asked.yes:
            rest = listed(self.plan.rivals)
            self.came.say(
                Text(
                    f"按 {self.plan.kind} 读；也可能是 {rest.zh}，用 --kind 指定",
                    f"read as {self.plan.kind}; it may also be {rest.en}: say which with --kind",
                )
            )
        settled = self.before or asked.map or asked.yes or asked.terminal
        rivals = self.plan.rivals and not asked.yes and not asked.terminal
        return OK if settled and not rivals and not self.plan.lacking() else self._leave_map()

    def _read_map(self, place: Path) -> None:
        from qzqd.office.importing import mapping
        from qzqd.read import source
        from qzqd.read.config import Unusable, bounds
        from qzqd.read.problem import Refused

        data = b""
        try:
            data = source.read(place, bounds(place), self.came.space.config.max_bytes)
            mapping.apply(data, self.plan)
        except Refused as refused:
            raise Unusable(refused, place, data) from None

    def _leave_map(self) -> int:
        from qzqd.office.importing import mapping

        place = self.came.file.with_suffix(".map.toml").name
        lacking = self.plan.lacking()
        names = mapping.called(lacking)
        why = (
            Text(f"还缺：{names.zh}", f"still open: {names.en}")
            if lacking
            else Text("有几处是建议，要有人确认", "parts of it are guesses that somebody has to confirm")
        )
        self.came.say(why)
        if self.came.asked.dry_run:
            message = Text(f"没有写入（--dry-run）：{place}", f"nothing written (--dry-run): {place}")
        elif Path(place).exists():
            message = Text(
                f"{place} 已经存在，没有改动；填好后用 --map {place}",
                f"{place} is there already; complete it and pass --map {place}",
            )
        else:
            out.save(mapping.written(self.plan, self.came.file.name), Path(place))
            or_yes = (
                Text("", "")
                if lacking
                else Text("；或者加 --yes 按建议办", "; or --yes to take what is proposed")
            )
            message = Text(
                f"已写入对照文件 {place}：核对、填完后运行 qzqd import {self.came.file} --map {place}{or_yes.zh}",
                f"wrote the map {place}: check and complete it, then qzqd import {self.came.file} --map {place}{or_yes.en}",
            )
        tell_all([message])
        return USAGE

    def _data(self, built: Built) -> dict[str, Any]:
        from qzqd.office.importing import known, listed, update

        if self.before:
            ids = update.matched(
                self.plan.kind,
                self.before.data["items"],
                built.items,
                built.parents,
                self.plan.prefix,
                known.unread(self.before, built.account),
            )
        else:
            fresh = listed.numbered_ids(len(built.items), self.plan.prefix, set())
            ids = [next(fresh) for _ in built.items]
        return listed.catalogue(self.plan, built, self.came.origin, ids)

    def _write(self, data: dict[str, Any], built: Built) -> int:
        from qzqd.office.importing import known, listed

        header = listed.header(self.said, built)
        if self.before:
            unread = known.unread(self.before, built.account)
            return deliver_list(self.came, data, self.before.path, header=header, unread=unread)
        folder = self.came.asked.into or folder_of(self.came.space)
        place = folder / f"{file_stem(self.plan.id.rpartition('/')[2])}.yaml"
        if place.exists():
            message = Text(
                f"{place} 已经存在，不是从这个文件导入的，没有写入；用 --into 或者在对照文件里换一个 id",
                f"{place} is there and did not come from this file; use --into, or another id in the map",
            )
            tell_all([message])
            return UNABLE
        return deliver_list(self.came, data, place, header=header)
