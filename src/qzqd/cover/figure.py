"""What a printed figure can mean: a range of numbers, never one number that nobody wrote."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf
from typing import Any, NamedTuple

from qzqd.law.quantities import quantities, scale
from qzqd.regex import regex

Exact = Fraction | float
"""A number without error; the only float is infinity."""

_BEYOND = Fraction(10**100)
_ABOUT = Fraction(1, 10)
"""How far off 约 and 左右 may be, and how far below 近."""

_MORE = regex(r"(?<![百千万亿])([百千万亿]+)[余多]")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """All numbers from `low` to `high`; an open end is not one of them."""

    low: Exact
    high: Exact
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, number: Exact) -> bool:
        above = self.low < number or (self.low == number and not self.low_open)
        return above and (number < self.high or (number == self.high and not self.high_open))

    def __and__(self, other: NumberRange) -> NumberRange:
        """What both have in common."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        sides = (self, other)
        return NumberRange(
            low,
            high,
            any(side.low == low and side.low_open for side in sides),
            any(side.high == high and side.high_open for side in sides),
        )

    def __add__(self, other: NumberRange) -> NumberRange:
        return NumberRange(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __bool__(self) -> bool:
        """Whether there is any number in it."""
        return self.low < self.high or (self.low == self.high and not (self.low_open or self.high_open))

    def product(self, other: NumberRange) -> NumberRange:
        """Every number times every number of the other, none of them below 0.

        Raises OverflowError where that is beyond all that anybody counts.
        """
        low = self.low * other.low
        high = Fraction(0) if 0 in (self.high, other.high) else self.high * other.high
        if max(low, 0 if high == inf else high) > _BEYOND:
            raise OverflowError
        return NumberRange(
            low,
            high,
            (self.low_open and other.low > 0) or (other.low_open and self.low > 0),
            (self.high_open and other.high > 0) or (other.high_open and self.high > 0),
        )

    def times(self, factor: int) -> NumberRange:
        """Every number so many times, more than none."""
        return NumberRange(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def complement(self, whole: int) -> NumberRange:
        """Everything that may be left where a number of the range is taken from `whole`."""
        return NumberRange(whole - self.high, whole - self.low, self.high_open, self.low_open)

    def over(self, other: NumberRange) -> NumberRange:
        """Every number, none below 0, over every number above 0 of the other.

        Raises ZeroDivisionError where the other has none.
        """
        divisor = other & NumberRange(0, inf, low_open=True)
        if not divisor:
            raise ZeroDivisionError
        low = Fraction(0) if divisor.high == inf else self.low / divisor.high
        high = self.high if self.high == 0 else inf if divisor.low == 0 else self.high / divisor.low
        return NumberRange(
            low,
            high,
            self.low_open or (divisor.high_open and self.low > 0),
            self.high_open or (divisor.low_open and self.high > 0),
        )

    def whole(self) -> NumberRange:
        """From the least whole number in it to the greatest."""
        low = ceil(self.low)
        low += low == self.low and self.low_open
        if self.high == inf:
            return NumberRange(Fraction(low), inf, high_open=True)
        high = floor(self.high)
        high -= high == self.high and self.high_open
        return NumberRange(Fraction(low), Fraction(high))


def only(number: Exact) -> NumberRange:
    """The range that is one number."""
    return NumberRange(number, number)


class Figure(NamedTuple):
    """What is published: one number, or, with a span such as 5-6, the least and the most of several."""

    least: NumberRange
    most: NumberRange

    @property
    def span(self) -> NumberRange:
        """Everything from the least to the most."""
        return NumberRange(self.least.low, self.most.high, self.least.low_open, self.most.high_open)

    def may_be(self, other: Figure) -> bool:
        """Whether both can be the same: of two spans, at both ends; a number lies within a span, with all it can mean."""
        if self.is_span != other.is_span:
            span, number = (self.span, other.span) if self.is_span else (other.span, self.span)
            if span & number == number:
                return True
        return bool(self.least & other.least) and bool(self.most & other.most)

    @property
    def is_span(self) -> bool:
        """Whether the least and the most are two."""
        return self.least != self.most


def stated_figure(claim: dict[str, Any]) -> Figure:
    """The figure that a claim has in `value`, and in `upper` where it is a span."""
    least = _end(claim, claim["value"])
    return Figure(least, _end(claim, claim["upper"]) if "upper" in claim else least)


def decimals(claim: dict[str, Any]) -> int:
    """How many decimals the figure is printed with; those of 32.7亿 are none."""
    step, found = _step(claim["figure"], claim["value"]), 0
    while step * 10**found < 1:
        found += 1
    return found


def is_count(claim: dict[str, Any]) -> bool:
    """Whether the figure is a whole number printed to its last digit, and so stands for no other."""
    return (
        not _is_percentage(claim)
        and claim.get("operation") != "average"
        and _step(claim["figure"], claim["value"]) == 1
    )


def _is_percentage(claim: dict[str, Any]) -> bool:
    unit = claim.get("measure", claim["figure"][-1])
    return unit == "%" or claim.get("operation") in ("decrease", "share")


def _end(claim: dict[str, Any], printed: float) -> NumberRange:
    value, word = Fraction(str(printed)), claim.get("rounding")
    step = _step(claim["figure"], printed)
    match word:
        case "余" | "多":
            return NumberRange(
                value, value + _excess(claim["figure"], value, step), low_open=True, high_open=True
            )
        case "近":
            return NumberRange(value * (1 - _ABOUT), value, high_open=True)
        case "约" | "左右":
            return NumberRange(value * (1 - _ABOUT), value * (1 + _ABOUT))
        case "以上" | "不低于":
            return NumberRange(value, inf, high_open=True)
        case "以下":
            return NumberRange(Fraction(0), value)
    if is_count(claim) or (_is_percentage(claim) and value == 100):
        return only(value)
    return NumberRange(max(value - step / 2, Fraction(0)), value + step / 2, high_open=True)


def _step(figure: str, printed: float) -> Fraction:
    """What one more in the last printed digit is worth; of a figure in words, in that of its value."""
    value = Fraction(str(printed))
    for quantity in quantities(figure):
        if quantity.value == value:
            return quantity.step
    exponent = Decimal(str(printed)).normalize().as_tuple().exponent
    return Fraction(10) ** min(int(exponent), 0)


def _excess(figure: str, value: Fraction, step: Fraction) -> Fraction:
    """What 余 and 多 stay below: 10万余 is less than 11万, 3500余 less than 3600, 10余万 less than 20万."""
    if match := _MORE.search(figure):
        return step if step > 1 else Fraction(scale(match[1]))
    if value.denominator > 1 or not value:
        return step
    digits = str(value.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))))
