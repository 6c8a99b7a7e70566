"""Codes that people copy by hand: divisions, credit codes, and the composed codes of items."""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Item, Subject
    from qzqd.finding import Path

_PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    for number in range(first, last + 1)
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
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)

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
_BUREAU = 'items:\n  - {id: MZJ, name: 区民政局, code: "%s", type: department}\n'
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
    '    codes: {basic: "000125004000", implementation: "%s"}\n'
)


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
        {**_CERTIFICATES, "jurisdiction": '{code: "420302", name: 张湾区}'},
        beside=(Example(_COUNTY, {**_UNITS, "id": "registers/units"}),),
    ),
    passes=Example(
        _MAY_ISSUE, _CERTIFICATES, beside=(Example(_COUNTY, {**_UNITS, "id": "registers/units"}),)
    ),
)
def wrong_place(subject: Subject) -> Iterator[Problem]:
    place, registers = subject.header.get("jurisdiction"), subject.registers
    if not place or (registered := registers.codes.get(place["code"])) is None:
        return
    code, name = place["code"], place["name"]
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


@rule(
    "QZ307",
    "warning",
    title=Text("统一社会信用代码校验位不对", "Check character of a credit code is wrong"),
    why=Text(
        "18 位统一社会信用代码的末位由前 17 位算出，算不对多半是抄错了一位。少数地方的编码不守这条，"
        "所以只是提醒。",
        "The last of the 18 characters follows from the first 17; where it does not, one was probably "
        "copied wrongly. "
        "Some places do not keep to this, hence only a warning.",
    ),
    fails=Example(_BUREAU % "11420302011234567X", _UNITS),
    passes=Example(_BUREAU % "114203020112345675", _UNITS),
)
def wrong_credit_code(subject: Subject) -> Iterator[Problem]:
    read = _unit_codes if subject.kind == "units" else _item_codes
    wrong = {code for code in {code for _, code in read(subject)} if not is_credit_code(code)}
    places: dict[str, list[Path]] = {}
    for path, code in read(subject) if wrong else ():
        if code in wrong:
            places.setdefault(code, []).append(path)
    for code, paths in places.items():
        more = elsewhere(len(paths))
        yield Problem(
            Text(
                f"统一社会信用代码 {code} 的校验位不对{more.zh}",
                f"wrong check character in credit code {code}{more.en}",
            ),
            paths[0],
            Text("对照证书逐位核对", "compare it with the certificate, character by character"),
            value=code,
        )


def is_credit_code(code: str) -> bool:
    """Whether the last of 18 characters is what the first 17 ask for (GB 32100-2015).

    Our own three lines: importing stdnum, which the tests hold them against, takes longer than a whole run.
    """
    values = [_CHARACTERS.find(character) for character in code]
    return min(values) >= 0 and sum(map(mul, values, _WEIGHTS)) % 31 == 0


def _unit_codes(subject: Subject) -> Iterator[tuple[Path, str]]:
    for index, item in subject.live:
        if len(code := item.get("code", "")) == _CREDIT:
            yield ("items", index, "code"), code


def _item_codes(subject: Subject) -> Iterator[tuple[Path, str]]:
    """The credit code that begins an item's implementation, handling or local code, the first there is."""
    fields = ("implementation", "handling", *(("local",) if subject.config.code_profile == "31" else ()))
    for index, item in subject.live:
        if codes := item.get("codes"):
            for field in fields:
                if len(codes.get(field, "")) > _CREDIT:
                    yield ("items", index, "codes", field), codes[field][:_CREDIT]
                    break


@rule(
    "QZ308",
    "warning",
    title=Text("区划代码不成立", "Impossible division code"),
    why=Text(
        "区划代码前两位是省，省、市、县 6 位，乡镇、街道 9 位，社区（村）12 位。位数或前缀不对，"
        "代码就不是这个单位的。",
        "A division code begins with its province; it has 6 digits for provinces, cities and counties, 9 "
        "for streets and "
        "townships, 12 for communities. With another length or beginning it is not the code of this unit.",
    ),
    fails=Example(_STREET % ("420302", "street"), _UNITS),
    passes=Example(_STREET % ("420302001", "street"), _UNITS),
)
def impossible_division(subject: Subject) -> Iterator[Problem]:
    if (place := subject.header.get("jurisdiction")) and _foreign(place["code"]):
        yield _no_province(place["code"], ("jurisdiction", "code"))
    for index, item in subject.live if subject.kind == "units" else ():
        code, path = item.get("code", ""), ("items", index, "code")
        if code and len(code) != _CREDIT:
            if _foreign(code):
                yield _no_province(code, path)
            elif not _fits(code, item["type"]):
                yield _misfit(code, item["type"], path)


def _foreign(code: str) -> bool:
    return code[:2] not in _PROVINCES and code != _COUNTRY


def _no_province(code: str, path: Path) -> Problem:
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
    if len(code) != _LENGTHS.get(unit_type):
        return False
    return {
        "province": code.endswith("0000"),
        "city": code.endswith("00") and not code.endswith("0000"),
        "county": not code.endswith("00"),
    }.get(unit_type, True)


def _misfit(code: str, unit_type: str, path: Path) -> Problem:
    noun, length = _UNIT_TYPES[unit_type], _LENGTHS.get(unit_type)
    return Problem(
        Text(f"{code} 不是{noun.zh}的代码", f"{code} is not the code of {noun.en}"),
        path,
        _SHAPES.get(unit_type)
        or Text(f"{noun.zh}的区划代码是 {length} 位", f"the code of {noun.en} has {length} digits"),
        value=f"{code} {unit_type}",
    )


