"""Chinese words stand for English values wherever these may be written, and for one of them only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qzqd import kinds
from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.kinds import labels
from qzqd.open.registers import Registers
from qzqd.read.config import Config
from qzqd.read.tree import parse
from qzqd.write import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator


def enums(node: Any, described: str = "") -> Iterator[tuple[list[str], str]]:
    """Every list of allowed values in a schema, with what is said of it."""
    if isinstance(node, dict):
        described = node.get("description", described)
        if "enum" in node:
            yield node["enum"], described
        for inner in node.values():
            yield from enums(inner, described)


@pytest.mark.parametrize("kind", kinds.names())
def test_every_english_value_has_a_word_and_no_word_has_two(kind: str) -> None:
    for options, described in enums(kinds.schema(kind)):
        words = labels.described_labels(options, described)
        english = [option for option in options if option.isascii()]
        assert set(words.values()) == set(english)
        assert not set(words) & set(options)


@pytest.mark.parametrize("kind", kinds.names())
def test_a_kind_is_known_by_its_title(kind: str) -> None:
    title = kinds.schema(kind)["title"]
    assert labels.stored_kind(title) == kind
    assert parse(f"kind: {title}\nid: a\n".encode()).data == {"kind": kind, "id": "a"}


ACCESS = "items:\n  - {{id: ZR-01, name: 入户登记, listing: {}}}\n"


@pytest.mark.parametrize(
    ("kind", "field", "word", "value"),
    [
        ("community-access", "listing", "准入", "positive"),
        ("community-access", "listing", "负面", "negative"),
        ("township-duties", "section", "基本履职", "basic"),
        ("township-duties", "section", "配合履职事项", "assist"),
        ("adoption", "status", "已承接", "adopted"),
        ("adoption", "status", "部分承接", "partial"),
        ("units", "type", "社区", "community"),
        ("consultation-records", "outcome", "未采纳", "not-adopted"),
    ],
)
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_word_is_read_as_its_value_and_written_so(
    kind: str, field: str, word: str, value: str, quote: str
) -> None:
    text = f"kind: {kind}\nid: a\nitems:\n  - {{id: A-1, name: 甲, {field}: {quote}{word}{quote}}}\n"
    assert parse(text.encode()).data["items"][0][field] == value
    formatted = canonical.format(text.encode(), kinds.schema(kind)).decode()
    assert f"{field}: {value}" in formatted
    assert word not in formatted


def test_words_in_lists_and_in_the_header() -> None:
    text = "kind: 街道通用职权清单\napplies_to: {type: [街道, 乡镇]}\nsource: {provenance: 公布的原文}\n"
    data = parse(text.encode()).data
    assert (data["applies_to"]["type"], data["source"]["provenance"]) == (["street", "township"], "official")


def test_the_same_word_elsewhere_is_a_word() -> None:
    text = "kind: community-access\nitems:\n  - {id: A-1, name: 准入, category: 负面, listing: 准入}\n"
    assert parse(text.encode()).data["items"][0] == {
        "id": "A-1",
        "name": "准入",
        "category": "负面",
        "listing": "positive",
    }


def test_nothing_is_wrong_with_them_and_nothing_else_is_allowed() -> None:
    engine = Engine(Config(disable=("QZ6",)), Registers())

    def codes(word: str) -> list[str]:
        source = Example(ACCESS.format(word), {"kind": "社区事项准入清单"}).source()
        return [finding.code for finding in engine.check(source, "a.yaml").findings]

    assert codes("准入") == []
    assert codes("正式") == ["QZ103"]


@pytest.mark.parametrize(
    "text", ["- 准入\n", "准入\n", "kind: [准入]\n", "kind: 1\n", "kind: community-access\nitems: 准入\n"]
)
def test_what_is_no_list_stays_what_it_is(text: str) -> None:
    import yaml

    assert parse(text.encode()).data == yaml.safe_load(text)
