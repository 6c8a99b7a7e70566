"""What a document has to show before it counts: rank, number, dates, notice, and that it has not expired."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from qzqd.compare.policy.approvals import approval_form
from qzqd.compare.policy.presets import Demand, Evidence
from qzqd.finding import SEVERITIES
from qzqd.kinds import title_of
from qzqd.kinds.rank import RANKS, fitting_ranks, rank_meant, reaches, review_verb
from qzqd.law import workdays
from qzqd.law.documents import document_number, year_disputed
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Document = dict[str, Any]

ORDER = (
    ("reviewed", "date"),
    ("legal_review", "date"),
    ("date", "effective"),
    ("notice", "effective"),
    ("date", "expires"),
)
"""Which date may not be later than which."""
PAST = ("reviewed", "legal_review", "date", "notice")
"""What has to have happened before anything can rest on it."""


def demand_at_rank(demand: Demand, division: str) -> Demand:
    """The demand with the rank that it means for a list of this division."""
    return replace(demand, rank=rank_meant(demand.rank, division)) if demand.rank else demand


def strictest(demands: Sequence[Demand]) -> Demand:
    """All that any of these asks for, of which there is at least one; their ranks are settled."""
    ranks = [demand.rank for demand in demands if demand.rank]
    dates = {date for demand in demands for date in demand.dates}
    return Demand(
        severity=min((demand.severity for demand in demands), key=SEVERITIES.index),
        rank=max(ranks, key=RANKS.index) if ranks else None,
        number=any(demand.number for demand in demands),
        dates=tuple(date for date in get_args(Evidence) if date in dates),
        notice_days=max(demand.notice_days for demand in demands),
    )


def document_faults(document: Document, today: str) -> Iterator[Problem]:
    """What is wrong with a document whatever it is for."""
    expires = document.get("expires", today)
    if document["date"] <= expires < today:
        message = Text(f"批准已于 {expires} 到期", f"the approval expired on {expires}")
        help = Text("重新报批，或核对 expires", "have it approved again, or check `expires`")
        yield Problem(message, ("expires",), help, value=expires, code="QZ812")
    for first, second in ORDER:
        if {first, second} <= document.keys() and document[first] > document[second]:
            yield _turned(document, first, second)
    for name in PAST:
        if document.get(name, today) > today:
            yield _to_come(document, name, today)
    ranks = fitting_ranks(document["body"])
    if ranks and document["rank"] not in ranks:
        message = Text(
            f"批准机关“{document['body']}”不是{document['rank']}",
            f"“{document['body']}” is not of the rank {document['rank']}",
        )
        help = Text(
            f"核对 body 和 rank：应当是{'或'.join(ranks)}", f"check `body` and `rank`: {' or '.join(ranks)}"
        )
        yield Problem(message, ("rank",), help, value=document["rank"], code="QZ823")
    number = document.get("number", "")
    if (written := document_number(number)) != number:
        message = Text(f"文号“{number}”的年份没有用六角括号", f"the year of “{number}” is not in 〔〕")
        help = Text(f"写成 {written}", f"write {written}")
        yield Problem(message, ("number",), help, value=number, code="QZ709")
    if document["date"] <= today and (year := year_disputed(number, document["date"])):
        message = Text(
            f"文号是 {year} 年的，日期是 {document['date']}",
            f"a document of {year}, and its day is {document['date']}",
        )
        help = Text(
            "对照文件改正文号或者日期", "look it up in the document and correct the number or the day"
        )
        yield Problem(message, ("number",), help, value=number, code="QZ649")


def shortcomings(document: Document, demand: Demand) -> Iterator[Problem]:
    """What a demand, its rank settled, misses in a document."""
    if demand.rank and not reaches(document["rank"], demand.rank):
        message = Text(
            f"批准级别不够：{document['rank']}；这里的调整要{demand.rank}{review_verb(demand.rank).zh}",
            f"approved by {document['rank']}; changes here need {demand.rank}",
        )
        help = Text("报有权的机关批准，或核对 rank", "have it approved by that body, or check `rank`")
        yield Problem(message, ("rank",), help, value=demand.rank, code="QZ813")
    if lacking := [name for name in fields_of(demand) if name not in document]:
        titles = COMMA.join(title_of(approval_form().at((name,))) for name in lacking)
        message = Text(f"批准缺少{titles.zh}", f"the approval lacks: {titles.en}")
        help = Text(f"补填 {'、'.join(lacking)}", f"fill in {', '.join(lacking)}")
        yield Problem(message, (), help, value=" ".join(lacking), code="QZ822")
    if demand.notice_days and {"notice", "effective"} <= document.keys():
        notice, effective = document["notice"], document["effective"]
        if notice <= effective:
            yield from _too_short(notice, effective, demand.notice_days)


def fields_of(demand: Demand) -> list[str]:
    """The fields that a document needs for a demand, beside those that every document has."""
    wanted = [*(["number"] if demand.number else []), *demand.dates]
    if demand.notice_days:
        wanted += [name for name in ("notice", "effective") if name not in wanted]
    return wanted


def needed(demand: Demand) -> Text:
    """All that a document has to show for a demand, its rank settled, in one phrase; empty for nothing."""
    parts = [Text(f"{demand.rank}{review_verb(demand.rank).zh}", f"{demand.rank}")] if demand.rank else []
    parts += (title_of(approval_form().at((name,))) for name in fields_of(demand))
    if days := demand.notice_days:
        parts.append(Text(f"公告到施行至少 {days} 个工作日", f"{days} working days from notice to effect"))
    return COMMA.join(parts)


def _to_come(document: Document, name: str, today: str) -> Problem:
    title = title_of(approval_form().at((name,)))
    message = Text(
        f"{title.zh} {document[name]} 还没有到，今天是 {today}",
        f"{title.en} {document[name]} is still to come; today is {today}",
    )
    help = Text(
        f"核对 {name}；没有批准的不能先用", f"check `{name}`: what is not approved yet allows nothing"
    )
    return Problem(message, (name,), help, value=document[name], code="QZ824")


def _turned(document: Document, first: str, second: str) -> Problem:
    early, late = (title_of(approval_form().at((name,))) for name in (first, second))
    message = Text(
        f"{late.zh} {document[second]} 早于{early.zh} {document[first]}",
        f"{late.en} {document[second]} is before {early.en} {document[first]}",
    )
    help = Text(
        "核对两个日期；程序倒置的补办", "check both dates; if the procedure was turned round, repeat it"
    )
    if second == "expires":
        help = Text(
            "核对 expires：有效期不能在批准之前结束", "check `expires`: it cannot end before it was given"
        )
    return Problem(message, (second,), help, value=f"{document[first]} {document[second]}", code="QZ814")


def _too_short(notice: str, effective: str, wanted: int) -> Iterator[Problem]:
    try:
        days = workdays.between(notice, effective, wanted)
    except workdays.Unpublished as unpublished:
        year = unpublished.year
        message = Text(
            f"没有 {year} 年的法定节假日安排，公告天数无法计算",
            f"the public holidays of {year} are not known, so days of notice cannot be counted",
        )
        help = Text(
            "国务院公布安排后运行 pip install -U chinesecalendar；已过去的年份请核对日期",
            "once they are published run pip install -U chinesecalendar; check the date if the year is past",
        )
        yield Problem(message, ("effective",), help, value=str(year), code="QZ821")
        return
    if days < wanted:
        message = Text(
            f"公告日 {notice} 与施行日 {effective} 之间只有 {days} 个工作日，要 {wanted} 个",
            f"only {days} working days between the notice of {notice} and effect on {effective}, not {wanted}",
        )
        help = Text("推迟施行日期", "let it take effect later")
        yield Problem(message, ("effective",), help, value=f"{days} {wanted}", code="QZ815")
