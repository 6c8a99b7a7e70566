"""What the kinds say an item cannot do without: one mechanism for every rule that asks for a field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.open.advice import as_field
from qzqd.read.problem import Problem
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.check.rule import CatalogueCheck, Quiet
    from qzqd.check.subject import Subject
    from qzqd.kinds.traits import KindTraits


UPHELD: set[str] = set()
"""The rules that ask for fields: a kind can need a field under one of these alone."""


def missing_fields(code: str) -> CatalogueCheck:
    """What a rule checks that asks for the fields a kind needs under its code."""
    UPHELD.add(code)
    return partial(missing_needs, code)


def nothing_missing(code: str) -> Quiet:
    """The quick look of such a rule: every item has the fields, or none is one that needs them."""
    return partial(_nothing_missing, code)


def _nothing_missing(code: str, subject: Subject) -> bool:
    return all(
        len(subject.column(need.field)) == len(subject.live)
        or any(set(subject.column(field)).isdisjoint(values) for field, values in need.when.items())
        for need in subject.traits.needs
        if need.rule == code
    )


def required_field_rule(
    code: str,
    header: Mapping[str, str],
    row: str,
    lacking: str,
    *,
    beside: tuple[Example, ...] = (),
    title: Text,
    why: Text,
) -> None:
    """Make the rule that asks for what a kind needs; its failing example is `row` without `lacking`."""

    fails, passes = Example(row, header, beside), Example(row + lacking, header, beside)
    quiet = nothing_missing(code)
    rule(code, "error", title=title, why=why, fails=fails, passes=passes, quiet=quiet)(missing_fields(code))


def missing_needs(code: str, subject: Subject) -> Iterator[Problem]:
    """One problem for each live item that lacks fields that the kind asks for under rule `code`.

    A main item does without what all its sub-items have.
    """
    missing: dict[int, list[str]] = {}
    for need in subject.traits.needs:
        if need.rule == code:
            name, when = need.field, need.when.items()
            below = had_below(subject, name) if not when else frozenset()
            for index, item in subject.live:
                asked = name not in item and item["id"] not in below
                if asked and all(item.get(field) in values for field, values in when):
                    missing.setdefault(index, []).append(name)
    for index, fields in sorted(missing.items()):
        yield _to_fill_in(index, fields, subject.traits)


def had_below(subject: Subject, name: str) -> frozenset[str]:
    """The main items that need no such field of their own: every sub-item in force has it."""
    if subject.lacks("parent"):
        return frozenset()
    has: dict[str, bool] = {}
    for _, item in subject.live:
        if "parent" in item:
            has[item["parent"]] = has.get(item["parent"], True) and name in item
    return frozenset(key for key, every in has.items() if every)


def _to_fill_in(index: int, fields: list[str], kind: KindTraits) -> Problem:
    advice = Text(f"补填 {'、'.join(fields)}", f"fill in {', '.join(fields)}")
    shown = as_field(fields[0], kind.fields[fields[0]]) if len(fields) == 1 else None
    if shown:
        advice = Text(f"{advice.zh}，{shown.zh}", f"{advice.en}, {shown.en}")
    return lacking(index, fields, kind, advice)


def lacking(index: int, fields: Sequence[str], kind: KindTraits, advice: Text) -> Problem:
    """That an item lacks fields, each told with its title."""
    titles = [(name, kind.titled(name)) for name in fields]
    named = COMMA.join(Text(f"{name}（{title.zh}）", f"{name} ({title.en})") for name, title in titles)
    message = Text(f"缺少 {named.zh}", f"missing: {named.en}")
    return Problem(message, ("items", index), advice, value=" ".join(fields))
