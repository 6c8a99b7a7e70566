"""`qzqd show ID|TEXT`: what an item is, who does it, and on what basis."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qzqd.cli import output as out
from qzqd.cli.exits import FINDINGS, OK, UNABLE
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.paths import Paths
from qzqd.locale import Text
from qzqd.report.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.workspace import Workspace

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
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import workspace

    try:
        space = workspace(paths or [])
    except Refused as refused:
        sys.stderr.write(safe(refused.problem.message.in_(chosen())) + "\n")
        return UNABLE
    items = list(_items(space))
    exact = [found for found in items if found[1]["id"].casefold() == wanted.casefold()]
    matches = exact or [
        found for found in items if wanted.casefold() in str(found[1].get("name", "")).casefold()
    ]
    if not matches:
        sys.stderr.write(safe(say(f"没有找到“{wanted}”", f"nothing matches “{wanted}”")) + "\n")
        return FINDINGS
    if len(matches) > _FULL:
        _list(matches)
    else:
        sys.stdout.write("\n".join(_card(catalogue, item) for catalogue, item in matches))
    return OK


def _items(space: Workspace) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every item that can be read, with its catalogue."""
    from qzqd import kinds
    from qzqd.read import source
    from qzqd.read.problem import Refused
    from qzqd.read.tree import parse

    for entry in space.entries:
        try:
            data = parse(source.load(entry.path, entry.root, space.config.max_bytes)).data
        except Refused as refused:
            message = refused.problem.message.in_(chosen())
            sys.stderr.write(safe(f"{entry.name}{say('：', ': ')}{message}") + "\n")
            continue
        if not isinstance(data, dict) or data.get("kind") not in kinds.names():
            continue
        items = data.get("items")
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield data, item


def _list(matches: list[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    from qzqd.cli.table import table

    rows = [
        (item["id"], str(item.get("name", "")), str(catalogue.get("title", "")))
        for catalogue, item in matches
    ]
    table((say("编号", "Id"), say("事项", "Item"), say("清单", "List")), rows)


def _card(catalogue: dict[str, Any], item: dict[str, Any]) -> str:
    from qzqd import kinds

    words = _Words(kinds.schema(catalogue["kind"]))
    lines = [f"{item['id']}  {item.get('name', '')}", f"  {_from(catalogue, words)}"]
    for name, field in words.item.items():
        if name in item and name not in ("id", "name"):
            lines += _wrapped(words.title(field), words.value(name, field, item[name]))
    return "\n".join(map(safe, lines)) + "\n"


class _Words:
    """What a kind calls its fields and values, in the language that was chosen."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema
        self.item = self.fields(schema["properties"]["items"])

    def fields(self, field: dict[str, Any]) -> dict[str, Any]:
        """The fields of the value of a field; none for a plain one."""
        from qzqd.kinds import named

        inner = field.get("items", field)
        fields: dict[str, Any] = self.schema["$defs"][named(inner)]["properties"] if "$ref" in inner else {}
        return fields

    def title(self, field: dict[str, Any]) -> str:
        """What people call it."""
        words = field if chosen() == "zh" else field["x-en"]
        return str(words["title"])

    def value(self, name: str, field: dict[str, Any], value: Any) -> list[str]:
        """The value in words, an entry of a list to a line."""
        if isinstance(value, list):
            return [text for entry in value for text in self.value(name, field, entry)]
        if name == "basis" and (cited := _cited(value)):
            return [cited]
        if isinstance(value, dict):
            known = self.fields(field)
            parts = (
                f"{self.title(known[key]) if key in known else key} {'、'.join(self.value(key, known.get(key, {}), inner))}"
                for key, inner in value.items()
            )
            return [say("，", ", ").join(parts)]
        return [self.plain(name, str(value)) if "enum" in field.get("items", field) else str(value)]

    def plain(self, name: str, value: str) -> str:
        """One of the allowed values of the fields of this name; its meaning, where it is an English word."""
        from qzqd.kinds.forms import meaning

        nodes = [self.schema, *self.schema["$defs"].values()]
        described = "；".join(
            node["properties"][name]["description"] for node in nodes if name in node["properties"]
        )
        return (chosen() == "zh" and meaning(value, described)) or value


def _from(catalogue: dict[str, Any], words: _Words) -> str:
    source = catalogue.get("source")
    provenance = source.get("provenance", "") if isinstance(source, dict) else ""
    made = words.plain("provenance", str(provenance))
    title, edition = catalogue.get("title", ""), catalogue.get("edition", "")
    return say(f"{title}（{edition}，{made}）", f"{title} ({edition}, {made})")


def _wrapped(title: str, values: list[str]) -> list[str]:
    from qzqd.report.terminal import wrap

    lines = [line for value in values for line in wrap(value, max(out.width() - 4, 20))]
    return (
        [f"  {title}{say('：', ': ')}{lines[0]}"]
        if len(lines) == 1 and len(lines[0]) < 30
        else [
            f"  {title}{say('：', ':')}",
            *(f"    {line}" for line in lines),
        ]
    )


def _cited(entry: Any) -> str | None:
    """The citation as it is written in Chinese; None for what is none."""
    from dataclasses import fields

    from qzqd.law.citation import Citation, format

    names = {field.name for field in fields(Citation)}
    try:
        return format(Citation(**{key: value for key, value in entry.items() if key in names}))
    except (AttributeError, TypeError, ValueError):
        return None
