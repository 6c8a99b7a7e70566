"""Codes that are composed of others: credit codes, and the codes of items."""

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

_CREDIT = 18
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)

LEVELS = ("国家", "省", "市", "县", "镇（乡、街道）", "村（社区）", "分级管理")
TYPES = (
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
_TYPE_NAMES = {**{f"{number:02}": name for number, name in enumerate(TYPES, 1)}, "20": "公共服务"}

_UNITS = {"kind": "units"}
_BUREAU = 'items:\n  - {id: MZJ, name: 区民政局, code: "%s", type: department}\n'
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
    "QZ307",
    "warning",
    title=Text("统一社会信用代码校验位不对", "Check character of a credit code is wrong"),
    why=Text(
        "18 位统一社会信用代码的末位由前 17 位算出，算不对多半是抄错了一位。少数地方的编码不守这条，"
        "所以只是提醒。",
        "The last of the 18 characters follows from the first 17; where it does not, one was probably "
        "copied wrongly. Some places do not keep to this, hence only a warning.",
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
    "QZ309",
    "warning",
    title=Text("事项编码自相矛盾", "Item codes contradict the item"),
    why=Text(
        "实施编码由信用代码、行使层级、基本编码组成，业务办理项编码以实施编码开头；"
        "地方 16 位编码里有权力类型。与事项自己写的不一致，必有一处错。",
        "An implementation code is made of credit code, tier and basic code, and a handling code begins "
        "with it; a local code of 16 digits holds the power type. Where they differ from what the item "
        "says, one of the two is wrong.",
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
    elif levels and not _exercised(LEVELS[int(digit) - 1], levels):
        message = Text(
            f"编码第 19 位 {digit} 表示{LEVELS[int(digit) - 1]}，事项的行使层级是{'、'.join(levels)}",
            f"character 19 of the code, {digit}, means {LEVELS[int(digit) - 1]}; the item says "
            f"{', '.join(levels)}",
        )
        yield field, message, Text("核对编码和行使层级 level", "check the code and level")
    elif basic != stated:
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
    elif meant != stated and stated in TYPES:
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
