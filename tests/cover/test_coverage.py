"""Counts told apart by category, office or department: whatever is held by whom, no cell is lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from examples import drawn_once
from qzqd.cover.coverage import BaselineCoverage, Counts, ItemBrief
from report.coverage.coverages import baselines
from report.coverage.samples import unit

if TYPE_CHECKING:
    from qzqd.cover.coverage import By


any_baseline = drawn_once(baselines())


@pytest.mark.parametrize("by", ["unit", "category", "office", "department"])
@settings(deadline=None)
@given(baseline=any_baseline)
def test_parts_add_up_to_the_total(by: By, baseline: BaselineCoverage) -> None:
    assert Counts.total(counts for _, counts in baseline.by(by)) == baseline.totals


@pytest.mark.parametrize("by", ["category", "office", "department"])
@settings(deadline=None)
@given(baseline=any_baseline)
def test_every_cell_is_where_it_is_held(by: By, baseline: BaselineCoverage) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for each in baseline.units:
        for item in baseline.items:
            office, department = each.held.get(item.id, ("", ""))
            own = {"category": "", "office": office, "department": department}[by]
            found[own or item.group(by), each.cells.get(item.id, "adopted")] += 1
    groups = dict(baseline.by(by))
    assert len(groups) == len(baseline.by(by)) == len({name for name, _ in found})
    for (name, status), count in found.items():
        assert getattr(groups[name], status) == count


def test_the_unit_s_own_office_counts() -> None:
    items = (ItemBrief("A-1", "甲", office="执法队"), ItemBrief("A-2", "乙", office="执法队"))
    moved = unit("1", "甲街道", items, {"A-2": "missing"}, held={"A-2": ("中心", "")})
    baseline = BaselineCoverage(
        "list", "2025", "清单", "official", items, (moved, unit("2", "乙街道", items))
    )
    assert baseline.by("office") == [("执法队", Counts(3, 3)), ("中心", Counts(1, missing=1))]
    assert baseline.by("department") == [("", Counts(4, 3, missing=1))]
