"""The schema of a file under approvals/, declared as the kinds are; it gives editors their help and reading its checks."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from qzqd.compare.change import LABELS, ChangeType
from qzqd.kinds import DIALECT
from qzqd.kinds.export import Generator
from qzqd.kinds.fields import Date, ItemId, Line, Model, field
from qzqd.kinds.rank import Rank
from qzqd.locale import Text

_CHANGES = Text(
    "；".join(f"{name} {label.zh}" for name, label in LABELS.items()) + "。",
    "The type of the change.",
)


class ApprovedChange(Model):
    rule: Literal["QZ810", "QZ818", "QZ819", "QZ820"] = field(
        Text("规则编号", "Rule"),
        Text("批准使哪条规则不再提示；一般是 QZ810。", "The rule that is satisfied by it, mostly QZ810."),
        example="QZ810",
        required=True,
    )
    item: ItemId = field(
        Text("事项编号", "Item"),
        Text("调整的事项。", "The item that changes."),
        example="JD-003",
        required=True,
    )
    change: ChangeType = field(Text("调整类型", "Type of change"), _CHANGES, example="renamed", required=True)
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")] = field(
        Text("内容摘要", "Hash"),
        Text(
            "调整前后内容的摘要，由 qzqd diff 给出；内容再改，批准就不再适用。",
            "Of what was and what is to be, as qzqd diff prints it; other content is not approved.",
        ),
        example="4f9c5e0f6c3b0e0d",
        required=True,
    )


class ApprovalFile(Model):
    number: Line | None = field(
        Text("文号", "Document number"), Text("批准文件的文号。", "Its number."), example="鄂政发〔2025〕3号"
    )
    title: Line = field(
        Text("标题", "Title"),
        Text("批准文件的标题。", "The title of the document."),
        example="关于调整街道通用权责清单的通知",
        required=True,
    )
    body: Line = field(
        Text("批准机关", "Approving body"),
        Text("批准调整的机关。", "Who approved it."),
        example="湖北省人民政府",
        required=True,
    )
    rank: Rank = field(
        Text("批准级别", "Rank"),
        Text(
            "批准机关的级别；党委按同级政府。",
            "The rank of that body; a party committee ranks with its government.",
        ),
        example="省级政府",
        required=True,
    )
    reviewed: Date | None = field(
        Text("审核日期", "Review date"),
        Text("编办审核的日期。", "When the establishment office reviewed it."),
        example="2025-02-10",
    )
    legal_review: Date | None = field(
        Text("合法性审查日期", "Date of legal review"),
        Text("合法性审查的日期。", "When its legality was reviewed."),
        example="2025-02-20",
    )
    date: Date = field(
        Text("批准日期", "Approval date"),
        Text("批准文件的日期。", "The date of the document."),
        example="2025-03-01",
        required=True,
    )
    notice: Date | None = field(
        Text("公告日期", "Date of notice"),
        Text("向社会或下级公告的日期。", "When those concerned were told."),
        example="2025-03-05",
    )
    effective: Date | None = field(
        Text("施行日期", "Effective date"),
        Text("调整开始施行的日期。", "When it takes effect."),
        example="2025-04-01",
    )
    expires: Date | None = field(
        Text("有效期至", "Date of expiry"),
        Text("过了这一天，批准不再适用。", "After this day it approves nothing."),
        example="2025-12-31",
    )
    entries: Annotated[list[ApprovedChange], Field(min_length=1)] = field(
        Text("批准的调整", "Entries"),
        Text("每个调整一行，由 qzqd diff 给出。", "One line a change, as qzqd diff prints it."),
        example=[{"rule": "QZ810", "item": "JD-003", "change": "renamed", "hash": "4f9c5e0f6c3b0e0d"}],
        required=True,
    )


def approval_schema() -> dict[str, Any]:
    """JSON Schema of a file under approvals/."""
    body = ApprovalFile.model_json_schema(schema_generator=Generator)
    return {
        "$schema": DIALECT,
        "title": "批准文件",
        "x-en": {"title": "Approval", "description": ""},
        **body,
    }
