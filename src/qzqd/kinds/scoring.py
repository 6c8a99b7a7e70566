"""考核评分办法: what a score is made of, and how scores are ranked into bands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Model, Percent, field
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
    weight: Percent = field(
        Text("权重（%）", "Weight, per cent"),
        Text("占总分的比例；各部分之和是 100。", "Its part of the score; all parts make 100."),
        example=100,
        required=True,
        roles=("weight",),
    )


class Scoring(Catalogue):
    heading = Text("考核评分办法", "Scoring")
    about = Text(
        "考核由哪些部分构成、各占多少、结果怎样分档。",
        "What a score is made of, in which parts, and how results are ranked.",
    )
    traits = Declared(policy="working")

    kind: Literal["scoring"]
    bands: Annotated[list[Band], Field(min_length=2)] | None = field(
        Text("分档", "Bands"),
        Text("结果的档次，从高到低。", "The bands of results, from the highest."),
        example=[{"name": "优秀", "share": 60}, {"name": "良好", "share": 40}],
        roles=("bands",),
    )
    items: Annotated[list[Component], Field(min_length=1)] = items_field()
