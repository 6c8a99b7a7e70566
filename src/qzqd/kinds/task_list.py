"""职责任务清单: tasks of local governance and the departments that answer for them."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Date, Line, NonEmpty, Number, field
from qzqd.kinds.traits import Declared, Question
from qzqd.locale import Text


class Task(Item):
    lead_department: Line | None = field(
        Text("牵头部门", "Lead department"),
        Text("牵头负责的部门。", "The department that leads."),
        example="市委城乡社区发展治理委员会",
        need="QZ613",
        refers="department",
        aka=("牵头单位", "主责部门", "主责单位", "责任部门", "责任单位"),
    )
    supporting_departments: NonEmpty[Line] | None = field(
        Text("配合部门", "Supporting departments"),
        Text("配合的部门。", "The departments that support it."),
        example=["市民政局"],
        refers="department",
        aka=("配合单位", "协办单位", "协同部门", "协同单位", "协办部门", "参与单位"),
    )
    amount: Number | None = field(
        Text("资金（万元）", "Amount, 10,000 yuan"),
        Text(
            "项目或任务的资金，公布数据可以按类别求和。",
            "The money of a project or task; claims can add it up.",
        ),
        example=12.5,
        aka=("资金", "奖补资金"),
    )
    deadline: Date | None = field(
        Text("完成时限", "Deadline"),
        Text("应当完成的日期。", "When it is due."),
        example="2025-12-31",
        aka=("完成时间", "完成期限", "时限要求", "办结时限"),
    )


class TaskList(Catalogue):
    heading = Text("职责任务清单", "Task list")
    about = Text(
        "基层治理的重点任务和责任部门。",
        "Tasks of local governance and the departments that answer for them.",
    )
    traits = Declared(
        policy="working",
        aka=("任务清单", "任务分解", "重点任务", "任务分工"),
        sole="lead_department",
        per_body=True,
        questions=(Question("lead", Text("有牵头部门", "has a lead department"), ("lead_department",)),),
    )

    kind: Literal["task-list"]
    items: NonEmpty[Task] = items_field()
