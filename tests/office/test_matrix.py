"""The workbook of coverage as openpyxl reads it back: what stands in it, how it looks, what it never does."""

from __future__ import annotations

import os
import re
import sys
from html import unescape
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given

from examples import share
from qzqd.cover.coverage import LABELS, BaselineCoverage, Coverage, ItemBrief
from qzqd.office import OfficeMissing, matrix
from qzqd.office.matrix import write as write_matrix
from qzqd.report.paper.safe import safe
from report.coverage import samples
from report.coverage.coverages import coverages
from report.coverage.golden import agreed
from report.coverage.test_html import small

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.cover.coverage import Status
    from qzqd.locale import Language


def written(coverage: Coverage, folder: Path, language: Language = "zh") -> Any:
    """The workbook, written and read back."""
    path = folder / "承接情况.xlsx"
    write_matrix(coverage, path, language)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook of the large sample, which tests only look at."""
    return written(samples.rich(), tmp_path_factory.mktemp("rich"))


def rows(sheet: Any) -> list[list[Any]]:
    """The table: its headings and all below them."""
    heading = int(sheet.print_title_rows.strip("$").split(":")[0])
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=heading)]


def one(text: str, status: Status = "missing") -> Coverage:
    """One unit and one item, and every text the same."""
    item = ItemBrief(text, text, text, text, text)
    unit = samples.unit(text, text, [item], {text: status}, path=text, reasons={text: text})
    return Coverage([BaselineCoverage(text, text, text, "compiled", (item,), (unit,), text)])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reads_as_agreed(tmp_path: Path, language: Language) -> None:
    book = written(small(), tmp_path, language)
    lines: list[str] = []
    for sheet in book.worksheets:
        cells = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
        lines += [f"[{sheet.title}]", *(" | ".join(row).replace("\n", "⏎") for row in cells)]
    assert agreed(f"small.{language}.xlsx.txt", "\n".join(lines) + "\n")


def test_a_sheet_for_the_sum_each_baseline_the_gaps_and_the_aspects(tmp_path: Path, rich: Any) -> None:
    titles = ["湖北省街道通用权责清单（依法规编制本）", "七项机制"]
    assert rich.sheetnames == ["汇总", *titles, "缺失清单", "要素"]
    assert written(samples.empty(), tmp_path).sheetnames == ["汇总", "缺失清单"]


def test_counts_and_rates_are_numbers_and_fractions_are_not(rich: Any) -> None:
    sheet = rich["汇总"]
    heads, total, *others = rows(sheet)
    assert heads[2:5] == ["应承接", "已承接", "部分承接"]
    assert total[1:3] == ["合计", 888]
    assert total[-6:] == [0.906, "800/883", 0.9087, "807/888", 0.8975, "797/888"]
    assert [row[1] for row in others[:12]] == [*samples.STREETS.values()]
    (rate,) = (cell for (cell,) in sheet.iter_rows(min_col=15, max_col=15) if cell.value == 0.906)
    assert rate.number_format == "0.00%"
    assert others[-1][-6:] == ["-", "0/0"] * 3


def test_what_is_not_complete_never_reads_as_all(tmp_path: Path) -> None:
    book = written(samples.large(40), tmp_path)
    assert all(row[-2] < 1 or row[-1] == "74/74" for row in rows(book["汇总"])[1:])


def test_the_matrix_says_every_status_in_words(rich: Any) -> None:
    coverage = samples.rich()
    heads, *told = rows(rich.worksheets[1])
    (baseline, *_) = coverage.baselines
    assert heads[:3] == ["单位", "承接率", f"JD-001\n{samples.POWERS[0].name}"]
    for unit, row in zip(baseline.units, told, strict=True):
        assert row[0] == unit.name
        assert row[2:] == [LABELS[unit.cells.get(item.id, "adopted")].zh for item in baseline.items]


def test_every_status_has_a_colour_of_its_own_and_stands_in_the_legend(tmp_path: Path) -> None:
    sheet = written(small(), tmp_path).worksheets[1]
    words = [label.zh for label in LABELS.values()]
    assert [cell.value for cell in sheet[1] if cell.value] == ["图例", *words]
    areas = {str(area.sqref): area.rules for area in sheet.conditional_formatting}
    assert [*areas] == ["D1:N1", "C3:K14"]
    for rules in areas.values():
        assert [rule.formula for rule in rules] == [[f'"{word}"'] for word in words]
        assert len({rule.dxf.fill.bgColor.rgb for rule in rules}) == len(words)


def test_gaps_are_listed_with_their_reasons(rich: Any) -> None:
    heads, *told = rows(rich["缺失清单"])
    assert heads == ["清单", "单位", "事项编号", "事项名称", "状态", "理由", "承办机构"]
    assert len(told) == sum(len(unit.cells) for unit in samples.rich().baselines[0].units)
    (row,) = (row for row in told if row[5] == "没有执法人员")
    assert row[1:5] == ["三官殿街道", "JD-010", samples.POWERS[9].name, "未承接"]


def test_aspects_stand_whole_and_by_category(rich: Any) -> None:
    _, *told = rows(rich["要素"])
    assert told[0][2:] == ["合计", 1, "40/40", None]
    assert [row[2] for row in told[1:3]] == ["规划建设", "公共服务"]
    assert told[7][3:] == [0.05, "2/40", "ZQ-03–ZQ-40"]


def test_can_be_filtered_scrolled_and_printed(rich: Any) -> None:
    for sheet in rich.worksheets:
        heading = int(sheet.print_title_rows.strip("$").split(":")[0])
        assert sheet.auto_filter.ref.startswith(f"A{heading}:")
        assert sheet.auto_filter.ref.endswith(f"{sheet.max_row}")
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    powers, mechanisms = rich.worksheets[1:3]
    assert (powers.freeze_panes, powers.print_title_cols) == ("C3", "$A:$B")
    assert powers.page_setup.scale == 70
    assert not powers.sheet_properties.pageSetUpPr.fitToPage
    assert mechanisms.sheet_properties.pageSetUpPr.fitToPage
    assert powers.oddHeader.center.text.startswith("湖北省街道通用权责清单")


def test_of_a_large_matrix_only_the_gaps_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "MOST_CELLS", 74 * 8)
    monkeypatch.setattr(matrix, "MOST_GAPS", 80)
    book = written(samples.rich(), tmp_path)
    assert len(rows(book.worksheets[1])) == 1 + 5
    assert len(rows(book["缺失清单"])) == 1 + 80
    above = [row[0].value for row in book["汇总"].iter_rows(max_row=6)]
    assert any("只列出没有完整承接的 5 个" in str(line) for line in above)
    assert "另有 11 项" in book["缺失清单"]["A2"].value


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "#N/A", "1", "2025-01-01"]
)
def test_nothing_is_a_formula_a_number_or_an_error(tmp_path: Path, text: str) -> None:
    book = written(one(text), tmp_path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == text]
    assert len(found) >= 8
    assert {cell.data_type for cell in found} == {"s"}
    assert {bool(cell.quotePrefix) for cell in found} == {text.startswith(("=", "+", "-", "@"))}


def test_a_name_that_is_a_status_has_no_colour(tmp_path: Path) -> None:
    sheet = written(one("缺失"), tmp_path)["缺失清单"]
    assert [str(area.sqref) for area in sheet.conditional_formatting] == ["E3"]


def test_a_title_above_the_page_is_no_code(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_matrix(one('&P&"x"' + "长" * 300), path, "zh")
    with ZipFile(path) as package:
        content = package.read("xl/worksheets/sheet2.xml").decode()
    head = unescape(content.partition("<oddHeader>")[2].partition("</oddHeader>")[0])
    assert head.startswith('&C&20 &&P&&"x"长')
    assert len(head) < 255


def test_sheets_have_names_that_excel_takes_each_once(tmp_path: Path) -> None:
    titles = ["汇总", "缺失清单", "History", "甲" * 40, "甲" * 41, "a/b:c*[d]?'\\", "a\nb", ""]
    baselines = [one(title).baselines[0] for title in titles]
    names = written(Coverage(baselines), tmp_path).sheetnames
    assert len({name.casefold() for name in names}) == len(titles) + 2
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not {*name} & {*"[]:*?/\\'\n"}


def test_the_same_bytes_whenever_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_path, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_matrix(samples.rich(), one_path, "zh")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    write_matrix(samples.rich(), other, "zh")
    assert one_path.read_bytes() == other.read_bytes()


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(OfficeMissing):
        write_matrix(samples.plain(), tmp_path / "a.xlsx", "zh")
    assert not os.listdir(tmp_path)


@share(0.3)
@given(coverage=coverages)
def test_any_text_makes_a_workbook(tmp_path_factory: pytest.TempPathFactory, coverage: Coverage) -> None:
    book = written(coverage, tmp_path_factory.mktemp("office"))
    for sheet in book.worksheets:
        assert all(cell.data_type not in ("f", "e") for row in sheet.iter_rows() for cell in row)
    # A text that is taller than a row may be goes on in the next.
    ids = "".join(row[2] or "" for row in rows(book["缺失清单"])).replace("\n", "")
    for baseline in coverage.baselines:
        assert all(_shown(key) in ids for unit in baseline.units for key in unit.gaps)


def _shown(text: str) -> str:
    """As a cell holds it, in one line."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", "".join(map(safe, text.split("\n"))))
