"""无, 是, / are no names: told once, in the fields that name something or somebody, and nowhere else."""

from __future__ import annotations

import pytest
from worded import judge

from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.check.rules.placeholders import PLACEHOLDERS
from qzqd.open.registers import Registers
from qzqd.read.config import Config

_POWER = "items:\n  - {{id: JD-1, name: 消防检查, power_type: 行政检查, {}, basis: [{{law: 消防法}}]}}\n"


@pytest.mark.parametrize("word", [*sorted(PLACEHOLDERS), "=B2", '=IF(A1>0,"甲","")'])
def test_a_name_that_is_none_is_told_once(word: str) -> None:
    (finding,) = judge(word)
    assert (finding.code, finding.pointer) == ("QZ714", "/items/0/name")


def found(body: str, **header: str) -> list[tuple[str, str]]:
    registers = Registers(offices={"公共安全办公室"}, units={"武当路街道": "420302001"})
    findings = Engine(Config(), registers).check(Example(body, header).source(), "a.yaml").findings
    return [(finding.code, finding.pointer) for finding in findings]


@pytest.mark.parametrize(
    ("fields", "place"), [('authority: "是"', "authority"), ('authority: 街道办事处, office: "/"', "office")]
)
def test_bodies_are_names(fields: str, place: str) -> None:
    assert found(_POWER.format(fields)) == [("QZ714", f"/items/0/{place}")]


def test_the_header_has_names_too() -> None:
    body = _POWER.format("authority: 街道办事处")
    assert found(body, issuer="无") == [("QZ714", "/issuer")]
    assert found(body, jurisdiction='{code: "420302", name: "/"}') == [("QZ714", "/jurisdiction/name")]


def test_a_note_may_say_that_there_is_none() -> None:
    assert judge("无", "note") == []
