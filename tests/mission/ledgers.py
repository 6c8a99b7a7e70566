"""Posts, requests, calls, meetings and scores: what was done, held against what should have been."""

from __future__ import annotations

from datetime import date

from .bodies import STREET
from .planted import ADOPTION, LEDGER, LIST, UNITS, Case, a_ledger, a_list, adoption

_POSTS = (
    "id: B1, name: 减编, unit: 区住建局, posts: 事业编制, before: 30, change: -5, after: 25,"
    ' approval: {body: 区委编委, date: "2020-05-06"}\n'
    "id: B2, name: 补编, unit: 东街街道, tier: 镇（乡、街道）, posts: 事业编制, before: 10, change: 5, after: 15, paired_with: [B1],"
    ' planned: 3, approval: {body: 区委编委, date: "2020-05-06"}\n'
    "id: B3, name: 增编, unit: 西街街道, tier: 镇（乡、街道）, posts: 事业编制, change: 2, cleanup: 收回空编 2 名, ground: 新增职能,"
    ' approval: {body: 区委编委, date: "2020-05-06"}\n'
)
POSTS = {LEDGER: a_list("establishment", _POSTS)}
CHANNELS = a_list("mechanisms", "id: Q1, name: 热线, type: 渠道")
_TICKETS = (
    "id: T1, name: 路灯, upstream: Q1, unit: 东街街道, resolved_at: 村（社区）,"
    ' received: "2025-03-03 09:00", dispatched: "2025-03-03 10:00", handled: "2025-03-04 10:00", answered: "2025-03-04 11:00"\n'
    "id: T2, name: 井盖, upstream: Q1, unit: 东街街道, resolved_at: 镇（乡、街道）,"
    ' received: "2025-03-05 09:00", dispatched: "2025-03-05 10:00", handled: "2025-03-06 10:00", answered: "2025-03-06 11:00"\n'
)


def _tickets(**header: str) -> dict[str, str]:
    return {LIST: CHANNELS, LEDGER: a_ledger("tickets", _TICKETS, **header)}


YEAR = date.today().year
SITUATIONS = a_list(
    "call-situations",
    "id: H1, name: 违建, departments: [区城管局], responses: [{level: 红, within_minutes: 30, close_within_days: 3}]",
    stages="[呼叫, 响应, 反馈]",
)
_CALLS = (
    "id: R1, name: 违建一处, upstream: H1, caller: 东街街道, level: 红, stages: [呼叫, 响应, 反馈], feedback: 满意,"
    ' reported: "2025-03-03 09:00", arrived: "2025-03-03 09:20", closed: "2025-03-05 09:00", verified: "2025-03-05 10:00"\n'
    "id: R2, name: 违建二处, upstream: H1, caller: 东街街道, level: 红,"
    ' reported: "2025-03-04 09:00", sent_back: "2025-03-04 10:00", return_reason: 不属本部门'
)
CALLS = {LIST: SITUATIONS, LEDGER: a_ledger("call-records", _CALLS)}


def _meetings(*days: str, interval: str = "每年", more: str = "") -> dict[str, str]:
    records = "\n".join(
        f'id: M{number}, name: 会议, upstream: J1, host: 东街街道, date: "{day}"{more}'
        for number, day in enumerate(days, 1)
    )
    mechanisms = a_list("mechanisms", f"id: J1, name: 联席会议, type: 制度, interval: {interval}")
    return {LIST: mechanisms, LEDGER: a_ledger("meetings", records)}


