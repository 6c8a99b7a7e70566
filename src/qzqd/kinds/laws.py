"""法规登记簿: laws and regulations with their editions, so that citations can be checked."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.basis import LawLevel
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Date, Line, Model, NonEmpty, Positive, field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class LawEdition(Model):
    date: Date = field(
        Text("公布日期", "Date"),
        Text("该版本的公布日期。", "When this edition was published."),
        example="2021-04-29",
        required=True,
    )
    articles: Positive | None = field(
        Text("末条", "Last article"), Text("最后一条的序数。", "Number of the last article."), example=74
    )
    number: Line | None = field(
        Text("文号", "Document number"), Text("公布的令号。", "Number of the order."), example="主席令第81号"
    )


class Law(Item):
    short_titles: NonEmpty[Line] | None = field(
        Text("简称", "Short titles"), Text("通用的简称。", "Short titles in common use."), example=["消防法"]
    )
    level: LawLevel = field(
        Text("效力级别", "Level"),
        Text("法规的效力级别。", "The rank of the instrument."),
        example="法律",
        required=True,
        roles=("type",),
    )
    editions: NonEmpty[LawEdition] = field(
        Text("版本", "Editions"),
        Text("各次公布、修订、修正的版本，从旧到新。", "Its editions, oldest first."),
        example=[{"date": "2021-04-29", "articles": 74}],
        required=True,
    )
    superseded_by: Line | None = field(
        Text("被取代", "Superseded by"),
        Text("取代它的法规名称。", "Title of the instrument that took its place."),
        example="中华人民共和国中医药法",
    )


class Laws(Catalogue):
    heading = Text("法规登记簿", "Register of laws")
    about = Text(
        "法律法规的名称、级别和各版本的条数；不在登记簿里只表示“未知”。",
        "Titles, levels, editions and article counts. What is not in it is unknown, not wrong.",
    )
    traits = Declared(Archetype.LAWS, "records")

    kind: Literal["laws"]
    items: NonEmpty[Law] = items_field()
