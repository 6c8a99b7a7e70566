"""`qzqd kinds`: every kind of list in one table."""

from __future__ import annotations

from qzqd.cli.exits import OK
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.table import table
from qzqd.locale import Text

ABOUT = Text("列出所有清单类型。", "List every kind of list.")


def kinds(lang: Lang = None) -> int:
    """Name, title and description."""
    from qzqd.kinds import names, schema

    rows = []
    for name in names():
        body = schema(name)
        words = body if chosen() == "zh" else body["x-en"]
        rows.append((name, words["title"], words["description"]))
    table((say("类型", "Kind"), say("清单", "List"), say("说明", "About")), rows)
    return OK
