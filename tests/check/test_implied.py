"""One cause, one finding: which of two rules speaks of a value that both have something against."""

from __future__ import annotations

import json

import pytest

from qzqd.check.engine import Engine
from qzqd.check.implied import set_apart
from qzqd.check.rule import Example, certificate
from qzqd.open.registers import Registers
from qzqd.read.config import Config


def told(example: Example, *, disable: tuple[str, ...] = ()) -> list[str]:
    found = Engine(Config(disable=disable), Registers()).check(example.source(), "list.yaml").findings
    return [finding.code for finding in set_apart(found)[0]]


def cited(law: str) -> Example:
    return Example(
        "items:\n  - id: JD-001\n    name: 消防安全检查\n    power_type: 行政检查\n    authority: 街道办事处\n"
        f"    basis: [{{law: {json.dumps(law)}}}]\n"
    )


@pytest.mark.parametrize("name", ["#REF!", "#N/A", "#DIV/0!", "=B2", "-", "…", "1"])
def test_what_names_nothing_has_nothing_around_its_name(name: str) -> None:
    assert told(certificate(f'"{name}"')) == ["QZ714"]
    assert told(certificate(f'"{name}"'), disable=("QZ714",)) == []


@pytest.mark.parametrize(
    ("law", "codes"),
    [
        ("《中华人民共和国消防法》", ["QZ409"]),
        ("《中华人民共和国消防法", ["QZ704"]),
        ("中华人民共和国消防法》", ["QZ704"]),
        ("《", ["QZ409"]),
        ("《《消防法》》", ["QZ409"]),
        ("《中华人民共和国消防法》实施办法》", ["QZ409"]),
        ("《消防法》和《治安管理处罚法", ["QZ419"]),
        ("《中华人民共和国消防法（2021修订）", ["QZ419"]),
    ],
)
def test_marks_around_a_title_that_is_to_have_none_do_not_have_to_pair(law: str, codes: list[str]) -> None:
    assert told(cited(law)) == codes


def test_unpaired_marks_are_told_where_the_rule_that_stands_before_them_is_off() -> None:
    assert told(cited("《《消防法》》"), disable=("QZ409",)) == ["QZ704"]
