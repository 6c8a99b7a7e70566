"""A slip is the one after whose mending the parser gets further; a try costs little, whatever the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import share
from qzqd.read import slips
from qzqd.read.problem import Problem, Refused
from qzqd.read.slips.trial import edited, reach
from qzqd.read.tree import parse

pytestmark = pytest.mark.usefixtures("each_reader")

HEAD = (
    'kind: street-powers\nid: a/b\ntitle: 清单\nedition: "2025"\njurisdiction: {code: "420302001", name: 武当路街道}\n'
    "issuer: 茅箭区\nsource: {title: 自拟, provenance: compiled}\nitems:\n"
)
ITEM = "  - id: JD-{:03}\n    name: 检查\n    power_type: 行政检查\n    authority: 街道办事处\n"


def refused(text: str) -> Problem:
    with pytest.raises(Refused) as caught:
        parse(text.encode())
    return caught.value.problem


def test_of_two_ways_to_mend_a_line_the_one_that_leaves_a_sound_list_is_told() -> None:
    """With the dash lost, the next item could also be pushed to the right, and the list would be a wreck."""
    text = HEAD + ITEM.format(1).replace("  - id", "    id") + ITEM.format(2)
    problem = refused(text)
    assert "少了“- ”" in problem.message.zh
    data = parse(edited(text, problem.edits).encode()).data
    assert [item["id"] for item in data["items"]] == ["JD-001", "JD-002"]


def test_the_cause_may_stand_many_lines_before_the_error() -> None:
    text = HEAD + ITEM.format(1).replace("JD-001", '"JD-001') + "    note: 说明\n" * 20 + ITEM.format('"2"')
    problem = refused(text)
    assert problem.offsets == (text.index('"JD'), text.index('"JD') + 1)


@pytest.mark.parametrize("field", ["items", "basis"])
@pytest.mark.parametrize("bracket", "{[")
def test_a_bracket_before_lines_of_their_own_is_told_where_it_is(field: str, bracket: str) -> None:
    text = "kind: mechanisms\nitems:\n  - id: A-1\n    name: 甲\n    basis:\n      - {law: 乙}\n"
    slipped = text.replace(f"{field}:", f"{field}: {bracket}")
    problem = refused(slipped)
    assert problem.message.zh == f"括号 {bracket} 没有闭合"
    assert problem.offsets is not None
    assert slipped[slice(*problem.offsets)] == bracket
    assert edited(slipped, problem.edits) == text


def test_several_slips_are_told_one_after_the_other() -> None:
    text = HEAD + ITEM.format(1).replace("name: ", "name：") + ITEM.format(2).replace("  - ", "  －")
    first = refused(text)
    assert "全角冒号" in first.message.zh
    assert "半角横线" in (refused(edited(text, first.edits)).help or first.message).zh


def test_a_slip_far_down_in_a_long_list_is_found() -> None:
    items = [ITEM.format(number) for number in range(20_000)]
    items[15_000] = items[15_000].replace("name: ", "name：")
    text = HEAD + "".join(items)
    started = time.process_time()
    problem = refused(text)
    assert problem.offsets == (text.index("："), text.index("：") + 1)
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "unit",
    ["- ", "a: ", '"', "{", "[", "a: {b: ", "：", "｛a：", "\n  a: '", "\n- {a: [", "\n　a:b", "\n a: @"],
)
def test_nothing_takes_long(unit: str) -> None:
    text = "a: b\n" + unit * (200_000 // len(unit)) + "\n}"
    started = time.process_time()
    try:
        parse(text.encode())
    except Refused:
        slips.hidden(text)
    assert time.process_time() - started < 20


SOUND = (
    HEAD + ITEM.format(1) + "    basis:\n      - {law: 消防法, article: 5}\n" + ITEM.format(2)
).splitlines()
PIECES = st.sampled_from(
    ["：", "，", "｛", "】", "－", "-", "　", " ", '"', "”", "'", "{", "]", "#", ": ", "@", "\n"]
)


@share(4)
@given(st.integers(0, len(SOUND) - 1), st.data(), PIECES, st.integers(0, 3))
def test_what_is_told_mends_it_or_brings_the_parser_further(
    row: int, data: st.DataObject, piece: str, removed: int
) -> None:
    line = SOUND[row]
    at = data.draw(st.integers(0, len(line)))
    text = "\n".join([*SOUND[:row], line[:at] + piece + line[at + removed :], *SOUND[row + 1 :], ""])
    try:
        parse(text.encode())
    except Refused as caught:
        problem = caught.problem
        assert problem.offsets is not None
        if problem.edits:
            assert reach(edited(text, problem.edits)) > reach(text)
