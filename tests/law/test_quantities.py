"""Numbers as news prints them are read as what they are worth."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.law.numerals import to_chinese
from qzqd.law.quantities import quantities


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("208项", [208]),
        ("２０８项", [208]),
        ("5,000户", [5000]),
        ("16 625 814", [16_625_814]),
        ("1662.6万人次", [16_626_000]),
        ("1.2万亿元", [1_200_000_000_000]),
        ("10余万次", [100_000]),
        ("1万2千", [10_000, 2_000, 12_000]),
        ("3亿5000万", [300_000_000, 50_000_000, 350_000_000]),
        ("一万两千", [10_000, 2_000, 12_000]),
        ("一百户至七百户", [100, 700]),
        ("上百家", [100]),
        ("两三个", []),
        ("全覆盖", []),
    ],
)
def test_numbers_are_worth_what_they_say(text: str, worth: list[int]) -> None:
    assert [quantity.value for quantity in quantities(text)] == worth


def test_the_last_digit_says_how_exact_a_number_is() -> None:
    steps = [quantity.step for quantity in quantities("32.7亿元、3万、三万、86.5%、36")]
    assert steps == [10_000_000, 10_000, 10_000, Fraction(1, 10), 1]


@given(st.integers(1, 9_999), st.sampled_from(["", "万", "亿"]))
def test_numerals_and_digits_are_worth_the_same(number: int, unit: str) -> None:
    for spelt in (str(number), f"{number:,}", to_chinese(number)):
        (found,) = quantities(f"共{spelt}{unit}余件")
        assert found.value == number * {"": 1, "万": 10_000, "亿": 100_000_000}[unit]
        assert found.digits == spelt[0].isdecimal()
