"""What the head of a catalogue is made of: place, source, published figures, and the lists and units it is tied to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.fields import (
    UNIT_TYPES,
    CatalogueId,
    Count,
    Date,
    DivisionCode,
    EditionDate,
    Line,
    Model,
    NonEmpty,
    Provenance,
    RuleCode,
    UnitCode,
    UnitType,
    field,
)
from qzqd.locale import Text


class Jurisdiction(Model):
    code: DivisionCode = field(
        Text("行政区划代码", "Division code"),
        Text(
            "6 位（县级以上）、9 位（乡级）或 12 位（村级）；全国写 100000。",
            "6, 9 or 12 digits; 100000 is the whole country.",
        ),
        example="420300",
        required=True,
    )
    name: Line = field(
        Text("行政区划名称", "Division name"),
        Text("与代码对应的全称。", "The full name that goes with the code."),
        example="十堰市",
        required=True,
    )


class Source(Model):
    title: Line = field(
        Text("来源标题", "Title"),
        Text(
            "公布清单的文件或网页的标题；自行编制的写明依据什么编制。",
            "Title of the document or page; for a compiled list, what it was drawn from.",
        ),
        example="关于公布街道通用权责清单的通知",
        required=True,
    )
    number: Line | None = field(
        Text("文号", "Document number"),
        Text("发文字号，年份用六角括号。", "The issuing number, with the year in 〔〕."),
        example="鄂民政发〔2020〕32号",
    )
    date: Date | None = field(
        Text("日期", "Date"),
        Text("成文或公布日期。", "When it was issued or published."),
        example="2020-11-05",
    )
    url: Annotated[str, Field(max_length=2_000, pattern=r"^https?://[^\s]+$")] | None = field(
        Text("网址", "URL"),
        Text("公布页面的网址。", "Where it is published."),
        example="https://www.example.gov.cn/qzqd.html",
    )
    provenance: Provenance = field(
        Text("来源性质", "Provenance"),
        Text(
            "official 公布的原文；compiled 根据所引法规编制；stated 见于公开报道；illustrative 仅示意格式。",
            "official: the published text; compiled: drawn up from the cited statutes; stated: reported in a "
            "published article; illustrative: an example of the shape.",
        ),
        example="official",
        required=True,
    )
    illustrative_fields: NonEmpty[Line] | None = field(
        Text("示意字段", "Illustrative fields"),
        Text(
            "事项的哪些字段只为示意，其值没有依据。",
            "Fields of the items whose values only show the shape and rest on nothing.",
        ),
        example=["feedback_days"],
    )


class PublishedCount(Model):
    total: Count = field(
        Text("公布总数", "Published total"),
        Text(
            "公布的事项总数，不含子项和已取消的事项。",
            "The published number of items, without sub-items and cancelled ones.",
        ),
        example=74,
        required=True,
    )
    by_category: dict[str, Count] | None = field(
        Text("分类小计", "Subtotals by category"),
        Text("按类别公布的小计。", "Published subtotals by category."),
        example={"城市管理": 12},
    )
    by_type: dict[str, Count] | None = field(
        Text("分类型小计", "Subtotals by type"),
        Text("按权力类型公布的小计。", "Published subtotals by power type."),
        example={"行政检查": 9},
    )


class Upstream(Model):
    catalogue: CatalogueId = field(
        Text("上级清单", "Upstream catalogue"),
        Text("本清单所依据的上级清单的编号。", "The id of the list this one derives from."),
        example="national/community-certificates",
        required=True,
        refers="catalogue",
    )
    edition: EditionDate | None = field(
        Text("上级清单版本", "Upstream edition"),
        Text("所依据的版本。", "The edition it derives from."),
        example="2020",
    )


class Derivation(Upstream):
    """The upstream of a list, and how closely the list has to follow it."""

    only: Literal[True] | None = field(
        Text("不得超出", "Only"),
        Text(
            "true 每个事项都要对应上级清单的现行事项，清单以外的不得列入。",
            "true: every item stands for one of the upstream list that is in force; nothing else is listed.",
        ),
        example=True,
        later=True,
    )
    every: Literal[True] | None = field(
        Text("不得遗漏", "Every"),
        Text(
            "true 上级清单的每个现行主项都要有事项对应。",
            "true: every main item of the upstream list that is in force has an item here.",
        ),
        example=True,
        later=True,
    )
    same: NonEmpty[Line] | None = field(
        Text("应当一致的字段", "Same"),
        Text(
            "这些字段要与上级清单的事项一致，例如 name、codes.basic。",
            "Fields that have to be as in the upstream item, such as name or codes.basic.",
        ),
        example=["codes.basic"],
        later=True,
    )


class AppliesTo(Model):
    type: NonEmpty[UnitType] | None = field(
        Text("单位类型", "Types of unit"), Text(UNIT_TYPES, "Units of these types."), example=["street"]
    )
    within: DivisionCode | None = field(
        Text("地区", "Within"),
        Text("这个行政区划以内的单位。", "Units within this division."),
        example="420300",
    )
    units: NonEmpty[UnitCode] | None = field(
        Text("单位", "Units"),
        Text("逐个写明单位的代码。", "The codes of the units, one by one."),
        example=["420302001"],
    )


class Ignore(Model):
    rule: RuleCode = field(
        Text("规则编号", "Rule"),
        Text("不再提示的规则。", "The rule to be silent about."),
        example="QZ207",
        required=True,
    )
    reason: Line = field(
        Text("理由", "Reason"),
        Text("为什么可以不改。没有理由不能忽略。", "Why it may stay. There is no ignoring without a reason."),
        example="公布原文如此",
        required=True,
    )
    until: Date | None = field(
        Text("有效期至", "Until"),
        Text("到期后重新提示。", "After this day the finding comes back."),
        example="2027-12-31",
    )


class Imported(Model):
    file: Line = field(
        Text("文件", "File"),
        Text("导入的工作簿或文档的文件名。", "The name of the workbook or document."),
        example="keji-2024.xls",
        required=True,
    )
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = field(
        Text("摘要", "Digest"),
        Text(
            "文件内容的 SHA-256，用来认出同一个文件。", "SHA-256 of its bytes: the same file is recognised."
        ),
        example="0" * 64,
        required=True,
    )
