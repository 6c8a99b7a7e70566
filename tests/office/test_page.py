"""How much room a text takes on paper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.office.page import BODY, TITLE, Font, lines, parts

texts = st.lists(st.text("行使 ab，。1\u0301", max_size=300), max_size=12).map("\n".join)


@pytest.mark.parametrize(
    ("text", "width", "font", "number"),
    [
        ("", 40, BODY, 1),
        ("一二三四五六七八九十", 41, BODY, 1),
        ("一二三四五六七八九十一", 41, BODY, 2),
        ("一二三四五六七八九十", 40, TITLE, 2),
        ("一\n\n二", 40, BODY, 3),
        ("a" * 61, 41, BODY, 4),
        ("一", 1, BODY, 1),
    ],
)
def test_lines(text: str, width: int, font: Font, number: int) -> None:
    assert lines(text, width, font) == number


@given(texts, st.integers(12, 60), st.integers(2, 30))
def test_parts_are_short_enough_and_lose_nothing(text: str, width: int, most: int) -> None:
    made = parts(text, width, BODY, most)
    assert "".join(made).replace("\n", "") == text.replace("\n", "")
    assert all(lines(part, width, BODY) <= most for part in made)


@given(texts)
def test_what_is_short_enough_stays_in_one_part(text: str) -> None:
    if lines(text, 257, BODY) <= 5:
        assert parts(text, 257, BODY, 1000) == [text]
