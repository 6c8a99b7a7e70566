"""社区证明事项清单: certificates that a community may, or shall not, be asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Line, Prose, field
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
    )
    demanded_by: Line | None = field(
        Text("要求单位", "Demanding body"),
        Text("要求提供证明的单位。", "Who asks for the certificate."),
        example="银行业金融机构",
        roles=("distinguishes",),
    )
    substitute: Prose | None = field(
        Text("替代方式", "Substitute"),
        Text("不再出具后用什么代替。", "What takes its place."),
        example="公安机关出具的户籍档案",
    )


class CommunityCertificates(Catalogue):
    heading = Text("社区证明事项清单", "Community certificates")
    about = Text("社区可以出具和不应出具的证明。", "Certificates that a community may, or shall not, issue.")
    traits = Declared(
        sole="issuance",
        policy="community",
        columns=published_columns("seq", "name", "demanded_by", "substitute"),
        parts="issuance",
    )

    kind: Literal["community-certificates"]
    items: Annotated[list[Certificate], Field(min_length=1)] = items_field()
