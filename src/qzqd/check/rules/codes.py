"""Codes that are composed of others: credit codes, and the codes of items."""

from __future__ import annotations

from operator import itemgetter, mul
from typing import TYPE_CHECKING, NamedTuple

from qzqd.check.rule import Example, power, resting_on, rule
from qzqd.kinds.powers import LEVELS, TYPES
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item

_CREDIT = 18
_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1)

_TYPE_NAMES = {**{f"{number:02}": name for number, name in enumerate(TYPES, 1)}, "20": "公共服务"}

_UNITS = {"kind": "units"}
_BUREAU = 'items:\n  - {id: MZJ, name: 区民政局, code: "%s", type: department}\n'
_POWER = "items:\n" + power(
    "level: [镇（乡、街道）]",
    resting_on(),
    'codes: {basic: "000125004000", implementation: "%s"}',
    key="JD-01",
)

_TIER_OF, _BASIC_OF = itemgetter(18), itemgetter(slice(19, 31))
"""Parts of a code of 31 characters."""
_TYPE_OF = itemgetter(slice(9, 11))
"""Of a local one of 16 digits."""
_CODES = ("implementation", "basic", "local", "handling")

_LOCAL_CODE = 'codes: {local: "%s"}'
_NUMBERED = (
    "items:\n"
    + power(resting_on(), _LOCAL_CODE, key="JD-01")
    + power(resting_on("中华人民共和国动物防疫法", 30), _LOCAL_CODE, key="JD-02", name="养犬检查")
)


def _credit_codes_right(subject: Subject) -> bool:
    paths = [("code",), *(("codes", field) for field in _with_credit_code(subject))]
    codes = {code[:_CREDIT] for path in paths for code in subject.column(*path) if len(code) >= _CREDIT}
    return not subject.told("credit code", {(code,) for code in codes}, lambda code: not is_credit_code(code))


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
    quiet=_credit_codes_right,
)
def wrong_credit_code(subject: Subject) -> Iterator[Problem]:
    read = _unit_codes if subject.archetype is Archetype.UNITS else _item_codes
    wrong = {code for code in {code for _, code in read(subject)} if not is_credit_code(code)}
    reported: set[tuple[DataPath, str]] = set()
    for path, code in read(subject) if wrong else ():
        if code in wrong and (path[:2], code) not in reported:
            reported.add((path[:2], code))
            yield Problem(
                Text(f"统一社会信用代码 {code} 的校验位不对", f"wrong check character in credit code {code}"),
                path,
                Text("对照证书逐位核对", "compare it with the certificate, character by character"),
                value=code,
            )


def is_credit_code(code: str) -> bool:
    """Whether the last of 18 characters is what the first 17 ask for (GB 32100-2015).

    Our own three lines: importing stdnum, which the tests hold them against, takes longer than a whole run.
    """
    values = [_CHARACTERS.find(character) for character in code]
    return min(values) >= 0 and sum(map(mul, values, _WEIGHTS)) % 31 == 0


def _unit_codes(subject: Subject) -> Iterator[tuple[DataPath, str]]:
    for index, item in subject.live:
        if len(code := item.get("code", "")) == _CREDIT:
            yield ("items", index, "code"), code


def _with_credit_code(subject: Subject) -> tuple[str, ...]:
    return ("implementation", "handling", *(("local",) if subject.config.code_profile == "31" else ()))


def _item_codes(subject: Subject) -> Iterator[tuple[DataPath, str]]:
    """The credit code that begins an item's implementation, handling or local code, the first there is.

    Of a local code of another shape, which has a finding of its own, nobody knows where one would stand.
    """
    fields = _with_credit_code(subject)
    for index, item in subject.live:
        if codes := item.get("codes"):
            for field in fields:
                code = codes.get(field, "")
                if len(code) > _CREDIT and (field != "local" or _is_thirty_one(code)):
                    yield ("items", index, "codes", field), code[:_CREDIT]
                    break


