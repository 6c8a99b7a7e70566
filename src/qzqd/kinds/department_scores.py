"""部门得分: what streets gave each department, part by part, and why points were deducted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, WithJsonSchema

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Month, Number, field
from qzqd.kinds.ledger import HeldAgainst, TableFile, held_against, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text

Mark = Annotated[int | float, WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})]


class DepartmentScore(Item):
    name: Line = field(
        Text("事项名称", "Name"),
        Text("打分的是哪个部门。", "The department that was scored."),
        example="区城市管理委员会",
        required=True,
        refers="department",
    )
    scorer: Line | None = field(
        Text("评分单位", "Scorer"),
        Text("谁打的分。", "Who gave the scores."),
        example="小白楼街道",
        refers="unit",
        roles=("distinguishes", "scorer"),
    )
    period: Month | None = field(
        Text("考核期", "Period"),
        Text("哪一年，或者哪一月。", "Which year, or month."),
        example="2025",
        roles=("distinguishes", "period"),
        aka=("年度", "考核年度"),
    )
    scores: Annotated[dict[str, Mark], Field(min_length=1)] = field(
        Text("得分", "Scores"),
        Text(
            "各部分的得分，满分 100；按评分办法里的编号写，表格里的列写成“得分.编号”。",
            "The score of each part, of 100, by its id in the scoring; in a table a column “scores.ID” each.",
        ),
        example={"HP-PF-01": 96, "HP-PF-02": 91.5, "HP-PF-03": 88},
        required=True,
        roles=("marks",),
    )
    deducted: Number | None = field(
        Text("扣分", "Deducted"),
        Text("一共扣了多少分。", "How many points were deducted."),
        example=4,
        roles=("deducted",),
    )
    reason: Line | None = field(
        Text("扣分原因", "Reason"),
        Text("为什么扣分。", "Why they were deducted."),
        example="两次呼叫没有按时报到",
    )
    total: Mark | None = field(
        Text("总分", "Total"),
        Text("公布的总分，用来核对。", "The published total, which is worked out again."),
        example=92.7,
        roles=("total",),
    )


class DepartmentScores(Catalogue):
    heading = Text("部门得分", "Department scores")
    about = Text(
        "街道给部门打分的台账，名称写部门；upstream 写考核评分办法。",
        "Scores that streets gave to departments; the name of a record is the department, upstream is the scoring.",
    )
    traits = Declared(Archetype.LEDGER, "records", ledger="scores", held_against="scoring")

    kind: Literal["department-scores"]
    upstream: HeldAgainst = held_against()
    records: TableFile | None = records_field()
    items: list[DepartmentScore] = items_field()
