"""What every catalogue has: a header, and items with identity, legal basis and lineage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from qzqd.kinds.basis import BasisList, basis_field
from qzqd.kinds.fields import (
    CatalogueId,
    Count,
    Date,
    EditionDate,
    ItemId,
    Kept,
    Line,
    Model,
    NonEmpty,
    Positive,
    Prose,
    Provenance,
    field,
)
from qzqd.kinds.header import (
    AppliesTo,
    Derivation,
    Ignore,
    Imported,
    Jurisdiction,
    PublishedCount,
    Source,
    Upstream,
)
from qzqd.kinds.reported import Reported
from qzqd.kinds.traits import LINEAGE, Declared
from qzqd.locale import Text

if TYPE_CHECKING:
    _Upstream = Upstream
    """Kinds that are about a list, and do not derive from it, have another mapping in its place."""
else:
    _Upstream = Derivation

NAMES = (
    "职权名称", "项目名称", "权力名称", "赋权事项名称", "主项名称", "事项", "具体事项", "行政权力名称", "行政职权名称", "权力事项名称", "服务事项名称", "证明事项名称", "职责名称",
    "履职事项", "主项", "事项主项", "大项名称", "权力项目名称", "公共服务事项名称", "行政权力事项名称", "职责事项", "权责事项名称", "权责名称", "履职事项名称", "许可事项名称",
    "行政许可事项名称", "政务服务事项名称", "执法事项名称", "检查事项名称", "抽查事项名称", "准入事项名称", "证明名称", "收费项目名称", "许可事项", "赋权事项", "准入事项", "执法事项",
    "检查事项", "抽查事项", "协商事项", "征求意见事项", "吹哨事项", "服务事项", "公共服务事项", "收费项目", "考核项目", "工作事项", "工作任务", "重点任务", "任务名称",
    "主责事项", "主责事项名称", "职责事项名称", "工作事项名称", "权责事项", "职权事项", "权力事项", "行政权力事项", "行政许可事项", "行政处罚事项", "处罚事项名称", "监管事项", "监管事项名称", "管理事项", "管理事项名称", "新增事项", "新增事项名称", "审批事项", "审批事项名称", "审批项目", "政务服务事项", "便民服务事项", "事务名称", "协助行政事务", "检查项目",
    "赋权项目", "赋权项目名称", "下放事项", "下放事项名称", "委托事项", "委托事项名称", "承接事项", "承接事项名称", "协助事项", "协助事项名称", "配合事项", "配合事项名称", "准入项目", "准入项目名称", "负面事项", "负面事项名称", "禁入事项", "证明事项", "证明材料名称",
    "服务项目", "服务项目名称", "征求意见事项", "协商事项名称", "议事事项", "呼叫事项", "呼叫事项名称", "呼叫情形", "吹哨事项名称", "派单事项", "任务", "任务事项", "重点工作", "重点工作任务",
    "一级事项", "二级事项", "三级事项", "一级指标", "二级指标", "三级指标", "指标名称", "考核指标", "考核内容", "评价指标", "评分项目",
)  # fmt: skip
"""What columns with the names of items are headed, the plainest first."""


def name_field(aka: tuple[str, ...]) -> Any:
    """The name of an item, and what columns with such names are headed."""
    return field(
        Text("事项名称", "Name"),
        Text("事项的规范名称。", "The official name of the item."),
        example="消防安全检查",
        required=True,
        aka=aka,
    )


class Item(Model):
    """The fields every item has; a kind adds its own between `parent` and `category`."""

    TAIL: ClassVar[tuple[str, ...]] = (
        "category",
        "basis",
        *LINEAGE,
        "effective",
        "repealed",
        "repealed_by",
        "provenance",
        "origin",
        "extra",
        "note",
        "ignore",
    )

    id: ItemId = field(
        Text("事项编号", "Item id"),
        Text("永不重复使用的稳定编号。", "A stable id that is never used again for anything else."),
        example="JD-003",
        required=True,
    )
    name: Line = name_field(NAMES)
    seq: Positive | None = field(
        Text("序号", "Number"),
        Text(
            "公布清单中的顺序号；调整后可以重排，不作为编号使用。",
            "Its place in the published list; it may be renumbered and is not an id.",
        ),
        example=3,
        aka=("编号", "号", "项目序号", "No."),
    )
    upstream: ItemId | None = field(
        Text("上级清单事项编号", "Upstream item"),
        Text("对应的上级清单事项。", "The item of the upstream list that this one stands for."),
        example="QG-ZM-01",
        refers="upstream",
        later=True,
    )
    parent: ItemId | None = field(
        Text("主项编号", "Parent"),
        Text("子项所属的主项。", "The main item of a sub-item."),
        example="JD-001",
        refers="item",
        roles=("distinguishes", "class"),
        later=True,
        aka=(
            "子项",
            "子项名称",
            "子项事项",
            "子项内容",
            "分项名称",
            "事项子项",
            "小项名称",
            "子项目名称",
            "子项（办理项）名称",
        ),
    )
    category: Line | None = field(
        Text("类别", "Category"),
        Text("清单中的分类。", "The group it stands in."),
        example="城市管理",
        roles=("group", "distinguishes", "class"),
        aka=("领域", "所属领域", "事项类别", "分类", "行业领域", "类别名称"),
    )
    basis: BasisList | None = basis_field(need=None)
    replaces: NonEmpty[ItemId] | None = field(
        Text("替代", "Replaces"),
        Text("本事项替代的旧事项编号。", "Ids of the items this one took the place of."),
        example=["JD-001"],
        later=True,
    )
    merged_from: Annotated[list[ItemId], Field(min_length=2)] | None = field(
        Text("合并自", "Merged from"),
        Text("合并成本事项的旧事项编号。", "Ids of the items merged into this one."),
        example=["JD-001", "JD-002"],
        later=True,
    )
    split_from: ItemId | None = field(
        Text("拆分自", "Split from"),
        Text("拆分前的事项编号。", "Id of the item it was split from."),
        example="JD-001",
        later=True,
    )
    succeeded_by: NonEmpty[ItemId] | None = field(
        Text("后续事项", "Succeeded by"),
        Text("接替本事项的新事项编号。", "Ids of the items that took over from it."),
        example=["JD-075"],
        later=True,
    )
    effective: Date | None = field(
        Text("生效日期", "Effective"),
        Text("事项开始实施的日期。", "When it takes effect."),
        example="2024-01-01",
    )
    repealed: Date | None = field(
        Text("取消日期", "Repealed"),
        Text(
            "事项取消的日期；取消的事项保留在清单里，编号不得再用。",
            "When it was cancelled; a cancelled item stays, so that its id is never reused.",
        ),
        example="2025-03-01",
        later=True,
    )
    repealed_by: Line | None = field(
        Text("取消文号", "Repealed by"),
        Text("取消该事项的文件的文号。", "Number of the document that cancelled it."),
        example="鄂政发〔2025〕3号",
        later=True,
    )
    provenance: Literal[Provenance, "derived"] | None = field(
        Text("来源性质", "Provenance"),
        Text(
            "与清单整体不同时写明：official 公布的原文；compiled 根据所引法规编制；stated 见于公开报道；derived 由公布的数推算；"
            "illustrative 仅示意格式。",
            "Where it differs from the list's own. official: as published; compiled: from the cited statutes; "
            "stated: reported in a published article; derived: worked out from published figures; "
            "illustrative: an example of the shape.",
        ),
        example="compiled",
        later=True,
    )
    origin: (
        Annotated[str, Field(min_length=2, max_length=100, pattern=r"[A-Z]{1,3}[1-9][0-9]{0,6}$")] | None
    ) = field(
        Text("原表位置", "Origin"),
        Text(
            "导入前在原表的哪个工作表、哪个单元格开始；由 qzqd import 写入。",
            "The sheet and the cell where it begins in the table it was imported from; written by qzqd import.",
        ),
        example="Sheet1!A3",
        later=True,
    )
    extra: dict[str, Kept] | None = field(
        Text("其他栏目", "Other columns"),
        Text(
            "原表中没有对应字段的栏目，按表头原样保留，不作检查。",
            "Columns of the published table that no field stands for, kept under their headings and never judged.",
        ),
        example={"办理地点": "市民中心"},
        later=True,
    )
    note: Prose | None = field(
        Text("备注", "Note"),
        Text("其他说明。", "Anything else."),
        example="限本辖区",
        aka=("说明", "备  注", "其他说明"),
    )
    ignore: NonEmpty[Ignore] | None = field(
        Text("忽略", "Ignore"),
        Text("对本事项不再提示的规则及理由。", "Rules to be silent about for this item, with the reason."),
        example=[{"rule": "QZ207", "reason": "公布原文如此"}],
        later=True,
    )


class Catalogue(Model):
    """The header every catalogue has; a kind fixes `kind` and the type of `items`."""

    about: ClassVar[Text]
    heading: ClassVar[Text]
    traits: ClassVar[Declared] = Declared()

    kind: str
    id: CatalogueId = field(
        Text("清单编号", "Catalogue id"),
        Text("稳定编号，一般为 地方/类型。", "A stable id, usually place/kind."),
        example="hubei/street-powers",
        required=True,
    )
    title: Line = field(
        Text("清单名称", "Title"),
        Text("清单的正式名称。", "The official title."),
        example="湖北省街道通用权责清单",
        required=True,
    )
    edition: EditionDate = field(
        Text("版本", "Edition"),
        Text("版本日期或年份。", "Date or year of this edition."),
        example="2025-01-01",
        required=True,
    )
    effective: Date | None = field(
        Text("生效日期", "Effective"),
        Text("清单开始施行的日期。", "When the list takes effect."),
        example="2025-01-01",
    )
    repealed: Date | None = field(
        Text("废止日期", "Repealed"),
        Text("清单停止施行的日期。", "When the list ceased to apply."),
        example="2026-12-31",
        later=True,
    )
    jurisdiction: Jurisdiction = field(
        Text("适用地区", "Jurisdiction"),
        Text("清单适用的行政区划。", "The division the list applies to."),
        example={"code": "420000", "name": "湖北省"},
        required=True,
    )
    issuer: Line = field(
        Text("发布机关", "Issuer"),
        Text("发布清单的机关。", "Who issued the list."),
        example="湖北省人民政府",
        required=True,
    )
    source: Source = field(
        Text("来源", "Source"),
        Text("数据从哪里来，是什么性质。", "Where the data comes from and what it is."),
        example={"title": "关于公布街道通用权责清单的通知", "provenance": "official"},
        required=True,
    )
    published_count: PublishedCount | None = field(
        Text("公布数量", "Published count"),
        Text(
            "公布的数量，用来核对事项是否齐全。", "The published figures that the items are checked against."
        ),
        example={"total": 74},
    )
    upstream: _Upstream | None = field(
        Text("上级清单", "Upstream"),
        Text("本清单所依据的上级清单。", "The list this one derives from."),
        example={"catalogue": "national/community-certificates"},
        later=True,
    )
    applies_to: AppliesTo | None = field(
        Text("应承接单位", "Applies to"),
        Text(
            "哪些单位必须承接本清单的每一项；写了就是通用清单，按单位统计覆盖率。",
            "The units that have to carry every item: this makes the list a baseline whose coverage is counted.",
        ),
        example={"type": ["street"], "within": "420300"},
    )
    requires: NonEmpty[Line] | None = field(
        Text("必填字段", "Requires"),
        Text(
            "本清单的每个现行事项都要写的字段，例如 procedure、funding。",
            "Fields that every item in force of this list has to have, such as procedure or funding.",
        ),
        example=["procedure", "funding"],
        later=True,
    )
    requires_adoption: NonEmpty[Reported] | None = field(
        Text("承接必填", "Requires of an adoption"),
        Text(
            "单位承接每个事项都要写明的字段：accepted 承接日期；started 运行日期；confirmed 确认日期；signatories 签署方；"
            "evidence 佐证材料；office 承办机构；department 责任部门；scope 承接范围；progress 办理进度。",
            "Fields that a unit has to fill in for each item that it adopts.",
        ),
        example=["accepted", "started", "confirmed"],
        later=True,
    )
    categories: NonEmpty[Line] | None = field(
        Text("类别表", "Categories"),
        Text(
            "本清单只有这些类别；别的类别、没有类别的事项和没有事项的类别都会提示。",
            "The only categories of this list. Any other, an item without one, and a category without items are told.",
        ),
        example=["党的建设", "公共服务"],
        later=True,
    )
    additional_at_most: Count | None = field(
        Text("可增设数", "Additional at most"),
        Text(
            "各单位在清单以外最多可以增设几个，例如“5+X”的 X。",
            "How many a unit may set up beyond the list: the X of 5+X.",
        ),
        example=1,
        later=True,
    )
    destinations: Literal["one", "any"] | None = field(
        Text("取消事项的去向", "Destinations"),
        Text(
            "one 取消的事项都要用 succeeded_by 写明正好一个去向；any 至少一个去向。",
            "one: every cancelled item names exactly one successor in succeeded_by; any: at least one.",
        ),
        example="one",
        later=True,
    )
    imported: Imported | None = field(
        Text("导入自", "Imported from"),
        Text("由 qzqd import 写入：清单从哪个文件导入。", "The file that qzqd import took the list from."),
        example={"file": "keji-2024.xls", "digest": "0" * 64},
        later=True,
    )
    ignore: NonEmpty[Ignore] | None = field(
        Text("忽略", "Ignore"),
        Text(
            "对整个清单不再提示的规则及理由。",
            "Rules to be silent about for the whole list, with the reason.",
        ),
        example=[{"rule": "QZ205", "reason": "公布总数含不公开事项"}],
        later=True,
    )
    items: Any


def items_field() -> Any:
    """The `items` of a kind; the kind says of what type they are."""
    return field(
        Text("事项", "Items"),
        Text("清单的事项。", "The items of the list."),
        example=[{"id": "JD-003", "name": "消防安全检查"}],
        required=True,
    )
