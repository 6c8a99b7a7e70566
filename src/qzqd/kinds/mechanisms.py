"""制度机制清单: the mechanisms, policies and rights that every unit is to have."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, items_field
from qzqd.kinds.counted import Counted
from qzqd.kinds.fields import Date, Line, Model, NonEmpty, Positive, Prose, field
from qzqd.kinds.interval import Interval
from qzqd.kinds.traits import Declared
from qzqd.locale import Text


class Step(Model):
    name: Line = field(
        Text("步骤", "Step"), Text("步骤的名称。", "What the step is called."), example="初核", required=True
    )
    body: Line | None = field(
        Text("机关", "Body"),
        Text("办理该步骤的机关。", "Who takes it."),
        example="区委社会工作部",
        refers="body",
    )
    within_days: Positive | None = field(
        Text("时限（工作日）", "Within, working days"),
        Text("办理的工作日数。", "Working days it may take."),
        example=15,
    )


class Mechanism(Counted):
    type: Literal["机制", "制度", "权限", "政策文件", "渠道"] | None = field(
        Text("类型", "Type"),
        Text(
            "机制、制度、权限、政策文件或诉求渠道。",
            "A mechanism, a system, a right, a policy, or a channel for requests.",
        ),
        example="机制",
        roles=("type", "distinguishes"),
    )
    steps: NonEmpty[Step] | None = field(
        Text("步骤", "Steps"),
        Text("按顺序办理的步骤。", "The steps, in their order."),
        example=[{"name": "初核", "body": "区委社会工作部"}, {"name": "批准", "body": "区委"}],
    )
    interval: Interval | None = field(
        Text("间隔", "Interval"),
        Text(
            "多久至少开一次会、报告一次；会议记录按它核对，每个召集单位各自核对。",
            "How often it has to meet or report; the ledger of meetings is checked against it, unit by unit.",
        ),
        example="每月",
        roles=("interval",),
        aka=("周期", "频次"),
    )
    office: Line | None = field(
        Text("承办机构", "Office"),
        Text("由哪个内设机构承办。", "The office that carries it."),
        example="党建工作办公室",
        refers="office",
    )
    procedure: Prose | None = field(
        Text("流程", "Procedure"),
        Text("怎样行使、怎样运行。", "How it is exercised or works."),
        example="街道提出，区委组织部征求意见后研究",
        aka=("办理流程", "运行流程"),
    )
    funding: Line | None = field(
        Text("经费保障", "Funding"), Text("经费从哪里来。", "Where the money comes from."), example="区财政"
    )
    number: Line | None = field(
        Text("文号", "Document number"),
        Text("制度文件、政策文件的发文字号。", "The number of the document that sets it up."),
        example="十办发〔2020〕9号",
        roles=("number",),
        aka=("发文字号",),
    )
    issued: Date | None = field(
        Text("发文日期", "Issued"),
        Text("发文的日期。", "When the document was issued."),
        example="2020-05-06",
        roles=("done", "begins"),
        aka=("印发日期",),
    )
    trial_until: Date | None = field(
        Text("试行到期", "Trial until"),
        Text("试行文件的有效期到哪一天。", "Until when a document on trial holds."),
        example="2027-12-31",
        roles=("trial", "ends"),
        aka=("有效期至",),
    )
    evidence: Line | None = field(
        Text("佐证材料", "Evidence"),
        Text("证明已经建立、正在运行的文件或记录。", "What proves that it is there and works."),
        example="联席会议纪要（2025年第1期）",
    )


class Mechanisms(Catalogue):
    heading = Text("制度机制清单", "Mechanisms")
    about = Text(
        "街道应当建立的机制、制度和应当享有的权限。",
        "The mechanisms a street is to set up and the rights it is to have.",
    )
    traits = Declared(
        policy="working",
        aka=("机制清单", "工作机制", "运行机制", "机制和制度", "配套制度"),
        verb=Text("建立", "set up"),
        unrecorded={"type": ("权限", "政策文件", "渠道")},
    )

    kind: Literal["mechanisms"]
    items: NonEmpty[Mechanism] = items_field()
