"""Reduced files to one answer: matrices of baselines, aspects of lists, ledgers, claims, and what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.registers import Registers
from qzqd.cover.aspects import aspects
from qzqd.cover.coverage import Coverage
from qzqd.cover.matrix import Rows, matrix, required
from qzqd.cover.waivers import upkeep, waived
from qzqd.cover.workspace import Loaded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.check.places import Places
    from qzqd.cover.reading import Reduced


def cover(reduced: Iterable[Reduced], places: Places, today: str, only: str = "") -> Coverage:
    """The whole answer, without gates. only: the id of the one baseline that is asked for."""
    rows, lists, coverage = Rows(), list[Loaded](), Coverage()
    for each in reduced:
        coverage.findings += each.findings
        if each.row is not None:
            rows.add(each.row)
        if each.loaded is not None:
            lists.append(each.loaded)
    coverage.unreadable = bool(coverage.findings)
    newest = _newest(lists)
    units = [unit for loaded in newest if loaded.kind == "units" for unit in loaded.live]
    waivers = [loaded for loaded in newest if loaded.kind == "waivers"]
    excuses = waived(waivers, {unit["name"]: unit.get("code", "") for unit in units}, today)
    for loaded in newest:
        if "applies_to" in loaded.header and only in ("", loaded.id):
            coverage.baselines.append(matrix(loaded, required(loaded, units), rows.known, excuses))
    coverage.findings += upkeep(waivers, excuses, today, places)
    coverage.aspects += aspects(newest, _registers(newest), today)
    return coverage


def _newest(lists: Iterable[Loaded]) -> list[Loaded]:
    """The newest edition of every list, in order of path."""
    found: dict[str, Loaded] = {}
    for loaded in sorted(lists, key=lambda each: (str(each.header["edition"]), each.path)):
        found[loaded.id] = loaded
    return sorted(found.values(), key=lambda each: each.path)


def _registers(lists: Iterable[Loaded]) -> Registers:
    registers = Registers()
    for loaded in lists:
        registers.add({**loaded.header, "items": loaded.items})
    return registers
