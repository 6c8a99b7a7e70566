"""Which rows of a long table are shown, and what is said of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.coverage.words import BY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.cover.coverage import By
    from qzqd.report.coverage.words import Row


def folded(found: Sequence[Row], by: By, most: int) -> tuple[list[Row], list[Text]]:
    """The rows to show, and what to say of the others: of many, those are shown that have the lowest rates."""
    if len(found) <= most:
        return [*found], []
    lacking = [row for row in found if not row.settled]
    shown = sorted(lacking, key=lambda row: row.counts.rate.percent)[:most]
    notes = []
    if left := len(lacking) - len(shown):
        notes.append(
            Text(
                f"另有 {left} 个{BY[by].zh}没有承接齐全，这里是承接率最低的；--format csv 列出全部",
                f"{left} more incomplete, these have the lowest rates; --format csv has them all",
            )
        )
    if count := len(found) - len(lacking):
        notes.append(settled(count, by))
    return shown, notes


def settled(count: int, by: By) -> Text:
    """How many rows have nothing left to do."""
    return Text(f"{count} 个{BY[by].zh}承接齐全", f"{count} complete")


def unsettled(count: int, by: By) -> Text:
    """How many rows have."""
    return Text(f"{count} 个{BY[by].zh}没有承接齐全", f"{count} incomplete")
