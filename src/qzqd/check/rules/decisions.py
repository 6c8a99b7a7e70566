"""Decisions that nobody can look up, and days of what has been done that are still to come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd.check.cited import cited_places, distinct
from qzqd.check.rule import Example, rule
from qzqd.kinds import item_schema, schema, schema_at, title_of
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item

_DECISION = frozenset({"body", "number", "date"})
_ACCESS = (
    "items:\n"
    "  - id: ZR-01\n"
    "    name: 人口普查入户登记\n"
    "    listing: positive\n"
    '    review: {body: 区委社会工作部, date: "2025-03-01"}\n'
    "    approval: {body: 区委%s}\n"
)
_KIND = {"kind": "community-access"}


@rule(
    "QZ617",
    "warning",
    title=Text("批准没有文号，也没有日期", "A decision with neither number nor date"),
    why=Text(
        "批准、初核只写机关，没有文号也没有日期，就查不到是哪一次决定。至少写其中一个。",
        "A body alone does not tell which decision is meant: nobody can look it up. Give its number or its date.",
    ),
    fails=Example(_ACCESS % "", _KIND),
    passes=Example(_ACCESS % ", number: 区委办〔2025〕5号", _KIND),
)
def decision_without_evidence(subject: Subject) -> Iterator[Problem]:
    for path, decision, title in _decisions(subject):
        if "number" not in decision and "date" not in decision:
            yield Problem(
                Text(f"{title.zh}没有文号，也没有日期", f"{title.en}: neither number nor date"),
                path,
                Text(
                    "补填 number（文号）或 date（日期）：{body: …, number: …, date: …}",
                    "fill in number or date: {body: …, number: …, date: …}",
                ),
                at="key",
            )


@rule(
    "QZ618",
    "warning",
    title=Text("已经办完的事，日期却在将来", "A day still to come of something that is done"),
    why=Text(
        "公布、批准、承接、发文和法规的公布都是已经发生的事，日期不会在今天之后；多半是年份或月份写错。",
        "What has been published, decided, taken over, issued or passed has a day in the past; one still to come is "
        "mostly a slip in the year or month.",
    ),
    fails=Example(_ACCESS % ', date: "2205-04-01"', _KIND),
    passes=Example(_ACCESS % ', date: "2025-04-01"', _KIND),
)
def day_to_come(subject: Subject) -> Iterator[Problem]:
    today = subject.config.today
    source = subject.header.get("source", {})
    if source.get("date", "") > today:
        yield _to_come(("source", "date"), source["date"], today)
    for path, decision, _ in _decisions(subject):
        if decision.get("date", "") > today:
            yield _to_come((*path, "date"), decision["date"], today)
    for field in subject.traits.having("done"):
        for index, item in () if subject.lacks(field) else subject.items:
            if item.get(field, "") > today:
                yield _to_come(("items", index, field), item[field], today)
    if any(edition and edition > today[: len(edition)] for _, edition in distinct(subject, "edition")):
        for path, ground in cited_places(subject):
            edition = ground.get("edition", "")
            if edition > today[: len(edition)]:
                yield _to_come((*path, "edition"), edition, today)


def _to_come(path: DataPath, day: str, today: str) -> Problem:
    return Problem(
        Text(f"{day} 在今天（{today}）之后", f"{day} is after today, {today}"),
        path,
        Text("核对年、月、日", "check year, month and day"),
        value=day,
    )


def _decisions(subject: Subject) -> Iterator[tuple[DataPath, Item, Text]]:
    """Every decision that an item tells of, where it stands, and what it is called."""
    for field, title in _fields(subject.traits.kind):
        for index, item in () if subject.lacks(field) else subject.items:
            if field in item:
                yield ("items", index, field), item[field], title


@cache
def _fields(kind: str) -> tuple[tuple[str, Text], ...]:
    """The fields of an item that hold who decided, by which document and when."""
    body = schema(kind)
    properties: dict[str, Any] = item_schema(body)["properties"]
    return tuple(
        (name, title_of(prop))
        for name, prop in properties.items()
        if schema_at(body, ("items", 0, name)).get("properties", {}).keys() >= _DECISION
    )
