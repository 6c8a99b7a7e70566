"""Who holds a role today: what is only to be cancelled still counts."""

from __future__ import annotations

import pytest
from judging import judge

ROLES = {"kind": "assignments", "roles": "[{name: 网格管理员, per: grid, exactly: 1}]"}
HELD = "items:\n  - {id: RZ-1, name: 第一网格, charge: 第一网格, charge_type: grid, role: 网格管理员, holder: WG-1, %s}\n"


@pytest.mark.parametrize(
    ("until", "codes"),
    [
        ('repealed: "2999-01-01", repealed_by: 区委办〔2025〕1号', set()),
        ('until: "2999-01-01"', set()),
        ('until: "2020-01-01"', {"QZ575"}),
    ],
)
def test_an_assignment_holds_until_its_day(until: str, codes: set[str]) -> None:
    assert {finding.code for finding in judge(HELD % until, ROLES)} == codes
