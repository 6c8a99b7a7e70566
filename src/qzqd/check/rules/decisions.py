"""Decisions that nobody can look up, and days of what has been done that are still to come."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qzqd.check.cited import cited_places, distinct
from qzqd.check.rule import Example, rule
from qzqd.kinds import item_schema, schema, schema_at, title_of
from qzqd.kinds.traits import Archetype
from qzqd.law.documents import year_disputed
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.kinds.traits import KindTraits
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
    yield from _editions_to_come(subject, today)
    if any(edition and edition > today[: len(edition)] for _, edition in distinct(subject, "edition")):
        for path, ground in cited_places(subject):
            edition = ground.get("edition", "")
            if edition > today[: len(edition)]:
                yield _to_come((*path, "edition"), edition, today)


def _editions_to_come(subject: Subject, today: str) -> Iterator[Problem]:
    for index, item in subject.items if subject.archetype is Archetype.LAWS else ():
        for number, edition in enumerate(item["editions"]):
            if edition["date"] > today:
                yield _to_come(("items", index, "editions", number, "date"), edition["date"], today)


def _to_come(path: DataPath, day: str, today: str) -> Problem:
    return Problem(
        Text(f"{day} 在今天（{today}）之后", f"{day} is after today, {today}"),
        path,
        Text("核对年、月、日", "check year, month and day"),
        value=day,
    )


_WITHIN = (
    "items:\n"
    "  - id: ZR-01\n"
    "    name: 人口普查入户登记\n"
    "    listing: positive\n"
    "    requested_by: 区统计局\n"
    '    review: {body: 区委社会工作部, date: "2025-03-01"}\n'
    '    approval: {body: %s, date: "2025-04-01"}\n'
)


@rule(
    "QZ645",
    "error",
    title=Text("自己批准自己", "Approved by those who asked"),
    why=Text(
        "准入由部门申请，由别的机关批准。批准的就是申请的，等于没有批准。",
        "A department asks, and another body approves. Where those who asked approve it themselves, nobody approved it.",
    ),
    fails=Example(_WITHIN % "区统计局", _KIND),
    passes=Example(_WITHIN % "区委", _KIND),
)
def approved_by_themselves(subject: Subject) -> Iterator[Problem]:
    admission, full = subject.traits.declared.admission, subject.registers.full
    if admission is None:
        return
    for index, item in subject.live:
        asked, approved = item.get(admission.requester), item.get(admission.approval, {}).get("body")
        if asked and approved and full.get(asked, asked) == full.get(approved, approved):
            yield Problem(
                Text(f"批准的机关{approved}就是申请的部门", f"{approved} approved what it asked for itself"),
                ("items", index, admission.approval, "body"),
                Text("核对批准的机关", "check who approved it"),
                value=approved,
            )


@rule(
    "QZ649",
    "warning",
    title=Text("文号的年份和日期对不上", "The year of a document and its day disagree"),
    why=Text(
        "文件在文号所写的那一年印发，或者下一年年初公布。年份晚于日期，或者早了不止一年，必有一处写错，文件就查不到。"
        "来源的日期也可能是网上公布的日期，只看年份是不是晚了。",
        "A document is issued in the year of its number, or published early in the next. With a later year, or one earlier by "
        "more than that, one of the two is wrong and nobody finds the document. A source may have been put on the web years "
        "later, so that only a later year is told of it.",
    ),
    fails=Example(_ACCESS % ', number: 区委办〔2019〕5号, date: "2025-04-01"', _KIND),
    passes=Example(_ACCESS % ', number: 区委办〔2025〕5号, date: "2025-04-01"', _KIND),
)
def year_of_another_document(subject: Subject) -> Iterator[Problem]:
    found: list[tuple[DataPath, str, str]] = [
        ((*path, "number"), decision.get("number", ""), decision.get("date", ""))
        for path, decision, _ in _decisions(subject)
    ]
    source, kind = subject.header.get("source", {}), subject.traits
    found.append((("source", "number"), source.get("number", ""), source.get("date", "")))
    numbers, issued = kind.having("number"), kind.field("begins")
    for field in () if not issued or subject.lacks(issued) else numbers:
        found += (
            (("items", index, field), item.get(field, ""), item.get(issued, ""))
            for index, item in subject.live
        )
    for path, number, day in found:
        republished = path[0] == "source"
        year = day <= subject.config.today and year_disputed(number, day, republished=republished)
        if year:
            yield Problem(
                Text(f"文号是 {year} 年的，日期是 {day}", f"a document of {year}, and its day is {day}"),
                path,
                Text(
                    "对照文件改正文号或者日期", "look it up in the document and correct the number or the day"
                ),
                value=f"{number} {day}",
            )


_POSTS = (
    "items:\n  - {id: BZ-1, name: 增编, unit: 武当路街道, posts: 事业编制, change: 3, cleanup: 收回空编 3 名,\n"
    '     approval: {body: 区委编委, date: "2020-05-06"}, date: "%s"}\n'
)
_ESTABLISHMENT = {"kind": "establishment"}


@rule(
    "QZ655",
    "error",
    title=Text(
        "先后颠倒：到期早于开始，执行早于批准", "Over before it began, or done before it was approved"
    ),
    why=Text(
        "任职、试行、委托、豁免先开始后到期，编制先批准后调整。反过来的，必有一个日期写错；按它算，从来没有生效过。",
        "A post, a trial, a mandate or a waiver begins before it ends, and posts are approved before they change. The other way "
        "round a day is wrong, and by it the thing was never in force.",
    ),
    fails=Example(_POSTS % "2020-04-01", _ESTABLISHMENT),
    passes=Example(_POSTS % "2020-06-01", _ESTABLISHMENT),
    quiet=lambda subject: subject.lacks(*subject.traits.having("ends")),
)
def over_before_it_began(subject: Subject) -> Iterator[Problem]:
    for field in subject.traits.having("ends"):
        over = subject.config.today if field in subject.traits.having("trial") else ""
        for index, item in () if subject.lacks(field) else subject.live:
            if item.get(field, over) < over:
                continue  # QZ636 tells
            if began := _begun_later(subject.traits, item, field):
                title, day = began
                ending = subject.traits.titled(field)
                yield Problem(
                    Text(
                        f"{ending.zh} {item[field]} 早于{title.zh} {day}",
                        f"{ending.en} {item[field]} is before {title.en} {day}",
                    ),
                    ("items", index, field),
                    Text("核对两个日期", "check both days"),
                    value=f"{day} {item[field]}",
                )


def _begun_later(kind: KindTraits, item: Item, field: str) -> tuple[Text, str] | None:
    """What began, or was decided, after the day in a field on which it is over; and when."""
    begins = [(kind.titled(name), item[name]) for name in kind.having("begins") if name in item]
    for name, title in _fields(kind.kind):
        if day := item.get(name, {}).get("date"):
            begins.append((title, day))
    later = [began for began in begins if began[1] > item.get(field, began[1])]
    return max(later, key=lambda began: began[1]) if later else None


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
