"""The account of the cells in a few lines: how many met which fate, and why those did that were not simply used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.office.importing.account import FATES

if TYPE_CHECKING:
    from qzqd.locale import Language
    from qzqd.office.importing.account import Account

_MOST = 5


def account(account: Account, language: Language) -> list[str]:
    """Lines for a terminal."""
    counts = account.counts()
    total = sum(counts.values())
    parts = "，".join(f"{label.zh} {counts[fate]}" for fate, label in FATES.items())
    parts_en = ", ".join(f"{label.en} {counts[fate]}" for fate, label in FATES.items())
    lines = [Text(f"  单元格 {total}：{parts}", f"  {total} cells: {parts_en}")]
    if account.mended:
        lines.append(
            Text(
                f"  排版的换行、空格和全角数字改正 {account.mended} 处",
                f"  line breaks, spaces and wide digits of layout mended: {account.mended}",
            )
        )
    for fate in ("reported", "extra", "ignored"):
        for why, cells in account.reasons(fate):
            places = [cell.place for cell in cells[:_MOST]]
            more = "…" if len(cells) > _MOST else ""
            lines.append(
                Text(
                    f"  {FATES[fate].zh}：{why.zh}（{len(cells)}）{'、'.join(places)}{more}",
                    f"  {FATES[fate].en}: {why.en} ({len(cells)}) {', '.join(places)}{more}",
                )
            )
    return [line.in_(language) for line in lines]
