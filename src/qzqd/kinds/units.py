"""单位登记簿: the units, departments and offices that lists point at."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.basis import BasisList, basis_field
from qzqd.kinds.catalogue import Catalogue, Item, items_field, name_field
from qzqd.kinds.fields import UNIT_TYPES, Line, Model, NonEmpty, Number, UnitCode, UnitType, field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text

_type = partial(field, Text("单位类型", "Type"), Text(UNIT_TYPES, "What kind of unit it is."), required=True)


class Unit(Item):
    name: Line = name_field(("单位名称", "部门名称", "机构名称", "名称"))
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
    type: UnitType = _type(example="street", roles=("type", "distinguishes"), aka=("类型",))
    profile: Line | None = field(
        Text("类别", "Profile"),
        Text(
            "乡镇（街道）属于哪一类，例如重点镇、特色镇、街道；只对这一类的事项按它判断。",
            "The class of a township or street; items that are only for some classes go by it.",
        ),
        example="重点镇",
        roles=("profile",),
        aka=("乡镇类别",),
    )
    attributes: dict[str, Number] | None = field(
        Text("属性", "Attributes"),
        Text("户数、人口、面积等。", "Households, people, area and the like."),
        example={"户数": 3200},
        later=True,
    )
    parcel: Line | None = field(
        Text("图斑编号", "Parcel"),
        Text("在电子地图上的图斑编号。", "The number of its area on the map."),
        example="TB-0012",
        later=True,
    )
    model: Line | None = field(
        Text("模式", "Model"),
        Text("采用哪一种体制模式，例如综合执法的模式。", "Which of several ways to organise it has taken."),
        example="综合派驻",
        later=True,
    )
    aliases: NonEmpty[Line] | None = field(
        Text("别名", "Aliases"),
        Text("简称和曾用名；引用时视为同一单位。", "Short and former names that may be used for it."),
        example=["武当路街道办事处"],
        aka=("简称", "曾用名"),
    )
    offices: NonEmpty[Line] | None = field(
        Text("内设机构", "Offices"),
        Text("内设机构和直属事业单位。", "Its offices and centres."),
        example=["党建工作办公室", "综合执法中心"],
        aka=("科室",),
    )


class Bound(Model):
    type: UnitType = _type(example="community")
    attribute: Line = field(
        Text("属性", "Attribute"), Text("哪一项属性。", "Which attribute."), example="户数", required=True
    )
    at_least: Number | None = field(
        Text("下限", "At least"), Text("不低于多少。", "The least it may be."), example=100
    )
    at_most: Number | None = field(
        Text("上限", "At most"), Text("不超过多少。", "The most it may be."), example=700
    )
    basis: BasisList | None = basis_field(need=None)


class Models(Model):
    type: UnitType = _type(example="county")
    one_of: Annotated[list[Line], Field(min_length=2)] = field(
        Text("几种模式", "One of"),
        Text("每个单位要选其中一种。", "Every unit takes one of these."),
        example=["综合派驻", "全领域综合执法", "智慧监管"],
        required=True,
    )


class Units(Catalogue):
    heading = Text("单位登记簿", "Register of units")
    about = Text("清单引用的行政区划、街道、社区和部门。", "Divisions, streets, communities and departments.")
    traits = Declared(Archetype.UNITS, "records", aka=("单位名册", "单位名单"))

    kind: Literal["units"]
    bounds: NonEmpty[Bound] | None = field(
        Text("属性范围", "Bounds"),
        Text(
            "各类单位的属性应当在什么范围，依据什么。",
            "Within which bounds attributes of units have to be, and why.",
        ),
        example=[{"type": "community", "attribute": "户数", "at_least": 100, "at_most": 700}],
        later=True,
    )
    models: NonEmpty[Models] | None = field(
        Text("可选模式", "Models"),
        Text(
            "各类单位可以选哪几种模式；每个选一种。",
            "The ways of organising that units choose from, one each.",
        ),
        example=[{"type": "county", "one_of": ["综合派驻", "智慧监管"]}],
        later=True,
    )
    items: NonEmpty[Unit] = items_field()
