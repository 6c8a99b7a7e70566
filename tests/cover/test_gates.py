"""A demand is met exactly: neither by rounding, nor missed by it."""

from __future__ import annotations

from fractions import Fraction as Exact

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.cover.coverage import Aspect, Coverage, Fraction, Gate, Trend
from qzqd.cover.gates import Demands, gates
from qzqd.locale import Text


def gate(part: int, whole: int, least: float) -> Gate:
    aspect = Aspect("a", "basis", Text("有实施依据", "has a basis"), Fraction(part, whole))
    (found,) = gates(Coverage(aspects=[aspect]), Demands(aspects={"basis": least}))
    return found


@pytest.mark.parametrize(
    ("part", "least", "passed", "value"),
    [
        (887, 99.887, True, 99.887),  # 99.88738…
        (887, 99.888, False, 99.887),
        (887, 99.88, True, 99.88),
        (887, 99.89, False, 99.88),
        (888, 100, True, 100),
        (887, 100, False, 99.88),
        (0, 0, True, 0),
    ],
)
def test_as_many_decimals_count_as_are_demanded(part: int, least: float, passed: bool, value: float) -> None:
    found = gate(part, 888, least)
    assert (found.passed, found.value) == (passed, value)


def test_nothing_of_nothing_meets_no_demand() -> None:
    assert not gate(0, 0, 0).passed


@pytest.mark.parametrize(("new", "passed"), [((3, 4), True), ((2, 4), False), ((0, 0), False)])
def test_a_rate_of_nothing_is_a_decrease(new: tuple[int, int], passed: bool) -> None:
    trend = Trend("a", "示例", 4, 4, Fraction(3, 4), Fraction(*new))
    (found,) = gates(Coverage(trends=[trend]), Demands(no_decrease=True))
    assert found.passed is passed


@given(st.integers(1, 10_000), st.data(), st.integers(0, 100_000).map(lambda number: number / 1000))
def test_what_is_shown_never_contradicts_the_verdict(whole: int, data: st.DataObject, least: float) -> None:
    part = data.draw(st.integers(0, whole))
    found = gate(part, whole, least)
    assert found.passed is (Exact(part * 100, whole) >= Exact(str(least)))
    assert found.passed is (found.value >= least)
