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
    ("stream", "environment", "wanted"),
    [
        (Terminal(), {}, True),
        (io.StringIO(), {}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (io.StringIO(), {"FORCE_COLOR": "1"}, True),
        (Terminal(), {"FORCE_COLOR": "0"}, False),
        (io.StringIO(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_wanted(stream: io.StringIO, environment: dict[str, str], wanted: bool) -> None:
    assert colour_wanted(stream, environment) is wanted
