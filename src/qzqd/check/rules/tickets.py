"""QZ585 to QZ588: records that go from step to step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qzqd.check.ledger import in_each
from qzqd.check.progress import late, off_target, skipped, thin_months
from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.check.ledger import RecordFault
    from qzqd.check.subject import Subject

_CHANNELS = Example(
    "items:\n  - {id: QD-01, name: 民情热线, type: 渠道}\n", {"kind": "mechanisms", "id": "example/channels"}
)


def _ledger(**header: str) -> dict[str, str]:
    return {"kind": "tickets", "upstream": "{catalogue: example/channels}", **header}


_TICKET = "items:\n  - id: GD-1\n    name: 路灯不亮\n    upstream: QD-01\n    unit: 东街街道\n"
_IN, _OUT, _END = (
    '    received: "2025-03-03 09:00"\n',
    '    dispatched: "2025-03-03 10:00"\n',
    '    handled: "2025-03-04 10:00"\n    answered: "2025-03-04 11:00"\n    resolved_at: 村（社区）\n',
)
_DONE = _TICKET + _IN + _OUT + _END
_SOUND = Example(_DONE, _ledger(), beside=(_CHANNELS,))


@rule(
    "QZ585",
    "error",
    title=Text("工单跳了步骤", "A step was skipped"),
    why=Text(
        "受理、派单、办结、答复一步接一步。后面的有时间，前面的没有，不是漏记，就是没有派就结了。",
        "A ticket is received, assigned, handled and answered. Where a later step has a time and an earlier one has none, it "
        "was not noted, or the ticket was closed without anybody having it.",
    ),
    fails=Example(_TICKET + _IN + _END, _ledger(), beside=(_CHANNELS,)),
    passes=_SOUND,
)
def steps(subject: Subject) -> Iterable[Problem]:
    return in_each(subject, skipped) if subject.traits.declared.progress else ()


@rule(
    "QZ586",
    "warning",
    title=Text("工单超过时限", "A ticket is late"),
    why=Text(
        "每一步都有时限。超过的要催办、说明，拖到最后才看得见就晚了。",
        "Every step has a limit. What is late is seen to at once; at the end it is too late.",
    ),
    fails=Example(_DONE, _ledger(hours="{handled: 12}"), beside=(_CHANNELS,)),
    passes=Example(_DONE, _ledger(hours="{handled: 48}"), beside=(_CHANNELS,)),
)
def delays(subject: Subject) -> Iterable[Problem]:
    progress = subject.traits.declared.progress
    limits = subject.header.get(progress.limits, {}) if progress else {}
    overdue = partial(late, limits=limits, today=subject.config.today)
    return in_each(subject, overdue) if limits else ()


_TARGETS = "[{level: 村（社区）, share: %s}]"


@rule(
    "QZ587",
    "warning",
    title=Text("各级化解比例偏离目标", "Shares by level are off target"),
    why=Text(
        "“631”是说大部分在村（社区）化解，少数上交。实际比例偏离目标，要看是哪一级没有化解住。",
        "Most matters are to be settled in the community and few passed upwards. A share off target says at which level "
        "that fails.",
    ),
    fails=Example(_DONE, _ledger(targets=_TARGETS % 60), beside=(_CHANNELS,)),
    passes=Example(_DONE, _ledger(targets=_TARGETS % 98), beside=(_CHANNELS,)),
)
def shares(subject: Subject) -> Iterator[Problem]:
    progress = subject.traits.declared.progress
    targets = subject.header.get(progress.targets) if progress else None
    if progress and targets:
        subject.require_all(Text("各级办理的比例", "the shares handled at each level"))
        yield from _at_head(off_target([item for _, item in subject.live], targets, progress))


@rule(
    "QZ588",
    "warning",
    title=Text("有的月份办件太少", "Too few tickets in a month"),
    why=Text(
        "要求每月至少办多少件的，逐月按单位数；少了，是漏记，还是确实没有人来办？",
        "Where so many are asked for every month they are counted by unit and month. Too few were either not noted, or "
        "nobody came.",
    ),
    fails=Example(_DONE, _ledger(monthly_at_least="2"), beside=(_CHANNELS,)),
    passes=Example(_DONE, _ledger(monthly_at_least="0"), beside=(_CHANNELS,)),
)
def months(subject: Subject) -> Iterator[Problem]:
    progress = subject.traits.declared.progress
    least = subject.header.get(progress.monthly) if progress else None
    if progress and least:
        subject.require_all(Text("每月的件数", "the number of each month"))
        records, first = [item for _, item in subject.live], subject.traits.having("step")[0]
        yield from _at_head(thin_months(records, first, least, progress, subject.config.today))


def _at_head(faults: Iterable[RecordFault]) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(fault.message, (fault.field,), fault.help, value=fault.value)
