"""What came of a workbook in a few lines: what it was taken for, how many cells met which fate, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd import kinds
from qzqd.kinds.forms import meaning
from qzqd.locale import Text
from qzqd.office.importing.account import FATES
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.importing.account import Account
    from qzqd.office.importing.build import Built
    from qzqd.office.importing.matrix import ReportedMatrix
    from qzqd.office.importing.plan import Plan

_MOST = 5


def of_list(
    file: str, plan: Plan, built: Built, moved: Sequence[tuple[str, str]], *, fresh: bool
) -> list[Text]:
    """What a workbook was taken for and what became of its cells. fresh: whether the list is a new one.

    moved: item and field of what did not fit.
    """
    count = len(built.items)
    lines = [
        Text(
            f"{file}：{kinds.schema(plan.kind)['title']}“{plan.title}”，{count} 项",
            f"{file}: {plan.kind} “{plan.title}”, {count} items",
        )
    ]
    if fresh:
        nature = kinds.schema_at(kinds.schema(plan.kind), ("source", "provenance"))["description"]
        lines.append(
            Text(
                f"  清单编号 {plan.id}，版本 {plan.edition}，{plan.code} {plan.place}，发布机关 {plan.issuer}，事项编号以 {plan.prefix}- 开头，来源性质 {meaning(plan.provenance, nature)}（{plan.provenance}）",
                f"  id {plan.id}, edition {plan.edition}, {plan.code} {plan.place}, issuer {plan.issuer}, ids begin with {plan.prefix}-, provenance {plan.provenance}",
            )
        )
    lines += [
        Text(
            f"  工作表“{name}”没有表头，按前一张表的栏目接着读，请核对",
            f"  the sheet “{name}” has no headings and was read under those before it: please check",
        )
        for name in built.read_on
    ]
    if built.uncounted and built.total is None and (parts := built.by_category or built.by_type):
        told = listed([f"{name} {count}" for name, count in parts.items()])
        lines.append(
            Text(
                f"  只有一部分写明了项数，加不出总数，没有写入公布数量：{told.zh}",
                f"  only some parts state a number of items, so that no published count was written: {told.en}",
            )
        )
    lines += of_account(built.account)
    lines += [
        Text(
            f"  {key} 的 {name} 写不下，保留为其他栏目（extra）",
            f"  {name} of {key} does not fit and is kept as extra",
        )
        for key, name in moved
    ]
    return lines


def of_matrix(file: str, title: str, reported: ReportedMatrix) -> list[Text]:
    """What a table of adoption says, and what became of its cells."""
    units = len(reported.by_unit)
    head = Text(
        f"{file}：{title}的承接情况，{units} 个单位，空白（没有填报）{reported.blank} 处",
        f"{file}: adoption of {title}, {units} units, {reported.blank} cells blank (not reported)",
    )
    return [head, *of_account(reported.account)]


def of_account(account: Account) -> list[Text]:
    """How many cells met which fate, and why those did that were not simply used."""
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
    if account.repeated:
        lines.append(
            Text(
                f"  写“同上”的单元格按上一项填 {account.repeated} 处",
                f"  cells that say ditto, read as the item above: {account.repeated}",
            )
        )
    if account.beside:
        lines.append(
            Text(
                f"  写“同左”等的单元格按旁边一栏填 {account.beside} 处",
                f"  cells that say that they are the same as a column beside, read as that: {account.beside}",
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
    return lines
