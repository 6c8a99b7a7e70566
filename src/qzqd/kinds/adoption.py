"""承接情况: what one unit did with each item of a list that it has to carry."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds import FIRST
from qzqd.kinds.basis import BasisList, Decision
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import (
    CatalogueId,
    Count,
    Date,
    EditionDate,
    ItemId,
    Line,
    Model,
    NonEmpty,
    Positive,
    UnitCode,
    field,
)
from qzqd.kinds.header import Jurisdiction, Upstream
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text

_NOTHING_DONE = {"status": ["not-adopted", "not-applicable", "unclaimed"]}


class Baseline(Upstream):
    catalogue: CatalogueId = field(
        Text("通用清单", "Baseline"),
        Text("所承接的通用清单的编号。", "The id of the list that is adopted."),
        example="hubei/street-powers",
        required=True,
        refers="catalogue",
    )
    edition: EditionDate = field(
        Text("通用清单版本", "Edition"),
        Text("所承接的版本。", "The edition that is adopted."),
        example="2025-04-05",
        required=True,
    )


class Adopted(Item):
    upstream: ItemId = field(
        Text("通用清单事项编号", "Item of the baseline"),
        Text("承接的是通用清单的哪一项。", "Which item of the baseline it is about."),
        example="JD-003",
        required=True,
        refers="upstream",
    )
    status: Literal["adopted", "partial", "not-adopted", "not-applicable", "returned", "unclaimed"] = field(
        Text("承接状态", "Status"),
        Text(
            "adopted 已承接；partial 部分承接；not-adopted 未承接；not-applicable 不适用；returned 已收回；"
            "unclaimed 未认领（赋权事项可以不认领）。",
            "adopted, partial, not-adopted, not-applicable, returned to a department, or unclaimed: what is delegated need "
            "not be claimed.",
        ),
        example="adopted",
        required=True,
        aka=("是否承接", "承接情况", "是否纳入", "承接", "是否承接运行", "承接意见", "是否认领", "认领情况"),
    )
    reason: Line | None = field(
        Text("理由", "Reason"),
        Text("为什么没有全部承接，或者不适用。", "Why it is not adopted in full, or does not apply."),
        example="辖区没有水库",
        need="QZ501",
        when={"status": ["partial", "not-adopted", "not-applicable", "unclaimed"]},
        aka=("未承接理由", "不承接理由", "未承接原因", "不承接原因", "原因", "未认领理由", "不认领理由"),
    )
    basis: BasisList | None = field(
        Text("依据", "Basis"),
        Text("认定不适用所依据的规定。", "The provisions by which it does not apply."),
        example=[{"law": "中华人民共和国消防法", "article": 32}],
    )
    approval: Decision | None = field(
        Text("认定", "Approval"),
        Text(
            "认定不适用的机关、文号和日期。",
            "Who decided that it does not apply, when and by which document.",
        ),
        example={"body": "区委编办", "date": "2025-06-01"},
        need="QZ502",
        when={"status": ["not-applicable"]},
    )
    returned_to: Line | None = field(
        Text("收回部门", "Returned to"),
        Text("收回后由哪个部门行使。", "The department that took it back."),
        example="区水务局",
        need="QZ503",
        when={"status": ["returned"]},
        amiss={"status": ["adopted", "not-adopted", "not-applicable", "unclaimed"]},
        refers="department",
        roles=("receiver",),
    )
    office: Line | None = field(
        Text("承办机构", "Office"),
        Text("承办的内设机构或中心。", "The office or centre that carries it."),
        example="综合执法中心",
        refers="office",
    )
    department: Line | None = field(
        Text("责任部门", "Responsible department"),
        Text("指导和监管的部门。", "The department that guides and watches over it."),
        example="区城市管理执法局",
        refers="department",
    )
    accepted: Date | None = field(
        Text("承接日期", "Accepted"),
        Text("承接的日期。", "When it was taken over."),
        example="2025-05-01",
        amiss=_NOTHING_DONE,
        roles=("step", "done"),
    )
    started: Date | None = field(
        Text("运行日期", "Started"),
        Text("开始运行的日期。", "When it went into operation."),
        example="2025-06-01",
        amiss=_NOTHING_DONE,
        roles=("step", "done"),
    )
    confirmed: Date | None = field(
        Text("确认日期", "Confirmed"),
        Text("确认的日期。", "When it was confirmed."),
        example="2025-09-01",
        amiss=_NOTHING_DONE,
        roles=("step", "done"),
    )
    scope: Line | None = field(
        Text("承接范围", "Scope"),
        Text("承接了哪一部分。", "Which part of it was taken over."),
        example="限居住区",
    )
    signatories: NonEmpty[Line] | None = field(
        Text("签署方", "Signatories"),
        Text("在承接运行确认书上签字盖章的各方。", "Who signed the confirmation."),
        example=["区城市管理执法局", "武当路街道"],
        aka=("签字盖章单位",),
    )
    count: Positive | None = field(
        Text("数量", "Count"),
        Text("设了几个，例如四个窗口、两个居民委员会。", "How many there are, such as four windows."),
        example=4,
        aka=("个数", "窗口数"),
    )
    people: Count | None = field(
        Text("人数", "People"),
        Text("配备了几个人。", "How many people work there."),
        example=3,
        aka=("配备人数",),
    )
    premises: Count | None = field(
        Text("场所数", "Premises"),
        Text("有几处场所。", "How many places it has."),
        example=1,
        aka=("活动场所",),
    )
    lent_to: NonEmpty[Line] | None = field(
        Text("借用单位", "Lent to"),
        Text("场所借给哪些机构使用。", "Who else uses the place."),
        example=["老年协会"],
    )
    progress: Line | None = field(
        Text("办理进度", "Progress"), Text("办到哪一步。", "How far it has got."), example="系统已经上线"
    )
    evidence: Line | None = field(
        Text("佐证材料", "Evidence"),
        Text("证明已经承接的文件或记录。", "The document or record that proves it."),
        example="承接运行确认表（2025年第3号）",
    )


class Additional(Model):
    name: Line = field(
        Text("名称", "Name"),
        Text("增设的机构或事项。", "What was set up."),
        example="乡村振兴办公室",
        required=True,
    )
    reason: Line | None = field(
        Text("理由", "Reason"), Text("为什么增设。", "Why."), example="乡村振兴任务重"
    )
    approval: Decision | None = field(
        Text("批准", "Approval"),
        Text("批准增设的机关、文号和日期。", "Who allowed it, by which document, and when."),
        example={"body": "区委编委", "date": "2025-06-01"},
    )


class Place(Jurisdiction):
    code: UnitCode = field(
        Text("单位代码", "Code of the unit"),
        Text(
            "行政区划代码，或者统一社会信用代码（18 位）。",
            "The division code of the unit, or its credit code of 18 characters.",
        ),
        example="420302001",
        required=True,
    )


class Adoption(Catalogue):
    heading = Text("承接情况", "Adoption")
    about = Text(
        "一个单位对一份通用清单的承接情况；jurisdiction 写该单位。",
        "What one unit, named as the jurisdiction, did with each item of a list it has to carry.",
    )
    traits = Declared(Archetype.ADOPTION, "records", held_against=FIRST)

    kind: Literal["adoption"]
    jurisdiction: Place = field(
        Text("填报单位", "Unit"),
        Text("填报承接情况的单位。", "The unit that reports."),
        example={"code": "420302001", "name": "武当路街道"},
        required=True,
    )
    upstream: Baseline = field(
        Text("通用清单", "Baseline"),
        Text("所承接的通用清单和版本。", "The list that is adopted, and its edition."),
        example={"catalogue": "hubei/street-powers", "edition": "2025-04-05"},
        required=True,
    )
    unlisted: Literal["adopted"] | None = field(
        Text("未列事项", "Unlisted"),
        Text(
            "adopted 没有逐项列出的都已承接；不写表示没有填报。",
            "adopted: whatever is not listed is adopted; left out: not reported.",
        ),
        example="adopted",
    )
    additional: NonEmpty[Additional] | None = field(
        Text("清单以外增设", "Additional"),
        Text(
            "清单以外自己增设的，逐个写明理由和批准。",
            "What the unit has set up beyond the list, each with its reason and approval.",
        ),
        example=[{"name": "乡村振兴办公室", "reason": "乡村振兴任务重", "approval": {"body": "区委编委"}}],
        later=True,
    )
    items: list[Adopted] = items_field()
