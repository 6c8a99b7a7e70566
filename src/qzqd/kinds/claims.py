"""公布数据: figures that were published, and how each can be worked out again."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import (
    CatalogueId,
    DivisionCode,
    ItemId,
    Line,
    Model,
    Month,
    NonEmpty,
    Number,
    Positive,
    field,
)
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class Place(Model):
    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    section: Line | None = field(
        Text("小标题", "Section"),
        Text(
            "所在部分的标题；没有分段的写哪一部分，例如通知全文、附件。",
            "Heading of the section; where nothing is numbered, which part it is: the notice, an annex.",
        ),
        example="二、主要做法",
    )
    paragraph: Positive | None = field(
        Text("段落", "Paragraph"),
        Text("在正文中是第几段，标题也算一段。", "Which paragraph of the text it is, headings counted."),
        example=5,
    )


class Recount(Model):
    catalogue: CatalogueId = field(
        Text("清单", "Catalogue"),
        Text(
            "数哪份清单的现行事项：没有条件时只数主项，有条件时数所有符合的。",
            "The list whose items in force are counted: main items, or all that meet the conditions.",
        ),
        example="example/powers",
        required=True,
        refers="catalogue",
    )
    where: dict[str, Line] | None = field(
        Text("条件", "Where"),
        Text("只数这些字段取这些值的事项。", "Only items whose fields have these values."),
        example={"type": "street"},
    )
    within: DivisionCode | None = field(
        Text("地区", "Within"),
        Text("只数该行政区划以内的单位。", "Only units within this division."),
        example="420300",
    )
    having: NonEmpty[Line] | None = field(
        Text("写有字段", "Having"),
        Text("只数写了这些字段的事项，例如 answered。", "Only items in which these fields are filled in."),
        example=["answered"],
        later=True,
    )
    period: Month | None = field(
        Text("时段", "Period"),
        Text(
            "只数第一个日期在这一年、这个月的记录。",
            "Only records whose first day lies in this year or month.",
        ),
        example="2025-03",
        later=True,
    )
    cancelled: Literal[True] | None = field(
        Text("已取消的", "Cancelled"),
        Text(
            "true 数已取消的事项，不数现行的。", "true: items that are cancelled, instead of those in force."
        ),
        example=True,
        later=True,
    )
    sum: Line | None = field(
        Text("求和字段", "Sum"),
        Text("不数事项，把这个数字字段加起来。", "Add up this field of numbers instead of counting items."),
        example="amount",
        later=True,
    )
    distinct: Line | None = field(
        Text("分类字段", "Distinct"),
        Text("不数事项，数该字段有几种值。", "Count the different values of this field instead of items."),
        example="category",
    )
    adoption: Literal["units", "average", "rate", "count", "people", "premises", "additional"] | None = field(
        Text("承接", "Adoption"),
        Text(
            "不数事项，数各单位的承接情况：units 有承接的单位数；average 平均每个单位承接的事项数；rate 承接率（%）；"
            "count 填报数量之和；people 填报人数之和；premises 填报场所数之和；additional 清单以外增设数。",
            "Count what units have adopted instead of items. units: how many units have; average: how many items "
            "a unit has; rate: the rate of adoption in per cent; count, people, premises: the sum of what was reported; "
            "additional: how many were set up beyond the list.",
        ),
        example="rate",
    )


class Claim(Item):
    figure: Line = field(
        Text("公布的数", "Figure"),
        Text(
            "数字的原样，连同量词和概数词。",
            "The figure as printed, with its measure word and rounding words.",
        ),
        example="10万余次",
        required=True,
    )
    value: Number = field(
        Text("数值", "Value"),
        Text("数值；范围写下限。", "Its value; the lower end of a range."),
        example=100000,
        required=True,
    )
    upper: Number | None = field(
        Text("上限", "Upper end"), Text("范围的上限。", "The upper end of a range."), example=6, later=True
    )
    measure: Line | None = field(
        Text("单位", "Measure"), Text("量词或者 %。", "What is counted, or %."), example="次"
    )
    rounding: Literal["余", "多", "近", "约", "左右", "以上", "不低于", "以下"] | None = field(
        Text("概数词", "Rounding word"),
        Text(
            "有概数词的不是一个数，而是一个范围：余、多 超过，不到末位再加一；近 不到，差一成以内；约、左右 上下一成；"
            "以上、不低于、以下 含本数。",
            "With one, the figure is a range. 余, 多: more, by less than one in the last place; 近: less, by a tenth at "
            "most; 约, 左右: within a tenth; 以上, 不低于, 以下: at least, at most.",
        ),
        example="余",
    )
    as_of: Line | None = field(
        Text("时点", "As of"),
        Text("数据的时点或时段。", "The day or period it speaks of."),
        example="2017年年底",
    )
    place: Place = field(
        Text("出处", "Place"),
        Text("在来源文章里的位置。", "Where it stands in the article."),
        example={"paragraph": 5},
        required=True,
    )
    recount: Recount | None = field(
        Text("复核", "Recount"),
        Text("从哪份清单数得出来。", "The list it can be counted from."),
        example={"catalogue": "example/powers"},
        later=True,
    )
    operation: Literal["sum", "product", "decrease", "base", "share", "average", "within"] | None = field(
        Text("算法", "Operation"),
        Text(
            "由 operands 推算：sum 相加；product 相乘；within 在前数和后数之间；decrease 从前数到后数的降幅（%）；base 由后数和降幅（%）倒推前数；"
            "share 前数占后数的比例（%）；average 前数除以后数。",
            "How it follows from the operands. sum; product; within: between the first and the second; decrease: per cent from the first to the second; base: what "
            "stood before the first after a decrease by the second (%); share: the first in per cent of the "
            "second; average: the first over the second.",
        ),
        example="decrease",
        later=True,
    )
    operands: Annotated[list[ItemId], Field(min_length=2)] | None = field(
        Text("算式各数", "Operands"),
        Text("参与推算的公布数据的编号，按次序。", "Ids of the claims it follows from, in order."),
        example=["GB-01", "GB-02"],
        refers="item",
        later=True,
    )
    agrees_with: NonEmpty[ItemId] | None = field(
        Text("应当一致", "Agrees with"),
        Text(
            "说的是同一个数，或者应当合于其要求的公布数据的编号；数在范围之内就是一致，两个范围要两头都一致。",
            "Ids of claims that state the same figure, or a standard it has to meet. A number agrees with a span that it "
            "lies in; two spans agree at both ends.",
        ),
        example=["GB-03"],
        refers="item",
        later=True,
    )


class Claims(Catalogue):
    heading = Text("公布数据", "Claims")
    about = Text(
        "公开报道里的数字，能重算的写明怎样重算。",
        "Figures that were published and, where it can be done, how to work them out again.",
    )
    traits = Declared(Archetype.CLAIMS, "records")

    kind: Literal["claims"]
    items: NonEmpty[Claim] = items_field()
