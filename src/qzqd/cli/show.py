"""`qzqd show ID|TEXT`: what an item is, who does it, and on what basis."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK
from qzqd.cli.paths import Paths
from qzqd.cli.reading import catalogues, items, unable
from qzqd.console import tell
from qzqd.locale import Text

ABOUT = Text("按编号或文字查找事项。", "Find an item by its id or by text.")

_FULL = 3
"""So many matches are shown in full; more become a table."""


def show(
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help=say("事项编号，或名称里的文字", "an id, or part of a name"))
    ],
    paths: Paths = None,
    lang: Lang = None,
) -> int:
    """Exit code 1 when nothing matches."""
    from qzqd.check.settings import workspace
    from qzqd.read.problem import Refused

    try:
        space = workspace(paths or [])
    except Refused as refused:
        return unable(refused)
    lists = (catalogue for _, catalogue in catalogues(space) if catalogue)
    listed = [(catalogue, item) for catalogue in lists for item in items(catalogue)]
    exact = [found for found in listed if found[1]["id"].casefold() == wanted.casefold()]
    matches = exact or [
        found for found in listed if wanted.casefold() in str(found[1].get("name", "")).casefold()
    ]
    if not matches:
        tell(say(f"没有找到“{wanted}”", f"nothing matches “{wanted}”"))
        return FINDINGS
    if len(matches) > _FULL:
        _list(matches)
    else:
        for number, (catalogue, item) in enumerate(matches):
            console.put(*[""] * bool(number), *_card(catalogue, item))
    return OK


def _list(matches: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    from qzqd.cli.table import table

    rows = [
        (item["id"], f"{item.get('name', '')}{_state(catalogue, item)}", str(catalogue.get("title", "")))
        for catalogue, item in matches
    ]
    table((say("编号", "Id"), say("事项", "Item"), say("清单", "List")), rows)


def _card(catalogue: dict[str, Any], item: dict[str, Any]) -> list[str]:
    from qzqd.report.paper.provenance import titled
    from qzqd.report.paper.values import words

    told = words(catalogue["kind"], chosen())
    lines = [
        f"{item['id']}  {item.get('name', '')}{_state(catalogue, item)}",
        f"  {titled(catalogue).in_(chosen())}",
    ]
    for name, field in told.item.items():
        if name in item and name not in ("id", "name"):
            lines += _wrapped(told.title(field), told.value(name, field, item[name]))
    return lines


def _state(catalogue: dict[str, Any], item: dict[str, Any]) -> str:
    """What to say beside the name of an item that is not in force today, whatever else is wrong with it."""
    from qzqd.open.catalogue import state
    from qzqd.read.config import day_in_china

    today = day_in_china()
    states = [state(holder, today) for holder in (catalogue, item)]
    if "cancelled" in states:
        return say("（已取消）", " (cancelled)")
    return say("（尚未生效）", " (not yet in force)") if "pending" in states else ""


def _wrapped(title: str, values: list[str]) -> list[str]:
    from qzqd.report.paper.terminal import wrap

    lines = [line for value in values for line in wrap(value, max(out.width() - 4, 20))]
    return (
        [f"  {title}{say('：', ': ')}{lines[0]}"]
        if len(lines) == 1 and len(lines[0]) < 30
        else [
            f"  {title}{say('：', ':')}",
            *(f"    {line}" for line in lines),
        ]
    )
