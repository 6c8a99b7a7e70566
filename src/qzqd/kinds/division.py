"""What the codes of administrative divisions say of one another."""

from __future__ import annotations

WHOLE = "100000"
"""The whole country."""


def inside(code: str, division: str) -> bool:
    """Whether a code lies in a division: 420000 is a province, 420300 a city, 420302 a county."""
    return code.startswith(stem(division))


def stem(division: str) -> str:
    """What every code in a division begins with."""
    if division == WHOLE:
        return ""
    while 2 < len(division) <= 6 and division.endswith("00"):
        division = division[:-2]
    return division
