"""Which fields a heading stands for: the kinds say it of themselves, by titles and `aka`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.kinds.traits import Archetype, traits
from qzqd.regex import regex
from qzqd.tables.headings import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qzqd.finding import FieldPath

NUMBER: FieldPath = ("seq",)
NAME: FieldPath = ("name",)
PARENT: FieldPath = ("parent",)

_OF_PERSONS = frozenset(
    map(
        heading_key,
        ("录入人", "经办人", "联系人", "填表人", "填报人", "审核人", "负责人", "责任人", "联系电话", "手机", "手机号码", "身份证号", "姓名", "录入时间", "录入日期"),
    )
)  # fmt: skip
"""What is said of persons, and of nothing a list is about."""
_AFTER = tuple(
    f"{word}{of}" for word in ("调整后", "变更后", "修改后", "修订后", "更名后", "规范后", "整合后", "合并后") for of in ("", "的")
)  # fmt: skip
_NOW = (*_AFTER, "新", "现")
"""What stands before a heading of the state after an adjustment, the plainest first."""
_BEFORE = regex("(?:调整|变更|修改|修订|更名|规范|整合|合并)前|原|旧")
_WIDE, _NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")
_NEVER = {"id", "upstream", "replaces", "merged_from", "split_from", "succeeded_by", "origin", "extra", "ignore", "provenance"}  # fmt: skip
"""What a published table cannot know, or what import itself writes."""


@dataclass(frozen=True, slots=True)
class FieldTarget:
    """A field that a column may stand for: its path in an item, its schema, and whether the heading is its title."""

    path: FieldPath
    node: Mapping[str, Any]
    titled: bool


def of_person(text: str) -> bool:
    """Whether a heading announces what is said of a person."""
    return heading_key(text) in _OF_PERSONS


@cache
def field_targets(kind: str) -> Mapping[str, tuple[FieldTarget, ...]]:
    """By heading, without white space, the fields that a column under it may stand for, in canonical order."""
    found: dict[str, list[FieldTarget]] = {}
    body = kinds.schema(kind)
    for path, node in _fields(kinds.item_schema(body), body["$defs"], ()):
        for word in dict.fromkeys(map(heading_key, headings(path, node))):
            titled = word == heading_key(node["title"])
            found.setdefault(word, []).append(FieldTarget(path, node, titled))
    return {word: tuple(each) for word, each in found.items()}


@cache
def column_targets(kind: str) -> Mapping[str, tuple[FieldTarget, ...]]:
    """The same of every heading that a table may have: first those of tables that show the state after an adjustment."""
    known = dict(field_targets(kind))
    for word in [*known]:  # either sort of brackets
        known.setdefault(word.translate(_WIDE), known[word])
        known.setdefault(word.translate(_NARROW), known[word])
    now = {f"{word}{heading}": targets for word in _NOW for heading, targets in known.items()}
    return {**{word: targets for word, targets in now.items() if word not in known}, **known}


def of_before(text: str) -> bool:
    """Whether a heading announces the state before an adjustment."""
    return _BEFORE.match(heading_key(text)) is not None


def of_after(text: str) -> bool:
    """Whether a heading announces the state after an adjustment."""
    return text.startswith(_NOW)


def before_of(kind: str, headings: Mapping[int, str]) -> dict[int, int]:
    """By column that shows the state after an adjustment, the one that shows the same field before it."""
    fields = {column: _shown(kind, text) for column, text in headings.items()}
    found: dict[int, int] = {}
    for column, text in headings.items():
        others = [at for at in headings if at != column and fields[at] and fields[at] == fields[column]]
        if of_after(text) and others:
            found[column] = next((at for at in others if of_before(headings[at])), others[0])
    return found


def _shown(kind: str, text: str) -> FieldPath | None:
    """The field that a heading of either state stands for."""
    for word in (text, _BEFORE.sub("", text, count=1)):
        if targets := column_targets(kind).get(word):
            return targets[0].path
    return NAME if text.endswith("名称") and (of_before(text) or of_after(text)) else None


def headings(path: FieldPath, node: Mapping[str, Any]) -> list[str]:
    """What a column of a field is called: its title, but for `parent`, whose column has names of sub-items and no ids; then what else it is called."""
    return [*([] if path == PARENT else [node["title"]]), *node.get("x-aka", ())]


def _fields(
    node: Mapping[str, Any], definitions: Mapping[str, Any], above: FieldPath
) -> Iterator[tuple[FieldPath, Any]]:
    for name, prop in node["properties"].items():
        if not above and name in _NEVER:
            continue
        if "$ref" in prop:
            yield from _fields(definitions[kinds.named(prop)], definitions, (name,))
        else:
            yield (*above, name), prop


@cache
def importable() -> tuple[str, ...]:
    """The kinds that a table of items may be: lists, and registers of units."""
    wanted = (Archetype.LIST, Archetype.UNITS)
    return tuple(kind for kind in kinds.names() if traits(kind).archetype in wanted)


@cache
def known_headings() -> frozenset[str]:
    """Every heading that some kind knows, or that is known to be about a person."""
    return _OF_PERSONS.union(*(column_targets(kind) for kind in importable()))


def naming() -> frozenset[str]:
    """The headings of columns with the names of items; without one of them no table is a list."""
    return _headings(NAME)


def counting() -> frozenset[str]:
    """The headings of columns with running numbers."""
    return _headings(NUMBER)


def dividing() -> frozenset[str]:
    """The headings of columns with the names of sub-items."""
    return _headings(PARENT)


@cache
def _headings(path: FieldPath) -> frozenset[str]:
    """Everything by which some kind knows the column of a field."""
    found = (each for kind in importable() for each in column_targets(kind).items())
    return frozenset(word for word, targets in found if any(each.path == path for each in targets))