def _codes_agree(subject: Subject) -> bool:
    whole, basic, local, handling = (subject.column("codes", field) for field in _CODES)
    levels, types = subject.column("level"), subject.column("power_type")
    if handling or not len(whole) == len(basic) == len(local) == len(levels) == len(types) == len(
        subject.live
    ):
        return not (whole or local or handling)
    tiers = set(zip(map(_TIER_OF, whole), map(tuple, levels), strict=True))
    if [*map(_BASIC_OF, whole)] != basic:
        return False
    if subject.told("tier", tiers, lambda digit, level: _tier(digit, *level)):
        return False
    if subject.config.code_profile == "16":
        stated = set(zip(map(_TYPE_OF, local), types, strict=True))
        shaped = set(map(len, local)) == {16} and "".join(local).isdecimal()
        return shaped and not subject.told("type in code", stated, _type)
    return local == whole or subject.config.code_profile not in _LOCAL


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
    quiet=_codes_agree,
)
def contradictory_codes(subject: Subject) -> Iterator[Problem]:
    readers = [("implementation", _composed), ("handling", _handling)]
    if local := _LOCAL.get(subject.config.code_profile):
        readers.append(("local", local))
    for index, item in subject.live:
        codes = item.get("codes", {})
        for field, read in readers:
            if field in codes and (wrong := read(codes[field], item)):
                message, advice = wrong
                yield Problem(message, ("items", index, "codes", field), advice, value=codes[field])


def _composed(code: str, item: Item) -> tuple[Text, Text] | None:
    """What is wrong with a code of 31 characters or more (credit code 18, tier 1, basic code 12), and advice."""
    basic = _BASIC_OF(code)
    stated = item["codes"].get("basic", basic)
    if wrong := _tier(_TIER_OF(code), *item.get("level", ())):
        return wrong
    if stated != basic and not stated.replace("-", "").startswith(basic):
        return (
            Text(
                f"编码里的基本编码是 {basic}，事项写的是 {stated}",
                f"the code holds basic code {basic}, the item says {stated}",
            ),
            Text("核对编码和基本编码 basic", "check the code and basic"),
        )
    return None


def _tier(digit: str, *levels: str) -> tuple[Text, Text] | None:
    if digit not in "1234567":
        return (
            Text(f"编码第 19 位（行使层级）是 {digit}", f"character 19 of the code, the tier, is {digit}"),
            Text("行使层级写 1 至 7", "the tier is 1 to 7"),
        )
    level = LEVELS[int(digit) - 1]
    if levels and level not in levels and (level != "分级管理" or len(levels) == 1):
        return (
            Text(
                f"编码第 19 位 {digit} 表示{level}，事项的行使层级是{'、'.join(levels)}",
                f"character 19 of the code, {digit}, means {level}; the item says {', '.join(levels)}",
            ),
            Text("核对编码和行使层级 level", "check the code and level"),
        )
    return None


def _handling(code: str, item: Item) -> tuple[Text, Text] | None:
    whole = item["codes"].get("implementation")
    if not whole:
        return _composed(code, item)
    if code.startswith(whole):
        return None
    return (
        Text(
            "业务办理项编码的前 31 位不是实施编码",
            "the handling code does not begin with the implementation code",
        ),
        Text(f"应以 {whole} 开头", f"it should begin with {whole}"),
    )


def _thirty_one(code: str, item: Item) -> tuple[Text, Text] | None:
    if not _is_thirty_one(code):
        return _misshapen(code, Text("31 或 33 位", "31 or 33 characters"))
    if code in (item["codes"].get("implementation"), item["codes"].get("handling")):
        return None
    return _composed(code, item)


def _is_thirty_one(code: str) -> bool:
    return len(code) in (31, 33) and code.isalnum()


def _sixteen(code: str, item: Item) -> tuple[Text, Text] | None:
    """Division 6, body 3, type 2, serial number 3, sub-item 2."""
    if len(code) != 16 or not code.isdecimal():
        return _misshapen(code, Text("16 位数字", "16 digits"))
    return _type(_TYPE_OF(code), item["power_type"])


def _type(digits: str, stated: str) -> tuple[Text, Text] | None:
    meant = _TYPE_NAMES.get(digits)
    if meant is None:
        return (
            Text(
                f"编码第 10、11 位（权力类型）是 {digits}",
                f"digits 10 and 11 of the code, the type, are {digits}",
            ),
            Text("权力类型写 01 至 10，公共服务写 20", "the type is 01 to 10, or 20 for a public service"),
        )
    if meant != stated and stated in TYPES:
        return (
            Text(
                f"编码第 10、11 位 {digits} 表示{meant}，事项的权力类型是{stated}",
                f"digits 10 and 11 of the code, {digits}, mean {meant}; the item says {stated}",
            ),
            Text("核对编码和权力类型 power_type", "check the code and power_type"),
        )
    return None


