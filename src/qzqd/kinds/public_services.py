"""公共服务事项目录: services a street or community offers to residents."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, NonEmpty, Prose, field
from qzqd.kinds.traits import Declared
from qzqd.locale import Text


class PublicService(Item):
    window: Line | None = field(
        Text("服务窗口", "Window"),
        Text("受理该服务的窗口。", "The window that takes it in."),
        example="公共服务窗口",
        aka=("办理窗口", "受理窗口", "窗口名称", "办事窗口"),
    )
    labels: NonEmpty[Literal["马上办", "网上办", "就近办", "一次办"]] | None = field(
        Text("办理标签", "Labels"),
        Text("马上办、网上办、就近办、一次办。", "At once, online, nearby, in one go."),
        example=["网上办", "一次办"],
    )
    modes: (
        NonEmpty[
            Literal[
                "容缺受理",
                "上门服务",
                "委托代办",
                "预约服务",
                "快递送达",
                "自助办理",
                "首问负责",
                "一站办结",
            ]
        ]
        | None
    ) = field(
        Text("服务方式", "Modes"),
        Text("可以用哪些方式办理。", "In which ways it can be had."),
        example=["上门服务", "委托代办"],
    )
    route: Literal["社区直接办理", "街道办理", "部门办理"] | None = field(
        Text("办理路径", "Route"),
        Text(
            "在哪一级办结；社区直接办理的不经街道。",
            "Where it is settled; in the community means without the street.",
        ),
        example="社区直接办理",
    )
    procedure: Prose | None = field(
        Text("公开流程", "Procedure"),
        Text("对外公开的办理流程。", "The procedure as it is published."),
        example="窗口受理，即时办结",
        aka=("办理流程", "办事流程", "服务流程", "办理程序"),
    )
    source_department: Line | None = field(
        Text("来源部门", "Source department"),
        Text("事项从哪个部门来。", "The department that it comes from."),
        example="区民政局",
        refers="department",
        aka=("业务主管部门", "主管部门", "上级主管部门", "对应部门"),
    )
    bundle: Line | None = field(
        Text("一件事", "Bundle"),
        Text("所属的“一件事”主题。", "The life event it is bundled under."),
        example="新生儿出生一件事",
    )


class PublicServices(Catalogue):
    heading = Text("公共服务事项目录", "Public services")
    about = Text("街道和社区向居民提供的服务。", "What a street or community offers its residents.")
    traits = Declared(sole="window", aka=("公共服务事项", "公共服务清单"))

    kind: Literal["public-services"]
    items: NonEmpty[PublicService] = items_field()
