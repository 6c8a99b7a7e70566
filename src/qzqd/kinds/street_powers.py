"""街道通用职权清单: the powers and duties every street office has."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from qzqd.kinds.basis import BasisList, basis_field
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Model, NonEmpty, field
from qzqd.kinds.powers import PowerLevel, PowerType
from qzqd.kinds.traits import BASIS, CODED, IN_FORCE, Declared, published_columns
from qzqd.locale import Text

PowerSource = Literal["法定本级行使", "上级下放", "上级授权", "同级授权", "上级委托", "同级委托"]


class Codes(Model):
    local: Annotated[str, Field(pattern=r"^[0-9A-Za-z-]{1,64}$")] | None = field(
        Text("地方编码", "Local code"),
        Text("本省使用的职权编码。", "The code used in the province."),
        example="4203020011001000",
        aka=(
            "事项编码",
            "职权编码",
            "项目编码",
            "业务编码",
            "事项代码",
            "权力编码",
            "职权代码",
            "项目代码",
            "权力代码",
            "权责编码",
        ),
    )
    basic: (
        Annotated[
            str,
            Field(
                max_length=17, pattern=r"^([0-9A-Z]{12}|[0-9A-Z]{14}|[0-9A-Z]{1,14}-[0-9A-Z-]{0,14}[0-9A-Z])$"
            ),
        ]
        | None
    ) = field(
        Text("基本编码", "Basic code"),
        Text(
            "12 位基本编码；有的地方是 14 位，或者中间有连字符。",
            "12 characters; in some places 14, or with hyphens between.",
        ),
        example="000125004000",
    )
    implementation: Annotated[str, Field(pattern=r"^[0-9A-Z]{31}$")] | None = field(
        Text("实施编码", "Implementation code"),
        Text(
            "31 位：统一社会信用代码 18 位、行使层级 1 位、基本编码 12 位。",
            "31 characters: credit code 18, level 1, basic code 12.",
        ),
        example="11420302011234567X5000125004000",
    )
    handling: Annotated[str, Field(pattern=r"^[0-9A-Z]{33}$")] | None = field(
        Text("业务办理项编码", "Handling code"),
        Text("33 位：实施编码 31 位加 2 位顺序码。", "33 characters: the implementation code and 2 more."),
        example="11420302011234567X500012500400001",
    )


AUTHORITIES = (
    "实施主体", "实施机关", "执法主体", "行使机关", "行使部门", "实施单位", "责任主体", "实施部门", "行使单位", "责任部门", "法定实施主体", "实施机构", "检查主体", "抽查主体", "执法机关", "收费单位", "实施行政主体", "职权主体", "权力行使主体",
)  # fmt: skip
"""What columns with the bodies that exercise powers are headed."""


def authority_field(aka: tuple[str, ...]) -> Any:
    """The body that exercises a power."""
    return field(
        Text("行使主体", "Exercising body"),
        Text("行使该权力的机关。", "The body that exercises it."),
        example="街道办事处",
        required=True,
        roles=("body", "distinguishes"),
        aka=aka,
    )


class Power(Item):
    """What every list of powers says of an item."""

    power_type: PowerType = field(
        Text("权力类型", "Power type"),
        Text(
            "九类加其他行政权力；地方可在 qzqd.toml 增加。",
            "Nine types and others; a place may add its own in qzqd.toml.",
        ),
        example="行政检查",
        required=True,
        extensible="power_types",
        roles=("type", "distinguishes"),
        aka=(
            "职权类型",
            "事项类型",
            "类别",
            "权力类别",
            "职权类别",
            "行政权力类型",
            "权责类型",
            "权力事项类型",
            "类型",
        ),
    )
    authority: Line = authority_field(AUTHORITIES)
    office: Line | None = field(
        Text("承办机构", "Office"),
        Text("具体承办的内设机构。", "The office that does the work."),
        example="公共安全办公室",
        refers="office",
        aka=(
            "责任科室",
            "承办科室",
            "内设机构",
            "承办单位",
            "责任处室",
            "承办科室（单位）",
            "承办机构（科室）",
            "责任科室（单位）",
            "具体承办机构",
            "承办部门",
            "责任机构",
            "责任处（科）室",
        ),
    )
    level: NonEmpty[PowerLevel] | None = field(
        Text("行使层级", "Level"),
        Text("行使该权力的层级，可以有几级。", "The tiers that exercise it."),
        example=["镇（乡、街道）"],
        roles=("tiers",),
        aka=("实施层级", "层级", "实施层级及权限", "权力层级", "执法层级", "行使层级", "实施层级权限"),
    )
    power_source: PowerSource | None = field(
        Text("权力来源", "Source of power"),
        Text("权力从何而来。", "Where the power comes from."),
        example="法定本级行使",
        handed={"上级下放": "delegated"},
    )
    codes: Codes | None = field(
        Text("编码", "Codes"),
        Text("事项的各种编码。", "The codes of the item."),
        example={"basic": "000125004000"},
    )
    basis: BasisList | None = basis_field()


class StreetPowers(Catalogue):
    heading = Text("街道通用职权清单", "Street general powers")
    about = Text(
        "每个街道都有的法定职权和职责，是承接和覆盖率的基准。",
        "The powers and duties that every street office has: the baseline of adoption and coverage.",
    )
    traits = Declared(
        verb=Text("纳入", "included"),
        sole="authority",
        questions=(BASIS, CODED, IN_FORCE),
        aka=(
            "街道办事处权力清单",
            "街道权责清单",
            "街道办事处权责清单",
            "街道法定",
            "法定行政执法事项清单",
            "街道权力清单",
            "街道通用权力清单",
            "街道办事处通用权力清单",
            "街道办事处行政权力清单",
            "街道办事处法定行政权力清单",
            "街道行政权力清单",
            "街道权责事项清单",
            "街道…权责清单",
            "街道…权力清单",
        ),
        columns=published_columns(
            "seq", "codes.local", "name", "power_type", "authority", "office", "basis", "level"
        ),
    )

    kind: Literal["street-powers"]
    items: NonEmpty[Power] = items_field()
