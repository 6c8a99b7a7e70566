"""呼叫记录: every call of a street, and when those who were called came."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import ItemId, Line, field
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
    level: Literal["红", "黄", "蓝"] = field(
        Text("响应级别", "Level"),
        Text("红、黄、蓝三级。", "Red, yellow or blue."),
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
