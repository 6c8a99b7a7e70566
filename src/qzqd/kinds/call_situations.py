"""呼叫情形清单: when a street may call, which departments must report, and how fast."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Model, Positive, field
from qzqd.kinds.traits import BASIS, IN_FORCE, Declared, Question
from qzqd.locale import Text


class Response(Model):
    level: Literal["红", "黄", "蓝"] = field(
        Text("响应级别", "Level"),
        Text("红、黄、蓝三级。", "Red, yellow or blue."),
        example="红",
        required=True,
    )
    within_minutes: Positive = field(
        Text("报到时限（分钟）", "Within, minutes"),
        Text("接到呼叫后多少分钟内报到。", "Minutes from the call to the arrival."),
        example=30,
        required=True,
        aka=("到场时限（分钟）", "到场时限"),
    )


class CallSituation(Item):
    aspect: Line | None = field(
        Text("方面", "Aspect"),
        Text("所属方面。", "The group of situations."),
        example="综合执法",
        roles=("group", "distinguishes", "class"),
    )
    situations: Annotated[list[Line], Field(min_length=1)] | None = field(
        Text("具体情形", "Sub-situations"),
        Text("可以呼叫的具体情形。", "What exactly may be called for."),
        example=["承租人过多", "用于非法经营"],
    )
    departments: Annotated[list[Line], Field(min_length=1)] | None = field(
        Text("报到部门", "Reporting departments"),
        Text("应当报到的部门，主责部门在前。", "Who must report; the lead comes first."),
        example=["区委政法委", "公安和平分局"],
        need="QZ607",
        refers="department",
        roles=("led",),
    )
    responses: Annotated[list[Response], Field(min_length=1)] | None = field(
        Text("分级响应", "Responses"),
        Text("各级响应的时限。", "Time limits by level."),
        example=[{"level": "红", "within_minutes": 30}],
        need="QZ608",
        roles=("limits",),
    )


class CallSituations(Catalogue):
    heading = Text("呼叫情形清单", "Call situations")
    about = Text(
        "街道可以“吹哨”的情形、报到部门和响应时限。",
        "When a street may call, which departments must report, and how fast.",
    )
    traits = Declared(
        policy="working",
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
    items: Annotated[list[CallSituation], Field(min_length=1)] = items_field()
