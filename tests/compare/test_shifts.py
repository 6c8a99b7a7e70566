"""Ids that were shifted: who numbers by rows gives every item below an inserted one the id of its neighbour."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from compare.editions import Item, compared, item, told
from compare.shifts import Rows, fresh, retyped
from qzqd.compare.reuse import reused

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison

LISTS = ("hubei/street-powers.yaml", "daye/main-responsibilities.yaml", "heping/call-situations.yaml")


def inserted(rows: Rows) -> Rows:
    for at in (3, 11, 25):
        rows.insert(at, fresh(f"新设事项之{at}", rows[at]))
    return rows


def left_out(rows: Rows) -> Rows:
    del rows[20], rows[9], rows[2]
    return rows


def sorted_anew(rows: Rows) -> Rows:
    return sorted(rows, key=lambda row: str(row["name"]))


def blocks_swapped(rows: Rows) -> Rows:
    return [*rows[:4], *rows[18:], *rows[9:18], *rows[4:9]]


def shifted_in_the_middle(rows: Rows) -> Rows:
    """What comes in is made up for by what goes further down, where the old ids hold again."""
    rows.insert(12, fresh("新设事项", rows[12]))
    del rows[24]
    return rows


def shuffled(rows: Rows) -> Rows:
    random.Random(5).shuffle(rows)
    return rows


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "edit", [inserted, left_out, sorted_anew, blocks_swapped, shifted_in_the_middle, shuffled]
)
def test_items_are_found_whatever_row_they_stand_in(path: str, edit: Any) -> None:
    made = retyped(path, edit)
    assert made.told == made.moved
    assert {change.type for change in made.comparison.changes()} <= {"added", "cancelled", "edited"}
    (only,) = made.comparison.catalogues
    gone = {key for key, _ in made.true if (key, key) not in made.true}
    assert only.reused >= len(gone & {key for _, key in made.true})


@pytest.mark.parametrize("path", LISTS)
def test_what_was_renamed_as_well_is_suspected_and_not_mistaken_for_its_neighbour(path: str) -> None:
    def edit(rows: Rows) -> Rows:
        for at in (7, 15, 16):
            rows[at]["name"] = f"{rows[at]['name']}工作"
        return inserted(rows)

    made = retyped(path, edit)
    assert made.told < made.true
    assert made.moved - made.told == made.suspected


def test_without_a_shift_an_id_is_believed() -> None:
    def edit(rows: Rows) -> Rows:
        rows[3]["name"] = "另一个名称"
        rows[9]["name"] = "再一个名称"
        return rows

    made = retyped(LISTS[0], edit)
    assert [change.type for change in made.comparison.changes()] == ["renamed", "renamed"]
    assert made.comparison.catalogues[0].reused == 0


def renamed_throughout(rows: Rows) -> Rows:
    return [{**row, "name": f"{row['name']}工作"} for row in rows]


@pytest.mark.parametrize("path", LISTS)
def test_where_every_name_changed_likeness_tells_whether_the_ids_moved(path: str) -> None:
    kept = retyped(path, renamed_throughout)
    assert {change.type for change in kept.comparison.changes()} == {"renamed"}
    assert kept.told == kept.true
    moved = retyped(path, lambda rows: [fresh("新设事项", rows[0]), *renamed_throughout(rows)])
    assert moved.told <= moved.true
    assert len(moved.moved & moved.suspected) > 0.9 * len(moved.moved)


def check(key: str, body: str, article: int = 31, name: str = "行政检查") -> Item:
    basis = [{"law": "中华人民共和国消防法", "level": "法律", "article": article}]
    return item(key, name, power_type="行政检查", authority=body, basis=basis)


STREET = {"kind": "street-powers"}


@pytest.mark.parametrize("article", [31, None])
def test_homonyms_are_told_apart_by_their_bodies(article: int | None) -> None:
    """Three inspections of one name, all below the row that was inserted; with one basis, or a basis each."""
    bodies = ("市公安局", "市住建局", "市城管局")
    old = [check(f"R-{at}", body, article or at) for at, body in enumerate(bodies, 1)]
    new = [
        check("R-1", "市水利局", 9, "河道检查"),
        *(check(f"R-{at + 1}", body, article or at) for at, body in enumerate(bodies, 1)),
    ]
    comparison = compared(old, new, **STREET)
    assert told(comparison) == [
        ("edited", ("R-1",), ("R-2",), "name"),
        ("edited", ("R-2",), ("R-3",), "name"),
        ("edited", ("R-3",), ("R-4",), "name"),
        ("added", (), ("R-1",), "id"),
    ]
    assert [(each.id, each.was, each.now) for each in reused(comparison.catalogues[0])][1:] == [
        ("R-3", "行政检查（市城管局）", "行政检查（市住建局）"),
        ("R-1", "行政检查", "河道检查"),
    ]


def test_a_homonym_of_another_body_is_another_item() -> None:
    old = [check("A", "市公安局"), check("B", "市住建局", 32)]
    new = [check("A", "市公安局"), check("C", "市城管局", 33)]
    comparison = compared(old, new, **STREET)
    assert [(kind, was, now) for kind, was, now, _ in told(comparison)] == [
        ("cancelled", ("B",), ()),
        ("added", (), ("C",)),
    ]


def test_a_homonym_on_the_same_basis_is_handed_over() -> None:
    old = [check("A", "市公安局"), check("B", "市住建局", 32)]
    new = [check("A", "市公安局"), check("C", "市城管局", 32)]
    changes = compared(old, new, **STREET).changes()
    assert {(change.type, change.by) for change in changes} == {("edited", "name"), ("transferred", "name")}


def test_a_copy_does_not_take_the_place_of_what_was_edited() -> None:
    kept = check("A", "市公安局")
    comparison = compared([kept], [{**kept, "note": "改"}, {**kept, "id": "B"}], **STREET)
    assert told(comparison) == [("edited", ("A",), ("A",), "id"), ("added", (), ("B",), "id")]


def test_a_reference_that_went_along_is_no_change() -> None:
    def rows(first: int) -> Rows:
        main = item(f"R-{first}", "对占道经营的处罚")
        sub = item(f"R-{first + 1}", "对流动摊点的处罚", parent=main["id"])
        return [main, sub, item(f"R-{first + 2}", "对乱倒垃圾的处罚", parent=main["id"])]

    comparison = compared(rows(1), [item("R-1", "养老服务"), *rows(2)])
    assert [[part.field for part in change.fields] for change in comparison.changes()] == [["id"]] * 3 + [[]]


def test_names_exchanged_between_two_ids() -> None:
    comparison = compared([item("A", "养老"), item("B", "防汛")], [item("A", "防汛"), item("B", "养老")])
    assert told(comparison) == [("edited", ("A",), ("B",), "name"), ("edited", ("B",), ("A",), "name")]
    assert comparison.catalogues[0].reused == 2


def test_a_name_alone_does_not_outweigh_id_and_basis() -> None:
    """The item was renamed, and its former name given to another power of other law."""
    old = [check("A", "市公安局", 31, "消防检查")]
    new = [check("A", "市公安局", 31, "消防安全检查"), check("B", "市公安局", 50, "消防检查")]
    assert told(compared(old, new, **STREET)) == [
        ("renamed", ("A",), ("A",), "id"),
        ("added", (), ("B",), "id"),
    ]


def test_nothing_in_common_is_not_a_new_name() -> None:
    other = {**check("A", "街道办事处", 30, "养犬登记"), "basis": [{"law": "动物防疫法", "article": 30}]}
    comparison = compared([check("A", "街道办事处")], [other], **STREET)
    assert [kind for kind, *_ in told(comparison)] == ["cancelled", "added"]
    (reuse,) = reused(comparison.catalogues[0])
    assert reuse.why.zh == "原来的事项已经不在清单里"


# Mergers and splits of which nothing is declared.


def suspected(comparison: Comparison) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [
        (change.type, change.old.ids, change.new.ids, change.lineage)
        for change in comparison.changes()
        if change.by == "suspected" and change.old and change.new
    ]


def test_bases_that_add_up_are_a_merger() -> None:
    old = [
        check("A", "街道办", 31, "门前三包检查"),
        check("B", "街道办", 40, "渣土运输检查"),
        check("C", "街道办", 7, "养犬检查"),
    ]
    joint = check("D", "街道办", 31, "市容环境管理")
    joint["basis"] = [*old[0]["basis"], *old[1]["basis"]]
    assert suspected(compared(old, [joint, old[2]], **STREET)) == [
        ("merged", ("A", "B"), ("D",), "merged_from: [A, B]")
    ]


def test_a_merger_into_an_item_that_stays_and_back() -> None:
    one, other = check("A", "街道办", 31, "门前三包检查"), check("B", "街道办", 40, "渣土运输检查")
    joint = {**one, "name": "市容环境检查", "basis": [*one["basis"], *other["basis"]]}
    assert suspected(compared([one, other], [joint], **STREET)) == [
        ("merged", ("B", "A"), ("A",), "merged_from: [B, A]")
    ]
    assert suspected(compared([joint], [one, other], **STREET)) == [
        ("split", ("A",), ("B", "A"), "split_from: A")
    ]
    unlike = check("B", "街道办", 50, "渣土运输检查")
    assert suspected(compared([one, unlike], [joint], **STREET)) == []


def test_without_a_basis_only_a_name_that_lists_both_is_a_merger() -> None:
    old = [item("A", "养老服务"), item("B", "托育服务"), item("C", "防汛排涝")]
    assert suspected(compared(old, [item("A", "养老、托育服务"), old[2]])) == [
        ("merged", ("B", "A"), ("A",), "merged_from: [B, A]")
    ]
    assert suspected(compared(old, [item("A", "对单位的养老服务"), old[2]])) == []


def test_what_goes_without_saying_makes_no_other_name() -> None:
    old, new = check("A", "街道办", 64, "对违法建设的处罚"), check("B", "街道办", 64, "对违法建设的行政处罚")
    (change,) = [change for change in compared([old], [new], **STREET).changes() if change.by == "suspected"]
    assert change.score is not None
    assert change.score > 0.85


DISTRICTS = ("江岸区", "江汉区")
MATTERS = (
    "公园广场户外广告设置者公共设施损毁情况",
    "屋顶平台再生资源回收者未履行卫生责任区管理义务",
    "学校周边临时摊点经营者外墙附着物悬挂",
    "河道沿线个体工商户电动自行车充电逾期不改正",
    "城市道路养老服务机构不落实消防安全责任",
    "老旧住宅房屋出租人不按要求登记流动人口信息",
)


def in_every_district(name: str) -> Rows:
    """The same matters in each district, on the same basis."""
    return [
        item(
            f"{district}-{row}",
            name.format(f"{place}{matter}"),
            basis=[{"law": "中华人民共和国消防法", "article": row + 20, "paragraph": 1}],
        )
        for district, place in enumerate(DISTRICTS)
        for row, matter in enumerate(MATTERS)
    ]


@pytest.mark.parametrize("name", ["对{}的处罚（修订）", "对{}的处理", "对{}等行为的处罚", "关于{}的处罚"])
def test_the_same_matter_of_another_district_does_not_take_an_id_from_what_was_renamed(name: str) -> None:
    old, new = in_every_district("对{}的处罚"), in_every_district(name)
    assert told(compared(old, new)) == [("renamed", (each["id"],), (each["id"],), "id") for each in old]
