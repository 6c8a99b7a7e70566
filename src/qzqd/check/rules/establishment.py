"""QZ570 to QZ574: posts that were added, cut or moved down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.balance import unbalanced
from qzqd.check.needs import required_field_rule
from qzqd.check.rule import Example, rule
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.read.problem import Problem

_LEDGER = {"kind": "establishment"}
_APPROVAL = '    approval: {body: 区委编委, date: "2020-05-06"}\n'
_CUT = (
    "items:\n"
    "  - id: BZ-1\n"
    "    name: 区直单位减编\n"
    "    unit: 区城市管理局\n"
    "    posts: 事业编制\n"
    "    before: 30\n"
    "    change: -5\n"
    "    after: %s\n" + _APPROVAL
)
_ADDED = (
    "  - id: BZ-2\n"
    "    name: 街道补编\n"
    "    unit: 武当路街道\n"
    "    posts: 事业编制\n"
    "    change: %s\n"
    "    paired_with: [BZ-1]\n" + _APPROVAL
)
_MORE = (
    "items:\n"
    "  - id: BZ-1\n"
    "    name: 综合执法中心增编\n"
    "    unit: 武当路街道\n"
    "    posts: 事业编制\n"
    "    change: 3\n" + _APPROVAL
)
_CLEARED = "    cleanup: 收回空编 3 名\n"
_SOUND = Example(_CUT % 25 + _ADDED % 5, _LEDGER)

required_field_rule(
    "QZ570",
    _LEDGER,
    _MORE.removesuffix(_APPROVAL) + _CLEARED,
    _APPROVAL,
    title=Text("编制增减没有批准", "Posts changed without approval"),
    why=Text(
        "编制由编委管，增减都要有批准的机关和文号；没有批准的增减不算数。",
        "Posts are for the establishment committee to give and take. A change that nobody approved does not hold.",
    ),
)


@rule(
    "QZ571",
    "error",
    title=Text("编制数前后接不上", "Numbers of posts do not follow"),
    why=Text(
        "调整前加增减等于调整后，上一次的调整后等于下一次的调整前。接不上的，至少有一个数写错，或者漏记了一次增减。",
        "What was there and the change make what is there now, and that is where the next record begins. Otherwise a "
        "number is wrong or a change was not noted.",
    ),
    fails=Example(_CUT % 26 + _ADDED % 5, _LEDGER),
    passes=_SOUND,
)
def sums(subject: Subject) -> Iterator[Problem]:
    return _told(subject, "QZ571")


@rule(
    "QZ572",
    "error",
    title=Text("减上补下不相等", "Posts moved down do not balance"),
    why=Text(
        "编制下沉是减上补下，总数不变：上面减多少，下面补多少。不相等的，不是漏记，就是借机增编。",
        "Posts that move down leave the total as it is: as many are cut above as are added below. Otherwise a record is "
        "missing, or posts were added on the way.",
    ),
    fails=Example(_CUT % 25 + _ADDED % 6, _LEDGER),
    passes=_SOUND,
)
def pairs(subject: Subject) -> Iterator[Problem]:
    return _told(subject, "QZ572")


@rule(
    "QZ573",
    "error",
    title=Text("没有先清理就增编", "Posts added without clearing up first"),
    why=Text(
        "增编以前先清理空编、超编和可以收回的编制；从上面减下来的不在此列。",
        "Before posts are added, vacancies, surplus and posts that can be taken back are cleared up; what moved down from "
        "above is no increase.",
    ),
    fails=Example(_MORE, _LEDGER),
    passes=Example(_MORE + _CLEARED, _LEDGER),
)
def cleared(subject: Subject) -> Iterator[Problem]:
    return _told(subject, "QZ573")


@rule(
    "QZ574",
    "error",
    title=Text("不予增编的情形增了编", "Posts added on a ground that excludes it"),
    why=Text(
        "职能未作大的调整、任务没有大幅增加、阶段性任务、可市场化解决的，不予增编。",
        "No posts are added where duties have hardly changed, work has not grown much, a task is only for a time, or the "
        "market can do it.",
    ),
    fails=Example(_MORE + _CLEARED + "    ground: 阶段性任务\n", _LEDGER),
    passes=Example(_MORE + _CLEARED + "    ground: 新增职能\n", _LEDGER),
)
def grounds(subject: Subject) -> Iterator[Problem]:
    return _told(subject, "QZ574")


_OF_SEVERAL = ("QZ571", "QZ572")


def _told(subject: Subject, code: str) -> Iterator[Problem]:
    """What this rule has to say; the records are looked through once for all of them."""
    balance = subject.traits.declared.balance
    if balance is None:
        return
    if code in _OF_SEVERAL and len(subject.live) > 1:
        subject.require_all(Text("编制数前后、减上补下", "whether numbers of posts follow and moves balance"))
    records = [item for _, item in subject.live]
    for position, broken, fault in subject.once("balance", lambda: [*unbalanced(records, balance)]):
        if broken == code:
            yield fault.at(subject.live[position][0])
