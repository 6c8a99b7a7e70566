"""Every question, put to a few records."""

from __future__ import annotations

from typing import Any

import pytest

from qzqd.cover.ledgers.run import ledgers
from qzqd.open.catalogue import Catalogue

from .desk import TODAY, a_ledger, a_list, asked

MATTERS = a_list(
    "consultation",
    [
        {"id": "ZX-1", "name": "交通管制", "feedback_days": 5},
        {"id": "ZX-2", "name": "停车泊位", "feedback_days": 1},
        {"id": "ZX-3", "name": "规划"},
        {"id": "ZX-4", "name": "旧事项", "feedback_days": 5, "repealed": "2024-01-01"},
    ],
)
SITUATIONS = a_list(
    "call-situations",
    [
        {
            "id": "HJ-1",
            "name": "群租房",
            "responses": [{"level": "红", "within_minutes": 30}, {"level": "蓝", "within_minutes": 1440}],
        },
        {"id": "HJ-2", "name": "没有时限"},
    ],
)
DUTIES = a_list(
    "main-responsibilities",
    [{"id": "ZZ-1", "name": "防汛"}, {"id": "ZZ-2", "name": "旧事", "repealed": "2024-01-01"}],
)
SCORING = a_list(
    "scoring",
    [
        {"id": "P1", "name": "完成度", "weight": 50},
        {"id": "P2", "name": "满意度", "weight": 20},
        {"id": "P3", "name": "感知度", "weight": 30},
    ],
    bands=[{"name": "优秀", "share": 60}, {"name": "良好", "share": 30}, {"name": "一般", "share": 10}],
)


def codes(unplaced: list[object]) -> list[tuple[str, str]]:
    return [(one.code, one.item) for one in unplaced]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("record", "kept", "late"),
    [
        ({"asked": "2025-03-03", "answered": "2025-03-10"}, (1, 1), False),  # Monday to Monday: the fifth day
        ({"asked": "2025-03-03", "answered": "2025-03-11"}, (0, 1), True),
        ({"asked": "2025-04-30", "answered": "2025-05-12"}, (1, 1), False),  # 1 to 5 May off
        (
            {"asked": "2024-09-26", "answered": "2024-10-09"},
            (1, 1),
            False,
        ),  # 29 September worked, 1 to 7 October off
        ({"asked": "2025-03-03"}, (0, 1), True),
        ({"asked": "2025-06-27"}, (0, 0), False),  # may still come
        ({"asked": "2025-03-03", "answered": "2025-03-03"}, (1, 1), False),
    ],
)
def test_answered_within_the_working_days(record: dict[str, str], kept: tuple[int, int], late: bool) -> None:
    checks, unplaced = asked(a_ledger("consultation-records", [{"upstream": "ZX-1", **record}]), MATTERS)
    assert checks["answered"] == kept
    assert ("QZ533" in {one.code for one in unplaced}) is late


def test_a_limit_of_one_day_is_the_next_working_day() -> None:
    for answered, kept in (("2025-03-10", 1), ("2025-03-11", 0)):  # asked on a Friday
        record = {"upstream": "ZX-2", "asked": "2025-03-07", "answered": answered}
        assert asked(a_ledger("consultation-records", [record]), MATTERS)[0]["answered"] == (kept, 1)


def test_a_year_that_is_not_published_is_told_once() -> None:
    records = [{"upstream": "ZX-1", "asked": "2003-01-02", "answered": "2003-01-06"} for _ in range(3)]
    records.append({"upstream": "ZX-1", "asked": "2025-03-03", "answered": "2025-03-04"})
    checks, unplaced = asked(a_ledger("consultation-records", records), MATTERS)
    assert checks["answered"] == (1, 1)
    (told,) = [one for one in unplaced if one.code == "QZ534"]
    assert "2003" in told.message.zh
    assert "3 条" in told.message.zh


