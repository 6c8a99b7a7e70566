"""Records that go from step to step: none is skipped, none takes too long, and enough of them end where they should."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from qzqd.check.ledger import RecordFault, parsed_moment
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.kinds.concepts import Progress
    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Item

_TOLERANCE = 5
"""Points that a share may differ from its target where the ledger does not say."""


def skipped(kind: KindTraits, item: Item) -> Iterator[RecordFault]:
    """A step that was taken before the one that comes first was noted."""
    steps = kind.having("step")
    last = max((at for at, name in enumerate(steps) if name in item), default=-1)
    for name in steps[:last]:
        if name not in item:
            missing, later = kind.titled(name), kind.titled(steps[last])
            message = Text(
                f"有{later.zh}，没有{missing.zh}",
                f"{later.en} is noted, {missing.en} is not: a step was skipped",
            )
            help = Text(f"补填 {name}", f"fill in {name}")
            yield RecordFault(steps[last], message, help, name)


def late(kind: KindTraits, item: Item, limits: Mapping[str, int], today: str) -> Iterator[RecordFault]:
    """Steps that took longer than they may, or are open for longer."""
    for before, name in pairwise(kind.having("step")):
        hours, began = limits.get(name), parsed_moment(item.get(before, ""))
        if hours is None or began is None:
            continue
        title, ended = kind.titled(name), parsed_moment(item.get(name, ""))
        if ended is None:
            if name not in item and began + timedelta(hours=hours) < datetime.fromisoformat(today):
                message = Text(
                    f"没有{title.zh}，时限 {hours} 小时，今天（{today}）已经超过",
                    f"no {title.en}; the limit of {hours} hours has passed today, {today}",
                )
                yield RecordFault(
                    before, message, Text("催办，或者补记时间", "see to it, or note the time"), item[before]
                )
        elif (took := ended - began) > timedelta(hours=hours):
            passed = f"{took / timedelta(hours=1):.1f}".removesuffix(".0")
            message = Text(
                f"{title.zh}用了 {passed} 小时，时限 {hours} 小时",
                f"{title.en} took {passed} hours; the limit is {hours}",
            )
            help = Text("核对时间；确实超期的，计入考核", "check the times; if it was late, it counts")
            yield RecordFault(name, message, help, item[name])


def off_target(records: Sequence[Item], targets: Sequence[Item], progress: Progress) -> Iterator[RecordFault]:
    """Shares of records that ended at a level, each against what the ledger promises."""
    found = Counter(record[progress.level] for record in records if progress.level in record)
    whole = found.total()
    for target in targets if whole else ():
        name, wanted, spare = target["level"], target["share"], target.get("tolerance", _TOLERANCE)
        part = found[name]
        if abs(part * 100 - wanted * whole) > spare * whole:
            share = f"{part * 100 / whole:.1f}".removesuffix(".0")
            message = Text(
                f"{name}化解 {part} 件，占 {whole} 件的 {share}%，目标 {wanted}%（上下 {spare} 个百分点）",
                f"{part} of {whole} settled at {name}, {share} per cent; the target is {wanted}, give or take {spare}",
            )
            help = Text(
                "核对各件的化解层级；确实如此的，说明原因", "check the levels; if they are right, say why"
            )
            yield RecordFault(progress.targets, message, help, f"{name} {part} {whole}")


def thin_months(
    records: Sequence[Item], first_step: str, least: int, progress: Progress, today: str
) -> Iterator[RecordFault]:
    """Months, between the first record and today, in which a unit had fewer records than it has to."""
    counts = Counter((str(each.get(progress.unit, "")), each[first_step][:7]) for each in records)
    months = list(_months(min((month for _, month in counts), default=today[:7]), today[:7]))
    for unit in dict.fromkeys(unit for unit, _ in counts):
        thin = [f"{month}（{counts[unit, month]}）" for month in months if counts[unit, month] < least]
        if thin:
            names = listed(thin)
            who = Text(unit or "未写单位的", unit or "records without a unit")
            message = Text(
                f"{who.zh}有 {len(thin)} 个月不足 {least} 件：{names.zh}",
                f"{who.en}: {len(thin)} months with fewer than {least}: {names.en}",
            )
            help = Text(
                "补录漏记的工单；确实不足的，说明原因", "add what was not noted; if it is right, say why"
            )
            yield RecordFault(progress.monthly, message, help, f"{unit} {len(thin)}")


def _months(first: str, end: str) -> Iterator[str]:
    """Every month from the first to the one before the end."""
    year, month = int(first[:4]), int(first[5:])
    while (shown := f"{year:04}-{month:02}") < end:
        yield shown
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
