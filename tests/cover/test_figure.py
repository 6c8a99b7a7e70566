"""What a printed figure can mean, and that no number is lost when ranges are worked with."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qzqd.cover.figure import NumberRange, only, stated_figure


def claim(printed: str, value: float, **more: Any) -> dict[str, Any]:
    return {"figure": printed, "value": value, **more}


def exactly(low: str, high: str, *, low_open: bool = False, high_open: bool = False) -> NumberRange:
    return NumberRange(Fraction(low), Fraction(high), low_open, high_open)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (claim("36项", 36, measure="项"), exactly("36", "36")),
        (claim("五办", 5), exactly("5", "5")),
        (claim("5,000户", 5000), exactly("5000", "5000")),
        (claim("86%", 86, measure="%"), exactly("85.5", "86.5", high_open=True)),
        (claim("百分之八十六", 86, measure="%"), exactly("85.5", "86.5", high_open=True)),
        (claim("95.2%", 95.2), exactly("95.15", "95.25", high_open=True)),
        (claim("0%", 0, measure="%"), exactly("0", "0.5", high_open=True)),
        (claim("100%", 100, measure="%"), exactly("100", "100")),
        (claim("36项，同比减少21.7%", 46, measure="项"), exactly("46", "46")),
        (claim("161项", 161, operation="average"), exactly("160.5", "161.5", high_open=True)),
        (claim("减少九成", 90, operation="decrease"), exactly("89.5", "90.5", high_open=True)),
        (claim("32.7亿元", 3_270_000_000), exactly("3265000000", "3275000000", high_open=True)),
        (claim("3万人", 30_000), exactly("25000", "35000", high_open=True)),
        (
            claim("10万余次", 100_000, rounding="余"),
            exactly("100000", "110000", low_open=True, high_open=True),
        ),
        (
            claim("十万余次", 100_000, rounding="余"),
            exactly("100000", "110000", low_open=True, high_open=True),
        ),
        (
            claim("10余万次", 100_000, rounding="余"),
            exactly("100000", "200000", low_open=True, high_open=True),
        ),
        (claim("2.5万多人", 25_000, rounding="多"), exactly("25000", "26000", low_open=True, high_open=True)),
        (claim("3500余项", 3500, rounding="余"), exactly("3500", "3600", low_open=True, high_open=True)),
        (claim("40多个", 40, rounding="多"), exactly("40", "50", low_open=True, high_open=True)),
        (claim("一个多月", 1, rounding="多"), exactly("1", "2", low_open=True, high_open=True)),
        (claim("近2万人", 20_000, rounding="近"), exactly("18000", "20000", high_open=True)),
        (claim("约60%", 60, measure="%", rounding="约"), exactly("54", "66")),
        (claim("3000户左右", 3000, rounding="左右"), exactly("2700", "3300")),
        (claim("三分之二以上", 66.67, rounding="以上"), NumberRange(Fraction("66.67"), inf, high_open=True)),
        (claim("不低于5000户", 5000, rounding="不低于"), NumberRange(Fraction(5000), inf, high_open=True)),
        (claim("最多跑一次", 1, rounding="以下"), exactly("0", "1")),
        (claim("5-6个", 5, upper=6), exactly("5", "6")),
        (claim("30-40%", 30, upper=40, measure="%"), exactly("29.5", "40.5", high_open=True)),
    ],
    ids=lambda given: given["figure"] if isinstance(given, dict) else "",
)
def test_a_figure_means_what_its_words_say(printed: dict[str, Any], meant: NumberRange) -> None:
    assert stated_figure(printed).span == meant


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (claim("5-6个", 5, upper=6), claim("五办", 5), True),
        (claim("6-8个", 6, upper=8), claim("五办", 5), False),
        (claim("10-15人", 10, upper=15), claim("12人", 12), True),
        (claim("10-15人", 10, upper=15), claim("10-12人", 10, upper=12), False),
        (claim("5-9名", 5, upper=9), claim("5~9名", 5, upper=9), True),
        (claim("3个", 3), claim("4个", 4), False),
        (claim("3000户左右", 3000, rounding="左右"), claim("不低于5000户", 5000, rounding="不低于"), False),
        (claim("6000~7000户", 6000, upper=7000), claim("不低于5000户", 5000, rounding="不低于"), True),
        (claim("1500至3000户", 1500, upper=3000), claim("3000户左右", 3000, rounding="左右"), False),
        (claim("40多个", 40, rounding="多"), claim("45个", 45), True),
        (claim("40多个", 40, rounding="多"), claim("40个", 40), False),
        (claim("1662.6万", 16_626_000), claim("16625814", 16_625_814), True),
    ],
)
def test_two_figures_agree_where_they_can_be_the_same(
    one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    assert stated_figure(one).may_be(stated_figure(other)) is same
    assert stated_figure(other).may_be(stated_figure(one)) is same


_NUMBERS = st.fractions(0, 1_000, max_denominator=20)


@st.composite
def ranges(draw: st.DrawFn) -> tuple[NumberRange, Fraction]:
    """A range, and a number in it."""
    low, number, high = sorted(draw(st.tuples(_NUMBERS, _NUMBERS, _NUMBERS)))
    top = inf if draw(st.booleans()) else high
    found = NumberRange(low, top, draw(st.booleans()), top == inf or draw(st.booleans()))
    assume(number in found)
    return found, number


@given(ranges(), ranges())
def test_every_result_of_numbers_is_in_the_result_of_their_ranges(
    one: tuple[NumberRange, Fraction], other: tuple[NumberRange, Fraction]
) -> None:
    (first, number), (second, divisor) = one, other
    assert number + divisor in first + second
    assert number * divisor in first.product(second)
    assert number * 100 in first.times(100)
    assert 100 - number in first.complement(100)
    if divisor:
        assert number / divisor in first.over(second)


@given(ranges(), ranges(), _NUMBERS)
def test_what_both_have_in_common_is_what_is_in_each(
    one: tuple[NumberRange, Fraction], other: tuple[NumberRange, Fraction], number: Fraction
) -> None:
    both = one[0] & other[0]
    for each in (number, one[1], other[1]):
        assert (each in both) == (each in one[0] and each in other[0])
        assert each not in both or both


@given(ranges(), st.integers(0, 1_000))
def test_the_whole_numbers_of_a_range_are_those_in_it(one: tuple[NumberRange, Fraction], number: int) -> None:
    found = one[0].whole()
    assert (number in found) == (number in one[0])
    if found:
        assert found.low in one[0]


@given(_NUMBERS)
def test_one_number_is_a_range_that_holds_nothing_else(number: Fraction) -> None:
    assert number in only(number)
    assert number + 1 not in only(number)
    with pytest.raises(ZeroDivisionError):
        only(number).over(only(Fraction(0)))


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 3))
def test_a_percentage_rounded_as_printed_agrees_with_what_it_was_rounded_from(
    before: int, after: int, decimals: int
) -> None:
    share = Fraction(after * 100, before)
    scale = 10**decimals
    printed = Fraction((share * scale * 2 + 1) // 2, scale)  # half up, as people round
    assume(printed != 100)
    text = f"{printed.numerator * scale // printed.denominator / scale:.{decimals}f}"
    assert share in stated_figure(claim(f"{text}%", float(text), measure="%")).span


@given(
    st.integers(1, 999), st.sampled_from(["", "万", "亿"]), st.fractions(Fraction(1, 100), Fraction(99, 100))
)
def test_more_than_a_figure_is_less_than_the_next(number: int, unit: str, beyond: Fraction) -> None:
    assume(number % 10 or unit)
    scale = {"": 1, "万": 10_000, "亿": 100_000_000}[unit]
    meant = stated_figure(claim(f"{number}{unit}余件", number * scale, rounding="余")).span
    assert (number + beyond) * scale in meant
    assert number * scale not in meant
    assert (number + 1) * scale not in meant
