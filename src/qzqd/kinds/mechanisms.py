"""制度机制清单: the mechanisms, policies and rights that every unit is to have."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Model, Positive, field
from qzqd.kinds.traits import Declared
from qzqd.locale import Text


class Step(Model):
    name: Line = field(
        Text("步骤", "Step"), Text("步骤的名称。", "What the step is called."), example="初核", required=True
    )
    body: Line | None = field(
        Text("机关", "Body"), Text("办理该步骤的机关。", "Who takes it."), example="区委社会工作部"
    )
    within_days: Positive | None = field(
        Text("时限（工作日）", "Within, working days"),
        Text("办理的工作日数。", "Working days it may take."),
        example=15,
    )


class Mechanism(Item):
    type: Literal["机制", "制度", "权限", "政策文件", "渠道"] | None = field(
        Text("类型", "Type"),
        Text(
            "机制、制度、权限、政策文件或诉求渠道。",
            "A mechanism, a system, a right, a policy, or a channel for requests.",
        ),
        example="机制",
        roles=("type", "distinguishes"),
    )
    steps: Annotated[list[Step], Field(min_length=1)] | None = field(
        Text("步骤", "Steps"),
        Text("按顺序办理的步骤。", "The steps, in their order."),
        example=[{"name": "初核", "body": "区委社会工作部"}, {"name": "批准", "body": "区委"}],
    )


class Mechanisms(Catalogue):
    heading = Text("制度机制清单", "Mechanisms")
    about = Text(
        "街道应当建立的机制、制度和应当享有的权限。",
        "The mechanisms a street is to set up and the rights it is to have.",
    )
    traits = Declared(
        policy="working", verb=Text("建立", "set up"), unrecorded={"type": ("权限", "政策文件", "渠道")}
    )

    kind: Literal["mechanisms"]
    items: Annotated[list[Mechanism], Field(min_length=1)] = items_field()
