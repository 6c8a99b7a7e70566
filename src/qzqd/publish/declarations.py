"""What is declared of kinds and holds nowhere: a need that no rule asks for, a role or a list that nobody knows.

Such a declaration would pass everything and ask nobody; `generate` refuses to write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from qzqd.check import rules
from qzqd.check.needs import UPHELD
from qzqd.kinds import schema_at
from qzqd.kinds.fields import Reference
from qzqd.kinds.traits import Archetype, Ask, FieldRole, Handed, KindTraits, LedgerQuestions, PolicyClass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qzqd.kinds.concepts import Admission

_ = rules  # imported so that every rule has said what it asks for

_LEDGERS: dict[LedgerQuestions, tuple[tuple[FieldRole, ...], tuple[FieldRole, ...]]] = {
    "answers": (("step", "step", "outcome"), ("days",)),
    "responses": (("step", "step", "step", "refused", "refused", "stages"), ("limits",)),
    "subjects": ((), ()),
    "scores": (("marks", "deducted", "total"), ("weight", "bands")),
    "occurrences": (("step",), ()),
    "balance": ((), ()),
    "steps": (("step", "step", "outcome"), ()),
}
"""What the questions of a ledger take: the roles of its own fields, and those of the list it is kept against."""


def unmet_declarations(schemas: Mapping[str, dict[str, Any]], settings: Mapping[str, Any]) -> list[str]:
    """Every declaration that holds nowhere, in words.

    schemas: those of all kinds, by kind. settings: the schema of qzqd.toml.
    """
    known = {kind: KindTraits.of(schema) for kind, schema in schemas.items()}
    return [
        f"{kind}: {fault}"
        for kind, schema in schemas.items()
        for fault in (
            *_of_kind(known[kind], known),
            *_of_columns(known[kind], schema),
            *_of_fields(schema, known[kind], settings),
        )
    ]


def _of_kind(kind: KindTraits, known: Mapping[str, KindTraits]) -> Iterator[str]:
    declared = kind.declared
    if declared.policy not in get_args(PolicyClass):
        yield f"no policy class {declared.policy}"
    if (kind.archetype is Archetype.LEDGER) != bool(declared.ledger):
        yield "a ledger, and only a ledger, says what is asked of it"
    if declared.held_against and declared.held_against not in known:
        yield f"held against {declared.held_against}, which is no kind"
    if declared.ledger:
        yield from _of_ledger(kind, known.get(declared.held_against) if declared.held_against else kind)
    if declared.sole and declared.sole not in kind.fields:
        yield f"one {declared.sole} for one name, which items do not have"
    yield from _of_questions(kind)
    for name, values in declared.unrecorded.items():
        for value in values:
            yield from _of_value(kind, name, value)
    if declared.admission:
        yield from _of_admission(kind, declared.admission)
    yield from _of_concepts(kind)


def _of_columns(kind: KindTraits, schema: Mapping[str, Any]) -> Iterator[str]:
    for column in kind.declared.columns:
        if not schema_at(dict(schema), ("items", 0, *column.field.split("."))):
            yield f"the published table has the column {column.field}, which items do not have"
    if kind.declared.parts and "enum" not in kind.fields.get(kind.declared.parts, {}):
        yield f"published in parts by {kind.declared.parts}, which has no values of its own"


def _of_questions(kind: KindTraits) -> Iterator[str]:
    for question in kind.declared.questions:
        if question.ask not in get_args(Ask):
            yield f"nobody asks {question.ask}"
        for name in (*question.fields, *question.only):
            if name not in kind.fields:
                yield f"the question {question.name} is about {name}, which items do not have"
        for name, value in question.only.items():
            yield from _of_value(kind, name, value)


def _of_admission(kind: KindTraits, admission: Admission) -> Iterator[str]:
    for name in (admission.field, admission.review, admission.approval):
        if name not in kind.fields:
            yield f"admission by {name}, which items do not have"
    for value in (admission.admitted, admission.barred):
        yield from _of_value(kind, admission.field, value)


def _of_concepts(kind: KindTraits) -> Iterator[str]:
    """Fields that a concept names: each is one of the item or of the header."""
    declared = kind.declared
    if declared.balance:
        for value in declared.balance.excluded:
            yield from _of_value(kind, declared.balance.ground, value)
    if declared.progress:
        for value in declared.progress.content:
            yield from _of_value(kind, declared.progress.outcome, value)
    for concept in (declared.balance, declared.duties, declared.progress):
        for name, value in concept._asdict().items() if concept else ():
            for each in (value,) if isinstance(value, str) else value if name == "account" else ():
                if each not in kind.fields and each not in kind.header:
                    yield f"{name} is {each}, which neither items nor the header have"


def _of_ledger(kind: KindTraits, held_against: KindTraits | None) -> Iterator[str]:
    if held_against is None:
        yield "a ledger says which kind of list it is held against"
        return
    if kind.declared.ledger not in _LEDGERS:
        yield f"nobody asks {kind.declared.ledger} of a ledger"
        return
    for side, roles in zip((kind, held_against), _LEDGERS[kind.declared.ledger], strict=True):
        for role in roles:
            if len(side.having(role)) < roles.count(role):
                yield f"{kind.declared.ledger} takes {roles.count(role)} fields of {side.kind} with the role {role}"


def _of_fields(schema: Mapping[str, Any], kind: KindTraits, settings: Mapping[str, Any]) -> Iterator[str]:
    nodes = (schema, *schema["$defs"].values())
    for name, prop in ((name, prop) for node in nodes for name, prop in node.get("properties", {}).items()):
        if (need := prop.get("x-need")) is not None:
            if need["rule"] not in UPHELD:
                yield f"{name} is needed by {need['rule']}, which asks for no field"
            for other, values in need.get("when", {}).items():
                for value in values:
                    yield from _of_value(kind, other, value)
        if prop.get("x-refers", "item") not in get_args(Reference):
            yield f"{name} refers to {prop['x-refers']}, of which there is no register"
        for role in prop.get("x-roles", ()):
            if role not in get_args(FieldRole):
                yield f"{name} has the role {role}, which nobody knows"
        if prop.get("x-extensible", next(iter(settings))) not in settings:
            yield f"{name} is extended by {prop['x-extensible']}, which is no setting"
        for value, change in prop.get("x-handed", {}).items():
            yield from _of_value(kind, name, value)
            if change not in get_args(Handed):
                yield f"{name} means {change}, which is not handed down or taken back"


def _of_value(kind: KindTraits, name: str, value: str) -> Iterator[str]:
    node = kind.fields.get(name, {})
    if value not in node.get("enum", node.get("items", {}).get("enum", ())):
        yield f"{name} is never {value}"
