"""社区证明事项清单: certificates that a community may, or shall not, be asked for."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, NonEmpty, Prose, field
from qzqd.kinds.traits import Declared, published_columns
from qzqd.locale import Text


class Certificate(Item):
    issuance: Literal["may", "shall-not"] = field(
        Text("可否出具", "Issuance"),
        Text(
            "may 可以出具；shall-not 不应出具。",
            "may: the community issues it; shall-not: it must not be asked to.",
        ),
        example="shall-not",
        required=True,
        roles=("type", "class"),
        said={"may": ("可出具", "应当出具", "予以出具"), "shall-not": ("不应", "不得", "不再", "取消")},
    )
    demanded_by: Line | None = field(
        Text("要求单位", "Demanding body"),
        Text("要求提供证明的单位。", "Who asks for the certificate."),
        example="银行业金融机构",
        roles=("distinguishes",),
        aka=(
            "索要单位",
            "要求单位名称",
            "要求出具单位",
            "用证单位",
            "证明使用单位",
            "证明需求单位",
            "需求单位",
        ),
    )
    substitute: Prose | None = field(
        Text("替代方式", "Substitute"),
        Text("不再出具后用什么代替。", "What takes its place."),
        example="公安机关出具的户籍档案",
        aka=("替代措施", "替代办法", "替代方法", "办理方式", "核实方式", "取消后的办理方式"),
    )


class CommunityCertificates(Catalogue):
    heading = Text("社区证明事项清单", "Community certificates")
    about = Text("社区可以出具和不应出具的证明。", "Certificates that a community may, or shall not, issue.")
    traits = Declared(
        sole="issuance",
        barred="shall-not",
        policy="community",
        aka=("社区…证明", "村…证明", "自治组织…证明", "出具…证明", "不应…证明"),
        columns=published_columns("seq", "name", "demanded_by", "substitute"),
        parts="issuance",
    )

    kind: Literal["community-certificates"]
    items: NonEmpty[Certificate] = items_field()
