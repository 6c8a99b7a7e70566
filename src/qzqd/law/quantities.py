"""Numbers as news prints them: 5,000户, 10万余次, 32.7亿元, 一万两千."""

from __future__ import annotations

from fractions import Fraction
from math import prod
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from qzqd.law.numerals import to_int
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNITS = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SEPARATOR = regex(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
_NUMBER = regex(r"(?:(\d+)(?:\.(\d+))?|([零〇○一二两三四五六七八九十百千]+))[余多]?([百千万亿]*)")


class Quantity(NamedTuple):
    """One number. step: what one more in its last printed digit is worth; digits: not in Chinese numerals.

    behind: what follows it.
    """

    value: Fraction
    step: Fraction
    digits: bool
    behind: str


def quantities(text: str) -> Iterator[Quantity]:
    """Every number, full-width digits too, in order; after 1万2千 as parts also the whole of them."""
    plain = _SEPARATOR.sub("", normalize("NFKC", text))
    whole, end = Fraction(0), -1
    for match in _NUMBER.finditer(plain):
        digits, decimals, numeral, units = match.groups()
        number = Fraction(f"{digits}.{decimals or 0}") if digits else _numeral(numeral)
        if number is None:
            continue
        value, step = number * scale(units), Fraction(scale(units), 10 ** len(decimals or ""))
        behind = plain[match.end() :]
        yield Quantity(value, step, bool(digits), behind)
        if match.start() == end and value < whole:
            value += whole
            yield Quantity(value, step, bool(digits), behind)
        whole, end = value, match.end() if units else -1


def scale(units: str) -> int:
    """10,000 for 万; 1 for nothing."""
    return prod(_UNITS[unit] for unit in units)


def _numeral(text: str) -> Fraction | None:
    """百 is one hundred, as in 上百家; None for what is only about a number: 两三."""
    for spelt in (text, f"一{text}"):
        try:
            return Fraction(to_int(spelt))
        except ValueError:
            continue
    return None
