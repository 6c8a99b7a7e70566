"""Mechanisms that have to meet so often, host by host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .desk import TODAY, a_ledger, a_list, asked

if TYPE_CHECKING:
    from qzqd.open.catalogue import Catalogue


def met(*days: str, **fields: Any) -> Catalogue:
    return a_ledger("meetings", [{"upstream": "M1", "date": day, **fields} for day in days])


def mechanism(interval: str, **fields: Any) -> Catalogue:
    return a_list(
        "mechanisms", [{"id": "M1", "name": "联席会议", "type": "机制", "interval": interval, **fields}]
    )


@pytest.mark.parametrize(
    ("interval", "days", "missing"),
    [
        ("每月", ["2025-04-30", "2025-05-01"], ""),  # June is not over
        ("每月", ["2025-03-03", "2025-05-31"], "2025-04"),
        ("每季度", ["2024-12-31", "2025-06-01"], "2025-Q1"),
        ("每半年", ["2024-02-01", "2025-01-01"], "2024下"),
        ("每年", ["2022-12-31", "2024-01-01"], "2023"),
        (
            "每周",
            ["2025-06-09", "2025-06-23"],
            "2025-W25",
        ),  # the week of 23 June is over, that of 30 June has begun
        ("每半月", ["2025-06-01"], ""),
        ("每半月", ["2025-05-15", "2025-06-15"], "2025-05下"),
        ("每日", ["2025-06-27", "2025-06-29"], "2025-06-28"),
    ],
)
def test_every_full_period_has_a_meeting(interval: str, days: list[str], missing: str) -> None:
    checks, unplaced = asked(met(*days), mechanism(interval))
    assert checks["interval"] == (0 if missing else 1, 1)
    assert [one.value for one in unplaced] == ([f"M1  {missing}"] if missing else [])


def test_each_host_meets_for_itself() -> None:
    records = [
        {"upstream": "M1", "date": "2025-05-05", "host": "东街街道"},
        {"upstream": "M1", "date": "2025-04-05", "host": "东街街道"},
        {"upstream": "M1", "date": "2025-05-06", "host": "西街街道"},
    ]
    checks, unplaced = asked(a_ledger("meetings", records), mechanism("每月"))
    assert checks["interval"] == (1, 2)
    assert [(one.item, one.value) for one in unplaced] == [("R-3", "M1 西街街道 2025-04")]


def test_a_ledger_speaks_from_its_first_record_and_of_what_is_younger_from_its_beginning() -> None:
    listed = a_list(
        "mechanisms",
        [
            {"id": "M1", "name": "联席会议", "type": "机制"},
            {"id": "M2", "name": "评议会", "type": "机制", "interval": "每月", "effective": "2025-05-01"},
        ],
    )
    records = [{"upstream": "M1", "date": "2025-01-05"}, {"upstream": "M2", "date": "2025-06-05"}]
    _, unplaced = asked(a_ledger("meetings", records), listed)
    assert [one.value for one in unplaced] == ["M2  2025-05"]


def test_what_has_no_interval_is_not_asked() -> None:
    listed = a_list("mechanisms", [{"id": "M1", "name": "联席会议", "type": "机制"}])
    checks, unplaced = asked(met(TODAY), listed)
    assert "interval" not in checks
    assert unplaced == []