def test_consulted_when_the_list_says_so() -> None:
    records = [
        {"upstream": "ZX-1", "asked": "2025-03-03", "answered": "2025-03-04", "outcome": "not-adopted"},
        {
            "upstream": "ZX-4",
            "asked": "2023-12-27",
            "answered": "2023-12-28",
            "outcome": "partial",
            "reason": "x",
        },
        {"upstream": "ZX-9", "asked": "2025-03-03", "answered": "2025-03-01", "outcome": "adopted"},
    ]
    checks, unplaced = asked(a_ledger("consultation-records", records), MATTERS)
    assert checks == {
        "listed": (2, 3),
        "consulted": (1, 3),
        "order": (2, 3),
        "answered": (2, 2),
        "reasons": (1, 2),
    }
    assert codes(list(unplaced)) == [("QZ531", "R-3"), ("QZ532", ""), ("QZ522", "R-3"), ("QZ523", "R-1")]
    assert "ZX-2、ZX-3" in unplaced[1].message.zh


def test_what_was_cancelled_is_not_consulted_on_any_more() -> None:
    late = {"upstream": "ZX-4", "asked": "2024-01-02", "answered": "2024-01-03", "outcome": "adopted"}
    checks, unplaced = asked(a_ledger("consultation-records", [late]), MATTERS)
    assert checks["listed"] == (0, 1)
    assert unplaced[0].message.zh == "ZX-4 已于 2024-01-01 取消，这条记录在 2024-01-02"


def test_calls_by_the_minute() -> None:
    call = {"upstream": "HJ-1", "level": "红", "reported": "2025-03-03 23:50"}
    records = [
        {**call, "arrived": "2025-03-04 00:20", "closed": "2025-03-04 02:00"},
        {**call, "arrived": "2025-03-04 00:21", "closed": "2025-03-04 02:00"},
        {**call, "arrived": "2025-03-03 23:40", "closed": "2025-03-04 02:00"},
        {**call, "level": "黄", "arrived": "2025-03-04 00:20"},
        {**call, "level": "蓝"},
        {**call, "upstream": "HJ-2", "arrived": "2025-03-05 00:20", "closed": "2025-03-05 00:10"},
        {**call, "reported": "2025-02-30 10:00", "arrived": "2025-03-05 00:20", "closed": "2025-03-05 00:30"},
    ]
    checks, unplaced = asked(a_ledger("call-records", records), SITUATIONS)
    assert checks == {"listed": (7, 7), "order": (4, 7), "arrived": (1, 4), "closed": (5, 7)}
    assert codes(list(unplaced)) == [
        ("QZ522", "R-3"),
        ("QZ522", "R-6"),
        ("QZ522", "R-7"),
        ("QZ535", "R-2"),
        ("QZ537", "R-4"),
        ("QZ535", "R-5"),
        ("QZ536", "R-4"),
        ("QZ536", "R-5"),
    ]


def test_nothing_is_appraised_but_main_responsibilities() -> None:
    records = [{"upstream": "ZZ-1"}, {"upstream": "ZZ-2"}, {"upstream": "ZZ-01"}, {}]
    checks, unplaced = asked(a_ledger("indicators", records), DUTIES)
    assert checks == {"within": (1, 4)}
    assert codes(list(unplaced)) == [("QZ525", "R-2"), ("QZ525", "R-3"), ("QZ525", "R-4")]
    assert unplaced[1].help.zh == "是否想写 ZZ-1？"


def test_scores_follow_from_their_parts() -> None:
    records = [
        {"scores": {"P1": 90, "P2": 80, "P3": 70.5}, "total": 82.15},
        {"scores": {"P1": 90, "P2": 80, "P3": 70.5}, "total": 82.2},
        {"scores": {"P1": 90, "P2": 80, "P3": 70.5}, "total": 82},
        {"scores": {"P1": 90, "P2": 80, "P3": 70.5}, "total": 82.1, "deducted": 2},
        {"scores": {"P1": 90, "P2": 80, "P3": 70.5}, "total": 82.3, "deducted": 2, "reason": "迟到"},
        {"scores": {"P1": 90, "P4": 80}, "total": 99, "deducted": 0},
    ]
    checks, unplaced = asked(a_ledger("department-scores", records), SCORING)
    assert checks == {"listed": (5, 6), "complete": (5, 6), "reasons": (1, 2), "agrees": (4, 5)}
    found = codes(list(unplaced))
    assert found[:4] == [("QZ531", "R-6"), ("QZ538", "R-6"), ("QZ524", "R-4"), ("QZ539", "R-5")]
    assert {code for code, _ in found[4:]} == {"QZ540", "QZ541"}


