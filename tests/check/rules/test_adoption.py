"""What a unit says of the items it has to carry: reasons, decisions, dates."""

from __future__ import annotations

import pytest
from judging import judge

ADOPTION = {
    "kind": "adoption",
    "jurisdiction": '{code: "420302001", name: 武当路街道}',
    "upstream": '{catalogue: example/powers, edition: "2025"}',
}
REASON = "reason: 辖区没有水库"


def adoption(status: str, *fields: str) -> list[str]:
    parts = ", ".join(["id: A", "name: 甲", "upstream: JD-1", f"status: {status}", *fields])
    return [finding.code for finding in judge(f"items:\n  - {{{parts}}}\n", ADOPTION)]


def test_full_adoption_is_two_lines() -> None:
    assert judge("unlisted: adopted\nitems: []\n", ADOPTION) == []


@pytest.mark.parametrize(
    ("status", "wanted"),
    [
        ("adopted", []),
        ("partial", ["QZ501"]),
        ("not-adopted", ["QZ501"]),
        ("not-applicable", ["QZ501", "QZ502"]),
        ("returned", ["QZ503"]),
    ],
)
def test_each_status_wants_its_own_evidence(status: str, wanted: list[str]) -> None:
    evidence = [REASON, "approval: {body: 区委编办, number: 区编办〔2025〕1号}"]
    evidence += ["returned_to: 区水务局"] if status == "returned" else []
    assert adoption(status) == wanted
    assert adoption(status, *evidence) == []


@pytest.mark.parametrize(
    ("status", "field", "wanted"),
    [
        ("adopted", "returned_to: 区水务局", ["QZ646"]),
        ("partial", "returned_to: 区水务局", []),  # part of it was taken back
        ("returned", 'accepted: "2025-05-01"', []),
        ("not-adopted", 'accepted: "2025-05-01"', ["QZ646"]),
        ("not-adopted", 'accepted: "2025-05-01", confirmed: "2025-06-01"', ["QZ646"]),
    ],
)
def test_a_status_is_not_denied_by_what_is_filled_in(status: str, field: str, wanted: list[str]) -> None:
    evidence = (REASON, "returned_to: 区水务局") if status == "returned" else (REASON,)
    assert adoption(status, *evidence, field) == wanted


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        ({"accepted": "2025-05-01", "started": "2025-05-01", "confirmed": "2025-05-01"}, []),
        ({"accepted": "2025-05-02", "started": "2025-05-01"}, ["QZ504"]),
        ({"accepted": "2025-05-02", "confirmed": "2025-05-01"}, ["QZ504"]),
        ({"accepted": "2025-05-03", "started": "2025-05-02", "confirmed": "2025-05-01"}, ["QZ504", "QZ504"]),
        ({"confirmed": "2025-05-01"}, []),
    ],
)
def test_steps_come_in_their_order(dates: dict[str, str], wanted: list[str]) -> None:
    assert adoption("adopted", *(f'{step}: "{day}"' for step, day in dates.items())) == wanted


def test_a_status_of_its_own_invention_is_refused() -> None:
    assert adoption("missing") == ["QZ103"]


def test_an_adoption_names_its_baseline_and_edition() -> None:
    nameless = {**ADOPTION, "upstream": "{catalogue: example/powers}"}
    assert [found.code for found in judge("items: []\n", nameless)] == ["QZ101"]
