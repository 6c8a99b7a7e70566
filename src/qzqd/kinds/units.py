"""单位登记簿: the units, departments and offices that lists point at."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import UNIT_TYPES, Line, UnitCode, UnitType, field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class Unit(Item):
    name: Line = field(
        Text("事项名称", "Name"),
        Text("事项的规范名称。", "The official name of the item."),
        example="消防安全检查",
        required=True,
        aka=("单位名称", "部门名称", "机构名称", "名称"),
    )
    code: UnitCode | None = field(
        Text("代码", "Code"),
        Text(
            "行政区划代码（6、9、12 位，网格、小区等 15 位）或统一社会信用代码（18 位）。",
            "Division code (6, 9, 12 digits; 15 of a grid or estate) or credit code (18).",
        ),
        example="420302001",
        roles=("distinguishes",),
        aka=("区划代码", "行政区划代码", "统一社会信用代码", "单位代码"),
    )
    type: UnitType = field(
        Text("单位类型", "Type"),
        Text(
            UNIT_TYPES,
            "What kind of unit it is.",
        ),
        example="street",
        required=True,
        roles=("type", "distinguishes"),
        aka=("类型",),
    )
    aliases: Annotated[list[Line], Field(min_length=1)] | None = field(
        Text("别名", "Aliases"),
        Text("简称和曾用名；引用时视为同一单位。", "Short and former names that may be used for it."),
        example=["武当路街道办事处"],
        aka=("简称", "曾用名"),
    )
    offices: Annotated[list[Line], Field(min_length=1)] | None = field(
        Text("内设机构", "Offices"),
        Text("内设机构和直属事业单位。", "Its offices and centres."),
        example=["党建工作办公室", "综合执法中心"],
        aka=("科室",),
    )


class Units(Catalogue):
    heading = Text("单位登记簿", "Register of units")
    about = Text("清单引用的行政区划、街道、社区和部门。", "Divisions, streets, communities and departments.")
    traits = Declared(Archetype.UNITS, "records", aka=("单位名册", "单位名单"))

    kind: Literal["units"]
    items: Annotated[list[Unit], Field(min_length=1)] = items_field()
