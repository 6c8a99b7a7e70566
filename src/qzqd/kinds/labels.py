"""The Chinese words that stand for the English values of a list, wherever such a value is written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd import kinds
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BRACKETS = regex("（[^（）]*）")
_ENDINGS = ("事项", "清单")
_EACH = "*"


class Labels(NamedTuple):
    """Of one kind: the words, and for each field that takes them, by its path, the value that each stands for.

    A path leads from the top of the list to the field; `*` stands for every entry of a list.
    """

    words: frozenset[str]
    fields: tuple[tuple[tuple[str, ...], dict[str, str]], ...]


def stored_kind(word: str) -> str:
    """The kind of which `word` is the title; `word` itself where it is none."""
    return word if word.isascii() else kinds.by_title().get(word, word)


def store(data: dict[str, Any], texts: Mapping[str, Any]) -> None:
    """Put the value that is stored in the place of every word that stands for it; `texts` are all those of the list.

    A list without such words costs next to nothing.
    """
    kind = data.get("kind")
    if isinstance(kind, str):
        data["kind"] = kind = stored_kind(kind)
        if kind in kinds.names():
            put(data, of(kind), texts)


def put(data: dict[str, Any], labels: Labels, texts: Mapping[str, Any]) -> None:
    """The same with labels that are at hand."""
    # Each of the words is looked for, and not each of the texts.
    if not texts.keys().isdisjoint(labels.words):
        for path, meant in labels.fields:
            _put(data, path, meant)


@cache
def of(kind: str) -> Labels:
    """The labels of a kind."""
    return of_schema(kinds.schema(kind))


def of_schema(schema: dict[str, Any]) -> Labels:
    """The labels that the descriptions in a generated schema give."""
    fields = tuple(_fields(schema, schema, ()))
    return Labels(frozenset(word for _, meant in fields for word in meant), fields)


def described_labels(options: list[Any], described: str) -> dict[str, str]:
    """The words of a description that stand for one value each: 基本履职 for `basic 基本履职事项`."""
    from qzqd.kinds.forms import meaning

    found: dict[str, str] = {}
    for option in options:
        for word in _variants(meaning(str(option), described)):
            found[word] = "" if word in found or word in options else str(option)
    return {word: option for word, option in found.items() if option}


def _variants(word: str) -> set[str]:
    """A meaning, also without what is in brackets, and without 事项 or 清单 at its end."""
    bare = _BRACKETS.sub("", word)
    shorter = (bare.removesuffix(ending) for ending in _ENDINGS)
    return {variant for variant in (word, bare, *shorter) if variant}


def _fields(
    node: dict[str, Any], schema: dict[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    if "$ref" in node:
        node = {**schema["$defs"][kinds.named(node)], **node}
    if "enum" in node:
        if meant := described_labels(node["enum"], node.get("description", "")):
            yield path, meant
    elif "items" in node:
        # What the values of a list mean is said where the list is described.
        inner = {"description": node.get("description", ""), **node["items"]}
        yield from _fields(inner, schema, (*path, _EACH))
    for name, prop in node.get("properties", {}).items():
        yield from _fields(prop, schema, (*path, name))


def _put(value: Any, path: tuple[str, ...], meant: dict[str, str]) -> None:
    """Replace the texts at the end of the path, in place."""
    first, *rest = path
    places: Iterable[Any] = ()
    if first == _EACH and isinstance(value, list):
        places = range(len(value))
    elif isinstance(value, dict) and first in value:
        places = (first,)
    for place in places:
        inner = value[place]
        if rest:
            _put(inner, tuple(rest), meant)
        elif isinstance(inner, str):
            value[place] = meant.get(inner, inner)
