"""The reader against PyYAML's own loader: what it accepts it reads the same, and places it right."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from examples import share
from qzqd.read.events import DEPTH
from qzqd.read.positions import Positions
from qzqd.read.problem import Refused
from qzqd.read.tree import Tree, parse

pytestmark = pytest.mark.usefixtures("each_reader")

WORDS = st.sampled_from(
    ["街道办事处", "no", "on", "y", "012", "1:30", "1_000", "0x1F", "0o17", "1e3", "1.5", "-3", "+7", "~", "null", "True",
     "2025-01-31", "2025-1-1", ".5", "5.", ".inf", "=", "<<", "a: b", "a #b", "-", "- x", "?", "[", "}", "，", "：", "",
     "《消防法》", "'", '"', "|", ">", "&a", "*a", "!t", "%", "@", "`", "é", "👍", " x ", "a\tb", "x\ny"]
)  # fmt: skip
SCALARS = st.one_of(WORDS, st.text(max_size=8), st.integers(), st.booleans(), st.none())
DATA = st.dictionaries(
    st.one_of(st.sampled_from(["id", "name", "items", "basis"]), st.text(min_size=1, max_size=5)),
    st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
        ),
    ),
    max_size=5,
)


def load(text: str) -> Any:
    """What PyYAML makes of it, with its dates written as we keep them: as ISO text."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {plain(key): plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(yaml.load(text.encode(), Loader=yaml.CSafeLoader))


def accepted(text: str) -> Tree | None:
    try:
        tree = parse(text.encode())
    except (Refused, UnicodeEncodeError):
        return None
    odd_spaces = tree.source != text.encode()  # which are read as if they were not, and told
    return None if tree.problems or odd_spaces else tree


@given(DATA, st.booleans(), st.booleans())
def test_what_pyyaml_writes_is_read_back(data: dict[str, Any], flow: bool, wide: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow, width=1000 if wide else 20)
    tree = accepted(text)
    if tree is not None:
        assert tree.data == load(text)


@share(4)
@given(
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from(
        ["{0}: {1}\n", "- {0}\n", "k: [{0}, {1}]\n", "{{{0}: {1}}}\n", "{0}:\n  - {1}\n", "{0}\n"]
    ),
)
def test_mutated_text_is_refused_or_read_as_pyyaml_reads_it(words: list[str], line: str) -> None:
    text = "".join(line.format(word, words[0]) for word in words)
    tree = accepted(text)
    if tree is not None:
        assert tree.data == load(text)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(path, value)]
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in children:
        found += paths(inner, (*path, key))
    return found


@given(DATA, st.booleans())
def test_every_scalar_is_where_its_position_says(data: dict[str, Any], flow: bool) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=flow)
    tree = accepted(text)
    if tree is None:
        return
    positions = Positions(tree)
    for path, value in paths(tree.data):
        if path and not isinstance(value, dict | list):
            start, end = positions.offsets(path)
            assert load(text[start:end] or "null") == value
            if isinstance(path[-1], str):
                start, end = positions.offsets(path, "key")
                assert str(load(text[start:end])) == path[-1]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "QZ019"),
        ("# 只有注释\n", "QZ019"),
        ("a: &x 1\n", "QZ014"),
        ("a: *x\n", "QZ014"),
        ("a: !!str x\n", "QZ015"),
        ("a: !<tag:x> {b: 1}\n", "QZ015"),
        ("%YAML 1.1\n---\na: 1\n", "QZ015"),
        ("<<: {a: 1}\n", "QZ016"),
        ("a: 1\n---\nb: 2\n", "QZ017"),
        ("a: 1\n...\n---\nb: 2\n", "QZ017"),
        ("[" * (DEPTH + 1), "QZ018"),
        ("[" * 1_000_000, "QZ018"),
        ("{a: " * 100_000, "QZ018"),
        ("a: 1\nb: " + "[" * 5_000, "QZ018"),
        ("- " * 5_000, "QZ018"),
        ("\n".join(" " * level + "a:" for level in range(2_000)), "QZ018"),
        ("? [a]\n: 1\n", "QZ021"),
        ("{a: 1}: 2\n", "QZ021"),
        ("a: 1\n\tb: 2\n", "QZ011"),
        ("a：1\nb: 2\n", "QZ012"),
        ("items:\n  - id：JD-001\n    name: x\n", "QZ012"),
        ("a: {b: 1，c: 2}\n", "QZ012"),
        ("items:\n  - a: 1\n   b: 2\n", "QZ010"),
        ("a: 'x\n", "QZ010"),
        ("a: [1, 2\nb: 3\n", "QZ010"),
        ("a: x: y\n", "QZ010"),
        ("a: @x\n", "QZ010"),
        ("a:1\nb: 2\n", "QZ010"),
        ('a: "\\q"\n', "QZ010"),
    ],
)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(text.encode())
    assert refused.value.code == code


@pytest.mark.parametrize(
    "rest", ["", "]" * 40, "[" * 2_000, "@", '"\\q', "'", "*", "!,", "\nb: 1\n", "a: b: c", "\n- @"], ids=repr
)
@pytest.mark.parametrize("start", ["", "a: ", "a: 1\nb:\n  - ", "[x, {y: "])
def test_the_first_bracket_too_deep_is_pointed_at_whatever_follows(start: str, rest: str) -> None:
    """The parser looks ahead on the line and may trip over something else first, or over a limit of its own."""
    with pytest.raises(Refused) as refused:
        parse(f"{start}{'[' * 40}{rest}".encode())
    place = len(start) + DEPTH - {"": 0, "a: ": 1}.get(start, 2)
    assert (refused.value.code, refused.value.problem.offsets) == ("QZ018", (place, place + 1))


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("a: 1\n" + "[" * 2_000, "QZ010", 5),
        ("{[" * 2_000, "QZ021", 1),
        ("a: &x " + "[" * 2_000, "QZ014", 3),
        ("a: !x " + "[" * 2_000, "QZ015", 3),
    ],
)
def test_what_is_wrong_before_the_depth_is_told_first(text: str, code: str, at: int) -> None:
    with pytest.raises(Refused) as refused:
        parse(text.encode())
    assert refused.value.code == code
    assert refused.value.problem.offsets is not None
    assert refused.value.problem.offsets[0] == at


