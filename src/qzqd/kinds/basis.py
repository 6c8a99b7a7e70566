"""What an item rests on: provisions of law, and decisions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, WithJsonSchema

from qzqd.kinds.fields import Date, Line, Model, NonEmpty, Positive, Prose, field
from qzqd.locale import Text

LawLevel = Literal[
    "宪法",
    "法律",
    "行政法规",
    "监察法规",
    "地方性法规",
    "自治条例和单行条例",
    "司法解释",
    "部门规章",
    "地方政府规章",
    "党内法规",
    "国务院决定",
    "规范性文件",
    "标准",
]


# One schema, not two alternatives: a wrong value then has one plain message.
Article = Annotated[
    int | str,
    WithJsonSchema(
        {
            "type": ["integer", "string"],
            "minimum": 1,
            "maximum": 2000,
            "pattern": r"^[1-9][0-9]{0,3}-[1-9][0-9]{0,3}$",
        }
    ),
]
CitedEdition = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$",
        json_schema_extra={"if": {"minLength": 8}, "then": {"format": "date"}},
    ),
]
"""A year, a month or a day: of many documents lists only say 2016年6月."""


class Basis(Model):
    law: Line = field(
        Text("法规名称", "Instrument"),
        Text("法律、法规、规章或文件的全称，不加书名号。", "Full title of the instrument, without 《》."),
        example="中华人民共和国消防法",
        required=True,
        refers="law",
    )
    level: LawLevel | None = field(
        Text("效力级别", "Level"),
        Text("法规的效力级别。", "The rank of the instrument."),
        example="法律",
    )
    edition: CitedEdition | None = field(
        Text("法规版本", "Edition"),
        Text(
            "所引版本的公布日期；只知道年月或者年份的，写年月或者年份。",
            "The day on which the cited edition was published, or as much of it as is known: month or year.",
        ),
        example="2021-04-29",
    )
    number: Line | None = field(
        Text("文号", "Document number"),
        Text("令号或发文字号。", "Order or document number."),
        example="国务院令第722号",
    )
    article: Article | None = field(
        Text("条", "Article"),
        Text(
            '条的序数；"第三十二条之一"写作 "32-1"，"第三十二条至第三十五条"写作 "32-35"（后一个数较大）。',
            'Article number; an inserted article 32 bis is "32-1", and articles 32 to 35 are "32-35": there the second '
            "number is the greater one.",
        ),
        example=32,
    )
    paragraph: Positive | None = field(
        Text("款", "Paragraph"), Text("款的序数。", "Paragraph number."), example=1
    )
    subparagraph: Positive | None = field(
        Text("项", "Subparagraph"), Text("项的序数。", "Subparagraph number."), example=2
    )
    item: Positive | None = field(Text("目", "Item"), Text("目的序数。", "Item number."), example=1)
    locator: Line | None = field(
        Text("其他定位", "Locator"),
        Text(
            "条、款、项、目写不下的：附件及其名称、章、部分、标准的条款号、末款、全文。后面另有条、款、项的，写在各自的字段。",
            "What article, paragraph, subparagraph and item cannot say: an annex and its title, a chapter, a part, a "
            "clause of a standard, the last paragraph, the full text. What is numbered within it has its own fields.",
        ),
        example="附件1",
    )
    quote: Prose | None = field(
        Text("条文摘录", "Quotation"),
        Text("所引条文的原文。", "The cited words."),
        example="乡镇人民政府、城市街道办事处应当指导、支持和帮助村民委员会、居民委员会开展群众性的消防工作。",
    )


BasisList = NonEmpty[Basis]


def basis_field(need: str | None = "QZ401") -> Any:
    """The legal basis; `need` is the rule that asks for it where the kind cannot do without."""
    return field(
        Text("实施依据", "Legal basis"),
        Text("设定或实施该事项的法律、法规、规章和文件。", "The instruments it rests on."),
        example=[{"law": "中华人民共和国消防法", "level": "法律", "article": 32, "paragraph": 1}],
        need=need,
        aka=(
            "设定依据",
            "法律依据",
            "设立依据",
            "执法依据",
            "主要设立依据",
            "设定和实施依据",
            "设定及实施依据",
            "赋权事项的执法依据",
            "职权依据",
            "权力依据",
            "依据",
            "行使依据",
            "办理依据",
            "法律法规依据",
            "法规依据",
            "法定依据",
            "政策依据",
            "检查依据",
            "抽查依据",
            "处罚依据",
            "许可依据",
            "准入依据",
            "事项依据",
            "文件依据",
            "收费文件",
            "法律法规规章依据",
            "设定（实施）依据",
            "实施（设定）依据",
        ),
    )


class Decision(Model):
    body: Line = field(
        Text("机关", "Body"), Text("作出决定的机关。", "Who decided."), example="中共某区委", required=True
    )
    number: Line | None = field(
        Text("文号", "Document number"), Text("决定的文号。", "Its number."), example="区委办〔2019〕5号"
    )
    date: Date | None = field(Text("日期", "Date"), Text("决定的日期。", "Its date."), example="2019-04-01")
