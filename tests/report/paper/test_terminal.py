"""How wide text is, where it breaks, and when it is coloured."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.report.paper.terminal import cells, colour_wanted, fitting, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("街道", 4),
        ("，。《", 6),
        ("ＡＢ", 4),
        ("ｱ", 1),
        ("e\u0301", 1),
        ("“”—·", 4),
        ("", 0),
        ("　", 2),
    ],
)
def test_cells(text: str, width: int) -> None:
    assert cells(text) == width


@given(st.text(), st.text())
def test_cells_add_up(one: str, other: str) -> None:
    assert cells(one + other) == cells(one) + cells(other)


@given(st.text(), st.integers(0, 40))
def test_fitting_is_the_most_that_fits(text: str, room: int) -> None:
    count = fitting(text, room)
    assert cells(text[:count]) <= room
    assert count == len(text) or cells(text[: count + 1]) > room


@given(st.text(st.sampled_from("街道办事处，。）ab c"), max_size=200), st.integers(20, 60))
def test_wrap_keeps_the_text_and_the_width(text: str, room: int) -> None:
    lines = wrap(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert cells(line) <= room or " " not in line.strip()
        assert not line.startswith(("，", "。", "）")) or line == lines[0]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "0"}, False),
        (False, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_wanted(terminal: bool, environment: dict[str, str], wanted: bool) -> None:
    assert colour_wanted(environment, terminal=terminal) is wanted
