"""Small lists as they are published."""

from __future__ import annotations

from typing import Any

from qzqd import kinds
from qzqd.office.listed import ExportedList

HEAD = {
    "id": "toy/list",
    "title": "某局权责清单",
    "edition": "2025-01-01",
    "jurisdiction": {"code": "420300", "name": "十堰市"},
    "issuer": "十堰市人民政府",
    "source": {"title": "通知", "number": "十政发〔2025〕1号", "provenance": "official"},
}


def listed(kind: str, *items: dict[str, Any], **head: Any) -> ExportedList:
    numbered = [{"id": f"A-{at:03}", **item} for at, item in enumerate(items, 1)]
    return ExportedList({"kind": kind, **HEAD, **head, "items": numbered}, kinds.schema(kind))


def power(name: str, **more: Any) -> dict[str, Any]:
    """An item of a department."""
    return {"name": name, "power_type": "行政检查", "authority": "某局", **more}


BASIS = [{"law": "中华人民共和国消防法", "level": "法律", "article": 32}]
DEPARTMENT = listed(
    "department-powers",
    power("设立审批", seq=1, sub_item="设立", basis=BASIS, category="准入"),
    power("设立审批", seq=1, sub_item="变更", basis=[{"law": "公司法", "article": 7}], category="准入"),
    power(
        "检查",
        seq=2,
        category="监管",
        level=["市", "县"],
        level_authority="跨区县的由市级检查",
        duties=[{"sort": "直接实施责任", "steps": ["制定方案。", "实施检查。"]}],
        accountability={
            "scope": "具体承办人",
            "opening": "有下列情形的：",
            "situations": ["不检查的", "收费的"],
        },
        extra={"办理地点": "大厅"},
        note="一\n二",
    ),
    power("取消了的", seq=3, repealed="2020-01-01", category="监管"),
)
FAMILY = listed(
    "department-powers",
    power("设立审批", seq=1, category="准入"),
    power("设立", basis=BASIS, category="准入", parent="A-001"),
    power("变更", basis=[{"law": "公司法", "article": 7}], category="准入", parent="A-001"),
    {**DEPARTMENT.data["items"][2], "id": "A-004", "note": "限本辖区"},
)
TOWNSHIP = listed(
    "township-duties",
    {"name": "党建", "section": "basic", "seq": 1, "category": "党的建设"},
    {"name": "信访", "section": "basic", "seq": 2, "category": "平安法治"},
    {
        "name": "防火",
        "section": "assist",
        "seq": 1,
        "lead_department": "县林业局",
        "lead_duty": "统一领导",
        "township_duty": "巡护",
    },
    {
        "name": "收费",
        "section": "recalled",
        "seq": 1,
        "receiving_department": "县财政局",
        "method": "由县级直接实施",
    },
)
