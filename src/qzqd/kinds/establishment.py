"""编制台账: posts that were added, cut or moved, and what each change rests on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.basis import Decision
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.concepts import Balance
from qzqd.kinds.fields import Count, Date, ItemId, Line, NonEmpty, field
from qzqd.kinds.ledger import TableFile, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text

PostsChange = Annotated[int, Field(ge=-100_000, le=100_000)]
PostsTier = Literal["省", "市", "县", "镇（乡、街道）", "村（社区）"]
PostsGround = Literal[
    "新增职能",
    "任务大幅增加",
    "新设机构",
    "编制下沉",
    "职能未作大的调整",
    "任务没有大幅增加",
    "阶段性任务",
    "可市场化解决",
]
NO_INCREASE = ("职能未作大的调整", "任务没有大幅增加", "阶段性任务", "可市场化解决")
"""Grounds on which no posts are added, as the rules on adjusting them in Chengdu have it."""


class PostChange(Item):
    unit: Line = field(
        Text("单位", "Unit"),
        Text("编制增减的是哪个单位。", "Whose posts changed."),
        example="武当路街道",
        required=True,
        refers="unit",
        roles=("distinguishes",),
        aka=("用编单位", "机构名称"),
    )
    tier: PostsTier | None = field(
        Text("层级", "Tier"),
        Text("单位属于哪一级，用来算向街道倾斜的比例。", "The level of the unit, for shares by level."),
        example="镇（乡、街道）",
    )
    posts: Literal["行政编制", "事业编制", "社区书记专项编制", "事业岗位管理", "选派"] = field(
        Text("编制类别", "Sort of posts"),
        Text("哪一类编制或者用人方式。", "Which sort of posts, or way of employing people."),
        example="事业编制",
        required=True,
        roles=("type", "distinguishes"),
        aka=("编制性质",),
    )
    before: Count | None = field(
        Text("调整前", "Before"),
        Text("调整前的编制数。", "Posts before the change."),
        example=20,
        aka=("原编制数",),
    )
    change: PostsChange = field(
        Text("增减", "Change"),
        Text("增加写正数，减少写负数。", "Posts added; below zero where they were cut."),
        example=-5,
        required=True,
        aka=("增减数", "调整数"),
    )
    after: Count | None = field(
        Text("调整后", "After"),
        Text("调整后的编制数，等于调整前加增减。", "Posts after it: those before, and the change."),
        example=15,
        aka=("现编制数",),
    )
    planned: Count | None = field(
        Text("用编进人计划数", "Recruits planned"),
        Text("本年度用编进人计划数。", "How many people are to be taken on this year."),
        example=3,
    )
    paired_with: NonEmpty[ItemId] | None = field(
        Text("对应的增减", "Paired with"),
        Text(
            "减上补下：从上面减下来的，补给了哪几条；合起来不增不减。",
            "Posts that moved: the records on the other side. Together they come to nothing.",
        ),
        example=["BZ-002"],
        refers="item",
        later=True,
    )
    cleanup: Line | None = field(
        Text("先行清理", "Cleanup before"),
        Text(
            "增编以前先清理了什么：空编、超编、可以收回的编制。",
            "What was cleared up before posts were added: vacancies, surplus, posts to be taken back.",
        ),
        example="收回空编 3 名",
    )
    ground: PostsGround | None = field(
        Text("增减理由", "Ground"),
        Text("为什么增减。后四种不予增编。", "Why. On the last four no posts are added."),
        example="新增职能",
    )
    approval: Decision | None = field(
        Text("批准", "Approval"),
        Text("批准的机关、文号和日期。", "Who approved it, by which document, and when."),
        example={"body": "区委编委", "date": "2020-05-06"},
        need="QZ570",
    )
    date: Date | None = field(
        Text("调整日期", "Date"),
        Text("调整的日期。", "When the posts changed."),
        example="2020-06-01",
        roles=("step", "distinguishes", "ends"),
    )


class Establishment(Catalogue):
    heading = Text("编制台账", "Establishment")
    about = Text(
        "编制的增减：减上补下、先清理后增编、哪些情形不予增编。",
        "Posts that were added, cut or moved down: pairs that balance, cleanup before an increase, and grounds that exclude one.",
    )
    traits = Declared(
        Archetype.LEDGER,
        "records",
        ledger="balance",
        balance=Balance(
            account=("unit", "posts"),
            before="before",
            change="change",
            after="after",
            paired="paired_with",
            cleanup="cleanup",
            ground="ground",
            excluded=NO_INCREASE,
        ),
        aka=("机构编制台账",),
    )

    kind: Literal["establishment"]
    records: TableFile | None = records_field()
    items: list[PostChange] = items_field()
