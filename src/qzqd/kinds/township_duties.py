"""履行职责事项清单: the three lists of a township since 2024: basic, assisting, recalled."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, NonEmpty, Prose, field
from qzqd.kinds.traits import Declared, published_columns
from qzqd.locale import Text


class TownshipDuty(Item):
    section: Literal["basic", "assist", "recalled"] = field(
        Text("清单部分", "Section"),
        Text(
            "basic 基本履职事项；assist 配合履职事项；recalled 上级部门收回事项。",
            "basic: the township's own duties; assist: done with a department; recalled: taken back by one.",
        ),
        example="assist",
        required=True,
        roles=("type", "distinguishes", "class"),
        handed={"recalled": "recalled"},
    )
    lead_department: Line | None = field(
        Text("对应上级部门", "Lead department"),
        Text("配合履职事项的牵头部门。", "The department that leads."),
        example="县林业局",
        need="QZ612",
        when={"section": ["assist"]},
        amiss={"section": ["basic"]},
        refers="department",
        aka=("牵头部门", "上级部门", "对应部门", "牵头单位", "主责部门"),
    )
    lead_duty: Prose | None = field(
        Text("上级部门职责", "Duty of the department"),
        Text("牵头部门做什么。", "What the lead department does."),
        example="统一领导森林防火工作",
        need="QZ612",
        when={"section": ["assist"]},
        amiss={"section": ["basic", "recalled"]},
        aka=("部门职责", "上级职责"),
    )
    township_duty: Prose | None = field(
        Text("乡镇（街道）配合职责", "Duty of the township"),
        Text("乡镇（街道）配合做什么。", "What the township or street does."),
        example="组织巡护，及时报告火情",
        need="QZ612",
        when={"section": ["assist"]},
        amiss={"section": ["basic", "recalled"]},
        roles=("asked",),
        aka=("乡镇（街道）职责", "乡镇配合职责", "街道配合职责", "乡镇职责", "镇（街道）配合职责"),
    )
    receiving_department: Line | None = field(
        Text("承接部门", "Receiving department"),
        Text("收回后由谁承接。", "Who took it back."),
        example="县卫生健康局",
        need="QZ612",
        when={"section": ["recalled"]},
        amiss={"section": ["basic", "assist"]},
        refers="department",
        roles=("receiver",),
    )
    method: Prose | None = field(
        Text("工作方式", "Method"),
        Text("收回后怎么做。", "How it is done from then on."),
        example="由县级部门直接组织实施",
        need="QZ612",
        when={"section": ["recalled"]},
        amiss={"section": ["basic", "assist"]},
    )


class TownshipDuties(Catalogue):
    heading = Text("履行职责事项清单", "Township duties")
    about = Text(
        "乡镇（街道）基本履职、配合履职、上级部门收回三张清单。",
        "The three lists of a township: its own duties, those it assists with, those taken back.",
    )

    traits = Declared(
        sole="section",
        aka=("履职事项清单", "基本履职", "配合履职", "收回事项"),
        columns=published_columns(
            "seq", "name", "lead_department", "lead_duty", "township_duty", "receiving_department", "method"
        ),
        parts="section",
    )

    kind: Literal["township-duties"]
    items: NonEmpty[TownshipDuty] = items_field()
