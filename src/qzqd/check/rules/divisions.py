"""Division codes: of the place a list is for, and of the units in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.check.provinces import PROVINCES, REGIONS
from qzqd.check.rule import CERTIFICATES, Example, rule
from qzqd.kinds.rank import WHOLE_COUNTRY, code_stem
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath

_PROVINCES = PROVINCES.keys() | REGIONS
_LONGEST = 15


class _CodeOfUnit(NamedTuple):
    """What the code of units of a type is like. noun: what they are; shape: in words; digits: how many, 0 for no division code.

    usual: the last three digits of most.
    """

    noun: Text
    shape: Text
    digits: int = 0
    usual: range = range(0)


_BELOW = Text(
    "社区以下的代码是 15 位：社区代码加 3 位",
    "below a community it has 15 digits: the community's and 3 more",
)
_TYPES = {
    "province": _CodeOfUnit(Text("省", "a province"), Text("省的代码是 6 位，后四位是 0000", "the code of a province has 6 digits and ends with 0000"), 6),
    "city": _CodeOfUnit(Text("市", "a city"), Text("市的代码是 6 位，后两位是 00", "the code of a city has 6 digits and ends with 00"), 6),
    "county": _CodeOfUnit(Text("县（区）", "a county"), Text("县（区）的代码是 6 位，后两位不是 00", "that of a county has 6 digits and does not end with 00"), 6),
    "street": _CodeOfUnit(Text("街道", "a street"), Text("街道的代码是 9 位", "the code of a street has 9 digits"), 9, range(1, 100)),
    "township": _CodeOfUnit(Text("乡镇", "a township"), Text("乡镇的代码是 9 位", "the code of a township has 9 digits"), 9, range(100, 400)),
    "community": _CodeOfUnit(Text("社区（村）", "a community"), Text("社区（村）的代码是 12 位", "the code of a community has 12 digits"), 12),
    "grid": _CodeOfUnit(Text("网格", "a grid"), _BELOW, 15),
    "estate": _CodeOfUnit(Text("小区", "an estate"), _BELOW, 15),
    "villager-group": _CodeOfUnit(Text("村民小组", "a villagers' group"), _BELOW, 15),
    "building": _CodeOfUnit(Text("楼栋", "a building"), _BELOW, 15),
    "department": _CodeOfUnit(Text("部门", "a department"), Text("部门写 18 位统一社会信用代码", "a department has a credit code of 18 characters")),
    "institution": _CodeOfUnit(Text("事业单位", "an institution"), Text("事业单位写 18 位统一社会信用代码", "an institution has a credit code of 18 characters")),
    "office": _CodeOfUnit(Text("内设机构", "an office"), Text("内设机构没有自己的代码，不写 code", "an office has no code of its own: leave it out")),
}  # fmt: skip

_UNITS = {"kind": "units"}
_COUNTY = 'items:\n  - {id: "420302", name: 茅箭区, code: "420302", type: county}\n'
_STREET = 'items:\n  - {id: WDL, name: 武当路街道, code: "%s", type: %s}\n'
_MAY_ISSUE = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"


@rule(
    "QZ306",
    "error",
    title=Text("代码与名称不符", "Code and name disagree"),
    why=Text(
        "地区的代码和名称应是同一个地方。常见的原因是照抄别处的清单，只改了其中一个。",
        "Code and name should be one place. Often a list was copied from elsewhere and only one of the two "
        "was changed.",
    ),
    fails=Example(
        _MAY_ISSUE,
        {**CERTIFICATES, "jurisdiction": '{code: "420302", name: 张湾区}'},
        beside=(Example(_COUNTY, {**_UNITS, "id": "registers/units"}),),
    ),
    passes=Example(_MAY_ISSUE, CERTIFICATES, beside=(Example(_COUNTY, {**_UNITS, "id": "registers/units"}),)),
)
def wrong_place(subject: Subject) -> Iterator[Problem]:
    place, registers = subject.header.get("jurisdiction"), subject.registers
    if not place:
        return
    code, name = place["code"], place["name"]
    registered = registers.codes.get(code)
    if registered is None:
        yield from _other_code(code, name, registers.units.get(name, ""))
        return
    if not name.endswith(registered) and registers.units.get(name) != code:
        other = registers.units.get(name)
        yield Problem(
            Text(
                f"代码 {code} 是{registered}，名称写的是{name}",
                f"code {code} is {registered}, the name says {name}",
            ),
            ("jurisdiction", "code"),
            Text(f"{name}的代码是 {other}", f"the code of {name} is {other}")
            if other
            else Text("核对代码和名称哪个正确", "check which of the two is right"),
            value=f"{code} {name}",
        )


def _other_code(code: str, name: str, registered: str) -> Iterator[Problem]:
    """A registered name with a code that is not registered, of the same place: elsewhere there may be another such name."""
    if not registered or not code.startswith(registered[: max(4, len(registered) - 3)]):
        return
    longer = code.startswith(registered) and not code[len(registered) :].strip("0")
    yield Problem(
        Text(
            f"{name}的代码是 {registered}，这里写的是 {code}",
            f"the code of {name} is {registered}, not {code}",
        ),
        ("jurisdiction", "code"),
        Text(f'写成 "{registered}"', f'write "{registered}"')
        if longer
        else Text(f'名称没有写错，代码就写成 "{registered}"', f'if the name is right, write "{registered}"'),
        value=f"{code} {name}",
        fix=registered if longer else None,
    )


@rule(
    "QZ308",
    "warning",
    title=Text("区划代码不成立", "Impossible division code"),
    why=Text(
        "区划代码前两位是省，省、市、县 6 位，乡镇、街道 9 位，社区（村）12 位，下级的以上级的开头。位数或前缀不对，"
        "代码就不是这个单位的。",
        "A division code begins with its province; it has 6 digits for provinces, cities and counties, 9 "
        "for streets and townships, 12 for communities, and begins as that of the unit above. With another length "
        "or beginning it is not the code of this unit.",
    ),
    fails=Example(_STREET % ("420302", "street"), _UNITS),
    passes=Example(_STREET % ("420302001", "street"), _UNITS),
)
def impossible_division(subject: Subject) -> Iterator[Problem]:
    if (place := subject.header.get("jurisdiction")) and _foreign(place["code"]):
        yield _no_province(place["code"], ("jurisdiction", "code"))
    if subject.archetype is not Archetype.UNITS:
        return
    codes = {key: key for key in subject.registers.codes} | {
        item["id"]: item["code"] for item in subject.every if "code" in item
    }
    for index, item in subject.live:
        code, path = item.get("code", ""), ("items", index, "code")
        if code and len(code) <= _LONGEST:
            if _foreign(code):
                yield _no_province(code, path)
            elif not _fits(code, item["type"]):
                yield _misfit(code, item["type"], path)
            elif above := _outside(code, codes.get(item.get("parent", ""), "")):
                yield Problem(
                    Text(
                        f"{code} 不以上级 {item['parent']} 的 {above} 开头",
                        f"{code} does not begin with {above}, as does {item['parent']}, to which it belongs",
                    ),
                    path,
                    Text("核对代码和 parent 哪个写错了", "see whether the code or `parent` is wrong"),
                    value=f"{code} {above}",
                )


def _outside(code: str, above: str) -> str:
    """How the code ought to begin, if it does not. A credit code tells nothing of a place."""
    if len(above) > _LONGEST:
        return ""
    stem = code_stem(above)
    return "" if len(stem) >= len(code) or code.startswith(stem) else stem


def _foreign(code: str) -> bool:
    """A unit that reports an adoption may have a credit code, which begins otherwise."""
    return len(code) <= _LONGEST and code[:2] not in _PROVINCES and code != WHOLE_COUNTRY


def _no_province(code: str, path: DataPath) -> Problem:
    return Problem(
        Text(f"代码 {code} 的前两位不是任何省份", f"code {code} begins with no province"),
        path,
        Text(
            "对照民政部公布的行政区划代码；全国写 100000",
            "see the official division codes; 100000 is the whole country",
        ),
        value=code,
    )


def _fits(code: str, unit_type: str) -> bool:
    if len(code) != _TYPES[unit_type].digits:
        return False
    return {
        "province": code.endswith("0000"),
        "city": code.endswith("00") and not code.endswith("0000"),
        "county": not code.endswith("00"),
    }.get(unit_type, True)


def _misfit(code: str, unit_type: str, path: DataPath) -> Problem:
    noun, shape, *_ = _TYPES[unit_type]
    return Problem(
        Text(f"{code} 不是{noun.zh}的代码", f"{code} is not the code of {noun.en}"),
        path,
        shape,
        value=f"{code} {unit_type}",
    )


@rule(
    "QZ310",
    "info",
    title=Text("区划代码与单位类型不像", "Division code hints at another type"),
    why=Text(
        "乡级代码末三位，街道一般是 001–099，镇和乡是 100–399；400 以上多为开发区等，不作判断。这是惯例，"
        "所以只是提示。",
        "The last three digits are usually 001–099 for a street and 100–399 for a township; from 400 on, "
        "development zones and the like, nothing is said. This is custom, hence only a hint.",
    ),
    fails=Example(_STREET % ("420302101", "street"), _UNITS),
    passes=Example(_STREET % ("420302001", "street"), _UNITS),
)
def unlikely_division(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.archetype is Archetype.UNITS else ():
        code, usual = item.get("code", ""), _TYPES[item["type"]].usual
        if usual and len(code) == 9 and (group := int(code[6:])) not in usual and 1 <= group < 400:
            noun = _TYPES[item["type"]].noun
            yield Problem(
                Text(f"代码 {code} 不像是{noun.zh}的", f"code {code} does not look like that of {noun.en}"),
                ("items", index, "code"),
                Text(
                    "核对代码和单位类型 type；确实如此的不必改",
                    "check the code and type; if both are right, leave them",
                ),
                value=f"{code} {item['type']}",
            )


@rule(
    "QZ553",
    "error",
    title=Text("两个单位用了同一代码", "Two units have one code"),
    why=Text(
        "承接情况按代码归到单位。两个单位同一代码，一份承接情况会算到两个单位头上。",
        "Adoption is assigned to units by code. With one code for two units, one adoption counts for both.",
    ),
    fails=Example(
        _STREET % ("420302001", "street") + '  - {id: ET, name: 二堰街道, code: "420302001", type: street}\n',
        _UNITS,
    ),
    passes=Example(
        _STREET % ("420302001", "street") + '  - {id: ET, name: 二堰街道, code: "420302002", type: street}\n',
        _UNITS,
    ),
)
def one_code_for_two(subject: Subject) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for index, item in subject.live if subject.archetype is Archetype.UNITS else ():
        if "code" in item and (earlier := first.setdefault(item["code"], item["name"])) != item["name"]:
            yield Problem(
                Text(
                    f"代码 {item['code']} 已是{earlier}的",
                    f"code {item['code']} is that of {earlier} already",
                ),
                ("items", index, "code"),
                Text("核对两个单位的代码", "check the codes of both"),
                value=item["code"],
            )
