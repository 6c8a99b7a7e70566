"""QZ637, QZ638: one matter is in one pair of hands, and no matter of the government in those of residents."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, power, resting_on, rule, rule_across
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.open.summary import newest_editions
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.kinds.traits import KindTraits
    from qzqd.open.registers import Registers
    from qzqd.open.summary import Carrier, Summary

    _Place = tuple[Summary, Carrier]


def _power(authority: str, key: str = "JD-01", former: str = "") -> str:
    handed_down = [f"former_authority: {former}"] if former else []
    return "items:\n" + power(*handed_down, resting_on(), key=key, authority=authority)


_DELEGATED = {"kind": "delegated-powers", "id": "example/delegated"}


@rule_across(
    "QZ637",
    "warning",
    title=Text("同一事项归了两家", "One matter in two pairs of hands"),
    why=Text(
        "一项权力一个主体，一项职责一个部分，一个事项一个窗口，一个事项不能既准入又负面。同一地区的清单里同名或者基本编码相同的事项，"
        "归属不一样，出了事就互相推。有一条写明了对方（例如原行使部门）的不算。",
        "A power has one body, a duty one section, a service one window; nothing is both admitted and kept out. Where lists "
        "of one place give one name, or one basic code, to two, each will point at the other. An item that names the other "
        "body, as the former one, is no such case.",
    ),
    fails=Example(_power("街道办事处"), beside=(Example(_power("区消防救援大队", "XF-01"), _DELEGATED),)),
    passes=Example(
        _power("区消防救援大队"),
        beside=(Example(_power("街道办事处", "XF-01", "区消防救援大队"), _DELEGATED),),
    ),
)
def two_carriers(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    for lists in _families(summaries):
        if (len(lists) == 1 and not lists[0].contested) or _of_one_mind(lists):
            continue
        firsts: defaultdict[tuple[str, str], dict[str, _Place]] = defaultdict(dict)
        for summary in lists:
            found: dict[str, dict[int, tuple[Carrier, Carrier]]] = {}
            for index, carrier in enumerate(summary.carriers):
                if carrier is None:
                    continue
                for key in _keys(carrier):
                    rival = next((each for each in firsts[key].values() if _clash(carrier, each[1])), None)
                    if rival:
                        found.setdefault(rival[0].path, {}).setdefault(index, (carrier, rival[1]))
                    firsts[key].setdefault(carrier.value, (summary, carrier))
            for path, places in found.items():
                yield summary, _told(summary, path, places)


def _of_one_mind(lists: list[Summary]) -> bool:
    """Whether no name and no code has two values in them, as is usual: told without an object for every item."""
    values: dict[str, str] = {}
    codes: dict[str, str] = {}
    for summary in lists:
        for name, value, code in filter(None, summary.hands):
            if values.setdefault(name, value) != value or (code and codes.setdefault(code, value) != value):
                return False
    return True


def _keys(carrier: Carrier) -> Iterator[tuple[str, str]]:
    """What a matter is known by in another list."""
    yield "name", carrier.name
    if carrier.code:
        yield "code", carrier.code


def _families(summaries: list[Summary]) -> Iterator[list[Summary]]:
    """The newest editions of the lists of a place that say the same of an item."""
    grouped: dict[tuple[str, str], list[Summary]] = {}
    for summary in newest_editions(each for each in summaries if each.carries).values():
        grouped.setdefault((traits(summary.kind).declared.sole, summary.jurisdiction), []).append(summary)
    yield from grouped.values()


def _clash(one: Carrier, other: Carrier) -> bool:
    return one.value != other.value and one.value not in other.named and other.value not in one.named


def _told(summary: Summary, path: str, places: dict[int, tuple[Carrier, Carrier]]) -> Problem:
    """One problem for a pair of lists, at the first of the items that they give to two."""
    sole = traits(summary.kind).declared.sole
    index, *others = places
    mine, theirs = places[index]
    where = Text("本清单", "this list") if path == summary.path else Text(path, path)
    rest = listed([str(at + 1) for at in others])
    word = traits(summary.kind).word
    message = Text(
        f"“{mine.name}”归{word(sole, mine.value)}，{where.zh}里又归{word(sole, theirs.value)}"
        + (f"；还有第 {rest.zh} 个事项" if others else ""),
        f"“{mine.name}”: {mine.value} here, {theirs.value} in {where.en}"
        + (f"; so are items no. {rest.en}" if others else ""),
    )
    help = Text(
        "定下归谁，删去另一条；确有分工的，写明原行使部门等对方的名称",
        "settle whose it is and delete the other; where they share it, name the other body in the item",
    )
    value = f"{path} {' '.join(map(str, places))}"
    return Problem(message, ("items", index, sole), help, value=value)


def _in_charge(kind: KindTraits) -> tuple[str, ...]:
    """The fields that say who carries a matter of the government."""
    sole = kind.declared.sole
    if kind.declared.policy != "powers" or not sole:
        return ()
    offices = (path[0] for path in kind.refers.get("office", ()) if len(path) == 1)
    return tuple(dict.fromkeys((sole, *kind.having("body"), *offices)))


def _of_residents(body: object, registers: Registers) -> bool:
    return isinstance(body, str) and (body in registers.autonomous or body.endswith(_RESIDENTS))


def _lives_there(body: str, registers: Registers) -> bool:
    return registers.types.get(registers.full.get(body, body)) in _RESIDENTIAL


def _no_residents(subject: Subject) -> bool:
    columns = [subject.column(name) for name in _in_charge(subject.traits)]
    bodies = {body for column in columns for body in column if isinstance(body, str)}
    registers = subject.registers
    return not any(_of_residents(body, registers) or _lives_there(body, registers) for body in bodies)


_RESIDENTIAL = ("community", "villager-group")
_RESIDENTS = ("居民委员会", "居委会", "村民委员会", "村委会")


@rule(
    "QZ638",
    "warning",
    title=Text("政府的事项由居民自治组织承担", "A government matter in the hands of residents"),
    why=Text(
        "居民委员会、村民委员会是自治组织，不承担政府性事项；依法协助的，写进社区事项准入清单，并由政府的机构承办。",
        "Committees of residents and villagers govern themselves and carry nothing for the government. Where they assist by "
        "law, it is on the access list, and an office of the government is in charge.",
    ),
    fails=Example(_power("东街社区居民委员会")),
    passes=Example(_power("街道办事处")),
    quiet=_no_residents,
)
def residents_in_charge(subject: Subject) -> Iterator[Problem]:
    fields, bodies = _in_charge(subject.traits), subject.traits.having("body")
    for index, item in subject.live if fields else ():
        for name in fields:
            body = item.get(name, "")
            if _of_residents(body, subject.registers) or (
                name in bodies and _lives_there(body, subject.registers)
            ):
                message = Text(
                    f"{body}是居民自治组织，不承担政府性事项",
                    f"{body} is a body of residents and carries nothing for the government",
                )
                help = Text("改由街道的机构或服务站承办", "let an office of the street or a station carry it")
                yield Problem(message, ("items", index, name), help, value=body)