SCORING = a_list(
    "scoring",
    "id: W1, name: 响应, weight: 60\nid: W2, name: 满意, weight: 40",
    scorers="[东街街道, 西街街道]",
    scored="[区城管局, 区民政局]",
)
_MARKS = 'scores: {W1: 90, W2: 80}, deducted: 3, reason: 迟到, period: "2025"'
_SCORES = "\n".join(
    f"id: D{number}, name: {name}, scorer: {scorer}, {_MARKS}"
    for number, (name, scorer) in enumerate(
        (
            ("区城管局", "东街街道"),
            ("区民政局", "东街街道"),
            ("区城管局", "西街街道"),
            ("区民政局", "西街街道"),
        ),
        1,
    )
)
SCORES = {LIST: SCORING, LEDGER: a_ledger("department-scores", _SCORES)}
_BACK = "lists/back.yaml"
BOTH_WAYS = {
    LIST: a_list("scoring", "id: W1, name: 响应, weight: 100", counterpart="example/back"),
    LEDGER: a_ledger("department-scores", "id: D1, name: 区城管局, scores: {W1: 90}"),
    _BACK: a_list("scoring", "id: V1, name: 履职, weight: 100", "example/back"),
    "lists/scores.yaml": a_list(
        "department-scores",
        "id: E1, name: 东街街道, scores: {V1: 90}",
        "example/back-scores",
        upstream="{catalogue: example/back}",
    ),
}
MATTERS = a_list("consultation", "id: Z1, name: 规划, procedure: 书面征求, feedback_days: 5")
ASKED = {
    LIST: MATTERS,
    LEDGER: a_ledger(
        "consultation-records",
        'id: A1, name: 规划, upstream: Z1, consultee: 东街街道, asked: "2025-03-03", answered: "2025-03-07",'
        ' decided: "2025-04-20", outcome: partial, reason: 与规划冲突',
    ),
}
DUTIES = {
    LIST: a_list("main-responsibilities", "id: Z1, name: 防汛, office: 应急办, counterparts: [市应急局]"),
    LEDGER: a_ledger("indicators", "id: I1, name: 值守, upstream: Z1"),
}
FUNDS = a_list(
    "task-list",
    "id: T1, name: 项目一, category: 奖补库, lead_department: 市民政局, amount: 12.5\n"
    "id: T2, name: 项目二, category: 奖补库, lead_department: 市民政局, amount: 7.5\n"
    'id: T3, name: 旧项目, category: 奖补库, lead_department: 市民政局, amount: 9, repealed: "2021-01-01", repealed_by: 民发〔2021〕1号',
    source="{title: 示例, provenance: compiled}",
)


def _claims(*claims: str) -> dict[str, str]:
    lines = "\n".join(
        f"id: G{number}, name: 公布{number}, place: {{paragraph: {number}}}, {claim}"
        for number, claim in enumerate(claims, 1)
    )
    return {LIST: FUNDS, LEDGER: a_list("claims", lines, "example/claims")}


def _staffed(counted: str, figure: str, value: int) -> dict[str, str]:
    """An office with its people and premises, and a published figure of either."""
    sound = "{title: 示例, provenance: compiled}"
    return {
        UNITS: STREET.replace("illustrative", "compiled"),
        LIST: a_list(
            "organisations",
            "id: Z1, name: 党建办, type: 内设机构\nid: Z2, name: 执法中心, type: 公益一类",
            applies_to="{type: [street]}",
            source=sound,
        ),
        ADOPTION: adoption(
            "id: C1, name: 党建办, upstream: Z1, status: adopted, people: 4, premises: 1\n"
            "id: C2, name: 执法中心, upstream: Z2, status: adopted, people: 9",
            source=sound,
        ),
        "lists/claims.yaml": a_list(
            "claims",
            f"id: G1, name: 党务力量, place: {{paragraph: 1}}, figure: {figure}, value: {value}, recount: {{catalogue: example/list,"
            f" where: {{type: 内设机构}}, adoption: {counted}}}",
            "example/claims",
        ),
    }


_COUNTED = "recount: {catalogue: example/list, %s}"

