"""Bands by largest remainder, held against what anybody would ask of them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.cover.ledgers.bands import band_places, ranking

SHARES = st.lists(st.integers(1, 100), min_size=1, max_size=6)
SCORES = st.lists(st.integers(0, 20).map(lambda number: Decimal(number) / 2), max_size=40)


@pytest.mark.parametrize(
    ("number", "counts", "contested"),
    [
        (24, [15, 7, 2], [0, 2]),  # 14.4, 7.2, 2.4
        (10, [6, 3, 1], []),
        (1, [1, 0, 0], []),
        (5, [3, 2, 0], [1, 2]),  # 3, 1.5, 0.5
        (27, [16, 8, 3], []),  # 16.2, 8.1, 2.7
        (0, [0, 0, 0], []),
    ],
)
def test_sixty_thirty_ten(number: int, counts: list[int], contested: list[int]) -> None:
    assert band_places(number, [60, 30, 10]) == (counts, contested)


@given(st.integers(0, 500), SHARES)
def test_places_make_the_whole_and_keep_to_the_quota(number: int, shares: list[int]) -> None:
    counts, contested = band_places(number, shares)
    assert sum(counts) == number
    for count, share in zip(counts, shares, strict=True):
        assert abs(count * sum(shares) - number * share) < sum(shares)
    for (count, share), (other, more) in pairwise(
        sorted(zip(counts, shares, strict=True), key=lambda pair: pair[1])
    ):
        assert share == more or count <= other
    assert len(contested) != 1


@given(SCORES, SHARES)
def test_a_higher_score_is_never_in_a_lower_band(scores: list[Decimal], shares: list[int]) -> None:
    counts, _ = band_places(len(scores), shares)
    order, bands, tied = ranking(scores, counts)
    assert sorted(order) == list(range(len(scores)))
    assert [bands.count(band) for band in range(len(shares))] == counts
    for (one, band), (other, lower) in pairwise(zip(order, bands, strict=True)):
        assert scores[one] >= scores[other]
        assert band <= lower
    split = {
        score
        for score in scores
        if len({band for place, band in zip(order, bands, strict=True) if scores[place] == score}) > 1
    }
    assert split == tied
