"""部门权责清单: the powers of one department, with the duties and the accountability that go with them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.basis import BasisList
from qzqd.kinds.catalogue import Catalogue, items_field
from qzqd.kinds.fields import Line, Model, Prose, field
from qzqd.kinds.street_powers import Power
from qzqd.kinds.traits import BASIS, CODED, IN_FORCE, Declared
from qzqd.locale import Text


class Duty(Model):
    name: Line = field(
        Text("责任事项", "Duty"),
        Text("履行该权力时必须做的一步。", "A step that the body must take."),
        example="受理",
        required=True,
    )
    content: Prose | None = field(
        Text("责任事项内容", "Content"),
        Text("这一步的要求。", "What the step demands."),
        example="公示应当提交的材料，一次性告知补正材料。",
    )
    basis: BasisList | None = field(
        Text("责任事项依据", "Basis of the duty"),
        Text("设定该责任的条款。", "The provisions that set the duty."),
        example=[{"law": "中华人民共和国行政许可法", "article": 30}],
    )


class Accountability(Model):
    scope: Line | None = field(
        Text("追责对象范围", "Who answers"),
        Text("追究责任的对象。", "Who is held to account."),
        example="直接负责的主管人员和其他直接责任人员",
    )
    situations: Annotated[list[Prose], Field(min_length=1)] | None = field(
        Text("追责情形", "For what"),
        Text("应当追究责任的情形。", "The situations in which they answer."),
        example=["对符合条件的申请不予受理"],
    )


class DepartmentPower(Power):
    sub_item: Line | None = field(
        Text("子项名称", "Sub-item"),
        Text("公布清单中的子项名称。", "The name of the sub-item in the published list."),
        example="设立审批",
        roles=("distinguishes",),
    )
    undertaking_office: Line | None = field(
        Text("承办科室", "Undertaking office"),
        Text("部门内承办的科室。", "The section of the department that does the work."),
        example="行政审批科",
    )
    level_authority: Prose | None = field(
        Text("实施层级及权限", "Tiers and their authority"),
        Text("各层级分别行使什么。", "What each tier does."),
        example="市级负责跨区县的事项",
    )
    duties: Annotated[list[Duty], Field(min_length=1)] | None = field(
        Text("责任事项", "Duties"),
        Text("与权力相应的责任。", "The duties that go with the power."),
        example=[{"name": "受理"}],
    )
    accountability: Accountability | None = field(
        Text("追责", "Accountability"),
        Text("追责对象和情形。", "Who answers, and for what."),
        example={"scope": "直接责任人员"},
    )
    supervision: Line | None = field(
        Text("监督方式", "Supervision"),
        Text("受理投诉举报的机构和电话。", "Where to complain."),
        example="12345 政务服务便民热线",
    )


class DepartmentPowers(Catalogue):
    heading = Text("部门权责清单", "Department powers")
    about = Text(
        "一个部门的行政权力、责任事项和追责情形。",
        "The powers of one department, with duties, accountability and supervision.",
    )
    traits = Declared(questions=(BASIS, CODED, IN_FORCE), per_body=True)

    kind: Literal["department-powers"]
    items: Annotated[list[DepartmentPower], Field(min_length=1)] = items_field()
