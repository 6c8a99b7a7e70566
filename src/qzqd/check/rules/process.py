"""Steps that have to be taken, and in their order: review, approval, procedure, time limits, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.needs import required_field_rule
from qzqd.check.rule import CERTIFICATES, Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item


_ACCESS = "items:\n  - id: ZR-01\n    name: 人口普查入户登记\n    listing: positive\n"
_REVIEW = '    review: {body: 区委社会工作部, date: "2025-03-01"}\n'
_APPROVAL = '    approval: {body: 区委, number: 区委办〔2025〕5号, date: "2025-04-01"}\n'

required_field_rule(
    "QZ601",
    {"kind": "community-access"},
    _ACCESS + _APPROVAL,
    _REVIEW,
    title=Text("准入事项没有初核", "Access item without preliminary review"),
    why=Text(
        "部门工作进入社区要先申请、初核、再批准。没有初核记录的，不能算准入。",
        "Work of a department enters a community after request, preliminary review and approval. Without "
        "the review on record it is not admitted.",
    ),
)
required_field_rule(
    "QZ602",
    {"kind": "community-access"},
    _ACCESS + _REVIEW,
    _APPROVAL,
    title=Text("准入事项没有批准", "Access item without approval"),
    why=Text(
        "未经批准的事项进入社区，正是准入清单要禁止的。",
        "Work that enters a community without approval is the very thing this list forbids.",
    ),
)

_CONSULTATION = "items:\n  - id: ZX-01\n    name: 辖区控制性详细规划\n    consultees: [所在街道]\n"
_PROCEDURE = "    procedure: 书面征求意见并附规划草案\n"
_DAYS = "    feedback_days: 5\n"

required_field_rule(
    "QZ605",
    {"kind": "consultation"},
    _CONSULTATION + _DAYS,
    _PROCEDURE,
    title=Text("征求意见事项没有流程", "Consultation item without procedure"),
    why=Text(
        "不写怎样征求，征求意见就没有办法核对是否做到。",
        "If the list does not say how the street is asked, nobody can tell whether it was.",
    ),
)
required_field_rule(
    "QZ606",
    {"kind": "consultation"},
    _CONSULTATION + _PROCEDURE,
    _DAYS,
    title=Text("征求意见事项没有反馈时限", "Consultation item without time for the answer"),
    why=Text(
        "没有反馈的工作日数，街道不知道何时之前答复，逾期也无从认定。",
        "Without a number of working days the street does not know when to answer, and nothing is ever late.",
    ),
)

_CALL = "items:\n  - id: HJ-01\n    name: 群租房整治\n    aspect: 综合执法\n"
_DEPARTMENTS = "    departments: [区住房和城乡建设局, 公安分局]\n"
_RESPONSES = "    responses: [{level: 红, within_minutes: 30}]\n"

required_field_rule(
    "QZ607",
    {"kind": "call-situations"},
    _CALL + _RESPONSES,
    _DEPARTMENTS,
    title=Text("呼叫情形没有主责部门", "Call situation without lead department"),
    why=Text(
        "街道一呼叫，就应知道哪个部门牵头报到；报到部门的第一个是主责部门。",
        "When a street calls it must be clear which department leads: the first of those that report.",
    ),
)
required_field_rule(
    "QZ608",
    {"kind": "call-situations"},
    _CALL + _DEPARTMENTS,
    _RESPONSES,
    title=Text("呼叫情形没有响应时限", "Call situation without time limit"),
    why=Text(
        "没有各级响应的时限，部门几时报到都不算迟，呼叫就落空了。",
        "Without time limits no department is ever late, and the call comes to nothing.",
    ),
)

_MAIN = "items:\n  - id: ZZ-01\n    name: 城乡居民最低生活保障的受理和初审\n"
_OFFICE = "    office: 公共服务办公室\n"
_COUNTERPARTS = "    counterparts: [市民政局]\n"

required_field_rule(
    "QZ609",
    {"kind": "main-responsibilities"},
    _MAIN + _COUNTERPARTS,
    _OFFICE,
    title=Text("主责事项没有承办机构", "Main responsibility without office"),
    why=Text(
        "主责事项要落到“六办三中心”中的一个，否则没有人承办。",
        "Each main responsibility falls on one of the offices and centres; otherwise nobody carries it.",
    ),
)
required_field_rule(
    "QZ610",
    {"kind": "main-responsibilities"},
    _MAIN + _OFFICE,
    _COUNTERPARTS,
    title=Text("主责事项没有对口部门", "Main responsibility without counterpart"),
    why=Text(
        "主责事项由对口的市直部门指导和考核，不写就不知道向谁负责。",
        "The counterpart department guides and appraises the work; without one nobody knows to whom it "
        "answers.",
    ),
)

required_field_rule(
    "QZ612",
    {"kind": "township-duties"},
    "items:\n  - id: PH-01\n    name: 森林防火巡护\n    section: assist\n    lead_department: 县林业局\n",
    "    lead_duty: 统一领导森林防火工作\n    township_duty: 组织巡护，及时报告火情\n",
    title=Text("履职事项缺少该部分应写的内容", "Township duty lacks what its section asks for"),
    why=Text(
        "配合履职要写明牵头部门和双方职责，上级收回要写明承接部门和工作方式；基本履职只写名称即可。",
        "A duty to assist names the lead department and what each side does; a recalled one names who took "
        "it back and how it is done; the basic duties need only their name.",
    ),
)
required_field_rule(
    "QZ613",
    {"kind": "task-list"},
    "items:\n  - id: RW-01\n    name: 社区嵌入式养老服务\n    supporting_departments: [市财政局]\n",
    "    lead_department: 市民政局\n",
    title=Text("任务没有牵头部门", "Task without lead department"),
    why=Text(
        "任务清单就是为了写明谁牵头；没有牵头部门的任务没有人负责。",
        "The list exists to say who leads. A task without a lead department has nobody to answer for it.",
    ),
)


@rule(
    "QZ603",
    "error",
    title=Text("批准早于初核", "Approval earlier than review"),
    why=Text(
        "先初核、后批准。批准日期早于初核日期的，不是日期写错，就是程序倒置。",
        "Review comes before approval. Where it does not, a date is wrong or the procedure was turned round.",
    ),
    fails=Example(_ACCESS + _REVIEW.replace("03-01", "05-01") + _APPROVAL, {"kind": "community-access"}),
    passes=Example(_ACCESS + _REVIEW + _APPROVAL, {"kind": "community-access"}),
)
def approved_before_review(subject: Subject) -> Iterator[Problem]:
    admission = subject.traits.declared.admission
    if admission is None:
        return
    for index, item in subject.live:
        reviewed, approved = admission.dates(item)
        if reviewed and approved and approved < reviewed:
            yield Problem(
                Text(
                    f"批准日期 {approved} 早于初核日期 {reviewed}",
                    f"approved on {approved}, before the review of {reviewed}",
                ),
                ("items", index, admission.approval, "date"),
                Text(
                    "核对两个日期；确实先批后核的，补办初核",
                    "check both dates; if it was approved first, have it reviewed",
                ),
                value=f"{reviewed} {approved}",
            )


_KEPT_OUT = "items:\n  - id: FM-01\n    name: 出具亲属关系证明\n    listing: negative\n"


@rule(
    "QZ604",
    "error",
    title=Text("负面清单事项有批准", "Item on the negative list with an approval"),
    why=Text(
        "负面清单上的事项不得进入社区，也就不能有准入批准；两者并存，社区无所适从。",
        "What is on the negative list is kept out of communities, so it cannot have been approved. With "
        "both, a community does not know which to follow.",
    ),
    fails=Example(_KEPT_OUT + _APPROVAL, {"kind": "community-access"}),
    passes=Example(_KEPT_OUT, {"kind": "community-access"}),
)
def approved_though_kept_out(subject: Subject) -> Iterator[Problem]:
    admission = subject.traits.declared.admission
    if admission is None:
        return
    for index, item in subject.live:
        if admission.approval in item and item[admission.field] == admission.barred:
            yield Problem(
                Text("负面清单事项写了批准", "this item of the negative list has an approval"),
                ("items", index, admission.approval),
                Text(
                    f"已经批准准入的改为 {admission.field}: {admission.admitted}，否则删去批准",
                    f"write {admission.field}: {admission.admitted} if it was admitted, otherwise delete the approval",
                ),
                at="key",
            )


_DUTY = "items:\n  - id: ZM-01\n    name: 健在证明\n    issuance: shall-not\n"


@rule(
    "QZ611",
    "warning",
    title=Text("取消事项没有文号", "Cancelled item without document"),
    why=Text(
        "事项凭文件取消。没有文号，就查不到是谁、凭什么取消的。",
        "An item is cancelled by a document. Without its number nobody can look up who cancelled it and why.",
    ),
    fails=Example(_DUTY + '    repealed: "2025-03-01"\n', CERTIFICATES),
    passes=Example(_DUTY + '    repealed: "2025-03-01"\n    repealed_by: 鄂政发〔2025〕3号\n', CERTIFICATES),
    quiet=lambda subject: subject.lacks("repealed"),
)
def repealed_without_document(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.items:
        if "repealed" in item and "repealed_by" not in item:
            yield Problem(
                Text(
                    f"{item['repealed']} 取消，没有写取消文号",
                    f"cancelled on {item['repealed']} by no named document",
                ),
                ("items", index, "repealed"),
                Text(
                    "补填 repealed_by：取消该事项的文件的文号",
                    "fill in repealed_by, the number of the document that cancelled it",
                ),
                value=item["id"],
            )


@rule(
    "QZ614",
    "error",
    title=Text("取消日期早于生效日期", "Repealed before it took effect"),
    why=Text(
        "先生效、后取消。次序颠倒的，至少有一个日期写错，按日期统计时该事项从未有效。",
        "A list or item takes effect before it is repealed. In the other order one date is wrong, and the "
        "item was never in force.",
    ),
    fails=Example(
        _DUTY
        + '    effective: "2025-04-01"\n    repealed: "2025-03-01"\n    repealed_by: 鄂政发〔2025〕3号\n',
        CERTIFICATES,
    ),
    passes=Example(
        _DUTY
        + '    effective: "2020-05-01"\n    repealed: "2025-03-01"\n    repealed_by: 鄂政发〔2025〕3号\n',
        CERTIFICATES,
    ),
    quiet=lambda subject: "repealed" not in subject.header and subject.lacks("repealed"),
)
def repealed_before_effective(subject: Subject) -> Iterator[Problem]:
    dated: list[tuple[DataPath, Item]] = [((), subject.header)] if "repealed" in subject.header else []
    dated += [(("items", index), item) for index, item in subject.items if "repealed" in item]
    for path, holder in dated:
        effective, repealed = holder.get("effective", ""), holder["repealed"]
        if repealed < effective:
            yield Problem(
                Text(
                    f"取消日期 {repealed} 早于生效日期 {effective}",
                    f"repealed on {repealed}, before it took effect on {effective}",
                ),
                (*path, "repealed"),
                Text("核对两个日期", "check both dates"),
                value=f"{effective} {repealed}",
            )
