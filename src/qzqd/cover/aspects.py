"""Whether every item of a list has what the list is for: an office, a procedure, a lead and a limit, a legal basis."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.cover.coverage import Aspect, Fraction
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.check.registers import Registers
    from qzqd.cover.workspace import Loaded

    Item = dict[str, Any]
    Has = Callable[[Item], bool]


class _Question(NamedTuple):
    """`kinds` it is put to; all where empty. group: the field by which answers are told apart."""

    name: str
    title: Text
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    group: str = "category"


_QUESTIONS = (
    _Question(
        "office",
        Text("有承办机构和对口部门", "has an office and a counterpart"),
        ("main-responsibilities",),
        ("office", "counterparts"),
    ),
    _Question(
        "procedure",
        Text("有征求流程和反馈时限", "has a procedure and days for the answer"),
        ("consultation",),
        ("procedure", "feedback_days"),
    ),
    _Question(
        "response",
        Text("有报到部门和响应时限", "has a lead and a limit"),
        ("call-situations",),
        ("departments", "responses"),
        "aspect",
    ),
    _Question("lead", Text("有牵头部门", "has a lead department"), ("task-list",), ("lead_department",)),
    _Question(
        "approval",
        Text("有初核和批准", "was reviewed and approved"),
        ("community-access",),
        ("review", "approval"),
    ),
)
_POWERS = (
    "street-powers",
    "delegated-powers",
    "department-powers",
    "main-responsibilities",
    "community-access",
    "consultation",
    "call-situations",
)
"""Kinds whose items should rest on law; how many do is told, whether they must is for `validate` to say."""


def aspects(lists: list[Loaded], registers: Registers, today: str) -> Iterator[Aspect]:
    """Every question of every list that it is put to, list by list."""
    for loaded in lists:
        for question in _QUESTIONS:
            if loaded.kind in question.kinds:
                yield _asked(loaded, question, partial(_has_all, question.fields))
        if loaded.kind == "main-responsibilities":
            yield from _carrying(loaded, lists)
        if loaded.kind in _POWERS:
            yield _asked(loaded, _BASIS, partial(_has_all, _BASIS.fields))
            yield _asked(loaded, _FORCE, partial(_in_force, registers, today))
        if any("codes" in item for item in loaded.live):
            yield _asked(loaded, _CODE, partial(_has_all, _CODE.fields))


_BASIS = _Question("basis", Text("有实施依据", "has a legal basis"), (), ("basis",))
_FORCE = _Question("in-force", Text("依据现行有效", "has a basis in force"), (), ("basis",))
_CODE = _Question("code", Text("有事项编码", "has a code"), (), ("codes",))


def _asked(loaded: Loaded, question: _Question, has: Has) -> Aspect:
    items = loaded.live
    lacking = tuple(item["id"] for item in items if not has(item))
    groups: dict[str, list[bool]] = defaultdict(list)
    for item in items:
        groups[item.get(question.group, "")].append(has(item))
    told = tuple((name, Fraction(sum(each), len(each))) for name, each in groups.items() if name)
    covered = Fraction(len(items) - len(lacking), len(items))
    return Aspect(loaded.id, question.name, question.title, covered, lacking, told)


def _carrying(loaded: Loaded, lists: list[Loaded]) -> Iterator[Aspect]:
    """Whether every office that the place is to have carries at least one item."""
    carried = {item.get("office") for item in loaded.live}
    place = loaded.header["jurisdiction"]["code"]
    for organisations in lists:
        if organisations.kind == "organisations" and organisations.header["jurisdiction"]["code"] == place:
            offices = [item["name"] for item in organisations.live if "parent" not in item]
            idle = tuple(office for office in offices if office not in carried)
            title = Text("每个机构都承办事项", "every office carries an item")
            yield Aspect(loaded.id, "carries", title, Fraction(len(offices) - len(idle), len(offices)), idle)


def _has_all(fields: tuple[str, ...], item: Item) -> bool:
    return all(map(item.get, fields))


def _in_force(registers: Registers, today: str, item: Item) -> bool:
    """Whether a law that it rests on is known to the register and not repealed."""
    laws = [registers.laws.get(each["law"]) for each in item.get("basis", ())]
    return any(law is not None and not (law.repealed and law.repealed <= today) for law in laws)
