"""What people read at a terminal after `coverage`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qzqd.cover.coverage import Coverage, Fraction, Gate, ItemBrief
from qzqd.locale import Text
from qzqd.report.paper.terminal import cells
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage

if TYPE_CHECKING:
    from qzqd.cover.coverage import By
    from qzqd.locale import Language

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_LOG_COMMAND = re.compile(r"##\w*\[")
_FULL = re.compile(r"(?<![\d.])100%（(\d+)/(\d+)）")


def told(coverage: Coverage, language: Language = "zh", **more: int) -> str:
    """The report in black and white."""
    return render(coverage, "text", language, **more)


@every_coverage
def test_nothing_a_terminal_obeys(coverage: Coverage, language: Language, by: By) -> None:
    report = render(coverage, "text", language, by=by)
    assert not _OBEYED.search(report)
    report.encode()
    for line in report.splitlines():
        assert not line.lstrip().startswith("::")
        assert not _LOG_COMMAND.search(line)


@every_coverage
def test_colour_changes_no_word(coverage: Coverage, language: Language, by: By) -> None:
    coloured = render(coverage, "text", language, by=by, colour=True)
    assert _COLOUR.sub("", coloured) == render(coverage, "text", language, by=by)


@every_coverage
def test_only_what_is_complete_reads_as_100(coverage: Coverage, language: Language, by: By) -> None:
    coverage.gates.clear()
    for part, whole in _FULL.findall(render(coverage, "text", "zh", by=by)):
        assert int(part) >= int(whole)


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("by", ["unit", "category", "office", "department"])
def test_lines_are_as_wide_as_the_terminal(by: By, language: Language, width: int) -> None:
    for coverage in (samples.rich(), samples.large(2_000)):
        for line in render(coverage, "text", language, by=by, width=width).splitlines():
            assert cells(line) <= width


def test_columns_stand_under_one_another() -> None:
    lines = told(samples.rich()).splitlines()
    head, total = (next(line for line in lines if line.startswith(word)) for word in ("单位 ", "合计 "))
    assert cells(head) == cells(total)
    ends = [cells(head[: found.end()]) for found in re.finditer(r"\S+", head)][1:-1]
    assert ends == [cells(total[: found.end()]) for found in re.finditer(r"\S+", total)][1:-2]


def test_the_first_line_can_be_quoted() -> None:
    first = told(samples.plain()).splitlines()[0]
    assert first == "《湖北省街道通用权责清单》：12 个单位全部承接 74/74，承接率 100%（888/888）"
    first = told(samples.plain(), "en").splitlines()[0]
    assert first == "湖北省街道通用权责清单: all 12 units adopted 74/74, rate 100% (888/888)"


def test_what_does_not_apply_does_not_spoil_the_rate() -> None:
    report = told(Coverage([samples.mechanisms({"JZ-3": "not_applicable"})]))
    assert report.startswith("《七项机制》：12 个单位中 12 个承接齐全，承接率 100%（83/83）\n")
    assert "现行版本承接率 98.80%（83/84）" in report


def test_what_could_not_be_read_is_said_first() -> None:
    report = told(Coverage([samples.mechanisms()], unreadable=True))
    assert report.startswith("有文件没有读到")


def test_ids_in_a_row_are_told_as_a_range() -> None:
    report = told(Coverage([samples.mechanisms({f"JZ-{key}": "missing" for key in (1, 2, 3, 5, 7)})]))
    assert "  缺失 5：JZ-1–JZ-3、JZ-5、JZ-7\n" in report


def test_names_of_what_is_missing_where_others_were_reported() -> None:
    report = told(samples.rich())
    assert "已填报的单位还缺 5 项\n  JD-003  对市容环境卫生责任区的监督检查（3）（2 个单位）\n" in report


def test_namesakes_have_their_code() -> None:
    baseline = samples.mechanisms()
    report = told(Coverage([replace(baseline, units=(*baseline.units, baseline.units[0]))]))
    assert report.count("武当路街道 420302001") == 2
    assert "二堰街道 420302002" not in report


def test_of_thousands_of_units_the_complete_ones_are_one_line() -> None:
    report = told(samples.large(2_460))
    assert len(report.splitlines()) < 70
    assert report.count("  缺失 37：") == 3
    assert "  2457 个单位承接齐全\n" in report


def test_of_many_incomplete_units_the_worst_are_shown() -> None:
    units = [
        samples.unit(f"{number}", f"第 {number} 街道", cells=dict.fromkeys(_ids(number % 50 + 1), "missing"))
        for number in range(100)
    ]
    baseline = replace(samples.plain().baselines[0], units=tuple(units))
    report = told(Coverage([baseline]))
    assert report.count("街道  ") == 40
    assert "\n第 49 街道" in report
    assert "\n第 0 街道" not in report
    assert "另有 60 个单位没有承接齐全" in report


def _ids(count: int) -> list[str]:
    return [item.id for item in samples.POWERS[:count]]


def test_an_average_is_never_rounded_up() -> None:
    assert "平均每个单位承接 73.95 项" in told(samples.large())
    assert "平均每个单位承接 74 项" in told(samples.plain())


def test_failed_gates_stand_last_and_many_passed_ones_are_counted() -> None:
    gates = [
        Gate(f"unit {at}", Text(f"第 {at} 街道", ""), 99.99, at, at < 50, Fraction(9999, 10000))
        for at in range(100)
    ]
    lines = told(Coverage(gates=gates)).splitlines()
    assert "达标要求：50 个没有通过，50 个通过" in lines
    assert "  另有 40 项；--format json 列出全部" in lines
    assert lines[-2].startswith("  没有通过  ")
    assert "100%" not in "".join(lines)


def test_a_count_is_no_percentage() -> None:
    gate = Gate("missing", Text("没有缺失的事项", "nothing is missing"), 5, 0, False)
    assert told(Coverage(gates=[gate])).endswith("  没有通过  没有缺失的事项：5，要求不多于 0\n")


def test_long_names_have_lines_of_their_own() -> None:
    name = "综合行政执法" * 20
    items = tuple(ItemBrief(f"A-{at}", "甲", name) for at in range(3))
    unit = samples.unit("1", "甲街道", items)
    baseline = replace(samples.mechanisms(), items=items, units=(unit,))
    lines = render(Coverage([baseline]), "text", "zh", by="category").splitlines()
    assert max(map(cells, lines)) <= 80
    assert sum(line.count("执法") for line in lines) == 20


def test_a_rate_of_nothing_is_none() -> None:
    baseline = samples.mechanisms()
    units = tuple(samples.unit(str(at), f"{at}街道", ()) for at in range(2))
    report = told(Coverage([replace(baseline, items=(), units=units)]))
    assert Fraction(0, 0).percent == 0
    assert "100%" not in report


def test_a_list_that_is_not_whole_says_so() -> None:
    report = told(Coverage([replace(samples.mechanisms(), published=9)]))
    first = "12 个单位全部承接 7/7，承接率 100%（84/84），公布 9 项，列出 7 项"
    assert first in report.replace("\n", "")
    assert "公布" not in told(Coverage([samples.mechanisms()])).splitlines()[0]


def test_an_aspect_says_where_its_list_comes_from() -> None:
    report = told(samples.rich())
    assert "\nheping/consultation（据公开报道整理，公布 40 项）\n" in report
    assert "  有征求流程和反馈时限（仅为示意）" in report
    assert "\nheping/call-situations（依法规编制）\n" in report
