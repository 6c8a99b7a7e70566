"""考核评分办法: what a score is made of, and how scores are ranked into bands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import NAMES, Catalogue, Item, items_field, name_field
from qzqd.kinds.concepts import Movement
from qzqd.kinds.fields import CatalogueId, Line, Model, NonEmpty, Percent, field
from qzqd.kinds.traits import Declared
from qzqd.locale import Text


class Band(Model):
    name: Line = field(
        Text("档次", "Band"), Text("档次的名称。", "What it is called."), example="优秀", required=True
    )
    share: Percent = field(
        Text("比例（%）", "Share, per cent"),
        Text("评为该档的比例；各档之和是 100。", "How many are ranked in it; all bands make 100."),
        example=60,
        required=True,
    )


class Component(Item):
    name: Line = name_field((*NAMES, "评价主体", "考核主体", "评分主体", "评价方式", "考核方式", "组成部分"))
    weight: Percent = field(
        Text("权重（%）", "Weight, per cent"),
        Text("占总分的比例；各部分之和是 100。", "Its part of the score; all parts make 100."),
        example=100,
        required=True,
        roles=("weight",),
        aka=("权重", "占比", "比重", "权重占比", "权重比例", "所占权重"),
    )
    previous_weight: Annotated[int, Field(ge=0, le=100)] | None = field(
        Text("原权重（%）", "Previous weight, per cent"),
        Text("调整以前的权重。", "What the weight was before."),
        example=80,
        roles=("before",),
        later=True,
    )
    trend: Movement | None = field(
        Text("权重应当", "Weight has to"),
        Text(
            "权重应当提高还是降低，例如基层评价只升不降。",
            "Whether the weight had to rise or fall: that of the grass roots only rises.",
        ),
        example="提高",
        roles=("trend",),
        later=True,
    )


class Scoring(Catalogue):
    heading = Text("考核评分办法", "Scoring")
    about = Text(
        "考核由哪些部分构成、各占多少、结果怎样分档。",
        "What a score is made of, in which parts, and how results are ranked.",
    )
    traits = Declared(
        policy="working", aka=("评分", "考核办法", "考评办法", "评价办法", "双向考核", "双向评价")
    )

    kind: Literal["scoring"]
    bands: Annotated[list[Band], Field(min_length=2)] | None = field(
        Text("分档", "Bands"),
        Text("结果的档次，从高到低。", "The bands of results, from the highest."),
        example=[{"name": "优秀", "share": 60}, {"name": "良好", "share": 40}],
        roles=("bands",),
    )
    scorers: NonEmpty[Line] | None = field(
        Text("评分单位", "Scorers"),
        Text("谁来评分；每个都要给每个对象评分。", "Who gives scores; each of them to each that is scored."),
        example=["小白楼街道"],
        roles=("scorers",),
        later=True,
    )
    scored: NonEmpty[Line] | None = field(
        Text("评分对象", "Scored"),
        Text("给谁评分。", "Who is scored."),
        example=["区城市管理委员会"],
        roles=("scored",),
        later=True,
    )
    counterpart: CatalogueId | None = field(
        Text("对向评分办法", "Counterpart"),
        Text(
            "双向考核的另一个方向用哪份评分办法；两个方向都要有得分台账。",
            "The scoring of the other direction, where each side appraises the other; both have a ledger of scores.",
        ),
        example="example/other-scoring",
        refers="catalogue",
        roles=("counterpart",),
        later=True,
    )
    items: NonEmpty[Component] = items_field()
