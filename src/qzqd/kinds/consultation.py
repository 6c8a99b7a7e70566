"""征求意见事项清单: matters on which a street must be asked before a decision."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, NonEmpty, Positive, Prose, field
from qzqd.kinds.traits import BASIS, IN_FORCE, Declared, Question
from qzqd.locale import Text


class Consultation(Item):
    consultees: NonEmpty[Line] | None = field(
        Text("征求对象", "Consultees"),
        Text("应当征求谁的意见。", "Who must be asked."),
        example=["所在街道"],
        aka=(
            "征求意见对象",
            "征求意见单位",
            "征求意见范围",
            "征求单位",
            "征求对象范围",
            "被征求意见单位",
            "被征求单位",
        ),
        refers="body",
        roles=("consulted",),
    )
    procedure: Prose | None = field(
        Text("征求流程", "Procedure"),
        Text("怎样征求意见。", "How they are asked."),
        example="书面征求意见并附材料",
        need="QZ605",
        aka=("征求意见方式", "征求意见程序", "征求意见流程", "征求方式", "征求程序", "工作流程"),
    )
    feedback_days: Positive | None = field(
        Text("反馈时限（工作日）", "Feedback, working days"),
        Text("街道反馈意见的工作日数。", "Working days for the answer."),
        example=5,
        need="QZ606",
        aka=("反馈时限", "反馈期限", "反馈时间", "意见反馈时限", "答复时限"),
        roles=("days",),
    )


class ConsultationList(Catalogue):
    heading = Text("征求意见事项清单", "Consultation list")
    about = Text(
        "区级决策前必须征求街道意见的事项。",
        "Matters on which the district must ask the street before it decides.",
    )
    traits = Declared(
        policy="working",
        aka=("征求…意见",),
        per_body=True,
        questions=(
            Question(
                "procedure",
                Text("有征求流程和反馈时限", "has a procedure and days for the answer"),
                ("procedure", "feedback_days"),
            ),
            BASIS,
            IN_FORCE,
        ),
    )

    kind: Literal["consultation"]
    items: NonEmpty[Consultation] = items_field()
