"""呼叫情形清单: when a street may call, which departments must report, and how fast."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Model, NonEmpty, Positive, field
from qzqd.kinds.traits import BASIS, IN_FORCE, Declared, Question
from qzqd.locale import Text


class Response(Model):
    level: Line = field(
        Text("响应级别", "Level"),
        Text(
            "级别由地方定：红、黄、蓝，或者一般、攻坚、紧急。",
            "As the place has it: red, yellow, blue, or ordinary, hard, urgent.",
        ),
        example="红",
        required=True,
    )
    within_minutes: Positive | None = field(
        Text("报到时限（分钟）", "Within, minutes"),
        Text("接到呼叫后多少分钟内报到；也可以写天。", "Minutes from the call to the arrival; or days."),
        example=30,
        aka=("到场时限（分钟）", "到场时限"),
    )
    within_days: Positive | None = field(
        Text("报到时限（天）", "Within, days"),
        Text("接到呼叫后多少天内报到，一天是 24 小时。", "Days of 24 hours from the call to the arrival."),
        example=3,
        later=True,
    )
    close_within_days: Positive | None = field(
        Text("办结时限（天）", "Close within, days"),
        Text("接到呼叫后多少天内办结。", "Days from the call until it is settled."),
        example=15,
        later=True,
    )


class CallSituation(Item):
    aspect: Line | None = field(
        Text("方面", "Aspect"),
        Text("所属方面。", "The group of situations."),
        example="综合执法",
        roles=("group", "distinguishes", "class"),
    )
    situations: NonEmpty[Line] | None = field(
        Text("具体情形", "Sub-situations"),
        Text("可以呼叫的具体情形。", "What exactly may be called for."),
        example=["承租人过多", "用于非法经营"],
        aka=("情形", "呼叫具体情形", "具体问题", "问题情形"),
    )
    departments: NonEmpty[Line] | None = field(
        Text("报到部门", "Reporting departments"),
        Text("应当报到的部门，主责部门在前。", "Who must report; the lead comes first."),
        example=["区委政法委", "公安和平分局"],
        need="QZ607",
        aka=("报到单位", "响应部门", "响应单位", "主责部门", "主责单位", "牵头部门", "责任部门", "责任单位"),
        refers="department",
        roles=("led",),
    )
    responses: NonEmpty[Response] | None = field(
        Text("分级响应", "Responses"),
        Text("各级响应的时限。", "Time limits by level."),
        example=[{"level": "红", "within_minutes": 30}],
        need="QZ608",
        roles=("limits",),
    )
    direction: Literal["吹哨", "派单"] | None = field(
        Text("方向", "Direction"),
        Text("吹哨是下面呼叫上面，派单是上面派给下面。", "Called from below, or given from above."),
        example="吹哨",
        roles=("direction",),
    )
    bodies: dict[str, Line] | None = field(
        Text("各环节机关", "Bodies"),
        Text("吹哨、交办、督办、考核各由谁负责。", "Who calls, who hands on, who follows up, who appraises."),
        example={"吹哨": "街道", "交办": "区委办", "督办": "区纪委", "考核": "区委组织部"},
        roles=("bodies",),
    )


class CallSituations(Catalogue):
    heading = Text("呼叫情形清单", "Call situations")
    about = Text(
        "街道可以“吹哨”的情形、报到部门和响应时限。",
        "When a street may call, which departments must report, and how fast.",
    )
    traits = Declared(
        policy="working",
        aka=("吹哨…事项", "吹哨…情形", "呼叫…情形", "呼叫…事项", "呼叫清单", "哨源"),
        questions=(
            Question(
                "response",
                Text("有报到部门和响应时限", "has a lead and a limit"),
                ("departments", "responses"),
            ),
            BASIS,
            IN_FORCE,
        ),
    )

    kind: Literal["call-situations"]
    directions: NonEmpty[Literal["吹哨", "派单"]] | None = field(
        Text("应有方向", "Directions"),
        Text(
            "清单应当有哪些方向的事项；双向派单写两个。",
            "The directions that the list has to have: both, where orders go both ways.",
        ),
        example=["吹哨", "派单"],
        roles=("directions",),
        later=True,
    )
    stages: NonEmpty[Line] | None = field(
        Text("闭环步骤", "Stages"),
        Text(
            "一次呼叫要走完的步骤；办结的记录按它核对。",
            "What a call goes through; closed records are checked against it.",
        ),
        example=["呼叫", "响应", "处置", "反馈", "评价"],
        later=True,
    )
    duties: NonEmpty[Line] | None = field(
        Text("应有环节", "Duties"),
        Text(
            "每个事项的 bodies 都要写明这些环节由谁负责。",
            "What `bodies` of every item has to name somebody for.",
        ),
        example=["吹哨", "交办", "督办", "考核"],
        roles=("duties",),
        later=True,
    )
    items: NonEmpty[CallSituation] = items_field()
