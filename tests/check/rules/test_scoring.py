"""Weights and bands make a whole."""

from __future__ import annotations

import pytest
from judging import judge

SCORING = {"kind": "scoring"}


def scoring(weights: list[int], shares: list[int] | None = None) -> list[tuple[str, str]]:
    rows = "".join(f"  - {{id: P-{n}, name: 部分{n}, weight: {w}}}\n" for n, w in enumerate(weights))
    bands = ", ".join(f"{{name: 档{n}, share: {s}}}" for n, s in enumerate(shares or ()))
    found = judge((f"bands: [{bands}]\n" if shares else "") + f"items:\n{rows}", SCORING)
    return [(finding.code, finding.message.zh) for finding in found]


@pytest.mark.parametrize("weights", [[100], [50, 20, 30], [34, 33, 33]])
def test_weights_that_make_a_hundred(weights: list[int]) -> None:
    assert scoring(weights, [60, 30, 10]) == []


@pytest.mark.parametrize(("weights", "sum_"), [([50, 20, 20], 90), ([50, 50, 50], 150)])
def test_weights_that_do_not(weights: list[int], sum_: int) -> None:
    assert scoring(weights) == [("QZ615", f"权重之和是 {sum_}，应是 100")]


def test_bands_that_do_not() -> None:
    assert scoring([100], [60, 30]) == [("QZ616", "各档比例之和是 90，应是 100")]


def test_a_cancelled_part_does_not_count() -> None:
    rows = (
        "items:\n"
        "  - {id: A, name: 甲, weight: 100}\n"
        '  - {id: B, name: 乙, weight: 20, repealed: "2024-01-01", repealed_by: 3号}\n'
    )
    assert judge(rows, SCORING) == []
