"""Posts, requests, calls, meetings and scores: what was done, held against what should have been."""

from __future__ import annotations

from .planted import LEDGER, LIST, Case, a_ledger, a_list

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
)
