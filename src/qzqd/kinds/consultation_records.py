"""征求意见记录: who was asked about what, what they answered, and what became of it."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Date, ItemId, Line, field
from qzqd.kinds.ledger import HeldAgainst, TableFile, held_against, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class ConsultationRecord(Item):
    upstream: ItemId = field(
        Text("征求意见事项", "Matter"),
        Text("征求意见事项清单里的哪一项。", "Which matter of the consultation list it is about."),
        example="HP-ZX-01",
        required=True,
        refers="upstream",
    )
    consultee: Line | None = field(
        Text("征求对象", "Consultee"),
        Text("征求了谁的意见。", "Who was asked."),
        example="小白楼街道",
        refers="unit",
        roles=("distinguishes", "consulted"),
    )
    asked: Date = field(
        Text("征求日期", "Asked"),
        Text("发出征求意见的日期。", "When they were asked."),
        example="2025-03-03",
        required=True,
        roles=("step", "distinguishes"),
    )
    answered: Date | None = field(
        Text("反馈日期", "Answered"),
        Text("收到意见的日期。", "When they answered."),
        example="2025-03-07",
        roles=("step",),
    )
    decided: Date | None = field(
        Text("决定日期", "Decided"),
        Text(
            "作出决定、任命的日期；不得早于反馈日期。",
            "When it was decided, or somebody appointed: not before the answer.",
        ),
        example="2025-03-20",
        roles=("step",),
        aka=("任命日期",),
    )
    outcome: Literal["adopted", "partial", "not-adopted"] | None = field(
        Text("采纳情况", "Outcome"),
        Text(
            "adopted 采纳；partial 部分采纳；not-adopted 未采纳。",
            "Whether the opinion was adopted, in part, or not adopted.",
        ),
        example="adopted",
        roles=("outcome",),
    )
    reason: Line | None = field(
        Text("理由", "Reason"),
        Text("为什么没有采纳，或者只采纳一部分。", "Why it was not adopted in full."),
        example="与上位规划冲突",
        need="QZ523",
        when={"outcome": ["partial", "not-adopted"]},
    )


class ConsultationRecords(Catalogue):
    heading = Text("征求意见记录", "Consultation records")
    about = Text(
        "按征求意见事项清单征求意见的台账；upstream 写该清单。",
        "Consultations that were held; upstream is the list of matters that have to be consulted on.",
    )
    traits = Declared(Archetype.LEDGER, "records", ledger="answers", held_against="consultation")

    kind: Literal["consultation-records"]
    upstream: HeldAgainst = held_against()
    records: TableFile | None = records_field()
    items: list[ConsultationRecord] = items_field()
