"""Codes that people copy by hand: divisions, credit codes, and the composed codes of items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Item, Subject
    from qzqd.finding import Path

_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 "
    "50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)
_COUNTRY = "100000"
_CREDIT = 18
_LENGTHS = {"province": 6, "city": 6, "county": 6, "street": 9, "township": 9, "community": 12}
_GROUPS = {"street": range(1, 100), "township": range(100, 400)}
_UNIT_TYPES = {
    "province": Text("省", "a province"),
    "city": Text("市", "a city"),
    "county": Text("县（区）", "a county"),
    "street": Text("街道", "a street"),
    "township": Text("乡镇", "a township"),
    "community": Text("社区（村）", "a community"),
    "department": Text("部门", "a department"),
}

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

_LEVELS = ("国家", "省", "市", "县", "镇（乡、街道）", "村（社区）", "分级管理")
_TYPES = (
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
)
_TYPE_NAMES = {**{f"{number:02}": name for number, name in enumerate(_TYPES, 1)}, "20": "公共服务"}

_UNITS = {"kind": "units"}
_COUNTY = 'items:\n  - {id: "420302", name: 茅箭区, code: "420302", type: county}\n'
_STREET = 'items:\n  - {id: WDL, name: 武当路街道, code: "%s", type: %s}\n'
_MAY_ISSUE = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"
_CERTIFICATES = {"kind": "community-certificates"}
_POWER = (
    "items:\n"
    "  - id: JD-01\n"
    "    name: 消防安全检查\n"
    "    power_type: 行政检查\n"
    "    authority: 街道办事处\n"
    "    level: [镇（乡、街道）]\n"
    "    basis: [{law: 中华人民共和国消防法, article: 32}]\n"
    "    codes: {basic: 000125004000, implementation: %s}\n"
)


@rule(
    "QZ306",
    "error",
    title=Text("代码与名称不符", "Code and name disagree"),
    why=Text(
        "地区的代码和名称应是同一个地方。常见的原因是照抄别处的清单，只改了其中一个。",
        "Code and name should be one place. Often a list was copied from elsewhere and only one of the two was changed.",
    ),
    fails=Example(
        _MAY_ISSUE,
        {**_CERTIFICATES, "jurisdiction": '{code: "420302", name: 张湾区}'},
        beside=(Example(_COUNTY, {**_UNITS, "id": "registers/units"}),),
    ),
    passes=Example(_MAY_ISSUE, _CERTIFICATES, beside=(Example(_COUNTY, {**_UNITS, "id": "registers/units"}),)),
)
def wrong_place(subject: Subject) -> Iterator[Problem]:
    place, registers = subject.header.get("jurisdiction"), subject.registers
    if not place or (registered := registers.codes.get(place["code"])) is None:
        return
    code, name = place["code"], place["name"]
    if not name.endswith(registered) and registers.units.get(name) != code:
        other = registers.units.get(name)
        yield Problem(
            Text(f"代码 {code} 是{registered}，名称写的是{name}", f"code {code} is {registered}, the name says {name}"),
            ("jurisdiction", "code"),
            Text(f"{name}的代码是 {other}", f"the code of {name} is {other}")
            if other
            else Text("核对代码和名称哪个正确", "check which of the two is right"),
            value=f"{code} {name}",
        )


@rule(
    "QZ307",
    "warning",
    title=Text("统一社会信用代码校验位不对", "Check character of a credit code is wrong"),
    why=Text(
        "18 位统一社会信用代码的末位由前 17 位算出，算不对多半是抄错了一位。少数地方的编码不守这条，所以只是提醒。",
        "The last of the 18 characters follows from the first 17; where it does not, one was probably copied wrongly. "
        "Some places do not keep to this, hence only a warning.",
    ),
    fails=Example("items:\n  - {id: MZJ, name: 区民政局, code: 11420302011234567X, type: department}\n", _UNITS),
    passes=Example("items:\n  - {id: MZJ, name: 区民政局, code: 114203020112345674, type: department}\n", _UNITS),
)
def wrong_credit_code(subject: Subject) -> Iterator[Problem]:
    found = _unit_codes(subject) if subject.kind == "units" else _item_codes(subject)
    credit = [(path, code[:_CREDIT]) for path, code in found]
    wrong = {code for code in {code for _, code in credit} if not is_credit_code(code)}
    for code in sorted(wrong):
        places = [path for path, own in credit if own == code]
        more = elsewhere(len(places))
        yield Problem(
            Text(f"统一社会信用代码 {code} 的校验位不对{more.zh}", f"wrong check character in credit code {code}{more.en}"),
            places[0],
            Text("对照证书逐位核对", "compare it with the certificate, character by character"),
            value=code,
        )


def is_credit_code(code: str) -> bool:
    """Whether the last of 18 characters is what the first 17 ask for (GB 32100-2015).

    Our own four lines: importing stdnum, which the tests hold them against, takes longer than a whole run.
    """
    values = [_CHARACTERS.find(character) for character in code]
    if min(values) < 0 or not code[:8].isdecimal():
        return False
    return (sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=False)) + values[-1]) % 31 == 0


def _unit_codes(subject: Subject) -> Iterator[tuple[Path, str]]:
    for index, item in subject.live:
        if len(code := item.get("code", "")) == _CREDIT:
            yield ("items", index, "code"), code


def _item_codes(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Codes that begin with a credit code; of an item's implementation and handling code, the former."""
    local = subject.config.code_profile == "31"
    for index, item in subject.live:
        if codes := item.get("codes"):
            field = "implementation" if "implementation" in codes else "handling"
            if field in codes:
                yield ("items", index, "codes", field), codes[field]
            elif local and len(codes.get("local", "")) > _CREDIT:
                yield ("items", index, "codes", "local"), codes["local"]
