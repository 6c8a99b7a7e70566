"""Whether every item of a list has what the list is for: an office, a procedure, a lead and a limit, a legal basis."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from qzqd.check.duties import seats
from qzqd.cover.coverage import Aspect, Fraction
from qzqd.kinds.traits import traits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.kinds.traits import Question
    from qzqd.open.catalogue import Catalogue, Item
    from qzqd.open.registers import Registers

    Has = Callable[[Item], bool]


def aspects(lists: list[Catalogue], registers: Registers, today: str) -> Iterator[Aspect]:
    """Every question of every list that it can be put to, list by list."""
    for loaded in lists:
        kind = traits(loaded.kind)
        for question in kind.declared.questions:
            if question.ask == "carries":
                yield from _carrying(loaded, question, lists)
            elif question.ask == "held":
                yield from _assigned(loaded, question, registers, today)
            elif question.ask == "has" or registers.laws:
                items = [item for item in loaded.main if question.only.items() <= item.items()]
                if items:
                    has = _asked(question, registers, today)
                    yield _answer(loaded, question, kind.field("group"), items, has)


def _asked(question: Question, registers: Registers, today: str) -> Has:
    """What decides whether an item answers the question."""
    if question.ask == "rests":
        return partial(_in_force, registers, today)
    return partial(_has_all, question.fields)


def _answer(loaded: Catalogue, question: Question, group: str, items: list[Item], has: Has) -> Aspect:
    """group: the field by which answers are told apart."""
    lacking = tuple(item["id"] for item in items if not has(item))
    groups: dict[str, list[bool]] = defaultdict(list)
    for item in items:
        groups[item.get(group, "")].append(has(item))
    by_group = tuple((name, Fraction(sum(each), len(each))) for name, each in groups.items() if name)
    return _made(loaded, question, Fraction(len(items) - len(lacking), len(items)), lacking, by_group)


def _carrying(loaded: Catalogue, question: Question, lists: list[Catalogue]) -> Iterator[Aspect]:
    """Whether every office that the place is to have carries at least one item."""
    carried = {item.get(field) for item in loaded.in_force for field in question.fields}
    place = loaded.header["jurisdiction"]["code"]
    for beside in lists:
        if traits(beside.kind).declared.names_offices and beside.header["jurisdiction"]["code"] == place:
            kind = traits(beside.kind)
            offices = [item["name"] for item in beside.main if not kind.autonomous(item)]
            if not offices:
                continue
            idle = tuple(office for office in offices if office not in carried)
            yield _made(loaded, question, Fraction(len(offices) - len(idle), len(offices)), idle)


def _assigned(loaded: Catalogue, question: Question, registers: Registers, today: str) -> Iterator[Aspect]:
    """How many of the roles that objects have to have are held, told apart by role."""
    duties = traits(loaded.kind).declared.duties
    found = (
        list(seats(loaded.header, [*enumerate(loaded.not_cancelled)], duties, registers, today))
        if duties
        else []
    )
    groups: dict[str, list[bool]] = defaultdict(list)
    for seat in found:
        groups[seat.role["name"]].append(seat.filled)
    lacking = tuple(f"{seat.object} {seat.role['name']}" for seat in found if not seat.filled)
    by_group = tuple((name, Fraction(sum(each), len(each))) for name, each in groups.items())
    if found:
        covered = Fraction(len(found) - len(lacking), len(found))
        yield _made(loaded, question, covered, lacking, by_group)


def _made(
    loaded: Catalogue,
    question: Question,
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
    """Whether it rests on law, and on nothing that the register does not know or knows to have ended."""
    laws = [registers.law(each["law"]) for each in item.get("basis", ())]
    return bool(laws) and all(law is not None and not law.has_ended(today) for law in laws)
