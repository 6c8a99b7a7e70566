"""豁免清单: items that a unit need not have adopted for the time being, who said so, and until when."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds import FIRST
from qzqd.kinds.basis import Decision
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import Date, Line, NonEmpty, field
from qzqd.kinds.header import Upstream
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class Waiver(Item):
    units: NonEmpty[Line] = field(
        Text("单位", "Units"),
        Text("哪些单位，写登记簿里的名称。", "Which units, by their registered names."),
        example=["武当路街道"],
        required=True,
        refers="unit",
    )
    rules: NonEmpty[Literal["missing", "not-adopted", "partial"]] | None = field(
        Text("豁免内容", "Rules"),
        Text(
            "missing 缺失；not-adopted 未承接；partial 部分承接。不写就是缺失和未承接。",
            "What is excused; missing and not-adopted where it is left out.",
        ),
        example=["missing"],
    )
    reason: Line = field(
        Text("理由", "Reason"),
        Text("为什么暂缓承接。", "Why it may be left for now."),
        example="执法队伍组建中",
        required=True,
    )
    approval: Decision = field(
        Text("批准", "Approval"),
        Text("批准豁免的机关、文号和日期。", "Who allowed it, by which document, and when."),
        example={"body": "区委编办", "date": "2025-06-01"},
        required=True,
    )
    until: Date = field(
        Text("有效期至", "Until"),
        Text("到期以后照常统计，并报为问题。", "After this day it counts again, and is a finding."),
        example="2026-12-31",
        required=True,
        roles=("ends",),
    )


class Waivers(Catalogue):
    heading = Text("豁免清单", "Waivers")
    about = Text(
        "经批准暂缓承接的事项；upstream 写通用清单，事项的 upstream 写免哪一项，不写就是全部。",
        "Items that may stay unadopted for a time. upstream is the baseline; the upstream of an item is what is "
        "waived, everything where it is left out.",
    )
    traits = Declared(Archetype.WAIVERS, "records", held_against=FIRST, aka=("暂缓承接",))

    kind: Literal["waivers"]
    upstream: Upstream = field(
        Text("通用清单", "Baseline"),
        Text("豁免的是哪份通用清单的事项。", "The baseline whose items are waived."),
        example={"catalogue": "hubei/street-powers"},
        required=True,
    )
    items: NonEmpty[Waiver] = items_field()
