"""What units do with the items of a list is said in its own word: 纳入, 设立, 建立, 落实; 承接 is for what is handed down."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from qzqd import formats
from qzqd.cover.coverage import Coverage, Trend
from qzqd.kinds.traits import Archetype, traits
from qzqd.office.matrix import write
from report.rendering import coverage as render

from . import samples

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.cover.coverage import BaselineCoverage

_CELLS = {"JZ-1": "not_adopted", "JZ-2": "partial", "JZ-3": "missing", "JZ-4": "waived"}
_TEXTS = [name for name in formats.names("coverage") if name not in ("json", "xlsx", "lcov")]


def listed(kind: str) -> BaselineCoverage:
    """A list of that kind with gaps."""
    return replace(samples.mechanisms(_CELLS), kind=kind)  # type: ignore[arg-type]


def asked(*baselines: BaselineCoverage) -> Coverage:
    """Those lists and a trend of the first."""
    first = baselines[0]
    trend = Trend(first.id, first.title, 7, 7, first.totals.rate, first.totals.rate)
    return Coverage([*baselines], trends=[trend], against="v1")


@pytest.mark.parametrize(
    ("kind", "done"),
    [
        ("street-powers", "纳入"),
        ("organisations", "设立"),
        ("mechanisms", "建立"),
        ("assignments", "落实"),
        ("delegated-powers", "承接"),
    ],
)
def test_every_format_has_the_word_of_the_list(kind: str, done: str, tmp_path: Path) -> None:
    assert traits(kind).archetype is Archetype.LIST
    write(asked(listed(kind)), tmp_path / "a.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [str(cell.value) for sheet in book.worksheets[:3] for row in sheet.iter_rows() for cell in row]
    told = {name: render(asked(listed(kind)), name, "zh") for name in _TEXTS} | {"xlsx": "\n".join(cells)}
    for name, text in told.items():
        assert f"{done}率" in text, name
        text = re.sub("<style>.*?</style>|<script>.*", "", text, flags=re.DOTALL)
        others = {"承接", "纳入", "设立", "建立", "落实", "到位"} - {done}
        assert not any(f"{other}率" in text or f"未{other}" in text for other in others), name
    for name in ("text", "markdown", "html", "xlsx"):
        assert f"未{done}" in told[name], name
    assert f"个{done}齐全" in told["text"]
    assert f"平均每个单位{done}" in told["text"]


def test_lists_of_several_words_share_one_that_holds_for_all() -> None:
    coverage = asked(listed("organisations"), replace(listed("mechanisms"), id="b"))
    head = render(coverage, "csv", "zh").splitlines()[0]
    assert "应到位,已到位,部分到位,未到位" in head
    assert "到位率百分比" in head
    report = render(coverage, "text", "zh")
    assert "设立率 " in report
    assert "建立率 " in report
    assert ">到位率<" in render(coverage, "badge", "zh")
