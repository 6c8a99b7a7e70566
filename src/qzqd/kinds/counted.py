"""Items of which a unit may have several: so many at least, so many at most."""

from __future__ import annotations

from qzqd.kinds.catalogue import Item
from qzqd.kinds.fields import Positive, field
from qzqd.locale import Text


class Counted(Item):
    at_least: Positive | None = field(
        Text("至少几个", "At least"),
        Text(
            "每个单位至少要有几个；承接情况用 count 填数量。",
            "How many every unit has to have; adoptions say how many in `count`.",
        ),
        example=4,
        roles=("at-least",),
        later=True,
    )
    at_most: Positive | None = field(
        Text("至多几个", "At most"),
        Text("每个单位至多可以有几个。", "How many a unit may have."),
        example=2,
        roles=("at-most",),
        later=True,
    )
