"""The ledgers by which rules are shown, each with the list that it is held against."""

from __future__ import annotations

from qzqd.check.rule import Example, Scene

MATTERS = Example(
    "items:\n  - {id: ZX-01, name: 道路交通管制, procedure: 书面征求意见, feedback_days: 5}\n",
    {"kind": "consultation", "id": "example/matters"},
)
SITUATIONS = Example(
    "items:\n"
    "  - id: HJ-01\n"
    "    name: 群租房管理\n"
    "    departments: [区公安分局]\n"
    "    responses: [{level: 红, within_minutes: 30}]\n",
    {"kind": "call-situations", "id": "example/situations"},
)
DUTIES = Example(
    "items:\n  - {id: ZZ-01, name: 防汛排涝, office: 应急管理办公室, counterparts: [市应急管理局]}\n",
    {"kind": "main-responsibilities", "id": "example/duties"},
)
SCORING = Example(
    "items:\n  - {id: PF-1, name: 事项完成度, weight: 60}\n  - {id: PF-2, name: 群众满意度, weight: 40}\n",
    {"kind": "scoring", "id": "example/scoring"},
)
CONSULTED = {"kind": "consultation-records", "upstream": "{catalogue: example/matters}"}
CALLED = {"kind": "call-records", "upstream": "{catalogue: example/situations}"}
APPRAISED = {"kind": "indicators", "upstream": "{catalogue: example/duties}"}
SCORED = {"kind": "department-scores", "upstream": "{catalogue: example/scoring}"}

ANSWER = (
    "items:\n"
    "  - id: ZQ-1\n"
    "    name: 海棠花节交通管制\n"
    "    upstream: ZX-01\n"
    '    asked: "2025-03-03"\n'
    '    answered: "%s"\n'
    "    outcome: %s\n"
)
CALL = (
    "items:\n"
    "  - id: HJ-2025-001\n"
    "    name: 某小区群租房\n"
    "    upstream: HJ-01\n"
    "    level: 红\n"
    '    reported: "2025-03-03 14:05"\n'
    '    arrived: "%s"\n'
    '    closed: "2025-03-03 16:00"\n'
)
SCORE = "items:\n  - {id: DF-01, name: 区城市管理委员会, scores: {PF-1: 96, PF-2: 90}, deducted: 4%s}\n"
SOUND_ANSWER = Example(ANSWER % ("2025-03-07", "adopted"), CONSULTED, beside=(MATTERS,))
SOUND_CALL = Example(CALL % "2025-03-03 14:30", CALLED, beside=(SITUATIONS,))
SOUND_SCORE = Example(SCORE % ", reason: 两次没有按时报到", SCORED, beside=(SCORING,))
INDICATOR = "items:\n  - id: ZB-01\n    name: 汛期值守\n"


def beside_its_list(
    held_against: Example, ledger: str, header: dict[str, str], *more: Example, **about: str
) -> Scene:
    """A ledger beside its list. about: fields at the head of the list; more: further files."""
    against = held_against._replace(header={**held_against.header, **about})
    files = {
        "list.yaml": against.text(),
        "ledger.yaml": Example(ledger, {"id": "example/ledger", **header}).text(),
    }
    return Scene("coverage", {**files, **{f"more-{at}.yaml": each.text() for at, each in enumerate(more, 1)}})
