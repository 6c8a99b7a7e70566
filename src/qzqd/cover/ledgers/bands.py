"""Scores ranked into bands of given shares, by largest remainder; what that leaves open is told."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal


class BandPlaces(NamedTuple):
    """How many places each band has; contested: the bands with equal claim to a place, of which the first got it."""

    counts: list[int]
    contested: list[int]


class Ranking(NamedTuple):
    """order: positions of the scores, highest first; bands: of each in that order; tied: scores that a border splits."""

    order: list[int]
    bands: list[int]
    tied: set[Decimal]


def band_places(number: int, shares: Sequence[int]) -> BandPlaces:
    """`number` places by these shares: whole numbers first, then one each by the largest remainder."""
    whole = sum(shares)
    counts = [number * share // whole for share in shares]
    remainders = [number * share % whole for share in shares]
    left = number - sum(counts)
    claims = sorted(range(len(shares)), key=lambda band: -remainders[band])
    for band in claims[:left]:
        counts[band] += 1
    if not left or remainders[claims[left - 1]] != remainders[claims[left]]:
        return BandPlaces(counts, [])
    return BandPlaces(
        counts, [band for band in range(len(shares)) if remainders[band] == remainders[claims[left]]]
    )


def ranking(scores: Sequence[Decimal], counts: Sequence[int]) -> Ranking:
    """Every score in its band; of equal scores the earlier one comes first."""
    order = sorted(range(len(scores)), key=lambda position: -scores[position])
    bands = [band for band, count in enumerate(counts) for _ in range(count)]
    borders = [border for border in accumulate(counts) if 0 < border < len(scores)]
    ordered = [scores[position] for position in order]
    return Ranking(
        order, bands, {ordered[border] for border in borders if ordered[border - 1] == ordered[border]}
    )
