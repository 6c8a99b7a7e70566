"""One workbook in which units report of a list, across and down: a file for each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cli.delivery import deliver_list, folder_of, is_sound, print_lines, tell_all
from qzqd.cli.output import UNABLE
from qzqd.cli.reading import usable_registers
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.cli.delivery import Incoming


def import_matrix(came: Incoming) -> int:
    """Write what each unit reports; the exit code."""
    from qzqd.kinds.traits import Archetype, archetype
    from qzqd.office.importing import known, matrix, summary

    wanted = [one for one in known.newest(came.lists) if archetype(one.data["kind"]) is Archetype.LIST]
    found = [{**one.data, "items": one.items} for one in wanted]
    data = matrix.baseline(came.book, found)
    registers = usable_registers(came.space, known.registers(came.lists))
    if data is None:
        came.say(
            Text(
                "看不出是哪张清单的承接情况：表里的事项名称在工作区的清单里找不到，或者几张清单都有",
                "no list, or more than one, has the items that this table names",
            )
        )
        return UNABLE
    if not is_sound(
        next(one.path for one, each in zip(wanted, found, strict=True) if each is data), came.space
    ):
        return UNABLE
    asked, file = came.asked, came.file
    reported = matrix.read(came.book, data, registers.units, asked.sheet, asked.include_hidden)
    came.report(reported.account)
    print_lines(summary.of_matrix(str(file), data["title"], reported))
    if not reported.by_unit:
        came.say(
            Text(
                "没有认得的单位：先把单位登记到单位登记簿（要有代码）",
                "no unit is known: enter the units, with their codes, in the register of units",
            )
        )
        return UNABLE
    folder = asked.into or folder_of(came.space) / "adoption"
    codes: list[int] = []
    for unit, said in reported.by_unit.items():
        code = registers.units[unit]
        made = matrix.catalogue(unit, code, said, reported, data, file.stem, str(data["edition"])[:4])
        made["imported"] = came.origin
        place = folder / f"{code}.yaml"
        sound = not place.exists() or is_sound(place, came.space)
        last = len(codes) == len(reported.by_unit) - 1
        codes.append(deliver_list(came, made, place, last=last) if sound else UNABLE)
    there = [registers.units[unit] for unit in reported.by_unit]
    tell_all(known.units_gone(came.lists, matrix.kind(), data["id"], file.name, there))
    return max(codes)
