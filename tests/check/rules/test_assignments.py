"""Who holds a role today: what is only to be cancelled still counts."""

from __future__ import annotations

import pytest
from judging import judge

from qzqd.open.registers import Registers

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


@pytest.mark.parametrize(("code", "wrong"), [("420302001001001", True), ("420303001001001", False)])
def test_only_who_registers_grids_has_to_register_them(code: str, wrong: bool) -> None:
    """A register that has the grids of another county says nothing of those of this one."""
    registers = Registers(types={"西街第一网格": "grid"}, units={"西街第一网格": code})
    header = {
        "kind": "assignments",
        "jurisdiction": '{code: "420302", name: 茅箭区}',
        "source": "{title: 网格员名册, provenance: official}",
    }
    found = judge(HELD % 'since: "2024-01-01"', header, registers=registers)
    assert ("QZ301" in [each.code for each in found]) == wrong