def test_a_part_of_another_name_is_one_finding() -> None:
    records = [{"scores": {"P1": 90, "P2": 80, "P9": 70}} for _ in range(4)]
    checks, unplaced = asked(a_ledger("department-scores", records), SCORING)
    assert (checks["listed"], checks["complete"]) == ((0, 4), (0, 4))
    (told,) = unplaced
    assert (told.code, told.item, told.field, told.value) == ("QZ531", "R-1", "scores.P9", "P9")
    assert "P1、P2、P3" in told.help.zh


def test_a_part_without_any_score_is_one_finding() -> None:
    records = [{"scores": {"P1": 90, "P2": 80}} for _ in range(4)] + [{"scores": {"P1": 90}}]
    checks, unplaced = asked(a_ledger("department-scores", records), SCORING)
    assert checks["complete"] == (0, 5)
    assert [(one.code, one.item, one.value) for one in unplaced] == [
        ("QZ538", "", "P3"),
        ("QZ538", "R-5", "P2"),
    ]


def test_wrong_weights_are_the_one_cause_that_is_told() -> None:
    light = a_list(
        "scoring", [{"id": "P1", "name": "a", "weight": 60}, {"id": "P2", "name": "b", "weight": 30}]
    )
    records = [{"scores": {"P1": 90, "P2": 80}, "total": 86} for _ in range(4)]
    (ledger,), unplaced = ledgers([light, a_ledger("department-scores", records)], "2025-06-30")
    assert [(one.code, one.item) for one in unplaced] == [("QZ542", "")]
    assert "example/list 的权重之和是 90" in unplaced[0].message.zh
    assert ledger.ranks == ()
    assert "agrees" not in {check.name for check in ledger.checks}


def test_what_has_not_come_tells_nothing_about_delays() -> None:
    record = {"upstream": "ZX-1", "asked": "2025-06-27", "answered": "2025-07-01"}
    checks, unplaced = asked(a_ledger("consultation-records", [record]), MATTERS)
    assert (checks["order"], checks["answered"]) == ((0, 1), (0, 0))
    assert ("QZ526", "R-1") in codes(list(unplaced))
    checks, _ = asked(a_ledger("consultation-records", [record]), MATTERS, "2025-07-01")
    assert (checks["order"], checks["answered"]) == ((1, 1), (1, 1))


def test_ranks_know_no_order_of_records() -> None:
    records = [
        {"name": f"部门{number:02}", "scores": dict.fromkeys(("P1", "P2", "P3"), number)}
        for number in range(24)
    ]
    records[9]["scores"] = records[10]["scores"]
    for given in (records, records[::-1]):
        (ledger,), unplaced = ledgers([SCORING, a_ledger("department-scores", given)], "2025-06-30")
        assert [rank.department for rank in ledger.ranks] == [
            *(f"部门{number:02}" for number in range(23, 10, -1)),
            "部门09",
            "部门10",
            *(f"部门{number:02}" for number in range(8, -1, -1)),
        ]
        # 14.4, 7.2 and 2.4: the place that is left has two claimants.
        assert [sum(rank.band == band for rank in ledger.ranks) for band in ("优秀", "良好", "一般")] == [
            15,
            7,
            2,
        ]
        assert [one.code for one in unplaced] == ["QZ541"]
        assert not any(rank.tied for rank in ledger.ranks)
    records[8]["scores"] = records[9]["scores"]
    (ledger,), unplaced = ledgers([SCORING, a_ledger("department-scores", records)], "2025-06-30")
    assert [rank.department for rank in ledger.ranks if rank.tied] == ["部门08", "部门09", "部门10"]
    assert [one.code for one in unplaced] == ["QZ541", "QZ540"]
    assert "优秀、良好" in unplaced[1].message.zh


def test_mechanisms_that_meet() -> None:
    mechanisms = a_list(
        "mechanisms",
        [
            {"id": "M1", "name": "a", "type": "机制"},
            {"id": "M2", "name": "b"},
            {"id": "M3", "name": "c", "type": "权限"},
            {"id": "M4", "name": "d", "type": "制度"},
        ],
    )
    records = [{"upstream": "M1", "date": "2025-01-01"}, {"upstream": "M3", "date": "2025-01-01"}]
    checks, unplaced = asked(a_ledger("meetings", records), mechanisms)
    assert checks == {"listed": (2, 2), "order": (2, 2), "held": (1, 3)}
    assert [one.value for one in unplaced] == ["M2 M4"]


