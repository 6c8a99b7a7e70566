"""`qzqd kinds`: every kind of list in one table."""

from __future__ import annotations

import typer

from qzqd.cli.exits import OK
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.table import table
from qzqd.locale import Text

ABOUT = Text("列出所有清单类型。", "List every kind of list.")


def known(kind: str) -> str:
    """The kind itself. Raises typer.BadParameter, with what was probably meant, for one that does not exist."""
    from qzqd.kinds import meant_kind, names

    if kind in names():
        return kind
    guess = meant_kind(kind)
    hint = (
        say(f"；是否想写 {guess}？", f"; did you mean {guess}?")
        if guess
        else say("；用 qzqd kinds 查看", "; see qzqd kinds")
    )
    raise typer.BadParameter(say(f"没有清单类型 {kind}", f"no such kind: {kind}") + hint)


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
