"""`qzqd kinds`: every kind of list in one table."""

from __future__ import annotations

import json
from typing import Annotated, Any

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import OK
from qzqd.locale import Text
from qzqd.text import SEMICOLON

ABOUT = Text("列出所有清单类型，或一种类型的字段。", "List every kind of list, or the fields of one.")


def known_kind(kind: str) -> str:
    """The kind itself, also for its Chinese title. Raises Misused, with what was probably meant, for one that does not exist."""
    from qzqd.kinds import meant_kind, names
    from qzqd.kinds.labels import stored_kind

    kind = stored_kind(kind)
    if kind in names():
        return kind
    guess = meant_kind(kind)
    hint = (
        say(f"；是否想写 {guess}？", f"; did you mean {guess}?")
        if guess
        else say("；用 qzqd kinds 查看", "; see qzqd kinds")
    )
    raise Misused(say(f"没有清单类型 {kind}", f"no such kind: {kind}") + hint)


def kinds(
    kind: Annotated[
        str | None,
        Argument(metavar="KIND", help=say("清单类型：列出它的字段", "a kind: list its fields")),
    ] = None,
    lang: Lang = None,
) -> int:
    """Name, title and description of every kind; or the fields of one. Exit code 2 for an unknown one."""
    if kind is None:
        _all()
    else:
        _fields(known_kind(kind))
    return OK


def _all() -> None:
    from qzqd.kinds import names, schema

    rows = []
    for name in names():
        body = schema(name)
        words = _worded(body)
        rows.append((name, words["title"], words["description"]))
    out.table((say("类型", "Kind"), say("清单", "List"), say("说明", "About")), rows)


def _fields(kind: str) -> None:
    """A table for the header, one for the items, and one for each field that has fields of its own."""
    from qzqd.kinds import named, schema
    from qzqd.kinds.forms import definition_headings
    from qzqd.report.paper.terminal import wrap

    body = schema(kind)
    titles = definition_headings(body)
    item = named(body["properties"]["items"]["items"])
    words = ("字段", "Field"), ("名称", "Title"), ("要求", "Asked"), ("写法", "Form"), ("例子", "Example")
    headings = [say(zh, en) for zh, en in words]
    about = wrap(_worded(body)["description"], out.width())
    console.put(f"{_worded(body)['title']}  {kind}", *about, "")
    parts = {say("清单开头", "Header"): body}
    for name in (item, *titles):
        parts[titles[name].in_(chosen())] = body["$defs"][name]
    for title, node in parts.items():
        console.put(title)
        asked = node.get("required", ())
        fields = node["properties"]
        out.table(headings, [_row(name, fields, name in asked, titles) for name in fields])


def _row(name: str, fields: dict[str, Any], required: bool, titles: dict[str, Text]) -> tuple[str, ...]:
    from qzqd.kinds.forms import glossed, value_constraints

    prop = fields[name]

    def refer(definition: str) -> Text:
        title = titles[definition]
        return Text(f"见“{title.zh}”", f"see “{title.en}”")

    def literal(value: str) -> str:
        return glossed(value, prop["description"]) if chosen() == "zh" else value

    need = prop.get("x-need")
    asked = say("必填", "required") if required else _needed(need, fields) if need else ""
    form = SEMICOLON.join(value_constraints(prop, refer, literal)).in_(chosen())
    apart = "$ref" in prop.get("items", prop)
    example = "" if apart else json.dumps(prop.get("const", prop["examples"][0]), ensure_ascii=False)
    return name, _worded(prop)["title"], asked, form, example


def _needed(need: dict[str, Any], fields: dict[str, Any]) -> str:
    """Of which items a rule asks for a field: 配合履职事项必填（QZ612）."""
    from qzqd.kinds.forms import meaning

    values = [(name, value) for name, wanted in need.get("when", {}).items() for value in wanted]
    if not values:
        return say(f"必填（{need['rule']}）", f"required ({need['rule']})")
    zh = "、".join(meaning(value, fields[name]["description"]) or value for name, value in values)
    en = ", ".join(value for _, value in values)
    return say(f"{zh}必填（{need['rule']}）", f"required of {en} ({need['rule']})")


def _worded(node: dict[str, Any]) -> dict[str, Any]:
    """What holds title and description in the language that was chosen."""
    words: dict[str, Any] = node if chosen() == "zh" else node["x-en"]
    return words
