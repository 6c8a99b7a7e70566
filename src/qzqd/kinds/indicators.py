"""考核指标: what a township or street is appraised on, each resting on a main responsibility."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.fields import ItemId, Line, Number, field
from qzqd.kinds.ledger import HeldAgainst, TableFile, held_against, records_field
from qzqd.kinds.traits import Archetype, Declared
from qzqd.locale import Text


class Indicator(Item):
    upstream: ItemId | None = field(
        Text("主责事项", "Main responsibility"),
        Text("考核的是主责事项清单里的哪一项。", "Which main responsibility it appraises."),
        example="DY-ZZ-01",
        need="QZ525",
        refers="upstream",
    )
    department: Line | None = field(
        Text("考核部门", "Department"),
        Text("提出指标的部门。", "The department that set it."),
        example="市民政局",
        refers="department",
    )
    points: Number | None = field(
        Text("分值", "Points"), Text("指标的分值。", "How many points it is worth."), example=5
    )


class Indicators(Catalogue):
    heading = Text("考核指标", "Indicators")
    about = Text(
        "对乡镇（街道）的考核指标；upstream 写主责事项清单，主责之外不考核。",
        "What townships and streets are appraised on; upstream is the list of main responsibilities, outside of which "
        "nothing is appraised.",
    )
    traits = Declared(Archetype.LEDGER, "working", ledger="subjects", held_against="main-responsibilities")

    kind: Literal["indicators"]
    upstream: HeldAgainst = held_against()
    records: TableFile | None = records_field()
    items: list[Indicator] = items_field()