@pytest.mark.parametrize(
    "text", ["?", "? ", "- ?", "[?]", "[ ? ]", "a: [b, ? ]\nc: 1\n", "a: [\n  ?\n]\n", "{?}", "{a: 1, ? }"]
)
def test_a_question_mark_that_names_no_field(text: str) -> None:
    """One libyaml reads it in brackets, another does not."""
    with pytest.raises(Refused) as refused:
        parse(text.encode())
    place = text.index("?")
    assert (refused.value.code, refused.value.problem.offsets) == ("QZ010", (place, place + 1))
    assert "缺少字段名" in refused.value.problem.message.zh


@pytest.mark.parametrize(
    "scalar",
    ["no", "Yes", "ON", "off", "012", "0o17", "0x1F", "0b1", "1:30", "190:20:30", "1_000", "1e3", "5.", ".5", ".inf",
     ".NaN", "1.0", "1.10", "+7", "-0", "True", "2025-01-01 10:00:00", "+.5", "=", "08", "-012"],
)  # fmt: skip
def test_scalars_that_change_with_the_version_of_yaml_are_named(scalar: str) -> None:
    tree = parse(f"a: {scalar}\n".encode())
    assert [code for code, _ in tree.problems] == ["QZ020"]
    assert tree.data == {"a": scalar}
    assert parse(f'a: "{scalar}"\n'.encode()).problems == []


def test_a_quoted_twin_does_not_hide_an_ambiguous_scalar() -> None:
    tree = parse(b'a: "012"\nb: 012\nc: 12\nd: "12"\n')
    assert [code for code, _ in tree.problems] == ["QZ020"]
    assert tree.data == {"a": "012", "b": "012", "c": 12, "d": "12"}


def test_duplicate_keys_are_told_with_the_first_place() -> None:
    tree = parse(b"a: 1\nb: {c: [1, 2], d: 3}\na: 2\n")
    ((code, problem),) = tree.problems
    assert code == "QZ013"
    assert "第 1 行" in problem.message.zh
    assert problem.offsets == (26, 27)
    assert tree.data["a"] == 1
    assert Positions(tree).offsets(("b", "d")) == (23, 24)


_RUN_TOGETHER = (
    "items:\n  - id: A-1\n    name: 甲\n    basis:\n      - {law: 乙}\n    %sid: A-2\n    name: 丙\n"
)


def test_an_item_without_its_dash_is_not_called_a_duplicate() -> None:
    """To delete what is there twice would lose the item."""
    with pytest.raises(Refused) as caught:
        parse((_RUN_TOGETHER % "").encode())
    problem = caught.value.problem
    assert (caught.value.code, problem.message.zh) == ("QZ010", "列表的这一项前面少了“- ”")
    text = _RUN_TOGETHER % ""
    assert problem.offsets is not None
    assert text[slice(*problem.offsets)] == "id"
    (edit,) = problem.edits
    mended = text[: edit.start] + edit.text + text[edit.end :]
    assert [item["name"] for item in parse(mended.encode()).data["items"]] == ["甲", "丙"]


@pytest.mark.parametrize(
    "text",
    [
        "items:\n  - id: A-1\n    id: A-2\n    name: 甲\n",
        "id: a\nkind: b\nid: a\nkind: b\n",
        "{a: 1, b: 2, a: 1, b: 2}\n",
    ],
)
def test_fields_written_twice_by_mistake_remain_duplicates(text: str) -> None:
    assert {code for code, _ in parse(text.encode()).problems} == {"QZ013"}


def test_full_width_comma_in_a_list_is_pointed_at() -> None:
    tree = parse("a: [甲，乙]\nb: 甲，乙\nc: ['甲，乙']\n".encode())
    ((code, problem),) = tree.problems
    assert (code, problem.offsets) == ("QZ012", (5, 6))


def test_full_width_space_is_pointed_at() -> None:
    for text, offset in (("a: 1\n　b: 2\n", 5), ("a:\n　　- b: 2\n", 3)):
        ((code, problem),) = parse(text.encode()).problems
        assert (code, problem.offsets) == ("QZ012", (offset, offset + 1))


@pytest.mark.parametrize(
    "escape", ["\\u202e", "\\0", "\\e[31m", "\\x85", "\\u2028", "\\ufffd", "\\u3164", "\\uffa0"]
)
def test_escapes_do_not_hide_what_may_not_be_written(escape: str) -> None:
    tree = parse(f'a: "甲{escape}乙"\nb: "甲\\n乙"\n'.encode())
    assert [code for code, _ in tree.problems] == ["QZ007"]


def test_full_width_punctuation_inside_a_value_is_text() -> None:
    assert parse("note: WiFi：已覆盖，见附件\nown:\n  QQ：12345\nlist:\n  - 甲：乙\n".encode()).problems == []


def test_alias_bomb_costs_nothing() -> None:
    bomb = "a: &a [x]\n" + "".join(f"k{n}: &k{n} [{','.join(['*a'] * 9)}]\n" for n in range(30))
    with pytest.raises(Refused, match="anchors"):
        parse(bomb.encode())
