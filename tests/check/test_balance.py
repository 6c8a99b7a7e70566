"""Posts that were added, cut and moved: each record against the others."""

from __future__ import annotations

from typing import Any

import pytest

from qzqd.check.balance import unbalanced
from qzqd.kinds.traits import traits


def told(*records: dict[str, Any]) -> list[tuple[int, str, str]]:
    balance = traits("establishment").declared.balance
    assert balance is not None
    items = [
        {"id": f"B{number}", "unit": "甲", "posts": "事业编制", "cleanup": "收回", **record}
        for number, record in enumerate(records)
    ]
    return [(each.position, each.code, each.fault.field) for each in unbalanced(items, balance)]


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([{"before": 3, "change": 2, "after": 5}], []),
        ([{"before": 3, "change": -2, "after": 5}], [(0, "QZ571", "after")]),
        (  # the older one comes first, wherever it stands
            [
                {"change": 1, "before": 5, "date": "2021-01-01"},
                {"change": 1, "after": 5, "date": "2020-01-01"},
            ],
            [],
        ),
        (
            [
                {"change": 1, "after": 6, "date": "2020-01-01"},
                {"change": 1, "before": 5, "date": "2021-01-01"},
            ],
            [(1, "QZ571", "before")],
        ),
        (  # another unit has a stock of its own
            [
                {"change": 1, "after": 6, "date": "2020-01-01"},
                {"change": 1, "before": 5, "date": "2021-01-01", "unit": "乙"},
            ],
            [],
        ),
        ([{"change": -5}, {"change": 2, "paired_with": ["B0"]}, {"change": 3, "paired_with": ["B0"]}], []),
        ([{"change": -5, "paired_with": ["B1", "B2"]}, {"change": 2}, {"change": 3}], []),
        (
            [{"change": -5}, {"change": 2, "paired_with": ["B0"]}, {"change": 4, "paired_with": ["B0"]}],
            [(0, "QZ572", "change")],
        ),
        ([{"change": 2, "paired_with": ["B9"]}], [(0, "QZ572", "paired_with")]),
    ],
)
def test_sums_chains_and_pairs(records: list[dict[str, Any]], found: list[tuple[int, str, str]]) -> None:
    assert told(*records) == found


def test_what_moved_down_is_no_increase() -> None:
    records: list[dict[str, Any]] = [{"change": -2}, {"change": 2, "paired_with": ["B0"]}, {"change": 2}]
    balance = traits("establishment").declared.balance
    assert balance is not None
    items = [{"id": f"B{number}", **record} for number, record in enumerate(records)]
    assert [(each.position, each.code) for each in unbalanced(items, balance)] == [(2, "QZ573")]
