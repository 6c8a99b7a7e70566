"""What stands at a place, and what is being written there."""

from __future__ import annotations

import pytest

from qzqd.lsp.cursor import slots, spot
from qzqd.read.tree import parse

TEXT = 'kind: laws\nitems:\n  - id: "A"\n    tags: [x, 中]\n'


@pytest.mark.parametrize(
    ("word", "path", "at"),
    [
        ("kind", ("kind",), "key"),
        ("laws", ("kind",), "value"),
        ('"A"', ("items", 0, "id"), "value"),
        ("中", ("items", 0, "tags", 1), "value"),
    ],
)
def test_the_word_at_an_offset(word: str, path: tuple[str | int, ...], at: str) -> None:
    start = TEXT.index(word)
    for offset in (start, start + len(word)):
        assert spot(parse(TEXT.encode()), offset) == (path, at, start, start + len(word))


def test_between_words_is_nothing() -> None:
    assert spot(parse(b"a:     b\n"), 5) is None


@pytest.mark.parametrize(
    ("text", "path", "at", "replaced"),
    [
        ("kind: x\nite|", ("qzqd",), "key", "ite"),
        ("a: wo|rd  # why\n", ("a",), "value", "word"),
        ('a: "wo|rd"\n', ("a",), "value", '"word"'),
        ("a: |\nb: 1\n", ("a",), "value", ""),
        ("items:\n  - id: 1\n    na|\n    other: 2\n", ("items", 0, "qzqd"), "key", "na"),
        ("items:\n  - na|\n", ("items", 0, "qzqd"), "key", "na"),
        ("items:\n  - na|: 1\n", ("items", 0, "qzqd"), "key", "na"),
        ("items:\n  - |\n", ("items", 0), "value", ""),
        ("a: {b: 1, c|}\n", ("a", "qzqd"), "key", "c"),
        ("a: {b: |}\n", ("a", "b"), "value", ""),
        ("a: [x, y|]\n", ("a", 1), "value", "y"),
        ("a: |\nb: 'never closed\n", ("a",), "value", ""),
        ("a:\n  - b: 1\n  |\nc: 2\n", ("a", 0, "qzqd"), "key", ""),
        ("a:\r\n  -   b: 1\r\n  w|\r\n", ("a", 0, "qzqd"), "key", "w"),
        ("a:\n- b: 1\n|\n", ("qzqd",), "key", ""),
    ],
)
def test_what_is_being_written(text: str, path: tuple[str | int, ...], at: str, replaced: str) -> None:
    offset = text.index("|")
    text = text.replace("|", "")
    found = {(slot.path, slot.at, text[slot.start : slot.end]) for slot in slots(text, offset)}
    assert (path, at, replaced) in found


@pytest.mark.parametrize("text", ["a: b # rem|ark\n", "'never closed\na: |\n"])
def test_nothing_is_offered_where_nothing_is_known(text: str) -> None:
    assert slots(text.replace("|", ""), text.index("|")) == []
