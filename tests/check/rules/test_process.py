"""What each kind asks of its items, and the order of steps."""

from __future__ import annotations

import pytest
from judging import judge

from qzqd import kinds
from qzqd.check.rule import RULES
from qzqd.kinds.traits import KindTraits

ACCESS = {"kind": "community-access"}


def access(*fields: str, listing: str = "positive") -> list[str]:
    body = f"items:\n  - {{id: A, name: 甲, listing: {listing}{''.join(', ' + field for field in fields)}}}\n"
    return [finding.code for finding in judge(body, ACCESS)]


def review(date: str) -> str:
    return f'review: {{body: 区委社会工作部, date: "{date}"}}'


def approval(date: str) -> str:
    return f'approval: {{body: 区委, date: "{date}"}}'


def test_every_need_that_a_kind_declares_has_a_rule() -> None:
    needs = {need.rule for kind in kinds.names() for need in KindTraits.of(kinds.schema(kind)).needs}
    assert needs <= RULES.keys()


def test_an_access_item_needs_review_and_approval() -> None:
    assert access() == ["QZ601", "QZ602"]
    assert access(review("2025-03-01"), approval("2025-04-01")) == []
    assert access("review: {body: 某部, number: 1号}", "approval: {body: 区委, number: 2号}") == []
    assert access(listing="negative") == []
    assert access('repealed: "2025-01-01"', "repealed_by: 3号") == []


@pytest.mark.parametrize(
    ("reviewed", "approved", "codes"),
    [
        ("2025-03-01", "2025-03-01", []),
        ("2025-03-02", "2025-03-01", ["QZ603"]),
        ("2024-12-31", "2025-01-01", []),
    ],
)
def test_approval_follows_review(reviewed: str, approved: str, codes: list[str]) -> None:
    assert access(review(reviewed), approval(approved)) == codes


def test_what_is_kept_out_is_not_approved() -> None:
    assert access(approval("2025-04-01"), listing="negative") == ["QZ604"]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("section: basic", ""),
        ("section: assist", "lead_department lead_duty township_duty"),
        ("section: assist, lead_duty: 甲, township_duty: 乙", "lead_department"),
        ("section: recalled", "receiving_department method"),
        ("section: recalled, lead_department: 局", "receiving_department method"),
        ("section: recalled, receiving_department: 局, method: 直接实施", ""),
    ],
)
def test_each_section_asks_for_its_own(fields: str, missing: str) -> None:
    found = judge(f"items:\n  - {{id: A, name: 甲, {fields}}}\n", {"kind": "township-duties"})
    assert [(finding.code, finding.value) for finding in found] == ([("QZ612", missing)] if missing else [])


def test_fields_that_are_missing_are_named_in_both_languages() -> None:
    (finding,) = judge("items:\n  - {id: A, name: 甲, section: recalled}\n", {"kind": "township-duties"})
    assert finding.message.zh == "缺少 receiving_department（承接部门）、method（工作方式）"
    assert finding.message.en == "missing: receiving_department (Receiving department), method (Method)"
    assert finding.help is not None
    assert finding.help.zh == "补填 receiving_department、method"
    assert finding.pointer == "/items/0"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ('repealed: "2025-01-01"', ["QZ611"]),
        ('repealed: "2025-01-01", repealed_by: 3号', []),
        ('repealed: "2025-01-01", repealed_by: 3号, effective: "2025-01-02"', ["QZ614"]),
        ('repealed: "2025-01-01", repealed_by: 3号, effective: "2025-01-01"', []),
        ('effective: "2025-01-02"', []),
    ],
)
def test_cancelled_items(fields: str, codes: list[str]) -> None:
    found = judge(
        f"items:\n  - {{id: A, name: 甲, issuance: may, {fields}}}\n", {"kind": "community-certificates"}
    )
    assert [finding.code for finding in found] == codes


def test_a_list_takes_effect_before_it_is_repealed() -> None:
    dates = {"effective": '"2025-01-02"', "repealed": '"2025-01-01"'}
    body = 'items:\n  - {id: A, name: 甲, issuance: may, repealed: "2024-01-01", repealed_by: 3号}\n'
    (finding,) = judge(body, {"kind": "community-certificates", **dates})
    assert (finding.code, finding.pointer) == ("QZ614", "/repealed")
