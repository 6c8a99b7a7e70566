"""Odd spaces are read as spaces, whatever they stand between, and told one line at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.characters import ODD_SPACES
from qzqd.read import spaces
from qzqd.read.tree import parse

pytestmark = pytest.mark.usefixtures("each_reader")

ODD = ["\xa0", *map(chr, range(0x2000, 0x200B)), "\u202f", "\u205f"]
PLACES = [
    "a:_甲\nb: 乙\n",
    "a: 甲_\nb: 乙\n",
    "a:\n  -_甲\n  - 乙\n",
    "a:\n_ b: 甲\n  c: 乙\n",
    "a: {b: 甲,_c: 乙}\n",
]


def test_these_are_all() -> None:
    import re

    assert re.findall(f"[{ODD_SPACES}]", "".join(map(chr, range(0x3001)))) == sorted(ODD)


@pytest.mark.parametrize("space", ODD)
@pytest.mark.parametrize("place", PLACES)
def test_wherever_they_stand_they_are_spaces(space: str, place: str) -> None:
    text = place.replace("_", space).encode()
    tree = parse(text)
    assert tree.data == parse(place.replace("_", " ").encode()).data
    (problem,) = spaces.remarks(text, tree)
    assert f"U+{ord(space):04X}" in problem.message.zh
    assert problem.offsets == (place.index("_"), place.index("_") + 1)


def test_a_line_is_told_once_and_says_how_many() -> None:
    text = "a: 甲\xa0乙\u2003丙\nb: 丁\xa0\n".encode()
    first, second = spaces.remarks(text, parse(text))
    assert "U+00A0（不换行空格）、U+2003（全身空格）（本行 2 处）" in first.message.zh
    assert second.help is not None
    assert second.help.zh == "删去末尾的空格"


def test_no_other_rule_speaks_of_a_space_within_a_value() -> None:
    text = "a: 甲\xa0乙\nb: 丙\xa0\n".encode()
    tree = parse(text)
    assert len(list(spaces.remarks(text, tree))) == 2
    assert tree.spoilt == {(3, 6)}


@given(st.text(st.sampled_from([*ODD, " ", "甲", "a", "\n", "“", "—", "·", "\u3000"])))
def test_nothing_else_is_touched(text: str) -> None:
    plain = spaces.plain(text.encode()).decode()
    assert len(plain) == len(text)
    assert plain == "".join(" " if mark in ODD else mark for mark in text)
