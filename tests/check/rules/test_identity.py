"""Ids and names, within one catalogue and among several."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge

from qzqd.check.rule import RULES, Example
from qzqd.open.columns import Columns
from qzqd.open.summary import Summary
from workspaces import check, lay

if TYPE_CHECKING:
    from pathlib import Path

CERTIFICATES = {"kind": "community-certificates"}
ITEM = "  - {{id: {}, name: {}, issuance: shall-not{}}}\n"
REPEALED = ', repealed: "2025-03-01", repealed_by: 鄂政发〔2025〕3号'


def certificates(*rows: tuple[str, str, bool]) -> str:
    """Items from id, name and whether the item is cancelled."""
    return "items:\n" + "".join(
        ITEM.format(id_, name, REPEALED if repealed else "") for id_, name, repealed in rows
    )


@given(st.lists(st.tuples(st.sampled_from("ABCD"), st.booleans()), min_size=1, max_size=8))
def test_repeated_ids_like_an_oracle(rows: list[tuple[str, bool]]) -> None:
    body = certificates(*((id_, f"事项{number}", repealed) for number, (id_, repealed) in enumerate(rows)))
    found = Counter((finding.code, finding.pointer) for finding in judge(body, CERTIFICATES))
    expected: Counter[tuple[str, str]] = Counter()
    for number, (id_, repealed) in enumerate(rows):
        fates = {other for other_id, other in rows if other_id == id_}
        earlier = [other_id for other_id, _ in rows[:number]]
        if len(fates) == 2 and not repealed:
            expected["QZ203", f"/items/{number}/id"] += 1
        elif len(fates) == 1 and id_ in earlier:
            expected["QZ201", f"/items/{number}/id"] += 1
    assert found == expected


def test_the_first_holder_is_named() -> None:
    (finding,) = judge(certificates(("A", "甲", False), ("B", "乙", False), ("A", "丙", False)), CERTIFICATES)
    assert finding.message.zh == "编号 A 与第 1 个事项“甲”重复"
    assert finding.message.en == "id A is already that of item no. 1, “甲”"
    assert finding.item == "A"


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("community-certificates", "issuance: may", "issuance: shall-not", False),  # QZ637 tells
        (
            "community-certificates",
            "issuance: may, demanded_by: 银行",
            "issuance: may, demanded_by: 公证处",
            False,
        ),
        ("community-certificates", "issuance: may, category: 户籍", "issuance: may, category: 社保", False),
        ("community-certificates", "issuance: may, seq: 1", "issuance: may, seq: 2", True),
        ("township-duties", "section: basic", "section: basic", True),
        ("main-responsibilities", "profiles: [街道]", "profiles: [重点镇]", False),
        ("main-responsibilities", "profiles: [街道]", "profiles: [街道]", True),
        ("units", 'type: street, code: "420302001"', 'type: street, code: "420303001"', False),
        ("units", "type: department", "type: department", True),
        ("call-situations", "aspect: 执法", "aspect: 应急", False),
    ],
)
def test_what_tells_items_of_one_name_apart(kind: str, one: str, other: str, same: bool) -> None:
    body = f"items:\n  - {{id: A, name: 同名, {one}}}\n  - {{id: B, name: 同名, {other}}}\n"
    codes = [finding.code for finding in judge(body, {"kind": kind})]
    assert ("QZ204" in codes) == same


def test_sub_items_of_two_main_items_may_have_one_name() -> None:
    rows = [("A", "甲", ""), ("B", "乙", ""), ("A1", "其他", ", parent: A"), ("B1", "其他", ", parent: B")]
    body = "items:\n" + "".join(ITEM.format(*row) for row in rows)
    assert judge(body, CERTIFICATES) == []


def test_a_cancelled_item_may_leave_its_name_to_another() -> None:
    assert judge(certificates(("A", "甲", True), ("B", "甲", False)), CERTIFICATES) == []


def test_an_item_entered_twice_is_one_finding() -> None:
    rows = [("A", "甲", False), ("A", "甲", False)]
    header = {**CERTIFICATES, "published_count": "{total: 1}"}
    assert [finding.code for finding in judge(certificates(*rows), header)] == ["QZ201"]


def across(code: str, *summaries: Summary) -> list[tuple[str, str, str]]:
    """Path, place and Chinese message of what a rule across files finds."""
    judged = RULES[code].across
    assert judged is not None
    return [
        (summary.path, "/".join(map(str, problem.path)), problem.message.zh)
        for summary, problem in judged(list(summaries))
    ]


def summary(path: str, *ids: str, repealed: tuple[str, ...] = (), **more: Any) -> Summary:
    head = {"kind": "public-services", "jurisdiction": "420302", "id": path, "edition": "2025", **more}
    return Summary(path=path, columns=Columns.of([[*ids]]), repealed=repealed, sound=True, **head)


def test_ids_shared_by_two_lists_are_one_finding() -> None:
    found = across("QZ202", summary("a", "1", "2", "3"), summary("b", "9", "3", "1"))
    assert found == [("b", "id", "编号 3、1 在 a 里已经使用")]
    found = across("QZ202", summary("a", "1"), summary("b", "9", "1"))
    assert found == [("b", "items/1/id", "编号 1 在 a 里已经使用")]


@pytest.mark.parametrize(
    "difference", [{"kind": "task-list"}, {"jurisdiction": "420303"}, {"id": "a", "edition": "2026"}]
)
def test_other_kinds_places_and_editions_may_share_ids(difference: dict[str, Any]) -> None:
    assert across("QZ202", summary("a", "1"), summary("b", "1", **difference)) == []


def test_an_unsound_item_has_no_id_to_share() -> None:
    assert across("QZ202", summary("a", "", "1"), summary("b", "", "2")) == []


def test_an_id_cancelled_in_another_list() -> None:
    grave = summary("a", "1", "2", repealed=("1",))
    assert across("QZ211", grave, summary("b", "3", "1")) == [
        ("b", "items/1/id", "编号 1 在 a 里属于已取消的事项，不得再用")
    ]
    assert across("QZ202", grave, summary("b", "3", "1")) == []


def test_an_id_cancelled_in_an_earlier_edition_only() -> None:
    old = summary("old", "1", repealed=("1",), id="list", edition="2024")
    new = summary("new", "1", id="list", edition="2025-03-01")
    assert [path for path, *_ in across("QZ211", old, new)] == ["new"]
    old, new = summary("old", "1", id="list", edition="2024"), summary("new", "1", repealed=("1",), id="list")
    assert across("QZ211", old, new) == []


def test_two_files_of_one_edition() -> None:
    first, second = summary("a", id="list"), summary("b", id="list", kind="task-list")
    assert across("QZ210", first, second) == [("b", "id", "a 也是清单 list 的 2025 版")]


def test_files_of_a_workspace_are_held_together(tmp_path: Path) -> None:
    one = Example(certificates(("A", "甲", False)), CERTIFICATES)
    other = Example(certificates(("A", "乙", False)), {**CERTIFICATES, "id": "example/other"})
    lay(tmp_path, Example(one.body, one.header, beside=(other,)))
    assert [finding.code for finding in check(tmp_path).findings] == ["QZ202"]


def test_departments_number_their_own_lists(tmp_path: Path) -> None:
    header = {"kind": "task-list"}
    body = "items:\n  - {id: K1, name: 甲, lead_department: 民政局}\n"
    lay(tmp_path, Example(body, header, beside=(Example(body, {**header, "id": "example/other"}),)))
    assert "QZ202" not in {finding.code for finding in check(tmp_path).findings}
