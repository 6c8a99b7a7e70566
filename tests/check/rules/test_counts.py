"""Totals, subtotals and running numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judging import judge

from qzqd.check.rules.counts import ranges

KIND = {"kind": "community-certificates"}


def listing(*rows: str) -> str:
    return "items:\n" + "".join(
        f"  - {{id: A{number}, name: 事项{number}, issuance: may{row and ', ' + row}}}\n"
        for number, row in enumerate(rows)
    )


def published(figures: str, kind: str = "community-certificates") -> dict[str, str]:
    return {"kind": kind, "published_count": f"{{{figures}}}"}


def told(body: str, header: dict[str, str]) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.pointer, finding.message.zh) for finding in judge(body, header)]


def test_total_counts_main_items_in_force() -> None:
    body = listing("", "parent: A0", 'repealed: "2025-03-01", repealed_by: 3号')
    assert judge(body, published("total: 1")) == []
    assert told(body, published("total: 3")) == [
        ("QZ205", "/published_count/total", "公布总数是 3，清单里有 1 项")
    ]


def test_every_unit_counts_whatever_stands_above_it() -> None:
    body = (
        "items:\n"
        '  - {id: "420302", name: 茅箭区, code: "420302", type: county}\n'
        '  - {id: "420302001", name: 武当路街道, code: "420302001", type: street, parent: "420302"}\n'
    )
    assert judge(body, published("total: 2, by_type: {county: 1, street: 1}", "units")) == []


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ("total: 3, by_category: {甲: 2, 乙: 1}", []),
        ("total: 3, by_category: {甲: 1, 乙: 1}", [("QZ206", "/published_count/by_category/甲")]),
        (
            "total: 3, by_category: {甲: 1, 乙: 2}",
            [("QZ206", f"/published_count/by_category/{name}") for name in "甲乙"],
        ),
        ("total: 3, by_category: {甲: 2}", [("QZ206", "/published_count/by_category")]),
        ("total: 3, by_category: {甲: 2, 乙: 1, 丙: 0}", []),
        ("total: 4, by_category: {甲: 2, 乙: 1}", [("QZ205", "/published_count/total")]),
        ("total: 3, by_type: {may: 3}", []),
        (
            "total: 3, by_type: {may: 2, shall-not: 1}",
            [("QZ206", f"/published_count/by_type/{name}") for name in ("may", "shall-not")],
        ),
    ],
)
def test_subtotals(figures: str, found: list[tuple[str, str]]) -> None:
    body = listing("category: 甲", "category: 乙", "category: 甲")
    assert [(code, place) for code, place, _ in told(body, published(figures))] == found


def test_a_group_without_a_subtotal_is_named() -> None:
    (finding,) = judge(listing("category: 甲", "category: 乙"), published("total: 2, by_category: {甲: 1}"))
    assert finding.message.zh == "小计之和是 1，总数是 2"
    assert finding.help is not None
    assert finding.help.zh == "没有小计的类别：乙"


def test_call_situations_are_grouped_by_aspect() -> None:
    body = (
        "items:\n"
        "  - id: A\n"
        "    name: 甲\n"
        "    aspect: 执法\n"
        "    departments: [局]\n"
        "    responses: [{level: 红, within_minutes: 5}]\n"
    )
    assert judge(body, published("total: 1, by_category: {执法: 1}", "call-situations")) == []


def test_nothing_is_counted_where_an_item_could_not_be_read() -> None:
    body = listing("seq: 1", "seqq: 2", "seq: 3")
    found = told(body, published("total: 3"))
    assert [code for code, *_ in found] == ["QZ104", "QZ112"]
    assert found[1][2] == "1 个事项有格式错误，序号没有核对"


def test_what_an_unknown_field_says_nothing_of_is_counted() -> None:
    body = listing("seq: 1", "seq: 2, nonsense: 1", "seq: 3")
    found = told(body, published("total: 9, by_category: {甲: 9}"))
    assert [code for code, *_ in found] == ["QZ104", "QZ205", "QZ206"]


@given(st.lists(st.integers(1, 12), min_size=1, max_size=10))
def test_gaps_and_doubles_like_an_oracle(seqs: list[int]) -> None:
    found = told(listing(*(f"seq: {seq}" for seq in seqs)), KIND)
    missing = sorted(set(range(1, max(seqs))) - set(seqs))
    doubled = sorted({seq for seq in seqs if seqs.count(seq) > 1})
    expected = []
    if missing:
        after = min(seq for seq in seqs if seq > missing[0])
        expected.append((f"/items/{seqs.index(after)}/seq", f"缺少序号 {'、'.join(naive_ranges(missing))}"))
    if doubled:
        second = next(place for place, seq in enumerate(seqs) if seq in seqs[:place])
        expected.append((f"/items/{second}/seq", f"序号 {'、'.join(naive_ranges(doubled))} 重复"))
    assert sorted((place, message) for _, place, message in found) == sorted(expected)
    assert {code for code, *_ in found} <= {"QZ207"}


def naive_ranges(numbers: list[int]) -> list[str]:
    starts = [number for number in numbers if number - 1 not in numbers]
    ends = [number for number in numbers if number + 1 not in numbers]
    return [str(a) if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)]


@given(st.sets(st.integers(1, 60)))
def test_ranges_like_an_oracle(numbers: set[int]) -> None:
    assert ranges(sorted(numbers)) == naive_ranges(sorted(numbers))


@pytest.mark.parametrize(
    "rows",
    [
        ["", ""],
        ["seq: 2", "seq: 1"],
        ["seq: 1, category: 甲", "seq: 2, category: 甲", "seq: 1, category: 乙"],
        ["seq: 1", "seq: 1, parent: A0", "seq: 2, parent: A0", "seq: 2"],
        ["seq: 1", "seq: 2, parent: A0", "seq: 3"],
        ["seq: 1", 'seq: 2, repealed: "2025-03-01", repealed_by: 3号', "seq: 2"],
        ["seq: 1", 'seq: 2, repealed: "2025-03-01", repealed_by: 3号', "seq: 3"],
        ["seq: 1", 'seq: 7, repealed: "2025-03-01", repealed_by: 3号', "seq: 2"],
    ],
    ids=[
        "none",
        "any order",
        "anew in each category",
        "sub-items anew",
        "sub-items too",
        "not cancelled ones",
        "cancelled ones keep theirs",
        "cancelled ones make no gap",
    ],
)
def test_ways_of_numbering(rows: list[str]) -> None:
    assert judge(listing(*rows), KIND) == []


def test_a_gap_in_one_section_is_looked_for_in_that_section() -> None:
    rows = [(1, "basic"), (2, "basic"), (4, "basic"), (1, "recalled"), (2, "recalled")]
    body = "items:\n" + "".join(
        f"  - {{id: B{place}, name: 事项{place}, seq: {seq}, section: {section}"
        f"{', receiving_department: 局, method: 直接实施' if section == 'recalled' else ''}}}\n"
        for place, (seq, section) in enumerate(rows)
    )
    assert told(body, {"kind": "township-duties"}) == [("QZ207", "/items/2/seq", "缺少序号 3")]


def test_a_gap_weighs_once_however_long() -> None:
    """Numbered anew in each category, the list has one gap; numbered throughout, it would have two doubles."""
    rows = [(1, "甲"), (2, "甲"), (8, "甲"), (9, "甲"), *((number, "乙") for number in range(1, 8))]
    found = judge(listing(*(f"seq: {seq}, category: {category}" for seq, category in rows)), KIND)
    assert [(finding.pointer, finding.message.zh) for finding in found] == [("/items/2/seq", "缺少序号 3–7")]


def test_many_gaps_are_cut() -> None:
    (finding,) = judge(listing(*(f"seq: {2 * number + 1}" for number in range(20))), KIND)
    assert finding.message.zh == "缺少序号 2、4、6、8、10、12、14、16 等 19 个"


def test_what_is_cancelled_from_a_later_day_still_counts() -> None:
    later = 'seq: 2, repealed: "9999-01-01", repealed_by: 3号'
    assert told(listing("seq: 1", later), {**KIND, "published_count": "{total: 2}"}) == []
