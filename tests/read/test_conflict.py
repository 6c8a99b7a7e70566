"""What a merge leaves for a person: both sides, and the file made of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qzqd.read.conflict import both_sides, opposed

lines = st.lists(st.sampled_from(["a: 1\n", "b: 2\n", "c: 3\n", "\n"]), max_size=6).map("".join)


@given(lines, lines)
def test_two_sides_in_one_file_are_two_sides_again(ours: str, theirs: str) -> None:
    text = opposed(ours, theirs)
    assert both_sides(text) == (None if ours == theirs else (ours, theirs))


def test_what_both_have_grown_from_is_neither_side() -> None:
    text = "x\n<<<<<<< HEAD\na\n||||||| 1f3c\nb\n=======\nc\n>>>>>>> 分支\ny\n"
    assert both_sides(text) == ("x\na\ny\n", "x\nc\ny\n")
    assert both_sides(text.replace("\n", "\r\n")) == ("x\r\na\r\ny\r\n", "x\r\nc\r\ny\r\n")
    assert both_sides("x\n=======\n") is None
