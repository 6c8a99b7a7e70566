"""Decisions can be looked up, and what is done was not done tomorrow."""

from __future__ import annotations

import pytest

from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.open.registers import Registers
from qzqd.read.config import Config

_ITEM = "items:\n  - {{id: ZR-1, name: 入户登记, listing: positive, review: {}, approval: {}}}\n"
_DATED = '{body: 区委, date: "2025-03-01"}'


def found(review: str = _DATED, approval: str = _DATED, **header: str) -> list[tuple[str, str]]:
    engine = Engine(Config(today="2025-06-01"), Registers())
    body = Example(_ITEM.format(review, approval), {"kind": "community-access", **header})
    return [(finding.code, finding.pointer) for finding in engine.check(body.source(), "a.yaml").findings]


def test_a_number_or_a_date_is_enough() -> None:
    assert found("{body: 区委, number: 区委办〔2025〕5号}") == []


@pytest.mark.parametrize("field", ["review", "approval"])
def test_a_body_alone_is_not(field: str) -> None:
    assert found(**{field: "{body: 区委}"}) == [("QZ617", f"/items/0/{field}")]


@pytest.mark.parametrize(("day", "codes"), [("2025-06-01", []), ("2025-06-02", ["QZ618"])])
def test_nothing_was_decided_after_today(day: str, codes: list[str]) -> None:
    assert [code for code, _ in found(approval=f'{{body: 区委, date: "{day}"}}')] == codes


@pytest.mark.parametrize("field", ["accepted", "started", "confirmed"])
def test_nothing_was_taken_over_after_today(field: str) -> None:
    row = '{id: CJ-1, name: 巡查, upstream: JD-001, status: adopted, %s: "%s"}'
    header = {"kind": "adoption", "upstream": "{catalogue: x/y, edition: '2025'}"}
    for day, expected in (("2025-06-01", []), ("2025-06-02", [("QZ618", f"/items/0/{field}")])):
        body = Example(f"items:\n  - {row % (field, day)}\n", header)
        result = Engine(Config(today="2025-06-01"), Registers()).check(body.source(), "a.yaml")
        assert [(each.code, each.pointer) for each in result.findings if each.code == "QZ618"] == expected


def test_nothing_was_published_or_passed_after_today() -> None:
    source = '{title: 通知, provenance: official, date: "2025-11-05"}'
    assert found(source=source) == [("QZ618", "/source/date")]
    law = '{body: 区委, date: "2025-03-01"}, basis: [{law: 消防法, edition: "%s"}]'
    assert found(approval=law % "2025-09-12") == [("QZ618", "/items/0/basis/0/edition")]
    assert found(approval=law % "2026") == [("QZ618", "/items/0/basis/0/edition")]
    assert found(approval=law % "2025") == []
