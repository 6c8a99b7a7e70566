"""Whether every item of a list has what the list is for: an office, a procedure, a lead and a limit, a legal basis."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from qzqd.cover.coverage import Aspect, Fraction
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.check.registers import Registers
    from qzqd.cover.loaded import Loaded

    Item = dict[str, Any]
    Has = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class _Question:
    """`fields` answer it, together. group: the field by which answers are told apart, "" for none.

    only: the values that an item has to have for the question to be put to it.
    """

    name: str
    title: Text
    fields: tuple[str, ...]
    group: str = ""
    only: dict[str, str] = field(default_factory=dict)


_QUESTIONS = {
    "main-responsibilities": _Question(
        "office",
        Text("有承办机构和对口部门", "has an office and a counterpart"),
        ("office", "counterparts"),
        group="category",
    ),
    "consultation": _Question(
        "procedure",
        Text("有征求流程和反馈时限", "has a procedure and days for the answer"),
        ("procedure", "feedback_days"),
        group="category",
    ),
    "call-situations": _Question(
        "response",
        Text("有报到部门和响应时限", "has a lead and a limit"),
        ("departments", "responses"),
        group="aspect",
    ),
    "task-list": _Question("lead", Text("有牵头部门", "has a lead department"), ("lead_department",)),
    "community-access": _Question(
        "approval",
        Text("写明初核和批准", "review and approval are recorded"),
        ("review", "approval"),
        group="category",
        only={"listing": "positive"},
    ),
}
"""What a kind of list is for."""
_BASIS = _Question("basis", Text("有实施依据", "has a legal basis"), ("basis",))
_FORCE = _Question("in-force", Text("依据全部现行有效", "every basis is in force"), ("basis",))
_CODE = _Question("code", Text("有事项编码", "has a code"), ("codes",))
_CARRIES = _Question("carries", Text("每个机构都承办事项", "every office carries an item"), ("office",))
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

_CODED = ("street-powers", "delegated-powers", "department-powers")
"""Kinds whose items are coded."""


def aspects(lists: list[Loaded], registers: Registers, today: str) -> Iterator[Aspect]:
    """Every question of every list that it can be put to, list by list."""
    for loaded in lists:
        for question, has in _questions(loaded, registers, today):
            items = [item for item in loaded.main if question.only.items() <= item.items()]
            if items:
                yield _answer(loaded, question, items, has)
        if loaded.kind == "main-responsibilities":
            yield from _carrying(loaded, lists)


def _questions(loaded: Loaded, registers: Registers, today: str) -> Iterator[tuple[_Question, Has]]:
    asked = [_QUESTIONS[loaded.kind]] if loaded.kind in _QUESTIONS else []
    if loaded.kind in _POWERS:
        asked.append(_BASIS)
    if loaded.kind in _CODED:
        asked.append(_CODE)
    for question in asked:
        yield question, partial(_has_all, question.fields)
    if loaded.kind in _POWERS and registers.laws:
        yield _FORCE, partial(_in_force, registers, today)


def _answer(loaded: Loaded, question: _Question, items: list[Item], has: Has) -> Aspect:
    lacking = tuple(item["id"] for item in items if not has(item))
    groups: dict[str, list[bool]] = defaultdict(list)
    for item in items:
        groups[item.get(question.group, "")].append(has(item))
    told = tuple((name, Fraction(sum(each), len(each))) for name, each in groups.items() if name)
    return _made(loaded, question, Fraction(len(items) - len(lacking), len(items)), lacking, told)


def _carrying(loaded: Loaded, lists: list[Loaded]) -> Iterator[Aspect]:
    """Whether every office that the place is to have carries at least one item."""
    carried = {item.get("office") for item in loaded.live}
    place = loaded.header["jurisdiction"]["code"]
    for organisations in lists:
        if organisations.kind == "organisations" and organisations.header["jurisdiction"]["code"] == place:
            offices = [item["name"] for item in organisations.main]
            idle = tuple(office for office in offices if office not in carried)
            yield _made(loaded, _CARRIES, Fraction(len(offices) - len(idle), len(offices)), idle)


def _made(
    loaded: Loaded,
    question: _Question,
    covered: Fraction,
    lacking: tuple[str, ...],
    groups: tuple[tuple[str, Fraction], ...] = (),
) -> Aspect:
    source = loaded.header["source"]
    shown = source.get("illustrative_fields", ())
    return Aspect(
        catalogue=loaded.id,
        name=question.name,
        title=question.title,
        covered=covered,
        missing_items=lacking,
        groups=groups,
        provenance=source["provenance"],
        illustrative=any(name in shown for name in question.fields),
        published=loaded.published,
    )


def _has_all(fields: tuple[str, ...], item: Item) -> bool:
    return all(map(item.get, fields))


def _in_force(registers: Registers, today: str, item: Item) -> bool:
    """Whether it rests on law, and on nothing that the register does not know or knows to be repealed."""
    laws = [registers.laws.get(each["law"]) for each in item.get("basis", ())]
    return bool(laws) and all(
        law is not None and not (law.repealed and law.repealed <= today) for law in laws
    )
