"""公共服务事项目录: services a street or community offers to residents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, field
from qzqd.kinds.traits import Declared
from qzqd.locale import Text


class PublicService(Item):
    window: Line | None = field(
        Text("服务窗口", "Window"),
        Text("受理该服务的窗口。", "The window that takes it in."),
        example="公共服务窗口",
    )
    labels: Annotated[list[Literal["马上办", "网上办", "就近办", "一次办"]], Field(min_length=1)] | None = (
        field(
            Text("办理标签", "Labels"),
            Text("马上办、网上办、就近办、一次办。", "At once, online, nearby, in one go."),
            example=["网上办", "一次办"],
        )
    )
    bundle: Line | None = field(
        Text("一件事", "Bundle"),
        Text("所属的“一件事”主题。", "The life event it is bundled under."),
        example="新生儿出生一件事",
    )


class PublicServices(Catalogue):
    heading = Text("公共服务事项目录", "Public services")
    about = Text("街道和社区向居民提供的服务。", "What a street or community offers its residents.")
    traits = Declared(aka=("公共服务事项", "公共服务清单"))

    kind: Literal["public-services"]
    items: Annotated[list[PublicService], Field(min_length=1)] = items_field()
