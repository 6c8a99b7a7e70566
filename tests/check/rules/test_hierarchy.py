"""Units below the ones that they belong to."""

from __future__ import annotations

import pytest
from judging import judge

TOWN = (
    "items:\n"
    '  - {id: S, name: 东街街道, type: street, code: "420302001"}\n'
    '  - {id: C, name: 一社区, type: community, code: "420302001001", parent: S}\n'
)


def told(more: str, **header: str) -> list[tuple[str, str]]:
    return [(each.code, each.pointer) for each in judge(TOWN + more, {"kind": "units", **header})]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (
            "  - {id: B, name: 一号楼, type: building, parent: C}\n",
            [],
        ),  # without estates it belongs to the community
        (
            "  - {id: E, name: 一小区, type: estate, parent: C}\n  - {id: B, name: 一号楼, type: building, parent: C}\n",
            [("QZ217", "/items/3/parent")],
        ),
        (
            "  - {id: E, name: 一小区, type: estate, parent: C}\n  - {id: B, name: 一号楼, type: building, parent: E}\n",
            [],
        ),
        ("  - {id: E, name: 一小区, type: estate, parent: S}\n", [("QZ217", "/items/2/parent")]),
        ("  - {id: E, name: 一小区, type: 小区, parent: S}\n", [("QZ217", "/items/2/parent")]),
        ("  - {id: O, name: 党政办, type: office, parent: S}\n", []),
        ("  - {id: O, name: 党政办, type: office, parent: C}\n", [("QZ217", "/items/2/parent")]),
    ],
)
def test_no_level_is_skipped(more: str, found: list[tuple[str, str]]) -> None:
    assert told(more) == found


@pytest.mark.parametrize(
    ("attributes", "codes"),
    [
        ("{户数: 99}", ["QZ219"]),
        ("{户数: 100}", []),
        ("{户数: 700}", []),
        ("{户数: 701}", ["QZ219"]),
        ("{人口: 1}", ["QZ220"]),
    ],
)
def test_bounds_hold_at_both_ends(attributes: str, codes: list[str]) -> None:
    body = TOWN.replace("parent: S}", f"parent: S, attributes: {attributes}}}")
    bounds = "[{type: community, attribute: 户数, at_least: 100, at_most: 700}]"
    assert [each.code for each in judge(body, {"kind": "units", "bounds": bounds})] == codes


def test_two_units_of_one_name_have_no_parcel_in_common() -> None:
    mapped = TOWN.replace("parent: S}", "parent: S, parcel: TB-01}")
    other = '  - {id: D, name: 一社区, type: community, code: "420302002001", parent: S, parcel: TB-01}\n'
    found = judge(mapped + other, {"kind": "units"})
    assert ("QZ222", "/items/2/parcel") in [(each.code, each.pointer) for each in found]
