"""机构设置清单: the offices, centres, windows and committees that every unit is to have."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import NAMES, Catalogue, items_field, name_field
from qzqd.kinds.counted import Counted
from qzqd.kinds.fields import Line, NonEmpty, field
from qzqd.kinds.traits import Declared
from qzqd.locale import Text

OrganisationTier = Literal["县", "街道", "社区", "网格小区", "楼栋"]
"""From high to low."""


class Organisation(Counted):
    name: Line = name_field((*NAMES, "机构名称", "内设机构名称"))
    type: (
        Literal[
            "党组织",
            "党政工作机构",
            "内设机构",
            "事业单位",
            "公益一类",
            "公益二类",
            "服务站",
            "服务窗口",
            "群众性自治组织",
            "工作委员会",
        ]
        | None
    ) = field(
        Text("机构性质", "Type"),
        Text("机构的性质。", "What kind of organisation it is."),
        example="内设机构",
        roles=("type", "distinguishes"),
        autonomous=("群众性自治组织",),
    )
    level: OrganisationTier | None = field(
        Text("治理层级", "Level"),
        Text(
            "设在哪一级；下一级的机构（parent）要挂在上一级下面，不得越级。",
            "At which level it is. What belongs to another body (parent) is one level below it.",
        ),
        example="社区",
        roles=("tier",),
    )


class Organisations(Catalogue):
    heading = Text("机构设置清单", "Organisations")
    about = Text(
        "街道、社区应当设立的机构、窗口和委员会；下设的用 parent 写明属于谁。",
        "The offices, windows and committees that a street or community is to have; parent says what they belong to.",
    )
    traits = Declared(
        policy="working",
        aka=("机构设置", "机构清单", "内设机构"),
        verb=Text("设立", "set up"),
        names_offices=True,
    )

    kind: Literal["organisations"]
    items: NonEmpty[Organisation] = items_field()
