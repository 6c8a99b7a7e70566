"""赋权事项清单: powers that departments have handed down to streets and townships."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, items_field
from qzqd.kinds.fields import Date, Line, NonEmpty, field
from qzqd.kinds.street_powers import Power
from qzqd.kinds.traits import BASIS, CODED, IN_FORCE, Declared, PublishedColumn, published_columns
from qzqd.locale import Text


class DelegatedPower(Power):
    former_authority: Line | None = field(
        Text("原行使部门", "Former body"),
        Text("下放前行使该权力的部门。", "The department that exercised it before."),
        example="市城市管理执法委员会",
        amiss={"power_source": ["法定本级行使"]},
        refers="department",
        roles=("receiver", "former", "distinguishes"),
        aka=(
            *(
                "原实施主体",
                "原实施部门",
                "原行使机关",
                "赋权部门",
                "区级主管部门",
                "原执法主体",
                "原执法部门",
                "原实施机关",
                "原实施单位",
                "原主管部门",
                "原职能部门",
                "原行使主体",
                "县级主管部门",
                "县级部门",
            ),
            *(
                "委托机关",
                "委托部门",
                "委托单位",
                "授权部门",
                "下放部门",
                "赋权机关",
                "赋权单位",
                "部门名称",
                "单位名称",
            ),
        ),
    )
    scope: Line | None = field(
        Text("赋权范围", "Scope"),
        Text("下放的范围；全部或部分。", "What part of it was handed down."),
        example="部分：仅限居住区",
        aka=("赋权内容", "下放范围"),
    )
    receiving_units: NonEmpty[Line] | None = field(
        Text("承接单位", "Receiving units"),
        Text("承接该权力的街道、乡镇。", "The streets and townships that received it."),
        example=["武当路街道"],
        refers="unit",
        roles=("receivers",),
        aka=(
            "赋权街镇",
            "承接乡镇（街道）",
            "承接乡镇",
            "承接街道",
            "赋权乡镇（街道）",
            "承接主体",
            "承接镇街",
            "承接街镇",
            "承接镇（街道）",
            "承接街道（乡镇）",
            "承接机关",
            "赋权对象",
            "受委托单位",
            "被委托单位",
            "受托单位",
        ),
    )
    handover: Date | None = field(
        Text("移交日期", "Handover date"),
        Text("正式移交的日期。", "When it was handed over."),
        example="2024-07-01",
        roles=("handover", "begins"),
    )
    funding: Line | None = field(
        Text("经费保障", "Funding"),
        Text("随赋权下拨的经费从哪里来。", "Where the money comes from that goes with the power."),
        example="区财政按执法人数核定",
        aka=("支出责任",),
    )
    mandate: Line | None = field(
        Text("委托书", "Mandate"),
        Text("委托行使的，写委托书的文号。", "Where it is exercised by mandate, the number of the mandate."),
        example="委托书〔2025〕3号",
        need="QZ644",
        when={"power_source": ["上级委托", "同级委托"]},
        amiss={"power_source": ["法定本级行使"]},
    )
    mandate_until: Date | None = field(
        Text("委托期限", "Mandate until"),
        Text("委托到哪一天为止。", "The last day of the mandate."),
        example="2027-12-31",
        roles=("trial", "ends"),
    )


class DelegatedPowers(Catalogue):
    heading = Text("赋权事项清单", "Delegated powers")
    about = Text(
        "赋权事项：原由县级部门行使，经省级政府决定交由乡镇（街道）行使的权力。",
        "Powers of county departments that townships and streets exercise by decision of the provincial government.",
    )
    traits = Declared(
        questions=(BASIS, CODED, IN_FORCE),
        added="delegated",
        cancelled="recalled",
        claimable=True,
        sole="authority",
        aka=("赋权", "下放事项", "赋予…街道", "赋予…镇", "赋予…乡", "委托…街道", "委托…镇", "委托…乡"),
        columns=published_columns(
            "seq",
            "codes.local",
            PublishedColumn("name", Text("赋权事项名称", "Delegated power")),
            "power_type",
            "former_authority",
            "authority",
            "office",
            "scope",
            PublishedColumn("basis", Text("赋权事项的执法依据", "Legal basis")),
            "receiving_units",
            "handover",
        ),
    )

    kind: Literal["delegated-powers"]
    items: NonEmpty[DelegatedPower] = items_field()
