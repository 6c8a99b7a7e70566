"""A kind says everything of itself: no other room names a kind, or a field that only one kind has."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.traits import Archetype, traits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SOURCE = Path(kinds.__file__).parents[1]
AT_HOME = ("kinds", "publish")
"""Rooms that may name kinds: where they are declared, and what writes their pages and examples."""
WORDS = {
    "adoption": "also what is recounted, a file's title, and the name of a rate",
    "claims": "also a command and a part of the coverage report",
    "units": "also a key of applies_to, waivers and recounts, which every kind may have",
    "laws": "also the file of the register that ships with qzqd",
}
"""Names of kinds that are words of the house as well, and why."""
BY_ROLE = {
    "responses": "what is asked of a ledger",
    "scores": "what is asked of a ledger",
    "arrived": "the name of a check in a report",
    "closed": "the name of a check in a report",
    "method": "what an editor asks for",
    "bands": "a role",
    "weight": "a role",
    "outcome": "a role",
    "deducted": "a role",
    "handover": "a role",
    "aspect": "a word of the coverage report: what an item has to have",
    "reported": "a word of the coverage report: what a unit said of an item",
    "asked": "a word of the contract of `impact`",
    "within_minutes": "of a limit, to which the role leads",
    **dict.fromkeys(
        ("per", "exactly", "backup", "identities", "also", "held_by", "every_days"),
        "of a role in the head of a list, to which its duties lead",
    ),
    **dict.fromkeys(
        (
            *("direction", "directions", "bodies", "tier", "before", "trend", "interval"),
            *("host", "scorer", "scorers", "scored", "counterpart", "profiles"),
        ),
        "a role",
    ),
    "close_within_days": "of a limit, to which the role leads",
    "minutes": "a word for time",
    "roles": "the head of an example",
    "tolerance": "of a target, to which its progress leads",
    "content": "a part of a GitLab report",
    "term": "a group of a pattern: the words for a document",
}
"""Fields of a single kind whose names are words of the house as well, and why."""
VALUES = {"制度": "what the title of an instrument ends with"}
"""Values of a single kind that are words of the law as well, and why."""
_PLAIN = (Archetype.LIST, Archetype.LEDGER)
"""The other archetypes have one kind each: their fields are concepts of the house."""


@cache
def single() -> frozenset[str]:
    """The fields that the items or the header of exactly one list or ledger have, and no shared mapping."""
    counts: Counter[str] = Counter()
    owners: dict[str, str] = {}
    for kind in kinds.names():
        names = {name for node in _nodes(kinds.schema(kind)) for name in node.get("properties", {})}
        counts.update(names)
        owners.update(dict.fromkeys(names, kind))
    return frozenset(
        name for name, number in counts.items() if number == 1 and traits(owners[name]).archetype in _PLAIN
    )


@cache
def single_values() -> frozenset[str]:
    """The Chinese values that only one list or ledger lets its fields have; the English ones are words of the house."""
    owners: dict[str, set[str]] = {}
    for kind in kinds.names():
        for value in _options(kinds.schema(kind)):
            owners.setdefault(value, set()).add(kind)
    return frozenset(
        value
        for value, named in owners.items()
        if len(named) == 1 and not value.isascii() and traits(*named).archetype in _PLAIN
    )


def _options(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (each for each in node.get("enum", ()) if isinstance(each, str))
        for part in node.values():
            yield from _options(part)
    elif isinstance(node, list):
        for part in node:
            yield from _options(part)


def _nodes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    yield from schema["$defs"].values()


def _texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every text constant but the kind of an example, messages, and what stands in a docstring."""
    titles: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "kind" and isinstance(value, ast.Constant):
                    value.value = None
        match node:  # a scene is an example, too
            case ast.FunctionDef(name="_scene", args=ast.arguments(defaults=given, kw_defaults=named)):
                _forget_kinds([*given, *named])
            case ast.Call(func=ast.Name(id="_scene"), args=given, keywords=named):
                _forget_kinds([*given, *(each.value for each in named)])
            case ast.Call(
                func=ast.Name(id="Text"), args=[*words]
            ):  # said to people, and compared with nothing
                titles |= {id(word) for word in words}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in titles:
            yield node.lineno, node.value


def _forget_kinds(values: list[ast.expr | None]) -> None:
    for value in values:
        if isinstance(value, ast.Constant) and value.value in kinds.names():
            value.value = None


def _modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if path.relative_to(SOURCE).parts[0] not in AT_HOME]


def _naming(words: Collection[str]) -> list[str]:
    """Where a module outside has one of these words as a constant; only what may have one is parsed."""
    quoted = re.compile(f"""["'](?:{"|".join(map(re.escape, words))})["']""")
    texts = {path: path.read_text("utf-8") for path in _modules()}
    return [
        f"{path.relative_to(SOURCE)}:{line} {word}"
        for path, text in texts.items()
        if quoted.search(text)
        for line, word in _texts(ast.parse(text))
        if word in words
    ]


def test_no_module_outside_names_a_kind_or_a_field_of_one() -> None:
    assert not _naming({*kinds.names()} - WORDS.keys() | single() - BY_ROLE.keys())


def test_no_module_outside_names_a_value_of_one_kind() -> None:
    assert not _naming(single_values() - VALUES.keys())


def test_no_exception_is_left_over() -> None:
    assert WORDS.keys() <= set(kinds.names())
    assert BY_ROLE.keys() <= single()
    assert VALUES.keys() <= single_values()
