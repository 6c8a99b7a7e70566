"""SARIF of changes: what is minded, once, under its rule."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.compare.change import Comparison
from report.judges import JUDGES
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed

if TYPE_CHECKING:
    from qzqd.compare.change import Change
    from qzqd.locale import Language


def results(comparison: Comparison, language: Language = "zh") -> list[dict[str, Any]]:
    """The results of the one run."""
    report = render(comparison, "sarif", language)
    JUDGES["sarif"](report)
    made: list[dict[str, Any]] = json.loads(report)["runs"][0]["results"]
    return made


def of(*changes: Change) -> Comparison:
    """A comparison of one catalogue, without findings."""
    street = next(each for each in samples.rich().catalogues if each.id == samples.STREET)
    return Comparison("a", "b", [replace(street, changes=changes)])


@pytest.mark.usefixtures("frozen")
def test_reads_as_agreed() -> None:
    assert agreed("rich.zh.sarif", render(samples.rich(), "sarif", "zh"))


def test_a_change_with_a_severity_stands_under_the_rule_of_approvals() -> None:
    added = samples.change("added", None, samples.item("JD-1", "甲"), severity="error")
    fine = samples.change("added", None, samples.item("JD-2", "乙"))
    (result,) = results(of(added, fine))
    assert (result["ruleId"], result["level"]) == ("QZ810", "error")
    assert result["message"]["text"] == "新增：甲；没有批准（事项 JD-1）"
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == samples.STREET_PATH


def test_an_approval_that_does_not_suffice_is_named() -> None:
    added = samples.change(
        "added", None, samples.item("JD-1", "甲"), severity="error", approval="十办发〔2025〕5号"
    )
    (result,) = results(of(added))
    assert result["message"]["text"] == "新增：甲；批准不合要求：十办发〔2025〕5号（事项 JD-1）"


def test_a_change_that_a_finding_is_about_is_not_told_twice() -> None:
    told = [
        result["locations"][0].get("logicalLocations", [{}])[0].get("name")
        for result in results(samples.rich())
    ]
    assert told.count("JD-075") == 1


def test_two_changes_of_one_item_are_two_results() -> None:
    old, new = samples.item("JD-1", "甲", office="丙"), samples.item("JD-1", "乙", office="丁")
    renamed = samples.change("renamed", old, new, "name", severity="error")
    moved = samples.change("transferred", old, new, "office", severity="error")
    prints = [result["partialFingerprints"]["findingHash/v1"] for result in results(of(renamed, moved))]
    assert len(set(prints)) == 2


@every_comparison
def test_every_finding_and_no_suspicion(comparison: Comparison, language: Language) -> None:
    minded = sum(change.severity is not None for change in comparison.changes())
    told = len(results(comparison, language))
    assert len(comparison.findings) <= told <= len(comparison.findings) + minded
