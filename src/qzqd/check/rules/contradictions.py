"""What an item, or the head of a list, says of itself and denies in the next line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.needs import required_field_rule
from qzqd.check.rule import CERTIFICATES, Example, power, resting_on, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_DUTIES = {"kind": "township-duties"}
_DUTY = "items:\n  - {id: LZ-01, name: 养犬管理, section: basic%s}\n"


@rule(
    "QZ646",
    "error",
    title=Text("填的内容和状态、类别相反", "A field that contradicts the status or section"),
    why=Text(
        "写着未承接，又有承接日期；写着基本履职，又有牵头部门：两处必有一处没有改过来，按哪一处统计都可能不对。",
        "Not adopted, and a day on which it was; a basic duty, and a department that leads: one of the two was not brought up to "
        "date, and a figure drawn from either may be untrue.",
    ),
    fails=Example(_DUTY % ", lead_department: 区公安分局", _DUTIES),
    passes=Example(_DUTY % "", _DUTIES),
    quiet=lambda subject: subject.lacks(*subject.traits.amiss),
)
def contradicted(subject: Subject) -> Iterator[Problem]:
    about = subject.traits
    told = [field for field in about.amiss if not subject.lacks(field)]
    for index, item in subject.live if told else ():
        against: dict[str, list[str]] = {}
        for field in told:
            for name, values in about.amiss[field].items() if field in item else ():
                if item.get(name) in values:
                    against.setdefault(name, []).append(field)
        for name, fields in against.items():
            word, theirs = about.word(name, item[name]), about.titled(name)
            mine = [about.titled(field) for field in fields]
            message = Text(
                f"{theirs.zh}是{word}，却写了{'、'.join(each.zh for each in mine)}",
                f"{theirs.en} is {item[name]}, and yet there is {', '.join(each.en for each in mine)}",
            )
            help = Text(
                f"核对 {name}；没有错的，删去 {'、'.join(fields)}",
                f"check {name}; if it is right, delete {', '.join(fields)}",
            )
            yield Problem(
                message, ("items", index, fields[0]), help, value=f"{item[name]} {' '.join(fields)}"
            )


_ENDED = "items:\n  - id: ZM-01\n    name: 健在证明\n    issuance: shall-not\n"
_AFTER = ("repealed_by", "succeeded_by")


@rule(
    "QZ648",
    "error",
    title=Text("写了取消文号或者后续事项，没有取消日期", "Cancelled by a document, and on no day"),
    why=Text(
        "没有取消日期的事项仍然算现行，总数、承接率都把它算进去。",
        "An item without a day of cancellation is in force, and counts in totals and rates.",
    ),
    fails=Example(_ENDED + "    repealed_by: 鄂政发〔2025〕3号\n", CERTIFICATES),
    passes=Example(_ENDED + '    repealed: "2025-03-01"\n    repealed_by: 鄂政发〔2025〕3号\n', CERTIFICATES),
    quiet=lambda subject: subject.lacks(*_AFTER),
)
def ended_on_no_day(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.items:
        field = next((name for name in _AFTER if name in item), "")
        if field and "repealed" not in item:
            title = subject.traits.titled(field)
            yield Problem(
                Text(
                    f"写了{title.zh}，没有取消日期，仍按现行计",
                    f"{title.en} is given and no day: it counts as in force",
                ),
                ("items", index, field),
                Text(
                    f"已经取消的补填 repealed；没有取消的删去 {field}",
                    f"fill in repealed if it was cancelled; otherwise delete {field}",
                ),
                value=item["id"],
            )


_SHARED = "items:\n  - {id: RW-01, name: 养老服务, lead_department: 区民政局, supporting_departments: [%s]}\n"
_TASKS = {"kind": "task-list"}


@rule(
    "QZ650",
    "warning",
    title=Text("牵头部门又是配合部门", "The lead supports itself"),
    why=Text(
        "一个部门不能既牵头又配合；多半是抄漏了另一个部门。",
        "No department both leads and supports; mostly another one was meant.",
    ),
    fails=Example(_SHARED % "区民政局", _TASKS),
    passes=Example(_SHARED % "区财政局", _TASKS),
    quiet=lambda subject: not _lead_and_support(subject)[1],
)
def supports_itself(subject: Subject) -> Iterator[Problem]:
    lead_field, supporting = _lead_and_support(subject)
    full = subject.registers.full
    for index, item in subject.live if supporting else ():
        lead: str = item.get(lead_field, "")
        for field in supporting if lead else ():
            for at, name in enumerate(item.get(field, ())):
                if full.get(name, name) == full.get(lead, lead):
                    yield Problem(
                        Text(
                            f"{lead}是牵头部门，又写成配合部门",
                            f"{lead} leads, and stands among those that support",
                        ),
                        ("items", index, field, at),
                        Text(
                            "删去，或者改写真正配合的部门", "delete it, or name the department that was meant"
                        ),
                        value=name,
                    )


def _lead_and_support(subject: Subject) -> tuple[str, tuple[str, ...]]:
    """The field of the one department that has a matter, and those of the departments that have it, too."""
    about = subject.traits
    lead = about.declared.sole
    if not lead or about.target(lead) != "department":
        return "", ()
    several = (path[0] for path in about.refers["department"] if path[-1] == "*")
    return lead, tuple(name for name in several if not subject.lacks(name))


required_field_rule(
    "QZ644",
    {"kind": "delegated-powers"},
    "items:\n"
    + power(
        "power_source: 上级委托",
        resting_on("城市市容和环境卫生管理条例", 14),
        key="FQ-01",
        name="占道经营的处罚",
        power_type="行政处罚",
    ),
    "    mandate: 委托书〔2025〕3号\n",
    title=Text("委托行使，没有委托书", "Exercised by mandate, and no mandate"),
    why=Text(
        "委托要有委托书，写明委托的事项、权限和期限（行政处罚法第二十条）。没有委托书，受委托的做什么都没有依据。",
        "Powers are entrusted in writing, with the matter, its bounds and its term (Administrative Penalties Law, 20). Without "
        "a mandate nothing that is done rests on anything.",
    ),
)

_HANDED = (
    "items:\n"
    "  - id: FQ-01\n"
    "    name: 占道经营的处罚\n"
    "    power_type: 行政处罚\n"
    "    authority: %s\n"
    "    former_authority: 区城市管理执法局\n"
    "    basis: [{law: 城市市容和环境卫生管理条例, article: 14}]\n"
)


@rule(
    "QZ651",
    "error",
    title=Text("原行使部门就是行使主体", "Handed down to where it was"),
    why=Text(
        "下放是从一个部门交给另一个主体。两处写的是同一个，等于没有下放。",
        "What is handed down goes from one body to another. With the same for both, nothing was.",
    ),
    fails=Example(_HANDED % "区城市管理执法局", {"kind": "delegated-powers"}),
    passes=Example(_HANDED % "街道办事处", {"kind": "delegated-powers"}),
    quiet=lambda subject: subject.lacks(*subject.traits.having("former")),
)
def handed_to_itself(subject: Subject) -> Iterator[Problem]:
    body, former = subject.traits.field("body"), subject.traits.field("former")
    full = subject.registers.full
    for index, item in subject.live if body and former else ():
        mine, theirs = item.get(body), item.get(former)
        if mine and theirs and full.get(mine, mine) == full.get(theirs, theirs):
            titles = [subject.traits.titled(name) for name in (former, body)]
            yield Problem(
                Text(
                    f"{titles[0].zh}和{titles[1].zh}都是{theirs}",
                    f"{titles[0].en} and {titles[1].en}: both {theirs}",
                ),
                ("items", index, former),
                Text("核对哪一个写错了", "see which of the two is wrong"),
                value=theirs,
            )
