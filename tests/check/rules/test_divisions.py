"""Division codes of places and units."""

from __future__ import annotations

import pytest
from judging import judge

from qzqd.open.registers import Registers

REGISTERS = Registers(
    units={
        "茅箭区": "420302",
        "张湾区": "420303",
        "和平区": "120101",
        "茅箭": "420302",
        "武当路街道": "420302001",
    },
    codes={"420302": "茅箭区", "420303": "张湾区", "120101": "和平区", "210102": "和平区"},
)
BODY = "items:\n  - {id: A, name: 甲, issuance: may}\n"


def place(code: str, name: str) -> list[tuple[str, str]]:
    header = {"kind": "community-certificates", "jurisdiction": f'{{code: "{code}", name: {name}}}'}
    found = judge(BODY, header, registers=REGISTERS)
    return [(finding.code, finding.help.zh if finding.help else "") for finding in found]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("420302", "茅箭区"),
        ("420302", "十堰市茅箭区"),
        ("420302", "茅箭"),
        ("210102", "和平区"),
        ("420304", "郧阳区"),
        ("100000", "全国"),
        ("420303001", "武当路街道"),  # of the same name, in another district
        ("210199", "和平区"),
    ],
)
def test_places_that_are_what_they_say(code: str, name: str) -> None:
    assert place(code, name) == []


def test_places_that_are_not() -> None:
    assert place("420302", "张湾区") == [("QZ306", "张湾区的代码是 420303")]
    assert place("420302", "武昌区") == [("QZ306", "核对代码和名称哪个正确")]
    assert place("990302", "茅箭区")[0][0] == "QZ308"
    assert place("420302001000", "武当路街道") == [("QZ306", '写成 "420302001"')]
    assert place("420302999", "武当路街道") == [("QZ306", '名称没有写错，代码就写成 "420302001"')]


def unit(code: str, unit_type: str) -> list[str]:
    body = f'items:\n  - {{id: A, name: 甲, code: "{code}", type: {unit_type}}}\n'
    return [finding.code for finding in judge(body, {"kind": "units"})]


@pytest.mark.parametrize(
    ("code", "unit_type"),
    [
        ("420000", "province"),
        ("420300", "city"),
        ("441900", "city"),
        ("420302", "county"),
        ("429004", "county"),
        ("420302001", "street"),
        ("420302450", "street"),
        ("420302100", "township"),
        ("420302200", "township"),
        ("420302450", "township"),
        ("420302001001", "community"),
        ("114203020112345675", "department"),
        ("114203020112345675", "street"),
    ],
)
def test_codes_that_can_be(code: str, unit_type: str) -> None:
    assert unit(code, unit_type) == []


@pytest.mark.parametrize(
    ("code", "unit_type"),
    [
        ("160000", "province"),
        ("420300", "province"),
        ("420000", "city"),
        ("420300", "county"),
        ("420302", "street"),
        ("420302001000", "street"),
        ("420302", "township"),
        ("420302001", "community"),
        ("420302", "department"),
        ("990302", "street"),
    ],
)
def test_codes_that_cannot(code: str, unit_type: str) -> None:
    assert unit(code, unit_type) == ["QZ308"]


@pytest.mark.parametrize(("code", "unit_type"), [("420302100", "street"), ("420302001", "township")])
def test_codes_that_hint_at_another_type(code: str, unit_type: str) -> None:
    assert unit(code, unit_type) == ["QZ310"]
