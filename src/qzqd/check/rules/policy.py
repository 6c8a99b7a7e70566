"""QZ81x and QZ82x: whether changes were allowed. Upheld by `qzqd diff --policy`, which sees both editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import Example, Scene, declare, power, resting_on
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qzqd.finding import Severity

_FIRE = power(resting_on(article=31), key="JD-002")
_DOGS = power(
    resting_on("中华人民共和国动物防疫法", 30), key="JD-003", name="养犬登记", power_type="行政确认"
)
_GONE = '    repealed: "2025-03-01"\n    repealed_by: 茅政发〔2025〕3号\n'
_DOCUMENT = {
    "number": "茅政发〔2025〕3号",
    "title": "关于调整街道权责清单的通知",
    "body": "茅箭区人民政府",
    "rank": "县级政府",
    "reviewed": '"2025-02-10"',
    "legal_review": '"2025-02-20"',
    "date": '"2025-03-01"',
    "notice": '"2025-03-03"',
    "effective": '"2025-04-01"',
}
_ADDED = '{rule: QZ810, item: JD-003, change: added, hash: "891a9a5f5b98b9af"}'
_CANCELLED = '{rule: QZ810, item: JD-003, change: cancelled, hash: "3587be85aff86f95"}'
_REUSED = (
    '{rule: QZ810, item: JD-002, change: added, hash: "429dbf0779124edf"}',
    '{rule: QZ810, item: JD-002, change: cancelled, hash: "a4e91287539982e3"}',
)
_OTHER = '{rule: QZ810, item: JD-009, change: added, hash: "4f9c5e0f6c3b0e0d"}'


_POWERS, _DELEGATED = {"kind": "street-powers"}, {"kind": "delegated-powers"}
_ADMISSIONS, _TOWNSHIP = {"kind": "community-access"}, {"kind": "township-duties"}


def _scene(
    old: str,
    new: str,
    *approved: str,
    policy: str = "public",
    header: Mapping[str, str] = _POWERS,
    document: Mapping[str, str] | None = None,
) -> Scene:
    """Two editions. approved: the lines of the approval; document: other fields of it."""
    files = {
        "old.yaml": Example(f"items:\n{old}", {**header, "edition": '"2024-01-01"'}).text(),
        "new.yaml": Example(f"items:\n{new}", header).text(),
    }
    if approved:
        fields = {**_DOCUMENT, **(document or {})}
        lines = [*(f"{key}: {value}" for key, value in fields.items() if value), "entries:"]
        files["approvals/3.yaml"] = "\n".join([*lines, *(f"  - {line}" for line in approved)]) + "\n"
    return Scene(f"diff old.yaml new.yaml --policy {policy}", files)


def _added(*approved: str, policy: str = "public", **document: str) -> Scene:
    """One item is new."""
    return _scene(_FIRE, _FIRE + _DOGS, *approved or (_ADDED,), policy=policy, document=document)


_APPROVED = _added(policy="community")
_ACCESS = "  - {id: %s, name: %s, listing: %s%s}\n"
_KEPT_OUT = _ACCESS % ("ZR-01", "出具亲属关系证明", "negative", "")


def _let_in(review: str, digest: str) -> Scene:
    approval = 'approval: {body: 区委, number: 区委办〔2025〕5号, date: "2025-04-01"}'
    census = _ACCESS % ("ZR-02", "人口普查入户登记", "positive", f", {review}{approval}")
    line = f'{{rule: QZ810, item: ZR-02, change: added, hash: "{digest}"}}'
    return _scene(_KEPT_OUT, _KEPT_OUT + census, line, header=_ADMISSIONS)


def _handed_down(more: str, digest: str) -> Scene:
    line = f'{{rule: QZ810, item: JD-003, change: delegated, hash: "{digest}"}}'
    return _scene(_FIRE, _FIRE + _DOGS + more, line, header=_DELEGATED)


def _taken_back(receiver: str = "") -> Scene:
    duty = f"  - {{id: LZ-01, name: 兽药经营许可初审, section: %s{receiver}}}\n"
    line = '{rule: QZ810, item: LZ-01, change: recalled, hash: "2c0aaa1d6b125bc2"}'
    return _scene(duty % "basic", duty % "recalled", line, header=_TOWNSHIP)


def _declare(
    code: str, title: Text, why: Text, fails: Scene, passes: Scene = _APPROVED, severity: Severity = "error"
) -> None:
    declare(code, severity, title=title, why=why, fails=fails, passes=passes)


_declare(
    "QZ810",
    Text("调整没有批准", "A change without approval"),
    Text(
        "清单怎样调整，要有机关批准。批准写成 approvals/ 里的一个文件：文号、标题、机关、级别、日期，entries 下每个调整一行；"
        "qzqd diff 给出要加的那一行。调整前后的内容都计入摘要，批准之后再改内容就要重新批准。哪种调整要什么批准，由 --policy 规定。",
        "A list is changed with an approval: a file under approvals/ with number, title, body, rank and date, and one "
        "line for each change below `entries`, which qzqd diff prints. The line holds a digest of what was and what "
        "is to be, so that what is altered afterwards has to be approved again. --policy says which change needs what.",
    ),
    _scene(_FIRE, _FIRE + _DOGS),
)
_declare(
    "QZ811",
    Text("批准没有用到", "An approval that is not used"),
    Text(
        "批准的调整没有发生，或者内容对不上。留着它，以后同样的调整会被悄悄放过。旧版里已经有的批准是档案，不算。",
        "What it approves did not happen, or not in this way; kept, it would let the same change pass unseen. What the "
        "older edition had already is a record and does not count.",
    ),
    _added(_ADDED, _OTHER),
    severity="warning",
)
_declare(
    "QZ812",
    Text("批准已经到期", "An approval that has expired"),
    Text(
        "批准写明了有效期。过了期才调整的，要重新报批。",
        "It was given until a day that has passed: a change made after that has to be approved again.",
    ),
    _added(expires='"2025-06-01"'),
)
_declare(
    "QZ813",
    Text("批准级别不够", "An approving body of too low a rank"),
    Text(
        "增加、取消、下放由同级政府批准，内容调整由同级编办审核；级别不够的批准没有效力。",
        "Adding, cancelling and delegating is for the government of the same level, other changes for its "
        "establishment office. A body below that cannot approve them.",
    ),
    _added(body="城关镇人民政府", rank="乡级政府"),
)
_declare(
    "QZ814",
    Text("批准的日期前后颠倒", "Dates of an approval out of order"),
    Text(
        "先审核和合法性审查，再批准，再施行；公告也在施行之前。次序颠倒的，不是日期写错，就是程序倒置。",
        "Review and legal review come before approval, approval and notice before effect. Where they do not, a date is "
        "wrong or the procedure was turned round.",
    ),
    _added(effective='"2025-02-25"', notice=""),
)
_declare(
    "QZ815",
    Text("公告天数不够", "Too few days of notice"),
    Text(
        "公告到施行之间要留足工作日，执行的单位才来得及准备。公告当日和施行当日不算；节假日和调休按国务院的安排。",
        "Those who carry it out need time between notice and effect. Neither day counts; holidays and moved working "
        "days are those the State Council publishes.",
    ),
    _added(policy="community", effective='"2025-03-07"'),
)
_declare(
    "QZ816",
    Text("取消事项没有留下记录", "Cancelled without a record"),
    Text(
        "取消的事项留在清单里，写明取消日期和文号；直接删去的，查不到何时凭什么取消，编号也会被人再用。不带 --policy 比较时，每份清单只提示一次。",
        "A cancelled item stays in the list with date and document. Where it is deleted nobody can look up when and "
        "why, and its id will be used again. Without --policy it is a remark, one for each list.",
    ),
    _scene(_FIRE + _DOGS, _FIRE, _CANCELLED),
    _scene(_FIRE + _DOGS, _FIRE + _DOGS + _GONE, _CANCELLED),
)
_declare(
    "QZ817",
    Text("编号改作他用", "An id with another meaning"),
    Text(
        "编号用过就不再给别的事项。旧文书、台账和下级清单都按编号引用，改作他用就全部指错。按行号编的编号，中间插一行就全都挪了。"
        "这样的事项按名称、行使主体和依据对应；不带 --policy 比较时，每份清单只提示一次。",
        "An id once used is never another item's. Records and other lists refer to it; they would all point to the "
        "wrong item. Ids that are row numbers all move when a row is inserted. Such items are paired by name, bodies and "
        "basis; without --policy it is a remark, one for each list.",
    ),
    _scene(_FIRE, _DOGS.replace("JD-003", "JD-002"), *_REUSED),
)
_declare(
    "QZ818",
    Text("准入事项没有先初核、后批准", "Access not reviewed and then approved"),
    Text(
        "部门工作进入社区，要先初核、再批准，两个日期都要写明。",
        "Work that enters a community is reviewed and then approved; both dates are given.",
    ),
    _let_in("", "ca40ef317a618eba"),
    _let_in('review: {body: 区委社会工作部, date: "2025-03-01"}, ', "6c05804f177d3aef"),
)
_declare(
    "QZ819",
    Text("下放事项没有移交日期", "Delegated without a date of handover"),
    Text(
        "没有移交日期，就说不清某一天该由谁办、由谁负责。",
        "Without it nobody can tell who was to act, and who answers, on a given day.",
    ),
    _handed_down("", "891a9a5f5b98b9af"),
    _handed_down('    handover: "2025-04-01"\n', "92cc89d55c525bf3"),
)
_declare(
    "QZ820",
    Text("收回事项没有承接部门", "Recalled without a receiver"),
    Text(
        "街道、乡镇不再办的事，要写明由谁承接，否则没有人办。",
        "What a street or township no longer does is taken over by a named body, or nobody does it.",
    ),
    _taken_back(),
    _taken_back(", receiving_department: 县农业农村局"),
)
_declare(
    "QZ821",
    Text("没有该年的节假日安排", "The calendar of that year is not known"),
    Text(
        "工作日按国务院公布的节假日安排计算。没有公布的年份只能等，不能猜。十二月的最后几天随下一年的元旦安排而定。",
        "Working days follow the holidays that the State Council publishes. A year that is not published yet is not "
        "guessed; the last days of December depend on the next New Year.",
    ),
    _added(
        policy="community",
        number="茅政发〔2003〕3号",
        reviewed='"2003-02-10"',
        legal_review='"2003-02-20"',
        date='"2003-03-01"',
        notice='"2003-03-03"',
        effective='"2003-04-01"',
    ),
)
_declare(
    "QZ822",
    Text("批准材料不全", "An approval that lacks what is asked for"),
    Text(
        "这种调整的批准要有文号，或者要写明审核、合法性审查、公告、施行的日期；缺了就看不出程序走全没有。",
        "For such a change the approval has a number, or gives the dates of review, legal review, notice or effect; "
        "without them nobody can see that the procedure was complete.",
    ),
    _added(policy="internal", reviewed=""),
)
_declare(
    "QZ823",
    Text("批准机关和批准级别不符", "A rank that the approving body does not have"),
    Text(
        "级别按批准机关定。县里批的写成省里批，就绕过了该批准的机关。",
        "The rank is that of the body. What a county approved and a province is said to have has passed the wrong desk.",
    ),
    _added(rank="市级政府"),
)
_declare(
    "QZ824",
    Text("批准的日期在将来", "An approval dated in the future"),
    Text(
        "审核、批准、公告的日期还没有到，就还没有批准。施行日期和有效期可以在将来。",
        "Before the day of review, approval or notice has come nothing is approved. Effect and expiry may be to come.",
    ),
    _added(date='"2099-03-01"', notice="", effective=""),
)
