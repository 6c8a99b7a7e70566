"""What the codes of administrative divisions say of one another."""

from __future__ import annotations

WHOLE = "100000"
"""The whole country."""


def inside(code: str, division: str) -> bool:
    """Whether a code lies in a division: 420000 is a province, 420300 a city, 420302 a county."""
    stem = division
    while len(stem) <= 6 and len(stem) > 2 and stem.endswith("00"):
        stem = stem[:-2]
    return division == WHOLE or code.startswith(stem)
