"""主责事项清单: what a township or street is itself responsible for, and answers for."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, NonEmpty, field
from qzqd.kinds.traits import BASIS, CARRIED, IN_FORCE, Declared, Question
from qzqd.locale import Text


class MainResponsibility(Item):
    office: Line | None = field(
        Text("承办机构", "Office"),
        Text("“六办三中心”中承办该事项的机构。", "The office or centre that carries it."),
        example="党政综合办公室",
        need="QZ609",
        refers="office",
        aka=(
            "责任科室",
            "承办科室",
            "责任机构",
            "承办部门",
            "责任部门",
            "责任单位",
            "承办单位",
            "内设机构",
            "责任站所",
            "牵头科室",
        ),
    )
    counterparts: NonEmpty[Line] | None = field(
        Text("对口部门", "Counterpart departments"),
        Text("对口的市直部门。", "The departments of the city that it answers to."),
        example=["市民政局"],
        need="QZ610",
        refers="department",
        aka=(
            "对口单位",
            "对口上级部门",
            "上级对口部门",
            "对口市直部门",
            "市直对口部门",
            "对应上级部门",
            "业务主管部门",
            "上级业务部门",
            "指导部门",
        ),
    )
    profiles: NonEmpty[Literal["重点镇", "特色镇", "街道"]] | None = field(
        Text("适用类别", "Profiles"),
        Text(
            "适用的乡镇（街道）类别；不写表示都适用。",
            "The classes of township it applies to; all where absent.",
        ),
        example=["街道"],
        roles=("distinguishes", "profiles"),
    )


class MainResponsibilities(Catalogue):
    heading = Text("主责事项清单", "Main responsibilities")
    about = Text(
        "乡镇（街道）自己负主要责任的事项；“主责之外不考核”。",
        "What a township or street is itself responsible for; nothing else is appraised.",
    )
    traits = Declared(
        sole="office",
        aka=("主责事项", "主责清单", "主体责任清单"),
        questions=(
            Question(
                "office",
                Text("有承办机构和对口部门", "has an office and a counterpart"),
                ("office", "counterparts"),
            ),
            BASIS,
            IN_FORCE,
            CARRIED,
        ),
    )

    kind: Literal["main-responsibilities"]
    items: NonEmpty[MainResponsibility] = items_field()
