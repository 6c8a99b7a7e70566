"""The tracefile: what geninfo(1) says of its records, and the rates of the units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.report.paper.safe import safe
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage

if TYPE_CHECKING:
    from qzqd.cover.coverage import By, Coverage
    from qzqd.locale import Language

_RECORD = re.compile(
    r"TN:(\w*)\nSF:([^\n]*)\n((?:DA:\d+,[01]\n)*)LF:(\d+)\nLH:(\d+)\nend_of_record\n", re.ASCII
)
_LINE = re.compile(r"DA:(\d+),([01])\n")


@every_coverage
def test_every_unit_has_a_record(coverage: Coverage, language: Language, by: By) -> None:
    report = render(coverage, "lcov", language, by=by)
    records = _RECORD.findall(report)
    assert _RECORD.sub("", report).strip("\n") == ""
    units = [(baseline, unit) for baseline in coverage.baselines for unit in baseline.units]
    for (baseline, unit), (_, path, lines, found, hit) in zip(units, records, strict=True):
        told = [(int(number), int(count)) for number, count in _LINE.findall(lines)]
        assert path == safe(unit.path or f"{baseline.id}/{unit.code}")
        assert (int(hit), int(found)) == unit.counts.rate
        assert (sum(count for _, count in told), len(told)) == unit.counts.rate
        assert [number for number, _ in told] == sorted({number for number, _ in told})


def test_an_item_is_the_line_of_its_place() -> None:
    report = render(samples.rich(), "lcov", "zh")
    lines = {path: lines for _, path, lines, _, _ in _RECORD.findall(report)}
    folder = "catalogues/shiyan/adoption"
    assert "DA:2,1\nDA:3,0\nDA:4,0\nDA:5,0\nDA:6,0\nDA:7,0\nDA:8,1\n" in lines[f"{folder}/420303003.yaml"]
    assert "DA:41," not in lines[f"{folder}/420381005.yaml"]
    assert "SF:hubei/street-powers/420303004\nDA:1,0\n" in report
