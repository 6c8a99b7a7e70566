"""QZ52x to QZ54x: records that are kept against a list. What takes the list to tell is upheld by `qzqd coverage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.ledger import ahead, deducted_without_reason, out_of_order
from qzqd.check.needs import required_field_rule
from qzqd.check.rule import Example, declare, rule
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.check.ledger import RecordFault
    from qzqd.check.subject import Subject
    from qzqd.finding import Severity

_MATTERS = Example(
    "items:\n  - {id: ZX-01, name: 道路交通管制, procedure: 书面征求意见, feedback_days: 5}\n",
    {"kind": "consultation", "id": "example/matters"},
)
_SITUATIONS = Example(
    "items:\n"
    "  - id: HJ-01\n"
    "    name: 群租房管理\n"
    "    departments: [区公安分局]\n"
    "    responses: [{level: 红, within_minutes: 30}]\n",
    {"kind": "call-situations", "id": "example/situations"},
)
_DUTIES = Example(
    "items:\n  - {id: ZZ-01, name: 防汛排涝, office: 应急管理办公室, counterparts: [市应急管理局]}\n",
    {"kind": "main-responsibilities", "id": "example/duties"},
)
_SCORING = Example(
    "items:\n  - {id: PF-1, name: 事项完成度, weight: 60}\n  - {id: PF-2, name: 群众满意度, weight: 40}\n",
    {"kind": "scoring", "id": "example/scoring"},
)
_CONSULTED = {"kind": "consultation-records", "upstream": "{catalogue: example/matters}"}
_CALLED = {"kind": "call-records", "upstream": "{catalogue: example/situations}"}
_APPRAISED = {"kind": "indicators", "upstream": "{catalogue: example/duties}"}
_SCORED = {"kind": "department-scores", "upstream": "{catalogue: example/scoring}"}

_ANSWER = (
    "items:\n"
    "  - id: ZQ-1\n"
    "    name: 海棠花节交通管制\n"
    "    upstream: ZX-01\n"
    '    asked: "2025-03-03"\n'
    '    answered: "%s"\n'
    "    outcome: %s\n"
)
_CALL = (
    "items:\n"
    "  - id: HJ-2025-001\n"
    "    name: 某小区群租房\n"
    "    upstream: HJ-01\n"
    "    level: 红\n"
    '    reported: "2025-03-03 14:05"\n'
    '    arrived: "%s"\n'
    '    closed: "2025-03-03 16:00"\n'
)
_SCORE = "items:\n  - {id: DF-01, name: 区城市管理委员会, scores: {PF-1: 96, PF-2: 90}, deducted: 4%s}\n"
_SOUND_ANSWER = Example(_ANSWER % ("2025-03-07", "adopted"), _CONSULTED, beside=(_MATTERS,))
_SOUND_CALL = Example(_CALL % "2025-03-03 14:30", _CALLED, beside=(_SITUATIONS,))
_SOUND_SCORE = Example(_SCORE % ", reason: 两次没有按时报到", _SCORED, beside=(_SCORING,))
_INDICATOR = "items:\n  - id: ZB-01\n    name: 汛期值守\n"
_SOUND_INDICATOR = Example(_INDICATOR + "    upstream: ZZ-01\n", _APPRAISED, beside=(_DUTIES,))


@rule(
    "QZ522",
    "error",
    title=Text("时间先后颠倒", "Times out of order"),
    why=Text(
        "先征求、后反馈；先呼叫、再报到、再办结。次序颠倒或者没有这一天的，是记错了，或者是事后补的。",
        "Asked, then answered; called, then arrived, then closed. In another order, or on a day that does not exist, "
        "they were noted wrongly or made up afterwards.",
    ),
    fails=Example(_CALL % "2025-03-03 13:30", _CALLED, beside=(_SITUATIONS,)),
    passes=_SOUND_CALL,
)
def times(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.archetype is Archetype.LEDGER else ():
        yield from _problems(index, out_of_order(subject.traits.kind, item))


@rule(
    "QZ526",
    "error",
    title=Text("日期还没有到", "A day that has not come"),
    why=Text(
        "台账记的是已经发生的事。日期在今天之后的，是写错了年份或者月份，或者是事先填好的。",
        "A ledger notes what has happened. A day after today is a slip in the year or month, or was filled in beforehand.",
    ),
    fails=Example(_ANSWER % ("2125-03-07", "adopted"), _CONSULTED, beside=(_MATTERS,)),
    passes=_SOUND_ANSWER,
)
def future(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.archetype is Archetype.LEDGER else ():
        yield from _problems(index, ahead(subject.traits.kind, item, subject.config.today))


required_field_rule(
    "QZ523",
    _CONSULTED,
    _ANSWER % ("2025-03-07", "not-adopted"),
    "    reason: 与上位规划冲突\n",
    beside=(_MATTERS,),
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
    fails=Example(_SCORE % "", _SCORED, beside=(_SCORING,)),
    passes=_SOUND_SCORE,
)
def deductions(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.traits.field("deducted") else ():
        yield from _problems(index, deducted_without_reason(subject.traits.kind, item))


def _problems(index: int, faults: Iterable[RecordFault]) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(fault.message, ("items", index, fault.field), fault.help, value=fault.value)


required_field_rule(
    "QZ525",
    _APPRAISED,
    _INDICATOR,
    "    upstream: ZZ-01\n",
    beside=(_DUTIES,),
    title=Text("主责之外的考核指标", "An indicator outside the main responsibilities"),
    why=Text(
        "主责之外不考核：每个指标都要写明考核的是哪一项现行的主责事项。",
        "Nothing is appraised but main responsibilities: every indicator names the one, in force, that it is about.",
    ),
)

declare(
    "QZ520",
    "error",
    title=Text("表格的列对不上", "The columns of a table do not fit"),
    why=Text(
        "台账的记录写在表格里时，第一行是字段的名称，中文名或者英文名都可以，每个字段一列。认不出的列没有人核对，所以不放过。",
        "Where records lie in a table its first row names the fields, by title or by key, each once. A column that is "
        "not understood would be checked by nobody.",
    ),
    fails=None,
    passes=_SOUND_ANSWER,
)
declare(
    "QZ521",
    "error",
    title=Text("单元格里是公式", "A formula in a cell"),
    why=Text(
        "公式的值随表格和软件而变，不能作为记录；qzqd 不计算公式，也不采信表格里存着的结果。",
        "What a formula comes to depends on the sheet and the program, so it is no record. Formulas are not worked out, "
        "nor is the value believed that was stored with them.",
    ),
    fails=None,
    passes=_SOUND_ANSWER,
)
declare(
    "QZ527",
    "warning",
    title=Text("表格里有看不见的内容", "Something in a table that nobody sees"),
    why=Text(
        "隐藏的行和列也读，也算记录，只是提醒：筛选以后忘了取消，或者不要的行没有删。合并单元格底下的内容、被格式隐藏的内容和文本框里的文字不读。"
        "两种情况都要有人看过，才知道台账里的数字算的是什么。",
        "Hidden rows and columns are read and count as records: a filter may have been left on, or rows hidden that "
        "should have gone. What lies under merged cells, is hidden by a format or stands in a text box is not read. "
        "Somebody has to look before it is known what the figures of the ledger are made of.",
    ),
    fails=None,
    passes=_SOUND_ANSWER,
)


def _held(code: str, severity: Severity, title: Text, why: Text, passes: Example) -> None:
    declare(code, severity, title=title, why=why, fails=None, passes=passes, command="coverage")


_held(
    "QZ530",
    "error",
    Text("台账所依据的清单不在", "The list of a ledger is not there"),
    Text(
        "台账按清单核对。清单不在工作区里，一条记录也没有核对；缺的只是那一版，就按最新的核对。",
        "A ledger is held against a list. Without the list no record is checked; where only the edition is not there, "
        "they are held against the newest.",
    ),
    _SOUND_ANSWER,
)
_held(
    "QZ531",
    "error",
    Text("记录的事项不在清单", "A record of something that is not in the list"),
    Text(
        "每条记录都要对得上清单里的事项，否则既不知道该按什么时限核对，也说不清是不是清单之外的事。",
        "Every record is of an item of the list; otherwise nobody knows which limit holds, or whether it should be there.",
    ),
    _SOUND_ANSWER,
)
_held(
    "QZ532",
    "info",
    Text("清单里有事项没有记录", "Items of the list without a record"),
    Text(
        "应当征求意见的事项、应当运行的机制，台账里一次也没有。也许还没有发生，也许没有照办，请核实。",
        "A matter to be consulted on, or a mechanism, of which the ledger knows nothing: it may not have come up, or "
        "it was passed over.",
    ),
    _SOUND_ANSWER,
)
_held(
    "QZ533",
    "error",
    Text("反馈超过时限", "Answered too late"),
    Text(
        "清单规定了反馈的工作日数。发出当日不算；节假日和调休按国务院的安排。",
        "The list says within how many working days to answer. The day of asking does not count; holidays and moved "
        "working days are those the State Council publishes.",
    ),
    _SOUND_ANSWER,
)
_held(
    "QZ534",
    "warning",
    Text("没有该年的节假日安排", "The calendar of that year is not known"),
    Text(
        "工作日按国务院公布的节假日安排计算。没有公布的年份只能等，不能猜；这些记录先不计入。",
        "Working days follow the holidays that the State Council publishes. A year that is not published is not guessed; "
        "these records do not count for now.",
    ),
    _SOUND_ANSWER,
)
_held(
    "QZ535",
    "error",
    Text("报到超过时限", "Arrived too late"),
    Text(
        "清单按红、黄、蓝三级规定了报到时限。没有报到时间的，也算没有按时报到。",
        "The list says by level within how many minutes to come. Where no arrival is noted, nobody came in time.",
    ),
    _SOUND_CALL,
)
_held(
    "QZ536",
    "warning",
    Text("呼叫没有办结", "A call that is not closed"),
    Text(
        "吹哨报到要有结果。没有办结时间的，是还在办，还是不了了之，要说得清。",
        "A call comes to an end. Without one nobody knows whether it is being dealt with or was left.",
    ),
    _SOUND_CALL,
)
_held(
    "QZ537",
    "error",
    Text("该情形没有这个级别", "The situation has no such level"),
    Text(
        "呼叫情形清单没有给这个情形规定这一级的时限，无法判断报到是否及时。",
        "The list gives no limit for this level of the situation, so nobody can tell whether they came in time.",
    ),
    _SOUND_CALL,
)
_held(
    "QZ538",
    "error",
    Text("缺少部分得分", "A part of the score is missing"),
    Text(
        "总分由各部分按权重相加。缺一部分就算不出总分，这个部门不排名。",
        "The total is made of all parts by their weights. With a part missing there is none, and the department is not "
        "ranked.",
    ),
    _SOUND_SCORE,
)
_held(
    "QZ539",
    "error",
    Text("总分对不上", "The total does not follow from its parts"),
    Text(
        "公布的总分和按权重重算的不一致：不是某个部分写错，就是没有按办法加权。",
        "The published total is not what the weights make of the parts: one of them is wrong, or they were not weighted "
        "as they should be.",
    ),
    _SOUND_SCORE,
)
_held(
    "QZ540",
    "warning",
    Text("同分的部门分在两档", "Departments of equal score in two bands"),
    Text(
        "分数相同，名额却只够其中几个。谁进上一档要由人按公开的办法决定，不能由排列次序决定。",
        "They have the same score, and there are places for only some of them. Who goes into the higher band is for "
        "people to decide, not for the order of the list.",
    ),
    _SOUND_SCORE,
)
_held(
    "QZ541",
    "warning",
    Text("两档争一个名额", "Two bands with equal claim to a place"),
    Text(
        "各档名额按比例计算，整数部分之外余下的名额依次给余数最大的档。余数一样大时，这里给较高的一档。",
        "Places follow the shares; those left after the whole numbers go to the largest remainders. Where remainders are "
        "equal the higher band is given the place here.",
    ),
    _SOUND_SCORE,
)
_held(
    "QZ542",
    "error",
    Text("权重有误，没有核对总分", "Totals not checked: the weights are wrong"),
    Text(
        "总分按权重重算。权重之和不是 100 的评分办法算出来的总分不对，核对它没有意义；先改正评分办法。",
        "Totals are worked out by the weights. Where these do not make 100 the total they give is wrong, and nothing "
        "can be compared with it: the scoring has to be corrected first.",
    ),
    _SOUND_SCORE,
)
_held(
    "QZ543",
    "error",
    Text("一个部门有两条得分", "Two scores for one department"),
    Text(
        "登记簿里的别名、不带地名的简称说的都是同一个部门。两条都排名，名额就多占一个，别的部门的档次跟着错。",
        "Aliases in the register, and short names without the place, mean the same department. Ranked twice it takes up "
        "two places, and others fall into the wrong band.",
    ),
    _SOUND_SCORE,
)
declare(
    "QZ023",
    "error",
    title=Text("表格读不出来", "A table that cannot be read"),
    why=Text(
        "台账的记录写在 .csv 或 .xlsx 里。引号没有配对、文件损坏、有密码，或者是读不了的格式，一条记录也核对不了。",
        "Records of a ledger lie in a .csv or .xlsx. With an unclosed quotation mark, a broken file, a password, or in a "
        "format that is not read, not one of them is checked.",
    ),
    fails=None,
    passes=_SOUND_ANSWER,
)
_held(
    "QZ528",
    "warning",
    Text("没有在时限内办结", "Not settled in time"),
    Text(
        "级别写了办结时限的，从呼叫起算。超过的要催办，确实超期的计入考核。",
        "Where a level has a limit for settling, it runs from the call. What is late is seen to, and counts.",
    ),
    _SOUND_CALL,
)
_held(
    "QZ544",
    "error",
    Text("退单没有理由", "Sent back without a reason"),
    Text(
        "退单要写明为什么不归本部门，否则就是推。",
        "Whoever sends a call back says why it is not theirs; otherwise they only pass it on.",
    ),
    _SOUND_CALL,
)
_held(
    "QZ545",
    "error",
    Text("没有走完闭环", "A stage was left out"),
    Text(
        "清单写了闭环步骤的，办结的呼叫要一步不少地走完；缺反馈、缺评价的，不算闭环。",
        "Where the list has stages, what is settled went through all of them; without feedback the circle is open.",
    ),
    _SOUND_CALL,
)
_MECHANISMS = Example(
    "items:\n  - {id: JZ-01, name: 联席会议, type: 机制, interval: 每月}\n",
    {"kind": "mechanisms", "id": "example/mechanisms"},
)
_held(
    "QZ546",
    "warning",
    Text("会议、报告间隔太长", "Too long between two meetings"),
    Text(
        "写了间隔的机制，每个召集单位在每一个整月、整季、整年里都要有记录。缺的是漏记，还是没有开？",
        "A mechanism with an interval has a record of each host for every full month, quarter or year. What is missing was "
        "not noted, or did not take place.",
    ),
    Example(
        'items:\n  - {id: HY-1, name: 联席会议, upstream: JZ-01, date: "2025-03-03", host: 东街街道}\n',
        {"kind": "meetings", "upstream": "{catalogue: example/mechanisms}"},
        beside=(_MECHANISMS,),
    ),
)
_held(
    "QZ547",
    "error",
    Text("评分不全", "Scores are missing"),
    Text(
        "每个评分单位都要给每个对象评分。少了一格，汇总出来的名次就不公平。",
        "Everybody who gives scores gives one to each that is scored. With a gap the ranking is not fair.",
    ),
    _SOUND_SCORE,
)
_held(
    "QZ549",
    "error",
    Text("双向考核只有一个方向", "Appraisal goes one way only"),
    Text(
        "双向考核两个方向都要有评分办法和得分台账；只有一个方向的，另一方没有被考核。",
        "Where each side appraises the other there is a scoring and a ledger for each. With one of them only, the other side "
        "is not appraised.",
    ),
    _SOUND_SCORE,
)
declare(
    "QZ317",
    "error",
    title=Text("与上级清单不一致", "Not as in the upstream list"),
    why=Text(
        "写了 upstream 的 same，这些字段要与上级清单的事项一致，例如平台上的编码与清单的编码。不一致，就对不到同一件事。",
        "With `same` under upstream these fields are as in the upstream item, such as codes on a platform. Otherwise nobody "
        "knows that it is one matter.",
    ),
    fails=None,
    passes=Example("items:\n  - {id: FW-01, name: 老年优待证}\n", {"kind": "public-services"}),
    command="coverage",
)