CASES = (
    Case("posts-do-not-follow", "QZ571", POSTS, (LEDGER, "after: 25", "after: 26")),
    Case(
        "posts-moved-do-not-balance", "QZ572", POSTS, (LEDGER, "change: 5, after: 15", "change: 6, after: 16")
    ),
    Case("increase-without-cleanup", "QZ573", POSTS, (LEDGER, "cleanup: 收回空编 2 名, ", "")),
    Case(
        "increase-on-an-excluded-ground", "QZ574", POSTS, (LEDGER, "ground: 新增职能", "ground: 可市场化解决")
    ),
    Case("ticket-skips-a-step", "QZ585", _tickets(), (LEDGER, ' dispatched: "2025-03-03 10:00",', "")),
    Case(
        "ticket-late",
        "QZ586",
        _tickets(hours="{handled: 24}"),
        (
            LEDGER,
            'handled: "2025-03-04 10:00", answered: "2025-03-04 11:00"',
            'handled: "2025-03-04 10:30", answered: "2025-03-04 11:00"',
        ),
    ),
    Case(
        "shares-off-target",
        "QZ587",
        _tickets(targets="[{level: 村（社区）, share: 60, tolerance: 10}]"),
        (LEDGER, "resolved_at: 镇（乡、街道）", "resolved_at: 村（社区）"),
        "coverage",
    ),
    Case(
        "too-few-tickets-in-a-month",
        "QZ588",
        _tickets(monthly_at_least="0"),
        (LEDGER, "monthly_at_least: 0", "monthly_at_least: 100"),
    ),
    Case(
        "channel-not-on-the-list",
        "QZ304",
        _tickets(),
        (LEDGER, "id: T2, name: 井盖, upstream: Q1", "id: T2, name: 井盖, upstream: Q9"),
    ),
    Case("came-late", "QZ535", CALLS, (LEDGER, "2025-03-03 09:20", "2025-03-03 09:50"), "coverage"),
    Case(
        "level-not-on-the-list",
        "QZ537",
        CALLS,
        (LEDGER, "level: 红, stages", "level: 橙, stages"),
        "coverage",
    ),
    Case("settled-late", "QZ528", CALLS, (LIST, "close_within_days: 3", "close_within_days: 1"), "coverage"),
    Case("sent-back-without-reason", "QZ544", CALLS, (LEDGER, ", return_reason: 不属本部门", ""), "coverage"),
    Case(
        "circle-left-open",
        "QZ545",
        CALLS,
        (LEDGER, "stages: [呼叫, 响应, 反馈]", "stages: [呼叫, 响应]"),
        "coverage",
    ),
    Case("struck-off-before-settled", "QZ522", CALLS, (LEDGER, "2025-03-05 10:00", "2025-03-05 08:00")),
    Case(
        "meeting-left-out",
        "QZ546",
        _meetings(f"{YEAR - 2}-03-03", f"{YEAR - 1}-03-03"),
        (LEDGER, f"{YEAR - 1}-03-03", f"{YEAR - 2}-06-03"),
        "coverage",
    ),
    Case(
        "report-not-noted-at-all",
        "QZ532",
        _meetings(f"{YEAR - 1}-03-03"),
        (
            LIST,
            "id: J1, name: 联席会议, type: 制度, interval: 每年}",
            "id: J1, name: 联席会议, type: 制度, interval: 每年}\n  - {id: J2, name: 评议会, type: 制度}",
        ),
        "coverage",
    ),
    Case(
        "told-after-the-meeting",
        "QZ522",
        _meetings("2025-03-03", more=', notified: "2025-03-01"'),
        (LEDGER, '"2025-03-01"', '"2025-03-05"'),
    ),
    Case(
        "conclusion-not-noted",
        "QZ630",
        {
            **_meetings("2025-03-03", more=", conclusion: 良好"),
            LEDGER: a_ledger(
                "meetings",
                'id: M1, name: 评议, upstream: J1, date: "2025-03-03", conclusion: 计入考核',
                requires="[conclusion]",
            ),
        },
        (LEDGER, ", conclusion: 计入考核", ""),
    ),
    Case(
        "score-missing",
        "QZ547",
        SCORES,
        (LEDGER, f"  - {{id: D4, name: 区民政局, scorer: 西街街道, {_MARKS}}}\n", ""),
        "coverage",
    ),
    Case(
        "scored-twice",
        "QZ543",
        SCORES,
        (
            LEDGER,
            "  - {id: D4,",
            f"  - {{id: D5, name: 区民政局, scorer: 西街街道, {_MARKS}}}\n  - {{id: D4,",
        ),
        "coverage",
    ),
    Case(
        "appraised-one-way",
        "QZ549",
        BOTH_WAYS,
        (LIST, "counterpart: example/back", "counterpart: example/none"),
        "coverage",
    ),
    Case(
        "deducted-without-reason",
        "QZ524",
        SCORES,
        (
            LEDGER,
            f"id: D1, name: 区城管局, scorer: 东街街道, {_MARKS}",
            f"id: D1, name: 区城管局, scorer: 东街街道, {_MARKS.replace(', reason: 迟到', '')}",
        ),
    ),
    Case("appointed-before-the-answer", "QZ522", ASKED, (LEDGER, "2025-04-20", "2025-03-05")),
    Case("answered-late", "QZ533", ASKED, (LEDGER, "2025-03-07", "2025-03-27"), "coverage"),
    Case("not-adopted-without-reason", "QZ523", ASKED, (LEDGER, ", reason: 与规划冲突", "")),
    Case("appraised-beyond-duties", "QZ525", DUTIES, (LEDGER, ", upstream: Z1", "")),
    Case(
        "sum-differs",
        "QZ510",
        _claims("figure: 20万元, value: 20, " + _COUNTED % "where: {category: 奖补库}, sum: amount"),
        (LIST, "amount: 7.5", "amount: 8.5"),
        "coverage",
    ),
    Case(
        "cancelled-differs",
        "QZ510",
        _claims("figure: 1项, value: 1, " + _COUNTED % "cancelled: true"),
        (LEDGER, "figure: 1项, value: 1", "figure: 2项, value: 2"),
        "coverage",
    ),
    Case(
        "product-differs",
        "QZ510",
        _claims(
            "figure: 13个, value: 13",
            "figure: 161项, value: 161",
            "figure: 2093项, value: 2093, operation: product, operands: [G1, G2]",
        ),
        (LEDGER, "figure: 2093项, value: 2093", "figure: 2039项, value: 2039"),
        "coverage",
    ),
    Case(
        "outside-the-range",
        "QZ511",
        _claims("figure: 10-15人, value: 10, upper: 15", "figure: 12人, value: 12, agrees_with: [G1]"),
        (LEDGER, "figure: 12人, value: 12", "figure: 16人, value: 16"),
        "coverage",
    ),
    Case(
        "share-differs",
        "QZ510",
        _claims(
            "figure: 30名, value: 30",
            "figure: 60名, value: 60",
            "figure: 50%, value: 50, operation: share, operands: [G1, G2]",
        ),
        (LEDGER, "figure: 50%, value: 50", "figure: 60%, value: 60"),
        "coverage",
    ),
    Case(
        "rate-of-answers-differs",
        "QZ510",
        {
            LIST: CHANNELS,
            LEDGER: a_ledger("tickets", _TICKETS, source="{title: 示例, provenance: compiled}"),
            "lists/claims.yaml": a_list(
                "claims",
                'id: G1, name: 三月办结数, place: {paragraph: 1}, figure: 2件, value: 2, recount: {catalogue: example/ledger, having: [answered], period: "2025-03"}',
                "example/claims",
            ),
        },
        (LEDGER, ', answered: "2025-03-06 11:00"', ""),
        "coverage",
    ),
    Case(
        "people-differ",
        "QZ510",
        _staffed("people", "4人", 4),
        (ADOPTION, "people: 4", "people: 3"),
        "coverage",
    ),
    Case(
        "premises-differ",
        "QZ510",
        _staffed("premises", "1处", 1),
        (ADOPTION, "premises: 1", "premises: 2"),
        "coverage",
    ),
)
