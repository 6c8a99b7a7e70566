"""诉求工单台账: what residents asked for, by which channel it came, and how far it has got."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.concepts import Progress
from qzqd.kinds.fields import Count, ItemId, Line, Model, NonEmpty, Percent, Positive, field
from qzqd.kinds.ledger import HeldAgainst, Moment, TableFile, held_against, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text

TicketLevel = Literal["村（社区）", "镇（乡、街道）", "县"]


class Target(Model):
    level: TicketLevel = field(
        Text("化解层级", "Level"), Text("哪一级。", "Which level."), example="村（社区）", required=True
    )
    share: Percent = field(
        Text("比例（%）", "Share, per cent"),
        Text("在这一级化解的比例。", "How many are settled there."),
        example=60,
        required=True,
    )
    tolerance: Annotated[int, Field(ge=0, le=100)] | None = field(
        Text("容差（百分点）", "Tolerance, points"),
        Text("上下可以差几个百分点；不写就是 5。", "How many points it may differ by; 5 where absent."),
        example=5,
    )


class Hours(Model):
    """The steps of a ticket, each with the hours it may take."""

    dispatched: Positive | None = field(
        Text("派单", "Dispatched"), Text("从受理到派单。", "From receiving to dispatching."), example=4
    )
    handled: Positive | None = field(
        Text("办结", "Handled"), Text("从派单到办结。", "From dispatching to handling."), example=120
    )
    answered: Positive | None = field(
        Text("答复", "Answered"), Text("从办结到答复。", "From handling to answering."), example=24
    )


class Ticket(Item):
    upstream: ItemId = field(
        Text("诉求渠道", "Channel"),
        Text("从哪个渠道来，写制度机制清单里的编号。", "By which channel of the list it came."),
        example="DY-QD-01",
        required=True,
        refers="upstream",
    )
    unit: Line | None = field(
        Text("办理单位", "Unit"),
        Text("哪个单位办理。", "Who handles it."),
        example="东风路街道",
        refers="unit",
        roles=("distinguishes",),
    )
    received: Moment = field(
        Text("受理时间", "Received"),
        Text("收到诉求的时间，到分钟。", "When it came in, to the minute."),
        example="2025-03-03 09:00",
        required=True,
        roles=("step", "distinguishes"),
        aka=("登记时间",),
    )
    dispatched: Moment | None = field(
        Text("派单时间", "Dispatched"),
        Text("派给办理单位的时间。", "When it was given to a unit."),
        example="2025-03-03 10:00",
        roles=("step",),
    )
    handled: Moment | None = field(
        Text("办结时间", "Handled"),
        Text("办理完毕的时间。", "When it was dealt with."),
        example="2025-03-05 16:00",
        roles=("step",),
    )
    answered: Moment | None = field(
        Text("答复时间", "Answered"),
        Text("答复诉求人的时间。", "When the person was answered."),
        example="2025-03-05 17:00",
        roles=("step",),
    )
    resolved_at: TicketLevel | None = field(
        Text("化解层级", "Resolved at"),
        Text("在哪一级化解。", "At which level it was settled."),
        example="村（社区）",
    )
    satisfied: Literal["满意", "基本满意", "不满意"] | None = field(
        Text("满意度", "Satisfied"),
        Text("诉求人是否满意。", "Whether the person was content."),
        example="满意",
        roles=("outcome",),
    )


class Tickets(Catalogue):
    heading = Text("诉求工单台账", "Tickets")
    about = Text(
        "群众诉求从受理、派单、办结到答复的台账；upstream 写列有诉求渠道的制度机制清单。",
        "What residents asked for, from receiving to answering; upstream is the list of mechanisms with the channels.",
    )
    traits = Declared(
        Archetype.LEDGER,
        "records",
        ledger="steps",
        held_against="mechanisms",
        progress=Progress(
            limits="hours",
            level="resolved_at",
            targets="targets",
            monthly="monthly_at_least",
            unit="unit",
            outcome="satisfied",
            content=("满意", "基本满意"),
        ),
        aka=("工单",),
    )

    kind: Literal["tickets"]
    upstream: HeldAgainst = held_against()
    hours: Hours | None = field(
        Text("各步时限", "Hours"),
        Text("每一步最多几小时。", "The most hours of each step."),
        example={"dispatched": 4, "handled": 120, "answered": 24},
    )
    targets: NonEmpty[Target] | None = field(
        Text("化解目标", "Targets"),
        Text(
            "各级化解多少，例如 60、30、10。",
            "How many are to be settled at each level, such as 60, 30 and 10 per cent.",
        ),
        example=[
            {"level": "村（社区）", "share": 60},
            {"level": "镇（乡、街道）", "share": 30},
            {"level": "县", "share": 10},
        ],
    )
    monthly_at_least: Count | None = field(
        Text("每月至少（件）", "Monthly, at least"),
        Text("每个单位每月至少办几件。", "How many every unit has to handle in a month."),
        example=100,
    )
    records: TableFile | None = records_field()
    items: list[Ticket] = items_field()
