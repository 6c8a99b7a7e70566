"""QZ317, QZ528 to QZ549: what it takes the list to tell of a ledger. Upheld by `qzqd coverage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.ledger_examples import (
    ANSWER,
    CALL,
    CALLED,
    CONSULTED,
    MATTERS,
    SCORED,
    SCORING,
    SITUATIONS,
    beside_its_list,
)
from qzqd.check.rule import Example, Scene, declare
from qzqd.locale import Text

if TYPE_CHECKING:
    from qzqd.finding import Severity

_MORE_MATTERS = MATTERS._replace(
    body=MATTERS.body + "  - {id: ZX-02, name: 公园改造, procedure: 书面征求意见}\n"
)


def _answered(day: str = "2025-03-07", **header: str) -> Scene:
    return beside_its_list(MATTERS, ANSWER % (day, "adopted"), {**CONSULTED, **header})


def _called(*lines: str, response: str = "", call: str = CALL % "2025-03-03 14:30", **about: str) -> Scene:
    more = "".join(f"    {line}\n" for line in lines)
    situations = SITUATIONS._replace(
        body=SITUATIONS.body.replace("within_minutes: 30", f"within_minutes: 30{response}")
    )
    return beside_its_list(situations, call + more, CALLED, **about)


def _scored(*scores: str, scoring: Example = SCORING, **about: str) -> Scene:
    """scores: what follows the ids of records."""
    records = "".join(f"  - {{id: DF-{at}, {each}}}\n" for at, each in enumerate(scores, 1))
    return beside_its_list(scoring, f"items:\n{records}", SCORED, **about)


_MARKS = "scores: {PF-1: 96, PF-2: 90}"
_CITY, _CIVIL, _WATER = "name: 区城市管理委员会", "name: 区民政局", "name: 区水务局"
_BANDS = "[{name: 优秀, share: %s}, {name: 良好, share: %s}]"
_ANSWERED, _CAME, _COUNTED = _answered(), _called(), _scored(f"{_CITY}, {_MARKS}")


def _held(code: str, severity: Severity, title: Text, why: Text, fails: Scene, passes: Scene) -> None:
    declare(code, severity, title=title, why=why, fails=fails, passes=passes, command="coverage")


_held(
    "QZ530",
    "error",
    Text("台账所依据的清单不在", "The list of a ledger is missing"),
    Text(
        "台账按清单核对。清单不在工作区里，一条记录也没有核对；缺的只是那一版，就按最新的核对。",
        "A ledger is checked against a list. Without the list no record is checked; where only its edition is missing, "
        "they are checked against the newest.",
    ),
    _answered(upstream="{catalogue: example/other}"),
    _ANSWERED,
)
_held(
    "QZ531",
    "error",
    Text("记录的事项不在清单", "A record of something that is not in the list"),
    Text(
        "每条记录都要对得上清单里的事项，否则既不知道该按什么时限核对，也说不清是不是清单之外的事；事项取消以后的记录也是。",
        "Every record is of an item of the list; otherwise nobody knows which limit holds, or whether it should be there. So it "
        "is with what happened after the item was cancelled.",
    ),
    _called(call=(CALL % "2025-03-03 14:30").replace("HJ-01", "HJ-02")),
    _CAME,
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
    beside_its_list(_MORE_MATTERS, ANSWER % ("2025-03-07", "adopted"), CONSULTED),
    _ANSWERED,
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
    _answered("2025-03-27"),
    _ANSWERED,
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
    beside_its_list(
        MATTERS, (ANSWER % ("2003-03-07", "adopted")).replace("2025-03-03", "2003-03-03"), CONSULTED
    ),
    _ANSWERED,
)
_held(
    "QZ535",
    "error",
    Text("报到超过时限", "Arrived too late"),
    Text(
        "清单按红、黄、蓝三级规定了报到时限。没有报到时间的，也算没有按时报到。",
        "The list says by level within how many minutes to come. Where no arrival is noted, nobody came in time.",
    ),
    _called(call=CALL % "2025-03-03 14:50"),
    _CAME,
)
_held(
    "QZ536",
    "warning",
    Text("呼叫没有办结", "A call that is not closed"),
    Text(
        "吹哨报到要有结果。没有办结时间的，是还在办，还是不了了之，要说得清。",
        "A call comes to an end. Without one nobody knows whether it is being dealt with or was left.",
    ),
    _called(call=(CALL % "2025-03-03 14:30").replace('    closed: "2025-03-03 16:00"\n', "")),
    _CAME,
)
_held(
    "QZ537",
    "error",
    Text("该情形没有这个级别", "The situation has no such level"),
    Text(
        "呼叫情形清单没有给这个情形规定这一级的时限，无法判断报到是否及时。",
        "The list gives no limit for this level of the situation, so nobody can tell whether they came in time.",
    ),
    _called(call=(CALL % "2025-03-03 14:30").replace("level: 红", "level: 黄")),
    _CAME,
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
    _scored(f"{_CITY}, scores: {{PF-1: 96}}", f"{_CIVIL}, {_MARKS}"),
    _COUNTED,
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
    _scored(f"{_CITY}, {_MARKS}, total: 95.6"),
    _scored(f"{_CITY}, {_MARKS}, total: 93.6"),
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
    _scored(f"{_CITY}, {_MARKS}", f"{_CIVIL}, {_MARKS}", bands=_BANDS % (50, 50)),
    _scored(f"{_CITY}, {_MARKS}", f"{_CIVIL}, scores: {{PF-1: 90, PF-2: 90}}", bands=_BANDS % (50, 50)),
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
    _scored(f"{_CITY}, {_MARKS}", bands=_BANDS % (50, 50)),
    _scored(f"{_CITY}, {_MARKS}", bands=_BANDS % (60, 40)),
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
    _scored(f"{_CITY}, {_MARKS}", scoring=SCORING._replace(body=SCORING.body.replace("60", "50"))),
    _COUNTED,
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
    _scored(f"{_CITY}, {_MARKS}", f"{_CITY}, {_MARKS}"),
    _COUNTED,
)
_held(
    "QZ528",
    "warning",
    Text("没有在时限内办结", "Not settled in time"),
    Text(
        "级别写了办结时限的，从呼叫起算。超过的要催办，确实超期的计入考核。",
        "Where a level has a limit for settling, it runs from the call. What is late is seen to, and counts.",
    ),
    _called(
        response=", close_within_days: 1",
        call=(CALL % "2025-03-03 14:30").replace("2025-03-03 16:00", "2025-03-05 16:00"),
    ),
    _called(response=", close_within_days: 1"),
)
_held(
    "QZ544",
    "error",
    Text("退单没有理由", "Sent back without a reason"),
    Text(
        "退单要写明为什么不归本部门，否则就是推。",
        "Whoever sends a call back says why it is not theirs; otherwise they only pass it on.",
    ),
    _called(call=(CALL % "2025-03-03 14:30").replace("closed:", "sent_back:")),
    _called(
        "return_reason: 不属本部门职责", call=(CALL % "2025-03-03 14:30").replace("closed:", "sent_back:")
    ),
)
_held(
    "QZ545",
    "error",
    Text("没有走完闭环", "A stage was left out"),
    Text(
        "清单写了闭环步骤的，办结的呼叫要按先后一步不少地走完；缺反馈、缺评价，写了清单没有的步骤，先后颠倒的，不算闭环。",
        "Where the list has stages, what is settled went through all of them in order; without feedback, with a stage that "
        "the list does not have, or out of order the circle is open.",
    ),
    _called("stages: [呼叫, 响应]", stages="[呼叫, 响应, 反馈]"),
    _called("stages: [呼叫, 响应, 反馈]", stages="[呼叫, 响应, 反馈]"),
)
_MECHANISMS = Example(
    "items:\n  - {id: JZ-01, name: 联席会议, type: 机制, interval: 每年}\n",
    {"kind": "mechanisms", "id": "example/mechanisms"},
)


def _met(*days: str) -> Scene:
    meeting = '  - {id: HY-%s, name: 联席会议, upstream: JZ-01, date: "%s", host: 东街街道}\n'
    records = "".join(meeting % each for each in enumerate(days, 1))
    return beside_its_list(
        _MECHANISMS, f"items:\n{records}", {"kind": "meetings", "upstream": "{catalogue: example/mechanisms}"}
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
    _met("2023-03-03", "2025-03-03"),
    _met("2023-03-03", "2024-03-03", "2025-03-03"),
)
_held(
    "QZ547",
    "error",
    Text("评分不全", "Scores are missing"),
    Text(
        "每个评分单位都要给每个对象评分。少了一格，汇总出来的名次就不公平。",
        "Everybody who gives scores gives one to each that is scored. With a gap the ranking is not fair.",
    ),
    _scored(f"{_CITY}, {_MARKS}", scored="[区城市管理委员会, 区民政局]"),
    _scored(f"{_CITY}, {_MARKS}", f"{_CIVIL}, {_MARKS}", scored="[区城市管理委员会, 区民政局]"),
)
_held(
    "QZ548",
    "warning",
    Text("评分单位或者对象不在评分办法里", "A score by or for somebody that the scoring does not name"),
    Text(
        "评分办法写明谁评、评谁。别的单位评的、对别的对象评的，算进去名次就不是办法所说的名次；不计入，在这里提示。",
        "A scoring says who gives scores and who gets them. Others would change the ranking, so they are left out of it, and "
        "told here.",
    ),
    _scored(f"{_CITY}, {_MARKS}", f"{_CIVIL}, {_MARKS}", scored="[区城市管理委员会]"),
    _scored(f"{_CITY}, {_MARKS}", f"{_CIVIL}, {_MARKS}", scored="[区城市管理委员会, 区民政局]"),
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
    _scored(f"{_CITY}, {_MARKS}", counterpart="example/back"),
    beside_its_list(
        SCORING,
        f"items:\n  - {{id: DF-1, {_CITY}, {_MARKS}}}\n",
        SCORED,
        Example(
            "items:\n  - {id: LZ-1, name: 履职情况, weight: 100}\n", {"kind": "scoring", "id": "example/back"}
        ),
        Example(
            "items:\n  - {id: JD-1, name: 东街街道, scores: {LZ-1: 90}}\n",
            {
                "kind": "department-scores",
                "id": "example/back-scores",
                "upstream": "{catalogue: example/back}",
            },
        ),
        counterpart="example/back",
    ),
)


_STREETS = Example(
    "items:\n  - {id: A, name: 东街街道, type: department}\n  - {id: B, name: 西街街道, type: department}\n",
    {"kind": "units", "id": "example/units"},
)


def _asked(*streets: str) -> Scene:
    matters = MATTERS._replace(
        body=MATTERS.body.replace("procedure", "consultees: [东街街道, 西街街道], procedure")
    )
    records = "".join(
        f"  - {{id: ZQ-{at}, name: 交通管制, upstream: ZX-01, consultee: {street}, "
        'asked: "2025-03-03", answered: "2025-03-07", outcome: adopted}\n'
        for at, street in enumerate(streets, 1)
    )
    return beside_its_list(matters, f"items:\n{records}", CONSULTED, _STREETS)


_held(
    "QZ556",
    "warning",
    Text("该征求的没有征求，或者征求了别的", "Not everybody was asked, or somebody else instead"),
    Text(
        "清单逐个写明征求哪些街道、部门的，每一个都要征求；只征求了其中一个，不能算征求过。泛指的（所在街道、各街道）不核对，都征求了又多征求的不提示。",
        "Where the list names the streets and departments to be asked, each of them is; one of them does not stand for all. "
        "What stands for a whole class is not checked, and to ask more than these is no fault.",
    ),
    _asked("东街街道"),
    _asked("东街街道", "西街街道"),
)


def _alike(name: str) -> Scene:
    """A list whose items have to be called as those of its upstream list are."""
    upper = Example(
        "items:\n  - {id: FW-01, name: 老年优待证}\n", {"kind": "public-services", "id": "example/upper"}
    )
    lower = f"items:\n  - {{id: JD-01, name: {name}, upstream: FW-01}}\n"
    return beside_its_list(
        upper, lower, {"kind": "public-services", "upstream": "{catalogue: example/upper, same: [name]}"}
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
    fails=_alike("老年证"),
    passes=_alike("老年优待证"),
    command="coverage",
)
