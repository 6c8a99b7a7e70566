"""Whole answers: what every street says is held against the list, and what is wrong is told at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd.cover.coverage import Counts, Coverage, UnitCoverage
from qzqd.cover.gates import Demands
from qzqd.cover.run import run
from qzqd.locale import Text
from qzqd.read.problem import Refused
from qzqd.read.workspace import workspace
from town import BASELINE, STREETS, Town

if TYPE_CHECKING:
    from pathlib import Path

EAST, WEST, SOUTH = STREETS


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.chdir(tmp_path)
    made = Town(tmp_path)
    for code in STREETS:
        made.says(code)
    return made


def looked(demands: Demands | None = None, asked: str = "") -> Coverage:
    return run(workspace([]), demands or Demands(), asked=asked)


def units(coverage: Coverage) -> dict[str, UnitCoverage]:
    (baseline,) = coverage.baselines
    return {unit.code: unit for unit in baseline.units}


def codes(coverage: Coverage) -> list[str]:
    return [finding.code for finding in coverage.findings]


def test_every_street_that_adopts_all_has_all(town: Town) -> None:
    coverage = looked()
    (baseline,) = coverage.baselines
    assert (baseline.id, baseline.provenance, baseline.average) == (BASELINE, "illustrative", 4.0)
    assert [unit.counts for unit in baseline.units] == [Counts(required=4, adopted=4, declared=4)] * 3
    assert baseline.totals.rate == (12, 12)
    assert not coverage.findings
    assert not coverage.unreadable


def test_each_status_counts_for_what_it_is(town: Town) -> None:
    town.says(
        EAST,
        "upstream: JD-001, status: partial, reason: 人手不足, office: 执法一中队",
        "upstream: JD-002, status: not-adopted, reason: 设备未到",
        'upstream: JD-003, status: not-applicable, reason: 没有水库, approval: {body: 区委编办, date: "2025-06-01"}',
        "upstream: JD-004, status: returned, returned_to: 区水务局",
    )
    east = units(looked())[EAST]
    assert east.counts == Counts(required=4, partial=1, not_adopted=1, not_applicable=1, returned=1)
    assert (east.counts.rate, east.counts.reported, east.counts.strict) == ((0, 2), (4, 4), (0, 4))
    assert east.reasons == {"JD-001": "人手不足", "JD-002": "设备未到", "JD-003": "没有水库"}
    assert east.held == {"JD-001": ("执法一中队", "")}


def test_what_is_not_listed_is_missing_unless_the_street_says_otherwise(town: Town) -> None:
    town.says(EAST, "upstream: JD-002, status: adopted", unlisted=False)
    (town.folder / "catalogues" / f"{WEST}.yaml").unlink()
    found = units(looked())
    assert found[EAST].missing_items == ["JD-001", "JD-003", "JD-004"]
    assert found[WEST].missing_items == ["JD-001", "JD-002", "JD-003", "JD-004"]
    assert (found[WEST].path, found[WEST].provenance) == ("", "")
    assert found[SOUTH].counts.rate == (4, 4)


@pytest.mark.parametrize(
    ("line", "status"),
    [("", "outdated"), ('    effective: "2024-12-01"\n', None), ('    effective: "2025-06-01"\n', "missing")],
)
def test_an_older_edition_is_outdated_where_the_item_may_have_changed(
    town: Town, line: str, status: str | None
) -> None:
    town.baseline("2026-01-01", JD_002=line, JD_001='    effective: "2020-01-01"\n')
    assert units(looked())[EAST].cells.get("JD-002") == status
    assert "JD-001" not in units(looked())[EAST].cells


def test_an_older_edition_at_hand_tells_what_has_changed(town: Town) -> None:
    """An item that reads the same needs no new look; one that came later was never adopted."""
    old = (town.folder / "catalogues/list.yaml").read_text("utf-8")
    town.write("list-2025.yaml", old)
    town.items = 5
    town.baseline("2026-01-01", JD_002='    effective: "2025-12-01"\n')
    assert units(looked())[EAST].cells == {"JD-002": "outdated", "JD-005": "missing"}


def test_of_two_editions_of_an_adoption_the_newer_counts(town: Town) -> None:
    said = (town.folder / f"catalogues/{EAST}.yaml").read_text("utf-8")
    older = said.replace('edition: "2025"', 'edition: "2024"').replace("unlisted: adopted\n", "")
    town.write("a-older.yaml", older)
    assert units(looked())[EAST].counts.rate == (4, 4)


def test_only_the_streets_it_applies_to_have_to_carry_a_list(town: Town) -> None:
    town.baseline(header=f'applies_to: {{units: ["{EAST}"]}}\n')
    (town.folder / "catalogues" / f"{WEST}.yaml").unlink()
    (town.folder / "catalogues" / f"{SOUTH}.yaml").unlink()
    assert units(looked()).keys() == {EAST}
    town.baseline(header='applies_to: {type: [street], within: "420303"}\n')
    coverage = looked()
    assert codes(coverage) == ["QZ509", "QZ508"]
    assert coverage.findings[1].pointer == "/applies_to"
    assert "改正通用清单的 applies_to" in (coverage.findings[0].help or Text("", "")).zh


def test_an_adoption_that_counts_for_nothing_is_told(town: Town) -> None:
    town.says("420302009")
    (finding,) = looked().findings
    assert (finding.code, finding.path, finding.pointer) == (
        "QZ509",
        "catalogues/420302009.yaml",
        "/jurisdiction",
    )


def test_a_waiver_excuses_until_its_day(town: Town) -> None:
    town.says(EAST, "upstream: JD-002, status: not-adopted, reason: 设备未到", unlisted=False)
    town.waives("2999-12-31", "    upstream: JD-002\n")
    found = units(looked())[EAST]
    assert found.cells == {"JD-001": "missing", "JD-002": "waived", "JD-003": "missing", "JD-004": "missing"}
    assert found.reasons["JD-002"] == "队伍组建中"
    town.waives("2999-12-31", "    rules: [missing]\n")
    assert units(looked())[EAST].counts == Counts(required=4, not_adopted=1, waived=3)

    town.waives("2020-12-31")
    coverage = looked(Demands(forbidden=("expired-waiver",)))
    assert codes(coverage) == ["QZ506"]
    assert (coverage.findings[0].item, coverage.findings[0].pointer) == ("HM-01", "/items/0/until")
    assert units(coverage)[EAST].counts.waived == 0
    assert [gate.passed for gate in coverage.gates] == [False]


def test_a_waiver_that_nothing_needs_is_told_and_may_be_ignored(town: Town) -> None:
    town.waives("2999-12-31")
    assert codes(looked()) == ["QZ507"]
    town.waives("2999-12-31", "    ignore: [{rule: QZ507, reason: 下月启用}]\n")
    assert codes(looked()) == []
    town.says(EAST, "upstream: JD-001, status: not-adopted, reason: 设备未到")
    assert codes(looked()) == ["QZ621"]


def test_a_file_that_cannot_be_read_is_never_taken_for_a_gap(town: Town) -> None:
    town.write(f"{EAST}.yaml", "kind: adoption\nid: [\n")
    coverage = looked()
    assert coverage.unreadable
    assert [finding.path for finding in coverage.findings] == [f"catalogues/{EAST}.yaml"]


def test_gates_say_what_they_ask_and_what_there_is(town: Town) -> None:
    town.says(EAST, *(f"upstream: {key}, status: adopted" for key, _ in town.named[:3]), unlisted=False)
    gates = looked(
        Demands(total=95, unit=75, aspects={"basis": 100}, forbidden=("missing", "outdated"))
    ).gates
    told = {gate.name: (gate.value, gate.threshold, gate.passed) for gate in gates}
    assert told == {
        f"total {BASELINE}": (91.66, 95, False),
        f"unit {EAST} {BASELINE}": (75, 75, True),
        f"unit {WEST} {BASELINE}": (100, 75, True),
        f"unit {SOUTH} {BASELINE}": (100, 75, True),
        f"aspect basis {BASELINE}": (100, 100, True),
        "missing": (1, 0, False),
        "outdated": (0, 0, True),
    }


@pytest.mark.parametrize("demands", [Demands(aspects={"nothing": 1}), Demands(total=1), Demands(unit=1)])
def test_a_demand_on_what_is_not_there_is_refused(town: Town, demands: Demands) -> None:
    """A gate that looks at nothing would always stand open."""
    town.baseline(header="")
    for code in STREETS:
        (town.folder / "catalogues" / f"{code}.yaml").unlink()
    with pytest.raises(Refused):
        looked(demands)


def test_one_list_may_be_asked_for(town: Town) -> None:
    assert [baseline.id for baseline in looked(asked=BASELINE).baselines] == [BASELINE]
    assert not looked(asked="example/units").baselines
    with pytest.raises(Refused) as refused:
        looked(asked="example/lst")
    assert refused.value.problem.help is not None
    assert BASELINE in refused.value.problem.help.en


def test_nothing_to_look_at_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused):
        looked()


def test_what_would_make_the_numbers_wrong_is_told(town: Town) -> None:
    """Each of these leaves a rate that looks right."""
    list_, east = town.folder / "catalogues/list.yaml", town.folder / f"catalogues/{EAST}.yaml"
    sound = {
        place: place.read_text("utf-8") for place in (list_, east, town.folder / "catalogues/units.yaml")
    }

    def told(place: Path, right: str, wrong: str) -> list[str]:
        place.write_text(sound[place].replace(right, wrong, 1), "utf-8")
        found = codes(looked())
        place.write_text(sound[place], "utf-8")
        return found

    units_ = town.folder / "catalogues/units.yaml"
    assert told(units_, f', code: "{EAST}"', "") == ["QZ509", "QZ550"]
    assert "QZ553" in told(units_, f'code: "{WEST}"', f'code: "{EAST}"')
    assert told(list_, "type: [street]", f'units: ["{EAST}", "{WEST}", "{SOUTH}", "420302777"]') == ["QZ550"]
    assert told(list_, "applies_to: {type: [street]}\n", "") == ["QZ508"]
    assert told(east, 'edition: "2025-01-01"', 'edition: "2099-01-01"') == ["QZ551"]
    assert told(east, BASELINE, "example/lst") == ["QZ304"]
    east.write_text(sound[east], "utf-8")
    town.says(EAST, "upstream: JD-999, status: adopted")
    assert codes(looked()) == ["QZ304"]
    town.says(EAST, "upstream: JD-001, status: not-adopted, reason: 无", "upstream: JD-001, status: adopted")
    assert codes(looked()) == ["QZ554"]
    town.says(EAST)
    town.write("again.yaml", sound[east].replace("example/420302001", "example/again"))
    assert codes(looked()) == ["QZ505"]


@pytest.mark.parametrize("field", ["accepted", "started", "confirmed"])
def test_what_was_taken_over_tomorrow_is_told(town: Town, field: str) -> None:
    """It counts as it reads, but nobody should trust the number without knowing."""
    town.says(EAST, f'upstream: JD-001, status: adopted, {field}: "2099-01-01"')
    (finding,) = looked().findings
    assert (finding.code, finding.item) == ("QZ618", "CJ-1")


def test_a_list_that_cannot_be_read_is_not_called_absent(town: Town) -> None:
    """Nobody is sent to correct three adoptions for one slip in the list itself."""
    list_ = town.folder / "catalogues/list.yaml"
    list_.write_text(list_.read_text("utf-8").replace("name: ", "nmae: ", 2), "utf-8")
    coverage = looked()
    assert coverage.unreadable
    told = [finding for finding in coverage.findings if finding.path != "catalogues/list.yaml"]
    assert [(finding.code, finding.path) for finding in told] == [("QZ304", f"catalogues/{EAST}.yaml")]
    assert told[0].message.zh == f"没有读到清单 {BASELINE}，3 份承接情况没有计入"


def test_what_does_not_apply_has_to_be_decided(town: Town) -> None:
    """Else a unit could raise its own rate."""
    town.says(EAST, "upstream: JD-001, status: not-applicable, reason: 没有水库")
    coverage = looked()
    assert codes(coverage) == ["QZ502"]
    assert (coverage.findings[0].item, coverage.findings[0].pointer) == ("CJ-1", "/items/0/status")
    assert units(coverage)[EAST].counts.rate == (3, 4)


def test_a_list_that_is_not_there_is_told_whatever_else_is_wrong(town: Town) -> None:
    with pytest.raises(Refused) as refused:
        looked(asked="街道权责清")
    assert refused.value.problem.help == Text(f"是否想写 {BASELINE}？", f"did you mean {BASELINE}?")
    town.write("unread.yaml", "kind: tickets\n- a\n")
    coverage = looked(asked="example/lists")
    assert codes(coverage) == ["QZ010", "QZ002"]
    assert coverage.baselines == []


def test_an_older_edition_that_is_not_at_hand_is_told_once(town: Town) -> None:
    town.baseline("2026-01-01")
    coverage = looked()
    assert [(finding.code, finding.severity) for finding in coverage.findings] == [("QZ552", "warning")]
    assert coverage.baselines[0].totals.outdated == 12


def test_a_waiver_holds_from_its_approval(town: Town) -> None:
    town.says(EAST, "upstream: JD-001, status: not-adopted, reason: 无")
    town.waives("2999-12-31")
    assert units(looked())[EAST].counts.rate == (3, 3)
    waivers = town.folder / "catalogues/waivers.yaml"
    waivers.write_text(waivers.read_text("utf-8").replace("2025-06-01", "2998-06-01"), "utf-8")
    assert units(looked())[EAST].counts.rate == (3, 4)


def test_a_gate_that_would_look_at_nothing_does_not_pass(town: Town) -> None:
    """Everything is excused: that is nothing adopted, not everything."""
    for code in STREETS:
        town.says(code, unlisted=False)
    town.waives("2999-12-31", units="、".join(STREETS.values()).replace("、", ", "))
    coverage = looked(Demands(total=100, unit=100))
    assert coverage.baselines[0].totals.rate == (0, 0)
    gates = [(gate.name, gate.passed) for gate in coverage.gates]
    assert gates == [(f"total {BASELINE}", False), (f"unit {BASELINE}", False)]


def test_parts_of_an_item_count_beside_it(town: Town) -> None:
    town.baseline(JD_002="    parent: JD-001\n")
    assert units(looked())[EAST].counts == Counts(required=4, adopted=4, declared=4)
    town.says(EAST, "upstream: JD-002, status: not-adopted, reason: 无")
    assert units(looked())[EAST].counts == Counts(required=4, adopted=3, not_adopted=1)
    baseline = looked().baselines[0]
    assert (baseline.main, len(baseline.items)) == (3, 4)
    assert baseline.average == 3


def test_a_whole_follows_from_its_parts_and_a_part_from_its_whole(town: Town) -> None:
    town.baseline(JD_002="    parent: JD-001\n", JD_003="    parent: JD-001\n", JD_004="    parent: JD-003\n")
    town.says(EAST, "upstream: JD-002, status: adopted", unlisted=False)
    town.says(WEST, "upstream: JD-001, status: adopted", unlisted=False)
    town.says(SOUTH, "upstream: JD-003, status: not-adopted, reason: 无", unlisted=False)
    found = units(looked())
    assert found[EAST].cells == {"JD-001": "partial", "JD-003": "missing", "JD-004": "missing"}
    assert found[WEST].cells == {}
    assert found[SOUTH].cells == {
        "JD-001": "partial",
        "JD-002": "missing",
        "JD-003": "not_adopted",
        "JD-004": "not_adopted",
    }


def test_a_whole_and_a_part_that_contradict_each_other_are_told(town: Town) -> None:
    town.baseline(JD_002="    parent: JD-001\n", JD_003="    parent: JD-002\n")
    short = "status: not-adopted, reason: 无"
    town.says(EAST, "upstream: JD-001, status: adopted", f"upstream: JD-003, {short}", unlisted=False)
    town.says(WEST, f"upstream: JD-002, {short}", "upstream: JD-003, status: adopted", unlisted=False)
    town.says(SOUTH, f"upstream: JD-002, {short}")
    told = [finding for finding in looked().findings if finding.code == "QZ590"]
    assert [(each.item, each.message.zh) for each in told] == [
        ("CJ-1", "JD-001 填报为已承接，它的子项却没有都承接：JD-003"),
        ("CJ-1", "JD-002 填报为没有承接，它的子项却承接了：JD-003"),
        ("CJ-1", "JD-001 填报为已承接，它的子项却没有都承接：JD-002"),
    ]
    town.says(EAST, "upstream: JD-001, status: partial, reason: 无", f"upstream: JD-003, {short}")
    town.says(WEST, f"upstream: JD-001, {short}", "upstream: JD-004, status: adopted", unlisted=False)
    town.says(SOUTH, "upstream: JD-001, status: partial, reason: 无", f"upstream: JD-002, {short}")
    assert "QZ590" not in codes(looked())


def test_two_files_of_one_edition_are_told(town: Town) -> None:
    town.write("a-copy.yaml", (town.folder / "catalogues/list.yaml").read_text("utf-8"))
    assert "QZ210" in codes(looked())


def test_of_two_streets_of_one_name_neither_is_excused(town: Town) -> None:
    town.register({**STREETS, "420303001": "东街街道"})
    town.says(EAST, "upstream: JD-001, status: not-adopted, reason: 无")
    town.waives("2999-12-31")
    coverage = looked()
    assert coverage.baselines[0].totals.waived == 0
    assert "QZ507" in codes(coverage)


def test_an_uncoded_unit_of_elsewhere_is_nobody_s_business(town: Town) -> None:
    town.baseline(header='applies_to: {type: [street], within: "420302"}\n')
    units_ = town.folder / "catalogues/units.yaml"
    text = units_.read_text("utf-8")
    units_.write_text(f'{text}  - {{id: X, name: 北街街道, type: street, parent: "110101"}}\n', "utf-8")
    assert codes(looked()) == []
    units_.write_text(f'{text}  - {{id: X, name: 北街街道, type: street, parent: "420302"}}\n', "utf-8")
    assert codes(looked()) == ["QZ550"]


def test_a_unit_is_where_it_belongs_to_and_one_that_is_nowhere_is_told(town: Town) -> None:
    town.baseline(header='applies_to: {type: [building, street], within: "420302"}\n')
    units_ = town.folder / "catalogues/units.yaml"
    text = units_.read_text("utf-8")
    estate = f'{text}  - {{id: XQ, name: 一小区, type: estate, parent: "{EAST}"}}\n'
    for parent in (", parent: XQ", ""):
        units_.write_text(f"{estate}  - {{id: LD, name: 一号楼, type: building{parent}}}\n", "utf-8")
        assert codes(looked()) == ["QZ550"]
    assert [found.message.zh for found in looked().findings] == ["不知道一号楼在不在 420302 以内，没有计入"]


def test_a_unit_is_where_its_credit_code_was_given_if_what_it_belongs_to_is_nowhere(town: Town) -> None:
    town.baseline(header='applies_to: {type: [street, institution], within: "420302"}\n')
    units_ = town.folder / "catalogues/units.yaml"
    text = units_.read_text("utf-8")
    above = "  - {id: LM, name: 管理联盟, type: institution}\n"
    below = '  - {id: ZX, name: 执法中心, type: institution, code: "12420302MB1A12345B", parent: LM}\n'
    units_.write_text(f"{text}{above}{below}", "utf-8")
    assert [found.value for found in looked().findings if found.code == "QZ550"] == ["管理联盟"]


def test_what_cannot_be_read_is_not_missing(town: Town) -> None:
    town.says(EAST, "upstream: JD-001, status: 未知的", unlisted=False)
    unit = units(looked())[EAST]
    assert unit.counts == Counts(required=4, unread=4)
    assert unit.path
    assert unit.counts.reported == (0, 4)


def test_what_cannot_be_parsed_is_not_missing(town: Town) -> None:
    town.says(EAST, "upstream: JD-001", unlisted=False)
    path = town.folder / "catalogues" / f"{EAST}.yaml"
    path.write_text(path.read_text("utf-8") + "  - {id: [\n", "utf-8")
    assert units(looked())[EAST].counts == Counts(required=4, unread=4)


def test_a_statement_about_the_whole_list_reports_no_item(town: Town) -> None:
    unit = units(looked())[EAST]
    assert unit.declared
    assert (unit.counts.rate, unit.counts.reported) == ((4, 4), (0, 4))
    (gate,) = looked(Demands(forbidden=("declared",))).gates
    assert (gate.value, gate.passed) == (12, False)


def test_an_edition_that_does_not_exist_is_adopted_by_nobody(town: Town) -> None:
    town.says(EAST, edition="2031-01-01")
    coverage = looked()
    assert units(coverage)[EAST].counts == Counts(required=4, missing=4)
    assert codes(coverage) == ["QZ551"]


def test_an_unknown_item_is_told_where_it_stands(town: Town) -> None:
    town.says(EAST, "upstream: JD-001, status: adopted", "upstream: JD-777, status: adopted", unlisted=False)
    (finding,) = (each for each in looked().findings if each.code == "QZ304")
    assert finding.pointer == "/items/1/upstream"
    assert "JD-777" in finding.message.zh


def test_what_is_not_in_force_is_left_out_and_said(town: Town) -> None:
    town.baseline(JD_002='    effective: "2099-01-01"\n')
    (told,) = looked().findings
    assert (told.code, told.item, told.severity) == ("QZ555", "JD-002", "info")
    assert told.message.zh == "1 个事项尚未生效，没有计入：JD-002"
    town.baseline(header='applies_to: {type: [street]}\neffective: "2099-01-01"\n')
    coverage = looked()
    assert (coverage.baselines, codes(coverage)) == ([], ["QZ555"])
    assert coverage.findings[0].message.zh == "自 2099-01-01 起施行，今天没有计入"


def test_what_was_cancelled_and_is_still_carried_is_said_once(town: Town) -> None:
    town.says(EAST, "upstream: JD-001, status: adopted", "upstream: JD-002, status: adopted", unlisted=False)
    town.says(WEST, "upstream: JD-001, status: adopted", "upstream: JD-002, status: returned", unlisted=False)
    town.baseline(JD_002='    repealed: "2024-01-01"\n')
    (told,) = looked().findings
    assert (told.code, told.path, told.pointer) == ("QZ555", f"catalogues/{EAST}.yaml", "/items/1/upstream")
    assert told.message.zh == f"{BASELINE} 里已经取消或者没有了的 JD-002，1 份承接情况还写着承接，没有计入"


def test_an_edition_still_to_come_does_not_replace_the_one_in_force(town: Town) -> None:
    present = town.folder / "catalogues" / "list.yaml"
    present.rename(town.folder / "catalogues" / "present.yaml")
    town.baseline(edition="2026-01-01", header='applies_to: {type: [street]}\neffective: "2099-01-01"\n')
    town.says(EAST, edition="2026-01-01")
    coverage = looked()
    (baseline,) = coverage.baselines
    assert (baseline.edition, codes(coverage)) == ("2025-01-01", ["QZ555"])
    assert units(coverage)[EAST].counts == Counts(required=4, adopted=4, declared=4)


def test_an_adoption_that_has_ended_counts_no_more(town: Town) -> None:
    path = town.folder / "catalogues" / f"{EAST}.yaml"
    path.write_text(path.read_text("utf-8").replace("items:", 'repealed: "2020-01-01"\nitems:'), "utf-8")
    coverage = looked()
    assert units(coverage)[EAST].counts == Counts(required=4, missing=4)
    assert codes(coverage) == ["QZ555"]


def test_a_unit_that_has_only_a_credit_code_is_counted(town: Town) -> None:
    """It lies where its credit code was given to it."""
    code = "114203020111111111"
    town.register({**STREETS, code: "示例区北街街道"})
    town.baseline(header='applies_to: {type: [street], within: "420302"}\n')
    assert units(looked())[code].counts == Counts(required=4, missing=4)
    town.says(code)
    assert units(looked())[code].counts == Counts(required=4, adopted=4, declared=4)
    assert codes(looked()) == []


def test_ignores_of_what_may_be_in_an_unread_file_are_not_called_unused(town: Town) -> None:
    (town.folder / "qzqd.toml").write_text(
        'paths = ["catalogues"]\n[[ignores]]\nrule = "QZ509"\nreason = "核实中"\n', "utf-8"
    )
    assert codes(looked()) == ["QZ621"]
    town.write("broken.yaml", "kind: adoption\nitems: [\n")
    assert "QZ621" not in codes(looked())
