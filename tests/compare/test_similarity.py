"""What is suspected: likely successors of items, never the siblings of a template where it can be told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qzqd.compare.similarity import suspected_changes

ROOT = Path(__file__).parents[2]
Item = dict[str, Any]


def power(name: str, *basis: tuple[Any, ...], **fields: str) -> Item:
    keys = ("law", "article", "paragraph", "subparagraph")
    places = [dict(zip(keys, place, strict=False)) for place in basis]
    return {"id": name, "name": name, "power_type": "行政处罚", "basis": places, **fields}


def told(
    gone: list[Item], come: list[Item], *others: str
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """others: names that both editions have beside."""
    before, after = ([*others, *(item["name"] for item in side)] for side in (gone, come))
    return [(each.kind, each.old, each.new) for each in suspected_changes(gone, come, before, after)]


ROADS = "城市道路管理条例"


def certificates(place: str) -> list[Item]:
    path = ROOT / "catalogues" / place / "community-certificates.yaml"
    items: list[Item] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)["items"]
    return items


def test_the_real_certificates() -> None:
    national, hubei = certificates("national"), certificates("hubei")
    names = {item["name"] for item in national} & {item["name"] for item in hubei}
    gone, come = ([item for item in side if item["name"] not in names] for side in (national, hubei))
    before, after = ([item["name"] for item in side] for side in (national, hubei))
    suspected = suspected_changes(gone, come, before, after)
    assert {(gone[each.old[0]]["name"], come[each.new[0]]["name"]) for each in suspected} == {
        ("户口登记项目内容变更申请证明", "户口登记项目内容变更更正证明"),
        ("婚育状况证明", "生育状况证明"),
    }


def test_a_rename_keeps_its_basis() -> None:
    gone = [power("对擅自占用城市道路的处罚", (ROADS, 42, 1)), power("道路照明设施的巡查", (ROADS, 7))]
    come = [power("对违规占用市政道路行为的行政处罚", (ROADS, 42, 1)), power("犬只登记", ("动物防疫法", 30))]
    assert told(gone, come) == [("renamed", (0,), (0,))]


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        (
            power("对擅自占用城市道路的处罚", (ROADS, 42, 1)),
            power("对单位或者个人擅自占用城市道路的处罚", (ROADS, 45, 1)),
        ),
        (power("对擅自占用城市道路的处罚"), power("对涉嫌擅自占用市政道路行为的处罚")),
        (
            power("对擅自占用城市道路的处罚", (ROADS, 42, 1, 3)),
            power("对违规占用市政道路行为的处罚", (ROADS, 42), (ROADS, 7)),
        ),
    ],
    ids=["article renumbered", "no basis", "clause left out"],
)
def test_a_rename_is_known_by_its_words(gone: Item, come: Item) -> None:
    assert told([gone], [come]) == [("renamed", (0,), (0,))]


BRIDGES = (
    power("对损毁城市桥梁的处罚", (ROADS, 42, 1, 3)),
    power("对擅自占用城市桥梁的处罚", (ROADS, 42, 1, 1)),
)
NAMED = ("对损毁城市道路的处罚", "对擅自占用城市道路的处罚")


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        BRIDGES,
        (power(BRIDGES[0]["name"], (ROADS, 42)), power(BRIDGES[1]["name"], (ROADS, 42))),
        (power(BRIDGES[0]["name"]), power(BRIDGES[1]["name"])),
        (
            power("对逾期不拆除布告栏的处罚", ("广告法", 47, 3)),
            power("对逾期不拆除布告栏的强制执行", ("广告法", 47, 3), power_type="行政强制"),
        ),
    ],
    ids=["another clause", "the very same article", "no basis", "another type of power"],
)
def test_siblings_of_a_template_are_not_the_same(gone: Item, come: Item) -> None:
    assert told([gone], [come], *NAMED) == []


def test_words_that_the_list_had_tell_a_sibling_from_a_rename() -> None:
    gone = power("对血液制品不良反应的监督检查", ("药品管理法", 72))
    come = power("对血液制品购进验收的监督检查", ("药品管理法", 72))
    assert told([gone], [come]) == [("renamed", (0,), (0,))]
    words = (
        "对疫苗购进验收的监督检查",
        "血液制品购进验收备案",
        "对疫苗不良反应的监督检查",
        "血液制品不良反应备案",
    )
    assert told([gone], [come], *words) == []


PARTS = [
    power("对擅自占用城市道路的处罚", (ROADS, 42, 1, 1)),
    power("对擅自挖掘城市道路的处罚", (ROADS, 42, 1, 2)),
]
WHOLE = power("对擅自占用、挖掘城市道路的处罚", (ROADS, 42, 1, 1), (ROADS, 42, 1, 2))
OTHER = power("犬只免疫情况的登记", ("动物防疫法", 30, 1))


def test_parts_are_joined_and_split() -> None:
    assert told([*PARTS, OTHER], [WHOLE]) == [("merged", (0, 1), (0,))]
    assert told([WHOLE], [*PARTS, OTHER]) == [("split", (0,), (0, 1))]


def test_nothing_of_nothing() -> None:
    assert suspected_changes([], [WHOLE]) == suspected_changes([WHOLE], []) == []


names = st.text(alphabet="对擅自占用挖掘城市道路桥梁的处罚检查、等", min_size=1, max_size=12)
places = st.tuples(st.sampled_from(["甲法", "乙法"]), st.integers(1, 3), st.integers(1, 2))
lists = st.lists(st.builds(power, names, places), max_size=7)


@given(lists, lists)
def test_every_item_in_one_suspicion_at_most(gone: list[Item], come: list[Item]) -> None:
    found = suspected_changes(gone, come)
    assert found == suspected_changes(gone, come)
    for side, total in (("old", len(gone)), ("new", len(come))):
        rows = [row for each in found for row in getattr(each, side)]
        assert len(rows) == len(set(rows))
        assert all(0 <= row < total for row in rows)
    assert all(0 < each.score <= 1 for each in found)
    assert [each.old for each in found] == sorted(each.old for each in found)


@given(st.builds(power, names, places), st.builds(power, names, places), st.lists(names), st.lists(names))
def test_one_pair_is_seen_from_both_sides(
    one: Item, other: Item, before: list[str], after: list[str]
) -> None:
    there, back = (
        suspected_changes([one], [other], before, after),
        suspected_changes([other], [one], after, before),
    )
    assert [each.score for each in there] == pytest.approx([each.score for each in back])
