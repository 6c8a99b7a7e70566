"""Chinese numerals, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.law.numerals import LIMIT, digits_mended, to_chinese, to_int


@given(st.integers(1, LIMIT))
def test_round_trip(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("number", "spelt"),
    [
        (1, "一"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1000, "一千"),
        (1010, "一千零一十"),
        (1260, "一千二百六十"),
        (2001, "二千零一"),
    ],
)
def test_spelling(number: int, spelt: str) -> None:
    assert to_chinese(number) == spelt


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一百〇三", 103),
        ("一百十五", 115),
        ("两百", 200),
        ("１０３", 103),
        ("007", 7),
        ("○", None),
        ("", None),
    ]
    + [
        (text, None)
        for text in ("零", "0", "10000", "一万", "十五五", "二〇二一", "百百", "一零", "l8", "-1", "一 二")
    ],
)
def test_variants_and_what_is_no_number(text: str, number: int | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match="not a number"):
            to_int(text)
    else:
        assert to_int(text) == number


@given(st.text(alphabet="〇零一二两九十百千万0１ ", max_size=8))
def test_what_is_read_can_be_written(text: str) -> None:
    try:
        number = to_int(text)
    except ValueError:
        return
    assert to_int(to_chinese(number)) == number


@pytest.mark.parametrize("number", [0, -3, LIMIT + 1])
def test_out_of_range(number: int) -> None:
    with pytest.raises(ValueError, match="not from 1"):
        to_chinese(number)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("国务院令第l98号", "国务院令第198号"),
        ("鄂政发〔2O2O〕I2号", "鄂政发〔2020〕I2号"),
        ("第1O条", "第10条"),
        ("第I类", "第I类"),
        ("第O号", "第O号"),
        ("IPO 第3号", "IPO 第3号"),
    ],
)
def test_letters_for_digits(typed: str, meant: str) -> None:
    assert digits_mended(typed) == meant
