"""Main items and sub-items."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from judging import judge

from qzqd.open.registers import Registers

KIND = {"kind": "call-situations"}
REST = "departments: [区应急局], responses: [{level: 红, within_minutes: 30}]"


def tree(parents: list[int | None]) -> str:
    """Items 0, 1, …, each under the item of that number."""
    above = ["" if parent is None else f", parent: N{parent}" for parent in parents]
    rows = (f"  - {{id: N{number}, name: 情形{number}{up}, {REST}}}\n" for number, up in enumerate(above))
    return "items:\n" + "".join(rows)


def circles(parents: list[int | None]) -> set[frozenset[int]]:
    """The naive way: go up from every item as often as there are items, then once round."""
    found = set()
    for start in range(len(parents)):
        node: int | None = start
        for _ in parents:
            node = parents[node] if node is not None and node < len(parents) else None
        if node is not None and node < len(parents):
            ring, step = {node}, parents[node]
            while step is not None and step not in ring:
                ring.add(step)
                step = parents[step]
            found.add(frozenset(ring))
    return found


@given(st.data())
def test_circles_and_missing_parents_like_an_oracle(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 7))
    parents = data.draw(st.lists(st.none() | st.integers(0, size), min_size=size, max_size=size))
    found = judge(tree(parents), KIND)
    rings = {
        frozenset(map(int, finding.value.replace("N", "").split()))
        for finding in found
        if finding.code == "QZ209"
    }
    assert rings == circles(parents)
    assert sum(finding.code == "QZ209" for finding in found) == len(rings)
    for finding in found:
        if finding.code == "QZ209":
            first = min(map(int, finding.value.replace("N", "").split()))
            assert finding.pointer == f"/items/{first}/parent"
    missing = [finding.pointer for finding in found if finding.code == "QZ208"]
    assert missing == [f"/items/{child}/parent" for child, parent in enumerate(parents) if parent == size]
    assert {finding.code for finding in found} <= {"QZ208", "QZ209"}


def test_a_circle_is_drawn() -> None:
    (finding,) = judge(tree([1, 2, 0]), KIND)
    assert finding.message.zh == "主项关系绕成一圈：N0 → N1 → N2 → N0"
    (finding,) = judge(tree([0]), KIND)
    assert finding.message.zh == "主项关系绕成一圈：N0 → N0"
    (finding,) = judge(tree([*range(1, 20), 0]), KIND)
    assert finding.message.en.endswith("N7 → …")


def test_a_missing_parent_has_a_suggestion() -> None:
    body = tree([None]) + "".join(
        f"  - {{id: S{number}, name: 子项{number}, parent: N00, {REST}}}\n" for number in range(3)
    )
    finding, *others = judge(body, KIND)
    assert len(others) == 2
    assert finding.message.zh == "清单里没有主项 N00"
    assert finding.help is not None
    assert finding.help.zh == "是否想写 N0？"


def test_nothing_is_said_of_parents_where_an_item_could_not_be_read() -> None:
    found = judge(tree([None, 0]).replace("id: N0", "id: N0, nonsense: 1"), KIND)
    assert [finding.code for finding in found] == ["QZ104"]


def test_the_parent_of_a_unit_may_stand_in_another_register() -> None:
    body = 'items:\n  - {id: WDL, name: 武当路街道, code: "420302001", type: street, parent: "420302"}\n'
    header = {"kind": "units", "published_count": "{total: 1}"}
    assert [finding.code for finding in judge(body, header)] == ["QZ208"]
    assert judge(body, header, registers=Registers(codes={"420302": "茅箭区"})) == []


def test_long_chains_and_large_circles_take_no_longer() -> None:
    assert judge(tree([None, *range(3_000)]), KIND) == []
    assert len(judge(tree([*range(1, 3_000), 0]), KIND)) == 1


def test_what_lies_below_a_dissolved_unit_is_told_in_the_words_of_units() -> None:
    body = (
        "items:\n"
        '  - {id: JD, name: 东街街道, type: street, repealed: "2024-01-01", repealed_by: 区政发〔2024〕1号}\n'
        "  - {id: SQ, name: 东街社区, type: community, parent: JD}\n"
    )
    (found,) = [each for each in judge(body, {"kind": "units"}) if each.code == "QZ225"]
    assert found.message.zh == "上级 JD 已于 2024-01-01 取消"
    assert found.help is not None
    assert "主项" not in found.help.zh