def test_the_list_is_there_in_the_edition_that_is_named() -> None:
    ledger = a_ledger("indicators", [{"upstream": "ZZ-1"}], edition="2024-01-01")
    older = a_list("main-responsibilities", [{"id": "ZZ-9", "name": "旧"}], "2024-01-01")
    (held,), unplaced = ledgers([DUTIES, ledger], "2025-06-30", {"example/list": [older]})
    assert held.checks[0].kept == (0, 1)
    assert [one.code for one in unplaced] == ["QZ525"]
    (held,), unplaced = ledgers([DUTIES, ledger], "2025-06-30")
    assert held.checks[0].kept == (1, 1)
    assert [one.code for one in unplaced] == ["QZ530"]


@pytest.mark.parametrize("lists", [[], [MATTERS]])
def test_without_its_list_a_ledger_is_not_answered(lists: list[object]) -> None:
    found, unplaced = ledgers([*lists, a_ledger("indicators", [{"upstream": "ZZ-1"}])], "2025-06-30")  # type: ignore[list-item]
    assert found == []
    assert [one.code for one in unplaced] == ["QZ530"]


def test_records_that_no_longer_hold_do_not_count() -> None:
    records = [{"upstream": "ZZ-9", "repealed": "2025-01-01"}]
    assert asked(a_ledger("indicators", records), DUTIES) == ({"within": (0, 0)}, [])


def test_a_department_is_one_by_all_its_names() -> None:
    """An alias, the name without its place, and that with the end of it."""
    scoring = a_list("scoring", [{"id": "A-1", "name": "甲", "weight": 100}])
    units: list[dict[str, Any]] = [
        {"id": "U-1", "name": "区教育局", "type": "department", "aliases": ["教体局"]},
        {"id": "U-2", "name": "市民政局", "type": "department"},
    ]
    register = a_list("units", units, id="example/units")
    names = ("和平区教育局", "教体局", "教育局", "民政局", "市民政局", "区民政局")
    scores = [{"name": name, "scores": {"A-1": 90}} for name in names]
    ledger = a_ledger("department-scores", scores)
    ledger.header["jurisdiction"] = {"code": "120101", "name": "和平区"}
    _, unplaced = ledgers([register, scoring, ledger], TODAY)
    told = [(one.item, one.message.zh) for one in unplaced if one.code == "QZ543"]
    assert [item for item, _ in told] == ["R-2", "R-3", "R-6"]
    assert told[0][1] == "教体局与 R-1 和平区教育局是同一个部门，排名只算前一条"


@pytest.mark.parametrize(
    ("whom", "kept", "faults"),
    [
        (["东街街道", "西街街道"], (1, 1), []),
        (["东街街道", "西街街道", "南街街道"], (1, 1), []),
        (["东街街道"], (0, 1), [("QZ556", "")]),
        (["东街街道", "南街街道"], (0, 1), [("QZ556", "R-2")]),
    ],
)
def test_whoever_has_to_be_asked_is_and_others_may_be(
    whom: list[str], kept: tuple[int, int], faults: list[tuple[str, str]]
) -> None:
    streets = ["东街街道", "西街街道", "南街街道"]
    matters = a_list("consultation", [{"id": "ZX-1", "name": "规划", "consultees": streets[:2]}])
    register = Catalogue(
        {"kind": "units", "id": "example/units", "title": "登记簿", "edition": "2025"},
        [{"id": name, "name": name, "type": "street"} for name in streets],
        TODAY,
        "units.yaml",
    )
    records = [
        {
            "upstream": "ZX-1",
            "consultee": name,
            "asked": "2025-03-03",
            "answered": "2025-03-04",
            "outcome": "adopted",
        }
        for name in whom
    ]
    (found,), unplaced = ledgers([register, matters, a_ledger("consultation-records", records)], TODAY)
    checks = {check.name: (check.kept.part, check.kept.whole) for check in found.checks}
    assert checks["everybody"] == kept
    assert codes(list(unplaced)) == faults
