"""机构设置清单: the offices, centres, windows and committees that every unit is to have."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import field
from qzqd.kinds.traits import Declared
from qzqd.locale import Text


class Organisation(Item):
    type: (
        Literal["党组织", "内设机构", "事业单位", "服务站", "服务窗口", "群众性自治组织", "工作委员会"] | None
    ) = field(
        Text("机构性质", "Type"),
        Text("机构的性质。", "What kind of organisation it is."),
        example="内设机构",
        roles=("type", "distinguishes"),
    )


class Organisations(Catalogue):
    heading = Text("机构设置清单", "Organisations")
    about = Text(
        "街道、社区应当设立的机构、窗口和委员会；下设的用 parent 写明属于谁。",
        "The offices, windows and committees that a street or community is to have; parent says what they belong to.",
    )
    traits = Declared(policy="working", verb=Text("设立", "set up"), names_offices=True)

    kind: Literal["organisations"]
    items: Annotated[list[Organisation], Field(min_length=1)] = items_field()
