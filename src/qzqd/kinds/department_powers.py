"""部门权责清单: the powers of one department, with the duties and the accountability that go with them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.basis import BasisList
from qzqd.kinds.catalogue import Catalogue, items_field
from qzqd.kinds.fields import Line, Model, NonEmpty, Prose, field
from qzqd.kinds.street_powers import AUTHORITIES, Power, authority_field
from qzqd.kinds.traits import BASIS, CODED, IN_FORCE, Declared, PublishedColumn, published_columns
from qzqd.locale import Text


class Duty(Model):
    name: Line | None = field(
        Text("责任事项", "Duty"),
        Text("履行该权力时必须做的一步。", "A step that the body must take."),
        example="受理",
    )
    sort: Line | None = field(
        Text("责任类别", "Sort"),
        Text(
            "直接实施责任或者指导监督责任。",
            "Whether the body acts itself, or guides and watches over others.",
        ),
        example="直接实施责任",
        roles=("heads",),
    )
    content: Prose | None = field(
        Text("责任事项内容", "Content"),
        Text("这一步的要求。", "What the step demands."),
        example="公示应当提交的材料，一次性告知补正材料。",
    )
    steps: NonEmpty[Prose] | None = field(
        Text("责任事项分项", "Steps"),
        Text("原表中逐条编号的内容，不写编号。", "What the table numbers, without the numbers."),
        example=["制定检查方案。", "实施检查。"],
        roles=("numbered",),
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
        aka=("追责对象", "问责对象", "追责对象及范围"),
    )
    opening: Prose | None = field(
        Text("追责情形引语", "Opening"),
        Text("各种情形前面的话。", "The words before the situations."),
        example="有下列情形的，相关工作人员应承担相应责任：",
        roles=("lead-in",),
    )
    situations: NonEmpty[Prose] | None = field(
        Text("追责情形", "For what"),
        Text("应当追究责任的情形。", "The situations in which they answer."),
        example=["对符合条件的申请不予受理"],
        aka=("追责情形及依据", "问责情形", "追责情形内容", "追责情况"),
    )


class DepartmentPower(Power):
    authority: Line = authority_field((*AUTHORITIES, "单位名称", "部门名称", "单位", "部门"))
    sub_item: Line | None = field(
        Text("子项名称", "Sub-item"),
        Text("公布清单中的子项名称。", "The name of the sub-item in the published list."),
        example="设立审批",
        roles=("subitem", "distinguishes"),
    )
    undertaking_office: Line | None = field(
        Text("承办科室", "Undertaking office"),
        Text("部门内承办的科室。", "The section of the department that does the work."),
        example="行政审批科",
        roles=("handler",),
        aka=("责任科室", "承办科(室)", "承办处室"),
    )
    offices: Annotated[list[Line], Field(min_length=2)] | None = field(
        Text("多个承办机构", "Several offices"),
        Text("由几个内设机构共同承办的，逐个写明。", "Where several offices do the work, each of them."),
        example=["政策法规科", "综合核算科"],
        refers="office",
    )
    department_duty: Prose | None = field(
        Text("部门职责", "Duty of the department"),
        Text("部门与该权力有关的职责。", "What the department has to do where this power is concerned."),
        example="负责本级公共机构节能监督检查。",
        aka=("主要职责", "职责", "部门主要职责", "部门职责内容"),
    )
    addressees: Prose | None = field(
        Text("实施对象", "Addressed to"),
        Text("权力对谁行使。", "Those it is exercised upon."),
        example="用人单位",
        aka=("行政相对人", "服务对象", "管理对象", "检查对象", "抽查对象", "监管对象", "处罚对象"),
    )
    statutory_limit: Line | None = field(
        Text("法定期限", "Statutory time limit"),
        Text("法律规定的办理期限，照原文写。", "The time allowed by law, in its own words."),
        example="20个工作日",
        roles=("allowed",),
        aka=("法定办结时限", "法定时限"),
    )
    promised_limit: Line | None = field(
        Text("承诺期限", "Promised time limit"),
        Text("对外承诺的办理期限，照原文写。", "The time that is promised, in its own words."),
        example="5个工作日",
        roles=("promised",),
        aka=("承诺办结时限", "承诺时限"),
    )
    charge: Prose | None = field(
        Text("收费", "Charge"),
        Text("是否收费和收费标准。", "Whether a charge is made, and how much."),
        example="不收费",
        aka=("是否收费", "收费标准", "收费情况", "收费依据和标准", "收费标准及依据"),
    )
    charge_basis: Prose | None = field(
        Text("收费依据", "Basis of the charge"),
        Text("设定收费的文件。", "What sets the charge."),
        example="省物价局、财政厅收费目录",
    )
    disclosure: Line | None = field(
        Text("公开", "Disclosure"),
        Text("公开的方式或范围。", "How, or to whom, it is made public."),
        example="依申请公开",
        aka=("公开方式", "是否公开", "公开范围", "公开属性"),
    )
    procedure: Prose | None = field(
        Text("运行流程", "Procedure"),
        Text("办理的流程。", "How it is carried out."),
        example="受理—审查—决定—送达",
        aka=("办理流程", "权力运行流程", "流程图", "工作流程"),
    )
    remedies: Prose | None = field(
        Text("救济渠道", "Remedies"),
        Text("当事人不服时可以怎么办。", "What those concerned can do against it."),
        example="依法申请行政复议或者提起行政诉讼。",
        aka=("救助渠道", "救济途径", "救济方式", "救济渠道及方式"),
    )
    level_authority: Prose | None = field(
        Text("实施层级及权限", "Tiers and their authority"),
        Text("各层级分别行使什么。", "What each tier does."),
        example="市级负责跨区县的事项",
        aka=("权限", "权限划分", "层级权限"),
    )
    duties: NonEmpty[Duty] | None = field(
        Text("责任事项", "Duties"),
        Text("与权力相应的责任。", "The duties that go with the power."),
        example=[{"name": "受理"}],
        aka=("责任事项内容", "责任内容", "对应责任", "部门责任", "责任"),
    )
    duty_basis: BasisList | None = field(
        Text("责任事项依据", "Basis of the duties"),
        Text(
            "设定各项责任的条款，不分属哪一项责任的写在这里。",
            "The provisions that set the duties, where nothing says which sets which.",
        ),
        example=[{"law": "中华人民共和国行政许可法", "article": 30}],
        aka=("责任依据", "责任事项的依据", "履责依据"),
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
        aka=("监督电话", "监督投诉方式", "投诉举报方式"),
    )


_TIERS = Text("实施层级及权限", "Tiers and their authority")


class DepartmentPowers(Catalogue):
    heading = Text("部门权责清单", "Department powers")
    about = Text(
        "一个部门的行政权力、责任事项和追责情形。",
        "The powers of one department, with duties, accountability and supervision.",
    )
    traits = Declared(
        questions=(BASIS, CODED, IN_FORCE),
        per_body=True,
        sole="authority",
        aka=("权责清单", "权力清单", "责任清单", "行政许可事项清单", "权力和责任清单"),
        columns=published_columns(
            "seq",
            "codes.local",
            "name",
            "sub_item",
            "power_type",
            "basis",
            "authority",
            "office",
            "offices",
            "undertaking_office",
            PublishedColumn("level", Text("实施层级", "Tiers"), _TIERS),
            PublishedColumn("level_authority", Text("权限", "Authority"), _TIERS),
            "department_duty",
            PublishedColumn("duties", Text("责任事项内容", "Duties")),
            "duty_basis",
            "accountability.scope",
            "accountability.situations",
        ),
    )

    kind: Literal["department-powers"]
    items: NonEmpty[DepartmentPower] = items_field()
