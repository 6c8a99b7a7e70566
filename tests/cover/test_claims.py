"""Published figures against lists, adoptions and one another: what agrees, what does not, what cannot be told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.cover.claims import claims
from qzqd.cover.coverage import BaselineCoverage, ClaimResult, Counts, UnitCoverage
from qzqd.open.catalogue import Catalogue

if TYPE_CHECKING:
    from qzqd.cover.unplaced import UnplacedFinding

Item = dict[str, Any]


def catalogue(
    kind: str, key: str, items: list[Item], provenance: str = "official", **header: Any
) -> Catalogue:
    return Catalogue(
        {"kind": kind, "id": key, "source": {"provenance": provenance}, **header},
        items,
        "2025-06-30",
        f"{key}.yaml",
    )


def figure(key: str, printed: str, value: float, **more: Any) -> Item:
    return {
        "id": key,
        "name": f"数据{key}",
        "figure": printed,
        "value": value,
        "place": {"paragraph": 7},
        **more,
    }


def looked(
    *figures: Item, beside: tuple[Catalogue, ...] = (), baselines: tuple[BaselineCoverage, ...] = ()
) -> tuple[dict[str, ClaimResult], list[UnplacedFinding]]:
    results, unplaced = claims([catalogue("claims", "a/claims", [*figures]), *beside], baselines)
    return {result.id: result for result in results}, unplaced


def verdict(*figures: Item, beside: tuple[Catalogue, ...] = ()) -> tuple[bool | None, str]:
    """Of the last of them."""
    result = looked(*figures, beside=beside)[0][figures[-1]["id"]]
    return result.agrees, result.recomputed


OFFICES = [
    {"id": "JG-1", "name": "党政办公室", "type": "内设机构"},
    {"id": "JG-2", "name": "民政办公室", "type": "内设机构", "repealed": "2024-01-01"},
    {"id": "JG-3", "name": "综合执法中心", "type": "事业单位"},
    {"id": "JG-3-1", "name": "执法一中队", "type": "内设机构", "parent": "JG-3"},
]
UNITS = [
    {"id": "420302", "name": "茅箭区", "code": "420302", "type": "county"},
    {"id": "420302001", "name": "武当路街道", "code": "420302001", "type": "street", "parent": "420302"},
    {"id": "420303001", "name": "花果街道", "code": "420303001", "type": "street", "parent": "420303"},
    {"id": "MZJ", "name": "区民政局", "type": "department"},
]


def counts(recount: Item, *lists: Catalogue, printed: int = 2) -> tuple[bool | None, str]:
    return verdict(figure("1", f"{printed}个", printed, measure="个", recount=recount), beside=lists)


def test_main_items_in_force_are_counted_and_with_conditions_all_that_meet_them() -> None:
    offices = catalogue("organisations", "a/offices", OFFICES)
    assert counts({"catalogue": "a/offices"}, offices) == (True, "2个")
    assert counts({"catalogue": "a/offices", "where": {"type": "内设机构"}}, offices) == (True, "2个")
    assert counts({"catalogue": "a/offices", "where": {"parent": "JG-3"}}, offices, printed=1) == (
        True,
        "1个",
    )
    assert counts({"catalogue": "a/offices", "distinct": "type"}, offices) == (True, "2个")
    gone = {"catalogue": "a/offices", "where": {"type": "工作委员会"}}
    assert counts(gone, offices, printed=0) == (True, "0个")
    assert counts({"catalogue": "a/offices"}, offices, printed=3) == (False, "2个")


def test_units_are_counted_within_a_division_whatever_stands_above_them() -> None:
    register = catalogue("units", "registers/units", UNITS)
    asked = {"catalogue": "registers/units", "where": {"type": "street"}}
    assert counts(asked, register) == (True, "2个")
    assert counts({**asked, "within": "420302"}, register, printed=1) == (True, "1个")
    assert counts({"catalogue": "registers/units"}, register, printed=4) == (True, "4个")


def test_values_of_a_list_count_one_by_one() -> None:
    items = [{"id": "1", "departments": ["公安局", "民政局"]}, {"id": "2", "departments": ["公安局"]}]
    calls = catalogue("call-situations", "a/calls", items)
    assert counts({"catalogue": "a/calls", "distinct": "departments"}, calls) == (True, "2个")
    assert counts({"catalogue": "a/calls", "where": {"departments": "公安局"}}, calls) == (True, "2个")


def test_a_list_that_lacks_items_proves_only_what_no_more_items_could_mend() -> None:
    offices = catalogue("organisations", "a/offices", OFFICES, published_count={"total": 5})
    recount = {"catalogue": "a/offices"}
    assert counts(recount, offices, printed=5) == (None, "")
    assert counts(recount, offices, printed=1) == (False, "2–5个")
    assert counts(recount, offices, printed=6) == (False, "2–5个")
    results, _ = looked(figure("1", "5个", 5, recount=recount), beside=(offices,))
    assert results["1"].how.zh == "a/offices 还缺 3 项，清单不全，无法核对"


def test_examples_and_lists_that_are_not_there_prove_nothing() -> None:
    recount = {"catalogue": "a/offices"}
    assert counts(recount) == (None, "")
    assert counts(recount, catalogue("organisations", "a/offices", OFFICES, "illustrative")) == (None, "")
    example = {**OFFICES[0], "provenance": "illustrative"}
    assert counts(recount, catalogue("organisations", "a/offices", [example]), printed=1) == (None, "")


def test_a_figure_without_a_paragraph_is_looked_up_by_the_name_of_its_part() -> None:
    notice = {"place": {"section": "通知全文"}}
    parts = [figure("1", "108项", 108, **notice), figure("2", "127项", 127)]
    total = figure("3", "233项", 233, operation="sum", operands=["1", "2"], agrees_with=["2"], **notice)
    _, (reworked, compared) = looked(*parts, total)
    assert "核对原文“通知全文”和数据" in reworked.help.zh
    assert "核对原文第 7 段和“通知全文”" in compared.help.zh
    assert "check paragraph 7 and “通知全文” of the source" in compared.help.en


def test_a_field_that_only_shows_the_shape_proves_nothing() -> None:
    shown = {"title": "示例", "provenance": "compiled", "illustrative_fields": ["type"]}
    offices = catalogue("organisations", "a/offices", OFFICES, source=shown)
    for recount in ({"distinct": "type"}, {"where": {"type": "内设机构"}}):
        claim = figure("1", "2个", 2, measure="个", recount={"catalogue": "a/offices", **recount})
        results, findings = looked(claim, beside=(offices,))
        assert (results["1"].agrees, findings) == (None, [])
        assert results["1"].how.zh == "a/offices 的机构性质只作示意，不能用来核对"
    assert counts({"catalogue": "a/offices"}, offices) == (True, "2个")


@pytest.mark.parametrize(
    ("recount", "why"),
    [
        ({"where": {"colour": "红"}}, "没有字段 colour"),
        ({"where": {"type": "内设机购"}}, "没有“内设机购”这个值"),
        ({"distinct": "tpye"}, "没有字段 tpye"),
        ({"within": "420302"}, "没有代码"),
    ],
)
def test_what_no_item_can_meet_is_not_counted_as_none(recount: Item, why: str) -> None:
    offices = catalogue("organisations", "a/offices", OFFICES)
    claim = figure("1", "0个", 0, recount={"catalogue": "a/offices", **recount})
    result = looked(claim, beside=(offices,))[0]["1"]
    assert result.agrees is None
    assert why in result.how.zh


def test_a_value_that_the_settings_allow_is_counted_where_an_item_has_it() -> None:
    items = [{"id": "1", "power_type": "行政审批"}]
    powers = catalogue("street-powers", "a/powers", items)
    for value, found in (("行政审批", (True, "1项")), ("行政检察", (None, ""))):
        recount = {"catalogue": "a/powers", "where": {"power_type": value}}
        assert verdict(figure("1", "1项", 1, measure="项", recount=recount), beside=(powers,)) == found


@pytest.mark.parametrize(
    ("provenance", "said"), [("official", ""), ("compiled", "编制"), ("stated", "公开报道")]
)
def test_it_is_told_what_kind_of_list_was_counted(provenance: str, said: str) -> None:
    offices = catalogue("organisations", "a/offices", OFFICES, provenance)
    results, _ = looked(figure("1", "2个", 2, recount={"catalogue": "a/offices"}), beside=(offices,))
    assert said in results["1"].how.zh
    assert ("（" in results["1"].how.zh) == bool(said)


def adoption(*adopted: int) -> BaselineCoverage:
    """A list of four items, and how many of them each unit has."""
    units = tuple(
        UnitCoverage(f"42030200{at}", "街道", Counts(required=4, adopted=number, missing=4 - number))
        for at, number in enumerate(adopted, 1)
    )
    return BaselineCoverage("a/powers", "2025", "职权", "official", (), units)


@pytest.mark.parametrize(
    ("asked", "printed", "value", "found"),
    [
        ("units", "2个", 2, "2"),
        ("average", "2项", 2, "2.33…"),
        ("rate", "58.3%", 58.3, "58.33…"),
        ("rate", "100%", 100, "58.33…"),
    ],
)
def test_what_units_have_adopted_is_counted(asked: str, printed: str, value: float, found: str) -> None:
    claim = figure("1", printed, value, recount={"catalogue": "a/powers", "adoption": asked})
    result = looked(claim, baselines=(adoption(4, 3, 0),))[0]["1"]
    assert (result.agrees, result.recomputed) == (printed in ("2个", "58.3%"), found)


@pytest.mark.parametrize("asked", ["units", "average", "rate"])
def test_adoptions_that_are_only_examples_prove_nothing(asked: str) -> None:
    claim = figure("1", "1个", 1, recount={"catalogue": "a/powers", "adoption": asked})
    sound = adoption(4, 4)
    example = replace(sound.units[1], provenance="illustrative")
    for baseline in (
        replace(sound, provenance="illustrative"),
        replace(sound, illustrative=1),
        replace(sound, units=(sound.units[0], example)),
    ):
        assert looked(claim, baselines=(baseline,))[0]["1"].agrees is None
    within = figure("1", "4项", 4, recount={**claim["recount"], "within": "420302001"})
    assert looked(within, baselines=(replace(sound, units=(sound.units[0], example)),))[0]["1"].recomputed


def test_nothing_is_counted_where_no_unit_has_to_adopt() -> None:
    claim = figure("1", "2项", 2, recount={"catalogue": "a/powers", "adoption": "average"})
    for baselines in ((), (adoption(),)):
        assert looked(claim, baselines=baselines)[0]["1"].agrees is None
    within = figure("1", "4项", 4, recount={**claim["recount"], "within": "420302001"})
    assert looked(within, baselines=(adoption(4, 0),))[0]["1"].agrees is True


@pytest.mark.parametrize(
    ("operation", "operands", "printed", "value", "expected"),
    [
        ("decrease", [("313项", 313), ("15项", 15)], "95.2%", 95.2, (True, "95.20…")),
        ("decrease", [("208项", 208), ("28项", 28)], "86.5%", 86.5, (True, "86.53…")),
        ("decrease", [("208项", 208), ("28项", 28)], "86%", 86, (False, "86.53…")),
        ("decrease", [("208项", 208), ("28项", 28)], "86.53%", 86.53, (False, "86.538…")),
        ("decrease", [("208项", 208), ("28项", 28)], "86.54%", 86.54, (True, "86.538…")),
        ("share", [("20001个", 20001), ("20000个", 20000)], "100%", 100, (False, "100.00…")),
        ("share", [("1个", 1), ("100000个", 100000)], "0%", 0, (True, "0.00…")),
        ("share", [("1个", 1), ("8个", 8)], "12.5%", 12.5, (True, "12.5")),
        ("share", [("1个", 1), ("1000个", 1000)], "0%", 0, (True, "0.1")),
        ("decrease", [("28项", 28), ("208项", 208)], "86.5%", 86.5, (False, "-642.85…")),
        ("base", [("36项", 36), ("21.7%", 21.7)], "46项", 46, (True, "46")),
        ("base", [("36项", 36), ("21.7%", 21.7)], "45项", 45, (False, "46")),
        ("share", [("74项", 74), ("74项", 74)], "100%", 100, (True, "100")),
        ("share", [("9999项", 9999), ("10000项", 10000)], "100%", 100, (False, "99.99")),
        ("average", [("2093项", 2093), ("13个", 13)], "161项", 161, (True, "161")),
        ("average", [("2100项", 2100), ("13个", 13)], "161项", 161, (False, "161.53…")),
        ("average", [("2098项", 2098), ("13个", 13)], "161项", 161, (True, "161.38…")),
        ("sum", [("60%", 60), ("30%", 30), ("10%", 10)], "100%", 100, (True, "98.5–101.5")),
        ("sum", [("41名", 41), ("537名", 537)], "578名", 578, (True, "578")),
        ("share", [("1个", 1), ("0个", 0)], "50%", 50, (None, "")),
        ("base", [("36项", 36), ("100%", 100)], "46项", 46, (None, "")),
    ],
)
def test_figures_follow_from_others(
    operation: str,
    operands: list[tuple[str, float]],
    printed: str,
    value: float,
    expected: tuple[bool | None, str],
) -> None:
    given = [figure(str(at), *each) for at, each in enumerate(operands)]
    keys = [each["id"] for each in given]
    claim = figure("x", printed, value, operation=operation, operands=keys)
    assert verdict(*given, claim) == expected


def test_what_is_only_about_known_yields_a_range() -> None:
    staff = figure("1", "50人", 50), figure("2", "14人左右", 14, rounding="左右")
    cut = {"operation": "decrease", "operands": ["1", "2"], "measure": "%"}
    assert verdict(*staff, figure("3", "72%", 72, **cut)) == (True, "69.2–74.8%")
    assert verdict(*staff, figure("3", "80%", 80, **cut)) == (False, "69.2–74.8%")
    households = figure("1", "5000户以上", 5000, rounding="以上"), figure("2", "10个", 10)
    each = {"operation": "average", "operands": ["1", "2"], "measure": "户"}
    assert verdict(*households, figure("3", "700户", 700, **each)) == (True, "≥500户")


def test_nothing_of_any_number_is_nothing() -> None:
    given = figure("1", "5000户以上", 5000, rounding="以上"), figure("2", "0个", 0)
    each = {"operation": "product", "operands": ["1", "2"]}
    assert verdict(*given, figure("3", "0个", 0, **each)) == (True, "0")
    assert verdict(*given, figure("3", "1个", 1, **each)) == (False, "0")


@pytest.mark.parametrize("more", [{}, {"rounding": "以上"}])
def test_a_number_that_nobody_writes_out_is_not_worked_out(more: Item) -> None:
    large = figure("1", "999999999个", 999_999_999, **more), figure("2", "999999999个", 999_999_999)
    product = figure("3", "1个", 1, operation="product", operands=["1", *["2"] * 2_000])
    results, _ = looked(*large, product)
    assert (results["3"].agrees, results["3"].recomputed) == (None, "")
    assert results["3"].how.zh.endswith("：数太大")


def test_a_working_that_is_not_complete_works_nothing_out() -> None:
    first = figure("1", "313项", 313)
    assert verdict(first, figure("2", "95%", 95, operation="decrease")) == (None, "")
    assert verdict(first, figure("2", "95%", 95, operation="decrease", operands=["1", "9"])) == (None, "")


def test_two_figures_that_contradict_each_other_are_one_doubt() -> None:
    four, three = figure("1", "4个", 4), figure("2", "3个", 3, agrees_with=["1"])
    results, unplaced = looked(four, three)
    assert (results["1"].agrees, results["1"].how.zh) == (None, "")
    assert (results["2"].agrees, results["2"].recomputed) == (False, "4个")
    (one,) = unplaced
    assert one[:4] == ("QZ511", "a/claims.yaml", "2", "figure")
    assert one.message.zh == "公布的是“3个”，与 1 的“4个”不符"
    assert "第 7 段" in one.help.zh


def test_one_disagreement_outweighs_what_agrees_and_what_cannot_be_told() -> None:
    offices = catalogue("organisations", "a/offices", OFFICES)
    span, five = figure("1", "6-8个", 6, upper=8), figure("3", "5个", 5)
    claim = figure("2", "五办", 5, recount={"catalogue": "a/none"}, agrees_with=["3", "1", "9"])
    results, unplaced = looked(span, five, claim, beside=(offices,))
    assert (results["2"].agrees, results["2"].recomputed) == (False, "6-8个")
    assert [one.code for one in unplaced] == ["QZ511"]
    both = figure("2", "五办", 5, recount={"catalogue": "a/offices"}, agrees_with=["3", "1"])
    assert [one.code for one in looked(span, five, both, beside=(offices,))[1]] == ["QZ510", "QZ511"]


def test_cancelled_claims_are_neither_told_nor_held_against() -> None:
    gone = figure("1", "4个", 4, repealed="2025-01-01")
    results, unplaced = looked(gone, figure("2", "3个", 3, agrees_with=["1"]))
    assert list(results) == ["2"]
    assert results["2"].agrees is None
    assert not unplaced


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 3))
def test_a_decrease_that_is_rounded_as_printed_always_agrees(before: int, cut: int, decimals: int) -> None:
    after = before * cut // 10_000
    decrease = (1 - Fraction(after, before)) * 100
    hundred = (decrease * 10**decimals * 2 + 1) // 2
    printed = f"{hundred // 10**decimals}.{hundred % 10**decimals:0{decimals}}" if decimals else str(hundred)
    given_two = figure("1", f"{before}项", before), figure("2", f"{after}项", after)
    claim = figure("3", f"{printed}%", float(printed), operation="decrease", operands=["1", "2"])
    agrees, _ = verdict(*given_two, claim)
    assert agrees is (decrease == 100 or float(printed) != 100)
