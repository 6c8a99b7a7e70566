"""会议记录: the meetings by which a mechanism works."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Date, ItemId, Line, field
from qzqd.kinds.ledger import HeldAgainst, TableFile, held_against, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class Meeting(Item):
    upstream: ItemId = field(
        Text("机制", "Mechanism"),
        Text("按制度机制清单里的哪一项召开。", "Which mechanism it was held under."),
        example="HP-JZ-01",
        required=True,
        refers="upstream",
    )
    notified: Date | None = field(
        Text("通知日期", "Notified"),
        Text("提前通知的日期。", "When people were told of it."),
        example="2025-02-24",
        roles=("step",),
    )
    date: Date = field(
        Text("召开日期", "Date"),
        Text("召开的日期。", "When it was held."),
        example="2025-03-03",
        required=True,
        roles=("step", "distinguishes"),
    )
    host: Line | None = field(
        Text("召集单位", "Host"),
        Text("召集会议的单位；间隔按单位核对。", "Who called it; intervals are checked for each host."),
        example="小白楼街道党工委",
        roles=("distinguishes", "host"),
    )
    minutes: Line | None = field(
        Text("会议纪要", "Minutes"),
        Text("会议纪要的文号。", "The number of its minutes."),
        example="会议纪要〔2025〕3号",
    )
    conclusion: Line | None = field(
        Text("结果", "Conclusion"),
        Text("评议结果和用在哪里，例如与考核挂钩。", "What came of it, and what it counts for."),
        example="评议等次良好，计入年度考核",
    )


class Meetings(Catalogue):
    heading = Text("会议记录", "Meetings")
    about = Text(
        "各项机制召开会议的台账；upstream 写制度机制清单。",
        "Meetings that were held; upstream is the list of mechanisms they belong to.",
    )
    traits = Declared(Archetype.LEDGER, "records", ledger="occurrences", held_against="mechanisms")

    kind: Literal["meetings"]
    upstream: HeldAgainst = held_against()
    records: TableFile | None = records_field()
    items: list[Meeting] = items_field()
