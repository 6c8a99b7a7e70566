"""Credit codes and the composed codes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge
from stdnum.cn import uscc

from qzqd import kinds
from qzqd.check.rules.codes import is_credit_code
from qzqd.kinds.powers import LEVELS, TYPES

if TYPE_CHECKING:
    from qzqd.finding import Finding

CREDIT = "114203020112345675"
BASIC = "000125004000"
WHOLE = CREDIT + "5" + BASIC


def power(
    codes: dict[str, str], *, levels: str = "[镇（乡、街道）]", power_type: str = "行政检查", **how: Any
) -> list[Finding]:
    written = ", ".join(f'{field}: "{code}"' for field, code in codes.items())
    body = (
        f"items:\n  - {{id: A, name: 甲, power_type: {power_type}, authority: 街道办事处, "
        f"level: {levels}, basis: [{{law: 某法}}], codes: {{{written}}}}}\n"
    )
    return judge(body, {}, **how)


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer.removeprefix("/items/0/codes/")) for finding in findings]


def test_types_and_levels_are_those_of_the_kind() -> None:
    fields = kinds.item_schema(kinds.schema("street-powers"))["properties"]
    assert tuple(fields["power_type"]["enum"]) == TYPES
    assert tuple(fields["level"]["items"]["enum"]) == LEVELS


@given(
    st.text("0123456789", min_size=8, max_size=8),
    st.text("0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ", min_size=10, max_size=10),
)
def test_check_character_like_stdnum(digits: str, rest: str) -> None:
    code = digits + rest
    assert is_credit_code(code) == uscc.is_valid(code)
    if set(code) <= set("0123456789ABCDEFGHJKLMNPQRTUWXY"):
        right = code[:17] + uscc.calc_check_digit(code[:17])
        assert is_credit_code(right)


def test_a_wrong_credit_code_is_one_finding_an_item() -> None:
    wrong = "11420302011234567X"
    found = power({"basic": BASIC, "implementation": f"{wrong}5{BASIC}", "handling": f"{wrong}5{BASIC}01"})
    assert told(found) == [("QZ307", "implementation")]
    body = "items:\n" + "".join(
        f'  - {{id: B{number}, name: 局{number}, type: department, code: "{wrong}"}}\n' for number in range(3)
    )
    found = [finding for finding in judge(body, {"kind": "units"}) if finding.code != "QZ553"]
    assert [finding.pointer for finding in found] == [f"/items/{number}/code" for number in range(3)]
    assert found[0].message.zh == f"统一社会信用代码 {wrong} 的校验位不对"


@pytest.mark.parametrize(
    ("codes", "field"),
    [
        ({"basic": BASIC, "implementation": WHOLE, "handling": WHOLE + "01"}, None),
        ({"implementation": WHOLE}, None),
        ({"handling": WHOLE + "01"}, None),
        ({"basic": BASIC[:-1] + "1", "implementation": WHOLE}, "implementation"),
        ({"basic": BASIC, "handling": CREDIT + "3" + BASIC + "01"}, "handling"),
        ({"implementation": WHOLE, "handling": CREDIT + "3" + BASIC + "01"}, "handling"),
        ({"implementation": CREDIT + "9" + BASIC}, "implementation"),
        ({"implementation": CREDIT + "X" + BASIC}, "implementation"),
        ({"implementation": CREDIT + "7" + BASIC}, "implementation"),
        ({"local": "whatever-1"}, None),
    ],
)
def test_composed_codes(codes: dict[str, str], field: str | None) -> None:
    assert told(power(codes)) == ([("QZ309", field)] if field else [])


@pytest.mark.parametrize(
    ("digit", "levels", "right"),
    [
        ("5", "[县, 镇（乡、街道）]", True),
        ("4", "[县, 镇（乡、街道）]", True),
        ("7", "[县, 镇（乡、街道）]", True),
        ("3", "[县, 镇（乡、街道）]", False),
        ("7", "[分级管理]", True),
        ("1", "[国家]", True),
    ],
)
def test_tier_of_a_code(digit: str, levels: str, right: bool) -> None:
    assert (power({"implementation": CREDIT + digit + BASIC}, levels=levels) == []) == right


def test_a_contradiction_says_both_sides() -> None:
    (finding,) = power({"implementation": CREDIT + "4" + BASIC})
    assert finding.message.zh == "编码第 19 位 4 表示县，事项的行使层级是镇（乡、街道）"
    assert finding.message.en == "character 19 of the code, 4, means 县; the item says 镇（乡、街道）"


@pytest.mark.parametrize(
    ("local", "power_type", "right"),
    [
        ("4203020010600100", "行政检查", True),
        ("4203020010600100", "行政处罚", False),
        ("4203020011000100", "其他行政权力", True),
        ("4203020012000100", "行政检查", False),
        ("4203020011100100", "行政检查", False),
        ("420302001060010", "行政检查", False),
        ("420302001060010A", "行政检查", False),
    ],
)
def test_local_code_of_sixteen_digits(local: str, power_type: str, right: bool) -> None:
    found = told(power({"local": local}, power_type=power_type, profile="16"))
    assert found == ([] if right else [("QZ309", "local")])


@pytest.mark.parametrize(
    ("local", "found"),
    [
        (WHOLE, []),
        (WHOLE + "01", []),
        (WHOLE[:-1], [("QZ309", "local")]),
        ("11420302011234567X5" + BASIC[:-1], [("QZ309", "local")]),
        (CREDIT + "4" + BASIC, [("QZ309", "local")]),
        ("11420302011234567X5" + BASIC, [("QZ307", "local")]),
    ],
)
def test_local_code_composed_like_an_implementation_code(local: str, found: list[tuple[str, str]]) -> None:
    assert told(power({"local": local}, profile="31")) == found
    assert power({"local": local}) == []
