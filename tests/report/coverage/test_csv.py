"""CSV for spreadsheets: every row, numbers bare, and nothing that is worked out."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from qzqd.cover.coverage import BaselineCoverage, Coverage
from qzqd.report.paper.safe import safe
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage

if TYPE_CHECKING:
    from qzqd.cover.coverage import By
    from qzqd.locale import Language

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def rows(coverage: Coverage, language: Language = "zh", by: By = "unit") -> list[dict[str, str]]:
    """What a spreadsheet reads."""
    report = render(coverage, "csv", language, by=by)
    assert report.startswith("\ufeff")
    return [*csv.DictReader(StringIO(report[1:]), strict=True)]


@every_coverage
def test_nothing_is_worked_out_and_no_row_is_lost(coverage: Coverage, language: Language, by: By) -> None:
    found = rows(coverage, language, by)
    assert len(found) == sum(len(baseline.by(by)) for baseline in coverage.baselines)
    for row in found:
        assert None not in row
        assert not any(cell.lstrip().startswith(_FORMULA) for cell in row.values())


@every_coverage
def test_texts_are_what_the_lists_say(coverage: Coverage, language: Language, by: By) -> None:
    units = [(baseline.title, unit.name) for baseline in coverage.baselines for unit in baseline.units]
    for (title, name), row in zip(units, rows(coverage, "zh"), strict=True):
        assert row["清单名称"].removeprefix("'") == safe(title).removeprefix("'")
        assert row["单位"].removeprefix("'") == safe(name).removeprefix("'")


@pytest.mark.parametrize("name", ["=1+1", " =1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "\n=1"])
def test_a_name_that_looks_like_a_formula(name: str) -> None:
    unit = samples.unit("1", name, ())
    (row,) = rows(Coverage([BaselineCoverage("list", "", "清单", "", (), (unit,))]))
    assert row["单位"] == (f"'{safe(name)}" if "\n" not in name else safe(name))


def test_ids_are_whole_and_numbers_bare() -> None:
    found = rows(samples.rich())
    row = next(row for row in found if row["单位"] == "车城路街道")
    assert row["缺失事项"] == "JD-003、JD-004、JD-005、JD-006、JD-007"
    assert (row["承接率分子"], row["承接率分母"], row["承接率百分比"]) == ("69", "74", "93.24")
    assert sum(int(each["缺失"]) for each in found) == 81


def test_no_rate_of_nothing() -> None:
    unit = samples.unit("1", "甲街道", ())
    (row,) = rows(Coverage([BaselineCoverage("list", "", "清单", "", (), (unit,))]))
    assert row["承接率百分比"] == ""


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("120101001002", "'120101001002"),  # a spreadsheet shows 1.20101E+11
        ("042", "'042"),
        ("3-10", "'3-10"),
        ("2025.1.3", "'2025.1.3"),
        ("1E5", "'1E5"),
        ("420302001", "420302001"),
        ("JD-3-10", "JD-3-10"),
        ("11420302011234567X", "11420302011234567X"),
    ],
)
def test_codes_stay_what_they_are_in_a_spreadsheet(code: str, cell: str) -> None:
    unit = samples.unit(code, "甲街道", ())
    (row,) = rows(Coverage([BaselineCoverage("list", "", "清单", "", (), (unit,))]))
    assert row["代码"] == cell