def _misshapen(code: str, wanted: Text) -> tuple[Text, Text]:
    return (
        Text(f"地方编码 {code} 不是{wanted.zh}", f"local code {code} does not have {wanted.en}"),
        Text(
            "改正编码；本地编码另有规则的，改 qzqd.toml 的 code_profile",
            "correct the code; if your codes have another shape, change code_profile in qzqd.toml",
        ),
    )


_SPECIFIC = ("handling", "implementation", "local", "basic")
"""The codes of an item, that which fewest share first: matters of one implementation code have handling codes of their
own, and many bodies implement one basic code."""


@rule(
    "QZ214",
    "warning",
    title=Text("事项编码重复", "A code on two items"),
    why=Text(
        "事项编码一项一码；两个事项同码，多半是抄错，或者同一事项录了两遍。同一主项的子项可以共用主项的编码；几个机关可以有同一基本编码；"
        "另有不同的业务办理项编码、实施编码或者地方编码的，也不算。",
        "Each item has a code of its own. On two items it was mostly miscopied, or one item was entered twice. Sub-items may "
        "share that of their main item, and bodies a basic code; nor does it count where more specific codes differ.",
    ),
    fails=Example(_NUMBERED % ("4203020011001001", "4203020011001001")),
    passes=Example(_NUMBERED % ("4203020011001001", "4203020011001002")),
)
def shared_code(subject: Subject) -> Iterator[Problem]:
    for number, field in enumerate(_SPECIFIC):
        codes = subject.column("codes", field)
        if len(set(codes)) == len(codes):
            continue
        holders: dict[tuple[str, str], list[tuple[int, Item]]] = {}
        for index, item in subject.live:
            if code := item.get("codes", {}).get(field):
                # Many bodies may have one basic code.
                body = item.get(subject.traits.field("body"), "") if field == "basic" else ""
                holders.setdefault((code, body), []).append((index, item))
        for (code, _), pairs in holders.items():
            for holder, other in _clashes(pairs, _SPECIFIC[:number], subject) if len(pairs) > 1 else ():
                yield Problem(
                    Text(
                        f"编码 {code} 与第 {other.at + 1} 个事项“{other.name}”相同",
                        f"code {code} is also that of item no. {other.at + 1}, “{other.name}”",
                    ),
                    ("items", holder.at, "codes", field),
                    Text(
                        "对照公布的编码改正；同一事项录了两遍的删去一遍",
                        "correct it from the published code; delete the item if it was entered twice",
                    ),
                    value=code,
                )


class _Holder(NamedTuple):
    """An item with a code. main: the id of its main item; telling: what else tells it apart; more: its more specific codes."""

    at: int
    name: str
    main: str
    telling: tuple[str, ...]
    more: frozenset[str]


def _clashes(
    pairs: list[tuple[int, Item]], specific: tuple[str, ...], subject: Subject
) -> Iterator[tuple[_Holder, _Holder]]:
    """Each item that should not have the code of an earlier one, with the first of these.

    Those of one main item may share it, what was entered twice is for QZ204, and a more specific code that both have tells
    them apart. Not all need be remembered: of those with one main item, or one name, two; and among five of these are three
    of which no two have either in common, so that one of them clashes with whatever comes.
    """
    telling = ("name", *subject.traits.having("distinguishes"))
    kept: dict[frozenset[str], list[_Holder]] = {}
    for index, item in pairs:
        told = tuple(normalised(str(item.get(name))) for name in telling)
        more = frozenset(name for name in specific if name in item["codes"])
        holder = _Holder(index, item["name"], str(item.get("parent", item["id"])), told, more)
        rivals = [
            each
            for others, few in kept.items()
            for each in few
            if others.isdisjoint(more) and each.main != holder.main and each.telling != told
        ]
        if rivals:
            yield holder, min(rivals)
        few = kept.setdefault(more, [])
        of_main = [each for each in few if each.main == holder.main]
        named_so = [each for each in few if each.telling == told]
        entered = any(each in named_so for each in of_main)
        if len(few) < _ENOUGH and len(of_main) < 2 and len(named_so) < 2 and not entered:
            few.append(holder)


_ENOUGH = 5


_LOCAL = {"31": _thirty_one, "16": _sixteen}
