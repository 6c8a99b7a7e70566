"""QZ522 to QZ526: records that a ledger keeps, as far as they tell it by themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qzqd.check.ledger import ahead, deducted_without_reason, in_each, times_out_of_order
from qzqd.check.ledger_examples import (
    ANSWER,
    APPRAISED,
    CALL,
    CALLED,
    CONSULTED,
    DUTIES,
    INDICATOR,
    MATTERS,
    SCORE,
    SCORED,
    SCORING,
    SITUATIONS,
    SOUND_ANSWER,
    SOUND_CALL,
    SOUND_SCORE,
)
from qzqd.check.needs import required_field_rule
from qzqd.check.rule import Example, rule
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.check.subject import Subject
    from qzqd.read.problem import Problem


@rule(
    "QZ522",
    "error",
    title=Text("时间先后颠倒", "Times out of order"),
    why=Text(
        "先征求、后反馈；先呼叫、再报到、再办结。次序颠倒或者没有这一天的，是记错了，或者是事后补的。",
        "Asked, then answered; called, then arrived, then closed. In another order, or on a day that does not exist, "
        "they were noted wrongly or made up afterwards.",
    ),
    fails=Example(CALL % "2025-03-03 13:30", CALLED, beside=(SITUATIONS,)),
    passes=SOUND_CALL,
)
def times(subject: Subject) -> Iterable[Problem]:
    return in_each(subject, times_out_of_order) if subject.archetype is Archetype.LEDGER else ()


@rule(
    "QZ526",
    "error",
    title=Text("日期还没有到", "A day that has not come"),
    why=Text(
        "台账记的是已经发生的事。日期在今天之后的，是写错了年份或者月份，或者是事先填好的。",
        "A ledger notes what has happened. A day after today is a slip in the year or month, or was filled in beforehand.",
    ),
    fails=Example(ANSWER % ("2125-03-07", "adopted"), CONSULTED, beside=(MATTERS,)),
    passes=SOUND_ANSWER,
)
def future(subject: Subject) -> Iterable[Problem]:
    to_come = partial(ahead, today=subject.config.today)
    return in_each(subject, to_come) if subject.archetype is Archetype.LEDGER else ()


required_field_rule(
    "QZ523",
    CONSULTED,
    ANSWER % ("2025-03-07", "not-adopted"),
    "    reason: 与上位规划冲突\n",
    beside=(MATTERS,),
    title=Text("没有采纳却没有理由", "Not adopted, and no reason"),
    why=Text(
        "征求了意见而不采纳的，要说明理由，否则征求意见只是走过场。",
        "An opinion that was asked for and not adopted is answered with a reason; otherwise asking was for show.",
    ),
)


@rule(
    "QZ524",
    "error",
    title=Text("扣分没有原因", "Points deducted without a reason"),
    why=Text(
        "扣分的要在评分说明里写明原因，部门才知道改什么，也才经得起复核。",
        "Whoever deducts points says why, so that the department knows what to mend and the score stands a review.",
    ),
    fails=Example(SCORE % "", SCORED, beside=(SCORING,)),
    passes=SOUND_SCORE,
)
def deductions(subject: Subject) -> Iterable[Problem]:
    return in_each(subject, deducted_without_reason) if subject.traits.field("deducted") else ()


required_field_rule(
    "QZ525",
    APPRAISED,
    INDICATOR,
    "    upstream: ZZ-01\n",
    beside=(DUTIES,),
    title=Text("主责之外的考核指标", "An indicator outside the main responsibilities"),
    why=Text(
        "主责之外不考核：每个指标都要写明考核的是哪一项现行的主责事项。",
        "Nothing is appraised but main responsibilities: every indicator names the one, in force, that it is about.",
    ),
)