_SHAPES = {
    "province": Text(
        "省的代码是 6 位，后四位是 0000", "the code of a province has 6 digits and ends with 0000"
    ),
    "city": Text("市的代码是 6 位，后两位是 00", "the code of a city has 6 digits and ends with 00"),
    "county": Text(
        "县（区）的代码是 6 位，后两位不是 00", "the code of a county has 6 digits and does not end with 00"
    ),
    "department": Text("部门写 18 位统一社会信用代码", "a department has a credit code of 18 characters"),
}


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
    for index, item in subject.live if subject.kind == "units" else ():
        code, usual = item.get("code", ""), _GROUPS.get(item["type"])
        if usual and len(code) == 9 and (group := int(code[6:])) not in usual and 1 <= group < 400:
            noun = _UNIT_TYPES[item["type"]]
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
    "QZ309",
    "warning",
    title=Text("事项编码自相矛盾", "Item codes contradict the item"),
    why=Text(
        "实施编码由信用代码、行使层级、基本编码组成，业务办理项编码以实施编码开头；地方 16 "
        "位编码里有权力类型。"
        "与事项自己写的不一致，必有一处错。",
        "An implementation code is made of credit code, tier and basic code, and a handling code begins "
        "with it; "
        "a local code of 16 digits holds the power type. Where they differ from what the item says, one of "
        "the two is wrong.",
    ),
    fails=Example(_POWER % "1142030201123456754000125004000"),
    passes=Example(_POWER % "1142030201123456755000125004000"),
)
def contradictory_codes(subject: Subject) -> Iterator[Problem]:
    profile = subject.config.code_profile
    for index, item in subject.live:
        if "codes" in item:
            for field, message, advice in _contradictions(item, item["codes"], profile):
                code = item["codes"][field]
                yield Problem(message, ("items", index, "codes", field), advice, value=code)


def _contradictions(item: Item, codes: dict[str, str], profile: str) -> Iterator[tuple[str, Text, Text]]:
    """Field of the wrong code, what is wrong, and how to mend it."""
    whole, handling, local = codes.get("implementation"), codes.get("handling"), codes.get("local")
    if whole:
        yield from _composed("implementation", whole, item)
    if handling and whole and not handling.startswith(whole):
        message = Text(
            "业务办理项编码的前 31 位不是实施编码",
            "the handling code does not begin with the implementation code",
        )
        yield "handling", message, Text(f"应以 {whole} 开头", f"it should begin with {whole}")
    elif handling and not whole:
        yield from _composed("handling", handling, item)
    if local and profile == "31" and local not in (whole, handling):
        if len(local) in (31, 33) and local.isalnum():
            yield from _composed("local", local, item)
        else:
            yield "local", _not_shaped(local, Text("31 或 33 位", "31 or 33 characters")), _PROFILE
    elif local and profile == "16":
        yield from _sixteen(local, item)


def _composed(field: str, code: str, item: Item) -> Iterator[tuple[str, Text, Text]]:
    """The parts of a code of 31 characters or more: credit code 18, tier 1, basic code 12."""
    digit, basic = code[18], code[19:31]
    levels, stated = item.get("level"), item["codes"].get("basic", basic)
    if digit not in "1234567":
        message = Text(
            f"编码第 19 位（行使层级）是 {digit}", f"character 19 of the code, the tier, is {digit}"
        )
        yield field, message, Text("行使层级写 1 至 7", "the tier is 1 to 7")
    elif levels and not _exercised(_LEVELS[int(digit) - 1], levels):
        message = Text(
            f"编码第 19 位 {digit} 表示{_LEVELS[int(digit) - 1]}，事项的行使层级是{'、'.join(levels)}",
            f"character 19 of the code, {digit}, means {_LEVELS[int(digit) - 1]}; the item says "
            f"{', '.join(levels)}",
        )
        yield field, message, Text("核对编码和行使层级 level", "check the code and level")
    if basic != stated:
        message = Text(
            f"编码里的基本编码是 {basic}，事项写的是 {stated}",
            f"the code holds basic code {basic}, the item says {stated}",
        )
        yield field, message, Text("核对编码和基本编码 basic", "check the code and basic")


def _exercised(level: str, levels: list[str]) -> bool:
    return level in levels or (level == "分级管理" and len(levels) > 1)


def _sixteen(code: str, item: Item) -> Iterator[tuple[str, Text, Text]]:
    """Division 6, body 3, type 2, serial number 3, sub-item 2."""
    if len(code) != 16 or not code.isdecimal():
        yield "local", _not_shaped(code, Text("16 位数字", "16 digits")), _PROFILE
        return
    meant, stated = _TYPE_NAMES.get(code[9:11]), item["power_type"]
    if meant is None:
        message = Text(
            f"编码第 10、11 位（权力类型）是 {code[9:11]}",
            f"digits 10 and 11 of the code, the type, are {code[9:11]}",
        )
        yield (
            "local",
            message,
            Text("权力类型写 01 至 10，公共服务写 20", "the type is 01 to 10, or 20 for a public service"),
        )
    elif meant != stated and stated in _TYPES:
        message = Text(
            f"编码第 10、11 位 {code[9:11]} 表示{meant}，事项的权力类型是{stated}",
            f"digits 10 and 11 of the code, {code[9:11]}, mean {meant}; the item says {stated}",
        )
        yield "local", message, Text("核对编码和权力类型 power_type", "check the code and power_type")


def _not_shaped(code: str, wanted: Text) -> Text:
    return Text(f"地方编码 {code} 不是{wanted.zh}", f"local code {code} does not have {wanted.en}")


_PROFILE = Text(
    "改正编码；本地编码另有规则的，改 qzqd.toml 的 code_profile",
    "correct the code; if your codes have another shape, change code_profile in qzqd.toml",
)
