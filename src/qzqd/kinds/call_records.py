"""呼叫记录: every call of a street, and when those who were called came."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import ItemId, Line, NonEmpty, field
from qzqd.kinds.ledger import HeldAgainst, Moment, TableFile, held_against, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class CallRecord(Item):
    upstream: ItemId = field(
        Text("呼叫情形", "Situation"),
        Text("呼叫情形清单里的哪一项。", "Which situation of the list it is."),
        example="HP-HJ-01",
        required=True,
        refers="upstream",
    )
    caller: Line | None = field(
        Text("呼叫单位", "Caller"),
        Text("发出呼叫的街道。", "The street that called."),
        example="小白楼街道",
        refers="unit",
        roles=("distinguishes",),
    )
    level: Line = field(
        Text("响应级别", "Level"),
        Text("呼叫情形清单里的级别。", "A level of the list."),
        example="红",
        required=True,
    )
    reported: Moment = field(
        Text("呼叫时间", "Reported"),
        Text("发出呼叫的时间，到分钟。", "When the call was made, to the minute."),
        example="2025-03-03 14:05",
        required=True,
        roles=("step", "distinguishes"),
    )
    arrived: Moment | None = field(
        Text("报到时间", "Arrived"),
        Text("部门报到的时间，到分钟。", "When the department came, to the minute."),
        example="2025-03-03 14:30",
        roles=("step",),
        aka=("到场时间",),
    )
    closed: Moment | None = field(
        Text("办结时间", "Closed"),
        Text("事情办结的时间，到分钟。", "When the matter was settled, to the minute."),
        example="2025-03-03 16:00",
        roles=("step",),
    )
    verified: Moment | None = field(
        Text("销号时间", "Verified"),
        Text("核实销号的时间，到分钟。", "When it was checked and taken off the list."),
        example="2025-03-04 09:00",
        roles=("step",),
    )
    sent_back: Moment | None = field(
        Text("退单时间", "Returned"),
        Text(
            "退回的时间；退单的不算报到、办结。",
            "When it was sent back; then nobody had to come or settle it.",
        ),
        example="2025-03-03 14:20",
        roles=("refused",),
    )
    return_reason: Line | None = field(
        Text("退单理由", "Reason for returning"),
        Text("为什么退回。", "Why it was sent back."),
        example="不属本部门职责",
        roles=("refused",),
    )
    stages: NonEmpty[Line] | None = field(
        Text("已走步骤", "Stages"),
        Text("闭环的步骤走了哪些。", "Which stages it went through."),
        example=["呼叫", "响应", "处置"],
        roles=("stages",),
    )
    feedback: Literal["满意", "基本满意", "不满意"] | None = field(
        Text("街道评价", "Feedback"),
        Text("呼叫单位对处置是否满意。", "Whether the caller was content."),
        example="满意",
        roles=("outcome",),
    )


class CallRecords(Catalogue):
    heading = Text("呼叫记录", "Call records")
    about = Text(
        "街道“吹哨”、部门报到的台账；upstream 写呼叫情形清单。",
        "Calls of streets and the response of departments; upstream is the list of call situations.",
    )
    traits = Declared(Archetype.LEDGER, "records", ledger="responses", held_against="call-situations")

    kind: Literal["call-records"]
    upstream: HeldAgainst = held_against()
    records: TableFile | None = records_field()
    items: list[CallRecord] = items_field()
