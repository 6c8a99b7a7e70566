"""Credit codes and the composed codes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge
from stdnum.cn import uscc

from qzqd import kinds
from qzqd.check.rule import power as example_power
from qzqd.check.rule import resting_on
from qzqd.check.rules.codes import is_credit_code
from qzqd.kinds.powers import LEVELS, TYPES
from work import assert_linear

if TYPE_CHECKING:
    from collections.abc import Callable

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


def shared(at: int, owner: str, name: str, *lines: str, local: str = "") -> str:
    """An item with a basic code that others have, too."""
    more = f', local: "{local}"' if local else ""
    codes = f'codes: {{basic: "{BASIC}"{more}}}'
    return example_power(*lines, resting_on(), codes, key=f"A-{at}", name=name, authority=owner)


@pytest.mark.parametrize("alike", ["bodies", "parts", "names"])
def test_a_code_that_many_may_share_takes_no_comparing_each_with_each(alike: str) -> None:
    def task(size: int) -> Callable[[], object]:
        body = "".join(
            shared(
                at,
                f"机关{at}" if alike == "bodies" else "街道办事处",
                "检查" if alike == "names" else f"检查{at}",
                *(["parent: A-0"] if alike == "parts" and at else []),
            )
            for at in range(size)
        )
        return lambda: judge("items:\n" + body, {})

    assert_linear(task, 60)


@given(st.lists(st.tuples(*[st.integers(0, 2)] * 3, st.booleans()), min_size=1, max_size=14))
def test_whose_a_code_is_already_as_comparing_each_with_each_has_it(
    rows: list[tuple[int, int, int, bool]],
) -> None:
    """Main item, none for 0; name; body; whether there is a local code, too."""
    body = "".join(
        shared(at, f"机关{owner}", f"检查{name}", *([f"parent: M-{main}"] if main else []), local="1" * has)
        for at, (main, name, owner, has) in enumerate(rows)
    )
    expected: dict[str, str] = {}
    for at, (main, name, owner, has) in enumerate(rows):
        for earlier, (its_main, its_name, its_owner, it_has) in enumerate(rows[:at]):
            apart = owner != its_owner or (has and it_has) or (main and main == its_main)
            if not apart and (main, name) != (its_main, its_name):
                expected.setdefault(f"A-{at}", f"item no. {earlier + 1},")
    found = {
        each.item: each.message.en
        for each in judge("items:\n" + body, {})
        if each.code == "QZ214" and each.pointer.endswith("basic")
    }
    assert found.keys() == expected.keys()
    assert all(words in found[key] for key, words in expected.items())
